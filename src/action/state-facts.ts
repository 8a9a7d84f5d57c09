// What main leaves for post in the runner's state besides the journal: few, small, checked when read, never secret.

import type { BackendNames } from '../engine/clouds-to-sweep.ts';
import { ActionError } from '../model/errors.ts';
import type { Scope } from '../model/identity.ts';
import { isMistId } from '../model/observed.ts';
import { type AppendSynced, fileErrorCode, formatRecord } from './command-file.ts';
import type { Env } from './input-values.ts';
import type { ProcessIdentity } from './process-identity.ts';

/** Writes one entry of the runner's state, or several at once, durably; throws ActionError when it cannot. */
export type StateWriter = (name: string, value: string, ...more: readonly (readonly [string, string])[]) => void;

/** A file or directory that this action made, so that post removes exactly it. `dev` and `ino` are decimal. */
export type FileRecord = {
  readonly kind: 'file' | 'directory';
  readonly path: string;
  readonly dev: string;
  readonly ino: string;
};

const MODES = ['apply', 'plan', 'check', 'destroy', 'reap'] as const;

/** The mode of a step, `auto` having been decided. */
export type StepMode = (typeof MODES)[number];

/** The facts of one step. `mistUrl` holds no credentials; `tokenId` is Mist's id of a minted token, not the token. */
export type StepFacts = {
  readonly scope: Scope | null;
  /** What main did: an input may evaluate to something else in post. */
  readonly mode: StepMode | null;
  readonly mistUrl: string | null;
  readonly filesDir: FileRecord | null;
  readonly tokenId: string | null;
  /** The name under which a token was asked for, before it was; null where that was refused for sure. */
  readonly tokenName: string | null;
  /** Epoch ms at which main began. */
  readonly started: number | null;
  /** The process that extends this step's leases. */
  readonly keeper: ProcessIdentity | null;
  /** The backends on which machines are made. */
  readonly backends: BackendNames | null;
};

/** Facts share 4 KiB of the state. */
const LONGEST_BACKENDS = 1_500;

const NAMES = {
  scope: 'scope',
  mode: 'mode',
  mistUrl: 'mist-url',
  filesDir: 'files-dir',
  tokenId: 'token-id',
  tokenName: 'token-name',
  started: 'started',
  keeper: 'keeper',
  backends: 'backends',
} as const satisfies Record<keyof StepFacts, string>;

/**
 * The writers of the runner's state file: `state` syncs it with all that was written before, `unsynced` does not (a sync may take longer
 * than all else). Throws ActionError at once when the runner gave none; one failure is final for both.
 */
export function openState(
  env: Env,
  world: { readonly append: AppendSynced; readonly appendWhole: AppendSynced; readonly uuid: () => string },
): { readonly state: StateWriter; readonly unsynced: StateWriter } {
  const path = env.GITHUB_STATE ?? '';
  if (path === '') throw unwritable('GITHUB_STATE is not set');
  let broken: string | null = null;
  const writer =
    (append: AppendSynced): StateWriter =>
    (name, value, ...more) => {
      // After a half record the runner may not see what follows it, so nothing counts as written any more.
      if (broken !== null) throw unwritable(broken);
      try {
        const records = [[name, value] as const, ...more].map((record) => formatRecord(...record, world.uuid));
        append(path, records.join(''));
      } catch (error) {
        broken = fileErrorCode(error);
        throw unwritable(broken);
      }
    };
  return { state: writer(world.append), unsynced: writer(world.appendWhole) };
}

function unwritable(reason: string): ActionError {
  return new ActionError('state', 'user', `The state of this run cannot be written: ${reason}.`, {
    hint: 'Nothing is created without it, because nobody could find it again after a crash. Is the disk full?',
  });
}

/** Saves the facts that are given, all at once; call it before the first request that changes something. */
export function saveFacts(write: StateWriter, facts: Partial<StepFacts>): void {
  const [first, ...more] = Object.entries(facts).flatMap(([key, value]) => {
    if (value === null || value === undefined) return [];
    return [[NAMES[key as keyof StepFacts], typeof value === 'string' ? value : JSON.stringify(value)] as const];
  });
  if (first !== undefined) write(...first, ...more);
}

