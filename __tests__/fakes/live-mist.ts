// Connections of the Mist adapter to real sockets, on the real clock, for what only a network can show.
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type ConnectOptions, connectMist, type MistConnection } from '../../src/mist/connect.ts';
import { openDirect } from '../../src/mist/direct-network.ts';
import type { Network } from '../../src/mist/network.ts';
import { openProxied } from '../../src/mist/undici-network.ts';
import { CancelledError } from '../../src/model/errors.ts';
import { makeSecret } from '../../src/model/secret.ts';

export const TOKEN = 'c0ffee00c0ffee00';

/** Both networks of the adapter, to run the same cases against; undici stands without a proxy here. */
export const NETWORKS: readonly [name: string, open: (url: string, caCertificate?: string | null) => Network][] = [
  ['node:http', (url, caCertificate = null) => openDirect(url.startsWith('https:'), caCertificate)],
  ['undici', (_, caCertificate = null) => openProxied({ proxy: '', noProxy: '', caCertificate })],
];

/** A connection without random and without proxies; `more` changes single options. */
export function connectTo(url: string, more: Partial<ConnectOptions> = {}): MistConnection {
  return connectMist({
    url,
    token: makeSecret(TOKEN),
    clock: {
      now: Date.now,
      elapsed: () => performance.now(),
      sleep: (ms, signal) =>
        pause(ms, undefined, { signal, ref: false }).catch(() => {
          throw new CancelledError();
        }),
    },
    random: () => 0,
    log: { debug: () => undefined, mask: () => undefined },
    signal: new AbortController().signal,
    caCertificate: null,
    allowInsecureHttp: false,
    proxyEnv: {},
    ...more,
  });
}

export type RawServer = {
  readonly url: string;
  readonly port: number;
  readonly received: string[];
  stop(): Promise<void>;
};

/** A TCP server on loopback that hands every socket to `serve` and keeps what came in on each. */
export async function rawServer(serve: (socket: Socket, received: () => string) => void): Promise<RawServer> {
  const received: string[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    const index = received.push('') - 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (chunk) => {
      received[index] += chunk.toString('latin1');
    });
    serve(socket, () => received[index] ?? '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    received,
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** An HTTP/1.1 answer with a length. */
export function httpAnswer(body: string, head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json'): string {
  return `${head}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
