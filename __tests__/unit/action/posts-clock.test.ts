// The clock that our posts of one cancelled job share.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parsePairs } from '../../../scripts/runner/command-files.mjs';
import { decidePost } from '../../../src/action/post-decision.ts';
import { sinceFirstPost } from '../../../src/action/posts-clock.ts';
import type { Scope } from '../../../src/model/identity.ts';

const NOW = 1_795_000_000_000;
let directory = '';
let file = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'posts-'));
  file = join(directory, 'env');
  writeFileSync(file, '');
});
afterEach(() => rmSync(directory, { recursive: true }));

/** What the runner puts into the environment of the next post. */
function left(): Record<string, string> {
  return Object.fromEntries(parsePairs(readFileSync(file, 'utf8')).pairs);
}

describe('the first post', () => {
  test('begins the time of all', () => {
    expect(sinceFirstPost({ GITHUB_ENV: file }, NOW + 0.4)).toBe(0);
    expect(sinceFirstPost(left(), NOW + 208_000)).toBe(208_000);
  });

  test.each([
    ['no number', 'soon'],
    ['a time to come', String(NOW + 1)],
    ['one of a job long ago', String(NOW - 300_001)],
  ])('takes %s for nothing', (_, text) => {
    expect(sinceFirstPost({ GITHUB_ENV: file, MIST_ACTION_POSTS_SINCE: text }, NOW)).toBe(0);
    expect(left()).toEqual({ MIST_ACTION_POSTS_SINCE: String(NOW) });
  });

  test('without a file of the runner has a whole budget', () => {
    expect(sinceFirstPost({}, NOW)).toBe(0);
  });
});

test('the second one writes nothing', () => {
  expect(sinceFirstPost({ GITHUB_ENV: file, MIST_ACTION_POSTS_SINCE: String(NOW) }, NOW + 5)).toBe(5);
  expect(left()).toEqual({});
});

describe('the budget of a post', () => {
  const scope: Scope = { name: 'run-9-1-0badcafe', named: false, repository: { serverUrl: 'https://x', id: '1' } };
  const entry = { seq: 0, kind: 'create-machine', address: 'machine/web', name: 'web', at: NOW } as const;
  const entries = [{ ...entry, cloudId: null, phase: 'sent', result: null, jobId: null, id: null }] as const;
  const decide = (jobStatus: 'success' | 'cancelled', postsSinceMs: number) =>
    decidePost({ teardown: 'auto', mode: 'apply', jobStatus, scope, entries, postsSinceMs });

  test.each([
    ['the first of a cancelled job', 'cancelled', 0, 240_000, 220_000],
    ['one that comes late', 'cancelled', 180_000, 60_000, 40_000],
    ['one for which hardly anything is left', 'cancelled', 235_000, 20_000, 10_000],
    ['one of a job that has ended', 'success', 180_000, 600_000, 580_000],
  ] as const)('%s', (_, status, since, budgetMs, deadlineMs) => {
    expect(decide(status, since)).toEqual({ what: 'all', where: 'journal', budgetMs, deadlineMs });
  });
});
