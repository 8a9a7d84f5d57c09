import { describe, expect, test } from '@jest/globals';
import type { Journal } from '../../../src/engine/ports.ts';
import { effectOf, type Intent, writeAhead } from '../../../src/engine/write-ahead.ts';
import { ActionError, type ApiFailure } from '../../../src/model/errors.ts';
import type { JournalEntry } from '../../../src/model/journal.ts';
import { failedWith, unanswered } from '../../fakes/engine-world.ts';

const INTENT: Intent = { kind: 'create-machine', address: 'machine/web', name: 'ma-1-web', cloudId: null, at: 7 };
const FAILURES: Readonly<Record<ApiFailure, 'none' | 'unknown'>> = {
  auth: 'none',
  'provider-auth': 'none',
  forbidden: 'none',
  'not-found': 'none',
  rejected: 'none',
  quota: 'none',
  busy: 'none',
  server: 'unknown',
  protocol: 'unknown',
};

/** A journal that notes what it is asked for, and breaks at the calls it is told to. */
function notedJournal(breaks: readonly string[] = []) {
  const notes: string[] = [];
  const note = (what: string, phase: string): void => {
    if (breaks.includes(phase)) throw new ActionError('state', 'user', `no room for ${phase}`);
    notes.push(what);
  };
  const journal: Journal = {
    intend(intent) {
      note('intent', 'intent');
      return { ...intent, seq: 3, phase: 'intent', result: null, jobId: null, id: null };
    },
    sent(entry) {
      note(`sent after ${entry.phase}`, 'sent');
      return { ...entry, phase: 'sent' };
    },
    settle(entry, result) {
      note(`${result.result} ${result.jobId} ${result.id} after ${entry.phase}`, 'settled');
      return { ...entry, ...result, phase: 'settled' };
    },
  };
  return { journal, notes };
}

describe('what an error says about the effect', () => {
  test.each(Object.entries(FAILURES))('an answer that is %s: %s', (failure, effect) => {
    expect(effectOf(failedWith(failure as ApiFailure))).toBe(effect);
  });

  test.each<[string, string, unknown]>([
    ['no answer, sent', 'unknown', unanswered(true)],
    ['no answer, not sent', 'none', unanswered(false)],
    ['an error of ours', 'unknown', new ActionError('lease', 'remote', 'x')],
    ['any other error', 'unknown', new Error('x')],
  ])('%s: %s', (_, effect, error) => {
    expect(effectOf(error)).toBe(effect);
  });
});

describe('writeAhead', () => {
  test('intent, sent, request, answer: in this order, each on the entry before it', async () => {
    const { journal, notes } = notedJournal();
    const done = await writeAhead(journal, INTENT, async (onSent) => {
      notes.push('connect');
      onSent();
      notes.push('first byte');
      return { jobId: 'j', id: 'i', more: 1 };
    });
    expect(notes).toEqual(['intent', 'connect', 'sent after intent', 'first byte', 'accepted j i after sent']);
    expect(done.value).toEqual({ jobId: 'j', id: 'i', more: 1 });
    expect(done.entry).toMatchObject({ ...INTENT, phase: 'settled', result: 'accepted', jobId: 'j', id: 'i' });
  });

  test('an answer without ids is accepted as well', async () => {
    const { journal, notes } = notedJournal();
    await writeAhead(journal, INTENT, async (onSent) => {
      onSent();
      return undefined;
    });
    await writeAhead(journal, INTENT, async () => ({}));
    expect(notes.filter((note) => note.startsWith('accepted'))).toEqual([
      'accepted null null after sent',
      'accepted null null after intent',
    ]);
  });

  test('without a durable intent nothing is sent', async () => {
    const { journal } = notedJournal(['intent']);
    let sent = 0;
    const work = writeAhead(journal, INTENT, async () => {
      sent += 1;
      return undefined;
    });
    await expect(work).rejects.toThrow('no room for intent');
    expect(sent).toBe(0);
  });

  test('without a durable `sent` no byte leaves, and the entry is refused', async () => {
    const { journal, notes } = notedJournal(['sent']);
    const lost: JournalEntry[] = [];
    const work = writeAhead(
      journal,
      INTENT,
      async (onSent) => {
        onSent();
        notes.push('first byte');
        return undefined;
      },
      (entry) => lost.push(entry),
    );
    await expect(work).rejects.toThrow('no room for sent');
    expect([notes, lost]).toEqual([['intent', 'refused null null after intent'], []]);
  });

  test.each([
    ['refused by the server after it was sent', true, failedWith('rejected'), 'refused'],
    ['the server failed after it was sent', true, failedWith('server'), 'unknown'],
    ['no answer after it was sent', true, unanswered(true), 'unknown'],
    ['an error of ours after it was sent', true, new Error('x'), 'unknown'],
    ['the server failed, and it was never sent', false, failedWith('server'), 'refused'],
    ['an error of ours before it was sent', false, new Error('x'), 'refused'],
  ])('%s', async (_, leaves, error, result) => {
    const { journal, notes } = notedJournal();
    const lost: JournalEntry[] = [];
    const send = async (onSent: () => void): Promise<undefined> => {
      if (leaves) onSent();
      throw error;
    };
    await expect(writeAhead(journal, INTENT, send, (entry) => lost.push(entry))).rejects.toBe(error);
    expect(notes.at(-1)).toBe(`${result} null null after ${leaves ? 'sent' : 'intent'}`);
    expect(lost.map((entry) => [entry.phase, entry.result])).toEqual(
      result === 'unknown' ? [['settled', 'unknown']] : [],
    );
    // Nobody has to ask for what was lost.
    await expect(writeAhead(journal, INTENT, send)).rejects.toBe(error);
  });
});
