// StrykerJS, installed outside the tree in one pinned version, and how it is run on this project.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { run } from '../tools.mjs';

/** Core and jest runner of one version: the runner asks for exactly its own core. */
const VERSION = '10.0.0';
const PACKAGES = ['@stryker-mutator/core', '@stryker-mutator/jest-runner'];
const SENTENCES = fileURLToPath(new URL('sentences.mjs', import.meta.url));

/** The tools directory of `.ci/run`. */
function toolsDirectory() {
  const { MIST_CI_TOOLS, XDG_CACHE_HOME } = process.env;
  return MIST_CI_TOOLS || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'mist-action-ci');
}

/** Installs what is not there yet; answers core and the path of the jest runner. */
export async function loadStryker() {
  const at = join(toolsDirectory(), `stryker-${VERSION}`);
  const done = join(at, 'installed');
  if (!existsSync(done)) {
    rmSync(at, { recursive: true, force: true });
    mkdirSync(at, { recursive: true });
    writeFileSync(join(at, 'package.json'), '{ "private": true }\n');
    const wanted = PACKAGES.map((name) => `${name}@${VERSION}`);
    run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...wanted], { cwd: at });
    writeFileSync(done, `${VERSION}\n`);
  }
  const { resolve } = createRequire(join(at, 'package.json'));
  const [core, jestRunner] = PACKAGES.map((name) => join(resolve(`${name}/package.json`), '..', 'dist/src/index.js'));
  const { Stryker } = await import(pathToFileURL(core).href);
  return { Stryker, jestRunner };
}

/** Mutates `file` and runs `tests` on each mutant that they reach; answers Stryker's results. Paths are in the checkout. */
export async function mutate({ Stryker, jestRunner }, file, tests) {
  const tempDirName = mkdtempSync(join(tmpdir(), 'mutation-'));
  try {
    return await new Stryker({
      mutate: [file],
      plugins: [jestRunner, SENTENCES],
      ignorers: ['sentences'],
      testRunner: 'jest',
      testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
      jest: {
        projectType: 'custom',
        configFile: 'jest.config.mjs',
        config: { testMatch: tests.map((test) => `<rootDir>/${test}`) },
        enableFindRelatedTests: false,
      },
      coverageAnalysis: 'perTest',
      concurrency: 2,
      // A mutant that loops is ended by Stryker's count of its steps; this is for one that waits, on a busy machine.
      timeoutMS: 20_000,
      ignorePatterns: ['tsconfig*.json', 'dist', 'lib', 'coverage', 'docs', 'examples'],
      tempDirName,
      cleanTempDir: 'always',
      reporters: ['dots'],
      logLevel: 'warn',
      warnings: { slow: false },
      allowConsoleColors: false,
    }).runMutationTest();
  } finally {
    rmSync(tempDirName, { recursive: true, force: true });
  }
}
