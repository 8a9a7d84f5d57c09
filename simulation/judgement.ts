// The invariants that hold between and after processes: what was said against what is. I1, I3 to I7.

import type { Applied } from '../src/engine/apply.ts';
import { isReady } from '../src/engine/apply-machines.ts';
import type { TeardownResult } from '../src/engine/teardown.ts';
import { ownsName, rowPart, type Scope } from '../src/model/identity.ts';
import { machineAddress } from '../src/model/machine-address.ts';
import type { Leak, ReadyMachine } from '../src/model/outcome.ts';
import { logsIn } from '../src/model/wait.ts';
import { BOMB } from './happenings.ts';
import { hasLostItsName, isBeyondKnowledge } from './hidden-machines.ts';
import type { KeeperProcess } from './keeper.ts';
import type { Run } from './process.ts';
import type { Step } from './step.ts';
import { START, type Universe } from './universe.ts';

type Living = ReturnType<Universe['living']>[number];

/** Machines of one scope that cost money now, literal names of its spec included. */
export function livingOf(universe: Universe, step: Step): readonly Living[] {
  const { scope, spec } = step.options;
  const literal = new Set(spec.machines.flatMap((row) => (row.state === 'present' ? (row.literalName ?? []) : [])));
  return universe.living().filter((one) => isOf(scope, one.name) || literal.has(one.name));
}

function isOf(scope: Scope, name: string): boolean {
  return rowPart(scope, 'machine', name) !== null;
}

/** Second machines of one create, which the server's broker may make long after everybody has gone home. */
function redelivered(universe: Universe, id: string): boolean {
  const { machines } = universe.emulator.context.state;
  const own = machines.find((one) => one.id === id);
  const first = machines.find((one) => one.jobId === own?.jobId);
  return own !== undefined && first !== own;
}

/** Right after an apply. `alone`: nobody else works on this scope, so what is not as reported is this apply's fault. */
export function judgeApply(universe: Universe, step: Step, run: Run<Applied>, alone: boolean): void {
  if (run.ending !== 'green' || run.value === null || !alone) return;
  const { machines } = run.value.report;
  for (const machine of machines) if (isReady(machine.outcome)) judgeMachine(universe, step, run.value, machine);
  for (const row of step.options.spec.machines) {
    if (row.state !== 'present') continue;
    const ready = machines.filter((one) => one.row === row.name && isReady(one.outcome)).length;
    if (ready < row.minReady) universe.violations.add('I5', `green with ${ready} of ${row.minReady} for ${row.name}`);
  }
  for (const one of livingOf(universe, step)) {
    // One that was there before, and could not be changed, is reported as failed and stays.
    const kept = run.value.planned.plan.changes.some((change) => change.id === one.id && change.action !== 'destroy');
    // One without its name is not found by its name; the next apply makes another.
    const reported =
      kept || hasLostItsName(universe, one.id) || machines.some((machine) => machine.observed?.id === one.id);
    if (!reported && !redelivered(universe, one.id)) {
      universe.violations.add('I5', `green, and ${one.name} lives beside what was reported`);
    }
  }
  if (run.value.report.leaks.length > 0) universe.violations.add('I5', 'green with leaks');
}

function judgeMachine(universe: Universe, step: Step, applied: Applied, machine: ReadyMachine): void {
  const { violations, emulator, park, time } = universe;
  const real = emulator.context.state.machines.find((one) => one.id === machine.observed?.id);
  const name = machine.name;
  if (real === undefined || machine.observed === null) {
    violations.add('I4', `${name} is reported and not there`);
    return;
  }
  const row = step.options.spec.machines.find((one) => one.name === machine.row);
  const wanted = row?.state === 'present' ? (row.power ?? 'running') : 'running';
  // A literal name that no tag proves to be ours yet is used as it is.
  const literal = row?.state === 'present' && row.adopt === null && row.literalName !== null;
  const { changes } = applied.planned.plan;
  const used = literal && changes.some((one) => one.kind === 'machine' && one.id === real.id && !one.owned);
  if ((real.state !== wanted && !(used && wanted === 'stopped' && real.state === 'running')) || real.removedAt !== null)
    violations.add('I4', `${name} is reported and ${real.state}`);
  if (real.name !== machine.mistName) violations.add('I4', `${name} is reported as ${real.name}`);
  const ip = machineAddress(machine.observed);
  if (wanted === 'running' && (ip === null || !real.publicIps.includes(ip)))
    violations.add('I4', `${name} has another address`);
  if (row?.state !== 'present' || row.adopt !== null) return;
  const key = applied.keys.find((one) => one.mistName === machine.keyName);
  const opens = wanted === 'running' && logsIn(row.wait);
  if (opens && (key === undefined || ip === null || !park.opens(ip, key.privateKey.reveal()))) {
    violations.add('I4', `${name} does not open with the key that is handed over`);
  }
  const ttl = row.ttlMs ?? step.options.ttlMs;
  const lease = emulator.context.state.schedules.find((one) => one.id === real.leaseId && !one.deleted);
  if (ttl !== null && ttl !== 'none' && (lease === undefined || lease.action !== 'destroy' || lease.at <= time.now())) {
    violations.add('I1', `${name} is handed over without a lease`);
  }
}

