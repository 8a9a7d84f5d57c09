// Who owns what: the scope, and the names in Mist that prove ownership by themselves.
//
// The rule: a name is `ma-<repo6>-<slug>-<row>-<hash8>`. `hash8` covers the server URL, the repository id, the full
// scope, the kind and the row part, so whoever knows repository and scope can recompute it from the name alone, and an
// edited, copied or look-alike name fails. No part is random and no part is the id of another object (Mist's v2
// look-ups match ids inside names).
import { contentHash } from './content-hash.ts';

/** The repository that an environment belongs to. `id` is GitHub's numeric id; outside GitHub `owner/name`. */
export type RepositoryIdentity = { readonly serverUrl: string; readonly id: string };

/** The identity of an environment. `named` scopes outlive the job, unnamed ones go with it. */
export type Scope = {
  readonly name: string;
  readonly named: boolean;
  readonly repository: RepositoryIdentity;
};

export type ObjectKind = 'machine' | 'key';

const MAX_SLUG = 22;
const MAX_ROW = 20;

/** Tags that the action writes; a spec may not set keys with this prefix. Hints for people, checked but never proof. */
export const TAG_PREFIX = 'mist_action_';
export const TAGS = {
  scope: 'mist_action_scope',
  row: 'mist_action_row',
  owner: 'mist_action_owner',
  digest: 'mist_action_digest',
  hostKey: 'mist_action_hostkey',
  bootKey: 'mist_action_bootkey',
  key: 'mist_action_key',
  environment: 'mist_action_environment',
  run: 'mist_action_run',
  create: 'mist_action_create',
} as const;

function hex(length: number, ...parts: readonly string[]): string {
  // Length prefixes keep ('ab','c') and ('a','bc') apart.
  const whole = parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join('');
  return contentHash(whole, length);
}

/** What was derived from a scope: every name on every list is held against it, and a scope never changes. */
const DERIVED = new WeakMap<Scope, Map<string, string>>();
/** More rows than any scope has; a list may hold any number of names that only look like ours. */
const MOST_REMEMBERED = 1000;

function remembered(scope: Scope, key: string, derive: () => string): string {
  const known = DERIVED.get(scope) ?? new Map<string, string>();
  const found = known.get(key);
  if (found !== undefined) return found;
  const derived = derive();
  if (known.size < MOST_REMEMBERED) DERIVED.set(scope, known.set(key, derived));
  return derived;
}

/** Lower case letters, digits and single inner hyphens, beginning with a letter: valid inside every provider's names. */
function isPlain(text: string, max: number): boolean {
  return text.length <= max && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text);
}

/** `text` itself where it is plain and short enough, else a readable beginning and 6 hex of its hash. */
function shorten(text: string, max: number): string {
  if (isPlain(text, max)) return text;
  const readable = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, max - 7)
    .replace(/-$/, '');
  return readable === '' ? `x-${hex(6, text)}` : `${readable}-${hex(6, text)}`;
}

/** Six hex digits of the repository: the part of a name that all scopes of one repository share. */
export function repositoryHash(repository: RepositoryIdentity): string {
  return hex(6, 'repository', repository.serverUrl, repository.id);
}

/** The readable part of a scope inside names: `pr-42`, `r4f1x2za1` for run 9…, else shortened. At most 22. */
export function scopeSlug(scope: Scope): string {
  const run = /^run-(\d+)-(\d+)-[0-9a-f]{8}$/.exec(scope.name);
  if (!scope.named && run?.[1] && run[2]) return `r${BigInt(run[1]).toString(36)}a${run[2]}`;
  return shorten(scope.name, MAX_SLUG);
}

/** Begins every name that this scope (and, for unnamed ones, its sibling steps) owns. Never proof by itself. */
export function scopePrefix(scope: Scope): string {
  return remembered(scope, '', () => `ma-${repositoryHash(scope.repository)}-${scopeSlug(scope)}-`);
}

/** Eight hex digits that tie a row of this scope to its name: also the value of the tag `mist_action_owner`. */
export function ownerHash(scope: Scope, kind: ObjectKind, row: string): string {
  const { serverUrl, id } = scope.repository;
  const named = scope.named ? 'named' : 'unnamed';
  const hash = (): string => hex(8, 'owner', serverUrl, id, named, scope.name, kind, shorten(row, MAX_ROW));
  return remembered(scope, `${kind} ${row}`, hash);
}

