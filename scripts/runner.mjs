// GitHub's runner, as far as one action can see it: a job with steps that run dist/main.js now and dist/post.js at the
// end, in reverse order. For `npm run try` and the end-to-end tests; types and contract in runner.d.mts.
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { findNode24 } from './node24.mjs';
import { createCommandFiles, readCommandFiles } from './runner/command-files.mjs';
import { LogReader, Masks, NoMasks } from './runner/log.mjs';
import { evaluateInputs, inheritedVariables, inputVariables, jobVariables, readAction } from './runner/metadata.mjs';
import { killOrphans, runProcess, trackedProcesses } from './runner/process.mjs';
import { root } from './tools.mjs';

/** All posts of a cancelled job share this: five minutes less the runner's own reserve of 15 s. */
export const POST_BUDGET_MS = 285_000;

const MAIN_BUDGET_MS = 3_600_000;

const DEFAULTS = {
  actionDirectory: root,
  actor: 'octocat',
  apiUrl: 'http://127.0.0.1:9/api/v3',
  baseRef: '',
  checkRunId: '41000000001',
  debug: false,
  event: {},
  eventName: 'push',
  githubToken: '',
  headRef: '',
  masked: true,
  matrix: null,
  name: 'test',
  ref: 'refs/heads/main',
  repository: 'octo-org/octo-repo',
  repositoryId: '1296269',
  runAttempt: '1',
  runId: '1658821493',
  secrets: [],
  serverUrl: 'https://github.com',
  sha: 'ffac537e6cbbf934b08745a378932722df287a53',
  workflow: 'ci',
};

function makeJob(options) {
  const directory = mkdtempSync(join(tmpdir(), 'runner-job-'));
  const job = {
    ...DEFAULTS,
    runnerTemp: join(directory, 'temp'),
    workspace: join(directory, 'workspace'),
    ...options,
    directory,
    eventPath: join(directory, 'event.json'),
    trackingId: `github_${randomUUID()}`,
    status: 'success',
    masks: options.masked === false ? new NoMasks() : new Masks(),
    environment: {},
    prependPath: [],
  };
  for (const path of [job.runnerTemp, job.workspace]) mkdirSync(path, { recursive: true });
  writeFileSync(job.eventPath, JSON.stringify(job.event));
  for (const secret of [job.githubToken, ...job.secrets]) job.masks.add(secret);
  return job;
}

function processEnvironment(job, step, files, inputs, state) {
  const inherited = inheritedVariables();
  const path = [...job.prependPath].reverse().concat(inherited.PATH ?? []);
  return {
    ...inherited,
    PATH: path.join(delimiter),
    ...job.environment,
    ...step.env,
    ...inputVariables(inputs),
    ...jobVariables(job, step.action),
    ...files,
    ...Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value])),
  };
}

/** Runs main or post of a step: `{exitCode, failed, outputs, state, …}` as in runner.d.mts, without `post`. */
async function runStage(job, step, stage, state, interrupt, timeoutMs) {
  const action = readAction(job.actionDirectory);
  const files = createCommandFiles(job.runnerTemp, randomUUID());
  const { values, unexpected } = evaluateInputs(action, step.inputs, job);
  const log = new LogReader(job.masks, job.debug);
  if (stage === 'main' && unexpected.length > 0)
    log.issue('warning', `Unexpected input(s) '${unexpected.join("', '")}'`);
  const ended = await runProcess({
    command: findNode24(),
    args: [join(job.actionDirectory, action.runs[stage])],
    cwd: job.workspace,
    env: { ...processEnvironment(job, step, files, values, state), ...step.replaced },
    onLine: (line) => log.line(line),
    interrupt,
    timeoutMs,
  });
  const left = readCommandFiles(files);
  for (const error of left.errors) log.issue('error', error);
  const all = { ...log.outputs, ...left.outputs };
  // GitHub drops these where a job hands them on; a step that relies on one is broken all the same.
  const droppedOutputs = Object.keys(all).filter((name) => job.masks.hide(all[name]) !== all[name]);
  return {
    exitCode: ended.exitCode,
    signal: ended.signal,
    failed: ended.exitCode !== 0 || left.errors.length > 0,
    outputs: Object.fromEntries(Object.entries(all).filter(([name]) => !droppedOutputs.includes(name))),
    droppedOutputs,
    state: { ...log.state, ...left.state },
    env: left.env,
    path: left.path,
    summary: job.masks.hide(left.summary),
    stdout: log.shown.map((line) => `${line}\n`).join(''),
    rawStdout: ended.raw,
    rawFiles: left.raw,
    annotations: log.annotations,
    seconds: ended.seconds,
    startedAt: ended.startedAt,
    stopMs: ended.stopMs,
    streamsHeldOpen: ended.streamsHeldOpen,
    timedOut: ended.timedOut,
  };
}

