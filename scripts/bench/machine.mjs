// Where and of what the figures are.

import { spawnSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { findNode24 } from '../node24.mjs';
import { root, run } from '../tools.mjs';

function git(...args) {
  const { stdout, status } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : '';
}

/** Date, commit (with `+` when the tree differs from it), Node's version, processors, load of the last minute. */
export function surroundings() {
  const commit = git('rev-parse', '--short', 'HEAD') || 'no commit';
  const [{ model = 'unknown' } = {}] = cpus();
  return {
    date: new Date().toISOString(),
    commit: git('status', '--porcelain') === '' ? commit : `${commit}+`,
    node: run(findNode24(), ['--version']).trim(),
    cpu: `${cpus().length} × ${model.trim()}`,
    load: loadavg()[0].toFixed(1),
  };
}
