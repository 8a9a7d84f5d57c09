// Work that may not outlast a moment: a request that stalls must not cost what is left to be done and said.
import type { ReadWorld } from './world.ts';

/** Stands for the answer that did not come in time; also what ends its own clock, since an abort without a reason makes an error. */
export const LATE = Symbol('late');

/**
 * The end of `work`, or LATE when `deadline` (on the monotonic clock, ms) comes first; what it still does is then left to
 * itself, its errors included. A deadline that is past gives `work` no time at all.
 */
export async function beforeDeadline<T>(
  world: Pick<ReadWorld, 'clock'>,
  deadline: number,
  work: Promise<T>,
): Promise<T | typeof LATE> {
  work.catch(() => undefined);
  if (deadline === Number.POSITIVE_INFINITY) return work;
  const done = new AbortController();
  const late = world.clock
    .sleep(Math.max(0, deadline - world.clock.elapsed()), done.signal)
    .then((): typeof LATE => LATE);
  late.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    done.abort(LATE);
  }
}
