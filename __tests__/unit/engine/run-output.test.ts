import { describe, expect, test } from '@jest/globals';
import { RunOutput } from '../../../src/engine/run-output.ts';

type Chunk = string | readonly ['stdout' | 'stderr', string];

function collect(...chunks: readonly Chunk[]): RunOutput {
  const output = new RunOutput();
  for (const chunk of chunks) {
    if (typeof chunk === 'string') output.add('stdout', chunk);
    else output.add(...chunk);
  }
  return output;
}

describe('RunOutput', () => {
  test.each<[string, readonly Chunk[], string, string | null]>([
    ['nothing', [], '', null],
    ['lines in pieces', ['on', 'e\ntw', 'o\n'], 'one\ntwo', 'one | two'],
    ['an open line at the end', ['one\ntwo'], 'one\ntwo', 'one | two'],
    ['blank lines are shown, not quoted', ['one\n\n  \ntwo\n'], 'one\n\n  \ntwo', 'one | two'],
    ['carriage returns', ['one\r\ntwo\r\n'], 'one\ntwo', 'one | two'],
    [
      'two streams, each line whole',
      [
        ['stdout', 'out '],
        ['stderr', 'err\n'],
        ['stdout', 'put\n'],
      ],
      'err\nout put',
      'err | out put',
    ],
    ['only the last three are quoted', ['1\n2\n3\n4\n'], '1\n2\n3\n4', '2 | 3 | 4'],
  ])('%s', (_, chunks, text, quote) => {
    const output = collect(...chunks);
    expect(output.text()).toBe(text);
    expect(output.quote()).toBe(quote);
  });

  test('a line that is too long is left out whole, in whatever pieces it comes', () => {
    const output = collect('a\n', ...Array.from({ length: 20 }, () => 'x'.repeat(1000)), '\nb\n');
    expect(output.text()).toBe('a\n[a line of 20000 characters left out]\nb');
    expect(collect('x'.repeat(20_000)).text()).toBe('[a line of 20000 characters left out]');
  });

  test('a long line is not quoted in part', () => {
    expect(collect(`${'x'.repeat(500)}\n`).quote()).toBeNull();
    expect(collect(`${'x'.repeat(300)}\n${'y'.repeat(300)}\n`).quote()).toBe('y'.repeat(300));
  });

  test('of very much, beginning and end are kept, and it is said how much is missing', () => {
    const output = collect(...Array.from({ length: 20_000 }, (_, n) => `line ${n} ${'.'.repeat(90)}\n`));
    const lines = output.text().split('\n');
    expect(output.text().length).toBeLessThan(530 * 1024);
    expect(lines[0]).toMatch(/^line 0 /);
    expect(lines.at(-1)).toMatch(/^line 19999 /);
    const missing = Number(lines.map((line) => /^\[(\d+) lines left out\]$/.exec(line)?.[1]).find((found) => found));
    expect(lines.length - 1 + missing).toBe(20_000);
  });

  test('the last whole line tells how far it is', () => {
    const output = collect('one\ntw');
    expect(output.last).toBe('one');
    output.add('stdout', 'o\n');
    expect(output.last).toBe('two');
  });
});
