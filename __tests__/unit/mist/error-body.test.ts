import { describe, expect, test } from '@jest/globals';
import { errorOf, isHtml } from '../../../src/mist/error-body.ts';
import type { Call, Reply } from '../../../src/mist/transport.ts';

const call: Call = {
  method: 'POST',
  origin: 'https://mist.test',
  route: '/api/v1/machines/{id}',
  path: '/api/v1/machines/00000000000000000000000000000000',
  body: null,
  timeoutMs: 1000,
  credentials: 'input `mist-token`',
};

function reply(status: number, contentType: string, text: string, more: Partial<Reply> = {}): Reply {
  return { status, contentType, text, serverTime: null, location: null, retryAfter: null, ...more };
}

const PLAIN = 'text/html; charset=UTF-8';
const PROBLEM = 'application/problem+json';
const problem = (detail: string, title = 'Title'): string =>
  JSON.stringify({ detail, status: 0, title, type: 'about:blank' });

describe('which failure an answer is', () => {
  test.each([
    [401, PLAIN, 'User not authenticated. Please log in', 'auth'],
    [401, PROBLEM, problem('Provided apikey is not valid'), 'auth'],
    [401, PLAIN, "Unauthorized cloud credentials: 'AuthFailure: AWS was not able to validate'", 'provider-auth'],
    [403, 'application/json', '"Unauthorized cloud credentials: x"', 'provider-auth'],
    [403, PLAIN, "Forbidden: Machine doesn't support stop.", 'forbidden'],
    [403, PLAIN, 'Forbidden: Quota exceeded for this project', 'quota'],
    [402, PLAIN, 'Payment required', 'quota'],
    [404, PLAIN, 'Not Found: Cloud does not exist', 'not-found'],
    [404, 'application/json', '"Machine does not exist"', 'not-found'],
    [404, PLAIN, '<html><head></head></html>', 'protocol'],
    [404, PROBLEM, problem('The requested URL was not found on the server.'), 'protocol'],
    [405, PROBLEM, problem('The method is not allowed for the requested URL.'), 'protocol'],
    [405, PLAIN, 'Read Only token', 'auth'],
    [409, PLAIN, 'Key name exists', 'rejected'],
    [400, PLAIN, 'Bad Request: Date value was not valid', 'rejected'],
    [400, PLAIN, 'Bad Request: InstanceLimitExceeded', 'quota'],
    [415, PROBLEM, problem('Invalid Content-type (text/plain), expected JSON data'), 'rejected'],
    [422, 'application/json', '"Action not supported on target machine"', 'rejected'],
    [423, PLAIN, 'Locked', 'busy'],
    [429, PLAIN, '<html>slow down</html>', 'busy'],
    [500, PLAIN, 'Internal Server Error', 'server'],
    [502, 'text/html', '<html>Bad Gateway</html>', 'server'],
    [503, PLAIN, 'Cloud unavailable', 'server'],
    [418, PLAIN, '<!DOCTYPE html><p>tea', 'protocol'],
  ])('%i %s %s: %s', (status, type, text, failure) => {
    expect(errorOf(call, reply(status, type, text), [])?.failure).toBe(failure);
  });

  test.each([200, 201, 204])('%i is none', (status) => {
    expect(errorOf(call, reply(status, PLAIN, 'OK'), [])).toBeNull();
  });
});

describe('what it says', () => {
  test('names method, route, status and the picked line', () => {
    const error = errorOf(call, reply(403, PLAIN, "Forbidden: Machine doesn't support stop."), []);
    expect(error?.message).toBe("POST /api/v1/machines/{id}: 403 Forbidden: Machine doesn't support stop.");
  });

  test('a refused login names the input', () => {
    const error = errorOf(call, reply(401, PLAIN, 'User not authenticated. Please log in'), []);
    expect(`${error?.message} ${error?.hint}`).toContain('`mist-token`');
  });

  test('an answer that repeats a secret is not shown', () => {
    const error = errorOf(call, reply(400, PLAIN, 'Bad Request: hunter2hunter2 is weak'), ['hunter2hunter2']);
    expect(error?.message).not.toContain('hunter2');
  });

  test.each([
    ['not JSON at all', 'application/json', '{"detail": '],
    ['a number', 'application/json', '7'],
    ['a list', 'application/json', '[1]'],
    ['null', 'application/json', 'null'],
  ])('%s gives no reason', (_, type, text) => {
    expect(errorOf(call, reply(400, type, text), [])?.message).toContain('400 no reason given');
  });

  test('a page is called a page', () => {
    expect(errorOf(call, reply(404, PLAIN, '<html><body>secret page'), [])?.message).toContain('404 an HTML page');
  });
});

describe('redirects', () => {
  test.each([
    ['https://other.test/x?y=z', 'https://other.test'],
    ['http://mist.test/', 'http://mist.test'],
    ['//cdn.test/x', 'https://cdn.test'],
    ['https://user:pass@other.test/', 'https://other.test'],
  ])('%s is refused by its origin', (location, origin) => {
    const error = errorOf(call, reply(302, PLAIN, '', { location }), []);
    expect(error?.failure).toBe('protocol');
    expect(error?.message).toBe(`POST /api/v1/machines/{id}: 302 the server redirects to ${origin}`);
  });

  test.each([
    ['/sign-in', 'another path of itself'],
    [null, 'somewhere'],
    ['http://[', 'somewhere'],
  ])('%s', (location, where) => {
    expect(errorOf(call, reply(302, PLAIN, '', { location }), [])?.message).toContain(where);
  });
});

describe('Retry-After', () => {
  const serverTime = Date.parse('Mon, 23 Nov 2026 10:00:00 GMT');

  test.each([
    ['7', 7000],
    ['0', 0],
    ['1000000000', 1e12],
    ['Mon, 23 Nov 2026 10:00:20 GMT', 20_000],
    ['Mon, 23 Nov 2026 09:00:00 GMT', 0],
    ['-5', undefined],
    ['soon', undefined],
    ['', undefined],
  ])('%s', (retryAfter, ms) => {
    expect(errorOf(call, reply(429, PLAIN, 'busy', { retryAfter, serverTime }), [])?.retryAfterMs).toBe(ms);
  });
});

test.each([
  ['<html><head>', true],
  ['\n <!DOCTYPE html>', true],
  ['Not Found: <b>', false],
  ['<key>', false],
])('isHtml %j', (text, page) => {
  expect(isHtml({ text })).toBe(page);
});
