// One answer for many askers, so that the requests do not grow with the machines.

/**
 * Wraps a read by key: whoever asks while one is under way waits for the next one, together with all others who do.
 * So every answer was asked for after its caller called: good enough to read back what the caller has just written.
 */
export function shareReads<K, T>(read: (key: K) => Promise<T>): (key: K) => Promise<T> {
  const running = new Map<K, Promise<T>>();
  const waiting = new Map<K, Promise<T>>();
  const start = (key: K): Promise<T> => {
    waiting.delete(key);
    const answer = read(key);
    running.set(key, answer);
    const forget = (): void => {
      if (running.get(key) === answer) running.delete(key);
    };
    answer.then(forget, forget);
    return answer;
  };
  return (key) => {
    const next = waiting.get(key);
    if (next !== undefined) return next;
    const before = running.get(key);
    if (before === undefined) return start(key);
    const queued = before.then(
      () => start(key),
      () => start(key),
    );
    waiting.set(key, queued);
    return queued;
  };
}
