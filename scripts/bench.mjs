// How fast, small and frugal the built dist/ is, each row against a floor program in the same run: `npm run bench`.
// Options: `--only PATTERN` (rows by name), `--rounds N`, `--ci` (the short run, red on counts, bytes and gross ratios),
// `--json FILE`, `--plot FILE` (cost growing with N, as SVG).
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { bytesOf } from './bench/bytes.mjs';
import { goalTable, resultTable, summarize } from './bench/figures.mjs';
import { isGross, judge } from './bench/goals.mjs';
import { surroundings } from './bench/machine.mjs';
import { ROWS, withWorld } from './bench/rows.mjs';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string' },
    ci: { type: 'boolean', default: false },
    json: { type: 'string' },
    plot: { type: 'string' },
  },
});

const ROUNDS = { full: 5, ci: 2 };
/** The server's background work: as on a real one, or fast where nobody reads the times. */
const PACE = { full: '1s', ci: '300ms' };

function countOf(text) {
  if (text === undefined) return values.ci ? ROUNDS.ci : ROUNDS.full;
  if (!/^[1-9]\d*$/.test(text)) throw new Error(`--rounds needs a number, not ${text}`);
  return Number(text);
}

function shuffled(names) {
  return names
    .map((name) => ({ name, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ name }) => name);
}

/** Runs the programs of one row in turns, in a new order each time. */
async function measure(row, world, rounds) {
  const programs = await row.programs(world, row.latencyMs);
  const samples = Object.fromEntries(Object.keys(programs).map((name) => [name, []]));
  for (let turn = 0; turn < rounds; turn += 1) {
    const order = shuffled(Object.keys(programs));
    // What takes half a minute of waiting is not made to take two.
    const ran = row.apart
      ? await Promise.all(order.map((name) => programs[name]()))
      : await inTurn(order, (name) => programs[name]());
    for (const [index, name] of order.entries()) samples[name].push(ran[index]);
  }
  const figures = Object.fromEntries(Object.entries(samples).map(([name, list]) => [name, summarize(list)]));
  return { name: row.name, title: row.title, latencyMs: row.latencyMs, samples, figures };
}

async function inTurn(names, act) {
  const results = [];
  for (const name of names) results.push(await act(name));
  return results;
}

function wants(name) {
  return values.only === undefined || new RegExp(values.only).test(name);
}

function chosen() {
  const rows = ROWS.filter((row) => wants(row.name) && (row.ci || !values.ci));
  if (rows.length === 0 && !wants('bytes'))
    throw new Error(
      `--only ${values.only} fits none of ${[...new Set(ROWS.map(({ name }) => name)), 'bytes'].join(', ')}`,
    );
  return rows;
}

async function measureAll(rows, rounds) {
  const roundsOf = ({ weight = 1 }) => Math.max(1, Math.round(rounds * weight));
  return withWorld({ pace: values.ci ? PACE.ci : PACE.full }, async (world) => {
    const run = async (row) => {
      const started = performance.now();
      const measured = await measure(row, world, roundsOf(row));
      console.error(`${row.name} at ${row.latencyMs} ms: ${((performance.now() - started) / 1000).toFixed(0)} s`);
      return measured;
    };
    // The first start of each program reads its files from the disk.
    await measure(ROWS[0], world, 1);
    const apart = Promise.all(rows.filter((row) => row.apart && values.ci).map(run));
    apart.catch(() => undefined);
    const measured = await inTurn(
      rows.filter((row) => !(row.apart && values.ci)),
      run,
    );
    return [...measured, ...(await apart)];
  });
}

async function main() {
  const rounds = countOf(values.rounds);
  const began = performance.now();
  const around = surroundings();
  if (values.plot !== undefined) {
    const { plotGrowth } = await import('./bench/growth.mjs');
    const { svg, points } = await plotGrowth({ rounds, measure });
    writeFileSync(values.plot, svg);
    if (values.json !== undefined)
      writeFileSync(values.json, `${JSON.stringify({ ...around, rounds, points }, null, 2)}\n`);
    return true;
  }
  const rows = await measureAll(chosen(), rounds);
  const bytes = wants('bytes') ? await bytesOf() : null;
  const goals = judge(rows, bytes);
  const { commit, node, cpu, load } = around;
  console.log(`\n${commit}, Node ${node}, ${cpu}, load ${load}, ${Math.round((performance.now() - began) / 1000)} s`);
  console.log('Times: median (least–most). Pairs: action / floor.\n');
  console.log(resultTable(rows));
  console.log(`\n${goalTable(goals)}`);
  if (values.json !== undefined) {
    writeFileSync(values.json, `${JSON.stringify({ ...around, rounds, rows, bytes, goals }, null, 2)}\n`);
  }
  const gross = goals.filter(isGross);
  for (const { what } of values.ci ? gross : []) console.log(`FAILED: ${what}`);
  return !values.ci || gross.length === 0;
}

try {
  if (!(await main())) process.exitCode = 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
