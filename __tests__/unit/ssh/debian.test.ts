// The exchange of host keys on a machine with Debian's own sshd, sudo and /etc/ssh. It needs root (or sudo without a
// password) and the packages: `.ci/run` fetches them and says where they are.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type ExchangeInput, type ExchangeWorld, HostKeyExchange } from '../../../src/engine/host-key-exchange.ts';
import type { KeyPair, SshTarget } from '../../../src/engine/ports.ts';
import { createKeyMaker } from '../../../src/ssh/key-maker.ts';
import { createProber } from '../../../src/ssh/prober.ts';
import { createShell } from '../../../src/ssh/shell.ts';
import { run, writeHandOver } from '../../fakes/openssh.ts';

const PACKAGES = process.env.MIST_TEST_DEBIAN_PACKAGES ?? '';
const SCRIPT = join(import.meta.dirname, '../../../scripts/debian-machine.sh');
const onDebian = PACKAGES === '' ? describe.skip : describe;
jest.setTimeout(60_000);

const prober = createProber();
const shell = createShell();
const { signal } = new AbortController();
const directory = mkdtempSync(join(tmpdir(), 'mist-debian-'));
const machines: { readonly child: ChildProcess; readonly ended: Promise<unknown> }[] = [];

let key: KeyPair;
let boot: KeyPair;

beforeAll(async () => {
  const maker = createKeyMaker();
  [key, boot] = await Promise.all([maker.rsa(), maker.hostKey()]);
});
afterAll(async () => {
  for (const { child } of machines) child.stdin?.end();
  await Promise.all(machines.map(({ ended }) => ended));
  rmSync(directory, { recursive: true, force: true });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** A machine that presents the injected key; resolves once it does. */
async function start(user: string, ...mode: string[]): Promise<SshTarget> {
  const port = await freePort();
  const keys = join(directory, String(port));
  mkdirSync(keys);
  writeFileSync(join(keys, 'ssh_host_ed25519_key'), boot.privateKey.reveal(), { mode: 0o600 });
  writeFileSync(join(keys, 'authorized_keys'), `${key.publicKey}\n`);
  const command = ['unshare', '--mount', 'sh', SCRIPT, PACKAGES, keys, String(port), ...mode];
  const [program = '', ...args] = process.getuid?.() === 0 ? command : ['sudo', '-n', ...command];
  const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  machines.push({ child, ended: new Promise((resolve) => child.once('close', resolve)) });
  const target: SshTarget = {
    host: '127.0.0.1',
    port,
    user,
    privateKey: key.privateKey,
    hostKey: { key: boot.publicKey },
  };
  for (let tries = 0; ; tries += 1) {
    const seen = await prober.ssh(target, 5000, signal);
    if (seen.ok) return target;
    if (tries > 100 || seen.final) throw new Error(`${seen.seen}\n${said}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function exchange(mayKeep = false, remember: ExchangeInput['remember'] = async () => {}): HostKeyExchange {
  const quiet = (): void => {};
  const log: ExchangeWorld['log'] = {
    info: quiet,
    debug: quiet,
    warning: quiet,
    mask: quiet,
    group: (_, work) => work(),
    section: () => undefined,
  };
  const clock: ExchangeWorld['clock'] = {
    now: () => Date.now(),
    elapsed: () => performance.now(),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  };
  return new HostKeyExchange(
    { prober, shell, clock, log, signal },
    {
      address: 'machine/web',
      injected: { key: boot.publicKey },
      remembered: null,
      mayKeep,
      remember,
      settled: async () => {},
      deadline: performance.now() + 30_000,
    },
  );
}

onDebian('a machine with Debian’s sshd', () => {
  test.each([
    ['root', 'two scripts'],
    ['root', 'one script'],
    ['admin', 'two scripts'],
    ['admin', 'one script'],
  ])('%s, %s: its own key is presented, the injected one is dead, sessions survive', async (user, scripts) => {
    const target = await start(user);
    const session = shell.run(target, { script: 'sleep 3; echo alive', timeoutMs: 20_000 }, signal);
    const alone = scripts === 'one script';
    const one = exchange(false, alone ? null : async () => {});
    expect(await one.prepare(target, 10_000)).toMatchObject({ ok: true });
    if (!alone) expect(await prober.ssh(target, 5000, signal)).toMatchObject({ ok: true });
    const done = await one.complete(target);
    const own = done.ok ? done.hostKeys : [];
    expect(own).toEqual([
      expect.stringMatching(/^ssh-ed25519 AAAA/),
      expect.stringMatching(/^ecdsa-sha2-nistp256 AAAA/),
    ]);
    expect(await prober.ssh(target, 5000, signal)).toMatchObject({ ok: false, final: true });
    for (const known of own) {
      expect(await prober.ssh({ ...target, hostKey: { key: known } }, 5000, signal)).toMatchObject({ ok: true });
    }
    expect(await session).toMatchObject({ ran: true, stdout: 'alive\n' });
    // What lies on the disk now: new keys with the right modes, nothing of the old one, nothing left over.
    const script =
      'cd /etc/ssh; stat -c "%a %U %n" ssh_host_ed25519_key*; ls -A | grep mist; ssh-keygen -lf ssh_host_ed25519_key.pub >/dev/null && echo pair';
    const after = await shell.run({ ...target, hostKey: { key: own[0] ?? '' } }, { script, timeoutMs: 10_000 }, signal);
    expect(after).toMatchObject({
      stdout: '600 root ssh_host_ed25519_key\n644 root ssh_host_ed25519_key.pub\npair\n',
    });

    // The OpenSSH client, with the files that are handed over before and after.
    const { host: ip, port, privateKey } = target;
    const ssh = (hostKeys: readonly string[], name: string) => {
      const config = writeHandOver(join(directory, `${port}-${name}`), privateKey, [
        { name: 'web', ip, port, user, hostKeys },
      ]);
      return run('ssh', ['-F', config, '-o', 'BatchMode=yes', 'web', 'id -un']);
    };
    expect(await ssh(own, 'own')).toMatchObject({ code: 0, stdout: `${user}\n` });
    expect(await ssh(own.slice(1), 'other kind')).toMatchObject({ code: 0 });
    expect(await ssh([boot.publicKey], 'injected')).toMatchObject({
      code: 255,
      stderr: expect.stringContaining('Host key verification failed'),
    });
  });

  test.each([
    ['a login user who may not sudo', ['guest'], 'may not become root without a password'],
    ['a read-only /etc/ssh', ['root', 'read-only'], '/etc/ssh cannot be written to'],
    ['a read-only /etc/ssh, with sudo', ['admin', 'read-only'], '/etc/ssh cannot be written to'],
  ])('%s: refused, and kept only where the user allows it', async (_, [user = '', ...mode], why) => {
    const target = await start(user, ...mode);
    await expect(exchange().prepare(target, 10_000)).rejects.toMatchObject({ message: expect.stringContaining(why) });
    const kept = exchange(true);
    await kept.prepare(target, 10_000);
    expect(await kept.complete(target)).toEqual({ ok: true, hostKeys: [boot.publicKey] });
    expect(await prober.ssh(target, 5000, signal)).toMatchObject({ ok: true });
  });
});
