// Main in every mode against a Mist server in this process: outputs, files, state, summary.
import { lstatSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { sshMachineHost } from '../../../sandbox/ssh-machine.ts';
import { type LiveJob, ONE, ROW, withJob } from '../../fakes/step-in-process.ts';
import { RSA_KEYS } from '../sandbox/rsa-keys.ts';

function mode(path: string): string {
  return (lstatSync(path).mode & 0o777).toString(8);
}

/** Lines of a PEM that identify it: none may turn up where secrets do not belong. */
function secretsOf(job: LiveJob): string[] {
  return [job.emulator.token, ...(RSA_KEYS[0] ?? '').split('\n').filter((line) => line.length > 40)];
}

describe('apply', () => {
  test('hands over an unnamed machine: outputs, files, summary, state', () =>
    withJob(async (job) => {
      const main = await job.main({ spec: ONE });
      expect([main.failed, main.errors, main.warnings]).toEqual([false, [], []]);
      const [machine] = JSON.parse(main.outputs.machines ?? '');
      expect(machine).toMatchObject({
        name: 'web',
        scope: main.outputs.scope,
        backend: 'aws',
        state: 'running',
        ip: '127.77.0.2',
        port: 22,
        user: 'ubuntu',
        outcome: 'created',
      });
      expect(main.outputs).toMatchObject({
        changed: 'true',
        drift: 'true',
        leaks: '[]',
        ip: '127.77.0.2',
        'machine-id': machine.id,
        ips: '["127.77.0.2"]',
        plan: '{"create":1,"update":0,"replace":0,"adopt":0,"destroy":0,"no-op":1}',
        'expires-at': machine.expires_at,
      });
      expect(main.outputs.scope).toMatch(/^run-9000000001-1-[0-9a-f]{8}$/);
      expect(main.summary).toContain('| `web` | aws | running, created |');
      const left = Date.parse(machine.expires_at) - Date.now();
      expect(left).toBeGreaterThan(29 * 60_000);
      expect(job.living()).toEqual([machine.mist_name]);
    }));

  test('keeps secrets out of state, outputs and summary, and files private', () =>
    withJob(async (job) => {
      const main = await job.main({ spec: ONE });
      const shown = main.stdout
        .split('\n')
        .filter((line) => !line.startsWith('::add-mask::'))
        .join('\n');
      const texts = [JSON.stringify(job.state()), JSON.stringify(main.outputs), main.summary, shown];
      for (const secret of secretsOf(job)) for (const text of texts) expect(text).not.toContain(secret);
      const directory = main.outputs.files ?? '';
      expect(dirname(directory)).toBe(job.runnerTemp);
      expect([mode(directory), mode(join(directory, 'keys'))]).toEqual(['700', '700']);
      const names = ['ssh_config', 'known_hosts', 'inventory.yml', 'machines.json', 'plan.json', 'plan.md'];
      for (const name of [...names, 'keys/1-ops']) expect(mode(join(directory, name))).toBe('600');
      expect(readFileSync(main.outputs['key-file'] ?? '', 'utf8').trim()).toBe((RSA_KEYS[0] ?? '').trim());
    }));

  test('a second apply of a named scope changes nothing', () =>
    withJob(async (job) => {
      const first = await job.main({ spec: ONE, scope: 'shop' });
      const { writes } = job.asked();
      const second = await job.main({ spec: ONE, scope: 'shop' });
      expect([first.failed, second.failed]).toEqual([false, false]);
      expect([first.outputs.changed, second.outputs.changed, second.outputs.drift]).toEqual(['true', 'false', 'false']);
      expect(second.outputs['machine-id']).toBe(first.outputs['machine-id']);
      expect(job.asked().writes).toBe(writes);
      expect([second.outputs.scope, second.outputs['expires-at']]).toEqual(['shop', '']);
    }));

  test('min-ready: success with a warning, and the missing one is removed', () =>
    withJob(async (job) => {
      job.emulator.context.switches.createErrors = [{ name: 'web-2', text: 'InsufficientInstanceCapacity: none' }];
      const row = ROW.replace('{ ', '{ count: 2, min-ready: 1, ');
      const main = await job.main({ spec: `machines:\n  web: ${row}\n`, scope: 'shop' });
      expect(main.failed).toBe(false);
      expect(main.warnings.join('\n')).toContain('machine/web: 1 of 2 are ready, `min-ready` is met');
      expect(job.living()).toHaveLength(1);
    }));

  test('a machine over SSH with a generated key that is saved', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'hosts-'));
    const host = sshMachineHost({ directory });
    try {
      await withJob(
        async (job) => {
          const row = '{ image: ubuntu 24.04, size: { cpu: 1, ram: 1g }, backend: aws, key: ci }';
          const spec = `keys:\n  ci: { generate: true, save: .ssh/ci }\nmachines:\n  web: ${row}\n`;
          const main = await job.main({ spec });
          expect([main.failed, main.errors]).toEqual([false, []]);
          expect(main.warnings).toEqual([expect.stringContaining('key/ci is saved as .ssh/ci')]);
          const saved = join(job.workspace, '.ssh/ci');
          expect([mode(dirname(saved)), mode(saved)]).toEqual(['700', '600']);
          expect(readFileSync(saved, 'utf8').trim()).toBe(readFileSync(main.outputs['key-file'] ?? '', 'utf8').trim());
          expect(readFileSync(main.outputs['known-hosts-file'] ?? '', 'utf8')).toContain('ssh-ed25519 ');
          const post = await job.post({ spec });
          expect([post.failed, post.errors, job.living(), job.keys(), job.files()]).toEqual([false, [], [], [], []]);
          expect(post.stdout).toContain('Nothing of this scope is left.');
        },
        { host },
      );
    } finally {
      await host.close();
      rmSync(directory, { recursive: true, force: true });
    }
  }, 30_000);

  test('an address that no file can hold costs that machine its entries, and no other', () =>
    withJob(async (job) => {
      const spec = `machines:\n  odd: ${ROW}\n  web: ${ROW}\n`;
      await job.main({ spec, scope: 'shop' });
      const odd = job.emulator.context.state.machines.find(({ name }) => name.includes('-odd-'));
      if (odd !== undefined) odd.publicIps = ['odd$(reboot).example.com'];
      const main = await job.main({ spec, scope: 'shop' });
      expect(main.failed).toBe(true);
      expect(main.errors).toEqual([
        expect.stringMatching(
          /^machine\/odd: its address cannot be written to a file for OpenSSH\. The files for SSH and Ansible are without it\./,
        ),
      ]);
      const texts = ['ssh-config-file', 'known-hosts-file', 'inventory-file'].map((name) =>
        readFileSync(main.outputs[name] ?? '', 'utf8'),
      );
      expect(texts[0]).toMatch(/^Host web$/m);
      expect(texts[2]).toMatch(/^ +web:$/m);
      for (const text of texts) expect(text).not.toContain('odd');
      expect(JSON.parse(readFileSync(main.outputs['machines-file'] ?? '', 'utf8'))).toHaveLength(2);
      expect(readFileSync(main.outputs['key-file'] ?? '', 'utf8')).not.toBe('');
    }));

  test(
    'files that cannot be saved fail the step, and the outputs still name the machine',
    () =>
      withJob(async (job) => {
        job.file('ci', 'theirs');
        const spec = `keys:\n  ci: { generate: true, save: ci }\nmachines:\n  web: ${ROW.replace('key: ops', 'key: ci')}\n`;
        const main = await job.main({ spec, scope: 'shop' });
        expect(main.failed).toBe(true);
        expect(main.errors).toEqual([
          `${join(job.workspace, 'ci')} cannot be written: something is there already, and nothing is overwritten.`,
        ]);
        expect(JSON.parse(main.outputs['machine-ids'] ?? '')).toHaveLength(1);
        expect(readFileSync(join(job.workspace, 'ci'), 'utf8')).toBe('theirs');
      }),
    20_000,
  );
});

