// `state: stopped` and back: the same machine, its disk and its host key, with nothing of a stopped one handed over.
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { run } from '../fakes/openssh.ts';
import { type MainResult, machinesOf } from './runner.ts';
import { expectGreen, SMALL, withScenario } from './scenario.ts';

function read(main: MainResult, output: string): string {
  const path = main.outputs[output] ?? '';
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

test('a machine is stopped in place, handed over as stopped, and started again with what was on its disk', () =>
  withScenario(async ({ sandbox, job, inputs }) => {
    const step = (more: string, rest: Readonly<Record<string, string>> = {}) =>
      job.step({
        inputs: inputs({
          spec: `machines:\n  web: { ${SMALL}, backend: aws${more} }\n  db: { ${SMALL}, backend: aws, state: stopped }\n`,
          scope: 'pr-5',
          ttl: '1h',
          ...rest,
        }),
      });
    const made = await step('');
    expectGreen(made);
    expect(machinesOf(made).map(({ name, state }) => [name, state])).toEqual([
      ['web', 'running'],
      ['db', 'stopped'],
    ]);
    const ssh = (main: MainResult, command: string) =>
      run('ssh', ['-F', main.outputs['ssh-config-file'] ?? '', '-o', 'BatchMode=yes', 'web', command]);
    expect(await ssh(made, 'echo kept >file')).toMatchObject({ code: 0 });
    const [web] = machinesOf(made);

    const drifted = await step(', state: stopped', { mode: 'check' });
    expect(drifted.outputs.drift).toBe('true');
    const stopped = await step(', state: stopped');
    expectGreen(stopped);
    expect(machinesOf(stopped)[0]).toMatchObject({ id: web?.id, state: 'stopped', ip: null, outcome: 'updated' });
    expect(JSON.parse(stopped.outputs.matrix ?? '')).toEqual({ include: [] });
    expect(stopped.outputs.ips).toBe('[]');
    expect(read(stopped, 'ssh-config-file')).not.toMatch(/^Host (?!\*$)/m);
    expect(read(stopped, 'known-hosts-file')).toBe('');
    const { writes } = await sandbox.state();
    const again = await step(', state: stopped');
    expectGreen(again);
    expect(again.outputs.changed).toBe('false');
    expect((await sandbox.state()).writes).toBe(writes);

    const started = await step('');
    expectGreen(started);
    expect(machinesOf(started)[0]).toMatchObject({ id: web?.id, state: 'running', outcome: 'updated' });
    expect(await ssh(started, 'cat file')).toMatchObject({ code: 0, stdout: 'kept\n' });
    expectGreen(await job.step({ inputs: inputs({ mode: 'destroy', scope: 'pr-5' }) }));
  }));