/** The name in Mist of a machine or generated key; at most 63 characters. `row` is the machine's name (`web-1`). */
export function mistName(scope: Scope, kind: ObjectKind, row: string): string {
  return `${scopePrefix(scope)}${shorten(row, MAX_ROW)}-${ownerHash(scope, kind, row)}`;
}

/**
 * The value of `mist_action_environment`: one word for a whole scope, the same on everything that it creates. The server's
 * log holds the tags of each create, so this word finds them there, whatever their names. Never proof.
 */
export function environmentHash(scope: Scope): string {
  const { serverUrl, id } = scope.repository;
  return hex(16, 'environment', serverUrl, id, scope.named ? 'named' : 'unnamed', scope.name);
}

/**
 * The value of `mist_action_create`: one word for a single create, from the name and the time (epoch ms) that its intent in the
 * journal tells. Machine and log show by it which of several creates of one name made what. Never proof.
 */
export function createWord(name: string, at: number): string {
  return hex(16, 'create', name, String(at));
}

/** True when `name` is exactly one that this scope gives to an object of this kind, whatever its row was. */
export function ownsName(scope: Scope, kind: ObjectKind, name: string): boolean {
  return rowPart(scope, kind, name) !== null;
}

/**
 * The value of `mist_action_owner` on a machine with a literal `name:`. It covers that name and its cloud too, so a
 * copied tag proves nothing on a machine of another name, or of the same name elsewhere.
 */
export function literalOwnerHash(scope: Scope, row: string, literalName: string, cloudId: string): string {
  const { serverUrl, id } = scope.repository;
  return hex(16, 'literal', serverUrl, id, scope.named ? 'named' : 'unnamed', scope.name, row, literalName, cloudId);
}

/** The row part of a name that this scope gave (`web-1`), or null when the name is not this scope's. */
export function rowPart(scope: Scope, kind: ObjectKind, name: string): string | null {
  const prefix = scopePrefix(scope);
  // Stryker disable next-line ConditionalExpression: for speed only, the comparison below refuses the same names.
  if (!name.startsWith(prefix)) return null;
  const row = name.slice(prefix.length, name.lastIndexOf('-'));
  // The whole name is computed anew, so no other check of its form is needed: a row that is not plain gives another name.
  return mistName(scope, kind, row) === name ? row : null;
}

/**
 * The scope of a step without `scope`: `run-<run id>-<attempt>-<h8>`. `leg` tells matrix legs and calls of one reusable
 * workflow apart (check run id, else job and matrix), `step` two steps of one job (`GITHUB_ACTION`).
 */
export function unnamedScopeName(run: {
  readonly id: string;
  readonly attempt: string;
  readonly leg: string;
  readonly step: string;
}): string {
  return `run-${run.id}-${run.attempt}-${hex(8, 'leg', run.leg, 'step', run.step)}`;
}

/** A tag value that Mist can store and find: `[A-Za-z0-9._-]`, 1 to 63; anything else becomes a short hash. */
export function tagValue(text: string): string {
  return /^[A-Za-z0-9._-]{1,63}$/.test(text) ? text : shorten(text, 40);
}

/** Most parts that the longest name of a scope, 100 characters that are all spelt with two, takes. */
const MOST_SCOPE_PARTS = 4;
const scopePartTag = (part: number): string => `${TAGS.scope}_${part}`;

/**
 * The tags that tell a scope: one, and where its name has a `/` or is too long for a tag, also the name itself in parts
 * (`mist_action_scope_1`, …), spelt with `_-` for `/` and `__` for `_`. `scopeSpelt` reads it back.
 */
export function scopeTags(scope: Scope): Record<string, string> {
  const tags: Record<string, string> = { [TAGS.scope]: tagValue(scope.name) };
  // Only an input's own signs can be spelt; no other name comes from an input.
  if (tags[TAGS.scope] === scope.name || !/^[A-Za-z0-9._/-]+$/.test(scope.name)) return tags;
  const spelt = scope.name.replace(/[_/]/g, (sign) => (sign === '/' ? '_-' : '__'));
  for (const [index, part] of (spelt.match(/.{1,63}/g) ?? []).entries()) tags[scopePartTag(index + 1)] = part;
  return tags;
}

/** The name of a scope as tags spell it out, or null where they do not. Never proof: what it names has to be recomputed. */
export function scopeSpelt(tags: Readonly<Record<string, string>>): string | null {
  let spelt = '';
  for (let part = 1; part <= MOST_SCOPE_PARTS; part += 1) spelt += tags[scopePartTag(part)] ?? '';
  return spelt === '' ? null : spelt.replace(/_[_-]/g, (pair) => (pair === '_-' ? '/' : '_'));
}
