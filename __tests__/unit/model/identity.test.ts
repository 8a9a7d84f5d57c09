import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  createWord,
  environmentHash,
  literalOwnerHash,
  mistName,
  type ObjectKind,
  ownerHash,
  ownsName,
  repositoryHash,
  rowPart,
  type Scope,
  scopePrefix,
  scopeSlug,
  scopeSpelt,
  scopeTags,
  TAG_PREFIX,
  TAGS,
  tagValue,
  unnamedScopeName,
} from '../../../src/model/identity.ts';

const repository = { serverUrl: 'https://github.com', id: '4242' };
const SHOP: Scope = { name: 'shop', named: true, repository };

/** What no scope may share with SHOP: each differs in one thing that the hash covers. */
const OTHERS: readonly (readonly [string, Scope])[] = [
  ['another name', { ...SHOP, name: 'shop-2' }],
  ['a name that looks the same', { ...SHOP, name: 'SHOP' }],
  ['an unnamed scope of that name', { ...SHOP, named: false }],
  ['another repository', { ...SHOP, repository: { ...repository, id: '4243' } }],
  ['another server', { ...SHOP, repository: { ...repository, serverUrl: 'https://ghe.example.com' } }],
  ['parts that join to the same text', { ...SHOP, repository: { serverUrl: 'https://github.com4', id: '242' } }],
];

const scopes = fc.record({
  name: fc.stringMatching(/^[A-Za-z0-9._/-]{1,100}$/),
  named: fc.boolean(),
  repository: fc.constant(repository),
});
const rows = fc.string({ minLength: 1, maxLength: 60 });

describe('names in Mist', () => {
  test('stay as they are: machines that run are found by them', () => {
    expect([repositoryHash(repository), scopePrefix(SHOP)]).toEqual(['b2b205', 'ma-b2b205-shop-']);
    expect(mistName(SHOP, 'machine', 'web-1')).toBe('ma-b2b205-shop-web-1-7a236114');
    expect(ownerHash(SHOP, 'machine', 'web-1')).toBe('7a236114');
    expect(mistName(SHOP, 'key', 'default')).toBe('ma-b2b205-shop-default-e5104ed8');
    expect(ownerHash({ ...SHOP, named: false }, 'machine', 'web-1')).toBe('f85cf563');
    expect(literalOwnerHash(SHOP, 'web', 'legacy', 'a cloud')).toBe('266707d8d99c34ca');
    expect(literalOwnerHash({ ...SHOP, named: false }, 'web', 'legacy', 'a cloud')).toBe('b151308cefdbafe3');
  });

  test('are derived once for a scope, for a thousand rows at most', () => {
    // A scope never changes: one that does shows what was derived before.
    const scope = { ...SHOP };
    const hashes = () => Array.from({ length: 1_002 }, (_, row) => ownerHash(scope, 'machine', `web-${row}`));
    const before = hashes();
    scope.name = 'another';
    expect(hashes().filter((hash, row) => hash !== before[row])).toHaveLength(2);
    expect(hashes().slice(0, 1_000)).toEqual(before.slice(0, 1_000));
    expect(ownerHash(scope, 'key', 'web-1')).not.toBe(ownerHash(SHOP, 'key', 'web-1'));
  });

  test('hold for every provider, and only their own scope owns them', () => {
    fc.assert(
      fc.property(scopes, rows, fc.constantFrom<ObjectKind>('machine', 'key'), (scope, row, kind) => {
        const name = mistName(scope, kind, row);
        expect(name).toMatch(/^ma-[0-9a-f]{6}-[a-z0-9]+(?:-[a-z0-9]+)*-[0-9a-f]{8}$/);
        expect(name.length).toBeLessThanOrEqual(63);
        expect(ownsName(scope, kind, name)).toBe(true);
        expect(ownsName(scope, kind === 'key' ? 'machine' : 'key', name)).toBe(false);
      }),
    );
  });

  test.each(OTHERS)('are not owned by %s', (_what, other) => {
    expect(ownsName(other, 'machine', mistName(SHOP, 'machine', 'web'))).toBe(false);
    expect(mistName(other, 'machine', 'web')).not.toBe(mistName(SHOP, 'machine', 'web'));
  });

  test('that were edited anywhere are not owned', () => {
    const name = mistName(SHOP, 'machine', 'web');
    for (let at = 0; at < name.length; at += 1) {
      const edited = `${name.slice(0, at)}${name[at] === 'x' ? 'y' : 'x'}${name.slice(at + 1)}`;
      expect([edited, ownsName(SHOP, 'machine', edited)]).toEqual([edited, false]);
    }
    for (const edited of [`${name}0`, `x${name}`, name.toUpperCase(), name.slice(0, -1), `${scopePrefix(SHOP)}`]) {
      expect(ownsName(SHOP, 'machine', edited)).toBe(false);
    }
  });

  test.each([
    ['web-1', 'web-1'],
    ['db', 'db'],
    ['A_Row', expect.stringMatching(/^a-row-[0-9a-f]{6}$/)],
    ['x'.repeat(40), expect.stringMatching(/^x{13}-[0-9a-f]{6}$/)],
    ['日本', expect.stringMatching(/^x-[0-9a-f]{6}$/)],
  ])('of the row %j give the part %j back', (row, part) => {
    expect(rowPart(SHOP, 'machine', mistName(SHOP, 'machine', row))).toEqual(part);
  });

  test.each(['', 'ma-', 'web', `${scopePrefix(SHOP)}-${'0'.repeat(8)}`, `${scopePrefix(SHOP)}A-${'0'.repeat(8)}`])(
    "%j is nobody's",
    (name) => {
      expect(rowPart(SHOP, 'machine', name)).toBeNull();
    },
  );
});

