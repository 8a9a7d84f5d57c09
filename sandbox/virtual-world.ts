// Virtual time for the sandbox: timers fire in order when somebody advances the clock, and never by themselves.
import type { World } from './world.ts';

/** A world whose clock moves only when told to. */
export type VirtualWorld = World & {
  /** Moves the clock by `ms`, firing what falls due on the way; between timers, promises settle. */
  advance(ms: number): Promise<void>;
  /** Epoch ms of the next timer, or null. */
  next(): number | null;
};

type Timer = { readonly at: number; readonly order: number; readonly run: () => void };

function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Starts at `start` (epoch ms). Timers of one instant fire in the order they were made. */
export function virtualWorld(start: number, random: () => number): VirtualWorld {
  const timers: Timer[] = [];
  let now = start;
  let made = 0;
  const earliest = (): Timer | undefined =>
    timers.reduce<Timer | undefined>(
      (best, timer) =>
        best === undefined || timer.at < best.at || (timer.at === best.at && timer.order < best.order) ? timer : best,
      undefined,
    );
  const drop = (timer: Timer): void => {
    const index = timers.indexOf(timer);
    if (index >= 0) timers.splice(index, 1);
  };
  return {
    now: () => now,
    random,
    next: () => earliest()?.at ?? null,
    schedule(at, run) {
      made += 1;
      const timer = { at: Math.max(at, now), order: made, run };
      timers.push(timer);
      return () => drop(timer);
    },
    async advance(ms) {
      const until = now + ms;
      await settle();
      for (let timer = earliest(); timer !== undefined && timer.at <= until; timer = earliest()) {
        drop(timer);
        now = timer.at;
        timer.run();
        await settle();
      }
      now = until;
    },
  };
}
