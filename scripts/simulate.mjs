// Runs the simulator under Node 24, which takes its TypeScript as it is.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findNode24 } from './node24.mjs';

const main = fileURLToPath(new URL('../simulation/main.ts', import.meta.url));
const flags = ['--disable-warning=ExperimentalWarning', main, ...process.argv.slice(2)];
process.exitCode = spawnSync(findNode24(), flags, { stdio: 'inherit' }).status ?? 1;