describe('slugs of scopes', () => {
  test.each([
    [true, 'pr-42', 'pr-42'],
    [false, 'run-9000000001-2-0123abcd', 'r44ud8g1a2'],
    [true, 'run-9000000001-2-0123abcd', expect.stringMatching(/^run-9000000001-[0-9a-f]{6}$/)],
    [true, 'feature/Login', expect.stringMatching(/^feature-login-[0-9a-f]{6}$/)],
    [false, 'run-1-12-0123abcd', 'r1a12'],
    [false, 'x-run-1-1-0123abcd', 'x-run-1-1-0123abcd'],
    [false, 'run-1-1-0123abcde', 'run-1-1-0123abcde'],
    [true, '--Feature--Login--', expect.stringMatching(/^feature-login-[0-9a-f]{6}$/)],
    [true, 'fourteen-chars--and-more', expect.stringMatching(/^fourteen-chars-[0-9a-f]{6}$/)],
    [true, '---', expect.stringMatching(/^x-[0-9a-f]{6}$/)],
  ])('named %j: %s is %s', (named, name, slug) => {
    expect(scopeSlug({ name, named, repository })).toEqual(slug);
  });
});

describe('unnamed scopes', () => {
  const run = { id: '9', attempt: '1', leg: 'check 5', step: '__run' };

  test('are different for each attempt, leg and step', () => {
    const names = [run, { ...run, attempt: '2' }, { ...run, leg: 'check 6' }, { ...run, step: '__run_2' }];
    expect(new Set(names.map(unnamedScopeName)).size).toBe(4);
    expect(unnamedScopeName(run)).toMatch(/^run-9-1-[0-9a-f]{8}$/);
    expect(unnamedScopeName({ ...run })).toBe('run-9-1-03f3c81a');
  });
});

describe('the word of a whole scope', () => {
  test('is the same for all of it, and another one for every other scope', () => {
    expect(environmentHash(SHOP)).toBe('5813cb64e9473797');
    expect(environmentHash({ ...SHOP, named: false })).toBe('8b4eb40f4ba2e73d');
    expect(OTHERS.map(([, scope]) => environmentHash(scope))).not.toContain(environmentHash(SHOP));
  });
});

