// Spec and reality → plan, with read power only. Plan, check and apply all begin here.
import type { DesiredKey, DesiredMachine } from '../model/desired.ts';
import { PlanError } from '../model/errors.ts';
import type { Scope } from '../model/identity.ts';
import type { ObservedKey, ObservedMachine } from '../model/observed.ts';
import { PROVIDERS, providerOf } from '../model/providers.ts';
import type { Spec } from '../model/spec.ts';
import {
  backendChanges,
  diffMachines,
  keyChanges,
  type MachineDifference,
  machineChanges,
  needsPlacement,
  type Placement,
  type Plan,
  sumPlan,
} from '../plan/build-plan.ts';
import { matchMachines } from '../plan/match.ts';
import { provesKey } from '../plan/ownership.ts';
import { refuseHidden } from './creates-of-scope.ts';
import { type Inventory, observeInventory, observeMachines } from './observe.ts';
import { Catalogs } from './place.ts';
import { type ReadWorld, serverNow } from './world.ts';

/** The spec expanded for this server; made by the spec room once the enabled backends are known. */
export type Expanded = { readonly machines: readonly DesiredMachine[]; readonly keys: readonly DesiredKey[] };

export type PlanInput = {
  readonly scope: Scope;
  readonly spec: Spec;
  readonly expand: (enabledBackends: readonly string[]) => Expanded;
  readonly maxMachines: number;
  readonly replace: boolean;
  readonly trustOnFirstUse: boolean;
};

export type Planned = {
  readonly plan: Plan;
  readonly expanded: Expanded;
  readonly inventory: Inventory;
  /** Every row of the clouds looked at, when the plan was made. */
  readonly machines: readonly ObservedMachine[];
};

/** Makes the plan. Throws PlanError before anything was changed, for what cannot or may not be done. */
export async function makePlan(world: ReadWorld, input: PlanInput): Promise<Planned> {
  const { scope, spec } = input;
  const inventory = await observeInventory(world);
  await refuseHidden(world, scope, inventory.clouds);
  const backends = backendChanges(spec, inventory.clouds);
  const enabled = inventory.clouds.filter((cloud) => cloud.enabled).map((cloud) => cloud.name);
  const added = backends.filter((change) => change.action === 'create').map((change) => change.backend ?? '');
  const leaving = new Set(
    backends.filter((change) => change.action === 'destroy').map((change) => change.backend ?? ''),
  );
  const expanded = input.expand([...enabled.filter((name) => !leaving.has(name)), ...added]);
  refuseTooMany(expanded.machines, input.maxMachines);
  refuseUnknownBackends(expanded.machines, inventory, new Set(added));
  const machines = await observeMachines(world, scope, inventory, {
    backends: new Set([...expanded.machines.map((machine) => machine.backend), ...leaving]),
    adopted: new Set(expanded.machines.flatMap((machine) => machine.adopt ?? [])),
  });
  const matches = matchMachines(scope, expanded.machines, machines, inventory.clouds);
  const differences = lostKeys(movedBackends(diffMachines(scope, matches, serverNow(world)), inventory), inventory);
  refuseReplaces(differences, input.replace);
  const placements = await placeAll(world, differences, inventory, input.trustOnFirstUse);
  const keys = keyChanges(expanded.keys, spec, inventory.keys, unusedKeys(scope, expanded.keys, inventory.keys));
  const changes = [...backends, ...keys, ...machineChanges(differences, matches, placements, inventory.clouds)];
  return { plan: sumPlan(scope, changes), expanded, inventory, machines };
}

/** Names that rows ask to be gone, as machines of ours that match no other row are found as orphans anyway. */
function unusedKeys(scope: Scope, desired: readonly DesiredKey[], observed: readonly ObservedKey[]): ObservedKey[] {
  const wanted = new Set(desired.map((key) => key.mistName));
  return observed.filter((key) => provesKey(scope, key) && !wanted.has(key.name));
}

function refuseTooMany(machines: readonly DesiredMachine[], most: number): void {
  const created = machines.filter((machine) => machine.adopt === null);
  if (created.length <= most) return;
  throw new PlanError(
    'too-many-machines',
    'machine/*',
    `the spec asks for ${created.length} machines, \`max-machines\` allows ${most}.`,
    {
      hint: 'Lower `count:` or raise the input `max-machines`.',
    },
  );
}

