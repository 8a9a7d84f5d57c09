// What a job gets of host keys, through dist/: the injected one is dead after apply, and one that changes later is refused.
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { run } from '../fakes/openssh.ts';
import type { MainResult } from './runner.ts';
import type { SandboxServer } from './sandbox-server.ts';
import { expectGreen, expectOneError, SMALL, withScenario } from './scenario.ts';

const ONE = `machines:\n  web: { ${SMALL}, backend: aws }\n`;

function knownHosts(result: MainResult): string {
  return readFileSync(result.outputs['known-hosts-file'] ?? '', 'utf8');
}

/** `ssh-ed25519 AAAA…` as the user data that reached the server names it. */
async function injectedKey(sandbox: SandboxServer): Promise<string> {
  const [machine] = (await sandbox.state()).machines;
  return /ed25519_public: (ssh-ed25519 \S+)/.exec(machine?.cloud_init ?? '')?.[1] ?? '';
}

function ssh(result: MainResult, command: string, ...more: string[]): ReturnType<typeof run> {
  return run('ssh', ['-F', result.outputs['ssh-config-file'] ?? '', '-o', 'BatchMode=yes', ...more, 'web', command]);
}

describe('the injected host key', () => {
  test.concurrent('is dead after apply: the machine has one of its own, and only that is handed over', () =>
    withScenario(async ({ sandbox, job, inputs }) => {
      const main = await job.step({ inputs: inputs({ spec: ONE }) });
      expectGreen(main);
      const injected = await injectedKey(sandbox);
      expect(injected).toMatch(/^ssh-ed25519 AAAA/);
      const known = knownHosts(main);
      expect(known).toMatch(/^machine\/web,\[127\.\S+\]:\d+ ssh-ed25519 AAAA\S+\n$/);
      expect(known).not.toContain(injected);
      expect(await ssh(main, 'echo in')).toMatchObject({ code: 0, stdout: 'in\n' });
      // Who still expects the injected key is refused by OpenSSH: the machine does not present it.
      const old = `${main.outputs['known-hosts-file']}-old`;
      writeFileSync(old, known.replace(/ssh-ed25519 \S+/, injected));
      expect(await ssh(main, 'echo in', '-o', `UserKnownHostsFile=${old}`)).toMatchObject({
        code: 255,
        stderr: expect.stringContaining('Host key verification failed'),
      });
    }));

  test.concurrent('is what a machine is known by that nobody has logged into', () =>
    withScenario(async ({ sandbox, job, inputs }) => {
      const spec = `machines:\n  web: { ${SMALL}, backend: aws, wait: tcp }\n`;
      const main = await job.step({ inputs: inputs({ spec }) });
      expectGreen(main);
      expect(knownHosts(main)).toContain(await injectedKey(sandbox));
      expect(await ssh(main, 'echo in')).toMatchObject({ code: 0, stdout: 'in\n' });
    }));
});

test.concurrent('a host key that changes later is a failure', () =>
  withScenario(async ({ job, inputs }) => {
    const named = inputs({ spec: ONE, scope: 'pr-7' });
    const first = await job.step({ inputs: named });
    expectGreen(first);
    const change =
      'cd "$MIST_ACTION_ETC_SSH" && ssh-keygen -q -t ed25519 -N "" -f "$PWD/new" && mv new ssh_host_ed25519_key';
    expect(await ssh(first, change)).toMatchObject({ code: 0 });
    const second = await job.step({ inputs: named });
    expectOneError(second, /machine\/web: the host presents the key SHA256:\S+, but SHA256:\S+ was expected/);
  }));

const ansible = process.env.MIST_TEST_ANSIBLE ?? '';
(ansible === '' ? describe.skip : describe)('Ansible with only the inventory', () => {
  test.concurrent('ping, a module with arguments, and a copied file', () =>
    withScenario(async ({ job, inputs }) => {
      const spec = `machines:\n  web: { count: 2, ${SMALL}, backend: aws, groups: [front] }\n  db: { ${SMALL}, backend: aws }\n`;
      const main = await job.step({ inputs: inputs({ spec }) });
      expectGreen(main);
      const inventory = main.outputs['inventory-file'] ?? '';
      // Its home is for its own temporary files; there is no configuration and no key of the user's in it.
      // Connections that are kept open for a minute would outlive the test, and hide a key that has changed.
      const one = { ANSIBLE_SSH_ARGS: '-C', ANSIBLE_NOCOLOR: '1' };
      const env = { HOME: job.runnerTemp, ANSIBLE_HOME: `${job.runnerTemp}/.ansible`, ...one };
      const call = (...args: string[]) => run(ansible, ['-i', inventory, ...args], '', env);
      const ping = await call('all', '-m', 'ansible.builtin.ping');
      expect(ping).toMatchObject({ code: 0 });
      expect(ping.stdout.match(/"ping": "pong"/g)).toHaveLength(3);
      const front = await call('front', '-m', 'ansible.builtin.shell', '-a', 'echo "$USER"');
      expect(front.stdout.match(/^ubuntu$/gm)).toHaveLength(2);
      expect(await call('db', '-m', 'ansible.builtin.copy', '-a', 'content=text dest=there')).toMatchObject({
        code: 0,
      });
      // Strict: with another host key in known_hosts nothing gets in.
      const file = main.outputs['known-hosts-file'] ?? '';
      writeFileSync(file, knownHosts(main).replaceAll(/(AAAAC3NzaC1lZDI1NTE5AAAAI)\S{8}/g, '$1AAAAAAAA'));
      const refused = await call('db', '-m', 'ansible.builtin.ping');
      expect(refused).toMatchObject({ code: 4 });
      expect(refused.stdout).toMatch(/UNREACHABLE[\s\S]*Host key verification failed/);
    }));
});
