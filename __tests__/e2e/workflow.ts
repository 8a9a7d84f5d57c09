// Runs an example workflow as GitHub would, as far as the examples go: jobs in the order of `needs`, matrix legs,
// expressions, steps of this action through the runner simulation, scripts by bash.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { load } from 'js-yaml';
import { type Job, type JobOptions, type MainResult, type PostResult, startJob } from './runner.ts';

type Text = Readonly<Record<string, string>>;
type Step = {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Text;
  readonly with?: Readonly<Record<string, string | boolean>>;
};
type JobSpec = {
  readonly needs?: string | readonly string[];
  readonly strategy?: { readonly matrix: string | Matrix };
  readonly outputs?: Text;
  readonly steps: readonly Step[];
};
type Matrix = { readonly include: readonly Readonly<Record<string, unknown>>[] };

/** What a workflow is run with; `name` of the event as GitHub calls it. */
export type Surroundings = {
  readonly event: { readonly name: string; readonly payload: Readonly<Record<string, unknown>> };
  readonly runId: string;
  readonly vars: Text;
  readonly secrets: Text;
  /** GitHub's API and the token of the job, where the workflow needs them. */
  readonly github?: Pick<JobOptions, 'apiUrl' | 'githubToken'>;
};

/** One job or leg: what each step of the action and each script did, and the posts, last step first. */
export type Leg = {
  readonly job: string;
  readonly mains: readonly MainResult[];
  readonly scripts: readonly { readonly exitCode: number | null; readonly output: string }[];
  readonly posts: readonly PostResult[];
  readonly outputs: Text;
};

type Scope = Readonly<Record<string, unknown>>;

function lookUp(path: string, scope: Scope): unknown {
  let value: unknown = scope;
  for (const name of path.split('.')) {
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? Object.entries(value).find(([key]) => key === name)?.[1]
        : '';
  }
  return value;
}

/** `a.b.c`, `'text'`, `x == y`, `x != y`, `fromJSON(x)`, `always()`: all that the examples use. Throws for anything else. */
function evaluate(expression: string, scope: Scope): unknown {
  const text = expression.trim();
  const compared = /^(.+?) (==|!=) (.+)$/.exec(text);
  if (compared?.[1] && compared[3]) {
    const same = String(evaluate(compared[1], scope)) === String(evaluate(compared[3], scope));
    return compared[2] === '==' ? same : !same;
  }
  if (text === 'always()') return true;
  const literal = /^'([^']*)'$/.exec(text);
  if (literal) return literal[1];
  const json = /^fromJSON\((.+)\)$/.exec(text);
  if (json?.[1]) return JSON.parse(String(evaluate(json[1], scope)));
  if (/^[\w-]+(?:\.[\w-]+)+$/.test(text)) return lookUp(text, scope);
  throw new Error(`The examples use an expression that is not known here: ${text}`);
}

function fill(text: string, scope: Scope): string {
  return text.replace(/\$\{\{(.*?)\}\}/g, (_, expression: string) => String(evaluate(expression, scope)));
}

function fillAll(
  values: Readonly<Record<string, string | boolean | number>> | undefined,
  scope: Scope,
): Record<string, string> {
  return Object.fromEntries(Object.entries(values ?? {}).map(([name, value]) => [name, fill(String(value), scope)]));
}

/** A checkout: the examples themselves, and the scripts that a repository with such a workflow would have. */
function checkOut(workspace: string): void {
  cpSync('examples', join(workspace, 'examples'), { recursive: true });
  mkdirSync(join(workspace, 'tests'), { recursive: true });
  writeFileSync(join(workspace, 'tests/run.sh'), 'echo "tests ran in $PWD"\n');
  writeFileSync(join(workspace, 'deploy.sh'), 'echo "deployed in $PWD"\n');
}

