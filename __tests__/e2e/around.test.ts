// What surrounds a step: its inputs, its event, its workspace, proxies, state, and other steps of the same job.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { run } from '../fakes/openssh.ts';
import { machinesOf, withJob } from './runner.ts';
import { leftOn } from './sandbox-server.ts';
import {
  expectGreen,
  expectNoProcess,
  expectNothingLeft,
  expectOneError,
  filesBelow,
  messages,
  ONE_MACHINE,
  SMALL,
  withScenario,
} from './scenario.ts';

const RUNNING = `machines:\n  web: { ${SMALL}, backend: aws, wait: running }\n`;
const QUICK_SANDBOX = { MIST_SANDBOX_ARGS: '--boot 300ms --worker-step 300ms' };

const FORK = {
  number: 7,
  head: { sha: 'f'.repeat(40), repo: { id: 99 } },
  base: { sha: 'a'.repeat(40), repo: { id: 1296269 } },
};

describe('without credentials', () => {
  test.concurrent.each([
    { what: 'a fork', job: { eventName: 'pull_request', event: { pull_request: FORK } } },
    {
      what: 'a fork that is gone',
      job: { eventName: 'pull_request', event: { pull_request: { ...FORK, head: { repo: null } } } },
    },
    { what: 'Dependabot', job: { actor: 'dependabot[bot]' } },
  ])('$what gets a notice and is green', ({ job: options }) =>
    withScenario(
      async ({ sandbox, job, inputs }) => {
        const main = await job.step({ inputs: inputs({ spec: ONE_MACHINE, 'mist-token': '' }) });
        expectGreen(main);
        expect(messages(main, 'notice')).toEqual([expect.stringContaining('GitHub withholds secrets')]);
        const post = await main.post();
        expectGreen(post);
        expect((await sandbox.state()).requests).toEqual([]);
        await expectNothingLeft({ sandbox, job });
      },
      { job: options },
    ),
  );

  test.concurrent('anybody else gets an error', () =>
    withScenario(async ({ sandbox, job, inputs }) => {
      const main = await job.step({ inputs: inputs({ spec: ONE_MACHINE, 'mist-token': '' }) });
      expectOneError(main, /`mist-token`.*blank/);
      expect((await sandbox.state()).requests).toEqual([]);
      expectGreen(await main.post());
    }));
});

