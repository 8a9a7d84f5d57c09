import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { literalOwnerHash, mistName, ownerHash, type Scope, TAGS } from '../../../src/model/identity.ts';
import type { ObservedMachine } from '../../../src/model/observed.ts';
import { olderFirst, proveMachine, provesKey } from '../../../src/plan/ownership.ts';
import { AWS, id, observed, ownTags, SCOPE } from './rows.ts';

const OWN = mistName(SCOPE, 'machine', 'web');

function withScope(change: Partial<Scope>): string {
  return mistName({ ...SCOPE, ...change }, 'machine', 'web');
}

describe('proveMachine', () => {
  test.each<[string, Partial<ObservedMachine>, string]>([
    ['by its name alone', {}, 'web'],
    ['with every tag of ours', { tags: ownTags('web') }, 'web'],
    ['with tags of others', { tags: { team: 'qa' } }, 'web'],
    ['stopped by somebody', { state: 'stopped' }, 'web'],
    [
      'by a literal name and the hash that covers it',
      { name: 'the-db', tags: { [TAGS.row]: 'db', [TAGS.owner]: literalOwnerHash(SCOPE, 'db', 'the-db', AWS.id) } },
      'db',
    ],
  ])('ours %s', (_, fields, row) => {
    expect(proveMachine(SCOPE, observed('web', fields))).toEqual({ owned: true, row });
  });

  test.each<[string, Partial<ObservedMachine>]>([
    ['a letter more', { name: `${OWN}0` }],
    ['a letter less', { name: OWN.slice(0, -1) }],
    ['upper case', { name: OWN.toUpperCase() }],
    ['the hash of another row', { name: OWN.replace('-web-', '-web1-') }],
    ['a longer scope', { name: withScope({ name: 'pr-421' }) }],
    ['a shorter scope', { name: withScope({ name: 'pr-4' }) }],
    ['the unnamed twin', { name: withScope({ named: false }) }],
    ['another repository', { name: withScope({ repository: { ...SCOPE.repository, id: '2' } }) }],
    ['another server', { name: withScope({ repository: { ...SCOPE.repository, serverUrl: 'https://ghe.example' } }) }],
    ['a key’s name', { name: mistName(SCOPE, 'key', 'web') }],
    ['our name inside another', { name: `x-${OWN}` }],
    ['a contradicting scope tag', { tags: { [TAGS.scope]: 'pr-43' } }],
    ['a contradicting owner tag', { tags: { [TAGS.owner]: ownerHash(SCOPE, 'machine', 'db') } }],
    ['missing at its provider', { missing: true }],
    ['copied tags under another name', { name: 'innocent', tags: ownTags('web') }],
    ['copied tags under a look-alike', { name: `${OWN}-copy`, tags: ownTags('web') }],
    [
      'a literal hash under another name',
      { name: 'the-db-2', tags: { [TAGS.row]: 'db', [TAGS.owner]: literalOwnerHash(SCOPE, 'db', 'the-db', AWS.id) } },
    ],
    ['an empty name', { name: '' }],
  ])('not ours: %s', (_, fields) => {
    expect(proveMachine(SCOPE, observed('web', fields))).toMatchObject({ owned: false, why: expect.any(String) });
  });

  const literal = (name: string) => literalOwnerHash(SCOPE, 'db', name, AWS.id);

  test.each<[string, Partial<ObservedMachine>]>([
    ['the provider no longer lists it', { missing: true }],
    ['its scope tag names another scope', { tags: { [TAGS.scope]: 'pr-43' } }],
    ['its owner tag belongs to another row or scope', { tags: { [TAGS.owner]: ownerHash(SCOPE, 'machine', 'db') } }],
    ['its name is not one of this scope', { name: 'the-db' }],
    ['its name is not one of this scope', { name: 'the-db', tags: { [TAGS.row]: 'db' } }],
    ['its name is not one of this scope', { name: 'the-db', tags: { [TAGS.owner]: literal('the-db') } }],
    ['its name does not fit its tags', { name: 'ma-db', tags: { [TAGS.row]: 'db', [TAGS.owner]: literal('ma-db') } }],
    [
      'its owner tag does not fit its name',
      { name: 'db', tags: { [TAGS.row]: 'db', [TAGS.owner]: literal('the-db') } },
    ],
  ])('says why it is not ours: %s', (why, fields) => {
    expect(proveMachine(SCOPE, observed('web', fields))).toEqual({ owned: false, why });
  });

  test('a literal name that only holds `ma-` in it is ours by its tag', () => {
    for (const name of ['the-ma-', 'ma', 'xma-db']) {
      const tags = { [TAGS.row]: 'db', [TAGS.owner]: literal(name) };
      expect(proveMachine(SCOPE, observed('web', { name, tags }))).toEqual({ owned: true, row: 'db' });
    }
  });

  test('no name that differs in any one place is ours', () => {
    const one = fc.tuple(fc.nat(OWN.length - 1), fc.constantFrom(...'abcdef0123456789-'));
    fc.assert(
      fc.property(one, ([at, letter]) => {
        const name = `${OWN.slice(0, at)}${letter}${OWN.slice(at + 1)}`;
        expect(proveMachine(SCOPE, observed('web', { name })).owned).toBe(name === OWN);
      }),
    );
  });
});

test.each([
  [mistName(SCOPE, 'key', 'k'), true],
  [mistName(SCOPE, 'machine', 'k'), false],
  [`${mistName(SCOPE, 'key', 'k')}-old`, false],
  ['team', false],
  ['', false],
])('provesKey %j: %s', (name, owned) => {
  expect(provesKey(SCOPE, { id: id(1), name, isDefault: false, machineIds: [] })).toBe(owned);
});

test('olderFirst is one order for everybody, ties and unknown dates included', () => {
  const twins = [
    observed('web', { id: id(3), createdAt: 5 }),
    observed('web', { id: id(1), createdAt: null }),
    observed('web', { id: id(2), createdAt: 5 }),
    observed('web', { id: id(4), createdAt: 1 }),
  ];
  const expected = [id(4), id(2), id(3), id(1)];
  fc.assert(
    fc.property(fc.shuffledSubarray(twins, { minLength: 4 }), (shuffled) => {
      expect([...shuffled].sort(olderFirst).map((one) => one.id)).toEqual(expected);
    }),
  );
});
