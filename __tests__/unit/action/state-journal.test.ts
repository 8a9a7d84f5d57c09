import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { assertJournalRoom, createJournal, journalIsThere, readJournal } from '../../../src/action/state-journal.ts';
import { ActionError } from '../../../src/model/errors.ts';
import type { JournalEntry } from '../../../src/model/journal.ts';

const CLOUD = 'c'.repeat(32);
const JOB = 'b'.repeat(32);
const ID = 'a'.repeat(32);

type Intent = Parameters<ReturnType<typeof createJournal>['intend']>[0];

function intent(row: string): Intent {
  return {
    kind: 'create-machine',
    address: `machine/${row}`,
    name: `ma-123456-pr-42-${row}-89abcdef`,
    cloudId: CLOUD,
    at: 1000,
  };
}

function makeJournal(fails: (count: number) => boolean = () => false) {
  const state: Record<string, string> = {};
  const warnings: string[] = [];
  let count = 0;
  const write = (name: string, value: string) => {
    count += 1;
    if (fails(count)) throw new ActionError('state', 'user', 'The disk is full.');
    state[`STATE_${name}`] = value;
  };
  return { journal: createJournal(write, (message) => warnings.push(message)), state, warnings };
}

test('each step of a request is on record before the call returns, the last one counting', () => {
  const { journal, state } = makeJournal();
  const wanted = journal.intend(intent('web-1'));
  expect(readJournal(state).entries).toEqual([
    { ...intent('web-1'), seq: 0, phase: 'intent', result: null, jobId: null, id: null },
  ]);
  const sent = journal.sent(wanted);
  expect(readJournal(state).entries).toEqual([{ ...wanted, phase: 'sent' }]);
  const settled = journal.settle(sent, { result: 'accepted', jobId: JOB, id: ID });
  expect(readJournal(state)).toEqual({ entries: [settled], warnings: [] });
  expect(settled).toEqual({ ...sent, phase: 'settled', result: 'accepted', jobId: JOB, id: ID });
});

test('a time that is no whole millisecond is kept as the nearest', () => {
  const { journal, state } = makeJournal();
  const entry = journal.intend({ ...intent('web-1'), at: 1000.6 });
  expect(entry.at).toBe(1001);
  expect(readJournal(state)).toEqual({ entries: [entry], warnings: [] });
});

