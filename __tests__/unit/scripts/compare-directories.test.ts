// The comparison behind check-dist, with each kind of difference planted.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { compareDirectories } from '../../../scripts/compare-directories.mjs';

let directory = '';

function make(name: string, files: Readonly<Record<string, string>>): string {
  const path = join(directory, name);
  mkdirSync(join(path, 'sub'), { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text);
  return path;
}

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'compare-'));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

const BUILT = { 'index.js': 'a', 'sub/1.js': 'b' };

test.each([
  ['equal', BUILT, []],
  ['one byte off', { ...BUILT, 'index.js': 'A' }, ['index.js: differs']],
  ['only the line ending off', { ...BUILT, 'sub/1.js': 'b\r\n' }, ['sub/1.js: differs']],
  ['missing', { 'index.js': 'a' }, ['sub/1.js: missing']],
  ['left over', { ...BUILT, 'old.js': '' }, ['old.js: not built from the sources']],
  ['native', { ...BUILT, 'x.node': '' }, ['x.node: not built from the sources', 'x.node: native file']],
])('%s', (_what, files, problems) => {
  expect(compareDirectories(make('expected', BUILT), make('actual', files))).toEqual(problems);
});

test('a native file counts even when the build made it', () => {
  const files = { 'pagent.exe': '' };
  expect(compareDirectories(make('expected', files), make('actual', files))).toEqual(['pagent.exe: native file']);
});

test('an absent directory misses everything', () => {
  expect(compareDirectories(make('expected', BUILT), join(directory, 'none'))).toHaveLength(2);
});
