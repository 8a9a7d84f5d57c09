import { describe, expect, test } from '@jest/globals';
import {
  ActionError,
  ApiError,
  assertNever,
  BugError,
  CancelledError,
  type Diagnostic,
  InputError,
  PlanError,
  SpecError,
  TransportError,
  WaitTimeoutError,
} from '../../../src/model/errors.ts';

const AT = { method: 'POST', route: '/api/v2/machines' };

function diagnostic(path: string, severity: Diagnostic['severity'] = 'error'): Diagnostic {
  return { path, line: 1, column: 1, message: 'is bad', severity };
}

describe('every error says who must act, with a stable code', () => {
  test.each<[ActionError, string, string, string]>([
    [new ActionError('files', 'user', 'No.'), 'ActionError', 'files', 'user'],
    [new InputError('ttl', 'No.'), 'InputError', 'input', 'user'],
    [new SpecError([], null), 'SpecError', 'spec', 'user'],
    [new PlanError('too-many-machines', 'machine/*', 'No.'), 'PlanError', 'too-many-machines', 'user'],
    [new ApiError({ ...AT, failure: 'quota', status: 402 }, 'No.'), 'ApiError', 'api-quota', 'remote'],
    [new TransportError({ ...AT, sent: true }, 'No.'), 'TransportError', 'transport', 'remote'],
    [
      new WaitTimeoutError('machine/web', 'running', 'pending', 'within 90s'),
      'WaitTimeoutError',
      'wait-timeout',
      'remote',
    ],
    [new CancelledError(), 'CancelledError', 'cancelled', 'user'],
    [new BugError('No.'), 'BugError', 'bug', 'bug'],
  ])('%s', (error, name, code, source) => {
    expect([error.name, error.code, error.source]).toEqual([name, code, source]);
    expect(error).toBeInstanceOf(ActionError);
    expect(error.cause).toBeUndefined();
  });
});

describe('messages', () => {
  test.each<[Error, string]>([
    [new InputError('ttl', 'it is bad.'), 'Input `ttl`: it is bad.'],
    [new PlanError('x', 'machine/web', 'it is bad.'), 'machine/web: it is bad.'],
    [new ApiError({ ...AT, failure: 'server', status: 502 }, 'HTML'), 'POST /api/v2/machines: 502 HTML'],
    [new TransportError({ ...AT, sent: false }, 'reset'), 'POST /api/v2/machines: reset'],
    [
      new WaitTimeoutError('machine/web', 'running', 'pending', 'within 90s'),
      'machine/web: not running within 90s; last seen: pending',
    ],
    [new CancelledError('SIGINT ended the step.'), 'SIGINT ended the step.'],
    [new SpecError([diagnostic('machines.web')], null), 'machines.web: is bad'],
    [new SpecError([diagnostic('a', 'warning'), diagnostic('b'), diagnostic('c')], 'x.yml'), 'b: is bad (and 1 more)'],
    [new SpecError([diagnostic('a', 'warning')], null), 'The spec cannot be used.'],
  ])('%s', (error, message) => {
    expect(error.message).toBe(message);
  });
});

test('what decides the next step is on the error', () => {
  const busy = new ApiError({ ...AT, failure: 'busy', status: 429, retryAfterMs: 1500 }, 'later', { hint: 'Wait.' });
  expect([busy.retryAfterMs, busy.route, busy.method, busy.hint]).toEqual([1500, AT.route, 'POST', 'Wait.']);
  expect(new ApiError({ ...AT, failure: 'busy', status: 429 }, 'later').retryAfterMs).toBeUndefined();
  expect(new TransportError({ ...AT, sent: true }, 'reset').sent).toBe(true);
  expect(new ActionError('x', 'user', 'y', { cause: busy }).cause).toBe(busy);
});

test('what the compiler rules out is a bug', () => {
  const impossible = JSON.parse('{"kind":"new"}') as never;
  expect(() => assertNever(impossible)).toThrow(
    'Unexpected value {"kind":"new"}. This is a bug in the action: please report it.',
  );
});
