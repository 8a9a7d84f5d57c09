// Whose a machine or key is, told from name and tags alone, by recomputation. Rules 1 and 2 of docs/architecture.md,
// "Reaping". Pure.
import { ownsName, type RepositoryIdentity, repositoryHash, type Scope, scopeSpelt, TAGS } from '../model/identity.ts';
import type { ObservedMachine } from '../model/observed.ts';
import { proveMachine } from '../plan/ownership.ts';

/** What an environment lives and ends with. `lease`: a named scope that only its lease ends. */
export type Owner =
  | { readonly kind: 'run'; readonly id: string; readonly attempt: number }
  | { readonly kind: 'pull-request'; readonly number: number }
  | { readonly kind: 'lease' };

/**
 * `owned`: the name recomputes for this scope. `likely`: our hash and a run's slug, no tag that tells whose it is, so that the
 * job is not known.
 * `unclear`: bears our hash and cannot be ours for sure. `foreign`: none of our business.
 */
export type Claim =
  | { readonly kind: 'owned'; readonly scope: Scope; readonly owner: Owner }
  | { readonly kind: 'likely'; readonly prefix: string; readonly owner: Owner }
  | { readonly kind: 'unclear'; readonly why: string }
  | { readonly kind: 'foreign' };

const RUN_SCOPE = /^run-(\d{1,20})-(\d{1,9})-[0-9a-f]{8}$/;
/** The last `a` parts run and attempt: a run id in base 36 may hold others. */
const RUN_SLUG = /^r([1-9a-z][0-9a-z]{0,13})a([1-9]\d{0,8})$/;
const NAME_END = /-[0-9a-f]{8}$/;
/** Slugs are cut at 22, and have no more parts than that. */
const MOST_PARTS = 22;

/** Begins every name in Mist that this repository gave. Throws nothing; `isKnown` tells whether it may be relied on. */
export function repositoryPrefix(repository: RepositoryIdentity): string {
  return `ma-${repositoryHash(repository)}-`;
}

/** True when the repository is known exactly: GitHub's numeric id or `owner/name`, on a server. */
export function isKnown(repository: RepositoryIdentity): boolean {
  return /^(?:\d+|[\w.-]+\/[\w.-]+)$/.test(repository.id) && /^https?:\/\/[^/]+/.test(repository.serverUrl);
}

/** Who a listed machine belongs to. */
export function claimMachine(repository: RepositoryIdentity, machine: ObservedMachine): Claim {
  const bears = machine.name.startsWith(repositoryPrefix(repository));
  const scopes = [
    ...scopesOfTag(repository, machine.tags[TAGS.scope]),
    ...scopesOfTag(repository, scopeSpelt(machine.tags) ?? undefined),
    ...(bears ? namedScopes(repository, machine.name) : []),
  ];
  const scope = scopes.find((one) => proveMachine(one, machine).owned);
  if (scope !== undefined) return { kind: 'owned', scope, owner: ownerOf(scope) };
  if (!bears) return { kind: 'foreign' };
  if (Object.keys(machine.tags).some(tellsScope))
    return { kind: 'unclear', why: 'its name cannot be recomputed from its tags' };
  return likely(repository, machine.name) ?? { kind: 'unclear', why: 'its name cannot be recomputed' };
}

/** A tag of a host key, say, tells nothing: it is there as well where the server never wrote those of the create. */
function tellsScope(tag: string): boolean {
  return tag === TAGS.scope || tag.startsWith(`${TAGS.scope}_`) || tag === TAGS.row || tag === TAGS.owner;
}

/** Who a key belongs to. `scopes` are those that machines told: a key has no tags. */
export function claimKey(repository: RepositoryIdentity, name: string, scopes: readonly Scope[]): Claim {
  if (!name.startsWith(repositoryPrefix(repository))) return { kind: 'foreign' };
  const scope = [...scopes, ...namedScopes(repository, name)].find((one) => ownsName(one, 'key', name));
  if (scope !== undefined) return { kind: 'owned', scope, owner: ownerOf(scope) };
  return likely(repository, name) ?? { kind: 'unclear', why: 'its name cannot be recomputed' };
}

/** A tag holds the scope's name as it is, where the name is one that a tag can spell; else it is spelt out in several. */
function scopesOfTag(repository: RepositoryIdentity, name: string | undefined): Scope[] {
  if (name === undefined || name === '') return [];
  const named: Scope = { name, named: true, repository };
  return RUN_SCOPE.test(name) ? [{ ...named, named: false }, named] : [named];
}

/** Every named scope whose whole name may be the slug of `name`: slug and row both may hold hyphens. */
function namedScopes(repository: RepositoryIdentity, name: string): Scope[] {
  const parts = name.slice(repositoryPrefix(repository).length).split('-').slice(0, MOST_PARTS);
  return parts.map((_, index) => ({ name: parts.slice(0, index + 1).join('-'), named: true, repository }));
}

function likely(repository: RepositoryIdentity, name: string): Claim | null {
  const prefix = repositoryPrefix(repository);
  const slug = name.slice(prefix.length).split('-', 1)[0] ?? '';
  const parts = RUN_SLUG.exec(slug);
  if (parts?.[1] === undefined || parts[2] === undefined) return null;
  if (!NAME_END.test(name.slice(prefix.length + slug.length + 1))) return null;
  const owner: Owner = { kind: 'run', id: fromBase36(parts[1]), attempt: Number(parts[2]) };
  return { kind: 'likely', prefix: `${prefix}${slug}-`, owner };
}

function ownerOf(scope: Scope): Owner {
  const run = scope.named ? null : RUN_SCOPE.exec(scope.name);
  if (run?.[1] !== undefined && run[2] !== undefined) return { kind: 'run', id: run[1], attempt: Number(run[2]) };
  const pull = /^pr-([1-9]\d{0,8})$/.exec(scope.name);
  return pull?.[1] === undefined ? { kind: 'lease' } : { kind: 'pull-request', number: Number(pull[1]) };
}

function fromBase36(text: string): string {
  let value = 0n;
  for (const digit of text) value = value * 36n + BigInt(Number.parseInt(digit, 36));
  return value.toString();
}
