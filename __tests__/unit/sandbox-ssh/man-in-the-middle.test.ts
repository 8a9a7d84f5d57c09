// Somebody in between with a key of his own: refused at the first contact and later, by our logins and by OpenSSH with
// only the files that are handed over. He takes every login and is at the machine's very address.
import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import ssh2 from 'ssh2';
import { sshMachineHost } from '../../../sandbox/ssh-machine.ts';
import { type ExchangeWorld, HostKeyExchange } from '../../../src/engine/host-key-exchange.ts';
import type { KeyPair, SshTarget } from '../../../src/engine/ports.ts';
import { hostKeySha256 } from '../../../src/model/host-key.ts';
import { renderUserData } from '../../../src/render/user-data.ts';
import { createKeyMaker } from '../../../src/ssh/key-maker.ts';
import { createProber } from '../../../src/ssh/prober.ts';
import { createShell } from '../../../src/ssh/shell.ts';
import { hasOpenSsh, run, writeHandOver } from '../../fakes/openssh.ts';

// RSA keys and logins take their time on a busy machine.
jest.setTimeout(60_000);

const prober = createProber();
const shell = createShell();
const { signal } = new AbortController();
const parent = realpathSync(mkdtempSync(join(tmpdir(), 'mist-between-')));

let machines: ReturnType<typeof sshMachineHost>;
let key: KeyPair;
let boot: KeyPair;
let stranger: KeyPair;
let target: SshTarget;
let listener: Server | null = null;
const sockets = new Set<Socket>();
/** What the one in between got to see. */
let seen: string[] = [];