function refuseUnknownBackends(
  machines: readonly DesiredMachine[],
  inventory: Inventory,
  added: ReadonlySet<string>,
): void {
  for (const { address, backend, adopt } of machines) {
    if (adopt !== null || added.has(backend)) continue;
    const cloud = inventory.clouds.find((one) => one.name === backend);
    const known = inventory.clouds.map((one) => one.name).join(', ') || 'none';
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
}

/** A machine of ours that lives on another backend than its row names has to move. */
function movedBackends(differences: readonly MachineDifference[], inventory: Inventory): MachineDifference[] {
  return differences.map((one) => {
    const { desired, observed, owned } = one.match;
    if (!observed || !owned || desired.adopt !== null) return one;
    const cloud = inventory.clouds.find((candidate) => candidate.id === observed.cloudId);
    if (!cloud || cloud.name === desired.backend) return one;
    return {
      ...one,
      difference: {
        action: 'replace',
        reason: `it is on ${cloud.name}, and the spec wants ${desired.backend}`,
        update: null,
      },
    };
  });
}

/** A machine whose key has left Mist can be opened by nobody: a new key under the old name would not fit it. */
function lostKeys(differences: readonly MachineDifference[], inventory: Inventory): MachineDifference[] {
  return differences.map((one) => {
    const { desired, observed, owned } = one.match;
    if (!observed || !owned || desired.adopt !== null || desired.keyName === null) return one;
    if (inventory.keys.some((key) => key.name === desired.keyName)) return one;
    const reason = `the key \`${desired.keyName}\` that it was made with is no longer in Mist`;
    return { ...one, difference: { action: 'replace', reason, update: null } };
  });
}

function refuseReplaces(differences: readonly MachineDifference[], allowed: boolean): void {
  const replaced = differences.filter((one) => one.difference.action === 'replace');
  const first = replaced[0];
  if (allowed || !first) return;
  const all = replaced.map((one) => `${one.match.desired.address} (${one.difference.reason})`).join('; ');
  throw new PlanError('replace-needed', first.match.desired.address, `Mist cannot change this in place: ${all}.`, {
    hint: 'Set `replace: true` to destroy and create again, or put the row back as it was.',
  });
}

async function placeAll(
  world: ReadWorld,
  differences: readonly MachineDifference[],
  inventory: Inventory,
  trustOnFirstUse: boolean,
): Promise<Map<string, Placement>> {
  const catalogs = new Catalogs(world);
  const placements = new Map<string, Placement>();
  for (const { match, difference } of differences) {
    if (!needsPlacement(difference)) continue;
    const cloud = inventory.clouds.find((one) => one.name === match.desired.backend);
    // The backend is added by this very apply: the plan is made again when it is there.
    if (!cloud) continue;
    refuseBlindTrust(match.desired, cloud.provider, trustOnFirstUse);
    placements.set(match.desired.address, await catalogs.place(match.desired, cloud));
  }
  return placements;
}

/** Without cloud-init no host key can be injected, so strict checking needs the user's word for the first contact. */
function refuseBlindTrust(desired: DesiredMachine, serverProvider: string, trustOnFirstUse: boolean): void {
  const provider = providerOf(serverProvider);
  if (provider !== null && PROVIDERS[provider].cloudInit) return;
  if (desired.cloudInit !== null) {
    throw new PlanError(
      'no-cloud-init',
      desired.address,
      `Mist drops cloud-init on ${serverProvider} without a word.`,
      {
        hint: 'Use another backend, or leave `cloud-init` out.',
      },
    );
  }
  if (desired.wait.level !== 'ssh' || trustOnFirstUse) return;
  throw new PlanError(
    'no-host-key',
    desired.address,
    `on ${serverProvider} no host key can be injected, so the first contact cannot be checked.`,
    {
      hint: 'Set the input `trust-on-first-use: true` to pin the key that answers first, or `wait: tcp` for a machine without SSH.',
    },
  );
}
