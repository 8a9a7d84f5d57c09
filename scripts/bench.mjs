// How fast, small and frugal the built dist/ is, each row against a floor program in the same run: `npm run bench`.
// Options: `--only PATTERN` (rows by name, `bytes` too), `--rounds N`, `--ci` (the short run, red on counts, bytes and gross
// ratios), `--json FILE`, `--write` (the tables into docs/performance.md), `--plot` (cost growing with N, docs/performance.svg),
// `--pace 1s` (how often the sandbox's worker goes on).
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
    pace: { type: 'string' },
    ci: { type: 'boolean', default: false },
    json: { type: 'string' },
    write: { type: 'boolean', default: false },
    plot: { type: 'boolean', default: false },
  },
});

const DOCUMENT = 'docs/performance.md';
const PLOT = 'docs/performance.svg';
const ROUNDS = { full: 5, ci: 2 };
/** How often the server's background work goes on: as on a real one, or more often where nobody reads the times. */
const PACE = { full: '10s', ci: '300ms' };

function countOf(text) {
  if (text === undefined) return values.ci ? ROUNDS.ci : ROUNDS.full;
  if (!/^[1-9]\d*$/.test(text)) throw new Error(`--rounds needs a number, not ${text}`);
  return Number(text);
}

function shuffled(list) {
  return list
    .map((item) => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** Runs all programs of some rows in turns, in a new order each time. */
async function measure(rows, world, rounds) {
  const runs = [];
  const samples = rows.map(() => ({}));
  for (const [index, row] of rows.entries()) {
    for (const [name, run] of Object.entries(await row.programs(world, row.latencyMs))) {
      samples[index][name] = [];
      runs.push(async () => samples[index][name].push(await run()));
    }
  }
  for (let turn = 0; turn < rounds; turn += 1) {
    // What takes half a minute of waiting is not made to take two.
    if (rows.some((row) => row.apart)) await Promise.all(runs.map((run) => run()));
    else await inTurn(shuffled(runs), (run) => run());
  }
  return rows.map(({ name, title, latencyMs }, index) => {
    const programs = Object.entries(samples[index]);
    const figures = Object.fromEntries(programs.map(([program, list]) => [program, summarize(list)]));
    return { name, title, latencyMs, samples: samples[index], figures };
  });
}

async function inTurn(list, act) {
  const results = [];
  for (const item of list) results.push(await act(item));
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

/** Rows that are measured together: those of one group at one latency. */
function groupsOf(rows) {
  const groups = new Map();
  for (const row of rows) {
    const key = `${row.group ?? row.name} at ${row.latencyMs} ms`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups];
}

async function measureAll(rows, rounds) {
  const weightOf = ({ weight = 1, ciWeight = weight }) => (values.ci ? ciWeight : weight);
  const pace = values.pace ?? (values.ci ? PACE.ci : PACE.full);
  return withWorld({ pace }, async (world) => {
    const run = async ([key, group]) => {
      const started = performance.now();
      const measured = await measure(group, world, Math.max(1, Math.round(rounds * weightOf(group[0]))));
      console.error(`${key}: ${((performance.now() - started) / 1000).toFixed(0)} s`);
      return measured;
    };
    // The first start of each program reads its files from the disk.
    await measure([ROWS[0]], world, 1);
    const is = (test) => groupsOf(rows.filter(test));
    const beside = (row) => values.ci && row.apart === true;
    // Short times are measured before anything runs beside them.
    const isShort = (row) => weightOf(row) > 1;
    const short = await inTurn(is(isShort), run);
    const apart = Promise.all(is(beside).map(run));
    apart.catch(() => undefined);
    const rest = await inTurn(
      is((row) => !isShort(row) && !beside(row)),
      run,
    );
    const measured = [...short, ...rest, ...(await apart)].flat();
    return rows.map((row) => measured.find((one) => one.name === row.name && one.latencyMs === row.latencyMs));
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
  if (!values.ci) return true;
  // The machine of a check may have other work: what is over twice must be so in the best run of each program.
  const gross = judge(rows, bytes, 'min').filter(isGross);
  for (const { what } of gross) console.log(`FAILED: ${what}`);
  return gross.length === 0;
}

async function main() {
  // Peaks are read from /proc, and so is which processes a measured job has left.
  if (process.platform !== 'linux') throw new Error('The bench runs on Linux only.');
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
