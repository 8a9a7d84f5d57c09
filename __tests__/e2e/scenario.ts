// One job with a Mist server of its own: what most end-to-end tests start from, and how they see that nothing is left.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { type Annotation, type Job, type JobOptions, type PostResult, withJob } from './runner.ts';
import { leftOn, NOTHING, QUICK, type SandboxServer, startSandbox } from './sandbox-server.ts';

export type Scenario = {
  readonly sandbox: SandboxServer;
  readonly job: Job;
  /** URL and token of the server, and `more`. */
  inputs(more?: Readonly<Record<string, string>>): Record<string, string>;
};

export type ScenarioOptions = {
  /** Arguments of the sandbox. */
  readonly server?: readonly string[];
  readonly job?: JobOptions;
};

/** A machine row that fits every cloud of the sandbox. */
export const SMALL = 'image: ubuntu 24.04, size: { cpu: 1, ram: 1g }';
export const ONE_MACHINE = `machines:\n  web: { ${SMALL}, backend: aws }\n`;

/** Runs `work` with a fresh server and a fresh job on it, and ends both. A crash of the server fails the test. */
export async function withServer<T>(
  work: (sandbox: SandboxServer) => Promise<T>,
  args: readonly string[] = QUICK,
): Promise<T> {
  const sandbox = await startSandbox(args);
  try {
    const result = await work(sandbox);
    expect((await sandbox.state()).crashes).toEqual([]);
    return result;
  } finally {
    await sandbox.stop();
  }
}

export function withScenario(
  work: (scenario: Scenario) => Promise<void>,
  options: ScenarioOptions = {},
): Promise<void> {
  return withServer(
    (sandbox) => withJob(options.job ?? {}, (job) => work({ sandbox, job, inputs: inputsFor(sandbox) })),
    options.server,
  );
}

/** The inputs of a step on `sandbox`. */
export function inputsFor(sandbox: SandboxServer): Scenario['inputs'] {
  return (more = {}) => ({ 'mist-url': sandbox.url, 'mist-token': sandbox.token, ...more });
}

/** Paths below `directory`, but the runner's own command files. */
export function filesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .filter((path) => !path.startsWith('_runner_file_commands'))
    .sort();
}

/** Server, RUNNER_TEMP, workspace and processes are as they were before the job. */
export async function expectNothingLeft({ sandbox, job }: Pick<Scenario, 'sandbox' | 'job'>): Promise<void> {
  expect(leftOn(await sandbox.state())).toEqual(NOTHING);
  expect([...filesBelow(job.runnerTemp), ...filesBelow(job.workspace)]).toEqual([]);
  await expectNoProcess(job);
}

/** Nothing that the job started runs any more; a server that was told to end may take a moment. */
export async function expectNoProcess(job: Job): Promise<void> {
  const deadline = performance.now() + 5000;
  while (job.processes().length > 0 && performance.now() < deadline) await sleep(50);
  expect(job.processes()).toEqual([]);
}

export function messages(result: PostResult, level: Annotation['level']): string[] {
  return result.annotations.filter((one) => one.level === level).map(({ message }) => message);
}

/** Green: exit 0 and no error; shows the log otherwise. */
export function expectGreen(result: PostResult): void {
  if (result.failed) throw new Error(`The step failed:\n${result.stdout}`);
  expect(messages(result, 'error')).toEqual([]);
}

/** The one error with which a step ended. */
export function expectOneError(result: PostResult, message: RegExp): void {
  expect({ exit: result.exitCode, errors: messages(result, 'error') }).toEqual({
    exit: 1,
    errors: [expect.stringMatching(message)],
  });
}
