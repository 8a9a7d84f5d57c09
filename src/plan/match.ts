// Pairing what the spec asks for with what the server shows: by exact identity, never by substring or first hit.
import type { DesiredMachine } from '../model/desired.ts';
import { PlanError } from '../model/errors.ts';
import { type Scope, scopePrefix } from '../model/identity.ts';
import { isGone, type ObservedCloud, type ObservedMachine } from '../model/observed.ts';
import { isSameMachine, type Mirrored, seenOnce } from './mirrors.ts';
import { proveMachine } from './ownership.ts';

export type Match = {
  readonly desired: DesiredMachine;
  readonly observed: ObservedMachine | null;
  /** False for adopted machines and literal names that somebody else made: never destroyed, never replaced. */
  readonly owned: boolean;
};

export type Matches = {
  readonly matched: readonly Match[];
  /** Ours, and more than one for a row: all but the one that stays. */
  readonly twins: readonly ObservedMachine[];
  /** Ours, and no row of the spec asks for them. */
  readonly orphans: readonly ObservedMachine[];
  /** Ours, and listed once more by another backend: counted nowhere else, and left alone. */
  readonly mirrored: readonly Mirrored[];
};

/**
 * Matches rows with machines. `observed` holds what clouds list now; terminated rows are no machines any more.
 * Throws PlanError where a name or id is ambiguous, or an adopted machine does not exist.
 */
export function matchMachines(
  scope: Scope,
  desired: readonly DesiredMachine[],
  observed: readonly ObservedMachine[],
  clouds: readonly ObservedCloud[],
): Matches {
  const living = observed.filter((machine) => !isGone(machine) && !machine.missing);
  const claimed = new Set<string>();
  const twins: ObservedMachine[] = [];
  const mirrored: Mirrored[] = [];
  const matched = desired.map((one): Match => {
    if (one.adopt !== null) {
      const match = matchAdopted(one, living);
      if (match.observed) claimed.add(match.observed.id);
      return match;
    }
    const named = one.literal ? literalHits(one, living, clouds) : living.filter((m) => m.name === one.mistName);
    const ours = named.filter((machine) => proveMachine(scope, machine).owned);
    for (const machine of ours) claimed.add(machine.id);
    const seen = seenOnce(ours, clouds, one.backend);
    mirrored.push(...seen.mirrored);
    const [first = null, ...second] = seen.once;
    twins.push(...second);
    if (!one.literal) refuseStranger(scope, one, living);
    else if (ours.length < named.length) return matchForeign(one, named);
    return { desired: one, observed: first, owned: true };
  });
  const wanted = living.filter((machine) => claimed.has(machine.id));
  const rest = living.filter((machine) => !claimed.has(machine.id) && proveMachine(scope, machine).owned);
  const again = rest.flatMap((other): Mirrored[] => {
    const kept = wanted.find((one) => isSameMachine(one, other, clouds));
    return kept === undefined ? [] : [{ kept, other }];
  });
  const unwanted = rest.filter((machine) => !again.some(({ other }) => other === machine));
  const orphans = seenOnce(unwanted, clouds, null);
  return { matched, twins, orphans: orphans.once, mirrored: [...mirrored, ...again, ...orphans.mirrored] };
}

/** A machine that bears our very name but contradicts the proof is somebody's forgery or mistake: nothing may be done. */
function refuseStranger(scope: Scope, desired: DesiredMachine, living: readonly ObservedMachine[]): void {
  for (const machine of living) {
    if (machine.name !== desired.mistName) continue;
    const proof = proveMachine(scope, machine);
    if (proof.owned) continue;
    throw new PlanError('foreign-name', desired.address, `a machine called ${machine.name} exists, but ${proof.why}.`, {
      hint: `Look at machine ${machine.id}; nothing was changed.`,
    });
  }
}

function matchAdopted(desired: DesiredMachine, living: readonly ObservedMachine[]): Match {
  const found = living.find((machine) => machine.id === desired.adopt);
  if (found) return { desired, observed: found, owned: false };
  throw new PlanError(
    'unknown-machine',
    desired.address,
    `there is no machine with the id ${desired.adopt} to adopt.`,
    {
      hint: 'Give the 32-hex id that Mist shows for it, and check that its backend is enabled.',
    },
  );
}

/** Machines with exactly this literal name on the row's own backend: elsewhere it means something else. */
function literalHits(
  desired: DesiredMachine,
  living: readonly ObservedMachine[],
  clouds: readonly ObservedCloud[],
): readonly ObservedMachine[] {
  const cloud = clouds.find((one) => one.name === desired.backend);
  return living.filter((machine) => machine.name === desired.mistName && machine.cloudId === cloud?.id);
}

/** The one machine of somebody else that has the literal name; with any other beside it, nobody can say which is meant. */
function matchForeign(desired: DesiredMachine, named: readonly ObservedMachine[]): Match {
  const [only] = named;
  if (only && named.length === 1) return { desired, observed: only, owned: false };
  throw new PlanError(
    'ambiguous-machine',
    desired.address,
    `${named.length} machines are called \`${desired.mistName}\`.`,
    {
      hint: `Adopt one by its id: ${named.map((machine) => machine.id).join(', ')}.`,
    },
  );
}

/** Machines that begin like ours but are not: unnamed sibling steps, other attempts, or look-alikes. For the log only. */
export function lookAlikes(scope: Scope, observed: readonly ObservedMachine[]): readonly ObservedMachine[] {
  const prefix = scopePrefix(scope);
  return observed.filter((machine) => machine.name.startsWith(prefix) && !proveMachine(scope, machine).owned);
}
