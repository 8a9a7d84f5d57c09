// Files that this step makes: a private directory under RUNNER_TEMP, and keys that the spec saves in the workspace.
// Everything is made exclusively and remembered by device and inode, so that nothing else is ever overwritten or removed.
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  type Stats,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { ActionError } from '../model/errors.ts';
import { fileErrorCode } from './command-file.ts';
import type { FileRecord } from './state-facts.ts';

const PRIVATE_FILE = 0o600;
const PRIVATE_DIRECTORY = 0o700;
/** Windows has no such flag; there, making a link needs rights that a later step does not have. */
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0;
/** What file systems without hard links answer. */
const NO_LINKS: readonly string[] = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];

/** Makes `mist-<unique>` (0700) under RUNNER_TEMP. Throws ActionError when it is there already or cannot be made. */
export function createFilesDir(runnerTemp: string, unique: string): FileRecord {
  if (runnerTemp === '')
    throw new ActionError('files', 'user', 'RUNNER_TEMP is not set, so there is no place for files.');
  return makeDirectory(join(realpathOr(runnerTemp), `mist-${unique}`));
}

/** Makes one directory (0700), not its parents. Throws ActionError when the path exists in any form. */
export function makeDirectory(path: string): FileRecord {
  try {
    mkdirSync(path, { mode: PRIVATE_DIRECTORY });
    return recordOf('directory', path, lstatSync(path));
  } catch (error) {
    throw fileError(path, error);
  }
}

/**
 * Writes a new file (0600). Nothing needs it once the machine of the job is down, so it is not synced. Throws ActionError when something stands at `path`, a symbolic link included;
 * a file that cannot be written whole is removed.
 */
export function writePrivateFile(path: string, text: string): FileRecord {
  const { fd, record } = openNew(path);
  try {
    assertInPlace(record);
    writeWhole(fd, text);
  } catch (error) {
    removeFile(record);
    throw error instanceof ActionError ? error : fileError(path, error);
  } finally {
    closeSync(fd);
  }
  return record;
}

/**
 * Writes a new file (0600) that stands at `path` whole or not at all, whenever this process is killed: it is written and synced
 * under `temporary` in the same directory, then linked to its own name, which overwrites nothing. `record` is told of both names
 * before the first byte is in the file. Throws like `writePrivateFile`, and what `record` throws; then nothing is left.
 */
export function publishPrivateFile(
  path: string,
  text: string,
  temporary: string,
  record: (file: FileRecord) => void,
): FileRecord {
  const { fd, record: draft } = openNew(join(dirname(path), temporary));
  const file = { ...draft, path };
  try {
    assertInPlace(draft);
    for (const one of [draft, file]) record(one);
    writeWhole(fd, text);
    fsyncSync(fd);
    giveName(draft.path, path);
    assertInPlace(file);
  } catch (error) {
    removeFile(file);
    throw error instanceof ActionError ? error : fileError(path, error);
  } finally {
    closeSync(fd);
    removeFile(draft);
  }
  syncDirectory(dirname(path));
  return file;
}

function openNew(path: string): { readonly fd: number; readonly record: FileRecord } {
  try {
    const fd = openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | NO_FOLLOW, PRIVATE_FILE);
    return { fd, record: recordOf('file', path, fstatSync(fd)) };
  } catch (error) {
    throw fileError(path, error);
  }
}

function writeWhole(fd: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done);
}

/** A rename would overwrite what stands there; only a file system without links leaves nothing else. */
function giveName(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (!NO_LINKS.includes(fileErrorCode(error)) || exists(to)) throw error;
    renameSync(from, to);
  }
}

/** So that a machine that loses power keeps the name as well as the file; Windows opens no directories. */
function syncDirectory(path: string): void {
  try {
    const fd = openSync(path, constants.O_RDONLY);
    try {
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  } catch {
    return;
  }
}

/** A directory on the way could have been exchanged between check and open: the path must still lead to what is open. */
function assertInPlace(record: FileRecord): void {
  if (!isSame(record) || realpathSync(dirname(record.path)) !== dirname(record.path)) {
    throw new ActionError('files', 'user', `${record.path} was exchanged while it was written.`);
  }
}

function recordOf(kind: FileRecord['kind'], path: string, stats: Stats): FileRecord {
  return { kind, path, dev: String(stats.dev), ino: String(stats.ino) };
}

function fileError(path: string, error: unknown): ActionError {
  const code = fileErrorCode(error);
  const why = code === 'EEXIST' || code === 'ELOOP' ? 'something is there already, and nothing is overwritten' : code;
  return new ActionError('files', 'user', `${path} cannot be written: ${why}.`);
}

/** The stats of `record.path` when it is still the very thing that was recorded, else null. */
function isSame(record: FileRecord): Stats | null {
  try {
    const stats = lstatSync(record.path);
    const kind = stats.isDirectory() ? 'directory' : stats.isFile() ? 'file' : 'other';
    const same = kind === record.kind && String(stats.dev) === record.dev && String(stats.ino) === record.ino;
    return same ? stats : null;
  } catch {
    return null;
  }
}

function removeFile(record: FileRecord): void {
  if (isSame(record) === null) return;
  try {
    unlinkSync(record.path);
  } catch {
    // The caller is about to report why the file could not be written; that matters more.
  }
}

/**
 * Removes what was recorded: files, and directories that are empty by then. What was moved, exchanged or linked
 * elsewhere is left and comes back as a warning; what is gone already is fine.
 */
export function removeRecorded(records: readonly FileRecord[]): readonly string[] {
  const warnings: string[] = [];
  // Deepest first, so that a directory is empty when its turn comes.
  for (const record of [...records].sort((a, b) => b.path.length - a.path.length)) {
    const stats = isSame(record);
    if (stats === null) {
      if (exists(record.path))
        warnings.push(`${record.path} is not the ${record.kind} that this run made; it was left.`);
      continue;
    }
    try {
      if (record.kind === 'directory') {
        if (readdirSync(record.path).length === 0) rmdirSync(record.path);
        continue;
      }
      // A process that was killed between two names of one file leaves both, and both are recorded.
      const known = records.filter(
        (one) => one.ino === record.ino && one.dev === record.dev && isSame(one) !== null,
      ).length;
      unlinkSync(record.path);
      if (stats.nlink > known) warnings.push(`${record.path} was removed, but another link to it remains.`);
    } catch (error) {
      warnings.push(`${record.path} could not be removed: ${fileErrorCode(error)}.`);
    }
  }
  return warnings;
}

/**
 * Removes the files directory with all that is in it, later steps' additions included, when it is still the one that
 * was made. Links inside are removed, never followed.
 */
export function removeFilesDir(record: FileRecord, runnerTemp: string): readonly string[] {
  if (!exists(record.path)) return [];
  if (isSame(record) === null || runnerTemp === '' || dirname(record.path) !== realpathOr(runnerTemp)) {
    return [`${record.path} is not the directory that this run made; it was left.`];
  }
  try {
    rmSync(record.path, { recursive: true, force: true });
    return [];
  } catch (error) {
    return [`${record.path} could not be removed: ${fileErrorCode(error)}.`];
  }
}

function exists(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

function realpathOr(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