describe('plan and check', () => {
  test('plan writes nothing to Mist and leaves nothing to do for post', () =>
    withJob(async (job) => {
      const main = await job.main({ spec: ONE, mode: 'plan' });
      expect([main.failed, job.asked().writes]).toEqual([false, 0]);
      expect(main.outputs).toMatchObject({
        changed: 'false',
        drift: 'true',
        'ssh-config-file': '',
        'machine-ids': '[]',
      });
      expect(JSON.parse(readFileSync(main.outputs['plan-file'] ?? '', 'utf8'))).toBeTruthy();
      expect(main.summary).toContain('machine/web');
      const { all } = job.asked();
      const post = await job.post({ spec: ONE, mode: 'plan' });
      expect(post.stdout).toContain('Nothing was created: there is nothing to remove.');
      expect([post.failed, job.asked().all, job.files()]).toEqual([false, all, []]);
    }));

  test('plan says what apply would refuse', () =>
    withJob(async (job) => {
      await job.main({ spec: ONE, scope: 'shop' });
      const bigger = ONE.replace('cpu: 1', 'cpu: 4');
      const plan = await job.main({ spec: bigger, scope: 'shop', mode: 'plan' });
      expect([plan.failed, plan.warnings]).toEqual([
        false,
        ['Apply would refuse: a machine has to be replaced. Set `replace: true` to allow it.'],
      ]);
      const apply = await job.main({ spec: bigger, scope: 'shop' });
      expect([apply.failed, apply.errors]).toEqual([
        true,
        [
          expect.stringMatching(
            /^Line 2, column 3: machine\/web: Mist cannot change this in place: .* Set `replace: true`/,
          ),
        ],
      ]);
      expect(job.living()).toHaveLength(1);
    }));

  test.each([
    ['false', false, []],
    ['true', true, ['scope shop: reality differs from the spec. The plan above says where.']],
  ])('check with fail-on-drift %s', (failOnDrift, failed, errors) =>
    withJob(async (job) => {
      const check = await job.main({ spec: ONE, scope: 'shop', mode: 'check', 'fail-on-drift': failOnDrift });
      expect([check.failed, check.errors, check.outputs.drift]).toEqual([failed, errors, 'true']);
      expect(job.asked().writes).toBe(0);
    }),
  );

  test('check without drift succeeds', () =>
    withJob(async (job) => {
      await job.main({ spec: ONE, scope: 'shop' });
      const check = await job.main({ spec: ONE, scope: 'shop', mode: 'check', 'fail-on-drift': 'true' });
      expect([check.failed, check.outputs.drift, check.outputs.changed]).toEqual([false, 'false', 'false']);
    }));
});

