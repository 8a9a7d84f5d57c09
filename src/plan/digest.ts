// A row's digest: what a machine was created from, field by field, small enough for one tag. It spares the catalogs on a
// second apply and lets a replace say which field changed.
import { contentHash } from '../model/content-hash.ts';
import type { DesiredMachine } from '../model/desired.ts';

/** Fields that Mist cannot change on a living machine, in the order in which the digest holds them. */
export const DIGEST_FIELDS = ['backend', 'image', 'size', 'location', 'key', 'cloud-init', 'extra'] as const;

const PART = 6;

function part(value: unknown): string {
  return contentHash(canonical(value), PART);
}

/** JSON with sorted keys, so that the order in which a user writes fields does not matter. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** What was hashed before: a row never changes, and every plan of it asks more than once. */
const DIGESTS = new WeakMap<DesiredMachine, string>();

/** The digest of a row: seven dot-separated parts of six hex digits, 48 characters. */
export function rowDigest(desired: DesiredMachine): string {
  const known = DIGESTS.get(desired) ?? digestOf(desired);
  DIGESTS.set(desired, known);
  return known;
}

function digestOf(desired: DesiredMachine): string {
  const values = [
    desired.backend,
    desired.image,
    desired.size,
    desired.location,
    desired.keyName,
    desired.cloudInit,
    desired.passThrough,
  ];
  return values.map(part).join('.');
}

/** The fields in which two digests differ; all of them when either is not a digest. */
export function changedFields(before: string, after: string): string[] {
  const old = before.split('.');
  const now = after.split('.');
  if (old.length !== DIGEST_FIELDS.length || now.length !== DIGEST_FIELDS.length) return [...DIGEST_FIELDS];
  return DIGEST_FIELDS.filter((_, i) => old[i] !== now[i]);
}

/** Enough that two scripts of one row are never taken for each other. */
const RUN_DIGEST = 12;

/**
 * The digest of what a row runs over SSH, as written: an address that is filled in, or another value of a secret, is no
 * other script. Null where the row runs nothing.
 */
export function runDigest({ run }: DesiredMachine): string | null {
  if (run === undefined) return null;
  const env = Object.entries(run.env).map(([name, value]) => [name, typeof value === 'string' ? value : null]);
  return contentHash(canonical([run.script, Object.fromEntries(env)]), RUN_DIGEST);
}
