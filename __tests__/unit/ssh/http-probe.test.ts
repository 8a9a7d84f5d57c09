// HTTP readiness against real sockets: what counts as an answer, what is sent, and what is never followed, read or shown.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { HttpTarget } from '../../../src/engine/ports.ts';
import { CancelledError } from '../../../src/model/errors.ts';
import { createProber } from '../../../src/ssh/prober.ts';

const TLS = join(import.meta.dirname, '../../fixtures/tls');
const pem = (file: string): string => readFileSync(join(TLS, file), 'utf8');
const never = new AbortController().signal;
const prober = createProber();
const servers = new Set<Server>();
const sockets = new Set<Socket>();

afterEach(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers) server.close();
  sockets.clear();
  servers.clear();
});

async function listen(server: Server, host = '127.0.0.1'): Promise<number> {
  servers.add(server);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  server.listen(0, host);
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function serve(answer: RequestListener, host?: string): Promise<number> {
  return listen(createServer(answer), host);
}

function raw(bytes: string): Promise<number> {
  return listen(createTcpServer((socket) => void socket.once('data', () => socket.end(bytes))));
}

function target(port: number, over: Partial<HttpTarget> = {}): HttpTarget {
  return { host: '127.0.0.1', port, path: '/health', secure: false, hostName: null, ...over };
}

const ok = { ok: true, hostKey: null };
const notYet = (seen: string | RegExp): object => ({
  ok: false,
  final: false,
  seen: typeof seen === 'string' ? seen : expect.stringMatching(seen),
});

describe('what counts as an answer', () => {
  test.each([
    [200, true],
    [204, true],
    [301, true],
    [399, true],
    [400, false],
    [404, false],
    [500, false],
    [503, false],
  ])('status %d', async (status, good) => {
    const port = await serve((_, response) => void response.writeHead(status).end('s3cret body'));
    const wanted = good ? ok : notYet(`port ${port} answers with the HTTP status ${status}`);
    expect(await prober.http(target(port), 2000, never)).toEqual(wanted);
  });

  test('1xx alone is none, and neither is a switch of protocols', async () => {
    const hints = await raw('HTTP/1.1 103 Early Hints\r\n\r\n');
    expect(await prober.http(target(hints), 2000, never)).toEqual(notYet(/ended without an answer/));
    const other = await raw('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n');
    expect(await prober.http(target(other), 2000, never)).toEqual(notYet(/status 101$/));
  });

  test('a redirect is an answer, and its target is never asked', async () => {
    const asked: string[] = [];
    const port: number = await serve((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(302, { location: `http://127.0.0.1:${port}/elsewhere` }).end();
    });
    expect(await prober.http(target(port), 2000, never)).toEqual(ok);
    expect(asked).toEqual(['/health']);
  });

  test('the head alone is enough: a body that never ends is not waited for', async () => {
    const port = await serve((_, response) => void response.writeHead(200).write('x'));
    expect(await prober.http(target(port), 2000, never)).toEqual(ok);
  });
});

describe('what is no answer', () => {
  test.each([
    ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n', /is not HTTP$/],
    ['an end without a word', '', /ended without an answer$/],
    ['a head that breaks off', 'HTTP/1.1 200', /ended without an answer$|is not HTTP$/],
    ['a head without end', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}`, /is not HTTP$/],
  ])('%s', async (_, bytes, seen) => {
    expect(await prober.http(target(await raw(bytes)), 2000, never)).toEqual(notYet(seen));
  });

  test('a closed port', async () => {
    const port = await serve(() => undefined);
    for (const server of servers) await new Promise((resolve) => server.close(resolve));
    expect(await prober.http(target(port), 2000, never)).toEqual(notYet('the connection is refused'));
  });

  test('silence, for as long as the attempt may take', async () => {
    const port = await listen(createTcpServer(() => undefined));
    const seen = `port ${port} is open, but no answer by HTTP came within 0.2 s`;
    expect(await prober.http(target(port), 150, never)).toEqual(notYet(seen));
  });

  test('an impossible port is final', async () => {
    expect(await prober.http(target(0), 2000, never)).toMatchObject({ ok: false, final: true });
  });

  test('a cancelled attempt leaves at once', async () => {
    const port = await listen(createTcpServer(() => undefined));
    const abort = new AbortController();
    const work = prober.http(target(port), 60_000, abort.signal);
    abort.abort();
    await expect(work).rejects.toBeInstanceOf(CancelledError);
  });
});

describe('what is sent', () => {
  async function sent(
    over: Partial<HttpTarget>,
    host?: string,
  ): Promise<{ readonly request: IncomingMessage; readonly port: number }> {
    const { promise, resolve } = Promise.withResolvers<IncomingMessage>();
    const port = await serve((request, response) => {
      resolve(request);
      response.end();
    }, host);
    expect(await prober.http(target(port, over), 2000, never)).toEqual(ok);
    return { request: await promise, port };
  }

  test('a GET of path and query to the address, in the name of the address', async () => {
    const { request, port } = await sent({ path: '/ready?deep=1' });
    expect([request.method, request.url]).toEqual(['GET', '/ready?deep=1']);
    expect(request.headers.host).toBe(`127.0.0.1:${port}`);
    expect(request.headers).not.toHaveProperty('authorization');
  });

  test('a name that is given is only spoken of, never looked up', async () => {
    const { request, port } = await sent({ hostName: 'no-such-name.invalid' });
    expect(request.headers.host).toBe(`no-such-name.invalid:${port}`);
  });

  test('IPv6 has brackets in the name and none in the address', async () => {
    const { request, port } = await sent({ host: '::1' }, '::1');
    expect(request.headers.host).toBe(`[::1]:${port}`);
  });

  test('proxies of the environment are not asked', async () => {
    process.env.HTTP_PROXY = 'http://127.0.0.1:9';
    process.env.NODE_USE_ENV_PROXY = '1';
    try {
      expect((await sent({})).request.url).toBe('/health');
    } finally {
      delete process.env.HTTP_PROXY;
      delete process.env.NODE_USE_ENV_PROXY;
    }
  });
});

describe('TLS is verified', () => {
  const identity = { key: pem('server.key'), cert: pem('server.pem') };
  const serveTls = (cert = identity.cert, host?: string): Promise<number> =>
    listen(
      createTlsServer({ ...identity, cert }, (_, response) => void response.end()),
      host,
    );
  const trusting = createProber(pem('ca.pem'));

  test('good is a certificate of a known authority for the name that is given', async () => {
    const port = await serveTls();
    expect(await trusting.http(target(port, { secure: true, hostName: 'localhost' }), 5000, never)).toEqual(ok);
    // Without a name, the address must be in it.
    expect(await trusting.http(target(port, { secure: true }), 5000, never)).toEqual(notYet(/ALTNAME_INVALID/));
  });

  test.each(['127.0.0.1', '::1'])('good is one for the address %s where no name is given', async (host) => {
    const own = createProber(pem('address.pem'));
    const port = await serveTls(pem('address.pem'), host);
    expect(await own.http(target(port, { secure: true, host }), 5000, never)).toEqual(ok);
  });

  test('not one for another name, nor one of an unknown authority, whatever the environment allows', async () => {
    const port = await serveTls();
    const other = target(port, { secure: true, hostName: 'web.example' });
    expect(await trusting.http(other, 5000, never)).toEqual(notYet(/is not trusted \(ERR_TLS_CERT_ALTNAME_INVALID\)$/));
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    try {
      expect(await prober.http(target(port, { secure: true }), 5000, never)).toEqual(notYet(/is not trusted/));
    } finally {
      delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    }
  });

  test('a port that speaks plain HTTP is not TLS', async () => {
    const port = await serve((_, response) => void response.end());
    expect(await trusting.http(target(port, { secure: true }), 5000, never)).toEqual(notYet(/is not TLS$/));
  });
});