/** Saves the record of a file that lies outside of the files directory (`save:` of a key). */
export function saveFileRecord(write: StateWriter, index: number, file: FileRecord): void {
  write(`file${index}`, JSON.stringify(file));
}

/** The facts in the environment of post. A fact that is missing is null; a wrong one is null with a warning. */
export function readFacts(env: Env): { readonly facts: StepFacts; readonly warnings: readonly string[] } {
  const warnings: string[] = [];
  const take = <T>(key: keyof StepFacts, check: (text: string) => T | null): T | null => {
    const text = env[`STATE_${NAMES[key]}`] ?? '';
    const value = text === '' ? null : check(text);
    if (text !== '' && value === null)
      warnings.push(`The saved state \`${NAMES[key]}\` is not what this action writes; it is ignored.`);
    return value;
  };
  const facts: StepFacts = {
    scope: take('scope', parseScope),
    mode: take('mode', (text) => MODES.find((mode) => mode === text) ?? null),
    mistUrl: take('mistUrl', (text) => (/^(?:sandbox|https?:\/\/[^\s@?#]{1,2000})$/.test(text) ? text : null)),
    filesDir: take('filesDir', parseFileRecord),
    tokenId: take('tokenId', (text) => (/^[A-Za-z0-9_-]{1,64}$/.test(text) ? text : null)),
    tokenName: take('tokenName', (text) => (/^mist-action-[a-z0-9-]{1,80}$/.test(text) ? text : null)),
    started: take('started', (text) => (/^\d{1,15}$/.test(text) ? Number(text) : null)),
    keeper: take('keeper', parseIdentity),
    backends: take('backends', parseBackends),
  };
  return { facts, warnings };
}

/** The records of saved files in post's environment; what is no record is left out. */
export function readFileRecords(env: Env): readonly FileRecord[] {
  const found: FileRecord[] = [];
  for (const [key, value] of Object.entries(env)) {
    const file = /^STATE_file\d{1,4}$/i.test(key) ? parseFileRecord(value ?? '') : null;
    if (file !== null) found.push(file);
  }
  return found;
}

function parseFileRecord(text: string): FileRecord | null {
  const { kind, path, dev, ino } = parseRecord(text);
  if (kind !== 'file' && kind !== 'directory') return null;
  if (typeof path !== 'string' || path === '' || !isDecimal(dev) || !isDecimal(ino)) return null;
  return { kind, path, dev, ino };
}

/** A process as `saveFacts` wrote it, or null. Number 1 is the system's, and lower ones mean whole groups. */
export function parseIdentity(text: string): ProcessIdentity | null {
  const { pid, start } = parseRecord(text);
  if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid < 2) return null;
  return typeof start === 'string' && /^[\w :.]{1,64}$/.test(start) ? { pid, start } : null;
}

/** Names by ids of 32 hex digits, or null. */
function parseBackends(text: string): BackendNames | null {
  const entries = Object.entries(parseRecord(text));
  if (text.length > LONGEST_BACKENDS) return null;
  const good = entries.every(([id, name]) => isMistId(id) && typeof name === 'string' && name !== '');
  return good && entries.length > 0 ? Object.fromEntries(entries.map(([id, name]) => [id, String(name)])) : null;
}

/** Backends for `saveFacts`; null where there are none, or too many for the state, which post then asks for. */
export function backendsFact(backends: BackendNames): BackendNames | null {
  return parseBackends(JSON.stringify(backends));
}

/** A scope as `saveFacts` wrote it, or null. */
export function parseScope(text: string): Scope | null {
  const { name, named, repository } = parseRecord(text);
  const { serverUrl, id } = asRecord(repository);
  if (typeof name !== 'string' || !/^[A-Za-z0-9._/-]{1,100}$/.test(name) || typeof named !== 'boolean') return null;
  if (typeof serverUrl !== 'string' || serverUrl === '' || typeof id !== 'string' || id === '') return null;
  return { name, named, repository: { serverUrl, id } };
}

function isDecimal(value: unknown): value is string {
  return typeof value === 'string' && /^\d{1,20}$/.test(value);
}

function parseRecord(text: string): Readonly<Record<string, unknown>> {
  try {
    return asRecord(JSON.parse(text));
  } catch {
    return {};
  }
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
