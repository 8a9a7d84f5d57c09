// The journal in the runner's state: one entry `j<seq>` per request, written before the call returns, and synced too but for its answer. Post
// gets each as an environment variable of its own, the last record of a sequence number being the one that counts.
import { readFileSync } from 'node:fs';
import type { Journal } from '../engine/ports.ts';
import type { Address } from '../model/desired.ts';
import { ActionError } from '../model/errors.ts';
import type { JournalEntry, JournalKind } from '../model/journal.ts';
import type { Env } from './input-values.ts';
import type { StateWriter } from './state-facts.ts';

/**
 * State becomes the environment of post, and one that is too large keeps Node from starting (actions/runner#1733).
 * 32 KiB leaves room for everything else; 4 KiB of it are for the facts of the step.
 */
const MAX_STATE_BYTES = 32 * 1024;
const FACTS_BYTES = 4 * 1024;

const KINDS: readonly JournalKind[] = ['create-machine', 'add-key', 'add-backend', 'adopt-machine', 'power-machine'];
const PHASES: readonly JournalEntry['phase'][] = ['intent', 'sent', 'settled'];
const RESULTS: readonly NonNullable<JournalEntry['result']>[] = ['accepted', 'refused', 'unknown'];
const NAME = /^[A-Za-z0-9._ -]{1,255}$/;
const ADDRESS = /^(?:backend|key|machine)\/[A-Za-z0-9._ -]{1,255}$/;
const ID = /^[0-9a-f]{32}$/;
const LONGEST_ID = 'f'.repeat(32);

type Recorded = Pick<JournalEntry, 'kind' | 'address' | 'name'>;

/**
 * A journal on `write`. `intend` and `sent` throw ActionError when the record cannot be kept; `settle` does not, because
 * its request has been answered already: then `warn` is called, and post finds the truth in Mist. For the same reason it
 * writes to `unsynced`, which need not sync; the next synced record takes it along.
 */
export function createJournal(
  write: StateWriter,
  warn: (message: string) => void,
  unsynced: StateWriter = write,
): Journal {
  let next = 0;
  let used = FACTS_BYTES;
  return {
    intend(intent) {
      // Post takes whole milliseconds alone for a time.
      const at = Math.round(intent.at);
      const entry: JournalEntry = { ...intent, at, seq: next, phase: 'intent', result: null, jobId: null, id: null };
      if (!NAME.test(entry.name) || !ADDRESS.test(entry.address)) {
        throw new ActionError('state', 'user', `${entry.address}: the name cannot be recorded, so nothing is sent.`, {
          hint: 'Names may hold letters, digits, blanks, `.`, `_` and `-`, at most 255.',
        });
      }
      const size = largestRecord(entry);
      if (used + size > MAX_STATE_BYTES) throw fullError();
      write(`j${entry.seq}`, encode(entry));
      next += 1;
      used += size;
      return entry;
    },
    sent(entry) {
      const sent: JournalEntry = { ...entry, phase: 'sent' };
      write(`j${sent.seq}`, encode(sent));
      return sent;
    },
    settle(entry, result) {
      const settled: JournalEntry = { ...entry, ...result, phase: 'settled' };
      try {
        unsynced(`j${settled.seq}`, encode(settled));
      } catch (error) {
        warn(`${settled.address}: its answer is not in the journal. ${error instanceof Error ? error.message : ''}`);
      }
      return settled;
    },
  };
}

/** Throws ActionError when the journal cannot hold all these intents: to be asked before the first request leaves. */
export function assertJournalRoom(intents: readonly Recorded[]): void {
  let used = FACTS_BYTES;
  for (const intent of intents) used += largestRecord(intent);
  if (used > MAX_STATE_BYTES) throw fullError();
}

/**
 * True while the runner's file has a record of each of these entries. What a full disk kept out of it later does not matter: a
 * record that tells of the request is there.
 */
export function journalIsThere(env: Env, entries: readonly Pick<JournalEntry, 'seq'>[]): boolean {
  if (entries.length === 0) return true;
  try {
    const text = `\n${readFileSync(env.GITHUB_STATE ?? '', 'utf8')}`;
    return entries.every(({ seq }) => text.includes(`\nj${seq}<<`));
  } catch {
    return false;
  }
}

function fullError(): ActionError {
  return new ActionError('state', 'user', `The journal of this run would be larger than ${MAX_STATE_BYTES} bytes.`, {
    hint: 'Spread the machines over several runs, each with a spec and a scope of its own.',
  });
}

/** Bytes of an entry once it is settled with every id, its key and the runner's prefix included. */
function largestRecord({ kind, address, name }: Recorded): number {
  const ids = { cloudId: LONGEST_ID, jobId: LONGEST_ID, id: LONGEST_ID };
  const settled = { kind, address, name, at: 9e15, phase: 'settled', result: 'accepted', ...ids } as const;
  return Buffer.byteLength(`STATE_j9999=${encode(settled)}`);
}

function encode(entry: Omit<JournalEntry, 'seq'>): string {
  const { kind, address, name, cloudId, at, phase, result, jobId, id } = entry;
  return JSON.stringify([kind, address, name, cloudId, at, phase, result, jobId, id]);
}

/**
 * The journal as post finds it in its environment, in order. Entries that are torn, forged or not of this action are
 * dropped with a warning each; nothing here is trusted further than as a hint where to look.
 */
export function readJournal(env: Env): {
  readonly entries: readonly JournalEntry[];
  readonly warnings: readonly string[];
} {
  const entries: JournalEntry[] = [];
  const warnings: string[] = [];
  const found = new Set<number>();
  for (const [key, value] of Object.entries(env)) {
    const seq = Number(/^STATE_j(\d{1,4})$/i.exec(key)?.[1]);
    if (Number.isNaN(seq) || value === undefined) continue;
    found.add(seq);
    const entry = decode(seq, value);
    if (entry === null) warnings.push(`Record ${seq} of the journal cannot be read; it is ignored.`);
    else entries.push(entry);
  }
  entries.sort((a, b) => a.seq - b.seq);
  for (const seq of Array.from({ length: entries.at(-1)?.seq ?? 0 }).keys()) {
    if (!found.has(seq)) warnings.push(`Record ${seq} of the journal is missing.`);
  }
  return { entries, warnings };
}

function decode(seq: number, text: string): JournalEntry | null {
  const fields = parseArray(text);
  if (fields?.length !== 9) return null;
  const [kindField, address, name, cloudId, at, phaseField, resultField, jobId, id] = fields;
  const kind = KINDS.find((value) => value === kindField);
  const phase = PHASES.find((value) => value === phaseField);
  const result = resultField === null ? null : RESULTS.find((value) => value === resultField);
  if (kind === undefined || phase === undefined || result === undefined || !isAddress(address)) return null;
  if (typeof name !== 'string' || !NAME.test(name)) return null;
  if (!isTime(at) || !isIdOrNull(cloudId) || !isIdOrNull(jobId) || !isIdOrNull(id)) return null;
  return { seq, kind, address, name, cloudId, at, phase, result, jobId, id };
}

function parseArray(text: string): readonly unknown[] | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // A torn record is no list.
  }
  return Array.isArray(value) ? value : null;
}

function isTime(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isAddress(value: unknown): value is Address {
  return typeof value === 'string' && ADDRESS.test(value);
}

function isIdOrNull(value: unknown): value is string | null {
  return value === null || (typeof value === 'string' && ID.test(value));
}
