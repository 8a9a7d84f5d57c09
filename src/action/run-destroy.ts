// Mode destroy: everything of one named scope, from its name alone.
import { tearDown } from '../engine/teardown.ts';
import { ActionError, CancelledError } from '../model/errors.ts';
import { composeStep } from './connect-step.ts';
import { teardownReport } from './explain-teardown.ts';
import { NO_PATHS } from './outputs.ts';
import { publish, type Step } from './running-step.ts';

/** Destroys and proves. Throws ActionError when something may be left, a cancelled run included. */
export async function runDestroy(step: Step): Promise<void> {
  const { inputs, scope, log, end } = step;
  const { world, connection } = await log.group('Connect', () => composeStep(step));
  try {
    const result = await log.group('Destroy', () =>
      tearDown(world, {
        scope,
        journal: [],
        what: 'all',
        where: 'everywhere',
        deadline: end,
        parallelism: inputs.parallelism,
      }),
    );
    log.info(`Proved by two live lists each on: ${result.provedOn.join(', ') || 'no backend'}.`);
    publish(step, teardownReport(result), [], NO_PATHS);
    if (result.leaks.length === 0) return;
    throw new ActionError(
      'leak',
      'remote',
      `scope ${scope.name}: ${result.leaks.length} of its objects are not proved gone.`,
    );
  } catch (error) {
    throw error instanceof CancelledError ? unfinished(step, error) : error;
  } finally {
    await connection.close();
  }
}

/** Post of a destroy has nothing to do, so nobody else removes what is left. */
function unfinished({ scope, signal }: Step, error: CancelledError): ActionError {
  const cause = signal.reason instanceof CancelledError ? signal.reason : error;
  return new ActionError('leak', 'user', cause.message, {
    hint: `It is not proved that scope ${scope.name} is gone: run \`destroy\` again.`,
  });
}
