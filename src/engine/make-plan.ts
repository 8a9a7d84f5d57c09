// Spec and reality → plan, with read power only. Plan, check and apply all begin here.
import type { DesiredKey, DesiredMachine } from '../model/desired.ts';
import { type Gather, PlanError } from '../model/errors.ts';
import type { Scope } from '../model/identity.ts';
import type { JournalEntry } from '../model/journal.ts';
import type { MistId, ObservedCloud, ObservedKey, ObservedMachine } from '../model/observed.ts';
import { PROVIDERS, providerOf } from '../model/providers.ts';
import { logsIn } from '../model/wait.ts';
import {
  diffMachines,
  keyChanges,
  type MachineDifference,
  machineChanges,
  needsPlacement,
  type Placement,
  type Plan,
  sumPlan,
} from '../plan/build-plan.ts';
import { type Matches, matchMachines } from '../plan/match.ts';
import { mirrorSentence } from '../plan/mirrors.ts';
import type { Mistakes } from '../plan/mistakes.ts';
import { provesKey } from '../plan/ownership.ts';
import { refuseShared } from '../plan/shared-scope.ts';
import type { Catalogs } from './catalogs.ts';
import type { AskedListing, Inventory } from './observe.ts';
import { type Expanded, type Observation, type ObserveInput, observeScope } from './observe-scope.ts';
import { placeMachine } from './place.ts';
import { type ReadWorld, serverNow } from './world.ts';

export type PlanInput = ObserveInput & {
  readonly replace: boolean;
  /** What this step has journalled so far; nothing where it only plans. */
  readonly journalled?: () => readonly JournalEntry[];
  /** Warnings that an earlier plan of this step has given. */
  readonly told?: Set<string>;
};

export type Planned = {
  readonly plan: Plan;
  readonly expanded: Expanded;
  readonly inventory: Inventory;
  /** The lists of the clouds looked at, when the plan was made. */
  readonly listings: ReadonlyMap<MistId, AskedListing>;
};

/**
 * Makes the plan, of an observation that is under way or of one begun now. Throws PlanError, or PlanErrors with every mistake
 * there is, for what cannot or may not be done; nothing has been changed by then.
 */
export async function makePlan(
  world: ReadWorld,
  input: PlanInput,
  observing: Promise<Observation> = observeScope(world, input),
): Promise<Planned> {
  const { scope, spec } = input;
  const { inventory, expanded, backends, rows, catalogs, mistakes, listings: asked } = await observing;
  const listings = await asked;
  const machines = [...listings.values()].flatMap(({ listing }) => listing.machines);
  const matches = await matchRows(scope, rows, machines, inventory.clouds, mistakes);
  tellMirrored(world, matches, inventory, input.told);
  const unused = unusedKeys(scope, expanded.keys, inventory.keys);
  const differences = lostKeys(movedBackends(diffMachines(scope, matches, serverNow(world)), inventory), inventory);
  const made = new Set(input.journalled?.().map((entry) => entry.name));
  const shared = refuseShared(scope, { ...matches, differences, unusedKeys: unused, made });
  for (const sentence of shared) if (!input.told?.has(sentence)) world.log.warning(sentence);
  for (const sentence of shared) input.told?.add(sentence);
  refuseReplaces(differences, input.replace, mistakes.gather);
  const placements = await placeAll(catalogs, differences, inventory, input.trustOnFirstUse, mistakes);
  const keys = keyChanges(expanded.keys, spec, inventory.keys, unused, mistakes.gather);
  mistakes.settle();
  const changes = [...backends, ...keys, ...machineChanges(differences, matches, placements, inventory.clouds)];
  return { plan: sumPlan(scope, changes), expanded, inventory, listings };
}

function tellMirrored(
  { log }: ReadWorld,
  { mirrored }: Matches,
  { clouds }: Inventory,
  told = new Set<string>(),
): void {
  for (const one of mirrored) {
    const sentence = mirrorSentence(one, clouds);
    if (!told.has(sentence)) log.warning(sentence);
    told.add(sentence);
  }
}

/** Names that rows ask to be gone, as machines of ours that match no other row are found as orphans anyway. */
function unusedKeys(scope: Scope, desired: readonly DesiredKey[], observed: readonly ObservedKey[]): ObservedKey[] {
  const wanted = new Set(desired.map((key) => key.mistName));
  return observed.filter((key) => provesKey(scope, key) && !wanted.has(key.name));
}

/** Rows and machines in pairs. A row that cannot be paired is left out, and the others are tried again without it. */
async function matchRows(
  scope: Scope,
  rows: readonly DesiredMachine[],
  machines: readonly ObservedMachine[],
  clouds: readonly ObservedCloud[],
  mistakes: Mistakes,
): Promise<Matches> {
  for (let left = rows; ; ) {
    try {
      return matchMachines(scope, left, machines, clouds);
    } catch (error) {
      const wrong = error instanceof PlanError ? left.find(({ address }) => address === error.address) : undefined;
      if (wrong === undefined) throw error;
      await mistakes.ofRow(wrong.row, () => Promise.reject(error));
      left = left.filter(({ row }) => row !== wrong.row);
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

function refuseReplaces(differences: readonly MachineDifference[], allowed: boolean, gather: Gather): void {
  const replaced = differences.filter((one) => one.difference.action === 'replace');
  const first = replaced[0];
  if (allowed || !first) return;
  const all = replaced.map((one) => `${one.match.desired.address} (${one.difference.reason})`).join('; ');
  const hint = 'Set `replace: true` to destroy and create again, or put the row back as it was.';
  const message = `Mist cannot change this in place: ${all}.`;
  gather(new PlanError('replace-needed', first.match.desired.address, message, { hint }));
}

async function placeAll(
  catalogs: Catalogs,
  differences: readonly MachineDifference[],
  inventory: Inventory,
  trustOnFirstUse: boolean,
  mistakes: Mistakes,
): Promise<Map<string, Placement>> {
  const placements = new Map<string, Placement>();
  for (const { match, difference } of differences) {
    if (!needsPlacement(difference)) continue;
    const cloud = inventory.clouds.find((one) => one.name === match.desired.backend);
    // The backend is added by this very apply: the plan is made again when it is there.
    if (!cloud) continue;
    const { row, address } = match.desired;
    const placement = await mistakes.ofRow(row, () => {
      refuseBlindTrust(match.desired, cloud.provider, trustOnFirstUse);
      return placeMachine(catalogs, match.desired, cloud);
    });
    if (placement !== null) placements.set(address, placement);
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
  if (!logsIn(desired.wait) || trustOnFirstUse || desired.power === 'stopped') return;
  throw new PlanError(
    'no-host-key',
    desired.address,
    `on ${serverProvider} no host key can be injected, so the first contact cannot be checked.`,
    {
      hint: 'Set `trust-on-first-use: true` to pin the key that answers first, or `wait: tcp` for a machine without SSH.',
    },
  );
}
