// Whatever a spec can hold, its rehearsal comes to its end: an apply in which nothing is to do.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { createLog } from '../../../src/action/log.ts';
import { createRedactor } from '../../../src/action/redact.ts';
import { rehearseApply } from '../../../src/engine/rehearsal.ts';
import { expandSpec } from '../../../src/spec/expand.ts';
import { parseSpec } from '../../../src/spec/parse.ts';
import { observationOf } from '../../fakes/observation.ts';
import { AWS, id, SCOPE } from '../plan/rows.ts';
import { worldFor } from '../spec/spec-world.ts';

const GOOD = join(import.meta.dirname, '../../fixtures/specs/good');
const SPECS = readdirSync(GOOD).filter((file) => file.endsWith('.yml'));

test.each(SPECS)('%s', async (name) => {
  const spec = parseSpec(readFileSync(join(GOOD, name), 'utf8'), worldFor(name));
  const backends = [...new Set(spec.machines.flatMap((row) => (row.state === 'present' ? (row.backend ?? []) : [])))];
  const enabledBackends = backends.length === 0 ? ['aws'] : backends;
  const expand = () =>
    expandSpec(spec, { scope: SCOPE, defaultTtlMs: 1_800_000, enabledBackends, gather: (error) => fail(error) });
  const { machines, keys } = expand();
  const there = keys.map((key, at) => ({ id: id(at + 100), name: key.mistName, isDefault: false, machineIds: [] }));
  const seen = observationOf(machines, there);
  const clouds = enabledBackends.map((backend, at) => ({ ...AWS, id: id(at + 200), name: backend }));
  let said = '';
  const write = (text: string): void => {
    said += text;
  };
  const log = createLog({ write, elapsed: () => 0, redactor: createRedactor(), commands: false });
  const input = { scope: SCOPE, spec, expand, maxMachines: 1_000, replace: false, trustOnFirstUse: true };
  const observation = { ...seen, expanded: { machines, keys }, inventory: { clouds, keys: there } };
  const applied = await rehearseApply(log, input, observation);

  const rehearsed = machines.filter((machine) => machine.adopt === null).slice(0, 10);
  expect(applied?.report.machines.map((one) => `${one.name} ${one.outcome} ${one.why ?? ''}`) ?? []).toEqual(
    rehearsed.map((machine) => `${machine.name} unchanged `),
  );
  expect([applied?.failure ?? null, said]).toEqual([null, '']);
});

function fail(error: Error): never {
  throw error;
}
