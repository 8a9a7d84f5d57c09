import { expect, test } from '@jest/globals';
import { recordingJournal } from '../../../src/action/recording-journal.ts';

const INTENT = { kind: 'create-machine', address: 'machine/web', name: 'ma-1-web', cloudId: null, at: 1 } as const;

test('remembers the newest phase of each entry, in order', () => {
  const written: string[] = [];
  const { journal, entries } = recordingJournal(
    (name) => written.push(name),
    () => undefined,
  );
  const first = journal.intend(INTENT);
  journal.sent(first);
  const second = journal.intend({ ...INTENT, name: 'ma-1-db', address: 'machine/db' });
  journal.settle(first, { result: 'accepted', jobId: null, id: null });
  expect(entries().map(({ name, phase, result }) => [name, phase, result])).toEqual([
    ['ma-1-web', 'settled', 'accepted'],
    [second.name, 'intent', null],
  ]);
  expect(written).toEqual(['j0', 'j0', 'j1', 'j0']);
});

test('never knows more than the file', () => {
  let broken = false;
  const warnings: string[] = [];
  const { journal, entries } = recordingJournal(
    () => {
      if (broken) throw new Error('the disk is full');
    },
    (warning) => warnings.push(warning),
  );
  const entry = journal.intend(INTENT);
  broken = true;
  expect(() => journal.sent(entry)).toThrow('the disk is full');
  expect(() => journal.intend(INTENT)).toThrow('the disk is full');
  expect(entries().map(({ phase }) => phase)).toEqual(['intent']);
  // The answer is known whatever the disk says: the roll-back of this process needs it.
  journal.settle(entry, { result: 'refused', jobId: null, id: null });
  expect(entries().map(({ result }) => result)).toEqual(['refused']);
  expect(warnings).toEqual(['machine/web: its answer is not in the journal. the disk is full']);
});
