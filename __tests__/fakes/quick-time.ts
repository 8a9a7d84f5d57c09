// Time that runs faster than the clock on the wall, the same for the action and for the server it talks to.

import type { World } from '../../sandbox/world.ts';
import type { Clock } from '../../src/engine/ports.ts';
import { CancelledError } from '../../src/model/errors.ts';

/** How many milliseconds pass in one real one, unless a test waits for minutes: a proof of absence takes half a second. */
const PACE = 10;

export type QuickTime = { readonly clock: Clock; readonly world: World };

/** A clock for the action and a world for the sandbox that agree on what time it is. */
export function quickTime(random: () => number, pace = PACE): QuickTime {
  const began = Date.now();
  const elapsed = (): number => performance.now() * pace;
  const zero = elapsed();
  const now = (): number => began + Math.floor(elapsed() - zero);
  const clock: Clock = {
    now,
    elapsed,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const stop = (): void => {
          clearTimeout(timer);
          reject(signal?.reason instanceof CancelledError ? signal.reason : new CancelledError());
        };
        const timer = setTimeout(
          () => {
            signal?.removeEventListener('abort', stop);
            resolve();
          },
          Math.max(0, ms / pace),
        );
        timer.unref();
        if (signal?.aborted) stop();
        else signal?.addEventListener('abort', stop, { once: true });
      }),
  };
  const world: World = {
    now,
    random,
    schedule(at, run) {
      const timer = setTimeout(run, Math.min(2 ** 30, Math.max(0, (at - now()) / pace)));
      timer.unref();
      return () => clearTimeout(timer);
    },
  };
  return { clock, world };
}
