// The world of the sandbox: clock, timers and randomness as arguments, so that it runs on real or on virtual time.

/** Time and chance. `now` is epoch ms; `schedule` runs `run` once at `at` and returns what cancels it; `random` is in [0, 1). */
export type World = {
  now(): number;
  schedule(at: number, run: () => void): () => void;
  random(): number;
};

// Timers of Node fire at once beyond 2^31 ms; a lease may lie years ahead.
const LONGEST_TIMER = 2 ** 30;

/** The real clock and timers of this process; its timers do not keep the process alive. */
export function realWorld(random: () => number): World {
  return {
    now: () => Date.now(),
    schedule(at, run) {
      let timer: ReturnType<typeof setTimeout>;
      const arm = (): void => {
        const left = at - Date.now();
        timer = left > LONGEST_TIMER ? setTimeout(arm, LONGEST_TIMER) : setTimeout(run, Math.max(0, left));
        timer.unref();
      };
      arm();
      return () => clearTimeout(timer);
    },
    random,
  };
}

/** A small seeded generator (mulberry32): the same seed gives the same ids, names and delays. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const DIGITS = '0123456789abcdef';

/** `length` hex digits, lower case. */
export function hexOf(world: World, length: number): string {
  let text = '';
  for (let n = 0; n < length; n += 1) text += DIGITS[Math.floor(world.random() * 16)];
  return text;
}
