// Where a key that the spec saves may go: a new file in the workspace or under RUNNER_TEMP, reached without links.

import { lstatSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { ActionError } from '../model/errors.ts';
import type { Spec } from '../model/spec.ts';
import { fileErrorCode } from './command-file.ts';
import type { Context } from './context.ts';
import { makeDirectory, publishPrivateFile, removeRecorded } from './files.ts';
import { randomId } from './random-id.ts';
import type { FileRecord } from './state-facts.ts';

/** The directories that matter for `save:`; `home` may be blank. */
export type SaveRoots = { readonly workspace: string; readonly runnerTemp: string; readonly home: string };

/** The roots of this process. */
export function saveRoots(context: Pick<Context, 'workspace' | 'runnerTemp'>): SaveRoots {
  return { workspace: context.workspace, runnerTemp: context.runnerTemp, home: homedir() };
}

/** Throws ActionError for a `save:` that must not be written: bad paths are told before anything is created. */
export function checkSavePaths(spec: Pick<Spec, 'keys'>, roots: SaveRoots): void {
  for (const row of spec.keys) {
    if (row.state === 'generated' && row.save !== null) assertSavePath(row.save, roots);
  }
}

/** Names that Windows takes for devices, with any ending. */
const DEVICE = /^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;
/** What decides how the repository or the workflow behaves; `git~1` is the short name of `.git` on Windows. */
const FORBIDDEN = /^(?:\.git|\.github|git~\d|_runner_file_commands)$/i;

/**
 * Writes `text` to a new 0600 file at `path`, relative to the workspace, with its missing directories (0700): whole or not at
 * all. Returns the directories made, outermost first, and the file; `record` is told of each before anything is in it.
 * Throws ActionError when the path leaves workspace and RUNNER_TEMP, passes a link, is special, or exists, and what `record`
 * throws; then nothing is left.
 */
export function saveKeyFile(
  path: string,
  text: string,
  roots: SaveRoots,
  record: (file: FileRecord) => void = () => undefined,
): readonly FileRecord[] {
  const { root, steps } = locate(path, roots);
  const made: FileRecord[] = [];
  try {
    let place = root;
    for (const step of steps.slice(0, -1)) {
      place = join(place, step);
      const kind = kindAt(place);
      if (kind === 'missing') {
        const directory = makeDirectory(place);
        made.push(directory);
        record(directory);
      } else if (kind !== 'directory') throw refuse(path, `${step} on the way is no directory, or a symbolic link`);
    }
    made.push(publishPrivateFile(join(place, steps.at(-1) ?? ''), text, `.mist-${randomId()}`, record));
    return made;
  } catch (error) {
    removeRecorded(made);
    throw error;
  }
}

/** Checks what can be told without touching the disk, e.g. before anything is created. Throws like `saveKeyFile`. */
export function assertSavePath(path: string, roots: SaveRoots): void {
  locate(path, roots);
}

/** The allowed root that `path` lies in, as a real path, and the steps from there. */
function locate(path: string, roots: SaveRoots): { readonly root: string; readonly steps: readonly string[] } {
  if (path === '' || isAbsolute(path) || /^[A-Za-z]:/.test(path))
    throw refuse(path, 'it is not relative to the workspace');
  if (roots.workspace === '') throw refuse(path, 'GITHUB_WORKSPACE is not set');
  const target = resolve(realPath(roots.workspace), path);
  for (const root of [roots.workspace, roots.runnerTemp].filter((candidate) => candidate !== '').map(realPath)) {
    const inside = relative(root, target);
    if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) continue;
    const steps = inside.split(sep);
    for (const step of steps) assertPlain(path, step);
    assertOutsideHome(path, target, roots.home);
    return { root, steps };
  }
  throw refuse(path, 'it leaves the workspace');
}

function assertPlain(path: string, step: string): void {
  if (FORBIDDEN.test(step)) throw refuse(path, `nothing is written into ${step}`);
  if (DEVICE.test(step)) throw refuse(path, `${step} is the name of a device`);
  // A colon names a stream on Windows, where a dot or blank at the end is dropped: `.git.` would be `.git`.
  if (/[\p{Cc}\p{Cf}<>:"|?*\\]/u.test(step) || /[. ]$/.test(step))
    throw refuse(path, `${JSON.stringify(step)} is no portable name`);
}

/** The keys of the person who runs the runner are not the workflow's to add to. */
function assertOutsideHome(path: string, target: string, home: string): void {
  if (home === '') return;
  const inside = relative(join(realPath(home), '.ssh'), target);
  if (!inside.startsWith('..') && !isAbsolute(inside)) throw refuse(path, 'it lies in the .ssh of the home directory');
}

function kindAt(path: string): 'missing' | 'directory' | 'other' {
  try {
    return lstatSync(path).isDirectory() ? 'directory' : 'other';
  } catch (error) {
    if (fileErrorCode(error) === 'ENOENT') return 'missing';
    return 'other';
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

function refuse(path: string, why: string): ActionError {
  return new ActionError('save-path', 'user', `The key cannot be saved as ${JSON.stringify(path)}: ${why}.`);
}
