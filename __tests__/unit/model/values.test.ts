// The small nouns: ids, hashes, distances, counts of changes, outcomes.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contentHash } from '../../../src/model/content-hash.ts';
import { editDistance } from '../../../src/model/edit-distance.ts';
import { isGone, isMistId, type MachineState, type ObservedMachine } from '../../../src/model/observed.ts';
import { isChange, type OutcomeWord } from '../../../src/model/outcome.ts';
import { ACTIONS, type Change, countChanges } from '../../../src/model/plan.ts';

describe('ids of Mist', () => {
  test.each([
    ['0123456789abcdef0123456789abcdef', true],
    ['0123456789ABCDEF0123456789ABCDEF', false],
    ['0123456789abcdef0123456789abcde', false],
    ['0123456789abcdef0123456789abcdef0', false],
    ['0123456789abcdef0123456789abcdef\n', false],
    ['../0123456789abcdef0123456789abcd', false],
    ['', false],
  ])('%j: %s', (text, is) => {
    expect(isMistId(text)).toBe(is);
  });
});

test('only a terminated machine is gone', () => {
  const machine = (state: MachineState): ObservedMachine => ({ ...EMPTY, state });
  expect(isGone(machine('terminated'))).toBe(true);
  for (const state of ['running', 'stopped', 'error', 'failed', 'unknown', 'pending'] as const) {
    expect(isGone(machine(state))).toBe(false);
  }
});

const EMPTY: Omit<ObservedMachine, 'state'> = {
  id: 'a'.repeat(32) as ObservedMachine['id'],
  externalId: '',
  name: '',
  cloudId: 'b'.repeat(32) as ObservedMachine['cloudId'],
  publicIps: [],
  privateIps: [],
  hostname: null,
  sshPort: null,
  tags: {},
  lease: null,
  createdAt: null,
  missing: false,
  costHourly: null,
  keyIds: [],
  imageId: null,
  locationId: null,
  size: null,
};

describe('contentHash', () => {
  test('is the beginning of SHA-256 of the UTF-8', () => {
    // FIPS 180-4's own example.
    expect(contentHash('abc', 64)).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(contentHash('abc', 8)).toBe('ba7816bf');
    expect(contentHash('ü', 8)).not.toBe(contentHash('u', 8));
  });
});

describe('editDistance', () => {
  test.each([
    ['', '', 0],
    ['web', 'web', 0],
    ['imge', 'image', 1],
    ['images', 'image', 1],
    ['imabe', 'image', 1],
    ['iamge', 'image', 1],
    ['kitten', 'sitting', 3],
  ])('%j and %j: %d', (a, b, distance) => {
    expect(editDistance(a, b, 5)).toBe(distance);
  });

  test('stops beyond its limit', () => {
    expect(editDistance('machines', 'keys', 2)).toBeGreaterThan(2);
    expect(editDistance('abcdef', 'uvwxyz', 3)).toBeGreaterThan(3);
  });

  test('is the same both ways, and zero only for equal words', () => {
    const words = fc.string({ maxLength: 8 });
    fc.assert(
      fc.property(words, words, (a, b) => {
        expect(editDistance(a, b, 20)).toBe(editDistance(b, a, 20));
        expect(editDistance(a, b, 20) === 0).toBe(a === b);
      }),
    );
  });
});

describe('counting changes', () => {
  const change = (action: Change['action']): Change => ({
    address: 'machine/web',
    action,
    reason: '',
    id: null,
    backend: null,
    costHourly: null,
  });

  test('has every kind, in the order that people read', () => {
    const counts = countChanges(['create', 'no-op', 'create'].map((action) => change(action as Change['action'])));
    expect(counts).toEqual({ create: 2, update: 0, replace: 0, adopt: 0, destroy: 0, 'no-op': 1 });
    expect(Object.keys(counts)).toEqual([...ACTIONS]);
  });
});

test.each<[OutcomeWord, boolean]>([
  ['created', true],
  ['updated', true],
  ['replaced', true],
  ['adopted', true],
  ['destroyed', true],
  ['unchanged', false],
  ['failed', false],
  ['skipped', false],
  ['unknown', false],
])('after %s the world has changed: %s', (word, changed) => {
  expect(isChange(word)).toBe(changed);
});