async function runScript(
  script: string,
  env: Text,
  job: Job,
): Promise<{ exitCode: number | null; output: string; outputs: Text }> {
  const command = join(job.runnerTemp, `output-${process.hrtime.bigint()}`);
  writeFileSync(command, '');
  const child = spawn('bash', ['-e', '-c', script], {
    cwd: job.workspace,
    env: {
      PATH: process.env.PATH,
      HOME: job.runnerTemp,
      RUNNER_TEMP: job.runnerTemp,
      GITHUB_OUTPUT: command,
      GITHUB_STEP_SUMMARY: command,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += part));
  const [exitCode] = await once(child, 'close');
  const records = readFileSync(command, 'utf8').matchAll(/^(\S+)<<(\S+)\n([\s\S]*?)\n\2$/gm);
  return { exitCode, output, outputs: Object.fromEntries(Array.from(records, ([, name, , value]) => [name, value])) };
}

async function runSteps(
  steps: readonly Step[],
  job: Job,
  scope: Scope,
): Promise<Omit<Leg, 'job' | 'posts' | 'outputs'> & { scope: Scope }> {
  const mains: MainResult[] = [];
  const scripts: Leg['scripts'][number][] = [];
  const done: Record<string, unknown> = {};
  for (const step of steps) {
    const now = { ...scope, steps: done };
    if (step.if !== undefined && evaluate(step.if, now) !== true) continue;
    const env = fillAll(step.env, now);
    let outputs: Text = {};
    if (step.uses?.startsWith('actions/checkout@')) checkOut(job.workspace);
    else if (step.uses !== undefined) {
      const main = await job.step({
        ...(step.id === undefined ? {} : { id: step.id }),
        inputs: fillAll(step.with, now),
        env,
      });
      mains.push(main);
      outputs = main.outputs;
      if (main.failed) break;
    } else {
      const ran = await runScript(step.run ?? '', env, job);
      scripts.push(ran);
      outputs = ran.outputs;
      if (ran.exitCode !== 0) break;
    }
    if (step.id !== undefined) done[step.id] = { outputs };
  }
  return { mains, scripts, scope: { ...scope, steps: done } };
}

/** Runs every job of the workflow at `path`; needs that fail do not stop a job (the examples that have `needs` want it so). */
export async function runWorkflow(path: string, given: Surroundings): Promise<readonly Leg[]> {
  const text = readFileSync(resolve(path), 'utf8');
  const workflow = load(text) as { readonly jobs: Readonly<Record<string, JobSpec>> };
  const legs: Leg[] = [];
  const needs: Record<string, unknown> = {};
  const github = { event: given.event.payload, event_name: given.event.name, run_id: given.runId };
  for (const [name, spec] of Object.entries(workflow.jobs)) {
    const base = { github, vars: given.vars, secrets: given.secrets, needs };
    const wanted = spec.strategy?.matrix;
    const matrix = (typeof wanted === 'string' ? evaluate(wanted.slice(3, -2), base) : wanted) as Matrix | undefined;
    const entries = matrix?.include ?? [null];
    const own = await Promise.all(
      entries.map((entry, index) => runLeg(name, spec, { ...base, matrix: entry }, given, `${legs.length + index}`)),
    );
    legs.push(...own);
    needs[name] = { outputs: own[0]?.outputs ?? {} };
  }
  return legs;
}

async function runLeg(name: string, spec: JobSpec, scope: Scope, given: Surroundings, number: string): Promise<Leg> {
  const options: JobOptions = {
    event: given.event.payload,
    eventName: given.event.name,
    matrix: scope.matrix,
    name,
    runId: given.runId,
    checkRunId: `4100000000${number}`,
    secrets: Object.values(given.secrets),
    ...given.github,
  };
  const job = startJob(options);
  try {
    const { mains, scripts, scope: end } = await runSteps(spec.steps, job, scope);
    const { posts } = await job.finish();
    return { job: name, mains, scripts, posts, outputs: fillAll(spec.outputs, end) };
  } finally {
    await job.finish();
    job.remove();
  }
}
