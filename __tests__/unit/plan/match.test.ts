import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { literalOwnerHash, mistName, TAGS } from '../../../src/model/identity.ts';
import { lookAlikes, matchMachines } from '../../../src/plan/match.ts';
import { AWS, desired, id, observed, SCOPE } from './rows.ts';

function match(rows: Parameters<typeof matchMachines>[1], machines: Parameters<typeof matchMachines>[2]) {
  return matchMachines(SCOPE, rows, machines, [AWS]);
}

describe('by derived name', () => {
  test('web-1 never takes web-10', () => {
    const { matched, orphans } = match([desired('web-1')], [observed('web-10'), observed('web-1')]);
    expect(matched.map((one) => one.observed?.name)).toEqual([mistName(SCOPE, 'machine', 'web-1')]);
    expect(orphans.map((one) => one.name)).toEqual([mistName(SCOPE, 'machine', 'web-10')]);
  });

  test.each([
    ['terminated', { state: 'terminated' as const }],
    ['missing', { missing: true }],
  ])('a machine that is %s is no machine any more', (_, fields) => {
    expect(match([desired('web')], [observed('web', fields)]).matched[0]?.observed).toBeNull();
  });

  test('of twins the oldest stays, whatever the order of the list', () => {
    const machines = [3, 1, 2].map((n) => observed('web', { id: id(n), createdAt: n * 10 }));
    fc.assert(
      fc.property(fc.shuffledSubarray(machines, { minLength: 3 }), (shuffled) => {
        const { matched, twins } = match([desired('web')], shuffled);
        expect(matched[0]?.observed?.id).toBe(id(1));
        expect(twins.map((one) => one.id)).toEqual([id(2), id(3)]);
      }),
    );
  });

  test('our name with a tag that contradicts stops the plan', () => {
    const forged = observed('web', { tags: { [TAGS.scope]: 'pr-43' } });
    expect(() => match([desired('web')], [forged])).toThrow('exists, but its scope tag names another scope');
  });

  test('machines of others are neither matched nor orphans', () => {
    const others = [
      observed('web', { name: 'web' }),
      observed('web', { name: `${mistName(SCOPE, 'machine', 'web')}-1` }),
    ];
    expect(match([], others)).toEqual({ matched: [], twins: [], orphans: [], mirrored: [] });
  });
});

describe('by literal name', () => {
  const row = desired('db', { literal: true, mistName: 'the-db' });
  const own = { [TAGS.row]: 'db', [TAGS.owner]: literalOwnerHash(SCOPE, 'db', 'the-db', AWS.id) };

  test.each([
    ['ours with the hash', own, true],
    ['somebody’s without', {}, false],
    [
      'somebody’s with a hash of another name',
      { ...own, [TAGS.owner]: literalOwnerHash(SCOPE, 'db', 'db', AWS.id) },
      false,
    ],
  ])('%s', (_, tags, owned) => {
    const { matched, orphans } = match([row], [observed('db', { name: 'the-db', tags })]);
    expect(matched[0]).toMatchObject({ owned, observed: { name: 'the-db' } });
    expect(orphans).toEqual([]);
  });

  test('only on the row’s own backend', () => {
    expect(match([row], [observed('db', { name: 'the-db', cloudId: id(9) })]).matched[0]?.observed).toBeNull();
  });

  test('two that are both ours are twins: the older one stays', () => {
    const two = [2, 1].map((n) => observed('db', { id: id(n), name: 'the-db', tags: own }));
    const { matched, twins, orphans } = match([row], two);
    expect(matched[0]).toMatchObject({ owned: true, observed: { id: id(1) } });
    expect(twins.map((one) => one.id)).toEqual([id(2)]);
    expect(orphans).toEqual([]);
  });

  test('ours beside somebody’s is ambiguous', () => {
    const two = [
      observed('db', { id: id(1), name: 'the-db', tags: own }),
      observed('db', { id: id(2), name: 'the-db' }),
    ];
    expect(() => match([row], two)).toThrow('2 machines are called `the-db`');
  });

  test('two hits are an error that lists both ids', () => {
    const two = [1, 2].map((n) => observed('db', { id: id(n), name: 'the-db' }));
    expect(() => match([row], two)).toThrow('2 machines are called `the-db`');
  });
});

describe('by adoption', () => {
  test('takes exactly that id, and never owns it', () => {
    const machine = observed('x', { id: id(77), name: 'legacy' });
    expect(match([desired('old', { adopt: id(77) })], [machine]).matched).toEqual([
      { desired: expect.anything(), observed: machine, owned: false },
    ]);
  });

  test('an id that is not there is an error', () => {
    expect(() => match([desired('old', { adopt: id(77) })], [])).toThrow('there is no machine with the id');
  });
});

test('lookAlikes are those that begin like ours and are not', () => {
  const all = [
    observed('web'),
    observed('web', { name: `${mistName(SCOPE, 'machine', 'web')}0` }),
    observed('x', { name: 'x' }),
  ];
  expect(lookAlikes(SCOPE, all).map((one) => one.name)).toEqual([`${mistName(SCOPE, 'machine', 'web')}0`]);
});
