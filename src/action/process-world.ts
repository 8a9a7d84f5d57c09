// This process as the rooms see it: clock, signals, log. Made once per entry.

import type { Clock } from '../engine/ports.ts';
import { CancelledError } from '../model/errors.ts';
import { type ActionLog, createLog } from './log.ts';
import { createRedactor } from './redact.ts';

/** The real clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const cancel = (): void => {
        clearTimeout(timer);
        reject(cancellation(signal));
      };
      const timer = setTimeout(
        () => {
          signal?.removeEventListener('abort', cancel);
          resolve();
        },
        Math.max(0, ms),
      );
      if (signal?.aborted) cancel();
      else signal?.addEventListener('abort', cancel, { once: true });
    }),
};

function cancellation(signal: AbortSignal | undefined): CancelledError {
  return signal?.reason instanceof CancelledError ? signal.reason : new CancelledError();
}

/** The log of this process on standard output. */
export function processLog(): ActionLog {
  return createLog({
    write: (text) => process.stdout.write(text),
    elapsed: () => performance.now(),
    redactor: createRedactor(),
    commands: process.env.GITHUB_ACTIONS === 'true',
  });
}

/** The runner kills a cancelled step 10 s after the first signal; what is not flushed by then is lost. */
const LAST_MOMENT_MS = 3_000;

/**
 * One signal for everything: aborted by the first SIGINT or SIGTERM, or after `timeoutMs`. A second signal ends the
 * process at once; so does a first one whose work does not stop within three seconds.
 */
export function cancelOnSignals(
  log: ActionLog,
  timeoutMs: number,
  what: string,
): { readonly signal: AbortSignal; readonly stop: () => void } {
  const controller = new AbortController();
  const timer = setTimeout(
    () => controller.abort(new CancelledError(`The time of ${what} is over (${Math.round(timeoutMs / 1000)} s).`)),
    timeoutMs,
  );
  timer.unref();
  const onSignal = (name: string): void => {
    if (controller.signal.aborted) process.exit(130);
    log.warning(`${name}: stopping ${what}; nothing new is begun.`);
    controller.abort(new CancelledError(`${name} ended ${what}.`));
    setTimeout(() => process.exit(1), LAST_MOMENT_MS).unref();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  const stop = (): void => {
    clearTimeout(timer);
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  };
  return { signal: controller.signal, stop };
}
