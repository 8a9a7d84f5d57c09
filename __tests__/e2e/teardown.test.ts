// Who goes and who stays: the input `teardown` with each end of a job, named scopes, and a later `mode: destroy`.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { run } from '../fakes/openssh.ts';
import { machinesOf, withJob } from './runner.ts';
import { leftOn } from './sandbox-server.ts';
import {
  expectGreen,
  expectNothingLeft,
  expectOneError,
  filesBelow,
  inputsFor,
  messages,
  SMALL,
  withScenario,
  withServer,
} from './scenario.ts';

const SPEC = `machines:\n  web: { ${SMALL}, backend: aws, wait: running }\n`;

type Case = {
  readonly teardown: string;
  readonly scope: string;
  readonly gone: readonly ('success' | 'failure' | 'cancelled')[];
};

const CASES: readonly Case[] = [
  { teardown: 'auto', scope: '', gone: ['success', 'failure', 'cancelled'] },
  { teardown: 'auto', scope: 'pr-42', gone: [] },
  { teardown: 'always', scope: 'pr-42', gone: ['success', 'failure', 'cancelled'] },
  { teardown: 'never', scope: '', gone: [] },
  { teardown: 'on-success', scope: '', gone: ['success'] },
  { teardown: 'on-failure', scope: '', gone: ['failure', 'cancelled'] },
];

const ROWS = CASES.flatMap((one) =>
  (['success', 'failure', 'cancelled'] as const).map((status) => ({
    ...one,
    status,
    kind: one.scope === '' ? 'unnamed' : 'named',
    outcome: one.gone.includes(status) ? 'gone' : 'kept',
  })),
);

describe('after the job', () => {
  test.concurrent.each(ROWS)(
    'teardown $teardown, $kind scope, job $status: $outcome',
    ({ teardown, scope, status, outcome }) =>
      withScenario(async ({ sandbox, job, inputs }) => {
        const main = await job.step({ inputs: inputs({ spec: SPEC, teardown, scope }) });
        expectGreen(main);
        const before = leftOn(await sandbox.state());
        expect([before.machines.length, before.keys.length, before.schedules.length]).toEqual([
          1,
          1,
          scope === '' ? 1 : 0,
        ]);
        job.setStatus(status);
        expectGreen(await main.post());
        if (outcome === 'gone') return expectNothingLeft({ sandbox, job });
        expect(leftOn(await sandbox.state())).toEqual(before);
        expect(filesBelow(job.runnerTemp)).toEqual([]);
      }),
  );
});

