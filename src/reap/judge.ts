// May a machine be removed, and why (not)? Rules 3 to 5 of docs/architecture.md, "Reaping". Pure.
import type { OwnerState } from '../engine/ports.ts';
import { formatDuration } from '../model/duration.ts';
import { assertNever } from '../model/errors.ts';
import { TAG_PREFIX } from '../model/identity.ts';
import type { ObservedMachine } from '../model/observed.ts';
import type { Claim, Owner } from './claim.ts';

/** Durations in ms. `olderThanMs` is null where the input was left out. */
export type ReapRules = { readonly olderThanMs: number | null; readonly keepTag: string };

/** `reason` finishes "is removed because", `why` "is left alone because". */
export type Verdict = { readonly reap: true; readonly reason: string } | { readonly reap: false; readonly why: string };

/** All that a verdict rests on. `owner` is null for owners that GitHub is not asked about. `now` is the server's clock. */
export type Evidence = {
  readonly machine: ObservedMachine;
  readonly claim: Claim;
  readonly owner: OwnerState | null;
  readonly now: number;
};

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const OLDER_THAN_MS = 30 * MINUTE_MS;
/** What is ours only by circumstances waits longer: somebody may want to look at it. */
const LIKELY_OLDER_THAN_MS = DAY_MS;
/** A lease fires within seconds; after this long the server's scheduler has missed it. */
const LEASE_GRACE_MS = 2 * MINUTE_MS;
/** GitHub cancels a workflow run after 35 days (its documented limit), so nothing older belongs to a living one. */
const LONGEST_RUN_MS = 35 * DAY_MS;

const stays = (why: string): Verdict => ({ reap: false, why });

/** The verdict on one machine. Does not ask for the server's log of a `likely` one: the caller does. */
export function judge({ machine, claim, owner, now }: Evidence, rules: ReapRules): Verdict {
  if (claim.kind === 'foreign') return stays('it is not of this repository');
  if (machine.missing) return stays('its provider no longer lists it');
  if (claim.kind === 'unclear') return stays(claim.why);
  if (isKept(machine, rules.keepTag)) return stays(`it has the tag ${rules.keepTag}`);
  const end = endOf(claim.owner, owner, machine, now);
  if ('why' in end) return stays(end.why);
  const born = machine.createdAt ?? end.since;
  if (born === null) return stays(`${end.reason}, but how old it is cannot be told`);
  const wanted = minimumAge(claim.kind, rules);
  if (now - born < wanted) return stays(`${end.reason}, but it is younger than ${formatDuration(wanted)}`);
  return { reap: true, reason: end.reason };
}

/** What something must have lived for, in ms, before it is removed. */
export function minimumAge(kind: 'owned' | 'likely', rules: ReapRules): number {
  return rules.olderThanMs ?? (kind === 'owned' ? OLDER_THAN_MS : LIKELY_OLDER_THAN_MS);
}

/** `attempt 1 of run 42`, for messages and as the owner's key. */
export function ownerName(owner: Owner): string {
  switch (owner.kind) {
    case 'run':
      return `attempt ${owner.attempt} of run ${owner.id}`;
    case 'pull-request':
      return `pull request ${owner.number}`;
    case 'lease':
      return 'its lease';
    default:
      return assertNever(owner);
  }
}

/** True for a machine that somebody has marked to stay. */
export function isKept(machine: ObservedMachine, keepTag: string): boolean {
  return Object.keys(machine.tags).some((tag) => tag.toLowerCase() === keepTag.toLowerCase());
}

type End = { readonly reason: string; readonly since: number | null } | { readonly why: string };

function endOf(owner: Owner, state: OwnerState | null, machine: ObservedMachine, now: number): End {
  if (owner.kind === 'lease') return endOfLease(machine, now);
  const name = ownerName(owner);
  if (state === null) return { why: `it is not known whether ${name} still lives` };
  if (state.is === 'live') {
    return { why: owner.kind === 'run' ? `${name} is not completed` : `${name} is open` };
  }
  if (state.is === 'over') {
    return { reason: `${name} is ${owner.kind === 'run' ? 'completed' : 'closed'}`, since: state.since };
  }
  if (owner.kind === 'pull-request') return endOfLease(machine, now);
  if (machine.createdAt === null || now - machine.createdAt < LONGEST_RUN_MS) {
    return { why: `GitHub does not know ${name} and it is younger than the longest run` };
  }
  return { reason: `${name} is unknown to GitHub and would be older than any run can be`, since: null };
}

function endOfLease(machine: ObservedMachine, now: number): End {
  const { lease, tags, state } = machine;
  if (lease === null) return { why: 'it has no lease, and its scope has a name: it stays until `destroy`' };
  // A safe expiration arms another lease, seven days ahead: without one nothing shows that there ever was a lease to end.
  if (state === 'stopped' && !Object.keys(tags).some((tag) => tag.startsWith(TAG_PREFIX))) {
    return { reason: 'it is stopped and has lost its tags, as at the end of a lease', since: null };
  }
  const end = new Date(lease.at).toISOString();
  return now - lease.at >= LEASE_GRACE_MS
    ? { reason: `its lease ended at ${end}`, since: lease.at }
    : { why: `its lease ends at ${end}` };
}
