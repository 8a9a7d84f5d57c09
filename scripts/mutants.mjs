// For each hazard of a real server (docs/reliability.md), the rule that answers it is taken away, and a named test has to
// fail: `npm run mutants`. Options: `--only H7,H12`, and `--self-test`, which shows that this runner can tell.
import { parseArgs } from 'node:util';
import { ENGINE_MUTANTS } from './mutants/table-engine.mjs';
import { MIST_MUTANTS } from './mutants/table-mist.mjs';
import { checkUnchanged, openWorkshop, tryMutant } from './mutants/workshop.mjs';

const HAZARDS = Array.from({ length: 38 }, (_, n) => `H${n + 1}`);
const numberOf = ({ hazard }) => Number(hazard.slice(1));
const ALL = [...MIST_MUTANTS, ...ENGINE_MUTANTS].sort((a, b) => numberOf(a) - numberOf(b));

const { values } = parseArgs({
  options: { only: { type: 'string' }, 'self-test': { type: 'boolean', default: false } },
});

/** Runs `work` in a copy of the tree that is removed afterwards. */
function inWorkshop(work) {
  const workshop = openWorkshop();
  try {
    return work(workshop);
  } finally {
    workshop.close();
  }
}

function runTable() {
  const only = values.only?.split(',') ?? HAZARDS;
  const mutants = ALL.filter((one) => only.includes(one.hazard));
  const bare = only.filter((hazard) => !mutants.some((one) => one.hazard === hazard));
  if (bare.length > 0) throw new Error(`No mutant for ${bare.join(', ')}`);
  return inWorkshop((workshop) => {
    const problems = checkUnchanged(workshop, mutants);
    if (problems.length > 0) throw new Error(problems.join('\n'));
    let caught = 0;
    for (const mutant of mutants) {
      const { verdict, by } = tryMutant(workshop, mutant);
      if (verdict === 'caught') caught += 1;
      console.log(`${mutant.hazard.padEnd(4)}${verdict.padEnd(9)} ${mutant.what}\n             ${by}`);
    }
    console.log(`${caught} of ${mutants.length} mutants caught, for ${new Set(mutants.map(numberOf)).size} hazards`);
    return caught === mutants.length;
  });
}

/** Mutants of which the verdict is known: without them a runner that always says "caught" would look the same. */
function runSelfTest() {
  const [base] = ALL.filter((one) => one.hazard === 'H3');
  const cases = [
    ['a mutant that changes nothing', 'survived', { ...base, replace: base.find }],
    ['a mutant that takes the rule away', 'caught', base],
    ['a mutant that cannot be loaded', 'broken', { ...base, replace: `((( ${base.find}` }],
    ['a mutant whose text is not there', 'broken', { ...base, find: `${base.find} nowhere` }],
    ['a mutant whose text is there twice', 'broken', { ...base, find: 'withId(' }],
    ['a mutant whose test does not exist', 'broken', { ...base, name: 'no such test' }],
  ];
  return inWorkshop((workshop) => {
    const wrong = cases.filter(([what, expected, mutant]) => {
      const { verdict, by } = tryMutant(workshop, mutant);
      console.log(`${verdict === expected ? 'ok  ' : 'FAIL'} ${what}: ${verdict} (${by})`);
      return verdict !== expected;
    });
    const absent = checkUnchanged(workshop, [{ ...base, name: 'no such test' }]);
    console.log(`${absent.length === 1 ? 'ok  ' : 'FAIL'} a test that does not pass without a mutant: ${absent[0]}`);
    return wrong.length === 0 && absent.length === 1;
  });
}

const started = performance.now();
try {
  const ok = values['self-test'] ? runSelfTest() : runTable();
  console.log(`${ok ? 'ok' : 'FAILED'} after ${Math.round((performance.now() - started) / 1000)} s`);
  if (!ok) process.exitCode = 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
