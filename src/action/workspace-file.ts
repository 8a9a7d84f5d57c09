// Reading what a spec names: plain files below the workspace or RUNNER_TEMP, reached without links.
import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, realpathSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fileErrorCode } from './command-file.ts';

const MAX_FILE_BYTES = 256 * 1024;

/** Directories that may be read from; a blank one counts as missing. Relative paths begin at the workspace. */
export type ReadRoots = { readonly workspace: string; readonly runnerTemp: string };

/** A file's bytes, and its path from the workspace with `/` between steps; null for a file of RUNNER_TEMP. */
export type WorkspaceFile = { readonly bytes: Buffer; readonly path: string | null };

/** Reads a file of at most 256 KiB. Throws an Error whose message is a plain reason. */
export function readWorkspaceFile(path: string, roots: ReadRoots): WorkspaceFile {
  if (roots.workspace === '') throw new Error('GITHUB_WORKSPACE is not set');
  const target = isAbsolute(path) ? resolve(path) : resolve(roots.workspace, path);
  for (const root of [roots.workspace, roots.runnerTemp].filter((one) => one !== '')) {
    const steps = stepsInside(root, target);
    if (steps === null) continue;
    return { bytes: readBelow(realPath(root), steps), path: root === roots.workspace ? steps.join('/') : null };
  }
  throw new Error('it lies outside of the workspace');
}

/** The steps from `root` down to `target`; null when it is not below. A root may be named by its real path too. */
function stepsInside(root: string, target: string): readonly string[] | null {
  for (const base of [resolve(root), realPath(root)]) {
    const inside = relative(base, target);
    if (inside !== '' && inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside))
      return inside.split(sep);
  }
  return null;
}

function readBelow(root: string, steps: readonly string[]): Buffer {
  let place = root;
  for (const step of steps) {
    place = join(place, step);
    const stats = attempt(() => lstatSync(place));
    if (stats.isSymbolicLink()) throw new Error('a symbolic link leads to it, and links are not followed');
  }
  const descriptor = attempt(() =>
    openSync(place, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)),
  );
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw new Error('it is no file');
    if (stats.size > MAX_FILE_BYTES) throw new Error(`it is larger than ${MAX_FILE_BYTES} bytes`);
    return attempt(() => readFileSync(descriptor));
  } finally {
    closeSync(descriptor);
  }
}

/** A failed call of the system as a plain reason. */
function attempt<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    const code = fileErrorCode(error);
    throw new Error(code === 'ENOENT' || code === 'ENOTDIR' ? 'there is no such file' : code);
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}
