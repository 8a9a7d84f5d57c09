import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parsePairs } from '../../../scripts/runner/command-files.mjs';
import { createLog } from '../../../src/action/log.ts';
import { createRedactor } from '../../../src/action/redact.ts';
import { appendSummary, failStep, setOutputs } from '../../../src/action/step.ts';
import { COMMAND_VOICE, JOB_VOICE } from '../../../src/action/voice.ts';
import {
  ActionError,
  ApiError,
  BugError,
  CancelledError,
  InputError,
  PlanError,
  SpecError,
  TransportError,
  WaitTimeoutError,
} from '../../../src/model/errors.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'step-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function makeLog(commands = true) {
  const written: string[] = [];
  const log = createLog({
    write: (text) => written.push(...text.split('\n').slice(0, -1)),
    elapsed: () => 0,
    redactor: createRedactor(),
    commands,
  });
  return { log, written };
}

describe('setOutputs', () => {
  test('writes records that the runner reads back', () => {
    const path = join(root, 'output');
    writeFileSync(path, '');
    setOutputs({ env: { GITHUB_OUTPUT: path }, voice: JOB_VOICE }, makeLog().log, {
      ip: '127.0.0.1',
      machines: '[\n]',
    });
    expect(Object.fromEntries(parsePairs(readFileSync(path, 'utf8')).pairs)).toEqual({
      ip: '127.0.0.1',
      machines: '[\n]',
    });
  });

  test('prints them where there is no runner', () => {
    const { log, written } = makeLog(false);
    setOutputs({ env: {}, voice: COMMAND_VOICE }, log, { ip: '127.0.0.1' });
    expect(written).toEqual(['output ip=127.0.0.1']);
  });

  test('says why it cannot, and nothing of the path', () => {
    const setThem = (): void =>
      setOutputs({ env: { GITHUB_OUTPUT: root }, voice: JOB_VOICE }, makeLog().log, { ip: '1' });
    expect(setThem).toThrow(new ActionError('outputs', 'user', 'The outputs cannot be written: EISDIR.'));
  });

  test('warns of an output that GitHub will drop', () => {
    const path = join(root, 'output');
    writeFileSync(path, '');
    const { log, written } = makeLog();
    log.mask('hunter2hunter2');
    setOutputs({ env: { GITHUB_OUTPUT: path }, voice: JOB_VOICE }, log, { ip: 'x-hunter2hunter2' });
    expect(written.at(-1)).toMatch(/^::warning::GitHub drops the output `ip`/);
  });
});

describe('appendSummary', () => {
  test('appends without secrets', () => {
    const path = join(root, 'summary');
    writeFileSync(path, 'before\n');
    const { log } = makeLog();
    log.mask('hunter2hunter2');
    appendSummary({ GITHUB_STEP_SUMMARY: path }, log, 'a hunter2hunter2');
    expect(readFileSync(path, 'utf8')).toBe('before\na ***\n');
  });

  test('is for people only: its failure is a warning, its absence nothing', () => {
    const { log, written } = makeLog();
    appendSummary({ GITHUB_STEP_SUMMARY: join(root, 'missing') }, log, 'x');
    appendSummary({}, log, 'x');
    expect(written).toEqual(['::warning::The job summary could not be written.']);
  });
});

describe('failStep', () => {
  const place = { line: 3, column: 7, severity: 'error' } as const;
  const at = { method: 'GET', route: '/api/v1/clouds' };

  test.each<[string, unknown, readonly string[]]>([
    ['an action error', new ActionError('files', 'user', 'No place for files.'), ['::error::No place for files.']],
    [
      'one with a hint, which begins a sentence',
      new ActionError('leak', 'remote', 'it is left', { hint: 'Look there.' }),
      ['::error::it is left. Look there.'],
    ],
    [
      'several causes, a line each',
      new ActionError('apply-failed', 'remote', 'a: no\nb: no', { hint: 'a stays.' }),
      ['::error::a: no%0Ab: no%0Aa stays.'],
    ],
    ['an input', new InputError('ttl', 'it is bad.'), ['::error::Input `ttl`: it is bad.']],
    ['a plan', new PlanError('x', 'machine/web', 'no.'), ['::error::machine/web: no.']],
    [
      'an answer',
      new ApiError({ ...at, failure: 'auth', status: 401 }, 'refused', { hint: 'Check the token.' }),
      ['::error::GET /api/v1/clouds: 401 refused. Check the token.'],
    ],
    ['no answer', new TransportError({ ...at, sent: false }, 'reset'), ['::error::GET /api/v1/clouds: reset']],
    [
      'a wait',
      new WaitTimeoutError('machine/web', 'running', 'pending', 'within 1m'),
      ['::error::machine/web: not running within 1m; last seen: pending'],
    ],
    ['a cancelled run', new CancelledError(), ['::error::The run was cancelled. Post removes what must not stay.']],
    ['a mistake of ours', new BugError('Lost.'), ['::error::Lost. This is a bug in the action: please report it.']],
    [
      'mistakes of an inline spec',
      new SpecError(
        [
          { ...place, path: 'machines.web', message: 'is bad' },
          { ...place, path: '', message: 'is odd', severity: 'warning' },
        ],
        null,
      ),
      [
        '::error title=Spec::Line 3, column 7: machines.web: is bad',
        '::warning title=Spec::Line 3, column 7: is odd',
        '::error::The spec has 1 mistake; nothing was changed.',
      ],
    ],
    [
      'mistakes of a file',
      new SpecError([{ ...place, path: 'keys', message: 'is bad' }], 'ci\\mist.yml'),
      [
        '::error title=Spec,file=ci/mist.yml,line=3,col=7::keys: is bad',
        '::error::The spec ci\\mist.yml has 1 mistake; nothing was changed.',
      ],
    ],
    [
      'nothing at all',
      undefined,
      ['::error::Unexpected: unknown error This is a bug in the action: please report it.'],
    ],
  ])('%s', (_what, error, lines) => {
    const { log, written } = makeLog();
    let failed = 0;
    failStep({ setFailed: () => (failed += 1), voice: JOB_VOICE }, log, error);
    expect([failed, written]).toEqual([1, lines]);
  });

  test('the stack of what nobody expected is for debug logs, without secrets', () => {
    const { log, written } = makeLog();
    log.mask('hunter2hunter2');
    written.length = 0;
    failStep({ setFailed: () => undefined, voice: JOB_VOICE }, log, new TypeError('no x of hunter2hunter2'));
    expect(written[0]).toBe('::error::Unexpected: no x of *** This is a bug in the action: please report it.');
    expect(written[1]).toMatch(/^::debug::TypeError: no x of \*\*\*%0A/);
    expect(written).toHaveLength(2);
  });
});
