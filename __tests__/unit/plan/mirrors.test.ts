// One account of a provider added to Mist twice: every machine in it is listed by two backends.
import { describe, expect, test } from '@jest/globals';
import { TAGS } from '../../../src/model/identity.ts';
import type { ObservedMachine } from '../../../src/model/observed.ts';
import { matchMachines } from '../../../src/plan/match.ts';
import { isSameMachine, mirrorSentence, seenOnce } from '../../../src/plan/mirrors.ts';
import { AWS, desired, id, observed, ownTags, SCOPE } from './rows.ts';

const COPY = { ...AWS, id: id(0xd), name: 'aws-copy' };
const LINODE = { ...AWS, id: id(0xe), name: 'linode', provider: 'linode' };
const CLOUDS = [AWS, COPY, LINODE];

const web = observed('web', { id: id(1) });
const mirror = (fields: Partial<ObservedMachine> = {}) => observed('web', { id: id(2), cloudId: COPY.id, ...fields });
const lease = { id: null, action: 'destroy', at: 9_000 };
const ids = (machines: readonly ObservedMachine[]) => machines.map((one) => one.id);

describe('one machine or two', () => {
  test.each<[string, Partial<ObservedMachine>, Partial<ObservedMachine>, boolean]>([
    ['the same id on another backend of the provider', {}, {}, true],
    ['other state, tags and lease', {}, { state: 'stopped', tags: { team: 'qa' }, lease }, true],
    ['another id', {}, { externalId: 'i-other' }, false],
    ['another name', {}, { name: 'other' }, false],
    ['the same backend', {}, { cloudId: AWS.id }, false],
    ['another provider', {}, { cloudId: LINODE.id }, false],
    ['a backend that is not known', {}, { cloudId: id(99) }, false],
    ['no id', { externalId: '' }, { externalId: '' }, false],
    ['a blank id', { externalId: ' ' }, { externalId: ' ' }, false],
    ['the name as id', { externalId: web.name }, { externalId: web.name }, false],
  ])('%s', (_, one, other, same) => {
    const [a, b] = [{ ...web, ...one }, mirror(other)];
    expect([isSameMachine(a, b, CLOUDS), isSameMachine(b, a, CLOUDS)]).toEqual([same, same]);
  });

  test('two backends that are both unknown are not one provider', () => {
    const [a, b] = [observed('web', { cloudId: id(98) }), observed('web', { cloudId: id(99) })];
    expect(isSameMachine(a, b, CLOUDS)).toBe(false);
  });
});

describe('a row takes the machine', () => {
  test.each<[string, string, Partial<ObservedMachine>, Partial<ObservedMachine>, 1 | 2]>([
    ['on its own backend', 'aws', {}, {}, 1],
    ['on its own backend, though the other was seen first', 'aws-copy', {}, {}, 2],
    ['through which it was made: the digest', 'aws-copy', { tags: { [TAGS.digest]: 'x' } }, {}, 1],
    ['through which it was made: the lease', 'aws-copy', { lease }, {}, 1],
    ['the digest tells more than a lease', 'aws', { lease }, { tags: { [TAGS.digest]: 'x' } }, 2],
    ['where both were told everything, on its own backend', 'aws-copy', { lease }, { lease }, 2],
  ])('%s', (_, backend, first, second, taken) => {
    const machines = [{ ...web, ...first }, mirror(second)];
    for (const listed of [machines, [...machines].reverse()]) {
      const { matched, twins, orphans, mirrored } = matchMachines(SCOPE, [desired('web', { backend })], listed, CLOUDS);
      expect([matched[0]?.observed?.id, twins, orphans]).toEqual([id(taken), [], []]);
      expect(mirrored.map(({ kept, other }) => [kept.id, other.id])).toEqual([[id(taken), id(3 - taken)]]);
    }
  });

  test('a real twin beside it stays a twin, once', () => {
    const second = observed('web', { id: id(3), externalId: 'i-2', createdAt: 2_000 });
    const again = { ...second, id: id(4), cloudId: COPY.id };
    const { matched, twins, mirrored } = matchMachines(SCOPE, [desired('web')], [again, mirror(), second, web], CLOUDS);
    expect([matched[0]?.observed?.id, ids(twins), mirrored.length]).toEqual([web.id, [second.id], 2]);
  });

  test('by adoption: what its other row shows is no orphan', () => {
    const given = { ...web, tags: ownTags('web') };
    const { orphans } = matchMachines(SCOPE, [desired('old', { adopt: web.id })], [mirror(), given], CLOUDS);
    expect(orphans).toEqual([]);
  });

  test('a machine of another provider with the same id is a twin', () => {
    const other = mirror({ cloudId: LINODE.id, createdAt: 2_000 });
    expect(ids(matchMachines(SCOPE, [desired('web')], [web, other], CLOUDS).twins)).toEqual([other.id]);
  });
});

test('an orphan is destroyed once, through the backend that made it', () => {
  const { orphans, mirrored } = matchMachines(SCOPE, [], [mirror({ lease }), web], CLOUDS);
  expect([ids(orphans), mirrored.length]).toEqual([[id(2)], 1]);
});

test('the first created comes first', () => {
  const old = observed('web', { id: id(5), externalId: 'i-0', createdAt: 1, cloudId: LINODE.id });
  expect(ids(seenOnce([web, mirror(), old], CLOUDS, 'aws').once)).toEqual([old.id, web.id]);
});

test('both backends are named to people', () => {
  const sentence = mirrorSentence({ kept: web, other: mirror() }, CLOUDS);
  expect(sentence).toContain('The backends aws and aws-copy both list');
  expect(sentence).toContain('what aws-copy shows of it is left alone');
});
