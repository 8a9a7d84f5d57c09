import { describe, expect, test } from '@jest/globals';
import type { OwnerState } from '../../../src/engine/ports.ts';
import type { ObservedMachine } from '../../../src/model/observed.ts';
import { claimMachine } from '../../../src/reap/claim.ts';
import { judge, type ReapRules } from '../../../src/reap/judge.ts';
import { DAY, HOUR, LIVE, MINUTE, machine, NOW, named, OVER, ours, REPOSITORY, RUN } from './reap-world.ts';

const RULES: ReapRules = { olderThanMs: null, keepTag: 'keep' };
const UNKNOWN: OwnerState = { is: 'unknown' };
const LAB = named('lab');

function verdict(one: ObservedMachine, owner: OwnerState | null, rules: Partial<ReapRules> = {}): string {
  const claim = claimMachine(REPOSITORY, one);
  const said = judge({ machine: one, claim, owner, now: NOW }, { ...RULES, ...rules });
  return said.reap ? `reap: ${said.reason}` : said.why;
}

const lease = (inMs: number) => ({ id: null, action: 'destroy', at: NOW + inMs });

describe('run and pull request', () => {
  test.each<[string, ObservedMachine, OwnerState | null, RegExp]>([
    ['a finished run', ours(RUN, 'web'), OVER, /^reap: attempt 1 of run 9001 is completed/],
    ['a finished run with a lease that lives', ours(RUN, 'web', { lease: lease(HOUR) }), OVER, /^reap/],
    ['a finished run, stopped', ours(RUN, 'web', { state: 'stopped' }), OVER, /^reap/],
    ['a live run', ours(RUN, 'web'), LIVE, /is not completed/],
    ['a live run whose lease is over', ours(RUN, 'web', { lease: lease(-DAY) }), LIVE, /is not completed/],
    ['a run nobody asked about', ours(RUN, 'web'), null, /not known whether/],
    ['an unknown run', ours(RUN, 'web'), UNKNOWN, /does not know attempt 1 of run 9001/],
    [
      'an unknown run, older than any',
      ours(RUN, 'web', { createdAt: NOW - 36 * DAY }),
      UNKNOWN,
      /^reap: .*older than any/,
    ],
    ['an unknown run of no date', ours(RUN, 'web', { createdAt: null }), UNKNOWN, /does not know/],
    ['a closed pull request', ours(named('pr-42'), 'web'), OVER, /^reap: pull request 42 is closed/],
    ['an open pull request', ours(named('pr-42'), 'web', { lease: lease(-DAY) }), LIVE, /is open/],
    [
      'no such pull request, lease over',
      ours(named('pr-42'), 'web', { lease: lease(-HOUR) }),
      UNKNOWN,
      /^reap: its lease ended/,
    ],
    ['no such pull request, no lease', ours(named('pr-42'), 'web'), UNKNOWN, /has no lease/],
  ])('%s', (_, one, owner, expected) => {
    expect(verdict(one, owner)).toMatch(expected);
  });
});

describe('lease', () => {
  test.each<[string, ObservedMachine, RegExp]>([
    ['over', ours(LAB, 'web', { lease: lease(-3 * MINUTE) }), /^reap: its lease ended at 2026-11-23T03:14:00.000Z/],
    ['over since a moment', ours(LAB, 'web', { lease: lease(-MINUTE) }), /its lease ends at/],
    ['alive', ours(LAB, 'web', { lease: lease(MINUTE) }), /its lease ends at/],
    ['none', ours(LAB, 'web'), /has no lease/],
    [
      'turned into a stop',
      ours(LAB, 'web', { state: 'stopped', tags: {}, lease: lease(6 * DAY) }),
      /^reap: it is stopped and has lost its tags/,
    ],
    [
      'stopped without its tags, and never had a lease',
      ours(LAB, 'web', { state: 'stopped', tags: {} }),
      /has no lease/,
    ],
    ['stopped with its tags', ours(LAB, 'web', { state: 'stopped', lease: lease(6 * DAY) }), /its lease ends at/],
    ['running without its tags', ours(LAB, 'web', { tags: {} }), /has no lease/],
  ])('%s', (_, one, expected) => {
    expect(verdict(one, null)).toMatch(expected);
  });
});

describe('age and keep', () => {
  test.each<[string, Partial<ObservedMachine>, OwnerState, Partial<ReapRules>, RegExp]>([
    ['29 minutes', { createdAt: NOW - 29 * MINUTE }, OVER, {}, /is completed, but it is younger than 30m/],
    ['30 minutes', { createdAt: NOW - 30 * MINUTE }, OVER, {}, /^reap/],
    ['older-than 3h', {}, OVER, { olderThanMs: 3 * HOUR }, /younger than 3h/],
    ['older-than 0', { createdAt: NOW }, OVER, { olderThanMs: 0 }, /^reap/],
    ['no date, over since two days', { createdAt: null }, OVER, {}, /^reap/],
    ['no date, over since a minute', { createdAt: null }, { is: 'over', since: NOW - MINUTE }, {}, /younger/],
    ['no date at all', { createdAt: null }, { is: 'over', since: null }, {}, /how old it is cannot be told/],
    ['kept', { tags: { keep: '' } }, OVER, { olderThanMs: 0 }, /has the tag keep/],
    ['kept in other case', { tags: { Keep: 'no' } }, OVER, { olderThanMs: 0 }, /has the tag keep/],
    ['kept by another tag', { tags: { hold: 'x', keep: 'x' } }, OVER, { keepTag: 'hold', olderThanMs: 0 }, /tag hold/],
    ['a tag that only begins so', { tags: { keeper: 'x' } }, OVER, { olderThanMs: 0 }, /^reap/],
    ['not listed any more', { missing: true }, OVER, {}, /no longer lists it/],
    ['likely, two hours', { tags: {} }, OVER, {}, /younger than 1d/],
    ['likely, a day', { tags: {}, createdAt: NOW - DAY }, OVER, {}, /^reap/],
    ['likely, older-than 1h', { tags: {} }, OVER, { olderThanMs: HOUR }, /^reap/],
    ['likely, live', { tags: {}, createdAt: NOW - 2 * DAY }, LIVE, {}, /is not completed/],
  ])('%s', (_, more, owner, rules, expected) => {
    expect(verdict(ours(RUN, 'web', more), owner, rules)).toMatch(expected);
  });
});

test('what is not ours is never removed, whatever GitHub says', () => {
  expect(verdict(machine('web'), OVER, { olderThanMs: 0 })).toBe('it is not of this repository');
  const contradicting = ours(RUN, 'web', { tags: { mist_action_scope: 'other' } });
  expect(verdict(contradicting, OVER, { olderThanMs: 0 })).toMatch(/cannot be recomputed/);
});
