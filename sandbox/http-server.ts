// The emulator behind node:http: bytes in, bytes out, and the faults of the wire made real.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Emulator } from './emulator.ts';
import type { Reply, SandboxRequest } from './reply.ts';

/** Bodies beyond this are cut off, as the real server's proxy does at 10 MB. */
const MAX_BODY = 10_000_000;

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size <= MAX_BODY) chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function requestOf(incoming: IncomingMessage, body: string): SandboxRequest {
  const target = incoming.url ?? '/';
  const cut = target.indexOf('?');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return {
    method: incoming.method === 'HEAD' ? 'GET' : (incoming.method ?? 'GET'),
    path: cut < 0 ? target : target.slice(0, cut),
    query: cut < 0 ? '' : target.slice(cut + 1),
    headers,
    body,
  };
}

function send(emulator: Emulator, incoming: IncomingMessage, outgoing: ServerResponse, reply: Reply): void {
  const { socket } = incoming;
  if (reply.fate === 'stall') return;
  if (reply.fate === 'drop') {
    socket.destroy();
    return;
  }
  if (reply.fate === 'reset') {
    socket.resetAndDestroy();
    return;
  }
  const body = Buffer.from(reply.body, 'utf8');
  outgoing.writeHead(reply.status, {
    'Content-Type': reply.contentType,
    'Content-Length': body.length,
    Date: new Date(emulator.context.world.now()).toUTCString(),
    ...reply.headers,
  });
  if (reply.fate === 'truncate') {
    outgoing.write(body.subarray(0, Math.max(1, Math.floor(body.length / 2))), () => socket.destroy());
    return;
  }
  outgoing.end(incoming.method === 'HEAD' ? undefined : body);
}

/** Serves an emulator; Nagle's algorithm is off, and the Date header is the emulator's clock. */
export function httpServer(emulator: Emulator): Server {
  const server = createServer({ noDelay: true, keepAliveTimeout: 60_000 }, (incoming, outgoing) => {
    const answered = readBody(incoming)
      .then((body) => emulator.handle(requestOf(incoming, body)))
      .then((reply) => send(emulator, incoming, outgoing, reply));
    // The caller hung up, or the sandbox has a bug: either way there is nobody left to answer.
    answered.catch(() => incoming.socket.destroy());
  });
  server.requestTimeout = 0;
  return server;
}

/** Listens on `host` and `port` (0: any free one); resolves with the port. */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/** Stops listening and ends every connection, idle or not. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