/** Right after post or destroy. A green one of everything has to leave nothing; a red one has to name what it leaves. */
export function judgeTeardown(
  universe: Universe,
  step: Step,
  run: Run<TeardownResult | null>,
  judged: { readonly everything: boolean; readonly alone: boolean; readonly byName?: boolean },
): void {
  if (run.ending === 'killed' || run.life.signalledAt !== null) return;
  // By names alone, a literal one is proved by its tag, which the server writes seconds after the machine.
  const left = livingOf(universe, step).filter(
    (one) =>
      !redelivered(universe, one.id) &&
      !isBeyondKnowledge(universe, one.id, run) &&
      !(judged.byName && isFreshLiteral(universe, step, one, run.endedAt - run.tookMs)) &&
      !(judged.byName && cameUnlogged(universe, one.id, run)),
  );
  if (!judged.everything || !judged.alone) return;
  if (run.ending === 'red') {
    judgeRed(universe, left, run);
    return;
  }
  const { violations, emulator } = universe;
  const { keys, schedules, machines } = emulator.context.state;
  for (const one of left) violations.add('I5', `green teardown, and ${one.name} lives`);
  const { scope } = step.options;
  const unknowable = judged.byName === true && addedAtTheEnd(universe, run);
  for (const key of keys) {
    if (ownsName(scope, 'key', key.name) && !unknowable)
      violations.add('I5', `green teardown, and key ${key.name} is there`);
  }
  for (const one of schedules) {
    const machine = machines.find((candidate) => candidate.id === one.machineId);
    const ours = machine !== undefined && !machine.planted && isOf(scope, machine.name);
    // What was gone before is on no list any more; its schedule can do nothing and is left to the reaper.
    const here = ours && (machine.removedAt ?? Number.POSITIVE_INFINITY) > run.endedAt - run.tookMs;
    if (here && !one.deleted && !redelivered(universe, machine.id)) {
      violations.add('I5', `green teardown, and schedule ${one.name} is there`);
    }
  }
}

/** The server's worker writes tags within 40 s of the create, or its next look. */
const TAGGED_WITHIN_MS = 60_000;

/** Longer than a list of keys may be under way to be believed, and its answer. */
const LAST_LOOK_MS = 6_000;

/**
 * Where no journal tells of it, an add that a proxy delivers after the last list of keys is beyond all knowledge. A destroy
 * adds none itself.
 */
function addedAtTheEnd({ emulator }: Universe, run: Run<unknown>): boolean {
  const added = emulator.requests.findLast(({ method, path }) => method === 'PUT' && path === '/api/v1/keys');
  return added !== undefined && added.at > run.endedAt - LAST_LOOK_MS;
}

/** The server's log shows an entry within two seconds. */
const INDEX_MS = 2_000;

/**
 * A create that a proxy delivers after the last list, and that the log does not show yet when it is read for the last time, is beyond
 * the knowledge of whoever has no journal of it.
 */
function cameUnlogged({ emulator }: Universe, id: string, run: Run<unknown>): boolean {
  const { machines, logs } = emulator.context.state;
  const machine = machines.find((one) => one.id === id);
  const accepted = logs.find((one) => one.jobId === machine?.jobId && one.fields.action === 'create_machine');
  const looks = emulator.requests.filter(({ path, at }) => path === '/api/v1/logs' && at <= run.endedAt);
  const last = looks.at(-1)?.at ?? 0;
  const lists = emulator.requests.filter(
    ({ path, at }) => path === `/api/v1/clouds/${machine?.cloudId}/machines` && at <= run.endedAt,
  );
  const listed = lists.at(-1)?.at ?? 0;
  return accepted !== undefined && last >= listed && accepted.at > last - INDEX_MS && accepted.at >= listed;
}

