// Text that a stranger may have written: the proof that a file of a checkout is the base's own.
import type { Clock } from '../engine/ports.ts';
import { type GitHubContentReader, makeContentReader } from '../github/content.ts';
import { ActionError } from '../model/errors.ts';
import type { MachineRow, Secret, Spec } from '../model/spec.ts';
import { UNTRUSTED_LIMITS } from '../spec/untrusted.ts';
import type { Env } from './input-values.ts';

/** A file as it lies in the checkout: its path from the repository's root, and its bytes. */
export type CheckedOutFile = { readonly path: string; readonly bytes: Buffer };

/**
 * Throws ActionError `untrusted-spec` unless every file is byte for byte the one of the base branch, read through
 * GitHub's API. Asks Mist nothing.
 */
export async function assertSameAsBase(
  files: readonly CheckedOutFile[],
  at: { readonly event: string; readonly ref: string | null; readonly read: GitHubContentReader | null },
): Promise<void> {
  const { event, ref, read } = at;
  if (ref === null) throw refusal(event, 'the event does not tell the base branch');
  if (read === null) throw refusal(event, 'there is no `github-token` to read the base branch with');
  for (const { path, bytes } of files) {
    const base = await read(path, ref);
    if (base === null) throw refusal(event, `the branch ${ref} has no \`${path}\` that the \`github-token\` may read`);
    if (!base.equals(bytes)) throw refusal(event, `\`${path}\` is not byte for byte the one of the branch ${ref}`);
  }
}

/** Refuses the spec of an untrusted event; `why` is what kept it from being trusted. */
export function refusal(event: string, why: string): ActionError {
  return new ActionError('untrusted-spec', 'user', `On ${event} the spec may be a stranger's, and ${why}.`, {
    hint:
      "Check out the base branch, or write the spec inline on an event that runs the base's own workflow; " +
      '`allow-untrusted-spec: true` takes it with most of the language banned.',
  });
}

/** The reader of this repository on this GitHub server; null without a token. */
export function baseReader(
  env: Env,
  token: Secret | null,
  world: { readonly clock: Pick<Clock, 'sleep'>; readonly signal: AbortSignal },
): GitHubContentReader | null {
  if (token === null) return null;
  const apiUrl = env.GITHUB_API_URL || 'https://api.github.com';
  return makeContentReader({ ...world, apiUrl, repository: env.GITHUB_REPOSITORY ?? '', token });
}

/**
 * An untrusted spec with a lease on every machine: a row without its own gets `ttlMs` (of the input), at most two hours;
 * what says `none` gets the most.
 */
export function leaseEverything(spec: Spec, ttlMs: number | 'none' | null): Spec {
  const most = UNTRUSTED_LIMITS.ttlMs;
  const given = ttlMs === null ? UNTRUSTED_LIMITS.usualTtlMs : ttlMs === 'none' ? most : Math.min(ttlMs, most);
  const leased = (row: MachineRow): MachineRow =>
    row.state === 'absent' ? row : { ...row, ttlMs: typeof row.ttlMs === 'number' ? Math.min(row.ttlMs, most) : given };
  return { ...spec, machines: spec.machines.map(leased) };
}
