import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parsePairs } from '../../../scripts/runner/command-files.mjs';
import { appendSynced, appendWhole, fileErrorCode, formatRecord } from '../../../src/action/command-file.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'command-file-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

describe('formatRecord', () => {
  test.each(['', 'plain', 'a=b', 'two\nlines', 'ends\n', '<<EOF\nEOF', 'a<<b'])('the runner reads back %j', (value) => {
    const text = formatRecord('machines', value, () => 'u1') + formatRecord('ip', '1', () => 'u2');
    expect(parsePairs(text)).toEqual({
      pairs: [
        ['machines', value],
        ['ip', '1'],
      ],
      error: null,
    });
  });

  test('a value that holds the delimiter gets another one', () => {
    const random = ['known', 'fresh'];
    const value = 'x\nmist-known\nstolen=1';
    expect(parsePairs(formatRecord('a', value, () => random.shift() ?? 'more')).pairs).toEqual([['a', value]]);
    expect(random).toEqual([]);
  });
});

describe.each([
  ['appendSynced', appendSynced],
  ['appendWhole', appendWhole],
])('%s', (_, append) => {
  test('adds to what is there', () => {
    const path = join(directory, 'state');
    writeFileSync(path, 'first\n');
    append(path, 'second\n');
    appendFileSync(path, 'third\n');
    expect(readFileSync(path, 'utf8')).toBe('first\nsecond\nthird\n');
  });

  test('does not make the file, because the runner would not read it', () => {
    expect(() => append(join(directory, 'missing'), 'x')).toThrow(/ENOENT/);
  });

  test('a full disk is an error', () => {
    expect(() => append('/dev/full', 'x')).toThrow(process.platform === 'linux' ? /ENOSPC/ : /./);
  });
});

test('of an error only its code is told', () => {
  expect(fileErrorCode(Object.assign(new Error('/secret/path'), { code: 'EROFS' }))).toBe('EROFS');
  expect(fileErrorCode('text')).toBe('unknown error');
});