describe('the spec', () => {
  test.concurrent('given twice is an error', () =>
    withScenario(async ({ job, inputs }) => {
      const main = await job.step({ inputs: inputs({ spec: ONE_MACHINE, 'spec-file': 'mist.yml' }) });
      expectOneError(main, /`spec-file`.*together with `spec`/);
      expectGreen(await main.post());
    }));

  test.concurrent('given nowhere is an error that names the default', () =>
    withScenario(async ({ job, inputs }) => {
      expectOneError(
        await job.step({ inputs: inputs() }),
        /`spec`.*`\.github\/mist\.yml` cannot be read.*no such file/,
      );
    }));

  test.concurrent('with twelve mistakes is annotated nine times on its lines, and once at the end', () =>
    withScenario(async ({ sandbox, job, inputs }) => {
      mkdirSync(join(job.workspace, 'infra'));
      const rows = Array.from({ length: 12 }, (_, index) => `  web-${index}: { ${SMALL}, backend: aws, wiat: ssh }\n`);
      writeFileSync(join(job.workspace, 'infra/mist.yml'), `machines:\n${rows.join('')}`);
      const main = await job.step({ inputs: inputs({ 'spec-file': 'infra/mist.yml' }) });
      expect(main.exitCode).toBe(1);
      const errors = main.annotations.filter(({ level }) => level === 'error');
      expect(errors).toHaveLength(10);
      errors.slice(0, 9).forEach((error, index) => {
        expect(error).toMatchObject({ file: 'infra/mist.yml', line: index + 2 });
        expect(error.message).toMatch(/wiat.*wait/);
      });
      expect(errors[9]).toMatchObject({ file: null, line: null });
      expect(errors[9]?.message).toMatch(/infra\/mist\.yml has 12 mistakes; nothing was changed\. \(3 more errors/);
      // Two lists were under way while it was read, and nothing else is asked.
      const requests = (await sandbox.state()).requests.map(({ method, path }) => `${method} ${path}`);
      expect(requests.filter((one) => !['GET /api/v1/clouds', 'GET /api/v1/keys'].includes(one))).toEqual([]);
      expectGreen(await main.post());
    }));

  test.concurrent('with an image of no version lists what there is, on its line', () =>
    withScenario(async ({ job, inputs }) => {
      const spec = 'machines:\n  web:\n    image: ubuntu\n    size: { cpu: 1, ram: 1g }\n';
      const main = await job.step({ inputs: inputs({ spec }) });
      expect(main.exitCode).toBe(1);
      expect(messages(main, 'error')).toEqual([
        expect.stringMatching(/Line 3, column 12: machines\.web\.image.*24\.04/),
        expect.stringMatching(/1 mistake; nothing was changed/),
      ]);
    }));
});

describe('the machine of the job', () => {
  test.concurrent('a workspace and a RUNNER_TEMP with blanks and letters of other scripts', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'a job — Prüfung 試験 '));
    const workspace = join(directory, 'work späce');
    const runnerTemp = join(directory, "temp 'quoted' ü");
    for (const path of [workspace, runnerTemp]) mkdirSync(path);
    writeFileSync(join(workspace, 'späc file.yml'), ONE_MACHINE);
    try {
      await withScenario(
        async ({ sandbox, job, inputs }) => {
          const main = await job.step({ inputs: inputs({ 'spec-file': 'späc file.yml' }) });
          expectGreen(main);
          const config = main.outputs['ssh-config-file'] ?? '';
          const ran = await run('ssh', ['-F', config, '-o', 'StrictHostKeyChecking=yes', 'web', 'echo in']);
          expect(ran).toMatchObject({ code: 0, stdout: 'in\n' });
          expectGreen(await main.post());
          rmSync(join(workspace, 'späc file.yml'));
          await expectNothingLeft({ sandbox, job });
        },
        { job: { workspace, runnerTemp } },
      );
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  test.concurrent('a proxy that nobody can reach does not stand between a job and a server on loopback', () =>
    withScenario(async ({ sandbox, job, inputs }) => {
      const proxy = 'http://127.0.0.1:9';
      const env = { HTTP_PROXY: proxy, HTTPS_PROXY: proxy, http_proxy: proxy, https_proxy: proxy, ALL_PROXY: proxy };
      const main = await job.step({ inputs: inputs({ spec: RUNNING }), env });
      expectGreen(main);
      expectGreen(await main.post());
      await expectNothingLeft({ sandbox, job });
    }));

  test.concurrent('a state that cannot be written: nothing is sent', () =>
    withScenario(async ({ sandbox, job, inputs }) => {
      const main = await job.step({ inputs: inputs({ spec: RUNNING }), replaced: { GITHUB_STATE: '/dev/full' } });
      expectOneError(main, /state of this run cannot be written: ENOSPC/);
      expect((await sandbox.state()).requests).toEqual([]);
      await expectNothingLeft({ sandbox, job });
    }));

  test.concurrent('a state that is lost on the way: nothing more is written to the server', () =>
    withScenario(async ({ sandbox, job, inputs }) => {
      await sandbox.fault({ method: 'GET', route: '/api/v1/clouds$' }, { kind: 'delay', ms: 1500 });
      const commands = join(job.runnerTemp, '_runner_file_commands');
      const loseState = (line: string): boolean => {
        const state = readdirSync(commands).find((name) => name.startsWith('save_state_'));
        if (line.startsWith('Scope: ') && state !== undefined) rmSync(join(commands, state));
        return false;
      };
      const main = await job.step({
        inputs: inputs({ spec: RUNNING }),
        interrupt: { kind: 'kill', on: { test: loseState } },
      });
      expectOneError(main, /state of this run cannot be written: ENOENT/);
      expect((await sandbox.state()).writes).toBe(0);
      expect(leftOn(await sandbox.state()).machines).toEqual([]);
    }));
});

describe('mist-url: sandbox', () => {
  test.concurrent('two steps of one job share a server, have scopes of their own, and end it with the first one', () =>
    withJob({}, async (job) => {
      const inputs = { 'mist-url': 'sandbox', spec: RUNNING };
      const one = await job.step({ inputs, env: QUICK_SANDBOX });
      const two = await job.step({ inputs });
      for (const main of [one, two]) expectGreen(main);
      expect(machinesOf(one)[0]?.id).not.toBe(machinesOf(two)[0]?.id);
      expect(one.outputs.scope).not.toBe(two.outputs.scope);
      const record = JSON.parse(readFileSync(join(job.runnerTemp, 'mist-action-sandbox.json'), 'utf8'));
      const alive = (): Promise<boolean> => fetch(record.url).then(Boolean, () => false);
      expectGreen(await two.post());
      expect(await alive()).toBe(true);
      expectGreen(await one.post());
      expect(await alive()).toBe(false);
      expect(filesBelow(job.runnerTemp)).toEqual([]);
      await expectNoProcess(job);
    }));

  test.concurrent('killed while the server starts: the end of the job takes it along', () =>
    withJob({}, async (job) => {
      const inputs = { 'mist-url': 'sandbox', spec: RUNNING };
      const main = await job.step({ inputs, interrupt: { kind: 'kill', on: /group::Connect/ } });
      expectGreen(await main.post());
      await job.finish();
      await expectNoProcess(job);
    }));
});

describe('mist-email and mist-password', () => {
  test.concurrent('mint a token that outlives the longest job, and post revokes it', () =>
    withScenario(async ({ sandbox, job, inputs }) => {
      const account = { 'mist-token': '', 'mist-email': 'admin@example.com', 'mist-password': 'correct horse' };
      const main = await job.step({ inputs: inputs({ spec: RUNNING, ...account }) });
      expectGreen(main);
      const living = (await sandbox.state()).tokens.filter(({ name, revoked }) => name !== 'seed' && !revoked);
      expect(living).toEqual([expect.objectContaining({ name: expect.stringMatching(/^mist-action-1658821493-1-/) })]);
      expect(living[0]?.ttl).toBeGreaterThanOrEqual(24 * 3600);
      expectGreen(await main.post());
      await expectNothingLeft({ sandbox, job });
    }));

  test.concurrent('killed right after minting: post revokes that token too', () =>
    withScenario(async ({ sandbox, job, inputs }) => {
      const account = { 'mist-token': '', 'mist-email': 'admin@example.com', 'mist-password': 'correct horse' };
      const main = await job.step({
        inputs: inputs({ spec: RUNNING, ...account }),
        interrupt: { kind: 'kill', on: /^Connect: / },
      });
      expect(leftOn(await sandbox.state()).tokens).toHaveLength(1);
      expectGreen(await main.post());
      await expectNothingLeft({ sandbox, job });
    }));

  test.concurrent('of nobody are one error', () =>
    withScenario(async ({ sandbox, job, inputs }) => {
      const account = { 'mist-token': '', 'mist-email': 'nobody@example.com', 'mist-password': 'correct horse' };
      expectOneError(
        await job.step({ inputs: inputs({ spec: RUNNING, ...account }) }),
        /mist-email|mist-password|token/,
      );
      expect(leftOn(await sandbox.state()).tokens).toEqual([]);
    }));
});
