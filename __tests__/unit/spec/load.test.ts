import { describe, expect, test } from '@jest/globals';

import { load, type Node } from '../../../src/spec/load.ts';

function problems(text: string): string[] {
  return load(text).problems.map(({ place, message }) => `${place.line}:${place.column} ${message}`);
}

function placesOf(node: Node): unknown {
  const at = `${node.place.line}:${node.place.column}`;
  if (node.kind === 'scalar') return `${at} ${node.raw}`;
  if (node.kind === 'list') return [at, ...node.items.map(placesOf)];
  return {
    at,
    ...Object.fromEntries(
      [...node.entries].map(([key, entry]) => [`${entry.key.line}:${entry.key.column} ${key}`, placesOf(entry.node)]),
    ),
  };
}

describe('places', () => {
  test('of keys and values in every style', () => {
    const text = 'a: plain\nb: "double"\nc: \'single\'\nd: |\n  block\n  text\ne: [x, { f: y }]\ng:\n  - z\nh:\n';
    const { document } = load(text);
    expect(document && placesOf(document.root)).toEqual({
      at: '1:1',
      '1:1 a': '1:4 plain',
      '2:1 b': '2:4 double',
      '3:1 c': '3:4 single',
      '4:1 d': '5:3 block\ntext\n',
      '7:1 e': ['7:4', '7:5 x', { at: '7:8', '7:10 f': '7:13 y' }],
      '8:1 g': ['9:3', '9:5 z'],
      '10:1 h': '10:1 ',
    });
  });

  test.each([
    ['\r\n', 'a: 1\r\n\r\nb: &x 2\r\n'],
    ['\n', 'a: 1\n\nb: &x 2\n'],
    ['a byte order mark', '\uFEFFa: 1\n\nb: &x 2\n'],
  ])('with %s', (_name, text) => {
    expect(problems(text)).toEqual(['3:4 anchors (&name) are not used in specs; use `defaults:`']);
  });
});

describe('variables', () => {
  test('may stand bare inside of flow collections, and its text comes back unchanged', () => {
    const { document } = load(`a: { b: \${NAME}, c: [\${x.y-z}] }\nd: "\${Q}"\ne: |\n  \${R}\n`);
    expect(document?.value).toEqual({ a: { b: `\${NAME}`, c: [`\${x.y-z}`] }, d: `\${Q}`, e: `\${R}\n` });
  });

  test('its stand-ins are refused in the text', () => {
    expect(problems('a: \uE000')).toEqual(['1:1 the private-use characters U+E000 and U+E001 cannot be used']);
  });
});

describe('limits', () => {
  const row = (index: number) => `k${index}: 1\n`;
  const rows = (count: number) => Array.from({ length: count }, (_, index) => row(index)).join('');
  test('64 KiB', () => {
    expect(problems(`a: ${'x'.repeat(64 * 1024 - 3)}`)).toEqual([]);
    expect(problems(`a: ${'x'.repeat(64 * 1024 - 2)}`)).toHaveLength(1);
    expect(problems(`a: ${'ä'.repeat(40_000)}`)).toHaveLength(1);
  });
  test('20 levels', () => {
    const nested = (levels: number) => `${'['.repeat(levels - 1)}1${']'.repeat(levels - 1)}`;
    expect(problems(nested(20))).toEqual([]);
    expect(problems(nested(21))).toEqual(['1:21 nested deeper than 20 levels']);
  });
  test('5000 values', () => {
    expect(problems(rows(2499))).toEqual([]);
    expect(problems(rows(2500))).toEqual(['2500:8 more than 5000 values; split the spec']);
  });
});

test('values are those of the YAML 1.2 core schema', () => {
  const { document } = load('{a: no, b: 12:30, c: 2026-01-01, d: null, e: true, f: 1.5, g: "1", h: 0o17}');
  expect(document?.value).toEqual({ a: 'no', b: '12:30', c: '2026-01-01', d: null, e: true, f: 1.5, g: '1', h: 15 });
});
