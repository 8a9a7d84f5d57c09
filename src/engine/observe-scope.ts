// What a plan is made from: the spec expanded for this server, and all lists that it needs asked for. Apart from the plan, whose
// code is loaded while those are under way.
import type { DesiredKey, DesiredMachine } from '../model/desired.ts';
import { type Gather, PlanError } from '../model/errors.ts';
import type { Scope } from '../model/identity.ts';
import type { MistId, ObservedCloud } from '../model/observed.ts';
import type { Spec } from '../model/spec.ts';
import { backendChanges } from '../plan/backend-changes.ts';
import type { BackendChange } from '../plan/build-plan.ts';
import { Mistakes } from '../plan/mistakes.ts';
import { Catalogs } from './catalogs.ts';
import { refuseHidden } from './creates-of-scope.ts';
import { type AskedListing, type Inventory, observeInventory, observeMachines } from './observe.ts';
import type { ReadWorld } from './world.ts';

/** The spec expanded for this server; made by the spec room once the enabled backends are known. */
export type Expanded = { readonly machines: readonly DesiredMachine[]; readonly keys: readonly DesiredKey[] };

export type ObserveInput = {
  readonly scope: Scope;
  readonly spec: Spec;
  /** Tells `gather` of rows that cannot be expanded and leaves them out. */
  readonly expand: (enabledBackends: readonly string[], gather: Gather) => Expanded;
  readonly maxMachines: number;
  readonly trustOnFirstUse: boolean;
  /** Told what there is as soon as that is known, to begin with what only depends on it. */
  readonly onInventory?: (expanded: Expanded, inventory: Inventory) => void;
};

export type Observation = {
  readonly inventory: Inventory;
  readonly expanded: Expanded;
  readonly backends: readonly BackendChange[];
  /** The machines of `expanded` that can be looked at. */
  readonly rows: readonly DesiredMachine[];
  readonly catalogs: Catalogs;
  /** What is wrong so far; whoever plans goes on with it. */
  readonly mistakes: Mistakes;
  /** The lists of the clouds that matter, under way. */
  readonly listings: Promise<ReadonlyMap<MistId, AskedListing>>;
};

/** Resolves once the live lists have been asked for. Throws PlanError for what no list can mend. */
export async function observeScope(world: ReadWorld, input: ObserveInput): Promise<Observation> {
  const { scope, spec } = input;
  const inventory = await observeInventory(world);
  await refuseHidden(world, scope, inventory.clouds);
  const mistakes = new Mistakes();
  const backends = backendChanges(spec, inventory.clouds, mistakes.gather);
  const enabled = inventory.clouds.filter((cloud) => cloud.enabled).map((cloud) => cloud.name);
  const added = backends.filter((change) => change.action === 'create').map((change) => change.backend ?? '');
  const leaving = new Set(
    backends.filter((change) => change.action === 'destroy').map((change) => change.backend ?? ''),
  );
  const usable = [...enabled.filter((name) => !leaving.has(name)), ...added];
  const expanded = input.expand(usable, mistakes.gather);
  refuseTooMany(expanded.machines, input.maxMachines, mistakes.gather);
  const rows = await onKnownBackends(expanded.machines, inventory, new Set(added), mistakes);
  refuseBlindJumps(expanded.machines, input.trustOnFirstUse);
  input.onInventory?.(expanded, inventory);
  const catalogs = new Catalogs(world);
  fetchEarly(catalogs, scope, expanded.machines, inventory);
  const adopted = new Set<string>(expanded.machines.flatMap((machine) => machine.adopt ?? []));
  const listings = observeMachines(world, scope, inventory, {
    backends: new Set([...expanded.machines.map((machine) => machine.backend), ...leaving]),
    adopted,
    elsewhere: scope.named || adopted.size > 0,
  });
  // Whoever plans hears of it.
  listings.catch(() => undefined);
  return { inventory, expanded, backends, rows, catalogs, mistakes, listings };
}

function refuseTooMany(machines: readonly DesiredMachine[], most: number, gather: Gather): void {
  const created = machines.filter((machine) => machine.adopt === null);
  if (created.length <= most) return;
  const message = `the spec asks for ${created.length} machines, \`max-machines\` allows ${most}.`;
  const hint = 'Lower `count:` or raise `max-machines`.';
  gather(new PlanError('too-many-machines', 'machine/*', message, { hint }));
}

/** The machines whose backend is there and can be looked at. */
async function onKnownBackends(
  machines: readonly DesiredMachine[],
  inventory: Inventory,
  added: ReadonlySet<string>,
  mistakes: Mistakes,
): Promise<readonly DesiredMachine[]> {
  for (const { row, address, backend, adopt } of machines) {
    // A row of `backends` that says what is wrong says it for its machines too.
    if (adopt !== null || added.has(backend) || mistakes.at(`backend/${backend}`)) continue;
    await mistakes.ofRow(row, () => refuseUnknownBackend(address, backend, inventory.clouds));
  }
  return machines.filter(({ row, backend }) => !mistakes.has(row) && !mistakes.at(`backend/${backend}`));
}

function refuseUnknownBackend(address: string, backend: string, clouds: readonly ObservedCloud[]): void {
  const cloud = clouds.find((one) => one.name === backend);
  const known = clouds.map((one) => one.name).join(', ') || 'none';
  if (!cloud) {
    throw new PlanError('unknown-backend', address, `there is no backend \`${backend}\` in Mist.`, {
      hint: `Backends that are there: ${known}. Add one under \`backends:\`.`,
    });
  }
  if (!cloud.enabled) {
    throw new PlanError('disabled-backend', address, `the backend \`${backend}\` is disabled in Mist.`, {
      hint: 'Enable it there; its machines cannot be seen until then.',
    });
  }
}

/** The first contact with a jump host is checked like any other. */
function refuseBlindJumps(machines: readonly DesiredMachine[], trustOnFirstUse: boolean): void {
  for (const { address, via } of machines) {
    if (via?.by !== 'host' || via.hostKey !== null || trustOnFirstUse) continue;
    throw new PlanError('no-host-key', address, `the host key of its jump host ${via.host} is not known.`, {
      hint: 'Write `via: { host: …, user: …, host-key: "ssh-ed25519 AAAA…" }`, or set `trust-on-first-use: true`.',
    });
  }
}

/**
 * Catalogs of rows that have surely not been applied before, because the scope is new with this step or the row's key is
 * not there: their names are resolved while the live lists are read.
 */
function fetchEarly(
  catalogs: Catalogs,
  scope: Scope,
  machines: readonly DesiredMachine[],
  { clouds, keys }: Inventory,
): void {
  const there = new Set(keys.map((key) => key.name));
  for (const desired of machines) {
    const cloud = clouds.find((one) => one.name === desired.backend);
    const fresh = !scope.named || (desired.keyName !== null && !there.has(desired.keyName));
    if (cloud && fresh && desired.adopt === null) catalogs.fetch(desired, cloud);
  }
}
