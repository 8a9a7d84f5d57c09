// A named scope entered again from another job: nothing is written, and what is handed over opens the same machines.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { run } from '../fakes/openssh.ts';
import { type Job, type MainResult, machinesOf, startJob } from './runner.ts';
import { type SandboxServer, startSandbox } from './sandbox-server.ts';
import { expectGreen, expectOneError, inputsFor, SMALL } from './scenario.ts';

const SPEC = `defaults: { backend: aws, ttl: 1h, tags: { team: qa } }
machines:
  db: { ${SMALL} }
  web: { count: 2, ${SMALL}, needs: [db] }
`;

let sandbox: SandboxServer;
let first: MainResult;
const jobs: Job[] = [];
const directory = mkdtempSync(join(tmpdir(), 'reentry-'));

function step(job: Job, more: Readonly<Record<string, string>> = {}): ReturnType<Job['step']> {
  return job.step({ inputs: inputsFor(sandbox)({ spec: SPEC, scope: 'pr-42', ...more }) });
}

function newJob(name: string): Job {
  const workspace = join(directory, name, 'a work space');
  const runnerTemp = join(directory, name, 'temp');
  for (const path of [workspace, runnerTemp]) mkdirSync(path, { recursive: true });
  const job = startJob({ workspace, runnerTemp, runId: String(1658821000 + jobs.length), name });
  jobs.push(job);
  return job;
}

beforeAll(async () => {
  sandbox = await startSandbox();
  const job = newJob('first');
  first = await step(job);
  expectGreen(first);
  await job.finish();
});

afterAll(async () => {
  for (const job of jobs) {
    await job.finish();
    job.remove();
  }
  await sandbox.stop();
  rmSync(directory, { recursive: true });
});

/** Logs into every machine with nothing but the handed-over files. */
async function login(result: MainResult): Promise<void> {
  const config = result.outputs['ssh-config-file'] ?? '';
  for (const { name, user } of machinesOf(result)) {
    const args = ['-F', config, '-o', 'StrictHostKeyChecking=yes', '-o', 'BatchMode=yes', name, 'echo $USER'];
    expect(await run('ssh', args)).toMatchObject({ code: 0, stdout: `${user}\n` });
  }
}

/** Each line of known_hosts without its host: the host keys themselves. */
function hostKeys(result: MainResult): string[] {
  const lines = readFileSync(result.outputs['known-hosts-file'] ?? '', 'utf8').split('\n');
  return lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split(' ').slice(1).join(' '));
}

describe('the second apply', () => {
  test('changes nothing, writes nothing, and hands over the same machines with keys that work', async () => {
    const { writes } = await sandbox.state();
    expect(writes).toBeGreaterThan(3);
    await sandbox.control('DELETE', 'requests');
    const job = newJob('second');
    const second = await step(job);
    expectGreen(second);
    const { requests, writes: more } = await sandbox.state();
    expect(requests.length).toBeGreaterThan(0);
    expect(more).toBe(0);
    const { outputs } = second;
    expect([outputs.changed, outputs.drift]).toEqual(['false', 'false']);
    expect(outputs['machine-ids']).toBe(first.outputs['machine-ids']);
    expect(machinesOf(second).map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged', 'unchanged']);
    expect(JSON.parse(outputs.plan ?? '')).toMatchObject({ create: 0, update: 0, destroy: 0, 'no-op': 4 });
    expect(hostKeys(second)).toHaveLength(3);
    expect(new Set(hostKeys(second)).size).toBe(3);
    expect(statSync(outputs['key-file'] ?? '').mode & 0o777).toBe(0o600);
    await login(second);
    const post = await second.post();
    expectGreen(post);
    expect((await sandbox.state()).writes).toBe(0);
  });

  test.each(['plan', 'check'])('mode %s says so and writes nothing', async (mode) => {
    await sandbox.control('DELETE', 'requests');
    const result = await step(newJob(mode), { mode, 'fail-on-drift': 'true' });
    expectGreen(result);
    expect([result.outputs.changed, result.outputs.drift]).toEqual(['false', 'false']);
    expect((await sandbox.state()).writes).toBe(0);
  });

  test('repairs a tag that somebody changed, after check has called it drift', async () => {
    const [machine] = machinesOf(first);
    const state = await sandbox.state();
    const tags = state.machines.find(({ id }) => id === machine?.id)?.tags ?? {};
    await sandbox.control('PATCH', `machines/${machine?.id}`, { tags: { ...tags, team: 'ops' } });
    await sandbox.control('DELETE', 'requests');

    const check = await step(newJob('drifted'), { mode: 'check' });
    expectGreen(check);
    expect([check.outputs.drift, check.outputs.changed]).toEqual(['true', 'false']);
    expectOneError(await step(newJob('strict'), { mode: 'check', 'fail-on-drift': 'true' }), /differs from the spec/);
    expect((await sandbox.state()).writes).toBe(0);

    const apply = await step(newJob('repaired'));
    expectGreen(apply);
    expect(apply.outputs.changed).toBe('true');
    expect(apply.outputs['machine-ids']).toBe(first.outputs['machine-ids']);
    const after = await sandbox.state();
    expect(after.machines.find(({ id }) => id === machine?.id)?.tags).toEqual(tags);
  });

  test('removes a row that left the spec, and what depends on nothing else stays', async () => {
    const spec = SPEC.replace('count: 2', 'count: 1');
    const result = await step(newJob('smaller'), { spec });
    expectGreen(result);
    expect(machinesOf(result).map(({ name }) => name)).toEqual(['db', 'web-1']);
    expect(JSON.parse(result.outputs.plan ?? '')).toMatchObject({ create: 0, destroy: 1 });
    const living = (await sandbox.state()).machines.filter(({ gone }) => !gone).map(({ id }) => id);
    expect(living.sort()).toEqual(
      machinesOf(first)
        .slice(0, 2)
        .map(({ id }) => id)
        .sort(),
    );
  });
});
