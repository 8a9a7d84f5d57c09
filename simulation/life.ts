// One process on a simulated runner: it can be told to stop, and it can end in the middle of anything.
import type { Clock, Log } from '../src/engine/ports.ts';
import { CancelledError } from '../src/model/errors.ts';
import type { VirtualTime } from './virtual-time.ts';

/** The process exits by itself this long after its first signal, as src/action/process-world.ts does. */
const LAST_MOMENT_MS = 3_000;

/** Every request ends a sleep, its deadline's: one error serves them all. */
const STOPPED = new CancelledError();

/** What a process has said and been told to hide. */
export type Spoken = { readonly lines: readonly string[]; readonly masked: readonly string[] };

/** After `kill` nothing of the process happens any more: its sleeps never end, and nothing it sent is answered to it. */
export class Life {
  readonly #time: VirtualTime;
  readonly #skewMs: number;
  readonly #controller = new AbortController();
  readonly #lines: string[] = [];
  readonly #masked: string[] = [];
  readonly #ended = Promise.withResolvers<'killed'>();
  alive = true;
  /** When the first signal came, on the world's clock; null while none has. */
  signalledAt: number | null = null;

  constructor(time: VirtualTime, skewMs: number) {
    this.#time = time;
    this.#skewMs = skewMs;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get spoken(): Spoken {
    return { lines: this.#lines, masked: this.#masked };
  }

  /** The end of `work`, or `killed`. */
  outlive<T>(work: Promise<T>): Promise<T | 'killed'> {
    work.catch(() => undefined);
    return Promise.race([work, this.#ended.promise]);
  }

  /** SIGINT as the runner sends it on a cancel. */
  interrupt(reason: string): void {
    if (!this.alive || this.#controller.signal.aborted) return;
    this.signalledAt = this.#time.now();
    this.#controller.abort(new CancelledError(reason));
    this.#time.schedule(this.#time.now() + LAST_MOMENT_MS, () => this.kill());
  }

  /** SIGKILL, or the power. */
  kill(): void {
    this.alive = false;
    this.#ended.resolve('killed');
  }

  /** The step's own time limit, which ends it like a signal but lets it finish. */
  expireAfter(ms: number): void {
    this.#time.schedule(this.#time.now() + ms, () => this.#controller.abort(new CancelledError('The time is over.')));
  }

  clock(): Clock {
    const time = this.#time;
    return {
      // A clock on the wall tells whole milliseconds; a journal with parts of one would count as damaged.
      now: () => Math.floor(time.now()) + this.#skewMs,
      elapsed: () => time.elapsed(),
      sleep: (ms, signal) =>
        new Promise((resolve, reject) => {
          const stop = (): void => {
            cancel();
            if (this.alive) reject(signal?.reason instanceof CancelledError ? signal.reason : STOPPED);
          };
          const cancel = time.schedule(time.now() + Math.max(0, ms), () => {
            signal?.removeEventListener('abort', stop);
            if (this.alive) resolve();
          });
          if (signal?.aborted) stop();
          else signal?.addEventListener('abort', stop, { once: true });
        }),
    };
  }

  /** Keeps every line as it is, so that a secret which the engine lets through is found. */
  log(): Log {
    const say = (line: string): void => void this.#lines.push(line);
    return {
      info: say,
      debug: say,
      warning: say,
      group: (title, work) => {
        say(title);
        return work();
      },
      section: (title, text) => {
        say(title);
        say(text);
      },
      mask: (secret) => void this.#masked.push(secret),
    };
  }
}
