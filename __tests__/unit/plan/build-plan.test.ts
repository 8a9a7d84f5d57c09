import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ObservedKey } from '../../../src/model/observed.ts';
import type { Spec } from '../../../src/model/spec.ts';
import { backendChanges } from '../../../src/plan/backend-changes.ts';
import { diffMachines, keyChanges, machineChanges, sumPlan } from '../../../src/plan/build-plan.ts';
import { desiredTags } from '../../../src/plan/diff.ts';
import { matchMachines } from '../../../src/plan/match.ts';
import { AWS, desired, id, observed, SCOPE } from './rows.ts';

const PLACE = { line: 1, column: 1 };
const EMPTY: Spec = { backends: [], keys: [], machines: [] };

function planOf(rows: Parameters<typeof matchMachines>[1], machines: Parameters<typeof matchMachines>[2]) {
  const matches = matchMachines(SCOPE, rows, machines, [AWS]);
  return sumPlan(SCOPE, machineChanges(diffMachines(SCOPE, matches, 0), matches, new Map(), [AWS]));
}

describe('a plan', () => {
  const rows = ['web-1', 'web-2', 'db'].map((name) => desired(name));
  const machines = [
    observed('web-1', { id: id(1), tags: desiredTags(SCOPE, desired('web-1'), AWS.id) }),
    observed('web-1', { id: id(2), createdAt: 2_000 }),
    observed('db', { id: id(3), state: 'stopped' }),
    observed('gone', { id: id(4) }),
    observed('x', { id: id(5), name: 'somebody-else' }),
  ];

  test('has every row once, and destroys what is ours and wanted by none', () => {
    const plan = planOf(rows, machines);
    expect(plan.changes.map(({ address, action }) => `${action} ${address}`)).toEqual([
      'no-op machine/web-1',
      'create machine/web-2',
      'replace machine/db',
      `destroy machine/${observed('web-1').name}`,
      `destroy machine/${observed('gone').name}`,
    ]);
    expect(plan.counts).toEqual({ create: 1, update: 0, replace: 1, adopt: 0, destroy: 2, 'no-op': 1 });
    expect(plan.drift).toBe(true);
  });

  test('is the same whatever the order of the list', () => {
    const plain = (plan: ReturnType<typeof planOf>) =>
      plan.changes.map(({ address, action, id: own, reason }) => `${action} ${address} ${own} ${reason}`).sort();
    const expected = plain(planOf(rows, machines));
    fc.assert(
      fc.property(fc.shuffledSubarray(machines, { minLength: machines.length }), (shuffled) => {
        expect(plain(planOf(rows, shuffled))).toEqual(expected);
      }),
    );
  });

  test('never destroys what it does not own, whatever is listed', () => {
    const names = fc.constantFrom(
      'web',
      'and',
      ' ',
      observed('web-1').name,
      `${observed('web-1').name}0`,
      'ma-',
      id(1),
    );
    const listed = fc.array(fc.tuple(names, fc.nat(500)), { maxLength: 12 });
    fc.assert(
      fc.property(listed, (drawn) => {
        const all = drawn.map(([name, n], at) => observed('x', { id: id(at + 1), name, createdAt: n }));
        const destroyed = planOf(rows, all).changes.filter((change) => change.action === 'destroy');
        for (const one of destroyed)
          expect(all.find((machine) => machine.id === one.id)?.name).toBe(observed('web-1').name);
      }),
    );
  });

  test('knows when a price is missing', () => {
    expect(
      planOf([desired('db')], [observed('db', { tags: desiredTags(SCOPE, desired('db'), AWS.id), costHourly: 0.02 })])
        .cost,
    ).toEqual({
      hourly: 0.02,
      monthly: 14.6,
      currency: 'USD',
      complete: true,
    });
    expect(planOf([desired('db')], []).cost.complete).toBe(false);
  });
});

describe('keys', () => {
  const key = (n: number, name: string): ObservedKey => ({ id: id(n), name, isDefault: false, machineIds: [] });
  const generated = { address: 'key/k', row: null, mistName: 'ma-k', source: 'generated' } as const;

  test('generated, kept, uploaded, absent and unused', () => {
    const spec: Spec = {
      ...EMPTY,
      keys: [
        { name: 'old', place: PLACE, state: 'absent' },
        { name: 'never', place: PLACE, state: 'absent' },
      ],
    };
    const uploaded = { address: 'key/team', row: 'team', mistName: 'team', source: 'uploaded' } as const;
    const changes = keyChanges([generated, uploaded], spec, [key(1, 'team'), key(2, 'old')], [key(3, 'ma-x')]);
    expect(changes.map(({ address, action }) => `${action} ${address}`)).toEqual([
      'create key/k',
      'no-op key/team',
      'destroy key/old',
      'no-op key/never',
      'destroy key/ma-x',
    ]);
  });

  test.each([
    ['one that has to be there and is not', [], 'there is no key `ci` in Mist'],
    ['a name that two keys have', [key(1, 'ci'), key(2, 'ci')], '2 keys are called `ci`'],
  ])('%s', (_, there, message) => {
    const existing = { address: 'key/ci', row: 'ci', mistName: 'ci', source: 'existing' } as const;
    expect(() => keyChanges([existing], EMPTY, there, [])).toThrow(message);
  });
});

describe('backends', () => {
  const spec = (row: Spec['backends'][number]): Spec => ({ ...EMPTY, backends: [row] });
  const present = { name: 'aws', place: PLACE, state: 'present', provider: 'amazon', fields: {} } as const;

  test.each([
    ['missing', spec(present), [], 'create'],
    ['there', spec(present), [AWS], 'no-op'],
    ['there and unwanted', spec({ name: 'aws', place: PLACE, state: 'absent' }), [AWS], 'destroy'],
    ['absent already', spec({ name: 'aws', place: PLACE, state: 'absent' }), [], 'no-op'],
    ['a name that only begins like it', spec(present), [{ ...AWS, name: 'aws1' }], 'create'],
  ])('%s', (_, given, clouds, action) => {
    expect(backendChanges(given, clouds).map((one) => one.action)).toEqual([action]);
  });

  test.each([
    ['disabled', spec(present), [{ ...AWS, enabled: false }], 'is disabled'],
    ['asserted and missing', spec({ name: 'aws', place: PLACE, state: 'existing' }), [], 'there is no backend `aws`'],
  ])('%s', (_, given, clouds, message) => {
    expect(() => backendChanges(given, clouds)).toThrow(message);
  });
});
