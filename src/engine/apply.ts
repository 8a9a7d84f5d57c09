// The verb apply: backends, keys and machines of one spec become real within the scope; what stays half-made is removed.
import { type ActionError, CancelledError } from '../model/errors.ts';
import type { JournalEntry } from '../model/journal.ts';
import { isChange, type Leak, type Outcome, type ReadyMachine, type Report } from '../model/outcome.ts';
import { HOURS_PER_MONTH, type PlanCost } from '../model/plan.ts';
import type { BackendChange, MachineChange, Plan } from '../plan/build-plan.ts';
import { addBackends, removeBackends } from './apply-backends.ts';
import { failureOf as failure } from './apply-failure.ts';
import { ApplyMachines, isReady } from './apply-machines.ts';
import { removeMachines, removePlanned, settleKeys } from './apply-removals.ts';
import { type BegunApply, beginApply } from './begin-apply.ts';
import { type BackendNames, backendsOf } from './clouds-to-sweep.ts';
import { KeyChain, type ReadyKey } from './key-chain.ts';
import type { ApplyMachinesInput } from './machines-input.ts';
import { makePlan, type PlanInput, type Planned } from './make-plan.ts';
import { Progress } from './progress.ts';
import { removeKeys } from './remove-rest.ts';
import { tearDown } from './teardown.ts';
import type { World } from './world.ts';

export type ApplyInput = PlanInput & {
  readonly parallelism: number;
  readonly userData: ApplyMachinesInput['userData'];
  /** When machines must be ready, on the monotonic clock; removal of half-made ones may take until `hardDeadline`. */
  readonly deadline: number;
  /** That deadline in the user's words, e.g. `within the \`timeout\` of 20m`. */
  readonly limitText: string;
  readonly hardDeadline: number;
  /** What this run has journalled so far. */
  readonly journalled: () => readonly JournalEntry[];
  /** Told the plan before anything is changed. */
  readonly onPlan: (plan: Plan) => void;
};

export type Applied = {
  readonly planned: Planned;
  readonly report: Report;
  /** Keys that open the machines. */
  readonly keys: readonly ReadyKey[];
  /** Null when every row is as the spec wants it. */
  readonly failure: ActionError | null;
};

/** Applies what was begun. Throws only before any machine was asked for, or when cancelled; later failures are in the result. */
export async function applySpec(world: World, input: ApplyInput, begun = beginApply(world, input)): Promise<Applied> {
  const { headStart } = begun;
  const { planned, added } = await planWithBackends(world, input, begun);
  const { plan, expanded, inventory } = planned;
  const changes = plan.changes.filter((change): change is MachineChange => change.kind === 'machine');
  const given = { desired: expanded.keys, observed: inventory.keys, headStart };
  const chain = new KeyChain(world, input.spec, given, changes);
  const progress = new Progress(world, input.deadline);
  const rows = new ApplyMachines(world, {
    ...input,
    changes,
    clouds: inventory.clouds,
    keys: chain,
    listings: planned.listings,
    progress,
  });
  const removal = {
    scope: input.scope,
    clouds: inventory.clouds,
    parallelism: input.parallelism,
    deadline: input.hardDeadline,
  };
  const [machines, removed] = await progress.during(() =>
    Promise.all([rows.run(), removePlanned(world, removal, plan.changes)]),
  );
  const twins = await removeMachines(world, removal, rows.twins(machines));
  const rolledBack = await rollBack(world, input, backendsOf(plan), machines);
  const keys = await settleKeys(world, chain, expanded.keys, plan.changes);
  const backends = await removeBackends(
    world,
    plan.changes.filter((change): change is BackendChange => change.kind === 'backend'),
  );
  const own = machines.map((one): Outcome => ({ address: `machine/${one.name}`, outcome: one.outcome, why: one.why }));
  const outcomes = [...added, ...keys.outcomes, ...own, ...removed.outcomes, ...backends];
  const leaks = [...removed.leaks, ...twins, ...rolledBack];
  const report: Report = {
    machines,
    outcomes,
    leaks,
    plan: plan.counts,
    cost: costOf(machines, plan.cost),
    changed: outcomes.some((one) => isChange(one.outcome)),
  };
  return { planned, report, keys: keys.ready, failure: failureOf(world, planned, report, input.scope.named) };
}

