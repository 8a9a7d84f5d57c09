// The whole adapter on real sockets: TLS, proxies, keep-alive, closing.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { ConnectOptions, MistConnection } from '../../../src/mist/connect.ts';
import { CancelledError, TransportError } from '../../../src/model/errors.ts';
import { connectTo, httpAnswer, NETWORKS, type RawServer, rawServer, TOKEN } from '../../fakes/live-mist.ts';

const TLS = join(import.meta.dirname, '../../fixtures/tls');
const read = (name: string): string => readFileSync(join(TLS, name), 'utf8');

const cleanups: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function connected(url: string, more: Partial<ConnectOptions> = {}): MistConnection {
  const mist = connectTo(url, more);
  cleanups.push(() => mist.close());
  return mist;
}

async function serving(serve: Parameters<typeof rawServer>[0]): Promise<RawServer> {
  const server = await rawServer(serve);
  cleanups.push(() => server.stop());
  return server;
}

const answering: Parameters<typeof rawServer>[0] = (socket, received) => {
  socket.on('data', () => {
    if (received().endsWith('\r\n\r\n')) socket.write(httpAnswer('[]'));
  });
};

describe.each(NETWORKS)('TLS over %s', (_, openNetwork) => {
  function over(url: string, ca: string | null): MistConnection {
    const network = openNetwork(url, ca);
    cleanups.push(() => network.close());
    return connectTo(url, { network });
  }

  async function secure(): Promise<{ port: number; tokens: unknown[] }> {
    const tokens: unknown[] = [];
    const server: Server = createServer({ key: read('server.key'), cert: read('server.pem') }, (request, response) => {
      tokens.push(request.headers.authorization);
      response.setHeader('content-type', 'application/json');
      response.end('[]');
    });
    server.listen(0, 'localhost');
    await once(server, 'listening');
    cleanups.push(async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    });
    const address = server.address();
    return { port: typeof address === 'object' && address !== null ? address.port : 0, tokens };
  }

  test('a private authority is trusted by `ca-certificate`', async () => {
    const { port, tokens } = await secure();
    const mist = over(`https://localhost:${port}`, read('ca.pem'));
    expect(await mist.reader.clouds()).toEqual([]);
    expect(tokens).toEqual([TOKEN]);
  });

  test('without it nothing is sent, and the hint names the input', async () => {
    const { port, tokens } = await secure();
    const error: unknown = await over(`https://localhost:${port}`, null)
      .writer.addCloud('x', 'other', {})
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({ sent: false, hint: expect.stringContaining('`ca-certificate`') });
    expect(tokens).toEqual([]);
  });

  test('a certificate for another name is refused', async () => {
    const { port, tokens } = await secure();
    const mist = over(`https://127.0.0.1:${port}`, read('ca.pem'));
    await expect(mist.writer.addCloud('x', 'other', {})).rejects.toMatchObject({
      sent: false,
      message: expect.stringContaining('another host name'),
    });
    expect(tokens).toEqual([]);
  });
});

describe('proxies', () => {
  test('plain http goes through HTTP_PROXY', async () => {
    const proxy = await serving(answering);
    const mist = connected('http://mist.test', { allowInsecureHttp: true, proxyEnv: { HTTP_PROXY: proxy.url } });
    expect(await mist.reader.clouds()).toEqual([]);
    expect(proxy.received.join('')).toMatch(/^GET http:\/\/mist\.test\/api\/v1\/clouds HTTP\/1\.1\r\n/);
  });

  test('https asks the proxy for a tunnel, which never sees the token', async () => {
    const proxy = await serving((socket, received) => {
      socket.on('data', () => {
        if (received().endsWith('\r\n\r\n')) socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      });
    });
    const mist = connected('https://mist.test', {
      proxyEnv: { https_proxy: `http://user:hunter2@127.0.0.1:${proxy.port}` },
    });
    const error: unknown = await mist.writer.addCloud('x', 'other', {}).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ sent: false, message: expect.stringContaining('proxy') });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('hunter2');
    expect(proxy.received.join('')).toMatch(/^CONNECT mist\.test:443 HTTP\/1\.1\r\n/);
    expect(proxy.received.join('')).not.toContain(TOKEN);
  });

  test('NO_PROXY goes around it', async () => {
    const proxy = await serving(answering);
    const mist = connected('https://mist.invalid', {
      proxyEnv: { HTTPS_PROXY: proxy.url, NO_PROXY: 'other.test,.invalid' },
    });
    await expect(mist.writer.addCloud('x', 'other', {})).rejects.toMatchObject({ sent: false });
    expect(proxy.received).toEqual([]);
  });

  test('this machine is never reached through one', async () => {
    const proxy = await serving(answering);
    const server = await serving(answering);
    const mist = connected(server.url, {
      proxyEnv: { HTTP_PROXY: proxy.url, http_proxy: proxy.url, HTTPS_PROXY: proxy.url },
    });
    expect(await mist.reader.clouds()).toEqual([]);
    expect([proxy.received.length, server.received.length]).toEqual([0, 1]);
  });
});

test.each(NETWORKS)('connections are kept over %s, and close() ends them', async (_, openNetwork) => {
  let closed = 0;
  const server = await serving((socket, received) => {
    answering(socket, received);
    socket.on('close', () => {
      closed += 1;
    });
  });
  const network = openNetwork(server.url);
  const mist = connectTo(server.url, { network });
  for (let asked = 0; asked < 10; asked += 1) await mist.reader.keys();
  // A freed connection is checked before it is used again; until then another one of the pool may serve.
  expect(server.received.length).toBeLessThanOrEqual(3);
  expect(closed).toBe(0);
  await network.close();
  while (closed < server.received.length) await new Promise((resolve) => setImmediate(resolve));
  expect(closed).toBe(server.received.length);
});

test('a path prefix of the URL stays in front of every route', async () => {
  const server = await serving(answering);
  await connected(`${server.url}/mist/`).reader.clouds();
  expect(server.received.join('')).toMatch(/^GET \/mist\/api\/v1\/clouds /);
});

test.each(NETWORKS)('forty requests at once share the pool over %s', async (_, openNetwork) => {
  const server = await serving(answering);
  const network = openNetwork(server.url);
  cleanups.push(() => network.close());
  const mist = connectTo(server.url, { network });
  const lists = await Promise.all(Array.from({ length: 40 }, () => mist.reader.keys()));
  expect(lists).toHaveLength(40);
  expect(server.received.length).toBeLessThanOrEqual(16);
});

test('idle connections are dropped after a while, and the next request opens a new one', async () => {
  let closed = 0;
  const server = await serving((socket, received) => {
    answering(socket, received);
    socket.on('close', () => {
      closed += 1;
    });
  });
  const mist = connected(server.url);
  await mist.reader.keys();
  while (closed === 0) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await mist.reader.keys()).toEqual([]);
  expect(server.received).toHaveLength(2);
}, 20_000);

describe('closing', () => {
  test('ends what is under way, and nothing is asked again', async () => {
    const { promise: asked, resolve } = Promise.withResolvers<void>();
    const server = await serving((socket) => socket.once('data', () => resolve()));
    const mist = connected(server.url);
    const clouds = mist.reader.clouds();
    const ended = expect(clouds).rejects.toBeInstanceOf(CancelledError);
    await asked;
    await mist.close();
    await ended;
    expect(server.received).toHaveLength(1);
  });
});
