import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sshMachineHost } from '../../../sandbox/ssh-machine.ts';
import type { KeyPair } from '../../../src/engine/ports.ts';
import { renderUserData } from '../../../src/render/user-data.ts';
import { createKeyMaker } from '../../../src/ssh/key-maker.ts';
import { hasOpenSsh, run, writeHandOver } from '../../fakes/openssh.ts';

// A blank, a percent sign, a quote and letters beyond ASCII: all of them may be in a runner's paths.
const parent = realpathSync(mkdtempSync(join(tmpdir(), 'mist öpen 100% "ssh" ')));
const host = sshMachineHost({ directory: join(parent, 'machines') });
const withOpenSsh = hasOpenSsh() ? describe : describe.skip;

let key: KeyPair;
let stranger: KeyPair;
let hostKeys: readonly [KeyPair, KeyPair];
let machines: readonly { name: string; ip: string; port: number; user: string; hostKeys: string[] }[];
let config: string;

async function boot(name: string, hostKey: KeyPair) {
  const cloudInit = renderUserData({ provider: 'amazon', hostKey, cloudInit: '#!/bin/sh\ntrue\n' });
  const authorizedKeys = [key.publicKey];
  const at = await host.boot({ id: name, name, cloudInit, authorizedKeys, image: 'ubuntu 24.04', provider: 'amazon' });
  return { name, ...at, user: 'ubuntu', hostKeys: [hostKey.publicKey] };
}

beforeAll(async () => {
  const maker = createKeyMaker();
  [key, stranger] = await Promise.all([maker.rsa(), maker.rsa()]);
  hostKeys = await Promise.all([maker.hostKey(), maker.hostKey()]);
  machines = await Promise.all([boot('web-1', hostKeys[0]), boot('web-2', hostKeys[1]), boot('doomed', hostKeys[0])]);
  config = writeHandOver(join(parent, 'hand over'), key.privateKey, machines);
});

afterAll(async () => {
  await host.close();
  chmodSync(parent, 0o700);
  rmSync(parent, { recursive: true, force: true });
});

withOpenSsh('OpenSSH with the handed-over files', () => {
  test.each(['web-1', 'web-2'])('ssh -F … %s logs in, and warns of nothing', async (name) => {
    const ran = await run('ssh', ['-F', config, name, 'echo "$USER in $(basename "$PWD")"; echo err >&2; exit 3']);
    expect(ran).toEqual({ code: 3, stdout: `ubuntu in ${name}\n`, stderr: 'err\n' });
  });

  test('asks no agent', async () => {
    let asked = 0;
    const path = join(tmpdirOf(), 'agent');
    const agent = createServer((socket) => {
      asked += 1;
      socket.destroy();
    }).listen(path);
    await once(agent, 'listening');
    const more = { SSH_AUTH_SOCK: path };
    expect(await run('ssh', ['-F', config, 'web-1', 'echo in'], '', more)).toMatchObject({ code: 0, stdout: 'in\n' });
    agent.close();
    expect(asked).toBe(0);
  });

  test('input, a script on input, and a terminal asked for in vain', async () => {
    expect(await run('ssh', ['-F', config, 'web-1', 'tr a-z A-Z'], 'abc')).toMatchObject({ code: 0, stdout: 'ABC' });
    expect(await run('ssh', ['-F', config, '-T', 'web-1'], 'echo hi; exit 4\n')).toMatchObject({
      code: 4,
      stdout: 'hi\n',
    });
    expect(await run('ssh', ['-F', config, '-tt', 'web-1', 'echo hi'])).toMatchObject({ code: 0, stdout: 'hi\n' });
  });

  test('known_hosts serves an address and port as well as a name', async () => {
    const [{ ip, port } = { ip: '', port: 0 }] = machines;
    const files = join(parent, 'hand over');
    // The option is read like a line of the file, so the same quoting holds.
    const known = join(files, 'known_hosts').replaceAll('"', '\\"').replaceAll('%', '%%');
    const options = ['-F', '/dev/null', '-o', `UserKnownHostsFile="${known}"`, '-o', 'StrictHostKeyChecking=yes'];
    // `-i` expands tokens too, and there is no quoting there.
    writeFileSync(join(tmpdirOf(), 'key'), key.privateKey.reveal(), { mode: 0o600 });
    const login = ['-i', join(tmpdirOf(), 'key'), '-p', String(port), `ubuntu@${ip}`, 'echo in'];
    expect(await run('ssh', [...options, ...login])).toMatchObject({ code: 0, stdout: 'in\n', stderr: '' });
  });

  test.each([
    ['sftp, as scp does today', []],
    ['the old protocol', ['-O']],
  ])('scp there and back by %s', async (_, flags) => {
    const local = join(tmpdirOf(), 'file');
    const back = join(tmpdirOf(), `back${flags.join('')}`);
    writeFileSync(local, 'x'.repeat(300_000));
    expect(await run('scp', [...flags, '-F', config, local, 'web-1:copy'])).toMatchObject({ code: 0, stderr: '' });
    expect(await run('scp', [...flags, '-F', config, 'web-1:copy', back])).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(back, 'utf8')).toBe('x'.repeat(300_000));
  });

  test('scp -rp of a directory', async () => {
    const tree = join(tmpdirOf(), 'tree');
    mkdirSync(join(tree, 'deep'), { recursive: true });
    writeFileSync(join(tree, 'deep', 'run'), '#!/bin/sh\necho ran\n', { mode: 0o755 });
    expect(await run('scp', ['-rp', '-F', config, tree, 'web-1:there'])).toMatchObject({ code: 0, stderr: '' });
    expect(await run('ssh', ['-F', config, 'web-1', './there/deep/run'])).toMatchObject({ code: 0, stdout: 'ran\n' });
  });
});

