// What post has to do, as a pure decision: from inputs and journal to what is removed, where, and within which time.
import { pendingOf } from '../engine/pending-creates.ts';
import type { TeardownInput } from '../engine/teardown.ts';
import type { Scope } from '../model/identity.ts';
import type { JournalEntry } from '../model/journal.ts';
import { decideTeardown, type JobStatus, type TeardownPolicy } from '../plan/teardown-policy.ts';

/** All posts of a cancelled job share 285 s; ours leave time to write the truth, and for others. */
const CANCELLED_BUDGET_MS = 240_000;
/** What a post has in any case: enough for one look, and to say what is not proved. */
const LEAST_BUDGET_MS = 20_000;
const BUDGET_MS = 600_000;
const WRITE_RESERVE_MS = 20_000;

export type PostDecision = {
  /** After this long post stops. */
  readonly budgetMs: number;
  /** What is not proved by then is a leak; the rest of the budget is for saying so. */
  readonly deadlineMs: number;
} & ({ readonly what: 'nothing'; readonly keeps: boolean } | Pick<TeardownInput, 'what' | 'where'>);

const APPLYING: readonly string[] = ['apply', 'auto'];

/** `keeps` tells a scope that stays from a step that never made anything. */
export function decidePost(post: {
  readonly teardown: TeardownPolicy;
  readonly mode: string;
  readonly jobStatus: JobStatus;
  readonly scope: Scope;
  readonly entries: readonly JournalEntry[];
  /** Records of the journal are missing or forged: then names decide, on every backend. */
  readonly damaged?: boolean;
  /** How long ago the first of our posts of a cancelled job began, ms. */
  readonly postsSinceMs?: number;
}): PostDecision {
  const { teardown, mode, jobStatus, scope, entries, damaged = false, postsSinceMs = 0 } = post;
  const named = scope.named || damaged;
  const cancelledMs = Math.max(LEAST_BUDGET_MS, CANCELLED_BUDGET_MS - postsSinceMs);
  const budgetMs = jobStatus === 'cancelled' ? cancelledMs : BUDGET_MS;
  const time = { budgetMs, deadlineMs: budgetMs - Math.min(WRITE_RESERVE_MS, budgetMs / 2) };
  // Only an apply creates: a journal beside any other mode is somebody's forgery.
  if (!APPLYING.includes(mode)) return { ...time, what: 'nothing', keeps: true };
  const wholly = decideTeardown(teardown, scope.named, jobStatus) === 'all';
  if (wholly) {
    if (entries.length === 0 && !named) return { ...time, what: 'nothing', keeps: false };
    return { ...time, what: 'all', where: named ? 'everywhere' : 'journal' };
  }
  const halfMade = new Set(pendingOf(entries).map((entry) => entry.name));
  if (halfMade.size === 0) return { ...time, what: 'nothing', keeps: true };
  return { ...time, what: { names: halfMade }, where: 'journal' };
}
