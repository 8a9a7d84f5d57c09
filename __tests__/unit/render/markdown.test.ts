import { describe, expect, test } from '@jest/globals';
import { codeSpan, details, document, escapeText, paragraph, table } from '../../../src/render/markdown.ts';

describe('escapeText', () => {
  test.each([
    ['a|b', 'a\\|b'],
    ['`code`', '\\`code\\`'],
    ['<img src=x>', '&lt;img src=x&gt;'],
    ['a & b', 'a &amp; b'],
    ['ask @mona', 'ask @\u200bmona'],
    ['[x](y)', '\\[x\\](y)'],
    ['*_~!\\', '\\*\\_\\~\\!\\\\'],
    ['# title', '\\# title'],
    ['two\nlines\u2028three', 'two lines three'],
    ['see https://evil.example', 'see https:\u200b//evil.example'],
    ['see WWW.evil.example', 'see WWW\u200b.evil.example'],
    ['web-1 (2 of 3)', 'web-1 (2 of 3)'],
  ])('%j becomes %j', (text, escaped) => {
    expect(escapeText(text)).toBe(escaped);
  });
});

describe('codeSpan', () => {
  test.each([
    ['web-1', '`web-1`'],
    ['a|b', '`a\\|b`'],
    ['a`b', '``a`b``'],
    ['`a``b', '``` `a``b ```'],
    ['@mona\n', '`@mona`'],
    ['', ''],
  ])('%j becomes %j', (text, span) => {
    expect(codeSpan(text)).toBe(span);
  });
});

describe('document', () => {
  const rows = Array.from({ length: 50 }, (_, at) => [`row ${at}`, 'ü'.repeat(20)]);
  const sections = [paragraph('# Title'), details('More <b>', table(['A', 'B'], rows)), paragraph('End')];

  test('puts a blank line between sections', () => {
    expect(document([paragraph('a', 'b'), table(['A'], [['1']])], 1000)).toBe('a\nb\n\n| A |\n| --- |\n| 1 |\n');
  });

  test('is whole when there is room', () => {
    const whole = document(sections, 100_000);
    expect(whole).toContain('<summary>More &lt;b&gt;</summary>\n\n| A | B |');
    expect(whole).toContain('row 49');
    expect(document(sections, Buffer.byteLength(whole))).toBe(whole);
  });

  test('at every limit it stays under it, well-formed, and says that something is missing', () => {
    const whole = Buffer.byteLength(document(sections, 100_000));
    for (let limit = 60; limit < whole; limit += 7) {
      const text = document(sections, limit);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(limit);
      expect(text.split('<details>').length).toBe(text.split('</details>').length);
      expect(text).toContain('left out');
      for (const line of text.split('\n').filter((one) => one.startsWith('|'))) expect(line.endsWith('|')).toBe(true);
    }
  });
});