/** A backend that is added has no catalog before: the plan is made again once it is there. */
async function planWithBackends(
  world: World,
  input: ApplyInput,
  { observing, headStart }: BegunApply,
): Promise<{ planned: Planned; added: Outcome[] }> {
  const planning: PlanInput = { ...input, told: new Set() };
  const planned = await makePlan(world, planning, observing);
  input.onPlan(planned.plan);
  const missing = planned.plan.changes.filter(
    (change): change is BackendChange => change.kind === 'backend' && change.action === 'create',
  );
  if (missing.length === 0) return { planned, added: [] };
  const given = { desired: planned.expanded.keys, observed: planned.inventory.keys, headStart };
  const keys = new KeyChain(world, input.spec, given, []);
  const added = await addBackends(world, input.spec.backends, missing, keys);
  const again = await makePlan(world, planning, beginApply(world, input, headStart).observing);
  input.onPlan(again.plan);
  return { planned: again, added };
}

/**
 * Removes what this run began and did not bring to ready: everything in a named scope, and in an unnamed one the rest of
 * rows that have enough without it. An unnamed scope that failed is left to post whole.
 */
async function rollBack(
  world: World,
  input: ApplyInput,
  backends: BackendNames,
  machines: readonly ReadyMachine[],
): Promise<Leak[]> {
  const unfinished = new Set(
    input
      .journalled()
      .filter((one) => one.kind === 'create-machine' && one.result !== 'refused' && one.id === null)
      .map((one) => one.name),
  );
  const failed = machines.filter((one) => one.outcome === 'failed' && unfinished.has(one.mistName));
  const names = new Set(
    failed.filter((one) => input.scope.named || rowIsMet(input, machines, one.row)).map((one) => one.mistName),
  );
  if (names.size === 0) return [];
  const { scope, parallelism, hardDeadline } = input;
  const teardown = {
    scope,
    journal: input.journalled(),
    what: { names },
    where: 'journal' as const,
    backends,
    deadline: hardDeadline,
    parallelism,
  };
  const { leaks } = await tearDown(world, teardown);
  const nothingLeft = leaks.length === 0 && !machines.some((one) => isReady(one.outcome));
  if (!input.scope.named || !nothingLeft) return [...leaks];
  const keys = await removeKeys(world, scope, new Set());
  return [...leaks, ...keys.leaks];
}

function rowIsMet(input: ApplyInput, machines: readonly ReadyMachine[], row: string): boolean {
  const spec = input.spec.machines.find((one) => one.name === row);
  if (spec?.state !== 'present') return false;
  return machines.filter((one) => one.row === row && isReady(one.outcome)).length >= spec.minReady;
}

/** Hourly price of what is there: the server's own figure, else the planned one. */
function costOf(machines: readonly ReadyMachine[], planned: PlanCost): PlanCost {
  const there = machines.filter((one) => one.observed !== null);
  const known = there.filter((one) => one.observed?.costHourly != null);
  if (known.length < there.length) return planned;
  const hourly = Number(known.reduce((sum, one) => sum + (one.observed?.costHourly ?? 0), 0).toFixed(6));
  return { hourly, monthly: Number((hourly * HOURS_PER_MONTH).toFixed(4)), currency: 'USD', complete: true };
}

/** The error that ends the apply; what `min-ready` forgives is a warning. */
function failureOf(world: World, { plan, expanded }: Planned, report: Report, named: boolean): ActionError | null {
  const short = new Set<string>();
  for (const desired of expanded.machines) {
    const siblings = report.machines.filter((one) => one.row === desired.row);
    const ready = siblings.filter((one) => isReady(one.outcome)).length;
    if (ready < desired.minReady) short.add(desired.row);
    else if (ready < siblings.length) {
      world.log.warning(
        `machine/${desired.row}: ${ready} of ${siblings.length} are ready, \`min-ready\` is met; what this run began of the rest was removed.`,
      );
    }
  }
  return world.signal.aborted ? new CancelledError() : failure({ short, plan, report, named });
}
