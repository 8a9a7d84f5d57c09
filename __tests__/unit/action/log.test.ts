import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LogReader, Masks, parseCommand } from '../../../scripts/runner/log.mjs';
import { createLog, type LogWorld } from '../../../src/action/log.ts';
import { createRedactor } from '../../../src/action/redact.ts';

function makeLog(world: Partial<LogWorld> = {}) {
  const written: string[] = [];
  const log = createLog({
    write: (text) => written.push(text),
    elapsed: () => 0,
    redactor: createRedactor(),
    commands: true,
    ...world,
  });
  return { log, written, lines: () => written.join('').split('\n').slice(0, -1) };
}

/** What the runner makes of everything written. */
function asRunner(lines: readonly string[]): LogReader {
  const reader = new LogReader(new Masks(), true);
  for (const line of lines) reader.line(line);
  return reader;
}

/** The runner compares by culture, which passes over characters that nobody sees. */
function seen(line: string): string {
  return line.replace(/[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu, '');
}

const ESC = String.fromCharCode(27);

describe('foreign text cannot act in the log', () => {
  test.each([
    '::add-mask::10.0.0.1',
    '  ::set-output name=ip::x',
    'fine\n::stop-commands::x',
    'fine\r::error::x',
    'fine\u2028::error::x',
    'fine\u0085::error::x',
    'fine\v::error::x',
    '\u200b::error::x',
    ':\u00ad:error::x',
    '\ufeff::error::x',
    `${ESC}[31m::error::x`,
    `${ESC}]0;title\u0007::error::x`,
    'text ##[error]x',
    'text ##[add-mask]10.0.0.1',
    '#\u200d#[group]x',
    ':\ufe0f:error::x',
    '#\u034f#[error]x',
    '::##[error]x',
    ':::error::x',
    '\u00a0::error::x',
  ])('%j', (text) => {
    for (const kind of ['info', 'warning', 'debug'] as const) {
      const { log, lines } = makeLog();
      log[kind](text);
      const commands = lines().flatMap((line) => [line, seen(line)].map((text) => parseCommand(text)?.name ?? 'text'));
      expect(new Set(commands)).toEqual(new Set([kind === 'info' ? 'text' : kind]));
      expect(lines().join('\n')).not.toMatch(/[\p{Cf}\u2028\u2029\u0085]|(?!\n)\p{Cc}/u);
    }
  });

  test('whatever it is made of', () => {
    const part = fc.constantFrom(
      '::',
      ':',
      '##[',
      '#',
      '[',
      ']',
      'error',
      'add-mask',
      ' ',
      '\t',
      '\n',
      '\r',
      '\u200b',
      '\ufe0f',
      `${ESC}[`,
      '%0A',
      'x',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 12 }), (parts) => {
        const { log, lines } = makeLog();
        log.info(parts.join(''));
        for (const line of lines()) {
          expect([parseCommand(line), parseCommand(seen(line))]).toEqual([null, null]);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('addresses stay readable', () => {
    const { log, lines } = makeLog();
    log.info('web-1 is at ::1 and std::vector');
    log.info('::1 answers');
    expect(lines()).toEqual(['web-1 is at ::1 and std::vector', ': :1 answers']);
  });
});

describe('annotations', () => {
  test('carry title, file, line and column, and arrive as they were meant', () => {
    const { log, lines } = makeLog();
    log.error('50% of:\nweb, db', { title: 'Spec, checked', file: 'a:b,c%.yml', line: 3, column: 7 });
    log.notice('seen');
    expect(asRunner(lines()).annotations).toEqual([
      {
        level: 'error',
        message: '50% of:\nweb, db',
        title: 'Spec, checked',
        file: 'a:b,c%.yml',
        line: 3,
        column: 7,
        endLine: null,
        endColumn: null,
      },
      expect.objectContaining({ level: 'notice', message: 'seen', title: null, file: null }),
    ]);
  });

  test('nine errors are shown, the rest is in the log, and the last one tells how many', () => {
    const { log, lines } = makeLog();
    for (let at = 1; at <= 12; at += 1) log.error(`mistake ${at}`, { file: 'mist.yml', line: at });
    log.fail('The spec cannot be used.');
    const { annotations, shown } = asRunner(lines());
    expect(annotations.map(({ message }) => message).slice(-2)).toEqual([
      'mistake 9',
      'The spec cannot be used. (3 more errors are in the log of this step)',
    ]);
    expect(annotations).toHaveLength(10);
    expect(shown).toContain('Error: mist.yml:12: mistake 12');
  });

  test('ten warnings are shown', () => {
    const { log, lines } = makeLog();
    for (let at = 1; at <= 11; at += 1) log.warning(`w${at}`);
    expect(asRunner(lines()).annotations).toHaveLength(10);
    expect(lines().at(-1)).toBe('Warning: w11');
  });

  test('a message beyond 4,096 characters is cut there and whole in the log', () => {
    const { log, lines } = makeLog();
    log.error(`${'x'.repeat(5000)}END`);
    const { annotations, shown } = asRunner(lines());
    expect(annotations[0]?.message).toHaveLength(4096);
    expect(annotations[0]?.message.endsWith('…')).toBe(true);
    expect(shown.some((line) => line.endsWith('xEND'))).toBe(true);
  });

  test('outside GitHub everything is plain text', async () => {
    const { log, lines } = makeLog({ commands: false });
    log.mask('hunter2hunter2');
    log.error('bad hunter2hunter2', { file: 'mist.yml', line: 3, column: 1 });
    log.debug('unseen');
    await log.group('Plan', async () => log.info('::error::inside'));
    expect(lines()).toEqual(['Error: mist.yml:3:1: bad ***', 'Plan', ': :error::inside', 'Plan: 0s']);
  });
});

describe('groups', () => {
  test('end with their time, also when the work fails; inner ones are plain lines', async () => {
    let now = 0;
    const { log, lines } = makeLog({ elapsed: () => now });
    const work = log.group('Apply\n::error::x', async () => {
      await log.group('Inner', async () => {
        now = 1500;
      });
      throw new Error('broken');
    });
    await expect(work).rejects.toThrow('broken');
    expect(asRunner(lines()).shown).toEqual([
      '##[group]Apply ::error::x',
      'Inner',
      'Inner: 1.5s',
      'Apply ::error::x: 1.5s',
      '##[endgroup]',
    ]);
  });

  test('a section is a group of its own, in one piece, and the one around goes on behind it', async () => {
    const { log, lines } = makeLog();
    log.mask('hush-hush');
    await log.group('Apply', async () => {
      log.section('machine/web\n::error::x', 'one hush-hush\n::set-output name=a::b\n##[endgroup]');
      log.info('later');
    });
    log.section('alone', 'text');
    expect(asRunner(lines()).shown).toEqual([
      '##[group]Apply',
      '##[endgroup]',
      '##[group]machine/web ::error::x',
      'one ***',
      ': :set-output name=a::b',
      '# #[endgroup]',
      '##[endgroup]',
      '##[group]Apply (goes on)',
      'later',
      'Apply: 0s',
      '##[endgroup]',
      '##[group]alone',
      'text',
      '##[endgroup]',
    ]);
    const plain = makeLog({ commands: false });
    plain.log.section('title', 'text');
    expect(plain.lines()).toEqual(['title', 'text']);
  });

  test('give the result of the work', async () => {
    expect(await makeLog().log.group('Plan', async () => 7)).toBe(7);
  });
});

describe('secrets', () => {
  test('are masked before they can be printed, in every form, once', () => {
    const { log, lines } = makeLog();
    log.mask('tok%en+1');
    log.mask('tok%en+1');
    const masks = lines().map((line) => parseCommand(line));
    expect(masks.every((command) => command?.name === 'add-mask')).toBe(true);
    const data = masks.map((command) => command?.data);
    expect(data).toContain('tok%en+1');
    expect(data).toContain(Buffer.from('tok%en+1').toString('hex'));
    expect(new Set(data).size).toBe(data.length);
  });

  test('do not reach any kind of line, not even in pieces that cleaning joins', async () => {
    const { log, lines } = makeLog();
    log.mask('hunter2hunter2');
    const before = lines().length;
    const text = `a hunter2hunter2 b hunter2\u200bhunter2 c ${ESC}[1mhunter2${ESC}[0mhunter2`;
    log.info(text);
    log.debug(text);
    log.warning(text, { title: text, file: text });
    log.fail(text);
    await log.group(text, async () => {});
    expect(lines().slice(before).join('\n')).not.toContain('hunter2hunter2');
    expect(log.redact('hunter2hunter2')).toBe('***');
  });

  test('that are too short are said to be so', () => {
    const { log, lines } = makeLog();
    log.mask('abc');
    log.mask('');
    log.mask('root');
    log.mask('abc');
    const warning = expect.stringMatching(/^::warning::A value that is given as a secret is not hidden in this log: /);
    expect(lines()).toEqual([warning, warning]);
  });
});

describe('masks that can wait', () => {
  const SECRET = 'hunter2hunter2';
  const later = () => {
    const works: (() => void)[] = [];
    const turn = (): void => {
      for (const work of works.splice(0)) work();
    };
    return { soon: (work: () => void) => void works.push(work), turn };
  };

  test('leave in a later turn, once', () => {
    const { soon, turn } = later();
    const { log, written } = makeLog({ soon });
    log.mask(SECRET);
    expect(written).toEqual([]);
    turn();
    turn();
    expect(written).toHaveLength(1);
    expect(written[0]?.startsWith('::add-mask::')).toBe(true);
  });

  test('leave at once where anything was printed: no other line is sure to come', () => {
    const { soon } = later();
    const { log, written } = makeLog({ soon });
    log.info('Scope: pr-42');
    log.mask(SECRET);
    expect(written[1]?.startsWith('::add-mask::')).toBe(true);
  });

  test.each<[string, (log: ReturnType<typeof createLog>) => unknown]>([
    ['a line', (log) => log.info(`it is ${SECRET}`)],
    ['a warning', (log) => log.warning(SECRET)],
    ['a debug line', (log) => log.debug(SECRET)],
    ['a group', (log) => log.group(SECRET, async () => undefined)],
    ['a section', (log) => log.section(SECRET, SECRET)],
    ['the last error', (log) => log.fail(SECRET)],
  ])('leave before %s, which does not hold the secret', (_what, print) => {
    const { soon, turn } = later();
    const { log, written } = makeLog({ soon });
    log.mask(SECRET);
    void print(log);
    turn();
    expect(written[0]?.startsWith('::add-mask::')).toBe(true);
    expect(written.filter((text) => text.includes('::add-mask::'))).toHaveLength(1);
    expect(written.slice(1).join('')).not.toContain(SECRET);
    expect(written.length).toBeGreaterThan(1);
  });
});

test('debug lines are left out where the runner would drop them', () => {
  const { log, written } = makeLog({ debug: false });
  log.debug('GET /api/v1/clouds: 200, 50 ms');
  log.info('a line');
  expect(written).toEqual(['a line\n']);
});

test('a text of many lines is one write', () => {
  const { log, written } = makeLog();
  log.info('one\n::error::two\nthree');
  expect(written).toEqual(['one\n: :error::two\nthree\n']);
});
