// The plan of one run: every backend, key and machine with its action, reason and price, in spec order.
import type { Address, DesiredKey, DesiredMachine } from '../model/desired.ts';
import { type Gather, PlanError, throwAtOnce } from '../model/errors.ts';
import type { Scope } from '../model/identity.ts';
import type {
  ObservedCloud,
  ObservedImage,
  ObservedKey,
  ObservedLocation,
  ObservedMachine,
  ObservedSize,
} from '../model/observed.ts';
import { type Change, countChanges, HOURS_PER_MONTH, type PlanCost, type PlanCounts } from '../model/plan.ts';
import type { Spec } from '../model/spec.ts';
import { shownName } from './choose.ts';
import { type Difference, diffMachine } from './diff.ts';
import type { Matches } from './match.ts';

/** Where a machine will be made: ids of this server only. `size` null means the custom size of the row. */
export type Placement = {
  readonly cloud: ObservedCloud;
  readonly image: ObservedImage;
  readonly size: ObservedSize | null;
  readonly location: ObservedLocation | null;
};

export type MachineChange = Change & {
  readonly kind: 'machine';
  readonly desired: DesiredMachine | null;
  readonly observed: ObservedMachine | null;
  readonly owned: boolean;
  readonly update: Difference['update'];
  readonly placement: Placement | null;
};

export type KeyChange = Change & {
  readonly kind: 'key';
  readonly desired: DesiredKey | null;
  readonly observed: ObservedKey | null;
};
export type BackendChange = Change & { readonly kind: 'backend'; readonly observed: ObservedCloud | null };
export type PlannedChange = MachineChange | KeyChange | BackendChange;

export type Plan = {
  readonly scope: Scope;
  readonly changes: readonly PlannedChange[];
  readonly counts: PlanCounts;
  readonly cost: PlanCost;
  /** True when anything but no-op is planned. */
  readonly drift: boolean;
};

/** One machine's part of a plan before placement. */
export type MachineDifference = { readonly match: Matches['matched'][number]; readonly difference: Difference };

/** Differences of all rows, in spec order; `now` is the server's clock. */
export function diffMachines(scope: Scope, matches: Matches, now: number): MachineDifference[] {
  return matches.matched.map((match) => ({ match, difference: diffMachine(scope, match, now) }));
}

/** True where a machine has to be placed: its image, size and location are needed. */
export function needsPlacement(difference: Difference): boolean {
  return difference.action === 'create' || difference.action === 'replace';
}

export function machineChanges(
  differences: readonly MachineDifference[],
  matches: Matches,
  placements: ReadonlyMap<string, Placement>,
  clouds: readonly ObservedCloud[],
): MachineChange[] {
  const backendOf = (machine: ObservedMachine): string | null =>
    clouds.find((cloud) => cloud.id === machine.cloudId)?.name ?? null;
  const rows = differences.map(({ match, difference }): MachineChange => {
    const placement = placements.get(match.desired.address) ?? null;
    return {
      kind: 'machine',
      address: match.desired.address,
      action: difference.action,
      reason: placementReason(difference, placement),
      id: match.observed?.id ?? null,
      backend: match.observed ? backendOf(match.observed) : match.desired.backend,
      costHourly: needsPlacement(difference)
        ? (placement?.size?.priceHourly ?? null)
        : (match.observed?.costHourly ?? null),
      desired: match.desired,
      observed: match.observed,
      owned: match.owned,
      update: difference.update,
      placement,
    };
  });
  const destroy = (machine: ObservedMachine, reason: string): MachineChange => ({
    kind: 'machine',
    address: `machine/${machine.name}`,
    action: 'destroy',
    reason,
    id: machine.id,
    backend: backendOf(machine),
    costHourly: null,
    desired: null,
    observed: machine,
    owned: true,
    update: null,
    placement: null,
  });
  return [
    ...rows,
    ...matches.twins.map((machine) => destroy(machine, 'a second machine for the same row')),
    ...matches.orphans.map((machine) => destroy(machine, 'no row of the spec asks for it')),
  ];
}

function placementReason(difference: Difference, placement: Placement | null): string {
  if (!needsPlacement(difference)) return difference.reason;
  if (placement === null) return `${difference.reason}; placed once its backend is there`;
  const { image, size, location } = placement;
  const where = location ? ` in ${location.name}` : '';
  return `${difference.reason}; ${image.name} on ${size === null ? 'a custom size' : shownName(size.name)}${where}`;
}

/**
 * What becomes of keys: rows to add, to keep, to remove, and generated ones that nothing uses any more. A row that cannot be
 * planned is told to `gather`.
 */
export function keyChanges(
  desired: readonly DesiredKey[],
  spec: Spec,
  observed: readonly ObservedKey[],
  unused: readonly ObservedKey[],
  gather: Gather = throwAtOnce,
): KeyChange[] {
  const change = (
    address: Address,
    action: Change['action'],
    reason: string,
    key: DesiredKey | null,
    seen: ObservedKey | null,
  ): KeyChange => ({
    kind: 'key',
    address,
    action,
    reason,
    id: seen?.id ?? null,
    backend: null,
    costHourly: null,
    desired: key,
    observed: seen,
  });
  const present = desired.map((key) => {
    const seen = onlyKey(key.address, key.mistName, observed, gather);
    if (seen) return change(key.address, 'no-op', 'is there', key, seen);
    if (key.source === 'existing') {
      gather(unknownKey(key, observed));
      return change(key.address, 'no-op', 'is not there', key, null);
    }
    return change(
      key.address,
      'create',
      key.source === 'generated' ? 'generated for this scope' : 'uploaded',
      key,
      null,
    );
  });
  const absent = spec.keys
    .filter((row) => row.state === 'absent')
    .map((row) => {
      const address: Address = `key/${row.name}`;
      const seen = onlyKey(address, row.name, observed, gather);
      return seen
        ? change(address, 'destroy', 'the spec wants it absent', null, seen)
        : change(address, 'no-op', 'is absent', null, null);
    });
  return [
    ...present,
    ...absent,
    ...unused.map((key) => change(`key/${key.name}`, 'destroy', 'no row of the spec uses it', null, key)),
  ];
}

function unknownKey({ address, mistName }: DesiredKey, observed: readonly ObservedKey[]): PlanError {
  const names = observed.map((one) => one.name).join(', ') || 'none is there';
  return new PlanError('unknown-key', address, `there is no key \`${mistName}\` in Mist.`, {
    hint: `Add it under \`keys:\` with \`generate: true\` or \`private: \${NAME}\`, or use one of: ${names}.`,
  });
}

function onlyKey(address: Address, name: string, observed: readonly ObservedKey[], gather: Gather): ObservedKey | null {
  const hits = observed.filter((key) => key.name === name);
  if (hits.length > 1) gather(new PlanError('ambiguous-key', address, `${hits.length} keys are called \`${name}\`.`));
  return hits[0] ?? null;
}

/** Counts and price of a list of changes. */
export function sumPlan(scope: Scope, changes: readonly PlannedChange[]): Plan {
  const living = changes.filter((change) => change.kind === 'machine' && change.action !== 'destroy');
  const hourly = living.reduce((sum, change) => sum + (change.costHourly ?? 0), 0);
  const round = (value: number, digits: number): number => Number(value.toFixed(digits));
  return {
    scope,
    changes,
    counts: countChanges(changes),
    cost: {
      hourly: round(hourly, 6),
      monthly: round(hourly * HOURS_PER_MONTH, 4),
      currency: 'USD',
      complete: living.every((change) => change.costHourly !== null),
    },
    drift: changes.some((change) => change.action !== 'no-op'),
  };
}
