// How much runs at once.

export type Limiter = <T>(work: () => Promise<T>) => Promise<T>;

/** At most `most` pieces of work at a time, in the order they were handed in. */
export function limitTo(most: number): Limiter {
  const waiting: (() => void)[] = [];
  let running = 0;
  const release = (): void => {
    running -= 1;
    waiting.shift()?.();
  };
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      return await work();
    } finally {
      release();
    }
  };
}
