import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import ssh2 from 'ssh2';
import type { KeyPair, RemoteResult, SshTarget } from '../../../src/engine/ports.ts';
import { CancelledError } from '../../../src/model/errors.ts';
import { hostKeySha256 } from '../../../src/model/host-key.ts';
import { createKeyMaker } from '../../../src/ssh/key-maker.ts';
import { createShell } from '../../../src/ssh/shell.ts';

// RSA keys and logins take their time on a busy machine.
jest.setTimeout(60_000);

const shell = createShell();
const never = new AbortController().signal;
const kept = { script: 'echo x', timeoutMs: 5000, keepMs: 60_000 };
const last = { script: 'echo y', timeoutMs: 5000 };
let servers: Server[] = [];
/** One for each login, in order. */
let sockets: Socket[] = [];
let key: KeyPair;
let stranger: KeyPair;
let host: KeyPair;

beforeAll(async () => {
  const maker = createKeyMaker();
  [key, stranger, host] = await Promise.all([maker.rsa(), maker.rsa(), maker.hostKey()]);
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers) server.close();
  [servers, sockets] = [[], []];
});

/** A server that lets everybody in and answers so many commands on a connection with exit 0. */
function serve(commands = Number.POSITIVE_INFINITY): Promise<SshTarget> {
  const listener = createServer({ noDelay: true }, (socket) => {
    let left = commands;
    sockets.push(socket);
    const server = new ssh2.Server({ hostKeys: [host.privateKey.reveal()] }, (connection) => {
      connection.on('error', () => {});
      connection.on('authentication', (context) => context.accept());
      connection.on('session', (accept) => {
        accept().on('exec', (run, reject) => {
          left -= 1;
          if (left < 0) return reject();
          const channel = run();
          channel.exit(0);
          channel.end();
        });
      });
    });
    server.injectSocket(socket);
  });
  servers.push(listener);
  const { privateKey } = key;
  return new Promise((resolve, reject) => {
    listener.listen(0, '127.0.0.1', () => {
      const address = listener.address();
      if (typeof address !== 'object' || address === null) reject(new Error('no port'));
      else {
        const hostKey = { key: host.publicKey };
        resolve({ host: '127.0.0.1', port: address.port, user: 'ubuntu', privateKey, hostKey });
      }
    });
  });
}

async function ended(socket: Socket | undefined): Promise<void> {
  if (socket && !socket.destroyed) await new Promise((resolve) => socket.once('close', resolve));
}

test('the next command uses it, and closes it', async () => {
  const target = await serve();
  await shell.run(target, kept, never);
  const hostKey = { sha256: ['other', hostKeySha256(host.publicKey)] };
  expect(await shell.run({ ...target, hostKey }, last, never)).toEqual({
    ran: true,
    exitCode: 0,
    signal: null,
    stdout: '',
    hostKey: host.publicKey,
  });
  expect(sockets).toHaveLength(1);
  await ended(sockets[0]);
  expect(await shell.run(target, last, never)).toMatchObject({ ran: true });
  expect(sockets).toHaveLength(2);
});

test('two commands at once do not share it', async () => {
  const target = await serve();
  await shell.run(target, kept, never);
  const both = await Promise.all([shell.run(target, last, never), shell.run(target, last, never)]);
  expect(both).toMatchObject([{ ran: true }, { ran: true }]);
  expect(sockets).toHaveLength(2);
});

test.each<[string, () => Partial<SshTarget>, Partial<RemoteResult>]>([
  ['another host key', () => ({ hostKey: { sha256: 'own' } }), { ran: false, final: true }],
  ['another user', () => ({ user: 'root' }), { ran: true }],
  ['another private key', () => ({ privateKey: stranger.privateKey }), { ran: true }],
  ['another host', () => ({ host: '127.0.0.2' }), { ran: false, final: false }],
])('a command to %s does not use it', async (_, over, expected) => {
  const target = await serve();
  await shell.run(target, kept, never);
  expect(await shell.run({ ...target, ...over() }, last, never)).toMatchObject(expected);
  const logins = sockets.length;
  expect(await shell.run(target, last, never)).toMatchObject({ ran: true });
  expect(sockets).toHaveLength(logins);
});

test('it ends when its time is over', async () => {
  const target = await serve();
  await shell.run(target, { ...kept, keepMs: 50 }, never);
  await ended(sockets[0]);
  expect(await shell.run(target, last, never)).toMatchObject({ ran: true });
  expect(sockets).toHaveLength(2);
});

test('it ends with the step', async () => {
  const abort = new AbortController();
  const target = await serve();
  await shell.run(target, kept, abort.signal);
  abort.abort();
  await ended(sockets[0]);
  await expect(shell.run(target, last, abort.signal)).rejects.toBeInstanceOf(CancelledError);
});

test('one that has broken meanwhile costs the next command a login of its own', async () => {
  const target = await serve();
  await shell.run(target, kept, never);
  sockets[0]?.destroy();
  let result = await shell.run(target, last, never);
  // The end of the connection may have been on its way yet: that is said, and is no last word.
  if (!result.ran) {
    expect(result).toMatchObject({ final: false });
    result = await shell.run(target, last, never);
  }
  expect(result).toMatchObject({ ran: true, exitCode: 0 });
  expect(sockets).toHaveLength(2);
});

test('a server that allows one command to a connection may be asked again', async () => {
  const target = await serve(1);
  await shell.run(target, kept, never);
  expect(await shell.run(target, last, never)).toMatchObject({ ran: false, final: false });
  expect(await shell.run(target, last, never)).toMatchObject({ ran: true });
  expect(sockets).toHaveLength(2);
});
