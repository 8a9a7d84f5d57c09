// A network that answers from a script: an undici dispatcher for tests of the Mist adapter, and a world whose clock jumps.
import { Dispatcher } from 'undici';
import type { Clock } from '../../src/engine/ports.ts';
import { connectMist, type MistConnection } from '../../src/mist/connect.ts';
import { overDispatcher } from '../../src/mist/undici-network.ts';
import { CancelledError } from '../../src/model/errors.ts';
import { makeSecret } from '../../src/model/secret.ts';

export type Answer = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Breaks the connection instead of answering, after the request was written. */
  readonly reset?: boolean;
};

export type Asked = {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
};

export class AnsweringDispatcher extends Dispatcher {
  readonly asked: Asked[] = [];
  readonly #answer: (asked: Asked, index: number) => Answer;

  constructor(answer: (asked: Asked, index: number) => Answer) {
    super();
    this.#answer = answer;
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    let aborted: Error | null = null;
    const controller: Dispatcher.DispatchController = {
      get aborted() {
        return aborted !== null;
      },
      get reason() {
        return aborted;
      },
      paused: false,
      abort(reason) {
        aborted ??= reason;
      },
      pause() {},
      resume() {},
    };
    queueMicrotask(() => {
      handler.onRequestStart?.(controller, {});
      if (aborted !== null) return handler.onResponseError?.(controller, aborted);
      const asked: Asked = {
        method: options.method,
        path: options.path,
        body: typeof options.body === 'string' ? JSON.parse(options.body) : null,
        headers: { ...(options.headers as Record<string, unknown>) },
      };
      this.asked.push(asked);
      const answer = this.#answer(asked, this.asked.length - 1);
      if (answer.reset) {
        return handler.onResponseError?.(controller, Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
      }
      const headers = { 'content-type': 'application/json', ...answer.headers };
      handler.onResponseStart?.(controller, answer.status ?? 200, headers, '');
      handler.onResponseData?.(controller, Buffer.from(answer.body ?? ''));
      handler.onResponseEnd?.(controller, {});
    });
    return true;
  }
}

/** A clock that never waits: sleeping moves it. Timeouts of requests, which nobody awaits, never fire. */
export function jumpingClock(): Clock & { readonly slept: number[] } {
  let at = Date.UTC(2026, 10, 23);
  const slept: number[] = [];
  return {
    slept,
    now: () => at,
    elapsed: () => at,
    sleep(ms, signal) {
      // The adapter's own deadlines come with a signal of their own and are ended by the answer.
      if (ms >= 60_000) {
        return new Promise((_, reject) => {
          signal?.addEventListener('abort', () => reject(new CancelledError()), { once: true });
        });
      }
      slept.push(ms);
      at += ms;
      return signal?.aborted ? Promise.reject(new CancelledError()) : Promise.resolve();
    },
  };
}

export type Scripted = MistConnection & {
  readonly asked: Asked[];
  readonly clock: ReturnType<typeof jumpingClock>;
  readonly masked: string[];
  readonly debug: string[];
};

/** A connection to `https://mist.test` with the token `t0k3n-t0k3n` whose answers come from `answer`. */
export function scripted(
  answer: (asked: Asked, index: number) => Answer,
  signal = new AbortController().signal,
): Scripted {
  const dispatcher = new AnsweringDispatcher(answer);
  const clock = jumpingClock();
  const masked: string[] = [];
  const debug: string[] = [];
  const connection = connectMist({
    url: 'https://mist.test',
    token: makeSecret('t0k3n-t0k3n'),
    clock,
    random: () => 0.5,
    log: { debug: (line) => debug.push(line), mask: (secret) => masked.push(secret) },
    signal,
    caCertificate: null,
    allowInsecureHttp: false,
    proxyEnv: {},
    network: overDispatcher(dispatcher),
  });
  return { ...connection, asked: dispatcher.asked, clock, masked, debug };
}

/** A 200 with this value as JSON. */
export function json(value: unknown): Answer {
  return { body: JSON.stringify(value) };
}

/** A v1 answer: a text that is labelled text/html, as recorded. */
export function plain(status: number, body: string): Answer {
  return { status, body, headers: { 'content-type': 'text/html; charset=UTF-8' } };
}