beforeAll(async () => {
  const maker = createKeyMaker();
  [key, boot, stranger] = await Promise.all([maker.rsa(), maker.hostKey(), maker.hostKey()]);
});
beforeEach(async () => {
  seen = [];
  machines = sshMachineHost({ directory: parent });
  const cloudInit = renderUserData({ provider: null, hostKey: boot, cloudInit: null });
  const authorizedKeys = [key.publicKey];
  const at = await machines.boot({
    id: 'm',
    name: 'm',
    cloudInit,
    authorizedKeys,
    image: 'ubuntu',
    provider: 'amazon',
  });
  target = { host: at.ip, port: at.port, user: 'ubuntu', privateKey: key.privateKey, hostKey: { key: boot.publicKey } };
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise<void>((resolve) => (listener === null ? resolve() : listener.close(() => resolve())));
  listener = null;
  await machines.close();
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

/** Takes the machine's place with this host key. */
async function stepBetween(hostKey: KeyPair): Promise<void> {
  await machines.stop('m');
  const server = new ssh2.Server({ hostKeys: [hostKey.privateKey.reveal()] }, (connection) => {
    connection.on('error', () => {});
    connection.on('authentication', (context) => {
      seen.push(`login ${context.method}`);
      context.accept();
    });
    connection.on('session', (accept) => {
      accept().on('exec', (start, _reject, { command }) => {
        seen.push(command);
        const channel = start();
        channel.exit(0);
        channel.end();
      });
    });
  });
  await new Promise<void>((resolve) => {
    listener = createServer((socket) => {
      sockets.add(socket.on('error', () => {}));
      server.injectSocket(socket);
    }).listen(target.port, target.host, resolve);
  });
}

function exchange(): HostKeyExchange {
  const quiet = (): void => {};
  const log: ExchangeWorld['log'] = {
    info: quiet,
    debug: quiet,
    warning: quiet,
    mask: quiet,
    group: (_, work) => work(),
    section: () => undefined,
  };
  const clock: ExchangeWorld['clock'] = { now: () => 0, elapsed: () => 0, sleep: () => Promise.resolve() };
  const remember = { remember: async () => {}, settled: async () => {} };
  const input = {
    address: 'machine/web',
    injected: { key: boot.publicKey },
    remembered: null,
    mayKeep: false,
    deadline: 60_000,
  } as const;
  return new HostKeyExchange({ prober, shell, clock, log, signal }, { ...input, ...remember });
}

/** The machine's own keys, after the exchange. */
async function settled(): Promise<readonly string[]> {
  const one = exchange();
  expect(await one.prepare(target, 10_000)).toMatchObject({ ok: true });
  const done = await one.complete(target);
  return done.ok ? done.hostKeys : [];
}

/** Every way in of ours, against what must be presented; all are refused for good and nobody logs in. */
async function expectRefused(hostKey: SshTarget['hostKey']): Promise<void> {
  const at = { ...target, hostKey };
  const refused = { final: true, seen: expect.stringContaining('another machine, or someone in between') };
  expect(await prober.ssh(at, 5000, signal)).toMatchObject({ ok: false, ...refused });
  expect(await shell.run(at, { script: 'echo secret', timeoutMs: 5000 }, signal)).toMatchObject({
    ran: false,
    ...refused,
  });
  expect(seen).toEqual([]);
}

describe('our own logins', () => {
  test('are refused at the first contact', async () => {
    await stepBetween(stranger);
    await expectRefused({ key: boot.publicKey });
    expect(await exchange().prepare(target, 5000)).toMatchObject({ ok: false, final: true });
    expect(seen).toEqual([]);
  });

  test('are refused in the middle of the exchange', async () => {
    const one = exchange();
    await one.prepare(target, 10_000);
    await stepBetween(stranger);
    expect(await one.complete(target)).toMatchObject({ ok: false, final: true });
    expect(seen).toEqual([]);
  });

  test.each<[string, () => KeyPair]>([
    ['a stranger', () => stranger],
    ['whoever has the injected key from the user data', () => boot],
  ])('are refused later: %s', async (_, who) => {
    const [own = ''] = await settled();
    await stepBetween(who());
    await expectRefused({ key: own });
    await expectRefused({ sha256: hostKeySha256(own) });
  });
});

(hasOpenSsh() ? describe : describe.skip)('OpenSSH with the handed-over files', () => {
  const options = ['-o', 'BatchMode=yes', '-o', 'ConnectTimeout=10'];

  async function files(): Promise<{ readonly config: string; readonly local: string }> {
    const { host: ip, port, user, privateKey } = target;
    const directory = join(parent, 'files');
    const config = writeHandOver(directory, privateKey, [{ name: 'web', ip, port, user, hostKeys: await settled() }]);
    const local = join(directory, 'local');
    writeFileSync(local, 'text\n');
    return { config, local };
  }

  test('ssh, scp and sftp work', async () => {
    const { config, local } = await files();
    expect(await run('ssh', ['-F', config, ...options, 'web', 'echo in'])).toMatchObject({ code: 0, stdout: 'in\n' });
    expect(await run('scp', ['-F', config, ...options, local, 'web:copy'])).toMatchObject({ code: 0 });
    const batch = `get copy ${local}-back\nput ${local} two\n`;
    expect(await run('sftp', ['-F', config, ...options, '-b', '-', 'web'], batch)).toMatchObject({ code: 0 });
    expect([existsSync(`${local}-back`), existsSync(join(parent, 'm', 'two'))]).toEqual([true, true]);
  });

  test.each<[string, () => KeyPair]>([
    ['a stranger', () => stranger],
    ['whoever has the injected key from the user data', () => boot],
  ])('ssh, scp and sftp refuse %s', async (_, who) => {
    const { config, local } = await files();
    await stepBetween(who());
    const refused = { stderr: expect.stringContaining('Host key verification failed') };
    expect(await run('ssh', ['-F', config, ...options, 'web', 'echo secret'])).toMatchObject({ code: 255, ...refused });
    expect(await run('scp', ['-F', config, ...options, local, 'web:copy'])).toMatchObject(refused);
    expect(await run('sftp', ['-F', config, ...options, '-b', '-', 'web'], 'ls\n')).toMatchObject(refused);
    expect(seen).toEqual([]);
  });
});