/** A directory whose name holds nothing special, for what cannot be quoted. */
function tmpdirOf(): string {
  const path = join(parent, '..', `${parent.slice(-6)}-plain`);
  mkdirSync(path, { recursive: true });
  afterEachFiles.add(path);
  return path;
}
const afterEachFiles = new Set<string>();
afterAll(() => {
  for (const path of afterEachFiles) rmSync(path, { recursive: true, force: true });
});

withOpenSsh('OpenSSH is kept out', () => {
  test('where the host presents another key than the known one', async () => {
    const wrong = machines.map((machine) => ({ ...machine, hostKeys: [hostKeys[1].publicKey] }));
    const ran = await run('ssh', [
      '-F',
      writeHandOver(join(parent, 'wrong'), key.privateKey, wrong),
      'web-1',
      'echo in',
    ]);
    expect(ran).toMatchObject({
      code: 255,
      stdout: '',
      stderr: expect.stringContaining('Host key verification failed'),
    });
  });

  test('where no host key is known', async () => {
    const unknown = machines.map((machine) => ({ ...machine, hostKeys: [] }));
    const ran = await run('ssh', [
      '-F',
      writeHandOver(join(parent, 'none'), key.privateKey, unknown),
      'web-1',
      'echo in',
    ]);
    expect(ran).toMatchObject({
      code: 255,
      stdout: '',
      stderr: expect.stringContaining('Host key verification failed'),
    });
  });

  test('of a host that the files do not list, without a question', async () => {
    const [unlisted = { ip: '', port: 0 }, ...listed] = machines;
    const others = writeHandOver(join(parent, 'others'), key.privateKey, listed);
    writeFileSync(join(tmpdirOf(), 'same'), key.privateKey.reveal(), { mode: 0o600 });
    const login = ['-i', join(tmpdirOf(), 'same'), '-p', String(unlisted.port), `ubuntu@${unlisted.ip}`];
    expect(await run('ssh', ['-F', others, ...login, 'echo in'])).toMatchObject({
      code: 255,
      stdout: '',
      stderr: expect.stringMatching(/you have requested strict checking\.\s+Host key verification failed/),
    });
  });

  test('where a machine at the same private address, behind another jump host, is in place of it', async () => {
    const [one, two] = machines.map(({ ip, port }) => `${ip}:${port}`);
    // The two are asked for at one address, and the way there decides which of them answers.
    const inside = (name: string, index: 0 | 1) => ({
      ...{ name, ip: '10.0.0.5', port: 22, user: 'ubuntu', via: 'web-1' },
      hostKeys: [hostKeys[index].publicKey],
    });
    const both = [...machines, inside('one', 0), inside('two', 1)];
    const files = writeHandOver(join(tmpdirOf(), 'inside'), key.privateKey, both);
    const through = (at: string | undefined, name: string) => {
      const way = `ProxyCommand=ssh -F ${files} -W ${at} web-1`;
      return run('ssh', ['-F', files, '-o', way, name, 'basename "$PWD"']);
    };
    expect(await through(one, 'one')).toMatchObject({ code: 0, stdout: 'web-1\n' });
    expect(await through(two, 'two')).toMatchObject({ code: 0, stdout: 'web-2\n' });
    const refused = { code: 255, stdout: '', stderr: expect.stringContaining('Host key verification failed') };
    expect(await through(two, 'one')).toMatchObject(refused);
    expect(await through(one, 'two')).toMatchObject(refused);
  });

  test('with another client key', async () => {
    const other = writeHandOver(join(parent, 'other'), stranger.privateKey, machines);
    const ran = await run('ssh', ['-F', other, 'web-1', 'echo in']);
    expect(ran).toMatchObject({
      code: 255,
      stdout: '',
      stderr: expect.stringContaining('Permission denied (publickey)'),
    });
  });

  test('when the machine is destroyed', async () => {
    expect(await run('ssh', ['-F', config, 'doomed', 'echo in'])).toMatchObject({ code: 0 });
    await host.destroy('doomed');
    const ran = await run('ssh', ['-F', config, 'doomed', 'echo in']);
    expect(ran).toMatchObject({ code: 255, stdout: '', stderr: expect.stringContaining('Connection refused') });
  });
});

withOpenSsh('ssh-keygen', () => {
  test('reads both kinds of private keys that we make', async () => {
    for (const [index, pair] of [key, hostKeys[0]].entries()) {
      const path = join(tmpdirOf(), `made-${index}`);
      writeFileSync(path, pair.privateKey.reveal(), { mode: 0o600 });
      const { stdout } = await run('ssh-keygen', ['-y', '-f', path]);
      expect(stdout.trim()).toBe(pair.publicKey);
    }
  });
});
