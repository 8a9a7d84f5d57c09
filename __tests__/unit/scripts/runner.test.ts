// The runner simulation against small actions made here: what main and post see, signals, kills, orphans.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { type JobOptions, runStep, type StepOptions, startJob } from '../../../scripts/runner.mjs';

const ACTION = `
name: probe
description: shows what it is given
inputs:
  plain: { description: p, default: one }
  two-words: { description: t, default: '\${{ job.status }}' }
  leg: { description: l, default: '\${{ toJSON(matrix) }}' }
runs: { using: node24, main: main.mjs, post: post.mjs }
`;

const directories: string[] = [];

function actionWith(main: string, post = ''): string {
  const directory = mkdtempSync(join(tmpdir(), 'runner-action-'));
  directories.push(directory);
  writeFileSync(join(directory, 'action.yml'), ACTION);
  const prelude = `
    import { appendFileSync, writeFileSync } from 'node:fs';
    import { spawn } from 'node:child_process';
    const e = process.env;
    const put = (file, text) => appendFileSync(e[file], text);
  `;
  writeFileSync(join(directory, 'main.mjs'), prelude + main);
  writeFileSync(join(directory, 'post.mjs'), prelude + post);
  return directory;
}

async function run(main: string, post: string, step: StepOptions = {}, job: JobOptions = {}) {
  return runStep({ ...step, job: { ...job, actionDirectory: actionWith(main, post) } });
}

afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
});

const SHOW = `console.log(JSON.stringify([e.INPUT_PLAIN, e['INPUT_TWO-WORDS'], e.INPUT_LEG, e.STATE_k ?? null]))`;

test('hands inputs, defaults, state and the job status to main and to post anew', async () => {
  const result = await run(`${SHOW}; put('GITHUB_STATE', 'k=v\\n'); process.exitCode = 3`, SHOW, {
    inputs: { plain: 'two' },
  });
  expect(JSON.parse(result.stdout)).toEqual(['two', 'success', 'null', null]);
  expect(JSON.parse(result.post?.stdout ?? '')).toEqual(['two', 'failure', 'null', 'v']);
  expect([result.exitCode, result.status]).toEqual([3, 'failure']);
});

test('reads outputs, environment and summary, and drops outputs with masked values', async () => {
  const result = await run(
    `console.log('::add-mask::hush'); put('GITHUB_OUTPUT', 'a<<E\\n1\\nE\\nb=say hush\\n');
     put('GITHUB_ENV', 'X=1\\n'); put('GITHUB_STEP_SUMMARY', '# done hush')`,
    '',
  );
  expect(result.outputs).toEqual({ a: '1' });
  expect(result.droppedOutputs).toEqual(['b']);
  expect([result.env, result.summary, result.masks]).toEqual([{ X: '1' }, '# done ***', ['hush']]);
});

test('a torn state file loses only its tail, and the step is red', async () => {
  const result = await run(`put('GITHUB_STATE', 'k=v\\nlost<<E\\nhal')`, SHOW);
  expect([result.state, result.failed]).toEqual([{ k: 'v' }, true]);
  expect(JSON.parse(result.post?.stdout ?? '')[3]).toBe('v');
});

test('cancel sends SIGINT first and tells post that the job was cancelled', async () => {
  const result = await run(
    `process.on('SIGINT', () => { console.log('asked to stop'); process.exit(1) }); setInterval(() => {}, 1000); console.log('up')`,
    SHOW,
    { interrupt: { kind: 'cancel', on: /^up$/ } },
  );
  expect(result.stdout).toContain('asked to stop');
  expect(result.stopMs).toBeLessThan(5000);
  expect(JSON.parse(result.post?.stdout ?? '')[1]).toBe('cancelled');
});

test('a killed main keeps what it had written, and post still runs', async () => {
  const result = await run(`put('GITHUB_STATE', 'k=v\\n'); console.log('up'); setInterval(() => {}, 1000)`, SHOW, {
    interrupt: { kind: 'kill', on: /^up$/ },
  });
  expect([result.exitCode, result.signal]).toEqual([null, 'SIGKILL']);
  expect(JSON.parse(result.post?.stdout ?? '').slice(1)).toEqual(['failure', 'null', 'v']);
});

const DETACHED = `spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' }).unref();`;

test('processes that a step leaves live through the job and end with it', async () => {
  const job = startJob({ actionDirectory: actionWith(DETACHED) });
  await job.step();
  const during = [...job.processes()];
  const { orphans } = await job.finish();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(during).toHaveLength(1);
  expect(orphans).toEqual(during);
  expect(job.processes()).toEqual([]);
  job.remove();
});

test('a lost runner runs no post and leaves no process', async () => {
  const result = await run(`${DETACHED} console.log('up'); setInterval(() => {}, 1000)`, SHOW, {
    interrupt: { kind: 'lost', on: /^up$/ },
  });
  expect(result.post).toBeNull();
});

test('posts run in reverse order and share RUNNER_TEMP and what was put into the environment', async () => {
  const job = startJob({
    actionDirectory: actionWith(
      `put('GITHUB_ENV', 'SEEN=' + (e.SEEN ?? '') + e.GITHUB_ACTION + ';\\n'); put('GITHUB_STATE', 'k=' + e.GITHUB_ACTION)`,
      `console.log(e.STATE_k, e.SEEN, e.RUNNER_TEMP); put('GITHUB_ENV', 'SEEN=by ' + e.STATE_k + '\\n')`,
    ),
  });
  await job.step();
  await job.step();
  const { posts } = await job.finish();
  const { runnerTemp } = job;
  expect(posts.map((post) => post.stdout)).toEqual([
    `__self_2 __self;__self_2; ${runnerTemp}\n`,
    `__self by __self_2 ${runnerTemp}\n`,
  ]);
  job.remove();
});

test('a post that is killed is not the post of its step: the next one runs with the same state', async () => {
  const post = `console.log('post of', e.STATE_k); if (e.HANG) setInterval(() => {}, 1000)`;
  const job = startJob({ actionDirectory: actionWith(`put('GITHUB_STATE', 'k=v\\n')`, post) });
  const hanging = await job.step({ env: { HANG: '1' } });
  const killed = await hanging.post({ kind: 'kill', on: /post of v/ });
  expect([killed.signal, killed.exitCode]).toEqual(['SIGKILL', null]);
  const again = await hanging.post({ kind: 'cancel', on: /post of v/ });
  expect(again.signal).toBe('SIGINT');
  job.remove();
});
