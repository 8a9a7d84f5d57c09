import { describe, expect, test } from '@jest/globals';
import type { DesiredMachine } from '../../../src/model/desired.ts';
import { TAGS } from '../../../src/model/identity.ts';
import type { MachineState, ObservedMachine } from '../../../src/model/observed.ts';
import { desiredTags, diffMachine } from '../../../src/plan/diff.ts';
import { canonical, changedFields, DIGEST_FIELDS, rowDigest, runDigest } from '../../../src/plan/digest.ts';
import { AWS, desired, id, observed, SCOPE } from './rows.ts';

const NOW = 1_000_000_000;
const HOUR = 3_600_000;

function diff(row: DesiredMachine, machine: Partial<ObservedMachine> | null, owned = true) {
  const there = machine === null ? null : observed(row.name, { tags: desiredTags(SCOPE, row, AWS.id), ...machine });
  return diffMachine(SCOPE, { desired: row, observed: there, owned }, NOW);
}

const RUN = { script: 'make', env: {}, timeoutMs: null };

function ran(done: string | null) {
  const row = desired('web', { run: RUN });
  return diff(row, { tags: { ...desiredTags(SCOPE, row, AWS.id), ...(done === null ? {} : { [TAGS.run]: done }) } });
}

describe('power', () => {
  const stopped = (more: Partial<DesiredMachine> = {}) => desired('web', { power: 'stopped', ...more });
  const lost = { state: 'stopped', tags: {} } as const;
  test.each<[string, ReturnType<typeof diff>, string, 'start' | 'stop' | null, RegExp]>([
    ['running, to be stopped', diff(stopped(), {}), 'update', 'stop', /^it is running, and the spec wants it stopped$/],
    ['starting, to be stopped', diff(stopped(), { state: 'starting' }), 'update', 'stop', /it is starting/],
    ['stopped, as wanted', diff(stopped(), { state: 'stopped' }), 'no-op', null, /as the spec/],
    ['stopping, as wanted', diff(stopped(), { state: 'stopping' }), 'no-op', null, /as the spec/],
    ['stopped, and nobody says so', diff(desired('web'), { state: 'stopped' }), 'update', 'start', /wants it running/],
    [
      'stopping, to run',
      diff(desired('web', { power: 'running' }), { state: 'stopping' }),
      'update',
      'start',
      /running/,
    ],
    ['at the end of a lease (SAFE_EXPIRATION)', diff(desired('web'), lost), 'replace', null, /lost its tags/],
    ['the same, to be stopped', diff(stopped(), lost), 'update', null, /^tags /],
    ['a script, while it is stopped', diff(stopped({ run: RUN }), { state: 'stopped' }), 'no-op', null, /as the spec/],
    ['adopted, nobody says', diff(desired('web', { adopt: id(1) }), { state: 'stopped' }), 'no-op', null, /adopted/],
    ['adopted, to be stopped', diff(stopped({ adopt: id(1) }), {}), 'adopt', 'stop', /taken over.*wants it stopped/],
    ['somebody’s literal name', diff(stopped(), {}, false), 'no-op', null, /this scope did not make it/],
  ])('%s', (_, difference, action, power, reason) => {
    expect(difference).toMatchObject({ action, reason: expect.stringMatching(reason) });
    expect(difference.update?.power ?? null).toBe(power);
  });
});

describe('a script over SSH', () => {
  test.each<[string, ReturnType<typeof diff>, string, RegExp, boolean]>([
    ['that has succeeded', ran(runDigest(desired('web', { run: RUN })) ?? ''), 'no-op', /as the spec/, false],
    ['that has not succeeded yet', ran(null), 'update', /^run has not succeeded on it yet$/, true],
    ['that changed', ran('0123456789ab'), 'update', /^run changed since it last succeeded$/, true],
    [
      'that left the row',
      diff(desired('web'), { tags: { ...desiredTags(SCOPE, desired('web'), AWS.id), [TAGS.run]: '0123456789ab' } }),
      'no-op',
      /as the spec/,
      false,
    ],
  ])('%s', (_, difference, action, reason, run) => {
    expect(difference).toMatchObject({ action, reason: expect.stringMatching(reason) });
    expect(difference.update?.run ?? false).toBe(run);
  });
});

