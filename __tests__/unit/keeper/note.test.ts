import { describe, expect, test } from '@jest/globals';
import { formatNote, type KeeperNote, parseNotes, tellNotes } from '../../../src/keeper/note.ts';

function note(event: KeeperNote['event'], more: Partial<KeeperNote> = {}): KeeperNote {
  return { time: '2026-11-23T03:00:00.000Z', event, machine: 'web', ok: true, detail: 'x', ...more };
}

const UNTIL = '2026-11-23T03:30:00.000Z';
const FAILED = note('failed', { ok: false, detail: 'refused' });
const EXTENDED = note('extended', { detail: UNTIL });
const ENDED = note('ended', { machine: null, detail: 'stopped' });

test('notes survive as lines', () => {
  const notes = [note('started', { machine: null }), FAILED, EXTENDED, ENDED];
  expect(parseNotes(notes.map(formatNote).join(''))).toEqual(notes);
  expect(formatNote(note('failed', { detail: 'a\nb' })).trimEnd()).not.toContain('\n');
});

test.each([
  ['a torn line', formatNote(EXTENDED).slice(0, -9)],
  ['text of Node', 'node:internal/process/promises:394'],
  ['another event', formatNote(EXTENDED).replace('extended', 'destroyed')],
  ['a number', '7'],
  ['a detail that is none', formatNote(EXTENDED).replace(`"${UNTIL}"`, '7')],
  ['a machine that is none', formatNote(EXTENDED).replace('"web"', '[]')],
])('%s is left out', (_, line) => {
  expect(parseNotes(`${line}\n${formatNote(ENDED)}`)).toEqual([ENDED]);
});

describe('what is told', () => {
  test('how often each machine was extended, and until when', () => {
    const db = note('extended', { machine: 'db', detail: 'then' });
    expect(tellNotes([EXTENDED, db, { ...EXTENDED, detail: 'later' }, ENDED], true)).toEqual({
      lines: [
        'web: its lease has been extended 2 times, the last time until later',
        'db: its lease has been extended once, the last time until then',
        'ended: stopped',
      ],
      troubles: [],
    });
  });

  test.each([
    ['a failure that a later extension made good', [FAILED, EXTENDED, ENDED], []],
    ['a failure after the last extension', [EXTENDED, FAILED, ENDED], [/web: failed: refused/]],
    ['a failure made good for another machine only', [FAILED, { ...EXTENDED, machine: 'db' }, ENDED], [/refused/]],
    ['a failure of all, then one extended', [{ ...FAILED, machine: null }, EXTENDED, ENDED], []],
    ['an end without a word', [EXTENDED], [/ended without a word, after 2026/]],
    ['nothing at all', [], [/ended without a word, after its start/]],
    ['an end in an error', [{ ...ENDED, ok: false, detail: 'no order' }], [/ended: no order/]],
    ['a machine that is gone', [note('gone'), ENDED], []],
  ])('%s', (_, notes, troubles) => {
    const told = tellNotes(notes, true).troubles;
    expect(told).toHaveLength(troubles.length);
    for (const [index, pattern] of troubles.entries()) expect(told[index]).toMatch(pattern);
  });

  test('an end that was asked for needs no word', () => {
    expect(tellNotes([EXTENDED], false).troubles).toEqual([]);
    expect(tellNotes([EXTENDED, FAILED], false).troubles).toHaveLength(1);
  });

  test('of many failures the first ten and a number', () => {
    const { troubles } = tellNotes([...Array<KeeperNote>(40).fill(FAILED), ENDED], true);
    expect(troubles).toHaveLength(11);
    expect(troubles.at(-1)).toBe('30 more like these');
  });
});
