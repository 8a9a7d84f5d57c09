// Loaded before a program with `--require`: at its end, which of the files below BENCH_DIST it loaded, as JSON in BENCH_USAGE.
// Not for timed runs: the hook itself costs time.
const { readFileSync, writeFileSync } = require('node:fs');
const { registerHooks } = require('node:module');
const { join } = require('node:path');
const { fileURLToPath } = require('node:url');

const files = new Set();

registerHooks({
  load(url, context, next) {
    if (url.startsWith('file:')) files.add(fileURLToPath(url));
    return next(url, context);
  },
});

process.on('exit', () => {
  const bundled = [...files].filter((path) => path.startsWith(process.env.BENCH_DIST));
  const loaded = bundled.map((path) => ({ path, bytes: readFileSync(path).length }));
  writeFileSync(join(process.env.BENCH_USAGE, 'loaded.json'), JSON.stringify(loaded));
});
