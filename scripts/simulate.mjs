// Runs the simulator under Node 24, which takes its TypeScript as it is.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findNode24 } from './node24.mjs';

const main = fileURLToPath(new URL('../simulation/main.ts', import.meta.url));
// Most of what a plot makes is forgotten at once: room for it spares most of the collections.
const room = ['--min-semi-space-size=16', '--max-semi-space-size=32'];
const flags = ['--disable-warning=ExperimentalWarning', ...room, main, ...process.argv.slice(2)];
process.exitCode = spawnSync(findNode24(), flags, { stdio: 'inherit' }).status ?? 1;
