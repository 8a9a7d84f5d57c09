// Holds the table of docs/architecture.md against every file of src/ and sandbox/.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { importsOf, type Room, roomProblems, shapeProblems, WORLD } from './source-rules.ts';

const ROOT = join(import.meta.dirname, '../..');
const WHOLE_WORLD = Object.keys(WORLD) as (keyof typeof WORLD)[];
const ENTRIES = ['src/index.ts', 'src/shim.ts'];
const SANDBOX_ENTRIES = ['sandbox/main.ts', 'sandbox/cli.ts'];
/** Where the server's clocks are made: from the real one, and one that tests move. */
const SANDBOX_CLOCKS = ['sandbox/world.ts', 'sandbox/virtual-world.ts'];

/** The first room whose prefix fits a file is its room. `says`: the names in backticks in the docs' last column. */
const ROOMS: readonly (Room & { readonly says: readonly string[] })[] = [
  ...ENTRIES.map((prefix) => ({
    prefix,
    // index.ts alone reaches the server's entry, and the line that ssh2 needs before it loads.
    imports: [
      'src/action/',
      'src/cli/',
      'src/model/errors.ts',
      ...(prefix === 'src/index.ts' ? [...ENTRIES, ...SANDBOX_ENTRIES, 'src/shim.ts'] : []),
    ],
    world: WHOLE_WORLD,
    says: ['action/', 'cli/', 'model/errors'],
  })),
  { prefix: 'src/shim.ts', imports: [], says: [] },
  {
    prefix: 'src/action/',
    imports: ['src/', '@actions/', 'undici', 'js-yaml', 'node:'],
    world: WHOLE_WORLD,
    says: ['@actions/*', 'process.env'],
  },
  { prefix: 'src/cli/', imports: ['src/', 'js-yaml', 'node:'], world: WHOLE_WORLD, says: [] },
  { prefix: 'src/spec/', imports: ['src/model/', 'js-yaml', 'zod'], says: ['model/', 'js-yaml', 'zod'] },
  { prefix: 'src/model/', imports: ['node:crypto'], says: ['node:crypto'] },
  { prefix: 'src/plan/', imports: ['src/model/'], says: ['model/'] },
  { prefix: 'src/engine/', imports: ['src/model/', 'src/plan/'], says: ['model/', 'plan/', 'ports.ts'] },
  {
    prefix: 'src/reap/',
    imports: ['src/model/', 'src/plan/', 'src/engine/'],
    says: ['model/', 'plan/', 'engine/'],
  },
  {
    prefix: 'src/keeper/',
    imports: ['src/model/', 'src/plan/', 'src/engine/'],
    says: ['model/', 'plan/', 'engine/'],
  },
  {
    prefix: 'src/mist/',
    imports: ['src/model/', 'undici', 'node:'],
    typesOnly: ['src/engine/ports.ts'],
    world: ['timers'],
    says: ['model/', 'engine/ports', 'undici', 'node:*'],
  },
  {
    prefix: 'src/github/',
    imports: ['src/model/', '@actions/github'],
    typesOnly: ['src/engine/ports.ts'],
    says: ['model/', 'engine/ports', '@actions/github'],
  },
  {
    prefix: 'src/ssh/',
    imports: ['src/model/', 'ssh2', 'node:'],
    typesOnly: ['src/engine/ports.ts'],
    world: ['timers'],
    says: ['model/', 'engine/ports', 'ssh2', 'node:*'],
  },
  { prefix: 'src/render/', imports: ['src/model/', 'js-yaml'], says: ['model/', 'js-yaml'] },
  ...SANDBOX_ENTRIES.map((prefix) => ({
    prefix,
    imports: ['sandbox/', 'src/model/', 'ssh2', 'node:'],
    world: WHOLE_WORLD,
    says: ['src/model/', 'ssh2', 'node:*'],
  })),
  ...SANDBOX_CLOCKS.map((prefix) => ({
    prefix,
    imports: ['sandbox/', 'node:'],
    world: ['clock', 'timers'] as const,
    says: [],
  })),
  { prefix: 'sandbox/', imports: ['src/model/', 'ssh2', 'node:'], says: ['src/model/', 'ssh2', 'node:*'] },
];

function sources(directory: string): string[] {
  return readdirSync(join(ROOT, directory), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${directory}/${name.replaceAll('\\', '/')}`)
    .sort();
}

function roomOf(path: string): Room | undefined {
  return ROOMS.find((room) => (room.prefix.endsWith('/') ? path.startsWith(room.prefix) : path === room.prefix));
}

function problemsOf(path: string, text: string): readonly string[] {
  const room = roomOf(path);
  return room === undefined
    ? [`${path}: belongs to no room`]
    : [...roomProblems(path, text, room), ...shapeProblems(path, text)];
}

const FILES = [...sources('src'), ...sources('sandbox')];

test('every file keeps the rules of its room', () => {
  expect(FILES.length).toBeGreaterThan(50);
  expect(FILES.flatMap((path) => problemsOf(path, readFileSync(join(ROOT, path), 'utf8')))).toEqual([]);
});

test('tests keep the rules of form', () => {
  const tests = sources('__tests__').filter(
    (path) => !path.startsWith('__tests__/unit/import-rules') && !path.startsWith('__tests__/unit/source-rules'),
  );
  const problems = tests.flatMap((path) => shapeProblems(path, readFileSync(join(ROOT, path), 'utf8')));
  // A test's room may hand on what it wraps, and tables of cases may be long.
  expect(problems.filter((problem) => !/re-exports|lines, more than/.test(problem))).toEqual([]);
});

test('the table in docs/architecture.md says the same', () => {
  const rows = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8')
    .split('\n')
    .filter((line) => /^\| `/.test(line));
  const documented = rows.flatMap((row) => {
    const [, names, , imports] = row.split('|');
    const ticked = (cell: string | undefined) => [...(cell ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? '');
    return ticked(names).map((name) => [name, ticked(imports)]);
  });
  const held = ROOMS.filter((room) => room.says.length > 0 && !SANDBOX_ENTRIES.includes(room.prefix));
  expect(documented).toEqual(held.map((room) => [room.prefix, room.says]));
});

