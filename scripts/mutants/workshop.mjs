// A copy of the tree in which one rule at a time is taken away, and the tests that are run there.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../tools.mjs';

const COPIED = [
  'src',
  'sandbox',
  'simulation',
  '__tests__',
  'scripts',
  'action.yml',
  'jest.config.mjs',
  'package.json',
  'tsconfig.json',
];
/** A mutant may keep a test waiting for ever. */
const RUN_LIMIT_MS = 120_000;

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Copies the tree; `close` removes the copy. Nothing outside of it is ever written. */
export function openWorkshop() {
  const at = mkdtempSync(join(tmpdir(), 'mutants-'));
  for (const name of COPIED) cpSync(join(root, name), join(at, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(at, 'node_modules'), 'dir');
  return { at, close: () => rmSync(at, { recursive: true, force: true }) };
}

/**
 * Runs the named tests of these files. Answers every test that was run, with its full name, and why suites failed to load;
 * `ended` is false where the time was over.
 */
function runTests(at, files, names) {
  const report = join(at, 'report.json');
  rmSync(report, { force: true });
  const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
  const chosen = ['--runTestsByPath', ...files, '--testNamePattern', `^(${names.map(escaped).join('|')})$`];
  const output = ['--json', '--outputFile', report, '--silent', '--forceExit', '--cacheDirectory', join(at, 'cache')];
  const limits = { timeout: RUN_LIMIT_MS, killSignal: 'SIGKILL' };
  const { status } = spawnSync(process.execPath, [...jest, '--runInBand', ...chosen, ...output], {
    cwd: at,
    stdio: 'ignore',
    ...limits,
  });
  if (!existsSync(report)) return { status, ended: false, tests: [], unloaded: [] };
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const tests = testResults.flatMap((suite) => suite.assertionResults).filter(({ status: one }) => one !== 'pending');
  const unloaded = testResults.filter((suite) => suite.status === 'failed' && suite.assertionResults.length === 0);
  return { status, ended: true, tests, unloaded: unloaded.map((suite) => suite.message.split('\n')[0]) };
}

/** The tests of all mutants on the unchanged copy: those that do not exist or do not pass, in words. */
export function checkUnchanged({ at }, mutants) {
  const files = [...new Set(mutants.map((one) => one.test))];
  const names = [...new Set(mutants.map((one) => one.name))];
  const { tests, ended, unloaded } = runTests(at, files, names);
  if (!ended) return ['the tests did not come to an end'];
  const passed = new Set(tests.filter((one) => one.status === 'passed').map((one) => one.fullName));
  const failed = tests.filter((one) => one.status === 'failed').map((one) => `fails without a mutant: ${one.fullName}`);
  const absent = names.filter((name) => !passed.has(name)).map((name) => `has not passed without a mutant: ${name}`);
  return [...unloaded, ...failed, ...absent];
}

/**
 * Applies one mutant, runs its test, and puts the file back. `verdict` is `caught` only where a test ran and failed:
 * `survived` where it passed, `broken` where nothing was tested.
 */
export function tryMutant({ at }, mutant) {
  const path = join(at, mutant.file);
  const source = readFileSync(path, 'utf8');
  const times = source.split(mutant.find).length - 1;
  if (times !== 1) return { verdict: 'broken', by: `its text stands ${times} times in ${mutant.file}` };
  try {
    writeFileSync(
      path,
      source.replace(mutant.find, () => mutant.replace),
    );
    return judge(runTests(at, [mutant.test], [mutant.name]));
  } finally {
    writeFileSync(path, source);
  }
}

function judge({ status, ended, tests, unloaded }) {
  if (!ended) return { verdict: 'broken', by: 'the test did not come to an end' };
  if (unloaded.length > 0) return { verdict: 'broken', by: `the tests could not be loaded: ${unloaded[0]}` };
  const failed = tests.find((one) => one.status === 'failed');
  if (status !== 0 && failed) return { verdict: 'caught', by: failed.fullName };
  if (tests.length === 0) return { verdict: 'broken', by: 'no test of that name was run' };
  return { verdict: 'survived', by: tests[0].fullName };
}
