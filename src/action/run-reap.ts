// Mode reap: what lost its owner in any scope of this repository. Dry unless told otherwise.
import { ActionError, CancelledError } from '../model/errors.ts';
import type { Report } from '../model/outcome.ts';
import { countChanges } from '../model/plan.ts';
import { type ReapResult, reap } from '../reap/reap.ts';
import { type ReapRow, type ReapView, renderReapSummary, renderReapText, unseenSentence } from '../render/reap.ts';
import { leakSentence } from '../render/report.ts';
import { composeGitHub } from './compose-github.ts';
import { composeStep } from './connect-step.ts';
import { buildOutputs, NO_PATHS } from './outputs.ts';
import type { Step } from './running-step.ts';
import { appendSummary, setOutputs } from './step.ts';

/** Reaps and tells. Throws ActionError when it was refused or something may be left, a cancelled run included. */
export async function runReap(step: Step): Promise<void> {
  const { inputs, context, log, end } = step;
  const { maxReap, dryRun, olderThanMs, keepTag } = inputs.reap;
  const { world, connection } = await log.group('Connect', () => composeStep(step));
  try {
    const result = await log.group('Reap', () =>
      reap(world, composeGitHub(step), {
        repository: context.repository,
        rules: { olderThanMs, keepTag },
        maxReap,
        dryRun,
        deadline: end,
        parallelism: inputs.parallelism,
      }),
    );
    tell(step, result);
    if (result.refused !== null) {
      throw new ActionError('reap-cap', 'user', result.refused, { hint: 'Look at them first, then raise `max-reap`.' });
    }
    if (result.leaks.length > 0) {
      throw new ActionError('leak', 'remote', `${result.leaks.length} things are not proved gone.`);
    }
  } catch (error) {
    throw error instanceof CancelledError ? unfinished(step, error) : error;
  } finally {
    await connection.close();
  }
}

function tell({ runner, inputs, context, log }: Step, result: ReapResult): void {
  const view = viewOf(result, inputs.reap.dryRun);
  log.info(renderReapText(view));
  for (const one of result.unseen) log.warning(unseenSentence(one));
  for (const leak of result.leaks) log.error(leakSentence(leak), { title: 'May be left' });
  appendSummary(runner.env, log, renderReapSummary(view));
  const report: Report = {
    machines: [],
    outcomes: [],
    leaks: result.leaks,
    plan: { ...countChanges([]), destroy: result.plan.machines.length },
    cost: { hourly: 0, monthly: 0, currency: 'USD', complete: true },
    changed: view.removed.size > 0,
  };
  // All scopes were looked at, so none is told.
  const scope = { name: '', named: false, repository: context.repository };
  setOutputs(runner, log, buildOutputs(report, scope, NO_PATHS));
}

function viewOf(result: ReapResult, dryRun: boolean): ReapView {
  const { plan, spared, refused, leaks, backends, unseen, removed } = result;
  const sparedIds = new Set<string>(spared.map(({ id }) => id));
  const doomed: ReapRow[] = [
    ...plan.machines.map(({ machine, backend, reason }) => row('machine', machine, backend, reason)),
    ...plan.keys.map(({ key, reason }) => row('key', key, null, reason)),
    ...plan.schedules.map(({ schedule, reason }) => row('schedule', schedule, null, reason)),
  ];
  return {
    dryRun,
    refused,
    doomed: doomed.filter(({ id }) => !sparedIds.has(id)),
    removed,
    left: [...plan.left, ...spared],
    leaks,
    backends,
    unseen,
  };
}

function row(
  kind: ReapRow['kind'],
  { id, name }: { readonly id: string; readonly name: string },
  backend: string | null,
  why: string,
): ReapRow {
  return { kind, name, id, backend, why };
}

/** Post of a reap has nothing to do, so nobody else removes what is left. */
function unfinished({ signal }: Step, error: CancelledError): ActionError {
  const cause = signal.reason instanceof CancelledError ? signal.reason : error;
  return new ActionError('reap-cancelled', 'user', cause.message, {
    hint: 'The next reap goes on where this one ended.',
  });
}
