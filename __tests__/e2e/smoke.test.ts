// The shortest whole job, for `npm test`: machines on `mist-url: sandbox`, a login where OpenSSH is there, nothing left.
import { expect, test } from '@jest/globals';
import { hasOpenSsh, run } from '../fakes/openssh.ts';
import { machinesOf, runStep, withJob } from './runner.ts';
import { expectGreen, expectNoProcess, filesBelow, SMALL } from './scenario.ts';

const SPEC = `machines:\n  web: { count: 2, ${SMALL}, backend: aws }\n`;

test(
  'creates, hands over, logs in and tears down',
  () =>
    withJob({}, async (job) => {
      const main = await job.step({ inputs: { 'mist-url': 'sandbox', spec: SPEC } });
      expectGreen(main);
      expect(machinesOf(main).map(({ name, state, outcome }) => [name, state, outcome])).toEqual([
        ['web-1', 'running', 'created'],
        ['web-2', 'running', 'created'],
      ]);
      if (hasOpenSsh()) {
        const config = main.outputs['ssh-config-file'] ?? '';
        const ran = await run('ssh', ['-F', config, '-o', 'StrictHostKeyChecking=yes', 'web-2', 'echo in']);
        expect(ran).toMatchObject({ code: 0, stdout: 'in\n' });
      }
      const post = await main.post();
      expectGreen(post);
      expect(post.stdout).toContain('Nothing of this scope is left.');
      expect(filesBelow(job.runnerTemp)).toEqual([]);
      await expectNoProcess(job);
    }),
  60_000,
);

test('a mistake in the spec is one red step before any server is asked', async () => {
  const result = await runStep({ inputs: { 'mist-url': 'sandbox', spec: 'machines: { web: { imgae: x } }' } });
  expect([result.exitCode, result.post?.exitCode]).toEqual([1, 0]);
  expect(result.stdout).toContain('imgae');
  expect(result.orphans).toEqual([]);
}, 30_000);
