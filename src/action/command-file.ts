// The runner's command files (GITHUB_OUTPUT, GITHUB_STATE, GITHUB_STEP_SUMMARY): whole records or none. The toolkit's own writer
// is not used because it syncs nothing, and leaves half records.
import { closeSync, constants, fstatSync, fsyncSync, ftruncateSync, openSync, writeSync } from 'node:fs';

/** Appends `text` to an existing file and syncs it; throws the system's error, after an attempt to cut the file back. */
export type AppendSynced = (path: string, text: string) => void;

/**
 * One record in the runner's multi-line form. `uuid` must be random: a delimiter that a value could hold would let
 * that value write records of its own (CVE-2022-35954).
 */
export function formatRecord(name: string, value: string, uuid: () => string): string {
  let delimiter = `mist-${uuid()}`;
  while (value.includes(delimiter) || name.includes(delimiter)) delimiter = `mist-${uuid()}`;
  return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
}

/** `AppendSynced` on the real disk. The runner makes its files before the step, so a missing one is an error. */
export function appendSynced(path: string, text: string): void {
  append(path, text, fsyncSync);
}

/** The same without a sync, for what is of no use once the machine of the job is down: a sync may take longer than all else. */
export function appendWhole(path: string, text: string): void {
  append(path, text, () => undefined);
}

function append(path: string, text: string, sync: (fd: number) => void): void {
  const fd = openSync(path, constants.O_WRONLY | constants.O_APPEND);
  try {
    const size = fstatSync(fd).size;
    try {
      writeWhole(fd, Buffer.from(text));
      sync(fd);
    } catch (error) {
      // A half record without its delimiter would hide every later one from the runner.
      tryTruncate(fd, size);
      throw error;
    }
  } finally {
    closeSync(fd);
  }
}

/** The error that led here is the one to tell, so that a second one is passed over. */
function tryTruncate(fd: number, size: number): void {
  try {
    ftruncateSync(fd, size);
  } catch {
    return;
  }
}

function writeWhole(fd: number, bytes: Buffer): void {
  let done = 0;
  while (done < bytes.length) done += writeSync(fd, bytes, done);
}

/** The short reason of a file error (`ENOSPC`, `EROFS`): never its message, which repeats paths. */
export function fileErrorCode(error: unknown): string {
  const known = typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string';
  return known ? String(error.code) : 'unknown error';
}
