// One account that is two backends in Mist: the second apply must not take the second row of its machine for a twin.
import { expect, test } from '@jest/globals';
import { machinesOf } from './runner.ts';
import { expectGreen, expectNothingLeft, SMALL, withScenario } from './scenario.ts';

const SPEC = `machines:\n  web: { ${SMALL}, backend: aws, wait: running }\n`;

test('the machine is one, whatever lists it: it is kept, told once, and destroyed', () =>
  withScenario(async ({ sandbox, job, inputs }) => {
    const { id: copy } = (await sandbox.control('POST', 'clouds', { name: 'aws-copy', account: 'aws' })) as {
      id: string;
    };
    const apply = () => job.step({ inputs: inputs({ spec: SPEC, scope: 'pr-42', ttl: '1h' }) });
    const first = await apply();
    expectGreen(first);
    // Somebody looks at the other backend, so that Mist knows what it lists.
    await fetch(`${sandbox.url}/api/v1/clouds/${copy}/machines`, { headers: { authorization: sandbox.token } });
    const { writes } = await sandbox.state();

    const second = await apply();
    expect(second.exitCode).toBe(0);
    expect(second.outputs).toMatchObject({ changed: 'false', 'machine-id': machinesOf(first)[0]?.id });
    expect(second.annotations).toEqual([
      expect.objectContaining({
        level: 'warning',
        message: expect.stringContaining('backends aws and aws-copy both list'),
      }),
    ]);
    const after = await sandbox.state();
    expect([after.writes, after.machines.map(({ cloud, gone }) => [cloud, gone])]).toEqual([
      writes,
      [
        ['aws', false],
        ['aws-copy', false],
      ],
    ]);

    expectGreen(await job.step({ inputs: inputs({ mode: 'destroy', scope: 'pr-42' }) }));
    for (const step of [second, first]) await step.post();
    await expectNothingLeft({ sandbox, job });
  }));
