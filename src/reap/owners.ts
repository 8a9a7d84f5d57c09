// Asking GitHub whether owners still live: once each for the plan, and again in the last moment.
import { limitTo } from '../engine/limit.ts';
import type { GitHubReader, OwnerState } from '../engine/ports.ts';
import type { Claim, Owner } from './claim.ts';
import { ownerName } from './judge.ts';

/** More at once would only run into GitHub's secondary limits. */
const AT_ONCE = 5;

/** What GitHub said, by owner. */
export type KnownOwners = ReadonlyMap<string, OwnerState>;

/** The owner of a claim, or null where there is none or where only the lease tells. */
export function askableOwner(claim: Claim): Owner | null {
  if (claim.kind !== 'owned' && claim.kind !== 'likely') return null;
  return claim.owner.kind === 'lease' ? null : claim.owner;
}

/** What GitHub says of one owner now. Throws what the reader throws. */
export function askOwner(github: GitHubReader, owner: Owner): Promise<OwnerState | null> {
  if (owner.kind === 'run') return github.runState(owner.id, owner.attempt);
  return owner.kind === 'pull-request' ? github.pullRequestState(owner.number) : Promise.resolve(null);
}

/** Asks once about every owner in `claims`. Throws as soon as GitHub may not or cannot be asked. */
export async function askOwners(github: GitHubReader, claims: readonly Claim[]): Promise<KnownOwners> {
  const owners = new Map<string, Owner>();
  for (const claim of claims) {
    const owner = askableOwner(claim);
    if (owner !== null) owners.set(ownerName(owner), owner);
  }
  const limit = limitTo(AT_ONCE);
  const known = new Map<string, OwnerState>();
  await Promise.all(
    [...owners].map(([name, owner]) =>
      limit(async () => {
        const state = await askOwner(github, owner);
        if (state !== null) known.set(name, state);
      }),
    ),
  );
  return known;
}

/** What is known of the owner in `claim`; null where GitHub was not asked. */
export function stateOf(known: KnownOwners, claim: Claim): OwnerState | null {
  const owner = askableOwner(claim);
  return owner === null ? null : (known.get(ownerName(owner)) ?? null);
}
