// Main: inputs → spec → plan → apply (or plan, check, destroy) → outputs, files and summary.
import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import { applySpec } from '../engine/apply.ts';
import { makePlan, type PlanInput } from '../engine/make-plan.ts';
import { tearDown } from '../engine/teardown.ts';
import { ActionError, InputError } from '../model/errors.ts';
import type { Scope } from '../model/identity.ts';
import type { ReadyMachine, Report } from '../model/outcome.ts';
import { countChanges } from '../model/plan.ts';
import type { Spec } from '../model/spec.ts';
import type { MachineChange, Plan } from '../plan/build-plan.ts';
import { renderPlanText } from '../render/plan.ts';
import { leakSentence, renderReportText } from '../render/report.ts';
import { renderSummary } from '../render/summary.ts';
import { renderUserData } from '../render/user-data.ts';
import { expandSpec } from '../spec/expand.ts';
import { appendSynced } from './command-file.ts';
import { compose } from './compose.ts';
import { type Context, isSecretless, scopeOf } from './context.ts';
import { createFilesDir } from './files.ts';
import { NO_PATHS, saveKeys, writeHandOver, writeKeys, writePlanFiles } from './hand-over.ts';
import { type Inputs, readInputs } from './inputs.ts';
import type { ActionLog } from './log.ts';
import { buildOutputs, type HandedPaths } from './outputs.ts';
import { cancelOnSignals, processLog, systemClock } from './process-world.ts';
import { readSpec } from './read-spec.ts';
import { recordingJournal } from './recording-journal.ts';
import { assertSavePath, type SaveRoots } from './save-path.ts';
import { openState, type StateWriter, saveFacts, saveFileRecord } from './state-facts.ts';
import { appendSummary, failStep, setOutputs, stepContext } from './step.ts';

type Step = {
  readonly inputs: Inputs;
  readonly context: Context;
  readonly scope: Scope;
  readonly log: ActionLog;
  readonly signal: AbortSignal;
  readonly state: StateWriter;
  /** When the step must be over, on the monotonic clock, ms. */
  readonly end: number;
};

/** A minted token outlives the longest job there can be by what post may need. */
const TOKEN_TTL_MS = 24 * 3_600_000;
const DEFAULT_LEASE_MS = 30 * 60_000;
/** What is kept of the step's time to remove what did not become ready. */
const ROLL_BACK_MS = 90_000;

/** Runs main; sets the exit code, never throws. */
export async function runMain(): Promise<void> {
  const log = processLog();
  try {
    const context = stepContext();
    if (isSecretless(process.env, context)) {
      log.notice('No credentials: GitHub withholds secrets from forks and Dependabot. Nothing was done.');
      return;
    }
    const inputs = readInputs(process.env);
    const { signal, stop } = cancelOnSignals(log, inputs.timeoutMs, 'the step');
    try {
      await runStep({ inputs, context, log, signal });
    } finally {
      stop();
    }
  } catch (error) {
    failStep(log, error);
  }
}

async function runStep(given: Pick<Step, 'inputs' | 'context' | 'log' | 'signal'>): Promise<void> {
  const { inputs, context, log } = given;
  const scope = scopeOf(inputs, context);
  const mode = modeOf(inputs, context);
  if (mode === 'destroy' && !scope.named) {
    throw new InputError('scope', '`destroy` needs the name of the scope.', {
      hint: "Unnamed scopes are removed by their own step's post.",
    });
  }
  const spec = mode === 'destroy' ? null : readSpec(inputs, context, process.env, log);
  if (spec) checkSavePaths(spec, context);
  const state = openState(process.env, { append: appendSynced, uuid: randomUUID });
  saveFacts(state, {
    scope,
    mistUrl: inputs.target.kind === 'sandbox' ? 'sandbox' : inputs.target.url,
    started: Date.now(),
  });
  const step: Step = { ...given, scope, state, end: systemClock.elapsed() + inputs.timeoutMs };
  log.info(`Scope: ${scope.name}${scope.named ? '' : ' (goes with this job)'}`);
  if (spec === null || mode === 'destroy') await runDestroy(step);
  else if (mode === 'apply') await runApply(step, spec);
  else await runPlan(step, spec, mode);
}

/** `auto` follows the event: a closed or unlabelled pull request is torn down, everything else applies. */
function modeOf(inputs: Inputs, context: Context): Exclude<Inputs['mode'], 'auto'> {
  if (inputs.mode !== 'auto') return inputs.mode;
  const { action } = context.event;
  return action === 'closed' || action === 'unlabeled' ? 'destroy' : 'apply';
}

async function composed(step: Step) {
  const { log, state } = step;
  const { journal, entries } = recordingJournal(state, (message) => log.warning(message));
  const composition = await compose({
    ...step,
    journal,
    tokenTtlMs: TOKEN_TTL_MS,
    onMinted: (id) => saveFacts(state, { tokenId: id }),
  });
  return { ...composition, entries };
}

function planInput(step: Step, spec: Spec, replace: boolean): PlanInput {
  const { inputs, scope } = step;
  const ttl = inputs.ttl === 'none' ? null : (inputs.ttl ?? (scope.named ? null : DEFAULT_LEASE_MS));
  return {
    scope,
    spec,
    expand: (enabledBackends) => expandSpec(spec, { scope, defaultTtlMs: ttl, enabledBackends }),
    maxMachines: inputs.maxMachines,
    replace,
    trustOnFirstUse: inputs.trustOnFirstUse,
  };
}

