// How fast, small and frugal the built dist/ is, each row against a floor program in the same run: `npm run bench`.
// Options: `--only PATTERN` (rows by name, `bytes` too), `--rounds N`, `--ci` (the short run, red on counts, bytes and gross
// ratios), `--json FILE`, `--write` (the tables into docs/performance.md), `--plot` (cost growing with N, docs/performance.svg).
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bytesOf } from './bench/bytes.mjs';
import { goalTable, resultTable, summarize } from './bench/figures.mjs';
import { isGross, judge } from './bench/goals.mjs';
import { surroundings, surroundingsText } from './bench/machine.mjs';
import { peersTable } from './bench/peers.mjs';
import { ROWS, withWorld } from './bench/rows.mjs';
import { root } from './tools.mjs';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string' },
    ci: { type: 'boolean', default: false },
    json: { type: 'string' },
    write: { type: 'boolean', default: false },
    plot: { type: 'boolean', default: false },
  },
});

const DOCUMENT = 'docs/performance.md';
const PLOT = 'docs/performance.svg';
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

function saveJson(result) {
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
}

async function growth(around, rounds) {
  const { plotGrowth } = await import('./bench/growth.mjs');
  const { svg, points } = await plotGrowth({ rounds, measure });
  writeFileSync(join(root, PLOT), svg);
  saveJson({ ...around, rounds, points });
}

/** Puts `text` between the markers of the document. */
function writeInto(text) {
  const path = join(root, DOCUMENT);
  const old = readFileSync(path, 'utf8');
  const [begin, end] = ['<!-- figures:begin -->', '<!-- figures:end -->'];
  if (!old.includes(begin) || !old.includes(end)) throw new Error(`${DOCUMENT} has no ${begin} and ${end}`);
  const before = old.slice(0, old.indexOf(begin) + begin.length);
  writeFileSync(path, `${before}\n${text}\n${old.slice(old.indexOf(end))}`);
}

async function figures(around, rounds) {
  const began = performance.now();
  const rows = await measureAll(chosen(), rounds);
  const bytes = wants('bytes') ? await bytesOf() : null;
  const goals = judge(rows, bytes);
  const minutes = ((performance.now() - began) / 60_000).toFixed(1);
  const head = `${surroundingsText(around)} ${rounds} rounds in ${minutes} min.`;
  const beside = peersTable(rows);
  const text = [
    head,
    ...(rows.length > 0 ? [resultTable(rows)] : []),
    goalTable(goals),
    ...(beside === null ? [] : [beside]),
  ].join('\n\n');
  console.log(`\n${text}\n`);
  saveJson({ ...around, rounds, rows, bytes, goals });
  if (values.write) writeInto(text);
  const gross = goals.filter(isGross);
  for (const { what } of values.ci ? gross : []) console.log(`FAILED: ${what}`);
  return !values.ci || gross.length === 0;
}

async function main() {
  const rounds = countOf(values.rounds);
  const around = surroundings();
  if (!values.plot) return figures(around, rounds);
  await growth(around, rounds);
  return true;
}

try {
  if (!(await main())) process.exitCode = 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
