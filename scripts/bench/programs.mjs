// The programs that are measured, each a process of its own: the action as the runner runs it, the floor, and bare Node.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findNode24 } from '../node24.mjs';
import { runProcess } from '../runner/process.mjs';
import { startJob } from '../runner.mjs';
import { root } from '../tools.mjs';

export const TOKEN = 'b3'.repeat(32);

const LIMIT_MS = 300_000;
const here = (name) => join(root, 'scripts/bench', name);
const preload = (name) => ({ NODE_OPTIONS: `--require="${here(name)}"` });

/** `performance.now()` of this process on the clock that all processes of this machine share, in ms. */
export function onSharedClock(at) {
  return Number(process.hrtime.bigint()) / 1e6 - performance.now() + at;
}

/** Runs `work` with a directory of its own, into which a preloaded script writes `<program>.json`. */
async function withReport(work) {
  const directory = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    return await work(directory, (name) => JSON.parse(readFileSync(join(directory, `${name}.json`), 'utf8')));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function runNode(args, env) {
  const lines = [];
  const ended = await runProcess({
    command: findNode24(),
    args,
    cwd: root,
    env: { PATH: process.env.PATH, ...env },
    onLine: (line) => lines.push(line),
    timeoutMs: LIMIT_MS,
  });
  if (ended.exitCode !== 0) throw new Error(`${args.join(' ')} failed:\n${lines.join('\n')}`);
  return { wallMs: ended.seconds * 1000, startedAt: onSharedClock(ended.startedAt) };
}

/** `node -e 0`. */
export function runBare() {
  return runNode(['-e', '0'], {});
}

/** One mode of floor.cjs; `env` is its world. `usage: false` leaves out CPU and memory, for times of a few ms. */
export function runFloor(mode, env, { usage = true } = {}) {
  return withReport(async (directory, read) => {
    const measured = usage ? { ...preload('usage.cjs'), BENCH_USAGE: directory } : {};
    const ran = await runNode([here('floor.cjs'), mode], { FLOOR_TOKEN: TOKEN, ...measured, ...env });
    return usage ? { ...ran, ...read('floor.cjs') } : ran;
  });
}

function sampleOf(stage, result, usage) {
  if (result.failed) throw new Error(`${stage} failed:\n${result.stdout}`);
  return { wallMs: result.seconds * 1000, startedAt: onSharedClock(result.startedAt), ...usage };
}

function end(pids) {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  }
}

/**
 * One step of the action with `inputs`: main, then what `post` asks for: `run` measures it too, `leave` never runs it and ends
 * the keeper (the server forgets everything anyway). `onMain` is told of main before post begins.
 */
export function runAction(inputs, { post = 'leave', usage = true, onMain = async () => {}, job: more = {} } = {}) {
  return withReport(async (directory, read) => {
    const job = startJob({ name: 'bench', masked: false, ...more });
    const env = usage ? { ...preload('usage.cjs'), BENCH_USAGE: directory } : {};
    try {
      const result = await job.step({ inputs: { 'mist-token': TOKEN, ...inputs }, env });
      const main = sampleOf('main', result, usage ? read('main.js') : {});
      main.outputs = result.outputs;
      await onMain(main);
      if (post === 'leave') return { main, post: null };
      const ended = await result.post();
      return { main, post: sampleOf('post', ended, usage ? read('post.js') : {}) };
    } finally {
      end(job.processes());
      job.remove();
    }
  });
}

/** The files of the bundle that one step loads in main, in bytes by path. */
export function filesLoaded(inputs) {
  return withReport(async (directory, read) => {
    const job = startJob({ name: 'bench', masked: false });
    const env = { ...preload('loaded.cjs'), BENCH_USAGE: directory, BENCH_DIST: join(root, 'dist') };
    try {
      sampleOf('main', await job.step({ inputs: { 'mist-token': TOKEN, ...inputs }, env }), {});
      return read('loaded');
    } finally {
      end(job.processes());
      job.remove();
    }
  });
}

/** A sandbox server of the bundle; `stop` it yourself. */
export async function startSandbox(args) {
  const command = [join(root, 'dist/sandbox.js'), '--port', '0', ...args];
  const child = spawn(findNode24(), command, { env: { PATH: process.env.PATH }, stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const { url, token } = JSON.parse(line);
  return {
    url,
    token,
    requests: async () => {
      const response = await fetch(`${url}/_sandbox/state`, { headers: { authorization: token } });
      return (await response.json()).requests;
    },
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
