// One request, one answer: deadline, cancellation, size limit, the server's clock, and the exact moment of sending.
// Nothing is retried, redirected or interpreted here.
import type { Clock, Log, OnSent } from '../engine/ports.ts';
import { formatSeconds } from '../model/duration.ts';
import { ActionError, ApiError, CancelledError, TransportError } from '../model/errors.ts';
import type { Secret } from '../model/spec.ts';
import type { Incoming, Network } from './network.ts';
import { reasonOf } from './transport-reasons.ts';

/** Bigger answers are cut off: the largest recorded listing of a busy organisation is under one megabyte. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;
const BYTES_PER_MIB = 1024 * 1024;
/** Why a deadline is given up or has come: an abort without a reason makes an error, with its stack, at every request. */
const DONE = Symbol('done');
const LATE = Symbol('late');

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
  readonly network: Network;
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
  const stop = new AbortController();
  const done = new AbortController();
  const cancel = (): void => stop.abort(world.signal.reason);
  world.signal.addEventListener('abort', cancel, { once: true });
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
  world.clock.sleep(call.timeoutMs, done.signal).then(
    () => stop.abort(LATE),
    () => undefined,
  );
  try {
    // A network may look at an abort only once it is connected: the race is what ends a wait for a dead address.
    return await Promise.race([roundTrip(world, call, stop.signal, markSent), rejectOnAbort(stop.signal)]);
  } catch (error) {
    if (moment.refusal !== null) throw moment.refusal.error;
    if (error instanceof ActionError) throw error;
    if (world.signal.aborted) throw new CancelledError();
    throw transportError(call, error, moment.sent, stop.signal.reason === LATE);
  } finally {
    world.signal.removeEventListener('abort', cancel);
    done.abort(DONE);
  }
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
  });
}

/** No `cause`: errors of sockets and proxies may hold addresses with credentials. */
function transportError(call: Call, error: unknown, sent: boolean, late: boolean): TransportError {
  const at = { method: call.method, route: call.route, sent };
  if (late) return new TransportError(at, `no complete answer within ${formatSeconds(call.timeoutMs)}`);
  const { reason, hint } = reasonOf(error);
  return new TransportError(at, reason, { hint });
}

async function roundTrip(
  world: TransportWorld,
  call: Call,
  stop: AbortSignal,
  markSent: () => boolean,
): Promise<Reply> {
  const body = call.body === null ? null : JSON.stringify(call.body());
  const headers = {
    accept: 'application/json',
    'user-agent': 'mist-action',
    ...(world.token === null ? {} : { authorization: world.token.reveal() }),
    ...(body === null ? {} : { 'content-type': 'application/json' }),
  };
  const { method, origin, path } = call;
  const answer = await world.network.exchange({ method, origin, path, headers, body }, stop, markSent);
  const date = Date.parse(one(answer.headers.date) ?? '');
  return {
    status: answer.status,
    contentType: one(answer.headers['content-type']) ?? '',
    text: await readText(call, answer),
    serverTime: Number.isFinite(date) ? date : null,
    location: one(answer.headers.location),
    retryAfter: one(answer.headers['retry-after']),
  };
}

function one(header: string | string[] | undefined): string | null {
  return (Array.isArray(header) ? header[0] : header) ?? null;
}

async function readText(call: Call, answer: Incoming): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body) {
    size += chunk.byteLength;
    if (size > MAX_ANSWER_BYTES) {
      const limit = `the answer is larger than ${MAX_ANSWER_BYTES / BYTES_PER_MIB} MiB`;
      throw new ApiError({ failure: 'protocol', status: answer.status, ...named(call) }, limit);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function named(call: Call): { readonly method: string; readonly route: string } {
  return { method: call.method, route: call.route };
}
