import { describe, expect, test } from '@jest/globals';

import { load } from '../../../src/spec/load.ts';
import { oneLine, type Path, pathText, Report } from '../../../src/spec/report.ts';

function reportOn(text: string): Report {
  const { document } = load(text);
  if (document === null) throw new Error('not readable');
  return new Report(document.root);
}

describe('pathText', () => {
  test.each<[Path, string]>([
    [[], 'spec'],
    [['machines', 'web', 'needs', 0], 'machines.web.needs[0]'],
    [['machines', 'a\nb'], 'machines.a\\u000ab'],
    [['x'.repeat(70)], `${'x'.repeat(60)}…`],
  ])('%j', (path, expected) => {
    expect(pathText(path)).toBe(expected);
  });
});

test('oneLine leaves no way to begin a new line in a log', () => {
  expect(oneLine('a\r\n::add-mask::b\u2028c\u001b[0m')).toBe('a\\u000d\\u000a::add-mask::b\\u2028c\\u001b[0m');
});

describe('Report', () => {
  const text = 'machines:\n  web:\n    needs: [a, b]\n';
  test.each<[Path, 'value' | 'key', string]>([
    [['machines', 'web', 'needs', 1], 'value', '3:16'],
    [['machines', 'web', 'needs'], 'value', '3:12'],
    [['machines', 'web', 'needs'], 'key', '3:5'],
    [['machines', 'web', 'image'], 'value', '2:3'],
    [['machines', 'web', 'image', 'os'], 'value', '2:3'],
    [['keys'], 'value', '1:1'],
  ])('%j by its %s is at %s', (path, pointer, expected) => {
    const report = reportOn(text);
    report.error(path, 'x', pointer);
    expect(report.diagnostics().map(({ line, column }) => `${line}:${column}`)).toEqual([expected]);
    expect(report.has(path)).toBe(true);
  });

  test('says the same thing once, and everything in the order of the text', () => {
    const report = reportOn(text);
    report.error(['machines', 'web', 'needs', 1], 'second');
    report.error(['machines', 'web'], 'first', 'key');
    report.error(['machines', 'web', 'needs', 1], 'second');
    expect(report.diagnostics().map(({ message }) => message)).toEqual(['first', 'second']);
    expect(report.has(['machines'])).toBe(false);
  });
});
