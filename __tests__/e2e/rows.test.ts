// What a row of the spec says reaches the server and the machine: count, needs, groups, tags, ttl, cloud-init, wait, keys.
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { load } from 'js-yaml';
import { run } from '../fakes/openssh.ts';
import { machinesOf } from './runner.ts';
import { leftOn, NOTHING, type SandboxMachine, type SandboxState } from './sandbox-server.ts';
import { expectGreen, expectNothingLeft, expectOneError, filesBelow, SMALL, withScenario } from './scenario.ts';

const MINUTE = 60_000;

function machineOf(state: SandboxState, row: string): SandboxMachine {
  const found = state.machines.find((machine) => machine.name.includes(`-${row}-`) && !machine.gone);
  if (found === undefined) throw new Error(`The server has no machine of the row ${row}.`);
  return found;
}

function ssh(config: string | undefined, name: string, command: string): ReturnType<typeof run> {
  return run('ssh', ['-F', config ?? '', '-o', 'StrictHostKeyChecking=yes', '-o', 'BatchMode=yes', name, command]);
}

describe('rows reach the server', () => {
  test.concurrent('count, order of needs, groups, tags, ttl and cloud-init', () =>
    withScenario(async ({ sandbox, job, inputs }) => {
      const spec = `defaults: { backend: aws, image: ubuntu 24.04, tags: { team: qa } }
machines:
  web:
    count: 2
    size: { cpu: 2, ram: 4g }
    needs: [db]
    tags: { tier: front }
    groups: [front, all]
    wait: running
  db:
    size: t3.small
    ttl: 2h
    cloud-init: |
      #cloud-config
      packages: [postgresql]
`;
      const main = await job.step({ inputs: inputs({ spec, ttl: '45m' }) });
      expectGreen(main);
      const state = await sandbox.state();
      const [db, web] = [machineOf(state, 'db'), machineOf(state, 'web-2')];
      expect(state.machines.filter(({ name }) => name.includes('-web-'))).toHaveLength(2);
      expect(db.created).toBeLessThan(machineOf(state, 'web-1').created);
      expect(main.stdout).toMatch(/machine\/db has been created[\s\S]*machine\/web-1 has been created/);
      expect(db.tags).toMatchObject({ team: 'qa', mist_action_row: 'db' });
      expect(web.tags).toMatchObject({ team: 'qa', tier: 'front', mist_action_row: 'web-2' });
      for (const [machine, minutes] of [
        [db, 120],
        [web, 45],
      ] as const) {
        expect(machine.lease?.action).toBe('destroy');
        const left = (machine.lease?.at ?? 0) - Date.now();
        expect(left).toBeGreaterThan((minutes - 2) * MINUTE);
        expect(left).toBeLessThanOrEqual(minutes * MINUTE);
      }
      const userData = db.cloud_init ?? '';
      expect(userData).toContain('postgresql');
      expect(userData).toContain('BEGIN OPENSSH PRIVATE KEY');
      expect(web.cloud_init).not.toContain('postgresql');
      const inventory = load(readFileSync(main.outputs['inventory-file'] ?? '', 'utf8'));
      const text = JSON.stringify(inventory);
      for (const word of ['front', 'db', 'web-1', 'web-2', 'ansible_host']) expect(text).toContain(word);
    }));

  test.concurrent('an uploaded key keeps its name and stays; a generated one is saved where the spec says and goes', () =>
    withScenario(async ({ sandbox, job, inputs }) => {
      const { privateKey } = generateKeyPairSync('rsa', {
        modulusLength: 2048,
        publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
        privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
      });
      const spec = `keys:
  team: { private: "\${TEAM_KEY}" }
  ci: { generate: true, save: .ssh/ci }
machines:
  a: { ${SMALL}, backend: aws, key: team }
  b: { ${SMALL}, backend: aws, key: ci }
`;
      const main = await job.step({ inputs: inputs({ spec }), env: { TEAM_KEY: privateKey } });
      expectGreen(main);
      expect(main.outputs['key-file']).toBe('');
      for (const name of ['a', 'b']) {
        expect(await ssh(main.outputs['ssh-config-file'], name, 'echo in')).toMatchObject({ code: 0, stdout: 'in\n' });
      }
      const saved = join(job.workspace, '.ssh/ci');
      expect(statSync(saved).mode & 0o777).toBe(0o600);
      expect(readFileSync(saved, 'utf8')).toContain('PRIVATE KEY');
      expectGreen(await main.post());
      const state = await sandbox.state();
      expect(leftOn(state)).toEqual(NOTHING);
      expect(state.keys.map(({ name }) => name)).toEqual(['team']);
      expect(existsSync(saved)).toBe(false);
      expect([...filesBelow(job.runnerTemp), ...filesBelow(job.workspace)]).toEqual([]);
    }));

  test.concurrent('min-ready makes an apply green with a warning, and what is missing is removed', () =>
    withScenario(async ({ sandbox, job, inputs }) => {
      await sandbox.switches({ neverBoot: '-web-3-' });
      const spec = `machines:\n  web: { count: 3, min-ready: 2, ${SMALL}, backend: aws, wait: { for: ssh, timeout: 8s } }\n`;
      const main = await job.step({ inputs: inputs({ spec }) });
      expectGreen(main);
      expect(main.stdout).toMatch(/##\[warning\].*web: 2 of 3 are ready/);
      expect((await sandbox.state()).machines.filter(({ gone }) => !gone)).toHaveLength(2);
      expectGreen(await main.post());
      await expectNothingLeft({ sandbox, job });
    }));

  test.concurrent('more than max-machines is refused before anything is made', () =>
    withScenario(async ({ sandbox, job, inputs }) => {
      const spec = `machines:\n  web: { count: 4, ${SMALL}, backend: aws }\n`;
      const main = await job.step({ inputs: inputs({ spec, 'max-machines': '3' }) });
      expectOneError(main, /4 machines.*max-machines|max-machines.*3/);
      expect((await sandbox.state()).writes).toBe(0);
    }));
});

describe('wait', () => {
  test.concurrent('running is enough where nothing listens; tcp and ssh are not met by it', () =>
    withScenario(async ({ sandbox, job, inputs }) => {
      await sandbox.switches({ sshNever: '.' });
      const rows = ['running', 'tcp', 'ssh'].map(
        (level) => `  for-${level}: { ${SMALL}, backend: aws, wait: { for: ${level}, timeout: 5s } }`,
      );
      const main = await job.step({ inputs: inputs({ spec: `machines:\n${rows.join('\n')}\n` }) });
      expectOneError(
        main,
        /^machine\/for-tcp: not reachable by tcp within 5s; .*\nmachine\/for-ssh: not reachable by ssh within 5s; .*$/,
      );
      expect(machinesOf(main).map(({ name, outcome }) => [name, outcome])).toEqual([
        ['for-running', 'created'],
        ['for-tcp', 'failed'],
        ['for-ssh', 'failed'],
      ]);
    }));

  test.concurrent('tcp is met by an open port', () =>
    withScenario(async ({ job, inputs }) => {
      const spec = `machines:\n  web: { ${SMALL}, backend: linode, wait: tcp }\n`;
      const main = await job.step({ inputs: inputs({ spec }) });
      expectGreen(main);
      expect(readFileSync(main.outputs['known-hosts-file'] ?? '', 'utf8')).not.toMatch(/ssh-/);
    }));
});

describe('trust on first use, where no host key can be injected', () => {
  const spec = `machines:\n  web: { ${SMALL}, backend: linode }\n`;

  test.concurrent('is refused unless asked for, before anything is made', () =>
    withScenario(async ({ sandbox, job, inputs }) => {
      const main = await job.step({ inputs: inputs({ spec }) });
      expectOneError(main, /machine\/web.*trust-on-first-use/);
      expect((await sandbox.state()).machines).toEqual([]);
      expectGreen(await main.post());
      await expectNothingLeft({ sandbox, job });
    }));

  test.concurrent('pins the key that answered, in known_hosts and in the tags of the machine', () =>
    withScenario(async ({ sandbox, job, inputs }) => {
      const main = await job.step({ inputs: inputs({ spec, 'trust-on-first-use': 'true' }) });
      expectGreen(main);
      expect(await ssh(main.outputs['ssh-config-file'], 'web', 'echo in')).toMatchObject({ code: 0, stdout: 'in\n' });
      expect(readFileSync(main.outputs['known-hosts-file'] ?? '', 'utf8')).toMatch(/ssh-ed25519 AAAA/);
      expect(machineOf(await sandbox.state(), 'web').tags.mist_action_hostkey).toMatch(/^[A-Za-z0-9_-]{43}$/);
    }));
});
