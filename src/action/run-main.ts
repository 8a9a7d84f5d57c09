// Main: inputs → spec → plan → apply (or plan, check, destroy) → outputs, files and summary.
import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import { type Applied, applySpec } from '../engine/apply.ts';
import { type ActionError, CancelledError, InputError } from '../model/errors.ts';
import type { Report } from '../model/outcome.ts';
import type { Spec } from '../model/spec.ts';
import type { Plan } from '../plan/build-plan.ts';
import { renderPlanText } from '../render/plan.ts';
import { renderUserData } from '../render/user-data.ts';
import { appendSynced } from './command-file.ts';
import { type Context, isSecretless, scopeOf } from './context.ts';
import { exportedVariables, exportVariables, refuseCollisions } from './export-env.ts';
import { NO_PATHS, saveKeys, writeHandOver, writeKeys, writePlanFiles } from './hand-over.ts';
import { startHeartbeat } from './heartbeat.ts';
import { type Inputs, readInputs } from './inputs.ts';
import type { HandedPaths } from './outputs.ts';
import { withPlaces } from './plan-mistakes.ts';
import { cancelOnSignals, processWorld, type StepWorld, stepLog } from './process-world.ts';
import { readSpec } from './read-spec.ts';
import { runDestroy } from './run-destroy.ts';
import { runPlan } from './run-plan.ts';
import { runReap } from './run-reap.ts';
import { composeStep, newFilesDirectory, planInput, publish, type Step } from './running-step.ts';
import { assertSavePath, type SaveRoots } from './save-path.ts';
import { openState, saveFacts, saveFileRecord } from './state-facts.ts';
import { assertJournalRoom } from './state-journal.ts';
import { failStep, stepContext } from './step.ts';

/** What is kept of the step's time to remove what did not become ready. */
const ROLL_BACK_MS = 90_000;
/** What is kept of it to write the truth, before everything is aborted. */
const WRITE_RESERVE_MS = 5_000;

/** Runs main; sets the exit code, never throws. */
export async function runMain(runner: StepWorld = processWorld): Promise<void> {
  const log = stepLog(runner);
  try {
    const context = stepContext(runner.env);
    if (isSecretless(runner.env, context)) {
      log.notice('No credentials: GitHub withholds secrets from forks and Dependabot. Nothing was done.');
      return;
    }
    const inputs = readInputs(runner.env);
    const { signal, stop } = cancelOnSignals(runner, log, inputs.timeoutMs, 'the step');
    try {
      await runStep({ runner, inputs, context, log, signal });
    } catch (error) {
      // Whatever was interrupted knows that it was, the signal knows by what.
      throw error instanceof CancelledError && signal.aborted ? signal.reason : error;
    } finally {
      stop();
    }
  } catch (error) {
    failStep(runner, log, error);
  }
}

async function runStep(given: Omit<Step, 'scope' | 'state' | 'end'>): Promise<void> {
  const { runner, inputs, context, log } = given;
  const reserve = Math.min(WRITE_RESERVE_MS, inputs.timeoutMs / 20);
  const end = runner.clock.elapsed() + inputs.timeoutMs - reserve;
  const scope = scopeOf(inputs, context);
  const mode = modeOf(inputs, context);
  if (mode === 'destroy' && !scope.named) {
    throw new InputError('scope', '`destroy` needs the name of the scope.', {
      hint: "Unnamed scopes are removed by their own step's post.",
    });
  }
  const spec = mode === 'destroy' || mode === 'reap' ? null : await readSpec(given);
  if (spec) checkSavePaths(spec, context);
  if (spec && inputs.exportPrefix !== null) refuseCollisions(inputs.exportPrefix, spec);
  const state = openState(runner.env, { append: appendSynced, uuid: randomUUID });
  saveFacts(state, {
    scope,
    mistUrl: inputs.target.kind === 'sandbox' ? 'sandbox' : inputs.target.url,
    started: runner.clock.now(),
  });
  const step: Step = { ...given, scope, state, end };
  if (mode === 'reap') return runReap(step);
  log.info(`Scope: ${scope.name}${scope.named ? '' : ' (goes with this job)'}`);
  if (spec === null || mode === 'destroy') return runDestroy(step);
  try {
    if (mode === 'apply') await runApply(step, spec);
    else await runPlan(step, spec, mode);
  } catch (error) {
    throw withPlaces(error, spec, inputs.spec.kind === 'file' ? inputs.spec.path : null);
  }
}

/** `auto` follows the event: a closed or unlabelled pull request is torn down, everything else applies. */
function modeOf(inputs: Inputs, context: Context): Exclude<Inputs['mode'], 'auto'> {
  if (inputs.mode !== 'auto') return inputs.mode;
  const { action } = context.event;
  return action === 'closed' || action === 'unlabeled' ? 'destroy' : 'apply';
}

async function runApply(step: Step, spec: Spec): Promise<void> {
  const { inputs, log, end } = step;
  const { world, connection, server, entries } = await log.group('Connect', () => composeStep(step));
  try {
    // A disk that takes no files is told before there are machines.
    const directory = newFilesDirectory(step);
    let changes: Plan['changes'] = [];
    const onPlan = (plan: Plan): void => {
      assertJournalRoom([...entries(), ...intentsOf(plan)]);
      changes = plan.changes;
      log.info(renderPlanText(plan));
    };
    const applied = await log.group('Apply', () =>
      applySpec(world, {
        ...planInput(step, spec, inputs.replace),
        parallelism: inputs.parallelism,
        userData: renderUserData,
        deadline: end - Math.min(ROLL_BACK_MS, inputs.timeoutMs / 4),
        hardDeadline: end,
        journalled: entries,
        onPlan,
      }),
    );
    const { paths, trouble } = handOver(step, spec, applied, directory);
    await startHeartbeat(step, applied, server, directory);
    publish(step, applied.report, changes, paths);
    exportFacts(step, applied.report, paths);
    const failure: ActionError | null = applied.failure;
    if (failure ?? trouble) throw failure ?? trouble;
  } finally {
    await connection.close();
  }
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
  const { scope, log, state, context } = step;
  const { planned, report } = applied;
  try {
    const planFile = writePlanFiles(directory, planned.plan);
    const keys = writeKeys(directory, applied.keys);
    const paths = writeHandOver(directory, scope, report, keys, planFile);
    const nameOf = (row: string): string | null =>
      planned.expanded.keys.find((key) => key.row === row)?.mistName ?? null;
    let files = 0;
    saveKeys(spec, nameOf, applied.keys, saveRoots(context), {
      log,
      record: (file) => {
        saveFileRecord(state, files, file);
        files += 1;
      },
    });
    return { paths, trouble: null };
  } catch (error) {
    return { paths: NO_PATHS, trouble: error };
  }
}

function saveRoots(context: Context): SaveRoots {
  return { workspace: context.workspace, runnerTemp: context.runnerTemp, home: homedir() };
}

/** Bad paths are told before anything is created. */
function checkSavePaths(spec: Spec, context: Context): void {
  for (const row of spec.keys) {
    if (row.state === 'generated' && row.save !== null) assertSavePath(row.save, saveRoots(context));
  }
}
