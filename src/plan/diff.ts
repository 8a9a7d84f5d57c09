// What has to happen to one matched machine, and why.
import type { DesiredMachine } from '../model/desired.ts';
import { literalOwnerHash, ownerHash, type Scope, scopeTags, TAGS, tagValue } from '../model/identity.ts';
import type { ObservedMachine } from '../model/observed.ts';
import type { Action } from '../model/plan.ts';
import { changedFields, rowDigest, runDigest } from './digest.ts';
import type { Match } from './match.ts';

/** In-place changes of an update; null where that part stays. */
export type Update = {
  readonly tags: Readonly<Record<string, string>> | null;
  /** New end of the lease, epoch ms by the server's clock; `remove` where the spec wants none. */
  readonly lease: number | 'remove' | null;
  /** The row's script has not succeeded on this machine as it is written now. */
  readonly run: boolean;
  /** What has to be asked of its provider so that it is as the spec wants it. */
  readonly power: 'start' | 'stop' | null;
};

export type Difference = { readonly action: Action; readonly reason: string; readonly update: Update | null };

/** A lease may differ from what was asked by this much: the server stores whole seconds and clocks differ. */
const LEASE_TOLERANCE_MS = 120_000;

/** A lease is renewed once this share of it is used up: an apply right after another writes nothing. */
const RENEW_AFTER = 0.1;

/** Tags that this scope wants on a machine of this row, the user's own included. `hostKey` null leaves that tag alone. */
export function desiredTags(scope: Scope, desired: DesiredMachine, cloudId: string): Record<string, string> {
  if (desired.adopt !== null) return { ...desired.tags };
  const owner = desired.literal
    ? literalOwnerHash(scope, tagValue(desired.name), desired.mistName, cloudId)
    : ownerHash(scope, 'machine', desired.name);
  return {
    ...desired.tags,
    ...scopeTags(scope),
    [TAGS.row]: tagValue(desired.name),
    [TAGS.owner]: owner,
    [TAGS.digest]: rowDigest(desired),
  };
}

/** Decides for one match. `now` is the server's clock, epoch ms. */
export function diffMachine(scope: Scope, match: Match, now: number): Difference {
  const { desired, observed } = match;
  if (observed === null) return { action: 'create', reason: 'no such machine', update: null };
  if (desired.adopt !== null) return adopted(desired, observed);
  if (!match.owned)
    return { action: 'no-op', reason: 'exists under this name; this scope did not make it', update: null };
  const replace = replaceReason(desired, observed);
  if (replace !== null) return { action: 'replace', reason: replace, update: null };
  const tags = missingTags(desiredTags(scope, desired, observed.cloudId), observed);
  const lease = leaseChange(desired, observed, now);
  const run = runReason(desired, observed);
  const power = powerChange(desired, observed);
  if (tags === null && lease === null && run === null && power === null)
    return { action: 'no-op', reason: 'as the spec wants it', update: null };
  const reasons = [
    tags && `tags ${Object.keys(tags).join(', ')}`,
    lease && (lease === 'remove' ? 'lease to remove' : 'lease to renew'),
    power && powerReason(power, observed),
    run,
  ];
  return {
    action: 'update',
    reason: reasons.filter(Boolean).join('; '),
    update: { tags, lease, run: run !== null, power },
  };
}

function adopted(desired: DesiredMachine, observed: ObservedMachine): Difference {
  const tags = missingTags(desired.tags, observed);
  const power = powerChange(desired, observed);
  if (tags === null && power === null)
    return { action: 'no-op', reason: 'adopted by its id; never destroyed by this action', update: null };
  const reasons = [tags && `tags ${Object.keys(tags).join(', ')}`, power && powerReason(power, observed)];
  return {
    action: 'adopt',
    reason: `taken over by its id; ${reasons.filter(Boolean).join('; ')}`,
    update: { tags, lease: null, run: false, power },
  };
}

const BROKEN: readonly string[] = ['error', 'failed', 'suspended', 'paused'];
/** On the way to a state counts as that state: apply waits for its end. */
const STOPPED: readonly string[] = ['stopped', 'stopping'];

/** What power action leads to the wanted state; null where it is there, on its way, or nobody says. */
function powerChange(desired: DesiredMachine, observed: ObservedMachine): 'start' | 'stop' | null {
  const wanted = desired.power ?? (desired.adopt === null ? 'running' : null);
  if (wanted === null) return null;
  const stopped = STOPPED.includes(observed.state);
  if (wanted === 'running') return stopped ? 'start' : null;
  return stopped ? null : 'stop';
}

function powerReason(power: 'start' | 'stop', observed: ObservedMachine): string {
  return `it is ${observed.state}, and the spec wants it ${power === 'start' ? 'running' : 'stopped'}`;
}

function replaceReason(desired: DesiredMachine, observed: ObservedMachine): string | null {
  if (BROKEN.includes(observed.state)) return `it is ${observed.state}, and the spec wants it running`;
  // How a server with SAFE_EXPIRATION ends a lease: whoever started it again would overrule that.
  if (STOPPED.includes(observed.state) && observed.tags[TAGS.owner] === undefined && desired.power !== 'stopped')
    return `it is ${observed.state} and has lost its tags, as at the end of a lease`;
  const digest = observed.tags[TAGS.digest];
  if (digest === undefined) return null;
  const fields = changedFields(digest, rowDigest(desired));
  return fields.length > 0 ? `${fields.join(', ')} changed since it was created` : null;
}

/** Why the script has to run on a machine that is there: it changed, or an earlier apply did not come to its end. */
function runReason(desired: DesiredMachine, observed: ObservedMachine): string | null {
  const wanted = runDigest(desired);
  const done = observed.tags[TAGS.run];
  if (wanted === null || wanted === done || desired.power === 'stopped') return null;
  return done === undefined ? 'run has not succeeded on it yet' : 'run changed since it last succeeded';
}

function missingTags(
  wanted: Readonly<Record<string, string>>,
  observed: ObservedMachine,
): Record<string, string> | null {
  const missing = Object.entries(wanted).filter(([key, value]) => observed.tags[key] !== value);
  return missing.length > 0 ? Object.fromEntries(missing) : null;
}

function leaseChange(desired: DesiredMachine, observed: ObservedMachine, now: number): number | 'remove' | null {
  if (desired.ttlMs === null) return observed.lease === null || desired.keepsLease === true ? null : 'remove';
  const wanted = now + desired.ttlMs;
  if (observed.lease === null || observed.lease.action !== 'destroy') return wanted;
  const used = wanted - observed.lease.at;
  const tolerance = Math.max(LEASE_TOLERANCE_MS, desired.ttlMs * RENEW_AFTER);
  return Math.abs(used) > tolerance ? wanted : null;
}
