// What a job is handed: outputs to the letter, files, log and summary, for one machine, several and none.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { run } from '../fakes/openssh.ts';
import type { MainResult } from './runner.ts';
import { expectGreen, ONE_MACHINE, SMALL, withScenario } from './scenario.ts';

const ID = expect.stringMatching(/^[0-9a-f]{32}$/);
const IP = expect.stringMatching(/^127\.\d+\.\d+\.\d+$/);
const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

const OUTPUTS = [
  'changed',
  'cost',
  'drift',
  'expires-at',
  'files',
  'inventory-file',
  'ip',
  'ips',
  'key-file',
  'known-hosts-file',
  'leaks',
  'machine-id',
  'machine-ids',
  'machines',
  'machines-file',
  'matrix',
  'plan',
  'plan-file',
  'scope',
  'ssh-config-file',
];

const MACHINE_KEYS = [
  'name',
  'row',
  'scope',
  'id',
  'external_id',
  'mist_name',
  'backend',
  'state',
  'ip',
  'public_ips',
  'private_ips',
  'user',
  'port',
  'key_file',
  'groups',
  'expires_at',
  'cost_hourly',
  'outcome',
];

type Json = Readonly<Record<string, unknown>>;

function parsed(result: MainResult, name: string): unknown {
  return JSON.parse(result.outputs[name] ?? '');
}

const FILES = ['ssh-config-file', 'known-hosts-file', 'inventory-file', 'machines-file', 'plan-file'];

/** Every path lies in `files`, which lies in RUNNER_TEMP; all of it is for this user only. */
function expectPrivateFiles(result: MainResult, runnerTemp: string, names: readonly string[]): void {
  const directory = result.outputs.files ?? '';
  expect(directory.startsWith(`${runnerTemp}/mist-`)).toBe(true);
  expect(statSync(directory).mode & 0o777).toBe(0o700);
  for (const name of names) {
    const path = result.outputs[name] ?? '';
    expect(path.startsWith(`${directory}/`)).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  }
}

describe('apply', () => {
  test.concurrent('hands over several machines in the order of the spec', () =>
    withScenario(async ({ job, sandbox, inputs }) => {
      const spec = `machines:
  web: { count: 2, ${SMALL}, backend: aws, groups: [web, all] }
  db: { ${SMALL}, backend: docker, wait: running, ttl: none }
`;
      const main = await job.step({ inputs: inputs({ spec }) });
      expectGreen(main);
      const { outputs } = main;
      expect(Object.keys(outputs).sort()).toEqual(OUTPUTS);
      expect(main.droppedOutputs).toEqual([]);

      const machines = parsed(main, 'machines') as Json[];
      expect(machines.map(({ name }) => name)).toEqual(['web-1', 'web-2', 'db']);
      for (const machine of machines) expect(Object.keys(machine)).toEqual(MACHINE_KEYS);
      const [web, , db] = machines;
      expect(web).toEqual({
        name: 'web-1',
        row: 'web',
        scope: outputs.scope,
        id: ID,
        external_id: expect.stringMatching(/^i-[0-9a-f]{17}$/),
        mist_name: expect.stringMatching(/^ma-[0-9a-f]{6}-rrfmauta1-web-1-[0-9a-f]{8}$/),
        backend: 'aws',
        state: 'running',
        ip: IP,
        public_ips: [IP],
        private_ips: [expect.stringMatching(/^10\./)],
        user: 'ubuntu',
        port: expect.any(Number),
        key_file: outputs['key-file'],
        groups: ['web', 'all'],
        expires_at: TIME,
        cost_hourly: 0.0094,
        outcome: 'created',
      });
      expect(db).toMatchObject({ backend: 'docker', user: 'root', groups: ['db'], expires_at: null });

      expect(parsed(main, 'machine-ids')).toEqual(machines.map(({ id }) => id));
      expect(parsed(main, 'ips')).toEqual(machines.map(({ ip }) => ip));
      expect([outputs['machine-id'], outputs.ip]).toEqual(['', '']);
      expect(parsed(main, 'matrix')).toEqual({
        include: machines.map(({ name, ip, id, user, port }) => ({ name, ip, id, user, port })),
      });
      expect([outputs.changed, outputs.drift, outputs.leaks]).toEqual(['true', 'true', '[]']);
      expect(outputs.plan).toBe('{"create":4,"update":0,"replace":0,"adopt":0,"destroy":0,"no-op":0}');
      expect(Object.keys(parsed(main, 'cost') as Json)).toEqual(['hourly', 'monthly', 'currency', 'complete']);
      expect(outputs.scope).toMatch(/^run-1658821493-1-[0-9a-f]{8}$/);
      expect(outputs['expires-at']).toBe([web?.expires_at, machines[1]?.expires_at].sort()[0]);

      expectPrivateFiles(main, job.runnerTemp, [...FILES, 'key-file']);
      expect(JSON.parse(readFileSync(outputs['machines-file'] ?? '', 'utf8'))).toEqual(machines);
      const ids = (await sandbox.state()).machines.map(({ id }) => id);
      expect([...ids].sort()).toEqual(machines.map(({ id }) => id).sort());
    }));

  test.concurrent('sets machine-id and ip for exactly one machine, and explains itself in log and summary', () =>
    withScenario(async ({ job, inputs }) => {
      const main = await job.step({ inputs: inputs({ spec: ONE_MACHINE }) });
      expectGreen(main);
      const { outputs, summary, stdout } = main;
      const [machine] = parsed(main, 'machines') as Json[];
      expect([outputs['machine-id'], outputs.ip]).toEqual([machine?.id, machine?.ip]);
      expect([outputs['machine-id'], outputs.ip]).toEqual([ID, IP]);
      expect(outputs.cost).toBe('{"hourly":0.0094,"monthly":6.862,"currency":"USD","complete":true}');

      const lines = stdout.split('\n');
      const opened = lines.filter((line) => line.startsWith('##[group]'));
      expect(opened).toEqual(['##[group]Apply']);
      expect(lines.filter((line) => line === '##[endgroup]')).toHaveLength(opened.length);
      expect(stdout).toContain(`machine/web has been created: ${machine?.id}`);

      expect(summary).toContain(`scope \`${outputs.scope}\``);
      expect(summary).toContain(`| \`web\` | aws | running, created | \`${machine?.ip}\` |`);
      expect(summary).toContain(`ssh -p ${machine?.port} ubuntu@${machine?.ip}`);
      const post = await main.post();
      expect(post.summary).toMatch(/1 machine and 1 key destroyed/);
      expect(existsSync(outputs.files ?? '')).toBe(false);
    }));

  test.concurrent('hands over files that OpenSSH takes, by name, under strict checking', () =>
    withScenario(async ({ job, inputs }) => {
      const spec = `machines:\n  web: { count: 2, ${SMALL}, backend: aws }\n`;
      const main = await job.step({ inputs: inputs({ spec }) });
      const config = main.outputs['ssh-config-file'] ?? '';
      for (const name of ['web-1', 'web-2']) {
        const ran = await run('ssh', ['-F', config, '-o', 'StrictHostKeyChecking=yes', name, 'echo in']);
        expect(ran).toMatchObject({ code: 0, stdout: 'in\n' });
      }
      const refused = await run('ssh', ['-F', config, '-o', 'UserKnownHostsFile=/dev/null', 'web-1', 'echo in']);
      expect(refused).toMatchObject({ code: 255, stdout: '' });
    }));
});

