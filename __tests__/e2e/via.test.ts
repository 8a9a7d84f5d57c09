// Machines that only a jump host reaches: by the action, and by OpenSSH with nothing but the files handed over.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { run } from '../fakes/openssh.ts';
import { type MainResult, machinesOf } from './runner.ts';
import { expectGreen, expectNothingLeft, expectOneError, SMALL, withScenario } from './scenario.ts';

function openSsh(program: 'ssh' | 'scp', main: MainResult, ...rest: readonly string[]): ReturnType<typeof run> {
  const options = ['-o', 'StrictHostKeyChecking=yes', '-o', 'BatchMode=yes', '-o', 'ConnectTimeout=10'];
  return run(program, ['-F', main.outputs['ssh-config-file'] ?? '', ...options, ...rest]);
}

/** The host key that was handed over for a machine, as a public key line. */
function hostKeyOf(main: MainResult, name: string): string {
  const line = readFileSync(main.outputs['known-hosts-file'] ?? '', 'utf8')
    .split('\n')
    .find((one) => /^[^ ,]+/.exec(one)?.[0] === `machine/${name}`);
  return (line ?? '').split(' ').slice(1).join(' ');
}

describe('via another row', () => {
  test.concurrent('machines without a public address are set up and handed over, one jump or two away', () =>
    withScenario(async ({ sandbox, job, inputs }) => {
      await sandbox.switches({ privateOnly: '-(app|deep)-' });
      const spec = `defaults: { backend: aws, image: ubuntu 24.04, size: { cpu: 1, ram: 1g } }
machines:
  bastion: {}
  app: { needs: [bastion], via: bastion, run: 'echo "$MIST_IP" >set-up' }
  deep: { needs: [app], via: app }
`;
      const main = await job.step({ inputs: inputs({ spec }) });
      expectGreen(main);
      const [, app, deep] = machinesOf(main);
      for (const machine of [app, deep]) expect(machine?.ip).toMatch(/^10\./);
      expect(await openSsh('ssh', main, 'app', 'cat set-up')).toMatchObject({ code: 0, stdout: `${app?.ip}\n` });
      expect(await openSsh('ssh', main, '-W', new URL(sandbox.url).host, 'bastion')).toMatchObject({ code: 255 });
      const file = join(job.workspace, 'file');
      writeFileSync(file, 'copied\n');
      expect(await openSsh('scp', main, file, 'deep:copy')).toMatchObject({ code: 0 });
      expect(await openSsh('ssh', main, 'deep', 'cat copy; echo $USER')).toMatchObject({ stdout: 'copied\nubuntu\n' });
      const config = readFileSync(main.outputs['ssh-config-file'] ?? '', 'utf8');
      expect(config).toMatch(/Host app\n[\s\S]*?ProxyJump bastion\n[\s\S]*Host deep\n[\s\S]*?ProxyJump app\n/);
      const inventory = readFileSync(main.outputs['inventory-file'] ?? '', 'utf8');
      expect(inventory).toMatch(/app:[\s\S]*-F\s+'.*ssh_config'\s+-o\s+'ProxyJump=bastion'/);
      expectGreen(await main.post());
    }));

  test.concurrent('a jump host that fails costs what is behind it', () =>
    withScenario(async ({ sandbox, job, inputs }) => {
      const spec = `machines:
  bastion: { ${SMALL}, backend: aws, run: exit 1 }
  app: { ${SMALL}, backend: aws, needs: [bastion], via: bastion }
`;
      const main = await job.step({ inputs: inputs({ spec }) });
      expect(machinesOf(main).map(({ outcome }) => outcome)).toEqual(['failed', 'skipped']);
      expectGreen(await main.post());
      await expectNothingLeft({ sandbox, job });
    }));
});

const ansible = process.env.MIST_TEST_ANSIBLE ?? '';
(ansible === '' ? test.skip : test)('Ansible goes through jump hosts with only the inventory', () =>
  withScenario(async ({ sandbox, job, inputs }) => {
    await sandbox.switches({ privateOnly: '-(app|deep)-' });
    const spec = `defaults: { backend: aws, image: ubuntu 24.04, size: { cpu: 1, ram: 1g } }
machines:
  bastion: {}
  app: { needs: [bastion], via: bastion, groups: [in-side] }
  deep: { needs: [app], via: app, groups: [in-side] }
`;
    const main = await job.step({ inputs: inputs({ spec }) });
    expectGreen(main);
    const home = { HOME: job.runnerTemp, ANSIBLE_HOME: `${job.runnerTemp}/.ansible` };
    const env = { ...home, ANSIBLE_SSH_ARGS: '-C', ANSIBLE_NOCOLOR: '1' };
    const call = (...args: string[]) => run(ansible, ['-i', main.outputs['inventory-file'] ?? '', ...args], '', env);
    const ping = await call('all', '-m', 'ansible.builtin.ping');
    expect(ping).toMatchObject({ code: 0, stderr: expect.not.stringMatching(/WARNING.*(?:group|character)/) });
    expect(ping.stdout.match(/"ping": "pong"/g)).toHaveLength(3);
    const facts = await call(
      'in_side',
      '-m',
      'ansible.builtin.debug',
      '-a',
      'msg={{ mist_row }}:{{ mist_private_ip }}',
    );
    for (const { row, ip } of machinesOf(main).slice(1)) expect(facts.stdout).toContain(`${row}:${ip}`);
  }),
);

test('via a host outside of the spec: with its host key, or with the word of the user, and with no other key', () =>
  withScenario(async ({ sandbox, job, inputs }) => {
    const first = await job.step({
      inputs: inputs({ spec: `machines:\n  jump: { ${SMALL}, backend: aws }\n`, scope: 'jump', ttl: '1h' }),
    });
    expectGreen(first);
    const [jump] = machinesOf(first);
    if (jump === undefined) throw new Error('no machine');
    const key = (await sandbox.state()).keys.map(({ name }) => name)[0];
    await sandbox.switches({ privateOnly: '-app-' });
    const via = (more: string): string =>
      `machines:\n  app: { ${SMALL}, backend: aws, via: { host: ${jump.ip}, port: ${jump.port}, user: ${jump.user}, key: ${key}${more} } }\n`;
    const { writes } = await sandbox.state();
    const blind = await job.step({ inputs: inputs({ spec: via('') }) });
    expectOneError(blind, /machine\/app: the host key of its jump host .* is not known/);
    expect((await sandbox.state()).writes).toBe(writes);

    const known = await job.step({ inputs: inputs({ spec: via(`, host-key: ${hostKeyOf(first, 'jump')}`) }) });
    expectGreen(known);
    expect(await openSsh('ssh', known, 'app', 'echo in')).toMatchObject({ code: 0, stdout: 'in\n' });
    expect(readFileSync(known.outputs['inventory-file'] ?? '', 'utf8')).not.toContain('via.1:');
    expect(machinesOf(known).map(({ name }) => name)).toEqual(['app']);
    const other = hostKeyOf(known, 'app');
    expectGreen(await known.post());

    const wrong = await job.step({ inputs: inputs({ spec: via(`, host-key: ${other}`) }) });
    expectOneError(
      wrong,
      /machine\/app: its jump host cannot be used: the host presents the key SHA256:.*was expected/,
    );
    expectGreen(await wrong.post());

    const trusted = await job.step({ inputs: inputs({ spec: via(''), 'trust-on-first-use': 'true' }) });
    expectGreen(trusted);
    expect(await openSsh('ssh', trusted, 'app', 'echo in')).toMatchObject({ code: 0, stdout: 'in\n' });
    expectGreen(await trusted.post());
  }));
