// Mode reap on the built action: what lost its owner goes, and everything around it stays byte for byte.
import { describe, expect, test } from '@jest/globals';
import { mistName, type RepositoryIdentity, type Scope, TAGS } from '../../src/model/identity.ts';
import { type FakeGitHub, GITHUB_TOKEN, type GitHubFacts, startGitHub } from './fake-github.ts';
import type { JobOptions, MainResult } from './runner.ts';
import { withJob } from './runner.ts';
import type { SandboxMachine, SandboxServer, SandboxState } from './sandbox-server.ts';
import {
  expectGreen,
  expectNothingLeft,
  expectOneError,
  inputsFor,
  ONE_MACHINE,
  type Scenario,
  withScenario,
  withServer,
} from './scenario.ts';

const REPOSITORY: RepositoryIdentity = { serverUrl: 'https://github.com', id: '1296269' };
const OTHER: RepositoryIdentity = { ...REPOSITORY, id: '1296270' };
const DAY = 86_400_000;
const TIMEOUT_MS = 120_000;

const DEAD_RUN: Scope = { name: 'run-9001-1-0badcafe', named: false, repository: REPOSITORY };
const LIVE_RUN: Scope = { name: 'run-9002-1-0badcafe', named: false, repository: REPOSITORY };
/** Completed as well; what is left of it must stay. */
const OLD_RUN: Scope = { name: 'run-9000-1-0badcafe', named: false, repository: REPOSITORY };
const FACTS: GitHubFacts = {
  runs: { 9000: 'completed', 9001: 'completed', 9002: 'in_progress' },
  pulls: { 41: 'closed', 42: 'open' },
};

const named = (name: string): Scope => ({ name, named: true, repository: REPOSITORY });
const nameOf = (scope: Scope, row = 'web'): string => mistName(scope, 'machine', row);
const tagged = (scope: Scope, more = {}): Record<string, string> => ({ [TAGS.scope]: scope.name, ...more });

type Planted = { readonly id: string; readonly name: string };

async function plant(
  sandbox: SandboxServer,
  name: string,
  tags: Record<string, string> = {},
  more = {},
): Promise<Planted> {
  const body = { name, tags, cloud: 'aws', created: Date.now() - 2 * DAY, ...more };
  const { id } = (await sandbox.control('POST', 'machines', body)) as { id: string };
  return { id, name };
}

async function lease(sandbox: SandboxServer, machine: Planted, inMs: number): Promise<void> {
  const at = Date.now() + inMs;
  await sandbox.control('POST', 'schedules', { machine_id: machine.id, at, lease: true });
}

async function plantKey(sandbox: SandboxServer, name: string): Promise<void> {
  await sandbox.control('POST', 'keys', { name });
}

/** What must be there afterwards exactly as before. */
async function plantDecoys(sandbox: SandboxServer): Promise<void> {
  const live = nameOf(LIVE_RUN);
  await lease(sandbox, await plant(sandbox, live, tagged(LIVE_RUN)), -DAY);
  await lease(sandbox, await plant(sandbox, nameOf(named('pr-42')), tagged(named('pr-42'))), -DAY);
  await lease(sandbox, await plant(sandbox, nameOf(named('demo')), tagged(named('demo'))), DAY);
  await plant(sandbox, nameOf(named('staging')), tagged(named('staging')));
  await plant(sandbox, nameOf(OLD_RUN, 'kept'), tagged(OLD_RUN, { keep: 'me' }));
  const dead = nameOf(OLD_RUN);
  for (const name of [
    `${dead}0`,
    `x-${dead}`,
    dead.slice(0, -1),
    dead.toUpperCase(),
    'web-1',
    dead.slice(0, 10),
    'ma-',
    'and',
  ]) {
    await plant(sandbox, name, tagged(OLD_RUN));
    await plant(sandbox, name, {}, { cloud: 'docker' });
  }
  await plant(sandbox, mistName({ ...DEAD_RUN, repository: OTHER }, 'machine', 'web'), tagged(DEAD_RUN));
  // No log of this server knows that it made these two, so that nothing proves whose they are.
  await plant(sandbox, nameOf(OLD_RUN, 'copy'));
  await plant(sandbox, `${nameOf(OLD_RUN).slice(0, -8)}deadbeef`);
  for (const name of [
    'team',
    mistName(named('idle'), 'key', 'ci'),
    mistName({ ...DEAD_RUN, repository: OTHER }, 'key', 'ci'),
  ]) {
    await plantKey(sandbox, name);
  }
  await plantKey(sandbox, mistName(LIVE_RUN, 'key', 'ci'));
  const away = await plant(sandbox, 'somebody');
  await sandbox.control('POST', 'schedules', { machine_id: away.id, name: 'nightly' });
  await sandbox.control('PATCH', `machines/${away.id}`, { gone: true });
}