async function runMain(job, step, interrupt) {
  const result = await runStage(job, step, 'main', {}, interrupt, MAIN_BUDGET_MS);
  Object.assign(job.environment, result.env);
  job.prependPath.push(...result.path);
  if (interrupt?.kind === 'cancel' && result.stopMs !== null) {
    job.status = 'cancelled';
    job.postDeadline = performance.now() - result.stopMs + POST_BUDGET_MS;
  } else if (result.failed && job.status === 'success') job.status = 'failure';
  return result;
}

async function runPost(job, step, state, interrupt) {
  const left = job.postDeadline === undefined ? POST_BUDGET_MS : job.postDeadline - performance.now();
  const result = await runStage(job, step, 'post', state, interrupt, Math.max(0, left));
  // As after main: the runner reads the files of every stage.
  Object.assign(job.environment, result.env);
  job.prependPath.push(...result.path);
  // Outputs of a post step go nowhere.
  const { outputs: _outputs, droppedOutputs: _dropped, ...rest } = result;
  if (result.failed && job.status === 'success') job.status = 'failure';
  return rest;
}

/** Starts a job; see runner.d.mts. */
export function startJob(options = {}) {
  const job = makeJob(options);
  const pending = [];
  let lost = false;
  const step = async ({ id, inputs = {}, env = {}, replaced = {}, interrupt = null } = {}) => {
    const number = pending.length + 1;
    const settings = { inputs, env, replaced, action: id ?? (number === 1 ? '__self' : `__self_${number}`) };
    const entry = { post: null };
    pending.push(entry);
    const main = await runMain(job, settings, interrupt);
    lost ||= interrupt?.kind === 'lost' && main.stopMs !== null;
    if (lost) killOrphans(job.trackingId);
    entry.run = async (stop = null) => {
      if (lost) throw new Error('The runner is lost: no post runs.');
      if (stop !== null) return runPost(job, settings, main.state, stop);
      entry.post ??= await runPost(job, settings, main.state, null);
      return entry.post;
    };
    return { ...main, post: entry.run };
  };
  const finish = async () => {
    const posts = [];
    for (const entry of lost ? [] : [...pending].reverse()) posts.push(await entry.run());
    return { posts, orphans: killOrphans(job.trackingId), status: job.status };
  };
  return {
    runnerTemp: job.runnerTemp,
    workspace: job.workspace,
    masks: job.masks.values,
    setStatus: (status) => {
      job.status = status;
    },
    processes: () => trackedProcesses(job.trackingId),
    step,
    finish,
    remove: () => rmSync(job.directory, { recursive: true, force: true }),
  };
}

/** A job of one step, main and post; see runner.d.mts. */
export async function runStep({ job = {}, keepFiles = false, ...step } = {}) {
  const running = startJob(job);
  try {
    const main = await running.step(step);
    const { posts, orphans, status } = await running.finish();
    return { ...main, post: posts[0] ?? null, orphans, status, masks: running.masks };
  } finally {
    if (!keepFiles) running.remove();
  }
}
