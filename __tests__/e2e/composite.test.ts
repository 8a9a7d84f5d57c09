// Two calls of the action inside one composite action: the runner gives both the same GITHUB_ACTION, so one unnamed scope.
import { expect, test } from '@jest/globals';
import { machinesOf } from './runner.ts';
import { expectGreen, expectNothingLeft, expectOneError, SMALL, withScenario } from './scenario.ts';

const specOf = (row: string): string => `machines:\n  ${row}: { ${SMALL}, backend: aws, wait: running }\n`;

test.concurrent('the second call with another row is refused, and the machine of the first lives until post', () =>
  withScenario(async ({ sandbox, job, inputs }) => {
    const first = await job.step({ id: 'vm', inputs: inputs({ spec: specOf('web') }) });
    expectGreen(first);
    const { writes } = await sandbox.state();
    const second = await job.step({ id: 'vm', inputs: inputs({ spec: specOf('db') }) });
    expectOneError(second, /share one unnamed scope: give each its own `scope`/);
    const after = await sandbox.state();
    expect(after.writes).toBe(writes);
    const [machine] = machinesOf(first);
    expect(after.machines.map(({ id, gone }) => [id, gone])).toEqual([[machine?.id, false]]);
    expectGreen(await second.post());
    expect((await sandbox.state()).machines.map(({ gone }) => gone)).toEqual([false]);
    expectGreen(await first.post());
    await expectNothingLeft({ sandbox, job });
  }));

test.concurrent('the second call with the same row is handed the same machine, and told so', () =>
  withScenario(async ({ sandbox, job, inputs }) => {
    const first = await job.step({ id: 'vm', inputs: inputs({ spec: specOf('web') }) });
    const second = await job.step({ id: 'vm', inputs: inputs({ spec: specOf('web') }) });
    expectGreen(first);
    expect([second.exitCode, machinesOf(second)[0]?.id]).toEqual([0, machinesOf(first)[0]?.id]);
    expect(second.annotations.map(({ level, message }) => `${level}: ${message}`)).toEqual([
      expect.stringMatching(/^warning: machine\/web: another step made ma-\S+, and its post destroys it\. Two calls /),
    ]);
    expectGreen(await second.post());
    expect((await sandbox.state()).machines.map(({ gone }) => gone)).toEqual([false]);
    expectGreen(await first.post());
    await expectNothingLeft({ sandbox, job });
  }));

test.concurrent('with a scope each they do not meet', () =>
  withScenario(async ({ sandbox, job, inputs }) => {
    const steps = [];
    for (const row of ['web', 'db']) {
      const given = { spec: specOf(row), scope: `run-5-${row}`, teardown: 'always', ttl: '30m' };
      steps.push(await job.step({ id: 'vm', inputs: inputs(given) }));
    }
    for (const step of steps) expectGreen(step);
    expect((await sandbox.state()).machines.filter(({ gone }) => !gone)).toHaveLength(2);
    for (const step of steps.reverse()) expectGreen(await step.post());
    await expectNothingLeft({ sandbox, job });
  }));