test('a create has a word of its own: its name and its time are in it', () => {
  const own = createWord('ma-1-web', 1_795_406_000_271);
  expect(own).toBe('375f31745a279547');
  expect([createWord('ma-1-we', 1_795_406_000_271), createWord('ma-1-web', 1_795_406_000_272)]).not.toContain(own);
});

describe('literal names', () => {
  test('are tied to scope, row, cloud and the name itself', () => {
    const own = literalOwnerHash(SHOP, 'web', 'legacy', 'a cloud');
    expect(own).toMatch(/^[0-9a-f]{16}$/);
    const others = [
      literalOwnerHash(SHOP, 'db', 'legacy', 'a cloud'),
      literalOwnerHash(SHOP, 'web', 'legacy-2', 'a cloud'),
      literalOwnerHash(SHOP, 'web', 'legacy', 'another cloud'),
      ...OTHERS.map(([, scope]) => literalOwnerHash(scope, 'web', 'legacy', 'a cloud')),
    ];
    expect(others).not.toContain(own);
  });
});

test('every tag of ours begins with the prefix that a spec may not use', () => {
  expect(TAG_PREFIX).toBe('mist_action_');
  for (const tag of Object.values(TAGS)) expect(tag.startsWith(TAG_PREFIX)).toBe(true);
});

describe('a scope in tags', () => {
  const tagsOf = (name: string) => scopeTags({ name, named: true, repository });

  test.each<[string, readonly string[]]>([
    ['shop', []],
    ['a_b.c-D', []],
    ['feature/login', ['feature_-login']],
    ['a_b/c_d/e', ['a__b_-c__d_-e']],
    ['x'.repeat(64), ['x'.repeat(63), 'x']],
    ['_'.repeat(100), ['_'.repeat(63), '_'.repeat(63), '_'.repeat(63), '_'.repeat(11)]],
    ['feature/ü', []],
    ['ü/feature', []],
    ['feature/a b', []],
  ])('%j: its tag, and the parts that spell it where the tag cannot', (name, parts) => {
    const spelt = parts.map((part, index) => [`mist_action_scope_${index + 1}`, part]);
    expect(tagsOf(name)).toEqual({ [TAGS.scope]: tagValue(name), ...Object.fromEntries(spelt) });
    expect(scopeSpelt(tagsOf(name))).toBe(parts.length === 0 ? null : name);
  });

  test('every name that an input may have is read back', () => {
    fc.assert(
      fc.property(scopes, ({ name }) => {
        const tags = tagsOf(name);
        expect(scopeSpelt(tags) ?? tags[TAGS.scope]).toBe(name);
      }),
    );
  });

  test.each<[string, Record<string, string>, string | null]>([
    ['nothing', {}, null],
    ['parts in any order', { mist_action_scope_2: 'b', mist_action_scope_1: 'a' }, 'ab'],
    ['four parts and no more', { mist_action_scope_4: 'd', mist_action_scope_5: 'e', mist_action_scope_0: '0' }, 'd'],
    ['signs that spell nothing', { mist_action_scope_1: 'a_b_' }, 'a_b_'],
  ])('is read from %s', (_, tags, name) => {
    expect(scopeSpelt(tags)).toBe(name);
  });
});

describe('tag values', () => {
  test.each([
    ['shop', 'shop'],
    ['a.b_c-D', 'a.b_c-D'],
    ['x'.repeat(63), 'x'.repeat(63)],
    ['feature/login', expect.stringMatching(/^feature-login-[0-9a-f]{6}$/)],
    ['', expect.stringMatching(/^x-[0-9a-f]{6}$/)],
    ['x'.repeat(64), expect.stringMatching(/^x{33}-[0-9a-f]{6}$/)],
  ])('%j becomes %j', (text, value) => {
    expect(tagValue(text)).toEqual(value);
  });
});
