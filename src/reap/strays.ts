// What outlives machines: lease schedules and generated keys. Rule 10 of docs/architecture.md, "Reaping". Pure.
import type { OwnerState } from '../engine/ports.ts';
import { isArmed } from '../engine/remove-rest.ts';
import { formatDuration } from '../model/duration.ts';
import { scopePrefix } from '../model/identity.ts';
import type { ObservedKey, ObservedMachine, ObservedSchedule } from '../model/observed.ts';
import { isListedInPart } from '../model/providers.ts';
import { type Claim, claimKey, claimMachine, repositoryPrefix } from './claim.ts';
import { minimumAge, ownerName } from './judge.ts';
import { stateOf } from './owners.ts';
import type { DoomedKey, DoomedMachine, DoomedSchedule, LeftAlone, Looks } from './plan.ts';
import { isComplete, mayLive } from './survey.ts';

/** How the server names the schedule of a lease: after its machine; the second one where it safe-expires. */
const LEASE_SCHEDULE = /^(ma-[0-9a-f]{6}-.+-[0-9a-f]{8})(?:-safe)?-expiration-[0-9A-Za-z-]+$/;

const INCOMPLETE = 'not every backend could be listed, so a machine that it serves may live';

const UNPROVED = 'its lease is still to come, and a KVM backend may not list what lives';

/** Lease schedules of this repository's machines that no list shows any more. */
export function planSchedules(looks: Looks): { schedules: DoomedSchedule[]; left: LeftAlone[] } {
  const prefix = repositoryPrefix(looks.repository);
  const living = livingIds(looks);
  const inPart = looks.second.clouds.some(({ provider }) => isListedInPart(provider));
  const before = new Map<string, ObservedSchedule>(looks.first.schedules.map((one) => [one.id, one]));
  const schedules: DoomedSchedule[] = [];
  const left: LeftAlone[] = [];
  for (const schedule of looks.second.schedules) {
    const { id, name, machineIds } = schedule;
    const machineName = LEASE_SCHEDULE.exec(name)?.[1];
    if (machineName === undefined || !machineName.startsWith(prefix)) continue;
    if (machineIds.length === 0 || machineIds.some((machine) => living.has(machine))) continue;
    const same = before.get(id);
    if (same?.name !== name || same.machineIds.join() !== machineIds.join()) continue;
    if (inPart && isArmed(schedule, looks.now)) left.push({ kind: 'schedule', name, id, backend: null, why: UNPROVED });
    else if (isComplete(looks.first) && isComplete(looks.second)) {
      schedules.push({ schedule, reason: `its machine ${machineName} is gone` });
    } else left.push({ kind: 'schedule', name, id, backend: null, why: INCOMPLETE });
  }
  return { schedules, left };
}

/** Generated keys of this repository whose owner is over and that nobody uses but what is removed with them. */
export function planKeys(looks: Looks, doomed: readonly DoomedMachine[]): { keys: DoomedKey[]; left: LeftAlone[] } {
  const { repository, first, second } = looks;
  const scopes = [...first.machines, ...second.machines].flatMap((machine) => {
    const claim = claimMachine(repository, machine);
    return claim.kind === 'owned' ? [claim.scope] : [];
  });
  const before = new Map<string, string>(first.keys.map((key) => [key.id, key.name]));
  const keys: DoomedKey[] = [];
  const left: LeftAlone[] = [];
  for (const key of second.keys) {
    const claim = claimKey(repository, key.name, scopes);
    if (claim.kind === 'foreign') continue;
    const why = before.get(key.id) === key.name ? stayOfKey(key, claim, looks, doomed) : 'it has just appeared';
    if (why === null) keys.push({ key, claim, reason: reasonOf(claim) });
    else left.push({ kind: 'key', name: key.name, id: key.id, backend: null, why });
  }
  return { keys, left };
}

/**
 * Why a key must stay for one of `machines`, or null: Mist associates the two, on either side, or the machine is of the
 * key's scope and may get it yet.
 */
export function neededBy(key: ObservedKey, claim: Claim, machines: readonly ObservedMachine[]): string | null {
  const living = machines.filter(mayLive);
  const users = new Set(key.machineIds);
  const user = living.find((machine) => users.has(machine.id) || machine.keyIds.includes(key.id));
  if (user !== undefined) return `the machine ${user.name} uses it`;
  const prefix = claim.kind === 'owned' ? scopePrefix(claim.scope) : claim.kind === 'likely' ? claim.prefix : null;
  const sibling = prefix === null ? undefined : living.find((machine) => machine.name.startsWith(prefix));
  return sibling === undefined ? null : `the machine ${sibling.name} of its scope lives`;
}

/** Why a key stays, or null. */
function stayOfKey(key: ObservedKey, claim: Claim, looks: Looks, doomed: readonly DoomedMachine[]): string | null {
  if (claim.kind !== 'owned' && claim.kind !== 'likely') return claim.kind === 'unclear' ? claim.why : null;
  const going = new Set<string>(doomed.flatMap(({ machine, alsoListedAs }) => [machine.id, ...alsoListedAs]));
  const staying = [...looks.second.machines, ...looks.known].filter((machine) => !going.has(machine.id));
  const needed = neededBy(key, claim, staying);
  if (needed !== null) return needed;
  if (!isComplete(looks.first) || !isComplete(looks.second)) return INCOMPLETE;
  return stayOfOwner(claim, stateOf(looks.owners, claim), looks, doomed);
}

function stayOfOwner(
  claim: Extract<Claim, { kind: 'owned' | 'likely' }>,
  state: OwnerState | null,
  { rules, now }: Looks,
  doomed: readonly DoomedMachine[],
): string | null {
  const unasked = claim.owner.kind === 'lease' || (claim.owner.kind === 'pull-request' && state?.is === 'unknown');
  if (unasked) {
    return doomed.some((one) => isSameScope(one.claim, claim))
      ? null
      : 'its scope has a name and no machine: it may be about to create one';
  }
  const name = ownerName(claim.owner);
  if (state === null) return `it is not known whether ${name} still lives`;
  if (state.is === 'live') return `${name} still lives`;
  if (state.is === 'unknown') return `GitHub does not know ${name}`;
  const wanted = minimumAge(claim.kind, rules);
  if (state.since === null) return `${name} is over, but since when cannot be told`;
  return now - state.since < wanted ? `${name} is over for less than ${formatDuration(wanted)}` : null;
}

function isSameScope(a: Claim, b: Claim): boolean {
  return a.kind === 'owned' && b.kind === 'owned' && a.scope.name === b.scope.name && a.scope.named === b.scope.named;
}

function reasonOf(claim: Claim): string {
  if (claim.kind !== 'owned' && claim.kind !== 'likely') return '';
  if (claim.owner.kind === 'lease') return 'the last machine of its scope goes';
  return `${ownerName(claim.owner)} is over, and no machine uses it`;
}

/** Ids of everything that any list shows as possibly alive. */
function livingIds({ first, second, known }: Looks): ReadonlySet<string> {
  return new Set([...first.machines, ...second.machines, ...known].filter(mayLive).map((machine) => machine.id));
}