describe('the checker finds what is planted', () => {
  test.each([
    ['src/plan/x.ts', "import { a } from '../mist/client.ts';", 'may not import src/mist/client.ts'],
    ['src/plan/x.ts', "import type { A } from '../engine/ports.ts';", 'may not import src/engine/ports.ts'],
    ['src/model/x.ts', "import { readFileSync } from 'node:fs';", 'may not import node:fs'],
    ['src/mist/x.ts', "import { a } from '../engine/ports.ts';", 'for its types only'],
    ['src/mist/x.ts', "import { type A, b } from '../engine/ports.ts';", 'for its types only'],
    ['src/engine/x.ts', "const a = await import('undici');", 'may not import undici'],
    ['src/engine/x.ts', 'const a = await import(name);', 'may not import (computed)'],
    ['src/engine/x.ts', "import '@actions/core';", 'may not import @actions/core'],
    ['src/engine/x.ts', "const a = require('node:fs');", 'may not import require node:fs'],
    ['src/ssh/x.ts', "import {\n  a,\n  b,\n} from 'zod';", 'may not import zod'],
    ['src/action/x.ts', "import { a } from '../../sandbox/state.ts';", 'may not import sandbox/state.ts'],
    ['sandbox/x.ts', "import { a } from '../src/mist/wire.ts';", 'may not import src/mist/wire.ts'],
    ['src/engine/x.ts', 'const a = process.env.HOME;', 'takes environment'],
    ['src/engine/x.ts', "console.log('x');", 'takes console'],
    ['src/mist/x.ts', 'const a = Date.now();', 'takes clock'],
    ['src/ssh/x.ts', 'const a = new Date();', 'takes clock'],
    ['src/mist/x.ts', 'const a = Math.random();', 'takes random'],
    ['src/engine/x.ts', 'setTimeout(a, 1);', 'takes timers'],
    ['src/engine/x.ts', 'await fetch(url);', 'takes fetch'],
    ['src/engine/x.ts', 'const a: typeof fetch = (u) => fetch(u);', 'takes fetch'],
    ['src/other/x.ts', '', 'belongs to no room'],
    ['src/plan/utils.ts', '', 'says nothing'],
    ['src/plan/string-helpers.ts', '', 'says nothing'],
    ['src/plan/camelCase.ts', '', 'kebab-case'],
    ['src/plan/x.ts', "export * from './y.ts';", 're-exports'],
    ['src/plan/x.ts', "export { a } from './y.ts';", 're-exports'],
    ['src/plan/x.ts', '// @ts-expect-error\n', 'suppresses'],
    ['src/plan/x.ts', 'const a = b as unknown as C;', 'casts'],
  ])('%s %j', (path, text, problem) => {
    expect(problemsOf(path, text).join('\n')).toContain(problem);
  });

  test('a file that is too long', () => {
    expect(problemsOf('src/plan/x.ts', '\n'.repeat(301))).toEqual(['src/plan/x.ts: 301 lines, more than 300']);
  });

  test.each([
    ['src/plan/x.ts', "import type { A } from '../model/plan.ts';\nimport { b } from './match.ts';"],
    ['src/mist/x.ts', "import type { A } from '../engine/ports.ts';\nimport { request } from 'undici';"],
    ['src/mist/x.ts', "import { type A, type B } from '../engine/ports.ts';"],
    ['src/engine/x.ts', "// console.log('x') and import { a } from 'undici';\nsocket.setTimeout(1); client.fetch(a);"],
    ['src/engine/x.ts', 'function f(fetch: () => void) { fetch(); }'],
    ['src/engine/x.ts', 'const at = new Date(now).toISOString(); const url = "http://x"; /* Date.now() */'],
  ])('and nothing in %s %j', (path, text) => {
    expect(problemsOf(path, text)).toEqual([]);
  });
});

test('importsOf sees every form', () => {
  const text =
    "import a, { b } from 'x';\nimport type { C } from 'y';\nimport 'z';\nexport type { D } from 'w';\nimport * as e from 'v';";
  expect(importsOf(text)).toEqual([
    { target: 'x', typeOnly: false },
    { target: 'y', typeOnly: true },
    { target: 'w', typeOnly: true },
    { target: 'v', typeOnly: false },
    { target: 'z', typeOnly: false },
  ]);
});