function newFilesDirectory(step: Step): string {
  const record = createFilesDir(step.context.runnerTemp, randomUUID());
  saveFacts(step.state, { filesDir: record });
  return record.path;
}

async function runApply(step: Step, spec: Spec): Promise<void> {
  const { inputs, scope, log, end } = step;
  const { world, connection, entries } = await log.group('Connect', () => composed(step));
  try {
    let changes: Plan['changes'] = [];
    const reserve = Math.min(ROLL_BACK_MS, inputs.timeoutMs / 4);
    const onPlan = (plan: Plan): void => {
      changes = plan.changes;
      log.info(renderPlanText(plan));
    };
    const applied = await log.group('Apply', () =>
      applySpec(world, {
        ...planInput(step, spec, inputs.replace),
        parallelism: inputs.parallelism,
        userData: renderUserData,
        deadline: end - reserve,
        hardDeadline: end,
        journalled: entries,
        onPlan,
      }),
    );
    const directory = newFilesDirectory(step);
    const planFile = writePlanFiles(directory, applied.planned.plan);
    const keys = writeKeys(directory, applied.keys);
    const nameOf = (row: string): string | null =>
      applied.planned.expanded.keys.find((key) => key.row === row)?.mistName ?? null;
    const saved = saveKeys(spec, nameOf, applied.keys, saveRoots(step.context), log);
    for (const [index, record] of saved.entries()) saveFileRecord(step.state, index, record);
    const paths = writeHandOver(directory, scope, applied.report, keys, planFile);
    await report(step, applied.report, changes, paths);
    if (applied.failure) throw applied.failure;
  } finally {
    await connection.close();
  }
}

async function runPlan(step: Step, spec: Spec, mode: 'plan' | 'check'): Promise<void> {
  const { inputs, scope, log } = step;
  const { world, connection } = await log.group('Connect', () => composed(step));
  try {
    const { reader, clock, signal } = world;
    // Only the reading half is handed on: a plan has no power to change anything.
    const { plan } = await log.group('Plan', () =>
      makePlan({ reader, clock, log, signal }, planInput(step, spec, true)),
    );
    log.info(renderPlanText(plan));
    const replaced = plan.counts.replace > 0 && !inputs.replace;
    if (replaced) log.warning('Apply would refuse: a machine has to be replaced. Set `replace: true` to allow it.');
    const planFile = writePlanFiles(newFilesDirectory(step), plan);
    const planned: Report = {
      machines: plan.changes.flatMap((change) => (change.kind === 'machine' ? plannedMachine(change) : [])),
      outcomes: [],
      leaks: [],
      plan: plan.counts,
      cost: plan.cost,
      changed: false,
    };
    await report(step, planned, plan.changes, { ...NO_PATHS, plan: planFile });
    if (mode === 'check' && plan.drift && inputs.failOnDrift) {
      throw new ActionError('drift', 'remote', `scope ${scope.name}: reality differs from the spec.`, {
        hint: 'The plan above says where.',
      });
    }
  } finally {
    await connection.close();
  }
}

/** A machine as a plan knows it: what is there now, untouched. */
function plannedMachine(change: MachineChange): ReadyMachine[] {
  const { desired, observed } = change;
  if (desired === null) return [];
  return [
    {
      name: desired.name,
      row: desired.row,
      observed,
      mistName: desired.mistName,
      backend: change.backend ?? desired.backend,
      user: desired.user ?? '',
      port: desired.port ?? observed?.sshPort ?? 22,
      keyName: desired.keyName,
      groups: desired.groups,
      outcome: change.action === 'no-op' ? 'unchanged' : 'skipped',
      why: change.reason,
      hostKey: null,
    },
  ];
}

async function runDestroy(step: Step): Promise<void> {
  const { inputs, scope, log, end } = step;
  const { world, connection } = await log.group('Connect', () => composed(step));
  try {
    const result = await log.group('Destroy', () =>
      tearDown(world, {
        scope,
        journal: [],
        what: 'all',
        where: 'everywhere',
        deadline: end - 5_000,
        parallelism: inputs.parallelism,
      }),
    );
    const destroyed: Report = {
      machines: [],
      outcomes: [
        ...result.destroyed.map(({ name }) => ({
          address: `machine/${name}` as const,
          outcome: 'destroyed' as const,
          why: null,
        })),
        ...result.removedKeys.map((name) => ({
          address: `key/${name}` as const,
          outcome: 'destroyed' as const,
          why: null,
        })),
      ],
      leaks: result.leaks,
      plan: { ...countChanges([]), destroy: result.destroyed.length },
      cost: { hourly: 0, monthly: 0, currency: 'USD', complete: true },
      changed: result.destroyed.length + result.removedKeys.length > 0,
    };
    log.info(`Proved by two live lists each on: ${result.provedOn.join(', ') || 'no backend'}.`);
    await report(step, destroyed, [], NO_PATHS);
    for (const leak of result.leaks) log.error(leakSentence(leak), { title: 'May be left' });
    if (result.leaks.length > 0) {
      throw new ActionError(
        'leak',
        'remote',
        `scope ${scope.name}: ${result.leaks.length} of its objects are not proved gone.`,
      );
    }
  } finally {
    await connection.close();
  }
}

async function report(step: Step, result: Report, changes: Plan['changes'], paths: HandedPaths): Promise<void> {
  const { log, scope } = step;
  if (result.outcomes.length > 0) log.info(renderReportText(result));
  setOutputs(log, buildOutputs(result, scope, paths));
  appendSummary(log, renderSummary({ scope, report: result, changes }));
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
