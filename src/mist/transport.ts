// One request, one answer: deadline, cancellation, size limit, the server's clock, and the exact moment of sending.
// Nothing is retried, redirected or interpreted here.
import type { Dispatcher } from 'undici';
import type { Clock, Log, OnSent } from '../engine/ports.ts';
import { ActionError, ApiError, CancelledError, TransportError } from '../model/errors.ts';
import type { Secret } from '../model/spec.ts';
import { reasonOf } from './transport-reasons.ts';

/** Bigger answers are cut off: the largest recorded listing of a busy organisation is under one megabyte. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;
const BYTES_PER_MIB = 1024 * 1024;
/** Why a wait or a request was ended here. Nobody reads it; without one, every abort would make an error with its stack. */
const STOPPED = new Error('stopped');

/** A request as the routes and the readers describe it. `route` has ids replaced, `path` has them in, checked. */
export type Call = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly origin: string;
  readonly route: string;
  readonly path: string;
  /** Built when it is sent, so that secrets are revealed as late as possible; null for no body. */
  readonly body: (() => unknown) | null;
  readonly timeoutMs: number;
  /** In words, for a refused login: what the reader should check. */
  readonly credentials: string;
};

type Headers = Readonly<Record<string, string | string[] | undefined>>;

export type Reply = {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
  /** The server's clock, epoch ms; null without a usable Date header. */
  readonly serverTime: number | null;
  readonly location: string | null;
  readonly retryAfter: string | null;
};

export type Transport = {
  /**
   * Sends once. Throws TransportError (`sent` is exact), ApiError when the answer is too large, or CancelledError. When
   * `onSent` throws, its error is passed on and nothing is sent.
   */
  send(call: Call, onSent?: OnSent): Promise<Reply>;
  /** Server's clock minus ours by the last Date header, in ms; 0 before the first answer. */
  clockOffsetMs(): number;
};

export type TransportWorld = {
  readonly dispatcher: Dispatcher;
  readonly token: Secret | null;
  readonly clock: Clock;
  readonly log: Pick<Log, 'debug'>;
  readonly signal: AbortSignal;
};

/** Makes the transport of one server; the token goes into the Authorization header, bare, and nowhere else. */
export function makeTransport(world: TransportWorld): Transport {
  const { clock, log } = world;
  let offsetMs = 0;

  async function send(call: Call, onSent?: OnSent): Promise<Reply> {
    const began = clock.elapsed();
    const note = (what: string): void => {
      log.debug(`${call.method} ${call.route}: ${what}, ${Math.round(clock.elapsed() - began)} ms`);
    };
    try {
      const reply = await exchange(world, call, onSent);
      if (reply.serverTime !== null) offsetMs = reply.serverTime - clock.now();
      note(String(reply.status));
      return reply;
    } catch (error) {
      note('no answer');
      throw error;
    }
  }

  return { send, clockOffsetMs: () => offsetMs };
}

async function exchange(world: TransportWorld, call: Call, onSent: OnSent | undefined): Promise<Reply> {
  if (world.signal.aborted) throw new CancelledError();
  const done = new AbortController();
  const moment: { sent: boolean; refusal: { readonly error: unknown } | null } = { sent: false, refusal: null };
  const markSent = (): boolean => {
    try {
      onSent?.();
      moment.sent = true;
    } catch (error) {
      moment.refusal = { error };
    }
    return moment.sent;
  };
  const wire = new Wire(call, markSent);
  const stop = (): void => wire.stop();
  let late = false;
  const giveUp = (): void => {
    late = true;
    stop();
  };
  world.clock.sleep(call.timeoutMs, done.signal).then(giveUp, () => undefined);
  world.signal.addEventListener('abort', stop, { once: true });
  try {
    return await wire.run(world);
  } catch (error) {
    if (moment.refusal !== null) throw moment.refusal.error;
    if (error instanceof ActionError) throw error;
    if (world.signal.aborted) throw new CancelledError();
    throw transportError(call, error, moment.sent, late);
  } finally {
    done.abort(STOPPED);
    world.signal.removeEventListener('abort', stop);
  }
}

/** No `cause`: errors of sockets and proxies may hold addresses with credentials. */
function transportError(call: Call, error: unknown, sent: boolean, late: boolean): TransportError {
  const at = { method: call.method, route: call.route, sent };
  if (late) return new TransportError(at, `no complete answer within ${Math.round(call.timeoutMs / 1000)} s`);
  const { reason, hint } = reasonOf(error);
  return new TransportError(at, reason, { hint });
}

/**
 * One exchange as undici drives it, without its streams: answers are small, and a look at a list is what most of the
 * action's time is made of.
 *
 * undici calls `onRequestStart` synchronously between picking a connected socket (TLS done) and writing to it; when the
 * request is aborted there, nothing is written. It looks at an abort only once it is connected, so `stop` ends the wait
 * by itself. A second start would be a resend: it is refused.
 */
class Wire implements Dispatcher.DispatchHandler {
  readonly #call: Call;
  readonly #markSent: () => boolean;
  readonly #end = Promise.withResolvers<Reply>();
  readonly #chunks: Buffer[] = [];
  #size = 0;
  #controller: Dispatcher.DispatchController | null = null;
  #stopped = false;
  #status = 0;
  #headers: Headers = {};

  constructor(call: Call, markSent: () => boolean) {
    this.#call = call;
    this.#markSent = markSent;
  }

  async run({ dispatcher, token }: TransportWorld): Promise<Reply> {
    const { origin, path, method } = this.#call;
    const body = this.#call.body === null ? null : JSON.stringify(this.#call.body());
    const headers = {
      accept: 'application/json',
      'user-agent': 'mist-action',
      ...(token === null ? {} : { authorization: token.reveal() }),
      ...(body === null ? {} : { 'content-type': 'application/json' }),
    };
    dispatcher.dispatch({ origin, path, method, headers, body }, this);
    return this.#end.promise;
  }

  /** Ends the exchange at once, in whatever state it is. */
  stop(): void {
    this.#stopped = true;
    this.#end.reject(STOPPED);
    this.#controller?.abort(STOPPED);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#controller !== null || this.#stopped) {
      controller.abort(STOPPED);
      return;
    }
    this.#controller = controller;
    if (!controller.aborted && !this.#markSent()) controller.abort(new Error('refused'));
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: Headers): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#size += chunk.length;
    if (this.#size <= MAX_ANSWER_BYTES) {
      this.#chunks.push(chunk);
      return;
    }
    const { method, route } = this.#call;
    const limit = `the answer is larger than ${MAX_ANSWER_BYTES / BYTES_PER_MIB} MiB`;
    this.#end.reject(new ApiError({ failure: 'protocol', status: this.#status, method, route }, limit));
    controller.abort(STOPPED);
  }

  onResponseEnd(): void {
    const headers = this.#headers;
    const date = Date.parse(one(headers.date) ?? '');
    this.#end.resolve({
      status: this.#status,
      contentType: one(headers['content-type']) ?? '',
      text: Buffer.concat(this.#chunks).toString('utf8'),
      serverTime: Number.isFinite(date) ? date : null,
      location: one(headers.location),
      retryAfter: one(headers['retry-after']),
    });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#end.reject(error);
  }
}

function one(header: string | string[] | undefined): string | null {
  return (Array.isArray(header) ? header[0] : header) ?? null;
}
