// The runner's own grammar: command files and workflow commands, case by case.
import { describe, expect, test } from '@jest/globals';
import { parsePairs } from '../../../scripts/runner/command-files.mjs';
import { LogReader, Masks, parseCommand } from '../../../scripts/runner/log.mjs';

describe('parsePairs', () => {
  test.each([
    [
      'a=1\nb=2\n',
      [
        ['a', '1'],
        ['b', '2'],
      ],
      null,
    ],
    ['a=x=y<<z\n', [['a', 'x=y<<z']], null],
    ['a=\n', [['a', '']], null],
    ['a=1', [['a', '1']], null],
    ['a<<E\n1\n2\nE\n', [['a', '1\n2']], null],
    ['a<<E\nE\n', [['a', '']], null],
    ['a<<E\n\nE', [['a', '']], null],
    ['\n\na=1\n\n', [['a', '1']], null],
    ['a=1\nb<<E\nhalf', [['a', '1']], 'Invalid value. EOF marker missing new line.'],
    ['a=1\nb<<E\nhalf\n', [['a', '1']], "Invalid value. Matching delimiter not found 'E'"],
    ['a=1\nb<<\n', [['a', '1']], "Invalid format 'b<<'. Name and delimiter are needed"],
    ['a=1\nnonsense\nb=2\n', [['a', '1']], "Invalid format 'nonsense'"],
  ])('%j', (text, pairs, error) => {
    expect(parsePairs(text)).toEqual({ pairs, error });
  });
});

describe('parseCommand', () => {
  test.each([
    [
      '::error file=a.yml,line=4,col=2::bad%0Aworse',
      { name: 'error', properties: { file: 'a.yml', line: '4', col: '2' }, data: 'bad\nworse' },
    ],
    ['  ::add-mask::s%25', { name: 'add-mask', properties: {}, data: 's%' }],
    ['::warning title=a%2Cb%3A c::x', { name: 'warning', properties: { title: 'a,b: c' }, data: 'x' }],
    ['text ##[error]old', { name: 'error', properties: {}, data: 'old' }],
    ['text ::error::not at the start', null],
    ['::unknown::x', null],
    ['::error', null],
    [': :error::x', null],
  ])('%s', (line, command) => {
    expect(parseCommand(line)).toEqual(command);
  });
});

describe('LogReader', () => {
  test('masks what it shows, in the encodings that the runner knows, from the command on', () => {
    const log = new LogReader(new Masks());
    const secret = 'pass word/1';
    for (const line of [secret, `::add-mask::${secret}`, secret, encodeURIComponent(secret)]) log.line(line);
    log.line(`user ${Buffer.from(secret).toString('base64')}`);
    expect(log.shown).toEqual([secret, '***', '***', 'user ***']);
  });

  test('masks each line of a secret with several lines', () => {
    const log = new LogReader(new Masks());
    log.line('::add-mask::first%0D%0Asecond');
    log.line('only second here');
    expect(log.shown).toEqual(['only *** here']);
  });

  test('does not obey commands between stop-commands and its token', () => {
    const log = new LogReader(new Masks());
    for (const line of ['::stop-commands::t0ken', '::error::quiet', '::t0ken::', '::error::loud']) log.line(line);
    expect(log.annotations.map((annotation) => annotation.message)).toEqual(['loud']);
  });

  test('an empty mask is a warning and hides nothing', () => {
    const log = new LogReader(new Masks());
    log.line('::add-mask::');
    log.line('text');
    expect(log.annotations.map((annotation) => annotation.level)).toEqual(['warning']);
    expect(log.shown.at(-1)).toBe('text');
  });

  test('shows debug messages only when debugging is on', () => {
    const quiet = new LogReader(new Masks());
    const verbose = new LogReader(new Masks(), true);
    for (const log of [quiet, verbose]) log.line('::debug::why');
    expect([quiet.shown, verbose.shown]).toEqual([[], ['##[debug]why']]);
  });
});