/** What lost its owner: four machines, one that is gone but for its schedule, and three keys. */
async function plantDead(sandbox: SandboxServer): Promise<readonly Planted[]> {
  const run = await plant(sandbox, nameOf(DEAD_RUN), tagged(DEAD_RUN));
  await lease(sandbox, run, -DAY);
  const pull = await plant(sandbox, nameOf(named('pr-41')), tagged(named('pr-41')), { cloud: 'linode' });
  const expired = await plant(sandbox, nameOf(named('nightly')), tagged(named('nightly')));
  await lease(sandbox, expired, -DAY);
  const stopped = await plant(sandbox, nameOf(named('lab')), {}, { state: 'stopped' });
  await lease(sandbox, stopped, 6 * DAY);
  const gone = await plant(sandbox, nameOf(named('over')));
  await lease(sandbox, gone, DAY);
  await sandbox.control('PATCH', `machines/${gone.id}`, { gone: true });
  await plantKey(sandbox, mistName(DEAD_RUN, 'key', 'ci'));
  await plantKey(sandbox, mistName(named('pr-41'), 'key', 'ci'));
  await plantKey(sandbox, mistName(named('nightly'), 'key', 'ci'));
  return [run, pull, expired, stopped, gone];
}

/** A machine as the server's worker leaves it when it gives up: no tags, no lease, and only the log knows. */
async function createUntagged(sandbox: SandboxServer, name: string): Promise<void> {
  const ask = async (path: string, body?: unknown): Promise<{ id: string; name: string }[]> => {
    const headers = { authorization: sandbox.token, 'content-type': 'application/json' };
    const method = body === undefined ? 'GET' : 'POST';
    const response = await fetch(`${sandbox.url}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as { id: string; name: string }[];
  };
  const cloud = (await ask('/api/v1/clouds')).find((one) => one.name === 'docker')?.id;
  const [images, keys] = await Promise.all([ask(`/api/v1/clouds/${cloud}/images`), ask('/api/v1/keys')]);
  await ask('/api/v2/machines', { name, cloud, image: images[0]?.id, size: { cpu: 1, memory: 512 }, key: keys[0]?.id });
}

async function withReaper(
  work: (
    scenario: Scenario & { readonly github: FakeGitHub; reap(more?: Record<string, string>): Promise<MainResult> },
  ) => Promise<void>,
  facts: GitHubFacts = FACTS,
): Promise<void> {
  const github = await startGitHub(facts);
  const job: JobOptions = { apiUrl: github.url, githubToken: GITHUB_TOKEN };
  try {
    await withScenario(
      async (scenario) => {
        // Leases that were planted in the past would fire at once.
        await scenario.sandbox.switches({ deadScheduler: true });
        const reap = (more = {}) => scenario.job.step({ inputs: scenario.inputs({ mode: 'reap', ...more }) });
        await work({ ...scenario, github, reap });
      },
      { job },
    );
  } finally {
    await github.stop();
  }
}

/** Everything but the requests, comparable byte for byte; `without` leaves out machines by id. */
function everything(state: SandboxState, without: readonly Planted[] = []): string {
  const { keys, machines, schedules, clouds } = state;
  const ids = new Set(without.map(({ id }) => id));
  return JSON.stringify({ clouds, keys, schedules, machines: machines.filter(({ id }) => !ids.has(id)) }, null, 1);
}

const writesOf = ({ requests }: SandboxState): string[] =>
  requests.filter(({ write }) => write).map(({ method, path }) => `${method} ${path}`);

const alive = ({ machines }: SandboxState): readonly SandboxMachine[] => machines.filter(({ gone }) => !gone);

describe('reap', () => {
  test.concurrent(
    'finds what is on a disabled backend, and says so where it cannot look',
    () =>
      withReaper(async ({ sandbox, reap }) => {
        await sandbox.control('PATCH', 'clouds/linode', { enabled: false, refused: true });
        const dead = await plant(sandbox, nameOf(DEAD_RUN), tagged(DEAD_RUN), { cloud: 'linode' });

        const blind = await reap({ 'dry-run': 'false' });
        expect(blind.exitCode).toBe(0);
        expect(blind.summary).toContain('Nothing that could be listed has lost its owner');
        expect(blind.summary).toContain('Not looked at: linode');
        expect(blind.annotations).toEqual([
          expect.objectContaining({ level: 'warning', message: expect.stringContaining('Not looked at: linode') }),
        ]);
        expect(alive(await sandbox.state()).map(({ id }) => id)).toContain(dead.id);

        await sandbox.control('PATCH', 'clouds/linode', { refused: false });
        const seeing = await reap({ 'dry-run': 'false' });
        expectGreen(seeing);
        expect(seeing.stdout).toContain('Removed 1 machine of 1 machine.');
        expect(alive(await sandbox.state()).map(({ id }) => id)).not.toContain(dead.id);
      }),
    TIMEOUT_MS,
  );

  test.concurrent(
    'is dry by default, and removes exactly what lost its owner when told',
    () =>
      withReaper(async ({ sandbox, reap }) => {
        await plantDecoys(sandbox);
        const decoys = everything(await sandbox.state());
        const dead = await plantDead(sandbox);
        const before = everything(await sandbox.state());

        const dry = await reap();
        expectGreen(dry);
        expect(everything(await sandbox.state())).toBe(before);
        expect(writesOf(await sandbox.state())).toEqual([]);
        expect(JSON.parse(dry.outputs.plan ?? '')).toMatchObject({ destroy: 4, create: 0 });
        expect(dry.outputs).toMatchObject({ changed: 'false', leaks: '[]', scope: '' });
        // The server's own view is old: it takes the first look for it to see that the fifth is gone.
        for (const { name } of dead.slice(0, 4)) expect(dry.summary).toContain(name);
        expect(dry.summary).toContain('pull request 41 is closed');
        expect(dry.summary).toContain('it has the tag keep');
        expect(dry.summary).not.toContain('somebody');

        const real = await reap({ 'dry-run': 'false' });
        expectGreen(real);
        const after = await sandbox.state();
        expect(everything(after, dead)).toBe(decoys);
        expect(alive(after).filter(({ id }) => dead.some((one) => one.id === id))).toEqual([]);
        expect(real.outputs).toMatchObject({ changed: 'true', leaks: '[]' });
        expect(real.stdout).toContain('Removed 4 machines, 3 keys, 1 schedule of 4 machines, 3 keys, 1 schedule.');

        const again = await reap({ 'dry-run': 'false' });
        expectGreen(again);
        expect(again.outputs).toMatchObject({ changed: 'false' });
        for (const { stdout, summary } of [dry, real, again]) expect(stdout + summary).not.toContain(GITHUB_TOKEN);
      }),
    TIMEOUT_MS,
  );

  test.concurrent(
    'goes no further than max-reap',
    () =>
      withReaper(async ({ sandbox, reap }) => {
        await plantDead(sandbox);
        const before = everything(await sandbox.state());
        const result = await reap({ 'dry-run': 'false', 'max-reap': '3' });
        expectOneError(result, /4 machines would be removed and `max-reap` is 3: nothing was removed/);
        expect(everything(await sandbox.state())).toBe(before);
        expect(result.summary).toContain('not removed');
      }),
    TIMEOUT_MS,
  );

  test.concurrent.each([401, 403, 404])(
    'refuses when GitHub answers %i',
    (status) =>
      withReaper(async ({ sandbox, github, reap }) => {
        await plantDead(sandbox);
        const before = everything(await sandbox.state());
        github.refuse = status;
        expectOneError(await reap({ 'dry-run': 'false' }), /GitHub may not be asked.*(actions|pull-requests): read/);
        expect(everything(await sandbox.state())).toBe(before);
      }),
    TIMEOUT_MS,
  );

  test.concurrent(
    'waits for the age that older-than says',
    () =>
      withReaper(async ({ sandbox, reap }) => {
        await plantDead(sandbox);
        const result = await reap({ 'dry-run': 'false', 'older-than': '3d' });
        expectGreen(result);
        expect(JSON.parse(result.outputs.plan ?? '')).toMatchObject({ destroy: 0 });
        expect(result.summary).toContain('younger than 3d');
      }),
    TIMEOUT_MS,
  );

  test.concurrent(
    'finds what the worker left without tags and without a lease',
    () =>
      withReaper(async ({ sandbox, reap }) => {
        await plantKey(sandbox, 'team');
        await createUntagged(sandbox, nameOf(DEAD_RUN, 'db'));
        await createUntagged(sandbox, nameOf(LIVE_RUN, 'db'));
        const young = await reap({ 'dry-run': 'false' });
        expect(young.summary).toContain('younger than 1d');
        const result = await reap({ 'dry-run': 'false', 'older-than': '0s' });
        expectGreen(result);
        expect(alive(await sandbox.state()).map(({ name }) => name)).toEqual([nameOf(LIVE_RUN, 'db')]);
      }),
    TIMEOUT_MS,
  );
});

/** The second time a create is answered: the first is the dry run. */
function created(): { test(line: string): boolean } {
  let count = 0;
  return {
    test: (line) => {
      if (/POST \/api\/v2\/machines: 200/.test(line)) count += 1;
      return count >= 2;
    },
  };
}

test(
  'a runner that was lost: everything of its run is found and removed',
  async () => {
    const github = await startGitHub({ runs: { 9003: 'completed' } });
    const job = { apiUrl: github.url, githubToken: GITHUB_TOKEN };
    try {
      await withServer(async (sandbox) => {
        const inputs = inputsFor(sandbox);
        await withJob({ ...job, runId: '9003' }, async (lost) => {
          const env = { RUNNER_DEBUG: '1' };
          await lost.step({ inputs: inputs({ spec: ONE_MACHINE }), env, interrupt: { kind: 'lost', on: created() } });
        });
        expect((await sandbox.state()).machines).toHaveLength(1);
        await withJob({ ...job, runId: '9004' }, async (reaper) => {
          const result = await reaper.step({
            inputs: inputs({ mode: 'reap', 'dry-run': 'false', 'older-than': '0s' }),
          });
          expectGreen(result);
          expectGreen(await result.post());
          await expectNothingLeft({ sandbox, job: reaper });
        });
      });
    } finally {
      await github.stop();
    }
  },
  TIMEOUT_MS,
);
