import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import ssh2, { type ClientChannel } from 'ssh2';
import { imageUser, sshMachineHost } from '../../../sandbox/ssh-machine.ts';
import type { KeyPair } from '../../../src/engine/ports.ts';
import { renderUserData } from '../../../src/render/user-data.ts';
import { createKeyMaker } from '../../../src/ssh/key-maker.ts';
import { createProber } from '../../../src/ssh/prober.ts';

const parent = realpathSync(mkdtempSync(join(tmpdir(), 'mist-machines-')));
const signal = new AbortController().signal;
const prober = createProber();
const clients = new Set<ssh2.Client>();
let host: ReturnType<typeof sshMachineHost>;
let key: KeyPair;
let stranger: KeyPair;
let hostKey: KeyPair;

beforeAll(async () => {
  const maker = createKeyMaker();
  [key, stranger, hostKey] = await Promise.all([maker.rsa(), maker.rsa(), maker.hostKey()]);
});
beforeEach(() => {
  host = sshMachineHost({ directory: parent });
});
afterEach(async () => {
  for (const client of clients) client.destroy();
  clients.clear();
  await host.close();
  expect(readdirSync(parent)).toEqual([]);
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

function boot(id = 'm1', cloudInit: string | null = null) {
  const authorizedKeys = ['no key', key.publicKey];
  return host.boot({ id, name: id, cloudInit, authorizedKeys, image: 'Ubuntu 24.04', provider: 'amazon' });
}

async function login(at: { readonly ip: string; readonly port: number }): Promise<ssh2.Client> {
  const client = new ssh2.Client();
  clients.add(client);
  const ready = new Promise<void>((resolve, reject) => client.once('ready', resolve).once('error', reject));
  client.connect({ host: at.ip, port: at.port, username: 'ubuntu', privateKey: key.privateKey.reveal() });
  client.setNoDelay(true);
  await ready;
  client.on('error', () => {});
  return client;
}

function exec(client: ssh2.Client, command: string): Promise<ClientChannel> {
  return new Promise((resolve, reject) => {
    client.exec(command, (error, channel) => (error ? reject(error) : resolve(channel)));
  });
}

type Ran = { readonly stdout: string; readonly stderr: string; readonly exit: readonly unknown[] };

function output(channel: ClientChannel): Promise<Ran> {
  const got = { stdout: '', stderr: '', exit: [] as unknown[] };
  channel.on('data', (data: Buffer) => {
    got.stdout += data.toString();
  });
  channel.stderr.on('data', (data: Buffer) => {
    got.stderr += data.toString();
  });
  channel.on('exit', (...args: unknown[]) => {
    got.exit = args;
  });
  return new Promise((resolve) => channel.on('close', () => resolve(got)));
}

async function sh(client: ssh2.Client, command: string): Promise<Ran> {
  const channel = await exec(client, command);
  const all = output(channel);
  channel.end();
  return all;
}

describe('who may log in', () => {
  test.each<[string, string, () => KeyPair, boolean]>([
    ['the image’s user with the deployed key', 'ubuntu', () => key, true],
    ['the image’s user with another key', 'ubuntu', () => stranger, false],
    ['another user with the deployed key', 'root', () => key, false],
  ])('%s', async (_, user, pair, ok) => {
    const { ip, port } = await boot();
    const target = { host: ip, port, user, privateKey: pair().privateKey, hostKey: 'first' as const };
    expect(await prober.ssh(target, 5000, signal)).toMatchObject({ ok });
  });

  test.each([
    ['amazon', 'Ubuntu Server 24.04', 'ubuntu'],
    ['ec2', 'debian-12-amd64', 'admin'],
    ['amazon', 'al2023-ami', 'ec2-user'],
    ['linode', 'linode/ubuntu24.04', 'root'],
    ['nowhere', 'ubuntu', 'root'],
  ])('%s with %s is %s', (provider, image, user) => {
    expect(imageUser(provider, image)).toBe(user);
  });
});

describe('host keys', () => {
  test('the injected one, else one of its own each', async () => {
    const injected = renderUserData({ provider: null, hostKey, cloudInit: '#!/bin/sh\n' });
    const places = [await boot('a', injected), await boot('b'), await boot('c')];
    const target = { user: 'ubuntu', privateKey: key.privateKey, hostKey: 'first' as const };
    const seen = await Promise.all(
      places.map(({ ip, port }) => prober.ssh({ host: ip, port, ...target }, 5000, signal)),
    );
    const keys = seen.map((result) => (result.ok ? result.hostKey : null));
    expect(keys[0]).toBe(hostKey.publicKey);
    expect(new Set(keys).size).toBe(3);
    expect(keys).not.toContain(null);
  });
});

describe('commands', () => {
  test('run in the machine’s own directory with an emptied environment', async () => {
    const client = await login(await boot());
    const { stdout } = await sh(client, 'pwd; env');
    const [pwd, ...variables] = stdout.trim().split('\n');
    expect(pwd).toBe(join(parent, 'm1'));
    const names = variables
      .map((line) => line.split('=')[0])
      .filter((name) => !['PWD', 'OLDPWD', '_'].includes(name ?? ''));
    expect(new Set(names)).toEqual(
      new Set(
        ['PATH', 'HOME', 'USER', 'LANG', 'MIST_ACTION_ETC_SSH', 'MIST_ACTION_ROOT', 'SHLVL'].filter((n) =>
          names.includes(n),
        ),
      ),
    );
    expect(variables).toEqual(expect.arrayContaining([`HOME=${join(parent, 'm1')}`, 'USER=ubuntu']));
  });

  test.each([
    ['output, errors and exit code', 'echo out; echo err >&2; exit 7', { stdout: 'out\n', stderr: 'err\n', exit: [7] }],
    ['a signal', 'kill -TERM $$', { stdout: '', stderr: '', exit: [null, 'SIGTERM', false, ''] }],
    ['no input', 'cat', { stdout: '', stderr: '', exit: [0] }],
  ])('%s', async (_, command, expected) => {
    const ran = await sh(await login(await boot()), command);
    expect({ ...ran, exit: ran.exit.slice(0, expected.exit.length) }).toMatchObject(expected);
  });

  test('input reaches them, and much output comes whole', async () => {
    const client = await login(await boot());
    const channel = await exec(client, 'cat; head -c 3000000 /dev/zero | tr "\\0" e >&2');
    const all = output(channel);
    channel.end('x'.repeat(3_000_000));
    const { stdout, stderr, exit } = await all;
    expect([stdout.length, stderr.length, exit[0]]).toEqual([3_000_000, 3_000_000, 0]);
  });

  test('a shell reads commands', async () => {
    const client = await login(await boot());
    const channel = await new Promise<ClientChannel>((resolve, reject) => {
      client.shell((error, opened) => (error ? reject(error) : resolve(opened)));
    });
    const all = output(channel);
    channel.end('echo one\nexit 3\n');
    expect(await all).toMatchObject({ stdout: 'one\n', exit: [3] });
  });

  test('the client’s signal reaches the whole group', async () => {
    const client = await login(await boot());
    const channel = await exec(client, 'sh -c "echo up; sleep 60"; echo not reached');
    const all = output(channel);
    await new Promise((resolve) => channel.once('data', resolve));
    channel.signal('TERM');
    expect(await all).toMatchObject({ exit: expect.arrayContaining(['SIGTERM']) });
  });
});

describe('destroyed', () => {
  test('is really gone: port, connections, processes, directory', async () => {
    const at = await boot();
    const client = await login(at);
    const closed = new Promise<void>((resolve) => client.once('close', resolve));
    const stray = process.platform === 'linux' ? 'setsid' : '';
    const channel = await exec(client, `sleep 300 & ${stray} sleep 300 >/dev/null 2>&1 & echo $! $$; wait`);
    const line = await new Promise<Buffer>((resolve) => channel.once('data', resolve));
    const pids = line.toString().trim().split(' ').map(Number);
    await host.destroy('m1');
    await closed;
    expect(await prober.tcp(at.ip, at.port, 2000, signal)).toMatchObject({ seen: 'the connection is refused' });
    expect(existsSync(join(parent, 'm1'))).toBe(false);
    for (const pid of pids) await expect(waitUntilDead(pid)).resolves.toBe(true);
  });

  test('an unknown one is no error, and a second boot of one that is there is', async () => {
    await host.destroy('nothing');
    await boot();
    await expect(boot()).rejects.toThrow('booted already');
    await host.destroy('m1');
    await expect(boot()).resolves.toMatchObject({ port: expect.any(Number) });
  });

  test.each(['../up', 'a/b', '', '.'])('an id like %j names no directory', async (id) => {
    await expect(boot(id)).rejects.toThrow('must be plain');
    await expect(boot(id)).rejects.toThrow('must be plain');
  });
});

/** False for a zombie too: it has ended, and only waits for a parent to ask. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch (error) {
    // macOS has no /proc, and no strays are looked for there.
    return process.platform !== 'linux' && !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

async function waitUntilDead(pid: number): Promise<boolean> {
  for (let look = 0; look < 40; look += 1) {
    if (!isAlive(pid)) return true;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return false;
}

test('fifty at once: each has its own place, and all let us in', async () => {
  const injected = renderUserData({ provider: null, hostKey, cloudInit: null });
  const places = await Promise.all(Array.from({ length: 50 }, (_, index) => boot(`m${index}`, injected)));
  expect(new Set(places.map(({ ip, port }) => `${ip}:${port}`)).size).toBe(50);
  const target = { user: 'ubuntu', privateKey: key.privateKey, hostKey: { key: hostKey.publicKey } };
  const began = performance.now();
  const results = await Promise.all(
    places.map(({ ip, port }) => prober.ssh({ host: ip, port, ...target }, 20_000, signal)),
  );
  expect(results.filter((result) => result.ok)).toHaveLength(50);
  // Half a second on two idle cores; the limit only rules out that they wait for each other on a busy machine.
  expect(performance.now() - began).toBeLessThan(10_000);
}, 30_000);
