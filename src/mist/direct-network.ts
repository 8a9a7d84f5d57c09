// The network without a proxy: Node's own HTTP client, which answers its first request 100 ms of processor time sooner
// than undici (docs/performance.md has the figures).
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import type { Incoming, Network, Outgoing } from './network.ts';

/** As many as a wide apply asks at once; a live server took ten in flight without trouble. */
export const CONNECTIONS = 16;
export const CONNECT_TIMEOUT_MS = 10_000;
/** Idle connections end sooner than any server ends them, so that a write rarely meets one that is just being closed. */
const IDLE_MS = 4_000;

/** An error whose message is never shown; `transport-reasons.ts` has the words for its code. */
class NetworkError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Opens the network; no connection is made yet. `caCertificate` (PEM) is trusted besides the usual authorities. */
export function openDirect(secure: boolean, caCertificate: string | null): Network {
  const options = { keepAlive: true, maxSockets: CONNECTIONS, timeout: IDLE_MS };
  let agent: Promise<Agent> | null = null;
  const agentOf = (): Promise<Agent> => {
    // TLS is half of what the client costs to load, and a sandbox on this machine does without.
    agent ??= secure
      ? import('./secure-agent.ts').then(({ secureAgent }) => secureAgent(options, caCertificate))
      : Promise.resolve(new Agent(options));
    return agent;
  };
  return {
    exchange: async (outgoing, stop, markSent) => exchange(await agentOf(), outgoing, stop, markSent),
    async close() {
      (await agent)?.destroy();
    },
  };
}

function exchange(agent: Agent, outgoing: Outgoing, stop: AbortSignal, markSent: () => boolean): Promise<Incoming> {
  const { method, origin, path, body } = outgoing;
  const { protocol, hostname, port } = new URL(origin);
  const headers: Record<string, string | number> = { ...outgoing.headers };
  // Node leaves the length of a DELETE's body out by itself.
  if (body !== null) headers['content-length'] = Buffer.byteLength(body);
  return new Promise((resolve, reject) => {
    if (stop.aborted) throw new NetworkError('STOPPED');
    const host = hostname.replace(/^\[|\]$/g, '');
    // Nothing is written before `end`.
    const sending = request({ agent, protocol, host, port, method, path, headers });
    const cancel = (): void => {
      sending.destroy(new NetworkError('STOPPED'));
    };
    stop.addEventListener('abort', cancel, { once: true });
    sending.on('error', (error) => reject(inWords(error)));
    sending.on('response', (answer) =>
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: bytesOf(answer) }),
    );
    sending.on('socket', (socket) =>
      whenConnected(sending, socket, protocol === 'https:', () => {
        if (!stop.aborted && markSent()) sending.end(body ?? undefined);
        else cancel();
      }),
    );
  });
}

/** Sockets that have carried a request. Node tells a kept one only where it was idle, not where a request waited for it. */
const standing = new WeakSet<Socket>();

/** Runs `write` once the socket can carry bytes: at once for a kept one, after TCP and TLS for a new one. */
function whenConnected(sending: ClientRequest, socket: Socket, secure: boolean, write: () => void): void {
  if (standing.has(socket)) {
    write();
    return;
  }
  const timer = setTimeout(() => sending.destroy(new NetworkError('ETIMEDOUT')), CONNECT_TIMEOUT_MS);
  socket.once('close', () => clearTimeout(timer));
  socket.once(secure ? 'secureConnect' : 'connect', () => {
    clearTimeout(timer);
    standing.add(socket);
    write();
  });
}

/** The chunks as they come: Node's own iterator over a stream takes milliseconds to begin with, this one's first answer is early. */
function bytesOf(answer: IncomingMessage): AsyncIterable<Uint8Array> {
  const came: Uint8Array[] = [];
  let over: { readonly error: unknown } | null = null;
  let wake = (): void => undefined;
  const end = (error: unknown): void => {
    over ??= { error };
    wake();
  };
  answer.on('end', () => end(null));
  answer.on('error', end);
  answer.on('close', () => end(new NetworkError('CLOSED_EARLY')));
  const whole = (): boolean => {
    if (over === null) return false;
    if (over.error !== null) throw inWords(over.error);
    return true;
  };
  async function* chunks(): AsyncGenerator<Uint8Array> {
    answer.on('data', (chunk: Uint8Array) => {
      came.push(chunk);
      wake();
    });
    try {
      for (;;) {
        const chunk = came.shift();
        if (chunk !== undefined) yield chunk;
        else if (whole()) return;
        else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    } finally {
      if (over === null) answer.destroy();
    }
  }
  return chunks();
}

/** Node calls an end that came too early a reset, too; only the system's own errors name a system call. */
function inWords(error: unknown): unknown {
  const cut = error instanceof Error && 'code' in error && error.code === 'ECONNRESET' && !('syscall' in error);
  return cut ? new NetworkError('CLOSED_EARLY') : error;
}
