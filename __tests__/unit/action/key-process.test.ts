import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type KeyProcessSpawn, rsaKeyFromProcess } from '../../../src/action/key-process.ts';
import { identify, stillRuns } from '../../../src/action/process-identity.ts';
import { CancelledError } from '../../../src/model/errors.ts';
import { makeSecret } from '../../../src/model/secret.ts';

const PEM = `-----BEGIN RSA PRIVATE KEY-----\n${'QUJD'.repeat(16)}\nQQ==\n-----END RSA PRIVATE KEY-----\n`;
const STAYS = `
  import { writeFileSync } from 'node:fs';
  writeFileSync('pid', String(process.pid));
  setInterval(() => {}, 1000);
`;

let directory: string;
let home: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'key-process-'));
  writeFileSync(join(directory, 'package.json'), '{ "type": "module" }');
  home = process.cwd();
  process.chdir(directory);
});
afterEach(() => {
  process.chdir(home);
  rmSync(directory, { recursive: true });
});

function at(script: string | null, more: Partial<KeyProcessSpawn> = {}): KeyProcessSpawn {
  if (script !== null) writeFileSync(join(directory, 'key-maker.js'), script);
  const env = { PATH: process.env.PATH, RUNNER_TRACKING_ID: 'github_1', INPUT_MIST_TOKEN: 's3cret' };
  const signal = new AbortController().signal;
  return { distDirectory: directory, nodePath: process.execPath, env, signal, ...more };
}

const here = async () => makeSecret('made here');

test('the key comes by pipe; neither arguments nor environment hold more than they must', async () => {
  const script = `
    import { writeFileSync } from 'node:fs';
    const { argv, env } = process;
    writeFileSync('told', JSON.stringify({ argv: argv.slice(2), env }));
    console.log('a preload says hello');
    process.stdout.write(${JSON.stringify(PEM)});
  `;
  expect((await rsaKeyFromProcess(at(script), here)).reveal()).toBe(PEM);
  const told = JSON.parse(readFileSync(join(directory, 'told'), 'utf8'));
  expect([told.argv, Object.keys(told.env).sort()]).toEqual([[], ['PATH', 'RUNNER_TRACKING_ID']]);
});

test.each<[string, string | null, Partial<KeyProcessSpawn>]>([
  ['there is no such entry', null, {}],
  ['Node cannot be started', '', { nodePath: '/nowhere/node' }],
  ['the process fails', 'process.exit(3)', {}],
  ['it writes half a key', `process.stdout.write(${JSON.stringify(PEM.slice(0, -20))})`, {}],
  [
    'it writes without an end',
    `import { writeSync } from 'node:fs'; for (;;) try { writeSync(1, 'x'.repeat(4096)); } catch {}`,
    {},
  ],
])('the key is made in this process when %s', async (_, script, more) => {
  expect((await rsaKeyFromProcess(at(script, more), here)).reveal()).toBe('made here');
});

test('cancelled: the process is dead, the answer comes at once, and no key is made here', async () => {
  const controller = new AbortController();
  const making = rsaKeyFromProcess(at(STAYS, { signal: controller.signal }), here);
  making.catch(() => undefined);
  const child = await started();
  const reason = new CancelledError('SIGINT ended the step.');
  controller.abort(reason);
  await expect(making).rejects.toBe(reason);
  expect(child !== null && stillRuns(child)).toBe(false);
  await expect(rsaKeyFromProcess(at(STAYS, { signal: controller.signal }), here)).rejects.toBe(reason);
});

async function started() {
  for (let tries = 0; tries < 200; tries += 1) {
    try {
      const pid = Number(readFileSync(join(directory, 'pid'), 'utf8'));
      if (pid > 0) return identify(pid);
    } catch {
      // Not written yet.
    }
    await pause(25);
  }
  throw new Error('The process never started.');
}

test('what waits for a key at the end of this process is killed with it', async () => {
  const before = process.listeners('exit');
  const controller = new AbortController();
  const making = rsaKeyFromProcess(at(STAYS, { signal: controller.signal }), here);
  making.catch(() => undefined);
  const child = await started();
  for (const listener of process.listeners('exit').filter((one) => !before.includes(one))) listener(0);
  expect((await making).reveal()).toBe('made here');
  expect(child !== null && stillRuns(child)).toBe(false);
  expect(process.listeners('exit')).toEqual(before);
});

test('the key is there before its process has ended, which is then ended', async () => {
  const script = `${STAYS}\nprocess.stdout.write(${JSON.stringify(PEM)});`;
  expect((await rsaKeyFromProcess(at(script), here)).reveal()).toBe(PEM);
  const pid = Number(readFileSync(join(directory, 'pid'), 'utf8'));
  while (isAlive(pid)) await pause(10);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test("a key that was made in this process after the cancel is nobody's", async () => {
  const controller = new AbortController();
  const reason = new CancelledError('SIGINT ended the step.');
  const slowly = async () => {
    controller.abort(reason);
    return here();
  };
  await expect(rsaKeyFromProcess(at(null, { signal: controller.signal }), slowly)).rejects.toBe(reason);
});
