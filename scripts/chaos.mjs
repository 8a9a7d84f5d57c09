// Disasters with real processes of the built dist/: `npm run chaos -- kill-points|cancel-storm|incident|dead-scheduler|secrets`.
// Options: `--ci` (the short form), `--runs N`, `--seed S`, `--parallel P`, `--ways post,destroy,lease`, `--only PATTERN`.
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    ci: { type: 'boolean', default: false },
    runs: { type: 'string' },
    seed: { type: 'string', default: '1' },
    parallel: { type: 'string', default: '4' },
    ways: { type: 'string', default: 'post,destroy,lease' },
    only: { type: 'string' },
  },
});

const MODES = {
  'kill-points': async (options) => (await import('./chaos/kill-points.mjs')).killPoints(options),
  'cancel-storm': async (options) => (await import('./chaos/cancel-storm.mjs')).cancelStorm(options),
  incident: async (options) => (await import('./chaos/incident.mjs')).incident(options),
  'dead-scheduler': async (options) => (await import('./chaos/dead-scheduler.mjs')).deadScheduler(options),
  secrets: async (options) => (await import('./chaos/secrets.mjs')).secrets(options),
};

async function run(name) {
  const mode = MODES[name];
  if (mode === undefined) throw new Error(`One of ${Object.keys(MODES).join(', ')}, not ${name ?? 'nothing'}`);
  const started = performance.now();
  const { ok, lines } = await mode({
    ci: values.ci,
    runs: values.runs === undefined ? null : Number(values.runs),
    seed: Number(values.seed),
    parallel: Number(values.parallel),
    ways: values.ways.split(','),
    filter: values.only === undefined ? null : new RegExp(values.only),
    print: (text) => console.log(text),
  });
  console.log(`\n${name}${values.ci ? ' --ci' : ''}, seed ${values.seed}, ${values.parallel} at once`);
  for (const line of lines) console.log(line);
  console.log(`${ok ? 'ok' : 'FAILED'} after ${Math.round((performance.now() - started) / 1000)} s`);
  return ok;
}

try {
  if (!(await run(positionals[0]))) process.exitCode = 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