describe('diffMachine', () => {
  test.each<[string, ReturnType<typeof diff>, string, RegExp]>([
    ['nothing there', diff(desired('web'), null), 'create', /no such machine/],
    ['as wanted', diff(desired('web'), {}), 'no-op', /as the spec wants it/],
    [
      'extra tags of people',
      diff(desired('web'), { tags: { ...desiredTags(SCOPE, desired('web'), AWS.id), team: 'qa' } }),
      'no-op',
      /as/,
    ],
    [
      'a tag missing',
      diff(desired('web', { tags: { team: 'qa' } }), { tags: desiredTags(SCOPE, desired('web'), AWS.id) }),
      'update',
      /tags team/,
    ],
    ['somebody’s literal name', diff(desired('web'), {}, false), 'no-op', /this scope did not make it/],
    ['a lease to add', diff(desired('web', { ttlMs: HOUR }), {}), 'update', /lease to renew/],
    [
      'a lease to remove',
      diff(desired('web'), { lease: { id: null, action: 'destroy', at: NOW + HOUR } }),
      'update',
      /lease to remove/,
    ],
    [
      'a lease that nobody speaks of',
      diff(desired('web', { keepsLease: true }), { lease: { id: null, action: 'destroy', at: NOW + HOUR } }),
      'no-op',
      /as/,
    ],
    [
      'a lease that stops',
      diff(desired('web', { ttlMs: HOUR }), { lease: { id: null, action: 'stop', at: NOW + HOUR } }),
      'update',
      /lease to renew/,
    ],
    [
      'a lease just set',
      diff(desired('web', { ttlMs: HOUR }), { lease: { id: null, action: 'destroy', at: NOW + HOUR - 100_000 } }),
      'no-op',
      /as/,
    ],
    [
      'a lease a third gone',
      diff(desired('web', { ttlMs: HOUR }), { lease: { id: null, action: 'destroy', at: NOW + 0.66 * HOUR } }),
      'update',
      /lease/,
    ],
    ['an adopted one', diff(desired('web', { adopt: id(1) }), { tags: {} }, false), 'no-op', /never destroyed/],
    [
      'an adopted one without its tags',
      diff(desired('web', { adopt: id(1), tags: { a: 'b' } }), { tags: {} }, false),
      'adopt',
      /tags a/,
    ],
  ])('%s', (_, { action, reason }, wanted, words) => {
    expect(action).toBe(wanted);
    expect(reason).toMatch(words);
  });

  test.each<MachineState>(['error', 'failed', 'suspended', 'paused'])('%s has to be replaced', (state) => {
    expect(diff(desired('web'), { state })).toMatchObject({
      action: 'replace',
      reason: expect.stringContaining(state),
    });
  });

  test.each<[string, Partial<DesiredMachine>]>([
    ['backend', { backend: 'linode' }],
    ['image', { image: { by: 'name', name: 'debian' } }],
    ['size', { size: { by: 'at-least', cpu: 2, ramMb: 1 } }],
    ['location', { location: 'eu' }],
    ['key', { keyName: 'team' }],
    ['cloud-init', { cloudInit: '#cloud-config\n' }],
    ['extra', { passThrough: { net: 'x' } }],
  ])('%s changed since it was created', (field, change) => {
    const before = desiredTags(SCOPE, desired('web'), AWS.id);
    expect(diff(desired('web', change), { tags: before })).toMatchObject({
      action: 'replace',
      reason: `${field} changed since it was created`,
    });
  });

  test('without a digest nothing is known to have changed', () => {
    const { [TAGS.digest]: _, ...tags } = desiredTags(SCOPE, desired('web'), AWS.id);
    expect(diff(desired('web', { backend: 'linode' }), { tags }).action).toBe('update');
  });

  test('user tags never reach an adopted machine’s reserved ones', () => {
    expect(desiredTags(SCOPE, desired('web', { adopt: id(1), tags: { a: 'b' } }), AWS.id)).toEqual({ a: 'b' });
    expect(Object.keys(desiredTags(SCOPE, desired('web'), AWS.id))).toEqual([
      TAGS.scope,
      TAGS.row,
      TAGS.owner,
      TAGS.digest,
    ]);
  });
});

describe('the digest', () => {
  test('fits in a tag and names each field once', () => {
    expect(rowDigest(desired('web'))).toMatch(/^(?:[0-9a-f]{6}\.){6}[0-9a-f]{6}$/);
    expect(rowDigest(desired('web')).split('.')).toHaveLength(DIGEST_FIELDS.length);
  });

  test('does not depend on the order in which fields are written', () => {
    const a = desired('web', { passThrough: { a: 1, b: { c: [1, 2], d: null } } });
    const b = desired('web', { passThrough: { b: { d: null, c: [1, 2] }, a: 1 } });
    expect(rowDigest(a)).toBe(rowDigest(b));
    expect(canonical({ b: undefined, a: [true] })).toBe('{"a":[true],"b":null}');
  });

  test.each(['', 'nonsense', 'aaaaaa.bbbbbb'])('a text that is no digest differs in everything: %j', (text) => {
    expect(changedFields(text, rowDigest(desired('web')))).toEqual([...DIGEST_FIELDS]);
  });
});
