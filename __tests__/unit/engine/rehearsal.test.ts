import { expect, test } from '@jest/globals';
import { machineRow, specOf } from '../../../simulation/specs.ts';
import type { Log } from '../../../src/engine/ports.ts';
import { rehearseApply } from '../../../src/engine/rehearsal.ts';
import type { DesiredMachine } from '../../../src/model/desired.ts';
import type { ObservedKey } from '../../../src/model/observed.ts';
import { KEY, observationOf } from '../../fakes/observation.ts';
import { desired, id, SCOPE } from '../plan/rows.ts';

function collect(): { readonly log: Log; readonly said: string[] } {
  const said: string[] = [];
  const say = (text: string): void => void said.push(text);
  return {
    said,
    log: { info: say, debug: say, warning: say, group: (_title, work) => work(), section: say, mask: () => undefined },
  };
}

function rehearse(rows: readonly DesiredMachine[], keys?: readonly ObservedKey[]) {
  const observation = observationOf(rows, keys);
  const { log, said } = collect();
  const input = {
    scope: SCOPE,
    spec: specOf(rows.map(({ row }) => machineRow(row))),
    expand: () => observation.expanded,
    maxMachines: 20,
    replace: false,
    trustOnFirstUse: false,
  };
  return { said, observation, applied: rehearseApply(log, input, observation) };
}

/** It ends without a timer, or it does not end: its clock stands still. */
async function outcomesOf(rows: readonly DesiredMachine[]): Promise<readonly string[]> {
  const { applied, said } = rehearse(rows);
  const result = await applied;
  expect([result?.failure, said]).toEqual([null, []]);
  return result?.report.machines.map((one) => `${one.name} ${one.outcome}`) ?? [];
}

const RUN = { script: 'apt-get update', env: {}, timeoutMs: null };

test.each<[string, Partial<DesiredMachine>]>([
  ['as it is by default', {}],
  ['that is only waited for', { wait: { level: 'running', timeoutMs: null } }],
  ['that answers on its port', { wait: { level: 'tcp', timeoutMs: null } }],
  ['that Mist logs in to', { wait: { level: 'ssh', from: 'mist', timeoutMs: null } }],
  ['that has booted', { wait: { level: 'cloud-init', timeoutMs: null } }],
  ['that a command finds ready', { wait: { level: 'command', command: 'test -e /ready', timeoutMs: null } }],
  ['with a lease', { ttlMs: 1_800_000 }],
  ['that is stopped', { power: 'stopped' }],
  ['that runs a script', { run: RUN }],
  ['with a name of its own', { literal: true, mistName: 'literally' }],
  ['with tags, user and port', { tags: { team: 'infra' }, user: 'core', port: 2222 }],
  ['without cloud-init', { backend: 'docker' }],
])('a machine %s is unchanged', async (_name, fields) => {
  expect(await outcomesOf([desired('web', fields)])).toEqual(['web unchanged']);
});

test('machines that need each other, on several backends, are unchanged', async () => {
  const rows = [
    desired('db'),
    desired('web', { needs: ['machine/db'] }),
    desired('inner', { via: { by: 'machine', name: 'db' }, needs: ['machine/db'] }),
    desired('box', { backend: 'docker' }),
  ];
  expect(await outcomesOf(rows)).toEqual(['db unchanged', 'web unchanged', 'inner unchanged', 'box unchanged']);
});

test('ten machines are enough', async () => {
  expect(await outcomesOf(Array.from({ length: 30 }, (_, at) => desired(`m${at}`)))).toHaveLength(10);
});

test('machines to adopt and those of a backend that is not there are left out', async () => {
  const rows = [desired('old', { adopt: id(9) }), desired('far', { backend: 'mars' }), desired('web')];
  expect(await outcomesOf(rows)).toEqual(['web unchanged']);
});

test.each<[string, readonly DesiredMachine[], readonly ObservedKey[]]>([
  ['no machine', [], [KEY]],
  ['only machines to adopt', [desired('old', { adopt: id(9), keyName: null })], [KEY]],
  ['a key that is still to be made', [desired('web')], []],
])('with %s there is nothing to rehearse', async (_name, rows, keys) => {
  expect(await rehearse(rows, keys).applied).toBeNull();
});

test('what was observed stays as it was', async () => {
  const { applied, observation } = rehearse([desired('web', { image: { by: 'name', name: 'another' } })]);
  await applied;
  expect(() => observation.mistakes.settle()).not.toThrow();
  expect(observation.inventory.keys).toEqual([KEY]);
});
