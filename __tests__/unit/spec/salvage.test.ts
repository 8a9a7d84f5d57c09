import { describe, expect, test } from '@jest/globals';
import { load } from '../../../src/spec/load.ts';
import { blankBlocks } from '../../../src/spec/salvage.ts';

describe('blankBlocks', () => {
  test.each([
    ['a line alone', 'a: 1\nb: 2\nc: 3\n', [2], [2]],
    ['what is indented below it', 'a:\n  b:\n    - 1\n\n  c: 1\nd: 2\n', [2], [2, 3, 4]],
    ['two blocks', 'a:\n  b: 1\nc: 2\nd: 3', [1, 4], [1, 2, 4]],
    ['a block inside of a block', 'a:\n  b: 1\n  c: 2\nd: 3', [1, 2], [1, 2, 3]],
    ['a tab takes nothing with it', 'a:\n\tb: 1\n  c: 2\n', [2], [2]],
    ['lines that end in CR LF', 'a:\r\n  b: 1\r\nc: 2', [1], [1, 2]],
  ])('%s', (_name, text, lines, blanked) => {
    const salvaged = blankBlocks(text, new Set(lines));
    expect(salvaged.blanked).toEqual(blanked);
    expect(salvaged.text).toHaveLength(text.length);
    const kept = salvaged.text.split(/\r?\n/).map((line, index) => (blanked.includes(index + 1) ? '' : line));
    const wanted = text.split(/\r?\n/).map((line, index) => (blanked.includes(index + 1) ? '' : line));
    expect(kept).toEqual(wanted);
    expect(salvaged.text.replace(/[^\r\n]/g, '')).toBe(text.replace(/[^\r\n]/g, ''));
  });
});

describe('load reads on', () => {
  test.each([
    ['a bad value', 'a: @x\nb: 1\nc: %y\nd: 2\n', [1, 3], { b: 1, d: 2 }],
    ['tabs', 'a:\n\tb: 1\nc: 2\n', [2], { a: null, c: 2 }],
    ['anchors and duplicate keys', 'a: &x 1\nb: 1\nb: 2\nc: 3\n', [1, 3], { b: 1, c: 3 }],
  ])('after %s', (_name, text, lines, value) => {
    const { problems, document } = load(text);
    expect(problems.map(({ place }) => place.line)).toEqual(lines);
    expect(document?.value).toEqual(value);
  });

  test.each([
    ['an open quote', 'a: "x\nb: 1\nc: @y\n'],
    ['an open bracket', 'a: [x\nb: 1\nc: @y\n'],
  ])('not after %s', (_name, text) => {
    const { problems, document } = load(text);
    expect(problems).toHaveLength(1);
    expect(document).toBeNull();
  });
});
