// Mutation testing of what may destroy or lose a machine: `npm run mutation`, some ten minutes. Small changes are made to the
// code one at a time, and a test has to fail for each. `-- --only src/engine/lease.ts` runs one file.
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { loadStryker, mutate } from './mutation/stryker.mjs';
import { FLOOR, SUBJECTS } from './mutation/subjects.mjs';
import { root } from './tools.mjs';

const NOTICED = ['Killed', 'Timeout'];
const MISSED = ['Survived', 'NoCoverage'];
/** Not counted: sentences for people, and mutants with which the tests cannot even be loaded. */
const APART = ['Ignored', 'RuntimeError'];
const COLUMNS = [...NOTICED, ...MISSED, ...APART];

const { values } = parseArgs({ options: { only: { type: 'string' } } });

/** The table with paths of tests, reduced to the file that was asked for. */
function chooseWork() {
  const all = Object.entries(SUBJECTS).flatMap(([subject, rows]) =>
    rows.map(({ file, tests }) => ({ subject, file, tests: tests.map((test) => `__tests__/unit/${test}.test.ts`) })),
  );
  const chosen = all.filter(({ file }) => values.only === undefined || file === values.only);
  if (chosen.length === 0) throw new Error(`--only: one of ${all.map(({ file }) => file).join(', ')}`);
  const absent = chosen.flatMap(({ file, tests }) => [file, ...tests]).filter((path) => !existsSync(join(root, path)));
  if (absent.length > 0) throw new Error(`scripts/mutation/subjects.mjs names what is not there: ${absent.join(', ')}`);
  return chosen;
}

const count = (mutants, ...statuses) => mutants.filter(({ status }) => statuses.includes(status)).length;

/** Percent, or null where there was nothing to notice. */
function scoreOf(mutants) {
  const all = count(mutants, ...NOTICED, ...MISSED);
  return all === 0 ? null : (100 * count(mutants, ...NOTICED)) / all;
}

function line(name, cells, last) {
  console.log([name.padEnd(34), ...cells.map((cell) => String(cell).padStart(13)), last.padStart(9)].join(''));
}

function tell(name, mutants) {
  const score = scoreOf(mutants);
  const cells = COLUMNS.map((status) => count(mutants, status));
  line(name, cells, score === null ? '-' : `${score.toFixed(1)} %`);
  return score === null || score >= FLOOR;
}

function showMissed(mutants) {
  for (const { fileName, location, mutatorName, replacement, status } of mutants) {
    if (!MISSED.includes(status)) continue;
    const { line, column } = location.start;
    console.log(`${relative(root, fileName)}:${line}:${column} ${status}: ${mutatorName} → ${replacement}`);
  }
}

const work = chooseWork();
const stryker = await loadStryker();
const started = performance.now();
const results = [];
for (const { subject, file, tests } of work) {
  const mutants = await mutate(stryker, file, tests);
  showMissed(mutants);
  results.push({ subject, file, mutants });
}
const seconds = Math.round((performance.now() - started) / 1000);

console.log('');
line('', COLUMNS, 'score');
const below = [];
for (const subject of new Set(work.map((row) => row.subject))) {
  const rows = results.filter((row) => row.subject === subject);
  for (const { file, mutants } of rows) tell(`  ${file}`, mutants);
  const mutants = rows.flatMap((row) => row.mutants);
  if (!tell(subject, mutants)) below.push(subject);
}
const all = results.flatMap(({ mutants }) => mutants);
if (!tell('all', all)) below.push('all');
console.log(`${seconds} s, ${all.length} mutants`);
if (below.length > 0) {
  console.error(`Below ${FLOOR} %: ${below.join(', ')}.`);
  process.exitCode = 1;
}
