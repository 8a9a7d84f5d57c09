import { describe, expect, test } from '@jest/globals';
import {
  type ReapRow,
  type ReapView,
  reapSentence,
  renderReapSummary,
  renderReapText,
} from '../../../src/render/reap.ts';

const WEB: ReapRow = {
  kind: 'machine',
  name: 'ma-0a1b2c-pr-42-web-00000000',
  id: 'a'.repeat(32),
  backend: 'aws',
  why: 'pull request 42 is closed',
};
const KEY: ReapRow = {
  kind: 'key',
  name: 'ma-0a1b2c-pr-42-ci-00000000',
  id: 'b'.repeat(32),
  backend: null,
  why: 'pull request 42 is over',
};
const LEFT: ReapRow = { ...WEB, name: 'ma-0a1b2c-lab-web-00000000', id: 'c'.repeat(32), why: 'it has the tag keep' };

const UNSEEN: ReapView['unseen'] = [{ backend: 'old', why: 'it answered 503' }];
const UNREAD: ReapView['leaks'][number] = {
  kind: 'machine',
  name: '*',
  id: null,
  backend: 'aws',
  why: 'it answered 503',
};

function view(more: Partial<ReapView> = {}): ReapView {
  return {
    dryRun: false,
    refused: null,
    doomed: [WEB, KEY],
    removed: new Set(),
    left: [LEFT],
    leaks: [],
    backends: ['aws', 'linode'],
    unseen: [],
    ...more,
  };
}

describe('reapSentence', () => {
  test.each<[Partial<ReapView>, string]>([
    [{ doomed: [] }, 'Nothing has lost its owner.'],
    [{ doomed: [], unseen: UNSEEN }, 'Nothing that could be listed has lost its owner.'],
    [{ doomed: [], leaks: [UNREAD] }, 'Nothing that could be listed has lost its owner.'],
    [{ dryRun: true }, 'Would remove 1 machine, 1 key (dry run: nothing was changed).'],
    [{ refused: 'Too many.' }, 'Too many.'],
    [{ removed: new Set([WEB.id]) }, 'Removed 1 machine of 1 machine, 1 key.'],
    [{}, 'Removed nothing of 1 machine, 1 key.'],
    [{ doomed: [WEB, { ...WEB, id: 'd' }], removed: new Set([WEB.id, 'd']) }, 'Removed 2 machines of 2 machines.'],
  ])('%j', (more, sentence) => {
    expect(reapSentence(view(more))).toBe(sentence);
  });
});

test('a disabled backend that was not looked at is named in log and summary', () => {
  const told = 'Not looked at: old. It is disabled in Mist and could not be listed (it answered 503)';
  expect(renderReapText(view({ unseen: UNSEEN }))).toContain(told);
  expect(renderReapSummary(view({ unseen: UNSEEN })).replaceAll('\\', '')).toContain(told);
});

test('the log names everything with its fate and reason', () => {
  expect(renderReapText(view({ removed: new Set([WEB.id]) })).split('\n')).toEqual([
    'removed: machine/ma-0a1b2c-pr-42-web-00000000 on aws: pull request 42 is closed',
    'not removed: key/ma-0a1b2c-pr-42-ci-00000000: pull request 42 is over',
    'left alone: machine/ma-0a1b2c-lab-web-00000000 on aws: it has the tag keep',
    'Removed 1 machine of 1 machine, 1 key.',
    'Listed live twice: aws, linode.',
  ]);
  expect(renderReapText(view({ dryRun: true, backends: [] }))).toContain('would be removed: key/');
});

test('the summary has both tables, and leaks before them', () => {
  const leaks = [{ kind: 'machine' as const, name: '*', id: null, backend: 'linode', why: 'down' }];
  const text = renderReapSummary(view({ dryRun: true, leaks }));
  expect(text.indexOf('not proved gone')).toBeLessThan(text.indexOf('Lost their owner'));
  expect(text).toContain(
    `| machine | \`${WEB.name}\` | \`${WEB.id}\` | aws | would be removed | pull request 42 is closed |`,
  );
  expect(text).toContain(`| machine | \`${LEFT.name}\` | \`${LEFT.id}\` | aws | left alone | it has the tag keep |`);
});

test('names of others cannot act in the summary', () => {
  const text = renderReapSummary(view({ doomed: [], left: [{ ...LEFT, name: 'a|b`c', why: '@all <b>' }] }));
  expect(text).toContain('a\\|b');
  expect(text).not.toContain('<b>');
  expect(text).not.toContain('@all');
});