test('requests get keys of their own, in order', () => {
  const { journal, state } = makeJournal();
  for (let at = 0; at < 12; at += 1) journal.intend(intent(`web-${at}`));
  const shuffled = Object.fromEntries(Object.entries(state).reverse());
  expect(readJournal(shuffled).entries.map(({ seq }) => seq)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  for (const value of Object.values(state)) expect(Buffer.byteLength(value)).toBeLessThan(8192);
});

describe('when the state cannot be written', () => {
  test('intend throws, and its number is free again', () => {
    const { journal, state } = makeJournal((count) => count === 1);
    expect(() => journal.intend(intent('a'))).toThrow('The disk is full.');
    expect(state).toEqual({});
    expect(journal.intend(intent('b')).seq).toBe(0);
  });

  test('sent throws, so that no byte leaves', () => {
    const { journal } = makeJournal((count) => count === 2);
    const entry = journal.intend(intent('a'));
    expect(() => journal.sent(entry)).toThrow(ActionError);
  });

  test('settle warns, because the answer is there', () => {
    const { journal, warnings } = makeJournal((count) => count === 2);
    const entry = journal.intend(intent('a'));
    expect(journal.settle(entry, { result: 'accepted', jobId: JOB, id: null }).jobId).toBe(JOB);
    expect(warnings).toEqual(['machine/a: its answer is not in the journal. The disk is full.']);
  });
});

test('intent and sent are durable before the request goes on, its answer need not be', () => {
  const written: string[] = [];
  const into = (kind: string) => (_: string, value: string) => void written.push(`${kind} ${JSON.parse(value)[5]}`);
  const journal = createJournal(into('durable'), () => undefined, into('answer'));
  journal.settle(journal.sent(journal.intend(intent('a'))), { result: 'accepted', jobId: null, id: null });
  expect(written).toEqual(['durable intent', 'durable sent', 'answer settled']);
});

test('an answer that cannot be kept, for whatever reason, is told', () => {
  const warnings: string[] = [];
  let full = false;
  const write = () => {
    if (full) throw 'no reason';
  };
  const journal = createJournal(write, (message) => warnings.push(message));
  const entry = journal.intend(intent('a'));
  full = true;
  journal.settle(entry, { result: 'refused', jobId: null, id: null });
  expect(warnings).toEqual(['machine/a: its answer is not in the journal. ']);
});

describe('limits', () => {
  const room = 28 * 1024;
  /** What an intent may come to in the state, by the format that is documented in the code. */
  const bytesOf = ({ kind, address, name }: Intent) => {
    const record = JSON.stringify([kind, address, name, CLOUD, 9e15, 'settled', 'accepted', JOB, ID]);
    return Buffer.byteLength(`STATE_j9999=${record}`);
  };
  /** Intents that take exactly `bytes`. */
  const filling = (bytes: number) => {
    const intents: Intent[] = [];
    const left = () => bytes - intents.reduce((sum, one) => sum + bytesOf(one), 0);
    const push = (size: number) => {
      const named = (length: number) => ({ ...intent('a'), name: 'n'.repeat(length) });
      intents.push(named(size - bytesOf(named(0))));
    };
    while (left() > 800) push(400);
    push(Math.floor(left() / 2));
    push(left());
    expect(left()).toBe(0);
    return intents;
  };
  const full = {
    code: 'state',
    source: 'user',
    message: 'The journal of this run would be larger than 32768 bytes.',
    hint: 'Spread the machines over several runs, each with a spec and a scope of its own.',
  };

  test('are reckoned to the byte, before the first request and at each', () => {
    const intents = filling(room);
    expect(() => assertJournalRoom(intents)).not.toThrow();
    const { journal } = makeJournal();
    for (const one of intents) journal.intend({ ...one, cloudId: null });
    expect(() => journal.intend(intent('a'))).toThrow(expect.objectContaining(full));

    const [first, ...rest] = filling(room + 1);
    if (first === undefined) throw new Error('no intent');
    expect(() => assertJournalRoom([first, ...rest])).toThrow(expect.objectContaining(full));
    const again = makeJournal().journal;
    for (const one of rest) again.intend(one);
    expect(() => again.intend(first)).toThrow(expect.objectContaining(full));
  });

  test('the whole state stays under 32 KiB even when everything settles with every id', () => {
    const { journal, state } = makeJournal();
    let count = 0;
    const fill = () => {
      for (; count < 1000; count += 1) {
        const entry = journal.intend(intent(`web-${count}`));
        journal.settle(journal.sent(entry), { result: 'accepted', jobId: JOB, id: ID });
      }
    };
    expect(fill).toThrow(/32768 bytes/);
    const size = Object.entries(state).reduce((sum, [name, value]) => sum + Buffer.byteLength(`${name}=${value}`), 0);
    expect(size).toBeLessThan(28 * 1024);
    expect(count).toBeGreaterThan(100);
    expect(Object.keys(state)).toHaveLength(count);
  });

  test('can be asked for before the first request', () => {
    const many = (count: number) => Array.from({ length: count }, (_, at) => intent(`web-${at}`));
    expect(() => assertJournalRoom(many(100))).not.toThrow();
    expect(() => assertJournalRoom(many(200))).toThrow(ActionError);
  });

  test.each(['two\nlines', 'a'.repeat(256), 'ümlaut', ''])(
    'a name that could not be read back (%j) is refused',
    (name) => {
      const { journal, state } = makeJournal();
      expect(() => journal.intend({ ...intent('a'), name })).toThrow(
        expect.objectContaining({
          code: 'state',
          source: 'user',
          message: 'machine/a: the name cannot be recorded, so nothing is sent.',
          hint: 'Names may hold letters, digits, blanks, `.`, `_` and `-`, at most 255.',
        }),
      );
      expect(state).toEqual({});
    },
  );

  test.each(['machine/two\nlines', 'machine/', `machine/${'a'.repeat(256)}`, 'machine/ü'])(
    'an address that could not be read back (%j) is refused',
    (address) => {
      const { journal, state } = makeJournal();
      expect(() => journal.intend({ ...intent('a'), address: address as `machine/${string}` })).toThrow(
        /cannot be recorded/,
      );
      expect(state).toEqual({});
    },
  );
});

describe('what post finds', () => {
  const good: JournalEntry = { ...intent('web'), seq: 3, phase: 'sent', result: null, jobId: null, id: null };
  const fields = (change: Record<number, unknown> = {}) => {
    const list: unknown[] = ['create-machine', good.address, good.name, CLOUD, 1000, 'sent', null, null, null];
    for (const [at, value] of Object.entries(change)) list[Number(at)] = value;
    return JSON.stringify(list);
  };
  const read = (value: string) =>
    readJournal({ STATE_j3: value, STATE_j0: '', STATE_j1: fields(), STATE_j2: fields() });

  test.each<[string, Record<number, unknown>, Partial<JournalEntry>]>([
    ['a key', { 0: 'add-key', 1: 'key/k' }, { kind: 'add-key', address: 'key/k' }],
    ['a backend', { 0: 'add-backend', 1: 'backend/b' }, { kind: 'add-backend', address: 'backend/b' }],
    ['an adopted machine', { 0: 'adopt-machine' }, { kind: 'adopt-machine' }],
    ['a machine that is stopped', { 0: 'power-machine' }, { kind: 'power-machine' }],
    ['an intent', { 5: 'intent' }, { phase: 'intent' }],
    ['a refusal', { 5: 'settled', 6: 'refused' }, { phase: 'settled', result: 'refused' }],
    ['what is not known', { 5: 'settled', 6: 'unknown' }, { phase: 'settled', result: 'unknown' }],
    ['the first moment', { 4: 0 }, { at: 0 }],
    ['every id', { 3: ID, 7: JOB, 8: CLOUD }, { cloudId: ID, jobId: JOB, id: CLOUD }],
  ])('is read: %s', (_what, change, expected) => {
    expect(read(fields(change)).entries.at(-1)).toEqual({ ...good, ...expected });
  });

  test('is read where it is whole', () => {
    const { entries, warnings } = read(fields());
    expect(entries.at(-1)).toEqual(good);
    expect(warnings).toEqual(['Record 0 of the journal cannot be read; it is ignored.']);
  });

  test.each([
    ['torn', fields().slice(0, 40)],
    ['no list', '{"kind":"create-machine"}'],
    ['too short', '["create-machine"]'],
    ['another kind', fields({ 0: 'drop-table' })],
    ['too long', '[1,2,3,4,5,6,7,8,9,10]'],
    ['no address', fields({ 1: 'web' })],
    ['an address in a list', fields({ 1: ['machine/web'] })],
    ['an address that follows something', fields({ 1: 'a machine/web' })],
    ['an address with a line end', fields({ 1: 'machine/web\nmore' })],
    ['an id in a list', fields({ 8: ['a'.repeat(32)] })],
    ['a part of a moment', fields({ 4: 1000.5 })],
    ['a name with a line end', fields({ 2: 'a\nb' })],
    ['a name that is none', fields({ 2: null })],
    ['a search for an id', fields({ 3: 'id=x OR name' })],
    ['an id in capitals', fields({ 8: 'A'.repeat(32) })],
    ['an id that is too long', fields({ 8: 'a'.repeat(33) })],
    ['a job that is a number', fields({ 7: 7 })],
    ['no time', fields({ 4: '1000' })],
    ['a time before time', fields({ 4: -1 })],
    ['another phase', fields({ 5: 'done' })],
    ['another result', fields({ 6: 'maybe' })],
  ])('is dropped when it is forged or torn: %s', (_what, value) => {
    const { entries, warnings } = read(value);
    expect(entries.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(warnings).toContain('Record 3 of the journal cannot be read; it is ignored.');
  });

  test('tells what is missing, and passes over foreign variables', () => {
    const { entries, warnings } = readJournal({
      STATE_j2: fields(),
      STATE_jx: fields(),
      STATE_j1x: fields(),
      STATE_j10000: fields(),
      MY_STATE_j1: fields(),
      STATE_j0: undefined,
      j1: fields(),
      STATE_j: fields(),
    });
    expect(entries.map(({ seq }) => seq)).toEqual([2]);
    expect(warnings).toEqual(['Record 0 of the journal is missing.', 'Record 1 of the journal is missing.']);
  });

  test('in capitals, as an environment that knows no small letters has it, is all there', () => {
    const env = { STATE_J0: fields(), STATE_J1: fields() };
    expect(readJournal(env)).toMatchObject({ entries: [{ seq: 0 }, { seq: 1 }], warnings: [] });
  });

  test('may be nothing', () => {
    expect(readJournal({ PATH: '/bin' })).toEqual({ entries: [], warnings: [] });
  });
});

describe('the journal is there', () => {
  const there = (text: string | null, ...seqs: number[]): boolean => {
    const directory = mkdtempSync(join(tmpdir(), 'journal-'));
    const file = join(directory, 'state');
    try {
      if (text !== null) writeFileSync(file, text);
      return journalIsThere(
        { GITHUB_STATE: file },
        seqs.map((seq) => ({ seq })),
      );
    } finally {
      rmSync(directory, { recursive: true });
    }
  };

  test.each<[string, string | null, readonly number[], boolean]>([
    ['with every record', 'j0<<d\n[]\nd\nj11<<d\n[]\nd\n', [0, 11], true],
    ['where nothing was to be recorded, whatever became of the file', null, [], true],
    ['not without the file', null, [0], false],
    ['not in an empty file', '', [0], false],
    ['not with one of two', 'j0<<d\n[]\nd\n', [0, 1], false],
    ['not by the end of another number', 'j11<<d\n[]\nd\n', [1], false],
  ])('%s', (_, text, seqs, expected) => {
    expect(there(text, ...seqs)).toBe(expected);
  });

  test('not where the runner gave no file', () => {
    expect(journalIsThere({}, [{ seq: 0 }])).toBe(false);
  });
});
