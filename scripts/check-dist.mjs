// Fails unless dist/ is exactly what the sources build to, holds no native files, and is committed as it is.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { compareDirectories } from './compare-directories.mjs';
import { root, run } from './tools.mjs';

async function check() {
  const fresh = mkdtempSync(join(tmpdir(), 'check-dist-'));
  try {
    await build(fresh);
    const uncommitted = run('git', ['status', '--porcelain', '--untracked-files=all', '--', 'dist'])
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => `not committed: ${line}`);
    return [...compareDirectories(fresh, join(root, 'dist')), ...uncommitted];
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

const problems = await check();
for (const problem of problems) console.error(`dist/ ${problem}`);
if (problems.length > 0) console.error('Run `npm run build` and commit dist/.');
else console.log('dist/ is what the sources build to.');
process.exitCode = problems.length === 0 ? 0 : 1;