describe('plan and check', () => {
  test.concurrent.each(['plan', 'check'])('mode %s shows what apply would do and writes nothing', (mode) =>
    withScenario(async ({ job, sandbox, inputs }) => {
      const main = await job.step({ inputs: inputs({ spec: ONE_MACHINE, mode }) });
      expectGreen(main);
      const { outputs } = main;
      expect(Object.keys(outputs).sort()).toEqual(OUTPUTS);
      expect([outputs.changed, outputs.drift, outputs['machine-id'], outputs['expires-at']]).toEqual([
        'false',
        'true',
        '',
        '',
      ]);
      expect(outputs.plan).toBe('{"create":2,"update":0,"replace":0,"adopt":0,"destroy":0,"no-op":0}');
      const [machine] = parsed(main, 'machines') as Json[];
      expect(Object.keys(machine ?? {})).toEqual(MACHINE_KEYS);
      expect(machine).toMatchObject({
        name: 'web',
        id: null,
        external_id: null,
        state: null,
        ip: null,
        outcome: 'skipped',
      });
      expect(parsed(main, 'matrix')).toEqual({ include: [] });

      expectPrivateFiles(main, job.runnerTemp, ['plan-file']);
      const plan = JSON.parse(readFileSync(outputs['plan-file'] ?? '', 'utf8'));
      expect(JSON.stringify(plan)).toContain('machine/web');
      const markdown = readFileSync(join(outputs.files ?? '', 'plan.md'), 'utf8');
      expect(markdown).toContain('`machine/web`');
      expect(main.summary).toContain('Plan: 1 machine and 1 key to create.');
      expect(main.stdout).toContain('+ machine/web (aws, $0.0094/h)');

      const state = await sandbox.state();
      expect([state.writes, state.machines.length]).toEqual([0, 0]);
      expectGreen(await main.post());
      expect((await sandbox.state()).writes).toBe(0);
      expect(existsSync(outputs.files ?? '')).toBe(false);
    }),
  );

  test.concurrent('sets what is true when an apply fails', () =>
    withScenario(async ({ job, sandbox, inputs }) => {
      await sandbox.switches({ createErrors: [{ name: '-web-', text: 'Quota' }] });
      const spec = `machines:\n  db: { ${SMALL}, backend: aws }\n  web: { ${SMALL}, backend: aws }\n`;
      const main = await job.step({ inputs: inputs({ spec }) });
      expect(main.exitCode).toBe(1);
      expect(parsed(main, 'machines')).toEqual([
        expect.objectContaining({ name: 'db', id: ID, outcome: 'created' }),
        expect.objectContaining({ name: 'web', id: null, ip: null, outcome: 'failed' }),
      ]);
      expect(parsed(main, 'matrix')).toEqual({ include: [expect.objectContaining({ name: 'db' })] });
      expect(main.summary).toContain('Quota');
    }));
});