describe('named scopes', () => {
  test.concurrent('stay after the job, and a later job removes them by name alone', () =>
    withServer(async (sandbox) => {
      await withJob({}, async (job) => {
        expectGreen(await job.step({ inputs: inputsFor(sandbox)({ spec: SPEC, scope: 'pr-42', ttl: '1h' }) }));
        expectGreen((await job.finish()).posts[0] ?? (await Promise.reject(new Error('no post'))));
      });
      expect(leftOn(await sandbox.state()).machines).toHaveLength(1);
      await withJob({ runId: '1658829999' }, async (job) => {
        const destroy = await job.step({ inputs: inputsFor(sandbox)({ mode: 'destroy', scope: 'pr-42' }) });
        expectGreen(destroy);
        expect([destroy.outputs.changed, destroy.outputs.leaks]).toEqual(['true', '[]']);
        expect(JSON.parse(destroy.outputs.plan ?? '')).toMatchObject({ create: 0, destroy: 1 });
        expectGreen(await destroy.post());
        await expectNothingLeft({ sandbox, job });
      });
      await withJob({ runId: '1658830000' }, async (job) => {
        const { writes } = await sandbox.state();
        const again = await job.step({ inputs: inputsFor(sandbox)({ mode: 'destroy', scope: 'pr-42' }) });
        expectGreen(again);
        expect(again.outputs.changed).toBe('false');
        expect((await sandbox.state()).writes).toBe(writes);
      });
    }));

  test.concurrent('keep what is good when an apply fails, and lose what it left half-made', () =>
    withScenario(async ({ sandbox, job, inputs }) => {
      const wait = 'wait: { for: running, timeout: 6s }';
      const spec = `machines:\n  db: { ${SMALL}, backend: aws }\n  web: { ${SMALL}, backend: aws, ${wait} }\n`;
      await sandbox.switches({ neverBoot: '-web-' });
      const main = await job.step({ inputs: inputs({ spec, scope: 'pr-42' }) });
      expectOneError(main, /machine\/web: not running.*\. What is ready stays: machine\/db\. Apply again/);
      expect(await run('ssh', ['-F', main.outputs['ssh-config-file'] ?? '', 'db', 'echo in'])).toMatchObject({
        code: 0,
        stdout: 'in\n',
      });
      const inventory = readFileSync(main.outputs['inventory-file'] ?? '', 'utf8');
      expect([inventory.includes('db:'), inventory.includes('web:')]).toEqual([true, false]);
      expect(machinesOf(main).map(({ name, outcome }) => [name, outcome])).toEqual([
        ['db', 'created'],
        ['web', 'failed'],
      ]);
      const left = leftOn(await sandbox.state());
      expect(left.machines).toEqual([expect.stringContaining('-db-')]);
      expect(left.keys).toHaveLength(1);
      const post = await main.post();
      expectGreen(post);
      expect(post.stdout).toMatch(/ Scope pr-42 stays \(teardown: auto\), with machine\/db \([0-9a-f]{32}\)\. /);
      expect(post.stdout + post.summary).not.toContain('Nothing of this scope');
      expect(leftOn(await sandbox.state())).toEqual(left);
    }));

  test.concurrent('lose in post what a cancelled apply left half-made', () =>
    withScenario(async ({ sandbox, job, inputs }) => {
      const spec = `machines:\n  db: { ${SMALL}, backend: aws }\n  web: { ${SMALL}, backend: aws, needs: [db] }\n`;
      await sandbox.switches({ neverBoot: '-web-' });
      const bothThere = async (): Promise<void> => {
        while (leftOn(await sandbox.state()).machines.length < 2) await sleep(100);
      };
      const main = await job.step({
        inputs: inputs({ spec, scope: 'pr-42' }),
        interrupt: { kind: 'cancel', when: bothThere() },
      });
      expect(leftOn(await sandbox.state()).machines).toHaveLength(2);
      const post = await main.post();
      expectGreen(post);
      const left = leftOn(await sandbox.state());
      expect(left.machines).toEqual([expect.stringContaining('-db-')]);
      expect(left.keys).toHaveLength(1);
    }));

  test.concurrent('destroy without a name is refused', () =>
    withScenario(async ({ sandbox, job, inputs }) => {
      const main = await job.step({ inputs: inputs({ mode: 'destroy' }) });
      expectOneError(main, /`scope`.*destroy.*needs the name/);
      expect((await sandbox.state()).requests).toEqual([]);
      expectGreen(await main.post());
    }));
});

test.concurrent('a server that lets nobody in any more makes post red at once, and names what may be left', () =>
  withScenario(async ({ sandbox, job, inputs }) => {
    const main = await job.step({ inputs: inputs({ spec: SPEC }) });
    const { machines } = leftOn(await sandbox.state());
    await sandbox.fault({ times: 0 }, { kind: 'unauthorized' });
    const post = await main.post();
    expect(post.exitCode).toBe(1);
    expect(messages(post, 'error')).toEqual([
      expect.stringContaining(String(machines[0])),
      expect.stringMatching(/1 of its objects are not proved gone/),
    ]);
    expect(post.summary).toContain('not proved gone');
    const leaks = filesBelow(job.runnerTemp);
    expect(leaks).toEqual([expect.stringMatching(/^mist-leaks-.*\.json$/)]);
    expect(JSON.parse(readFileSync(join(job.runnerTemp, String(leaks[0])), 'utf8'))).toEqual([
      {
        kind: 'machine',
        name: machines[0],
        id: machinesOf(main)[0]?.id,
        backend: null,
        why: expect.stringContaining('401'),
      },
    ]);
    expect(leftOn(await sandbox.state()).machines).toEqual(machines);
  }));
