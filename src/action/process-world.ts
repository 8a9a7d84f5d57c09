// This process as the rooms see it: environment, clock, signals, output. Made once per entry.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Clock } from '../engine/ports.ts';
import { CancelledError } from '../model/errors.ts';
import type { Env } from './input-values.ts';
import { type ActionLog, createLog } from './log.ts';
import { createRedactor } from './redact.ts';
import { JOB_VOICE, type Voice } from './voice.ts';

/** The real clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  // `performance` takes 1 ms to load.
  elapsed: () => Number(process.hrtime.bigint()) / 1e6,
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

/** What main and post have of the process they run in; tests hand in one of their own. */
export type StepWorld = {
  readonly env: Env;
  readonly clock: Clock;
  /** Takes whole lines for the runner. */
  readonly write: (text: string) => void;
  /** The process will end with exit code 1. */
  readonly setFailed: () => void;
  /** Ends the process now. */
  readonly exit: (code: number) => void;
  /** Calls `handler` on every SIGINT and SIGTERM until what it returns is called. */
  readonly onSignal: (handler: (name: string) => void) => () => void;
  /** How it speaks of itself. */
  readonly voice: Voice;
  /** Where the bundle's entries lie. */
  readonly distDirectory: string;
};

/** The real process. */
export const processWorld: StepWorld = {
  env: process.env,
  clock: systemClock,
  write: (text) => process.stdout.write(text),
  setFailed: () => {
    process.exitCode = 1;
  },
  exit: (code) => process.exit(code),
  onSignal: (handler) => {
    process.on('SIGINT', handler);
    process.on('SIGTERM', handler);
    return () => {
      process.off('SIGINT', handler);
      process.off('SIGTERM', handler);
    };
  },
  voice: JOB_VOICE,
  distDirectory: dirname(fileURLToPath(import.meta.url)),
};

/** The log of a step. */
export function stepLog(runner: Pick<StepWorld, 'env' | 'clock' | 'write'>): ActionLog {
  return createLog({
    write: runner.write,
    elapsed: () => runner.clock.elapsed(),
    redactor: createRedactor(),
    commands: runner.env.GITHUB_ACTIONS === 'true',
    debug: runner.env.RUNNER_DEBUG === '1',
    soon: (work) => void setImmediate(work),
  });
}

/** The runner kills a cancelled step 10 s after the first signal; what is not flushed by then is lost. */
const LAST_MOMENT_MS = 3_000;

/**
 * One signal for everything: aborted by the first SIGINT or SIGTERM, or after `limit`, whose text names it. A second
 * signal ends the process at once; so does a first one whose work does not stop within three seconds.
 */
export function cancelOnSignals(
  runner: Pick<StepWorld, 'clock' | 'onSignal' | 'exit'>,
  log: ActionLog,
  limit: { readonly ms: number; readonly text: string },
): { readonly signal: AbortSignal; readonly stop: () => void } {
  const controller = new AbortController();
  const done = new AbortController();
  runner.clock.sleep(limit.ms, done.signal).then(
    () => controller.abort(new CancelledError(`The time is over: ${limit.text}.`)),
    () => undefined,
  );
  const onSignal = (name: string): void => {
    if (controller.signal.aborted) {
      runner.exit(130);
      return;
    }
    log.warning(`${name}: stopping; nothing new is begun.`);
    controller.abort(new CancelledError(`Ended by ${name}.`));
    setTimeout(() => runner.exit(1), LAST_MOMENT_MS).unref();
  };
  const forget = runner.onSignal(onSignal);
  const stop = (): void => {
    done.abort();
    forget();
  };
  return { signal: controller.signal, stop };
}
