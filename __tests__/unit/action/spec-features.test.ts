// What the language says, done on a server: addresses of other machines, hosts, and a stranger's machines under a lease.
import { describe, expect, test } from '@jest/globals';
import { withJob } from '../../fakes/step-in-process.ts';

const SMALL = 'image: ubuntu 24.04, size: { cpu: 1, ram: 1g }, backend: aws, key: ops, wait: running';

describe('addresses of other machines', () => {
  const spec = `machines:
  db: { ${SMALL}, count: 2 }
  web:
    needs: [db]
    ${SMALL.split(', ').join('\n    ').replace('size: { cpu: 1\n    ram: 1g }', 'size: { cpu: 1, ram: 1g }')}
    cloud-init: |
      #!/bin/sh
      echo \${machines.db.ips} > /etc/peers
`;

  test('reach the machine that needs them, and a second apply changes nothing', () =>
    withJob(async (job) => {
      const main = await job.main({ spec, scope: 'pr-1' });
      expect([main.failed, main.errors]).toEqual([false, []]);
      const { machines } = job.emulator.context.state;
      const peers = machines.filter((one) => one.name.includes('-db-')).flatMap((one) => one.publicIps[0] ?? []);
      const web = machines.find((one) => one.name.includes('-web-'));
      expect(peers).toHaveLength(2);
      const parts = [web?.cloudInit ?? ''];
      expect(parts.join('')).toContain(`echo ${peers.join(',')} > /etc/peers`);
      const before = job.asked().writes;
      const again = await job.main({ spec, scope: 'pr-1' });
      expect([again.failed, again.outputs.changed, job.asked().writes]).toEqual([false, 'false', before]);
    }));
});

describe('hosts', () => {
  test('are added with the id of their key, under the recorded names', () =>
    withJob(async (job) => {
      const spec = `backends:\n  metal: { provider: other, hosts: [{ host: 127.0.0.1, alias: bare0, user: root, key: ops }] }\nkeys: { ops: existing }\n`;
      const main = await job.main({ spec, scope: 'pr-1' });
      expect([main.failed, main.errors]).toEqual([false, []]);
      const { clouds } = job.emulator.context.state;
      expect(clouds.filter((one) => one.name === 'metal').map((one) => one.provider)).toEqual(['other']);
    }));
});

describe('allow-untrusted-spec', () => {
  test('leases a machine even in a named scope, where none is usual', () =>
    withJob(
      async (job) => {
        job.file(
          'ci.yml',
          'machines:\n  web: { image: ubuntu 24.04, size: { cpu: 1, ram: 1g }, backend: aws, wait: running }\n',
        );
        const inputs = { 'spec-file': 'ci.yml', scope: 'pr-7', 'allow-untrusted-spec': 'true', ttl: 'none' };
        const main = await job.main(inputs);
        expect([main.failed, main.errors]).toEqual([false, []]);
        const [machine] = JSON.parse(main.outputs.machines ?? '[]');
        const left = Date.parse(machine.expires_at) - Date.now();
        expect(left / 60_000).toBeGreaterThan(60);
      },
      { event: { repository: { default_branch: 'main' } }, env: { GITHUB_EVENT_NAME: 'issue_comment' } },
    ));
});