describe('destroy and auto', () => {
  test(
    'destroy removes a scope by its name, without a spec',
    () =>
      withJob(async (job) => {
        await job.main({ spec: ONE.replace('key: ops, ', ''), scope: 'shop' });
        await job.main({ spec: ONE, scope: 'shop-2' });
        expect(job.keys()).toHaveLength(1);
        const destroy = await job.main({ scope: 'shop', mode: 'destroy' });
        expect([destroy.failed, destroy.outputs.changed, destroy.outputs.leaks]).toEqual([false, 'true', '[]']);
        expect(destroy.stdout).toContain('Proved by two live lists each on: aws, linode, docker.');
        expect(destroy.outputs.plan).toContain('"destroy":1');
        expect([job.living().length, job.keys()]).toEqual([1, []]);
        const again = await job.main({ scope: 'shop', mode: 'destroy' });
        expect([again.failed, again.outputs.changed]).toEqual([false, 'false']);
      }),
    20_000,
  );

  test(
    'what is not proved gone is red, annotated and in the outputs',
    () =>
      withJob(async (job) => {
        await job.main({ spec: ONE, scope: 'shop' });
        const [name] = job.living();
        job.emulator.context.switches.destroyLies = '.';
        const destroy = await job.main({ scope: 'shop', mode: 'destroy', timeout: '30s' });
        expect(destroy.failed).toBe(true);
        expect(destroy.annotations.map(({ level, title }) => [level, title])).toEqual([
          ['error', 'May be left'],
          ['error', null],
        ]);
        expect(destroy.errors).toEqual([
          expect.stringMatching(/^machine ma-\S+ \([0-9a-f]{32}\) on aws is not proved gone: /),
          'scope shop: 1 of its objects are not proved gone.',
        ]);
        expect(JSON.parse(destroy.outputs.leaks ?? '')).toEqual([
          {
            kind: 'machine',
            name,
            id: expect.stringMatching(/^[0-9a-f]{32}$/),
            backend: 'aws',
            why: expect.any(String),
          },
        ]);
        expect(destroy.summary).toContain(name);
      }),
    20_000,
  );

  test.each([
    ['closed', 0],
    ['unlabeled', 0],
    ['opened', 1],
  ])('auto on a pull request that was %s leaves %d machines', (action, machines) =>
    withJob(
      async (job) => {
        const inputs = { spec: ONE, scope: 'pr-7', mode: 'auto' };
        const before = await job.main({ ...inputs, mode: 'apply' });
        const auto = await job.main(inputs);
        expect([before.failed, auto.failed, job.living().length]).toEqual([false, false, machines]);
      },
      { event: { action }, env: { GITHUB_EVENT_NAME: 'pull_request' } },
    ),
  );
});

describe('no credentials', () => {
  const event = { pull_request: { number: 7, head: { repo: { id: 5 } }, base: { repo: { id: 4242 } } } };

  test.each([
    ['a fork', { event, env: { GITHUB_EVENT_NAME: 'pull_request' } }],
    ['Dependabot', { env: { GITHUB_ACTOR: 'dependabot[bot]' } }],
  ])('%s gets a notice and green', (_who, options) =>
    withJob(async (job) => {
      const main = await job.main({ spec: ONE, 'mist-token': '' });
      const post = await job.post({ spec: ONE, 'mist-token': '' });
      expect([main.failed, main.notices]).toEqual([
        false,
        ['No credentials: GitHub withholds secrets from forks and Dependabot. Nothing was done.'],
      ]);
      expect([post.failed, post.errors, job.asked().all, job.state()]).toEqual([false, [], 0, {}]);
    }, options),
  );
});
