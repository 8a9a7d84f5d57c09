// The server behind `mist-url: sandbox`: found by a file in RUNNER_TEMP, else started from dist/sandbox.js.

import { spawn } from 'node:child_process';
import { closeSync, linkSync, lstatSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { formatSeconds } from '../model/duration.ts';
import { ActionError, CancelledError } from '../model/errors.ts';
import { randomId } from './random-id.ts';

/** Where the sandbox of this job is found; `step` is the `GITHUB_ACTION` of the step that started it. */
export type SandboxRecord = {
  readonly url: string;
  readonly token: string;
  readonly pid: number;
  readonly step: string;
};

/** What this module needs of its process; `env` is what the server may inherit from. */
export type SandboxWorld = {
  readonly runnerTemp: string;
  readonly distDirectory: string;
  /** `GITHUB_ACTION`: unique in a job, the same in main and post of one step. */
  readonly step: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly nodePath: string;
  readonly signal?: AbortSignal;
  /** How long the server may take to say that it listens; 10 s when not given. */
  readonly startTimeoutMs?: number;
};

export type LocalSandbox = { readonly url: string; readonly token: string; readonly started: boolean };

const START_TIMEOUT_MS = 10_000;
const STOP_TIMEOUT_MS = 5_000;
const POLL_MS = 20;
const LAST_MOMENT_MS = 1_000;
const FILE_NAME = 'mist-action-sandbox.json';

// Only these reach the server: it must not hold the step's secrets. The tracking id lets the runner end it with the job.
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'USERPROFILE', 'RUNNER_TRACKING_ID'];

function failure(message: string, hint?: string): ActionError {
  return new ActionError('sandbox', 'bug', `The local sandbox ${message}`, hint === undefined ? {} : { hint });
}

/**
 * The sandbox of this job, started when there is none that answers. Two steps that start at once end up with one
 * server. Throws ActionError `sandbox` when it does not come up in time, CancelledError when `signal` aborts.
 */
export async function findOrStartSandbox(world: SandboxWorld): Promise<LocalSandbox> {
  const path = join(world.runnerTemp, FILE_NAME);
  const known = readRecord(path);
  if (known !== null) {
    if (await answers(known)) return { url: known.url, token: known.token, started: false };
    rmSync(path, { force: true });
  }
  const record = await start(world);
  let ours = false;
  try {
    ours = publish(path, record);
  } finally {
    // Nobody would find a server without its file.
    if (!ours) await terminate(record);
  }
  if (ours) return { url: record.url, token: record.token, started: true };
  const winner = readRecord(path);
  if (winner === null) throw failure('was started by another step that removed its file at once.');
  return { url: winner.url, token: winner.token, started: false };
}

/**
 * Ends the sandbox when this step started it and the process is still that one; true when it did. Its file goes too.
 * A server that is gone already is no error.
 */
export async function stopSandbox(world: Pick<SandboxWorld, 'runnerTemp' | 'step'>): Promise<boolean> {
  const path = join(world.runnerTemp, FILE_NAME);
  const record = readRecord(path);
  if (record === null || record.step !== world.step) return false;
  // Whoever answers to this token is the process that made it, so its pid cannot have gone to another one.
  const alive = await answers(record);
  if (alive) await terminate(record);
  rmSync(path, { force: true });
  return alive;
}

/** The record at `path`, or null when there is none. Throws when the file is not one that this action wrote. */
export function readRecord(path: string): SandboxRecord | null {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return null;
  const foreign = process.platform !== 'win32' && ((stat.mode & 0o077) !== 0 || stat.uid !== process.getuid?.());
  if (!stat.isFile() || foreign) throw failure(`has a file that others may write or that is not ours: ${path}`);
  const record = parseRecord(readFileSync(path, 'utf8'));
  if (record === null) throw failure(`has a file that this action did not write: ${path}`);
  return record;
}

function parseRecord(text: string): SandboxRecord | null {
  const value = parseObject(text);
  if (value === null) return null;
  const { url, token, pid, step } = value;
  if (typeof url !== 'string' || typeof token !== 'string' || typeof step !== 'string') return null;
  if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid < 2 || !isLoopback(url)) return null;
  return { url, token, pid, step };
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

