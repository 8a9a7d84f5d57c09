import { describe, expect, test } from '@jest/globals';
import { PULLS, pullOwner, RUNS, refused, runOwner } from '../../../src/github/answers.ts';

const AT = '2026-11-23T02:00:00Z';
const since = Date.parse(AT);

describe('runOwner', () => {
  test.each<[string, object, object]>([
    ['completed', { status: 'completed', run_attempt: 2, updated_at: AT }, { is: 'over', since }],
    ['completed without a date', { status: 'completed', run_attempt: 2 }, { is: 'over', since: null }],
    ['in progress', { status: 'in_progress', run_attempt: 2, updated_at: AT }, { is: 'live' }],
    ['queued', { status: 'queued', run_attempt: 2 }, { is: 'live' }],
    ['waiting for an approval', { status: 'waiting', run_attempt: 2 }, { is: 'live' }],
    ['a state of tomorrow', { status: 'dreaming', run_attempt: 2 }, { is: 'live' }],
    ['an older server without attempts', { status: 'completed', updated_at: AT }, { is: 'over', since }],
    [
      'tried again since, and live',
      { status: 'in_progress', run_attempt: 3, run_started_at: AT },
      { is: 'over', since },
    ],
    ['an attempt that has not begun', { status: 'completed', run_attempt: 1 }, { is: 'unknown' }],
  ])('%s', (_, answer, owner) => {
    expect(runOwner(answer, 2)).toEqual(owner);
  });

  test.each([null, [], {}, 'text', { status: 7 }])('%j is no answer', (answer) => {
    expect(() => runOwner(answer, 1)).toThrow(/no answer about workflow runs/);
  });
});

describe('pullOwner', () => {
  test.each<[object, object]>([
    [{ state: 'open' }, { is: 'live' }],
    [
      { state: 'closed', closed_at: AT },
      { is: 'over', since },
    ],
    [
      { state: 'closed', closed_at: null },
      { is: 'over', since: null },
    ],
  ])('%j', (answer, owner) => {
    expect(pullOwner(answer)).toEqual(owner);
  });

  test.each([{}, { state: 'merged' }, null])('%j is no answer', (answer) => {
    expect(() => pullOwner(answer)).toThrow(/no answer about pull requests/);
  });
});

test.each([
  [RUNS, 'actions: read'],
  [PULLS, 'pull-requests: read'],
])('%j names the permission', (subject, permission) => {
  expect(refused(subject, '403').hint).toContain(permission);
});