function isFreshLiteral(universe: Universe, step: Step, machine: Living, began: number): boolean {
  const created = universe.emulator.context.state.machines.find((one) => one.id === machine.id)?.createdAt ?? 0;
  return !isOf(step.options.scope, machine.name) && created > began - TAGGED_WITHIN_MS;
}

function judgeRed(universe: Universe, left: readonly Living[], run: Run<TeardownResult | null>): void {
  const leaks = run.value?.leaks ?? [];
  for (const one of left) {
    if (!leaks.some((leak) => speaksOf(leak, one))) {
      universe.violations.add('I1', `red teardown does not name ${one.name} (${run.error?.message ?? ''})`);
    }
  }
}

/** A leak names a machine, or says that a whole backend (or none at all) could be read. */
function speaksOf(leak: Leak, machine: Living): boolean {
  const wholeBackend = leak.name === '*' && (leak.kind === 'machine' || leak.kind === 'create');
  return leak.id === machine.id || leak.name === machine.name || wholeBackend;
}

/** Fewer faults than this cannot keep a keeper from editing for half of a lease: it tries again at least once a minute. */
const EXCUSING_FAULTS = 3;
/** The longest wait for one answer: a bomb may go off less than this after the edit that would have removed it began. */
const STALL_MS = 90_000;
const OUTAGE_SHADOW_MS = 3 * 60_000;
/** What is armed when a keeper starts is gone after its first look. */
const FIRST_LOOK_MS = 60_000;

/** A keeper that lived, and that the network let work, has lost no machine to a lease or to a schedule beside it. */
export function judgeKeeper(
  universe: Universe,
  keeper: KeeperProcess,
  outages: readonly { readonly atMs: number; readonly forMs: number }[],
): void {
  const { violations, emulator, time } = universe;
  const { schedules } = emulator.context.state;
  const until = keeper.endedAt ?? time.now();
  if (keeper.runs) violations.add('I8', 'a keeper still runs when its job is long over');
  for (const { id, name, ttlMs } of keeper.task.machines) {
    for (const { machineId, acted, lastRunAt, name: schedule } of schedules) {
      if (machineId !== id || !acted || lastRunAt === null) continue;
      if (lastRunAt < keeper.startedAt + FIRST_LOOK_MS || lastRunAt > until) continue;
      const faults = keeper.network.faultedAt.filter((at) => at <= lastRunAt && at > lastRunAt - ttlMs / 2);
      const stalled = schedule.endsWith(BOMB) && faults.some((at) => at > lastRunAt - STALL_MS);
      const dark = outages.some(({ atMs, forMs }) => START + atMs + forMs > lastRunAt - OUTAGE_SHADOW_MS);
      if (faults.length >= EXCUSING_FAULTS || stalled || dark) continue;
      violations.add('I1', `${name} was ended by ${schedule} while its keeper lived (${faults.length} faults)`);
    }
  }
}

/** Nothing that was told to be kept secret stands in a log, a state file, an error or a report. */
export function judgeSecrets(universe: Universe, runs: readonly Run<unknown>[], state: readonly string[]): void {
  const secrets = [universe.emulator.token, ...universe.keys.privateTexts().map((text) => text.split('\n')[1] ?? '')];
  for (const run of runs) {
    const said = [...run.life.spoken.lines, ...state, textOf(run.error), textOf(run.value)].join('\n');
    for (const secret of secrets) {
      if (said.includes(secret)) universe.violations.add('I3', `a secret is shown (${secret.slice(0, 4)}…)`);
    }
  }
}

function textOf(value: unknown): string {
  if (value instanceof Error) return `${value.stack ?? value.message} ${JSON.stringify(value)} ${textOf(value.cause)}`;
  return value === undefined ? '' : JSON.stringify(value);
}

/** At the very end: nothing of others was touched, and the emulator itself had no bug. */
export function judgeWorld(universe: Universe): void {
  for (const what of universe.decoys.changed()) universe.violations.add('I2', `${what} of somebody else has changed`);
  for (const crash of universe.emulator.crashes) throw new Error(`The emulator has a bug: ${crash}`);
}
