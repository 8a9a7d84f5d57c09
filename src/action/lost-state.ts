// When the runner's state file is lost while main works: post will find nothing, so main must not leave it anything.
import { type TeardownResult, tearDown } from '../engine/teardown.ts';
import type { World } from '../engine/world.ts';
import { ActionError } from '../model/errors.ts';
import type { JournalEntry } from '../model/journal.ts';
import { leakSentence } from '../render/report.ts';
import type { Step } from './running-step.ts';

/**
 * Ends a step whose state is lost: an unnamed scope is removed now, because post cannot; a named one stays, and is told.
 * Always throws ActionError.
 */
export async function failWithoutState(step: Step, world: World, entries: readonly JournalEntry[]): Promise<never> {
  const { scope, log, end, inputs } = step;
  const what = 'The runner lost the state of this step while it worked, so that post would find nothing';
  if (scope.named) {
    throw new ActionError('state', 'remote', `${what}.`, {
      hint: `What is ready in scope ${scope.name} stays. \`mode: destroy\` with its name removes it.`,
    });
  }
  log.error(`${what}: scope ${scope.name} is removed now.`);
  const teardown = { scope, journal: entries, what: 'all', where: 'everywhere', deadline: end } as const;
  const { parallelism } = inputs;
  const { destroyed, leaks }: TeardownResult = await log.group('Tear down', () =>
    tearDown(world, { ...teardown, parallelism }),
  );
  for (const { name, id } of destroyed) log.info(`machine/${name} has been destroyed (${id})`);
  for (const leak of leaks) log.error(leakSentence(leak), { title: 'May be left' });
  throw new ActionError(
    leaks.length === 0 ? 'state' : 'leak',
    'remote',
    leaks.length === 0 ? `${what}: nothing of it is left.` : `${what}: ${leaks.length} of its objects may be left.`,
    { hint: 'Does something on this runner clean up its files while jobs run?' },
  );
}
