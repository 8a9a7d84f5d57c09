import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type KeeperSpawn, startKeeper, stopKeeper } from '../../../src/action/keeper-process.ts';
import { identify, type ProcessIdentity, stillRuns } from '../../../src/action/process-identity.ts';
import { systemClock } from '../../../src/action/process-world.ts';

/** Tells what it was given, and stays. */
const TELLS = `
  let text = '';
  for await (const chunk of process.stdin) text += chunk;
  const { argv, env, pid } = process;
  console.log(JSON.stringify({ text, argv: argv.slice(2), env, pid }));
  setInterval(() => {}, 1000);
`;

let directory: string;
let identities: ProcessIdentity[];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'keeper-process-'));
  writeFileSync(join(directory, 'package.json'), '{ "type": "module" }');
  identities = [];
});
afterEach(() => {
  for (const one of identities) if (stillRuns(one)) process.kill(one.pid, 'SIGKILL');
  rmSync(directory, { recursive: true });
});

function at(script: string, more: Partial<KeeperSpawn> = {}): KeeperSpawn {
  writeFileSync(join(directory, 'keeper.js'), script);
  const save = (identity: ProcessIdentity): void => void identities.push(identity);
  const env = { PATH: process.env.PATH, RUNNER_TRACKING_ID: 'github_1', INPUT_MIST_TOKEN: 's3cret' };
  const logPath = join(directory, 'keeper.log');
  return { distDirectory: directory, nodePath: process.execPath, env, cwd: directory, logPath, save, ...more };
}

async function untilLogged(text: string): Promise<string> {
  for (let tries = 0; tries < 200; tries += 1) {
    const log = readFileSync(join(directory, 'keeper.log'), 'utf8');
    if (log.includes(text)) return log;
    await pause(25);
  }
  throw new Error(`The keeper never said ${text}.`);
}

test('the order goes through the pipe, and neither arguments nor environment hold more than they must', async () => {
  const order = `{"token":"s3cret","more":"${'x'.repeat(300_000)}"}`;
  const identity = await startKeeper(order, at(TELLS));
  const told = JSON.parse(await untilLogged('\n'));
  expect(told).toMatchObject({ text: order, argv: [], pid: identity.pid });
  expect(Object.keys(told.env).sort()).toEqual(['PATH', 'RUNNER_TRACKING_ID']);
  expect(identities).toEqual([identity]);
  if (process.platform !== 'win32') expect(statSync(join(directory, 'keeper.log')).mode & 0o777).toBe(0o600);
  expect(await stopKeeper(identity, systemClock)).toBe('ended');
  expect(stillRuns(identity)).toBe(false);
});

test('a keeper that cannot be remembered is told nothing and ended', async () => {
  let seen: ProcessIdentity | null = null;
  const save = (identity: ProcessIdentity): void => {
    seen = identity;
    throw new Error('ENOSPC');
  };
  await expect(startKeeper('{}', at(TELLS, { save }))).rejects.toThrow('could not be started');
  const wait = systemClock.elapsed() + 5_000;
  while (seen !== null && stillRuns(seen) && systemClock.elapsed() < wait) await pause(20);
  expect(seen === null || stillRuns(seen)).toBe(false);
  expect(readFileSync(join(directory, 'keeper.log'), 'utf8')).toBe('');
});

test.each<[string, Partial<KeeperSpawn>]>([
  ['no Node', { nodePath: '/nowhere/node' }],
  ['no working directory', { cwd: '/nowhere' }],
])('%s is an error', async (_, more) => {
  await expect(startKeeper('{}', at(TELLS, more))).rejects.toThrow(/^The keeper could not be started\.$/);
});

test('a log that is there already is not written over', async () => {
  const given = at(TELLS);
  writeFileSync(given.logPath, 'mine');
  await expect(startKeeper('{}', given)).rejects.toThrow();
  expect(readFileSync(given.logPath, 'utf8')).toBe('mine');
  expect(identities).toEqual([]);
});

test('a keeper that does not obey is killed after three seconds', async () => {
  const stubborn = `process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000);`;
  const identity = await startKeeper('{}', at(stubborn));
  await untilLogged('up');
  const since = systemClock.elapsed();
  expect(await stopKeeper(identity, systemClock)).toBe('killed');
  expect(systemClock.elapsed() - since).toBeGreaterThan(2_900);
  expect(stillRuns(identity)).toBe(false);
});

test('a keeper may finish what it is at', async () => {
  const busy = `process.on('SIGTERM', () => setTimeout(() => { console.log('done'); process.exit(); }, 700)); console.log('up'); setInterval(() => {}, 1000);`;
  const identity = await startKeeper('{}', at(busy));
  await untilLogged('up');
  expect(await stopKeeper(identity, systemClock)).toBe('ended');
  expect(readFileSync(join(directory, 'keeper.log'), 'utf8')).toContain('done');
});

test('a number that has gone to another process is left alone', async () => {
  const stranger = spawn('sleep', ['60'], { stdio: 'ignore' });
  await once(stranger, 'spawn');
  const identity = identify(stranger.pid ?? 0);
  expect(await stopKeeper({ pid: stranger.pid ?? 0, start: '1' }, systemClock)).toBe('gone');
  expect(identity !== null && stillRuns(identity)).toBe(true);
  stranger.kill('SIGKILL');
  await once(stranger, 'exit');
  if (identity !== null) expect(await stopKeeper(identity, systemClock)).toBe('gone');
  expect(existsSync(join(directory, 'keeper.log'))).toBe(false);
});
