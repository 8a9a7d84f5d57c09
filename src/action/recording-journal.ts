// The journal of this process: durable in the runner's state, and readable by apply for its own roll-back.
import type { Journal } from '../engine/ports.ts';
import type { JournalEntry } from '../model/journal.ts';
import type { StateWriter } from './state-facts.ts';
import { createJournal } from './state-journal.ts';

export type RecordingJournal = { readonly journal: Journal; readonly entries: () => readonly JournalEntry[] };

/** Every call is in the file first and remembered then, so that the memory never knows more than the file. */
export function recordingJournal(
  write: StateWriter,
  warn: (message: string) => void,
  unsynced: StateWriter = write,
): RecordingJournal {
  const durable = createJournal(write, warn, unsynced);
  const known = new Map<number, JournalEntry>();
  const keep = (entry: JournalEntry): JournalEntry => {
    known.set(entry.seq, entry);
    return entry;
  };
  return {
    journal: {
      intend: (intent) => keep(durable.intend(intent)),
      sent: (entry) => keep(durable.sent(entry)),
      settle: (entry, result) => keep(durable.settle(entry, result)),
    },
    entries: () => [...known.values()],
  };
}
