// The rest of mode apply: plan and apply, then hand over what is there: outputs, files, heartbeat.
import { type Applied, type ApplyInput, applySpec } from '../engine/apply.ts';
import { backendsOf } from '../engine/clouds-to-sweep.ts';
import { ActionError } from '../model/errors.ts';
import type { Report } from '../model/outcome.ts';
import type { Spec } from '../model/spec.ts';
import type { Plan } from '../plan/build-plan.ts';
import { renderPlanText } from '../render/plan.ts';
import { renderUserData } from '../render/user-data.ts';
import { exportedVariables, exportVariables } from './export-env.ts';
import { saveKeys, writeHandOver, writeKeys, writePlanFiles } from './hand-over.ts';
import { startHeartbeat } from './heartbeat.ts';
import { type HandedPaths, NO_PATHS } from './outputs.ts';
import { rehearse } from './rehearse.ts';
import type { Begun } from './run-apply.ts';
import { publish, type Step } from './running-step.ts';
import { saveRoots } from './save-path.ts';
import { backendsFact, saveFacts, saveFileRecord } from './state-facts.ts';
import { assertJournalRoom, journalIsThere } from './state-journal.ts';

/** What is kept of the step's time to remove what did not become ready. */
const ROLL_BACK_MS = 90_000;

/** Applies what was begun. Answers what is done outside of the group of the log: `handOver` of what is there. */
export async function applyStep(step: Step, spec: Spec, begun: Begun): Promise<{ handOver(): Promise<void> }> {
  const { inputs, log, end } = step;
  const { world, entries } = begun;
  await rehearse(step, begun);
  let changes: Plan['changes'] = [];
  const onPlan = (plan: Plan): void => {
    assertJournalRoom([...entries(), ...intentsOf(plan)]);
    changes = plan.changes;
    saveFacts(step.unsynced, { backends: backendsFact(backendsOf(plan)) });
    log.info(renderPlanText(plan));
  };
  const input: ApplyInput = {
    ...begun.input,
    parallelism: inputs.parallelism,
    userData: renderUserData,
    deadline: end - Math.min(ROLL_BACK_MS, inputs.timeout.ms / 4),
    limitText: `within the \`timeout\` of ${inputs.timeout.text} (its last part is kept for removal)`,
    hardDeadline: end,
    journalled: entries,
    onPlan,
  };
  const applied = await applySpec(world, input, begun.apply);
  return { handOver: () => handOverApplied(step, spec, begun, applied, changes) };
}

/** Publishes. Throws ActionError when a row is not as the spec wants it. */
async function handOverApplied(
  step: Step,
  spec: Spec,
  { world, server, entries, directory }: Begun,
  applied: Applied,
  changes: Plan['changes'],
): Promise<void> {
  const { log } = step;
  if (!journalIsThere(step.runner.env, entries())) {
    if (applied.failure !== null) log.error(applied.failure.message);
    const { failWithoutState } = await import('./lost-state.ts');
    await failWithoutState(step, world, entries());
  }
  const { paths, trouble } = handOver(step, spec, applied, directory);
  await startHeartbeat(step, applied, { world, server }, directory);
  publish(step, applied.report, changes, paths);
  exportFacts(step, applied.report, paths);
  const failure: ActionError | null = applied.failure;
  if (failure !== null && trouble instanceof ActionError) log.warning(trouble.message);
  if (failure ?? trouble) throw failure ?? trouble;
}

function exportFacts({ inputs, runner, log }: Step, { machines }: Report, paths: HandedPaths): void {
  if (inputs.exportPrefix === null) return;
  exportVariables(runner.env, log, exportedVariables(inputs.exportPrefix, machines, paths));
}

/** What an apply of this plan will write ahead: a journal that would be full half-way is told before anything is begun. */
function intentsOf({ changes }: Plan): Parameters<typeof assertJournalRoom>[0] {
  return changes.flatMap((change): Parameters<typeof assertJournalRoom>[0] => {
    const { kind, action, address } = change;
    if (action !== 'create' && !(kind === 'machine' && action === 'replace')) return [];
    if (kind === 'backend') return [{ kind: 'add-backend', address, name: change.backend ?? address }];
    const name = change.desired?.mistName ?? address;
    return [{ kind: kind === 'key' ? 'add-key' : 'create-machine', address, name }];
  });
}

/** Files may fail after machines are there: the outputs still have to name those. */
function handOver(
  step: Step,
  spec: Spec,
  applied: Applied,
  directory: string,
): { readonly paths: HandedPaths; readonly trouble: unknown } {
  const { scope, log, state, context, runner } = step;
  const { planned, report } = applied;
  try {
    const planFile = writePlanFiles(directory, planned.plan);
    const keys = writeKeys(directory, applied.keys);
    const { paths, leftOut } = writeHandOver(directory, scope, report, keys, planFile);
    const nameOf = (row: string): string | null =>
      planned.expanded.keys.find((key) => key.row === row)?.mistName ?? null;
    let files = 0;
    saveKeys(spec, nameOf, applied.keys, saveRoots(context), {
      log,
      savedKey: runner.voice.savedKey,
      record: (file) => {
        saveFileRecord(state, files, file);
        files += 1;
      },
    });
    return { paths, trouble: leftOut };
  } catch (error) {
    return { paths: NO_PATHS, trouble: error };
  }
}