function isLoopback(url: string): boolean {
  return /^http:\/\/(127\.0\.0\.1|\[::1\]):\d{1,5}\/?$/.test(url);
}

/** True when the file is now ours, whole from its first moment; false when another step was first. */
function publish(path: string, record: SandboxRecord): boolean {
  const draft = `${path}.${randomId()}`;
  writeFileSync(draft, JSON.stringify(record), { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft);
  }
}

/** Starts the server with a file as its streams: a pipe would tie its life, and the step's end, to this process. */
async function start(world: SandboxWorld): Promise<SandboxRecord> {
  const logPath = join(world.runnerTemp, `mist-action-sandbox-${randomId()}.log`);
  const log = openSync(logPath, 'wx', 0o600);
  const extra = (world.env.MIST_SANDBOX_ARGS ?? '').split(' ').filter((arg) => arg !== '');
  const env = Object.fromEntries(INHERITED.map((name) => [name, world.env[name]]));
  const child = spawn(world.nodePath, [join(world.distDirectory, 'sandbox.js'), '--port', '0', ...extra], {
    cwd: world.runnerTemp,
    detached: true,
    env,
    stdio: ['ignore', log, log],
    windowsHide: true,
  });
  closeSync(log);
  let ended: string | null = null;
  child.on('error', (error) => {
    ended = error.message;
  });
  child.on('exit', (code, signal) => {
    ended ??= `exit code ${code ?? signal}`;
  });
  child.unref();
  try {
    const { url, token } = await greeting(logPath, () => ended, world);
    if (child.pid === undefined) throw failure('has no process id.');
    return { url, token, pid: child.pid, step: world.step };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    // The first line holds the token, and the server keeps its own handle.
    rmSync(logPath, { force: true });
  }
}

type Greeting = { readonly url: string; readonly token: string };

async function greeting(logPath: string, ended: () => string | null, world: SandboxWorld): Promise<Greeting> {
  const timeoutMs = world.startTimeoutMs ?? START_TIMEOUT_MS;
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const end = ended();
    const text = readFileSync(logPath, 'utf8');
    for (const line of text.split('\n').slice(0, -1)) {
      const found = parseGreeting(line);
      if (found !== null) return found;
    }
    if (end !== null) throw failure(`ended before it listened (${end}): ${lastLine(text)}`);
    if (performance.now() > deadline)
      throw failure(`did not listen within ${formatSeconds(timeoutMs)}: ${lastLine(text)}`);
    if (world.signal?.aborted) throw new CancelledError();
    await sleep(POLL_MS);
  }
}

function parseGreeting(line: string): Greeting | null {
  const { url, token } = parseObject(line) ?? {};
  return typeof url === 'string' && typeof token === 'string' && isLoopback(url) ? { url, token } : null;
}

function lastLine(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.at(-1)?.slice(0, 300) ?? 'it printed nothing';
}

/** Does the server at the record's address know the record's token? */
function answers(record: SandboxRecord): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(
      new URL('/api/v1/clouds', record.url),
      { agent: false, headers: { authorization: record.token }, timeout: 3000 },
      (response) => {
        response.resume();
        resolve(response.statusCode === 200);
      },
    );
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
  });
}

function signalTo(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}

/** Where nobody reaps processes (some containers) the pid stays: a server that no longer answers has ended too. */
async function terminate(record: SandboxRecord): Promise<void> {
  signalTo(record.pid, 'SIGTERM');
  const deadline = performance.now() + STOP_TIMEOUT_MS;
  while (signalTo(record.pid, 0) && (await answers(record))) {
    if (performance.now() > deadline) {
      signalTo(record.pid, 'SIGKILL');
      return;
    }
    await sleep(POLL_MS);
  }
  // It no longer listens; the process itself ends a moment later. One that nobody collects (a container without init)
  // would be there for ever, so this wait is short.
  const gone = performance.now() + LAST_MOMENT_MS;
  while (signalTo(record.pid, 0) && performance.now() < gone) await sleep(POLL_MS);
}
