// How much code there is, and how much of it a step loads that needs neither SSH nor GitHub.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles, root } from '../tools.mjs';
import { filesLoaded } from './programs.mjs';
import { withWorld } from './rows.mjs';
import { inputsOf } from './specs.mjs';

/** Bytes of dist/, bytes that main loads for one machine with `wait: running`, and the files by name. */
export function bytesOf() {
  const dist = join(root, 'dist');
  return withWorld({}, async ({ server }) => {
    await server.reset();
    const files = await filesLoaded(inputsOf(server, 1));
    return {
      dist: listFiles(dist).reduce((sum, name) => sum + statSync(join(dist, name)).size, 0),
      loaded: files.reduce((sum, { bytes }) => sum + bytes, 0),
      files: Object.fromEntries(files.map(({ path, bytes }) => [path.slice(dist.length + 1), bytes])),
    };
  });
}
