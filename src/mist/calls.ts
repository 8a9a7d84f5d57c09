// A route becomes a checked answer: transport, retries of reads, error bodies, and the refusal of answers that no Mist
// server gives (a page, a wrong content type, broken JSON).
import type { OnSent } from '../engine/ports.ts';
import { errorOf, isHtml, protocolError, TruncatedError } from './error-body.ts';
import { type RetryWorld, retryRead } from './retries.ts';
import type { Route } from './routes.ts';
import type { Call, Reply, Transport } from './transport.ts';
import type { Asked } from './wire.ts';

/** Mist itself gives up on a provider's lock after 60 s, so slow listings and add-cloud need more than that. */
export const SLOW_MS = 90_000;
const USUAL_MS = 60_000;

export type Answer = { readonly asked: Asked; readonly value: unknown; readonly serverTime: number | null };

export type Request = {
  readonly route: Route;
  readonly body?: () => unknown;
  readonly timeoutMs?: number;
  /** Texts that the server may repeat in an error and that must not be shown. */
  readonly secrets?: readonly string[];
  readonly onSent?: OnSent | undefined;
};

export type Calls = {
  /** GET with retries; the answer must be JSON. */
  get(request: Request): Promise<Answer>;
  /** One request, never repeated; the answer must be JSON. */
  send(method: 'POST' | 'PUT', request: Request): Promise<Answer>;
  /** One request, never repeated; the answer is `OK` or any JSON, and is not looked at further. */
  order(method: 'POST' | 'PUT' | 'DELETE', request: Request): Promise<void>;
};

/** Binds the calls to one server. `token` is the text to keep out of errors; `credentials` names what logs in. */
export function makeCalls(
  transport: Transport,
  server: { readonly base: URL; readonly token: () => string | null; readonly credentials: string },
  world: RetryWorld,
): Calls {
  const prefix = server.base.pathname.replace(/\/+$/, '');

  async function once(method: Call['method'], request: Request): Promise<{ call: Call; reply: Reply }> {
    const call: Call = {
      method,
      origin: server.base.origin,
      route: request.route.route,
      path: `${prefix}${request.route.path}`,
      body: request.body ?? null,
      timeoutMs: request.timeoutMs ?? USUAL_MS,
      credentials: server.credentials,
    };
    const reply = await transport.send(call, request.onSent);
    const token = server.token();
    const error = errorOf(call, reply, [...(request.secrets ?? []), ...(token === null ? [] : [token])]);
    if (error !== null) throw error;
    return { call, reply };
  }

  async function json(method: Call['method'], request: Request): Promise<Answer> {
    const { call, reply } = await once(method, request);
    const asked = { method, route: call.route, status: reply.status };
    return { asked, value: parseJson(call, reply), serverTime: reply.serverTime };
  }

  return {
    get: (request) => retryRead(world, () => json('GET', request)),
    send: json,
    async order(method, request) {
      const { call, reply } = await once(method, request);
      if (reply.text.trim() !== 'OK') parseJson(call, reply);
    },
  };
}

function parseJson(call: Call, reply: Reply): unknown {
  if (isHtml(reply)) throw protocolError(call, reply, 'the answer is an HTML page');
  if (!/\bjson\b/i.test(reply.contentType)) throw protocolError(call, reply, 'the answer is not JSON');
  try {
    return JSON.parse(reply.text);
  } catch {
    // The parser's message quotes the text, which may hold keys.
    const at = { failure: 'protocol', status: reply.status, method: call.method, route: call.route } as const;
    throw new TruncatedError(at, 'the answer is broken JSON');
  }
}
