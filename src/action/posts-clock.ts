// The clock that all posts of a cancelled job share: the runner kills them together, whoever has used up the time.

import { appendWhole, formatRecord } from './command-file.ts';
import type { Env } from './input-values.ts';
import { randomId } from './random-id.ts';

/** Epoch ms at which the first of our posts began: what a post writes to GITHUB_ENV is in the environment of the next one. */
const VARIABLE = 'MIST_ACTION_POSTS_SINCE';
/** The runner kills the posts of a cancelled job after 285 s, so an older time is of no use, or somebody else's. */
const LONGEST_MS = 300_000;

/** How long ago the first of our posts of this job began, ms; the first one leaves its time for the others. */
export function sinceFirstPost(env: Env, now: number): number {
  const text = env[VARIABLE] ?? '';
  const since = /^\d{1,15}$/.test(text) ? now - Number(text) : -1;
  if (since >= 0 && since <= LONGEST_MS) return since;
  leave(env, now);
  return 0;
}

/** Without the file the next post has a whole budget of its own, as if it were the first. */
function leave(env: Env, now: number): void {
  try {
    appendWhole(env.GITHUB_ENV ?? '', formatRecord(VARIABLE, String(Math.round(now)), randomId));
  } catch {
    return;
  }
}
