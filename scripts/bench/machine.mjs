// Where and of what the figures are.
import { spawnSync } from 'node:child_process';
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { findNode24 } from '../node24.mjs';
import { root, run } from '../tools.mjs';
import { spreadOf } from './figures.mjs';

function git(...args) {
  const { stdout, status } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : '';
}

/** Median ms of a small write with fsync where jobs keep their state: the action's journal needs some for every machine. */
function syncMs() {
  const directory = mkdtempSync(join(tmpdir(), 'bench-sync-'));
  try {
    const file = openSync(join(directory, 'state'), 'w');
    const times = Array.from({ length: 30 }, () => {
      const began = performance.now();
      writeSync(file, 'x'.repeat(250));
      fsyncSync(file);
      return performance.now() - began;
    });
    closeSync(file);
    return spreadOf(times).median;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Date, commit (with `+` when the tree differs from it), Node's version, processors, load of the last minute, a synced write. */
export function surroundings() {
  const commit = git('rev-parse', '--short', 'HEAD') || 'no commit';
  const [{ model = 'unknown' } = {}] = cpus();
  return {
    date: new Date().toISOString(),
    commit: git('status', '--porcelain') === '' ? commit : `${commit}+`,
    node: run(findNode24(), ['--version']).trim(),
    cpu: `${cpus().length} × ${model.trim()}`,
    load: loadavg()[0].toFixed(1),
    syncMs: Number(syncMs().toFixed(2)),
  };
}

/** The same as one line. */
export function surroundingsText({ date, commit, node, cpu, load, syncMs: sync }) {
  return `Commit ${commit}, ${date.slice(0, 10)}, Node ${node}, ${cpu}, load ${load} before the run, ${sync} ms for a synced write.`;
}
