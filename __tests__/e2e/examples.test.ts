// The workflows of examples/, run as they are on a sandbox: every step green, every script through, and nothing left at
// the end but what a named scope is meant to leave.
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { mistName } from '../../src/model/identity.ts';
import { machinesOf } from './runner.ts';
import { leftOn, NOTHING, type SandboxServer } from './sandbox-server.ts';
import { expectGreen, messages, withServer } from './scenario.ts';
import { type Leg, runWorkflow, type Surroundings } from './workflow.ts';

const TIMEOUT_MS = 120_000;
/** The repository of the runner simulation. */
const REPOSITORY = { serverUrl: 'https://github.com', id: '1296269' };

const PULL_REQUEST = {
  number: 42,
  head: { sha: 'f'.repeat(40), repo: { id: 1296269 } },
  base: { repo: { id: 1296269 } },
};

function rsaKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return privateKey;
}

/** GitHub's API as far as the reaper asks it: these answers by path, 404 for anything else. */
async function withGitHub(
  answers: Readonly<Record<string, unknown>>,
  work: (url: string) => Promise<void>,
): Promise<void> {
  const server = createServer((request, response) => {
    const answer = answers[request.url ?? ''];
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? { message: 'Not Found' }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  try {
    await work(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

function surroundings(sandbox: SandboxServer, more: Partial<Surroundings> = {}): Surroundings {
  return {
    event: { name: 'push', payload: {} },
    runId: '1658821493',
    vars: { MIST_URL: sandbox.url },
    secrets: { MIST_TOKEN: sandbox.token },
    ...more,
  };
}

/** All of a run is green; returns what its scripts printed. */
function expectAllGreen(legs: readonly Leg[]): string {
  for (const { job, mains, scripts, posts } of legs) {
    for (const result of [...mains, ...posts]) expectGreen(result);
    for (const { exitCode, output } of scripts) expect({ job, exitCode, output }).toMatchObject({ exitCode: 0 });
  }
  return legs.flatMap(({ scripts }) => scripts.map(({ output }) => output)).join('');
}

async function expectNothingOn(sandbox: SandboxServer): Promise<void> {
  expect(leftOn(await sandbox.state())).toEqual(NOTHING);
}

const onServer = (work: (sandbox: SandboxServer) => Promise<void>) => (): Promise<void> => withServer(work);

describe('examples', () => {
  test.concurrent(
    'sandbox.yml needs nothing but itself',
    async () => {
      const event = { name: 'push', payload: {} };
      const legs = await runWorkflow('examples/sandbox.yml', { event, runId: '7', vars: {}, secrets: {} });
      expect(expectAllGreen(legs).match(/^vm$/gm)).toHaveLength(3);
    },
    TIMEOUT_MS,
  );

  test.concurrent(
    'ephemeral-vm.yml',
    onServer(async (sandbox) => {
      const legs = await runWorkflow('examples/ephemeral-vm.yml', surroundings(sandbox));
      expect(expectAllGreen(legs)).toContain('tests ran in');
      await expectNothingOn(sandbox);
    }),
    TIMEOUT_MS,
  );

  test.concurrent(
    'pr-environment.yml twice, then pr-environment-close.yml twice',
    onServer(async (sandbox) => {
      const payload = { number: 42, action: 'synchronize', pull_request: PULL_REQUEST };
      const open = surroundings(sandbox, { event: { name: 'pull_request', payload } });
      const first = await runWorkflow('examples/pr-environment.yml', open);
      const again = await runWorkflow('examples/pr-environment.yml', { ...open, runId: '1658821494' });
      expect(expectAllGreen([...first, ...again]).match(/deployed in/g)).toHaveLength(2);
      const ids = [first, again].map((legs) => legs[0]?.mains[0]?.outputs['machine-id']);
      expect(ids[0]).toMatch(/^[0-9a-f]{32}$/);
      expect(ids[1]).toBe(ids[0]);
      expect(again[0]?.mains[0]?.outputs.changed).toBe('false');

      const event = { name: 'pull_request_target', payload: { ...payload, action: 'closed' } };
      for (const runId of ['1658821495', '1658821496']) {
        expectAllGreen(await runWorkflow('examples/pr-environment-close.yml', { ...open, event, runId }));
        await expectNothingOn(sandbox);
      }
    }),
    TIMEOUT_MS,
  );

  test.concurrent(
    'pr-environment.yml on a fork: a notice, green, and nothing was asked',
    onServer(async (sandbox) => {
      const fork = { ...PULL_REQUEST, head: { sha: 'f'.repeat(40), repo: { id: 99 } } };
      const event = { name: 'pull_request', payload: { number: 42, action: 'opened', pull_request: fork } };
      const before = (await sandbox.state()).requests.length;
      const legs = await runWorkflow(
        'examples/pr-environment.yml',
        surroundings(sandbox, { event, vars: {}, secrets: {} }),
      );
      expectAllGreen(legs);
      expect(legs.flatMap(({ mains }) => mains.flatMap((main) => messages(main, 'notice')))).toHaveLength(1);
      expect(legs.flatMap(({ scripts }) => scripts)).toEqual([]);
      expect((await sandbox.state()).requests).toHaveLength(before);
    }),
    TIMEOUT_MS,
  );

  test.concurrent(
    'clouds-matrix.yml: two legs, two scopes, two login users',
    onServer(async (sandbox) => {
      const legs = await runWorkflow('examples/clouds-matrix.yml', surroundings(sandbox));
      expectAllGreen(legs);
      const machines = legs.flatMap(({ mains }) => mains.flatMap(machinesOf));
      expect(machines.map(({ user }) => user)).toEqual(['ubuntu', 'root']);
      expect(new Set(legs.map(({ mains }) => mains[0]?.outputs.scope)).size).toBe(2);
      await expectNothingOn(sandbox);
    }),
    TIMEOUT_MS,
  );

  test.concurrent(
    'fan-out.yml: one job a machine, then none is left',
    onServer(async (sandbox) => {
      const secrets = { MIST_TOKEN: sandbox.token, FLEET_KEY: rsaKey() };
      const legs = await runWorkflow('examples/fan-out.yml', surroundings(sandbox, { secrets }));
      expectAllGreen(legs);
      expect(legs.map(({ job }) => job)).toEqual(['up', 'work', 'work', 'work', 'work', 'down']);
      await expectNothingOn(sandbox);
    }),
    TIMEOUT_MS,
  );

  test.concurrent(
    'fan-out.yml with three of four: a warning, and three jobs',
    onServer(async (sandbox) => {
      await sandbox.switches({ createErrors: [{ name: '-node-3-', text: 'InsufficientInstanceCapacity: none left' }] });
      const secrets = { MIST_TOKEN: sandbox.token, FLEET_KEY: rsaKey() };
      const legs = await runWorkflow('examples/fan-out.yml', surroundings(sandbox, { secrets }));
      expectAllGreen(legs);
      expect(legs.map(({ job }) => job)).toEqual(['up', 'work', 'work', 'work', 'down']);
      await expectNothingOn(sandbox);
    }),
    TIMEOUT_MS,
  );

  test.concurrent(
    'drift.yml: says that all is missing, and writes nothing',
    onServer(async (sandbox) => {
      const put = { method: 'PUT', headers: { authorization: sandbox.token, 'content-type': 'application/json' } };
      await fetch(`${sandbox.url}/api/v1/keys`, { ...put, body: JSON.stringify({ name: 'ops', priv: rsaKey() }) });
      const before = (await sandbox.state()).writes;
      const legs = await runWorkflow('examples/drift.yml', surroundings(sandbox));
      expect(expectAllGreen(legs)).toContain('::warning title=Drift::staging differs from its spec, {"create":3,');
      expect((await sandbox.state()).writes).toBe(before);
    }),
    TIMEOUT_MS,
  );

  test.concurrent(
    'reaper.yml: dry by hand; at night it removes what a closed pull request left, and nothing else',
    onServer(async (sandbox) => {
      const created = Date.now() - 3 * 3_600_000;
      const left = mistName({ name: 'pr-7', named: true, repository: REPOSITORY }, 'machine', 'preview');
      for (const name of [left, 'production-db']) await sandbox.control('POST', 'machines', { name, created });
      const living = async (): Promise<string[]> =>
        (await sandbox.state()).machines.filter(({ gone }) => !gone).map(({ name }) => name);

      const closed = { state: 'closed', closed_at: new Date(created + 1000).toISOString() };
      await withGitHub({ '/repos/octo-org/octo-repo/pulls/7': closed }, async (apiUrl) => {
        const github = { apiUrl, githubToken: 'ghs_0123456789abcdefghij0123456789abcdef' };
        const run = (name: string) =>
          runWorkflow('examples/reaper.yml', surroundings(sandbox, { event: { name, payload: {} }, github }));
        expectAllGreen(await run('workflow_dispatch'));
        expect(await living()).toEqual([left, 'production-db']);
        expectAllGreen(await run('schedule'));
        expect(await living()).toEqual(['production-db']);
      });
    }),
    TIMEOUT_MS,
  );

  test.concurrent(
    'parity/playbooks.yml: both machines, and no token is left',
    onServer(async (sandbox) => {
      await sandbox.control('POST', 'clouds', { name: 'EC2', provider: 'ec2', fields: { region: 'eu-west-1' } });
      const given = surroundings(sandbox, {
        vars: { MIST_URL: sandbox.url, MIST_EMAIL: 'admin@example.com' },
        secrets: { MIST_PASSWORD: 'a-password-of-the-account', LINODE_TOKEN: 'a-token-of-linode' },
      });
      const legs = await runWorkflow('examples/parity/playbooks.yml', given);
      expectAllGreen(legs);
      const machines = legs.flatMap(({ mains }) => mains.flatMap(machinesOf));
      expect(machines.map(({ name, user }) => [name, user])).toEqual([
        ['mymachine', 'ubuntu'],
        ['dbserver', 'root'],
      ]);
      const state = await sandbox.state();
      expect(leftOn(state).tokens).toEqual([]);
      expect(state.machines.filter(({ gone }) => !gone).map(({ name, cloud }) => [name, cloud])).toEqual([
        ['MyMachine', 'EC2'],
        [expect.stringContaining('-playbook-2-dbserver-'), 'Second'],
      ]);
    }),
    TIMEOUT_MS,
  );
});
