// What the build and test scripts share: where the checkout is, how a command is run, what a directory holds.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the checkout. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a command to its end and returns its stdout; throws with the command line and both streams when it fails. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, ...options });
  const line = [command, ...args].join(' ');
  if (result.error) throw new Error(`${line}: ${result.error.message}`);
  if (result.status !== 0) throw new Error(`${line}: exit ${result.status}\n${result.stdout}${result.stderr}`);
  return result.stdout;
}

/** Every file below `directory`, as sorted paths relative to it with `/` between the parts. */
export function listFiles(directory) {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}
