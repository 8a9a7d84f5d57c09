// The bundle on a command line: plan, apply, check, list and destroy against a sandbox, with a real OpenSSH login.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { run } from '../fakes/openssh.ts';
import { actionDirectory } from './runner.ts';
import { leftOn, NOTHING, type SandboxServer, startSandbox } from './sandbox-server.ts';

const SPEC = 'machines:\n  web: { backend: aws, image: ubuntu 24.04, size: { cpu: 1, ram: 1g } }\n';

let directory = '';
let server: SandboxServer;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'mist-cli-'));
  writeFileSync(join(directory, 'spec.yml'), SPEC);
  server = await startSandbox();
});

afterAll(async () => {
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
});

type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** What commands have left in the temporary directory. */
function leftBehind(): string[] {
  return readdirSync(directory).filter((name) => name.startsWith('mist-'));
}

function cli(...argv: readonly string[]): Promise<Ended> {
  return node([join(actionDirectory, 'dist', 'cli.js'), ...argv]);
}

function node(argv: readonly string[]): Promise<Ended> {
  const env = {
    PATH: process.env.PATH,
    HOME: directory,
    TMPDIR: directory,
    MIST_URL: server.url,
    MIST_TOKEN: server.token,
  };
  const child = spawn(process.execPath, [...argv], { cwd: directory, env });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
}

test('plan, check, apply, log in, check again, destroy', async () => {
  const identity = ['--repository', 'owner/name'];
  const planned = await cli('plan', '-f', 'spec.yml', ...identity);
  expect(planned.code).toBe(0);
  expect(JSON.parse(JSON.parse(planned.stdout).plan)).toMatchObject({ create: 2 });
  expect(JSON.parse(planned.stdout)).toMatchObject({ 'plan-file': '', files: '' });
  expect((await cli('check', '-f', 'spec.yml', ...identity)).code).toBe(2);
  expect(leftBehind()).toEqual([]);

  const applied = await cli('apply', '-f', 'spec.yml', ...identity);
  expect(applied.stderr).toContain('machine/web has been created');
  expect(applied.code).toBe(0);
  const outputs: Record<string, string> = JSON.parse(applied.stdout);
  const login = await run('ssh', ['-F', outputs['ssh-config-file'] ?? '', 'web', 'echo in']);
  expect(login).toMatchObject({ code: 0, stdout: 'in\n' });
  expect((await cli('check', '-f', 'spec.yml', ...identity)).code).toBe(0);
  expect(leftBehind().map((name) => join(directory, name))).toEqual([dirname(outputs.files ?? '')]);

  const destroyed = await cli('destroy', ...identity);
  expect(destroyed.code).toBe(0);
  expect(leftOn(await server.state())).toEqual(NOTHING);
}, 120_000);

test('a failed apply keeps what is ready, with the files to reach it', async () => {
  const bad = 'image: ubuntu 24.04, size: { cpu: 1, ram: 1g }, backend: aws, wait: { command: exit 3, timeout: 6s }';
  writeFileSync(join(directory, 'bad.yml'), `${SPEC}  db: { ${bad} }\n`);
  const identity = ['--repository', 'owner/failing'];
  const failed = await cli('apply', '-f', 'bad.yml', ...identity);
  expect(failed.code).toBe(1);
  const outputs: Record<string, string> = JSON.parse(failed.stdout);
  const login = await run('ssh', ['-F', outputs['ssh-config-file'] ?? '', 'web', 'echo in']);
  expect(login).toMatchObject({ code: 0, stdout: 'in\n' });
  for (const name of ['known-hosts-file', 'inventory-file', 'machines-file', 'key-file'])
    expect(existsSync(outputs[name] ?? '')).toBe(true);
  expect(failed.stderr).toContain('What is ready stays: machine/web.');
  expect(failed.stderr).toContain('Scope local stays, with machine/web (');
  expect(failed.stderr).not.toMatch(/Nothing of this scope|this job|[Pp]ost\b|the runner|workflow|GitHub/);
  expect(JSON.parse(outputs['machine-ids'] ?? '')).toHaveLength(1);

  const destroyed = await cli('destroy', ...identity);
  expect([destroyed.code, leftOn(await server.state())]).toEqual([0, NOTHING]);
}, 120_000);

test('reap needs neither scope nor run', async () => {
  const reaped = await cli('reap', '--repository', 'owner/name');
  expect(reaped.stderr).toContain('Nothing has lost its owner');
  expect(reaped.code).toBe(0);
}, 60_000);

test('lists are JSON, and a mistake ends with 1 and no secret', async () => {
  const sizes = await cli('list', 'sizes', '--backend', 'aws', '--search', 't3a');
  expect(JSON.parse(sizes.stdout)).toContainEqual(expect.objectContaining({ external_id: 't3a.micro', cpus: 1 }));
  const wrong = await cli('list', 'sizes', '--backend', 'nowhere');
  expect(wrong.code).toBe(1);
  expect(wrong.stderr).toContain('Enabled backends: aws, linode, docker.');
  expect(wrong.stderr + wrong.stdout).not.toContain(server.token);
}, 60_000);

test.each(['cli', 'sandbox'])('%s says which Node it needs, on one that is too old to load it', async (name) => {
  const versions = 'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.19.1" } })';
  // Without the clone around it there is no other Node to be found.
  const alone = join(directory, 'alone', 'dist');
  cpSync(join(actionDirectory, 'dist', `${name}.js`), join(alone, `${name}.mjs`));
  const entry = join(alone, `${name}.mjs`);
  const old = await node(['--import', `data:text/javascript,${encodeURIComponent(versions)}`, entry, '--help']);
  expect(old).toEqual({ code: 1, stdout: '', stderr: 'This needs Node 24 or later, and this is Node 20.19.1.\n' });
});

// Another build may come without the clone around it.
const inClone = existsSync(join(actionDirectory, 'scripts', 'node24.mjs')) ? test : test.skip;

inClone(
  'in a clone an older Node finds Node 24 among the packages',
  async () => {
    const versions = 'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.19.1" } })';
    const fake = ['--import', `data:text/javascript,${encodeURIComponent(versions)}`];
    const entry = join(actionDirectory, 'dist', 'cli.js');
    const help = await node([...fake, entry, '--help']);
    expect(help).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('usage: node dist/cli.js VERB'),
      stderr: '',
    });
    expect(await node([...fake, entry, 'aply'])).toMatchObject({ code: 1, stderr: expect.stringContaining('no verb') });
  },
  60_000,
);
