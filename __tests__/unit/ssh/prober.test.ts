import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import ssh2 from 'ssh2';
import type { KeyPair, SshTarget } from '../../../src/engine/ports.ts';
import { CancelledError } from '../../../src/model/errors.ts';
import { fingerprintText, hostKeySha256 } from '../../../src/model/host-key.ts';
import { makeSecret } from '../../../src/model/secret.ts';
import { createKeyMaker } from '../../../src/ssh/key-maker.ts';
import { createProber } from '../../../src/ssh/prober.ts';

const maker = createKeyMaker();
const prober = createProber();
const never = new AbortController().signal;
const servers = new Set<Server>();
const sockets = new Set<Socket>();

let client: KeyPair;
let stranger: KeyPair;
let host: KeyPair;
let rsaHost: KeyPair;

beforeAll(async () => {
  [client, stranger, host, rsaHost] = await Promise.all([maker.rsa(), maker.rsa(), maker.hostKey(), maker.rsa()]);
});

afterEach(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers) server.close();
  servers.clear();
  sockets.clear();
});

/** Serves each connection with `serve`; gives the port. */
function listen(serve: (socket: Socket) => void): Promise<number> {
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    serve(socket);
  });
  servers.add(server);
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

/** An SSH server that lets in `client`'s key, and notes every session that is opened. */
async function listenSsh(hostKeys: readonly KeyPair[], sessions: string[] = []): Promise<number> {
  const server = new ssh2.Server({ hostKeys: hostKeys.map((key) => key.privateKey.reveal()) }, (connection) => {
    connection.on('error', () => {});
    connection.on('session', () => sessions.push('session'));
    connection.on('authentication', (context) => {
      const wanted = client.publicKey.split(' ')[1];
      if (context.method === 'publickey' && context.key.data.toString('base64') === wanted) context.accept();
      else context.reject(['publickey']);
    });
  });
  return listen((socket) => server.injectSocket(socket));
}

function target(port: number, over: Partial<SshTarget> = {}): SshTarget {
  const { privateKey } = client;
  return { host: '127.0.0.1', port, user: 'root', privateKey, hostKey: { key: host.publicKey }, ...over };
}

describe('tcp', () => {
  test('is ok when the port takes the connection, and then leaves it', async () => {
    const closed = Promise.withResolvers<void>();
    const port = await listen((socket) => {
      socket.resume().once('close', () => closed.resolve());
    });
    expect(await prober.tcp('127.0.0.1', port, 2000, never)).toEqual({ ok: true, hostKey: null });
    await closed.promise;
  });

  test('tells a refusal, which is not final', async () => {
    const port = await listen(() => {});
    for (const server of servers) server.close();
    const result = await prober.tcp('127.0.0.1', port, 2000, never);
    expect(result).toEqual({ ok: false, final: false, seen: 'the connection is refused' });
  });

  test.each([0, -1, 65_536, 1.5, Number.NaN])('%d is no port', async (port) => {
    expect(await prober.tcp('127.0.0.1', port, 2000, never)).toMatchObject({ ok: false, final: true });
    expect(await prober.ssh(target(port), 2000, never)).toMatchObject({ ok: false, final: true });
  });

  test('is cancelled', async () => {
    await expect(prober.tcp('127.0.0.1', 9, 2000, AbortSignal.abort())).rejects.toBeInstanceOf(CancelledError);
  });
});

describe('ssh to a server that lets us in', () => {
  test.each<[string, () => SshTarget['hostKey']]>([
    ['the exact key', () => ({ key: host.publicKey })],
    ['the hash of a tag', () => ({ sha256: hostKeySha256(host.publicKey) })],
    ['first contact', () => 'first'],
  ])('%s: gives the host key and opens no session', async (_, hostKey) => {
    const sessions: string[] = [];
    const port = await listenSsh([host], sessions);
    const result = await prober.ssh(target(port, { hostKey: hostKey() }), 5000, never);
    expect(result).toEqual({ ok: true, hostKey: host.publicKey });
    expect(sessions).toEqual([]);
  });

  test('a server with several host keys presents the expected kind', async () => {
    const port = await listenSsh([host, rsaHost]);
    const hostKey = { key: rsaHost.publicKey };
    expect(await prober.ssh(target(port, { hostKey }), 5000, never)).toEqual({ ok: true, hostKey: rsaHost.publicKey });
  });

  test('leaves no connection behind', async () => {
    const port = await listenSsh([host]);
    await prober.ssh(target(port), 5000, never);
    const [socket] = sockets;
    if (socket && !socket.destroyed) await new Promise((resolve) => socket.once('close', resolve));
    expect(socket?.destroyed).toBe(true);
  });
});

describe('ssh to the wrong server', () => {
  test.each<[string, () => readonly KeyPair[], () => SshTarget['hostKey']]>([
    ['another key', () => [host], () => ({ key: rsaHost.publicKey })],
    ['only another kind of key', () => [rsaHost], () => ({ key: host.publicKey })],
    ['another hash', () => [rsaHost], () => ({ sha256: hostKeySha256(host.publicKey) })],
  ])('%s: refused for good, with both fingerprints, before the login', async (_, keys, hostKey) => {
    const presented = fingerprintText(hostKeySha256(keys()[0]?.publicKey ?? ''));
    const result = await prober.ssh(target(await listenSsh(keys()), { hostKey: hostKey() }), 5000, never);
    expect(result).toMatchObject({ ok: false, final: true });
    expect(result).toMatchObject({ seen: expect.stringContaining(`presents the key ${presented}`) });
    expect(result).toMatchObject({ seen: expect.stringContaining('was expected') });
  });
});

describe('ssh that is not ready', () => {
  test('a refused key is not final: cloud-init may still be at work', async () => {
    const { privateKey } = stranger;
    const result = await prober.ssh(target(await listenSsh([host]), { privateKey }), 5000, never);
    expect(result).toEqual({ ok: false, final: false, seen: 'the login of root with the key is refused' });
  });

  test.each<[string, (socket: Socket) => void, RegExp]>([
    ['no banner', () => {}, /port \d+ is open, but no SSH banner came within 0.2 s/],
    ['an endless greeting', (socket) => socket.write('x\r\ny\r\n'), /no SSH banner came/],
    ['a banner and nothing more', (socket) => socket.write('SSH-2.0-tar\r\n'), /banner came, but the key exchange/],
    ['a banner and a reset', (socket) => socket.write('SSH-2.0-x\r\n', () => socket.resetAndDestroy()), /reset|closed/],
    ['a hang-up', (socket) => socket.end(), /broke|closed/],
    ['another protocol', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'), /no SSH banner came/],
    ['a broken key exchange', (socket) => socket.write('SSH-2.0-x\r\n\0\0\0\0garbage garbage'), /broke|not done/],
  ])('%s', async (_, serve, seen) => {
    const result = await prober.ssh(target(await listen(serve)), 200, never);
    expect(result).toMatchObject({ ok: false, final: false, seen: expect.stringMatching(seen) });
  });

  test('a key that is none is final and is not repeated', async () => {
    const privateKey = makeSecret('hunter2');
    const result = await prober.ssh(target(await listenSsh([host]), { privateKey }), 5000, never);
    expect(result).toEqual({ ok: false, final: true, seen: 'The private key cannot be read.' });
  });

  test('is cancelled in the middle, at once', async () => {
    const abort = new AbortController();
    const port = await listen(() => abort.abort());
    await expect(prober.ssh(target(port), 60_000, abort.signal)).rejects.toBeInstanceOf(CancelledError);
  });
});
