// One attempt to reach something: it ends once, in time, and leaves no socket behind.
import { formatSeconds } from '../model/duration.ts';
import { CancelledError } from '../model/errors.ts';

/** How long an attempt may take and what cancels it. */
export type Limits = { readonly timeoutMs: number; readonly signal: AbortSignal };

/** An attempt that is under way: how far it came, in words, and how to end it. */
export type Attempt = { readonly seen: () => string; readonly close: () => void };

/** Tells the result of an attempt; must not be called before `start` has returned, and only the first call counts. */
export type Settle<Result> = (result: Result) => void;

/**
 * Runs one attempt and closes it in every case. Resolves with its result, or after `timeoutMs` with what `late` makes of
 * how far it came; rejects with CancelledError as soon as the signal aborts, and in no other case.
 */
export function runAttempt<Result>(
  limits: Limits,
  start: (settle: Settle<Result>) => Attempt,
  late: (seen: string) => Result,
): Promise<Result> {
  const { timeoutMs, signal } = limits;
  if (signal.aborted) return Promise.reject(new CancelledError());
  return new Promise((resolve, reject) => {
    const end = (finish: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      attempt.close();
      finish();
    };
    const cancel = (): void => end(() => reject(new CancelledError()));
    const attempt = start((result) => end(() => resolve(result)));
    const timer = setTimeout(() => {
      end(() => resolve(late(`${attempt.seen()} within ${formatSeconds(timeoutMs)}`)));
    }, timeoutMs);
    signal.addEventListener('abort', cancel, { once: true });
  });
}
