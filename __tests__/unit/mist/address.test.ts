import { describe, expect, test } from '@jest/globals';
import { isLoopback, openNetwork, parseServerUrl, proxyFor } from '../../../src/mist/address.ts';
import { ActionError, InputError } from '../../../src/model/errors.ts';

describe('parseServerUrl', () => {
  test.each([
    ['https://mist.test', false],
    ['https://mist.test:8443/prefix/', false],
    ['http://127.0.0.1:8080', false],
    ['http://localhost', false],
    ['http://[::1]:1', false],
    ['http://mist.test', true],
  ])('%s (insecure allowed: %s)', (url, allow) => {
    expect(parseServerUrl(url, allow).href).toBe(new URL(url).href);
  });

  test.each([
    ['mist.test', 'not a URL'],
    ['', 'not a URL'],
    ['ftp://mist.test', 'only https://'],
    ['file:///etc/passwd', 'only https://'],
    ['https://user:hunter2@mist.test', 'without login'],
    ['https://mist.test?x=1', 'without login'],
    ['https://mist.test#x', 'without login'],
    ['http://mist.test', 'plain http'],
    ['http://127.0.0.1.mist.test', 'plain http'],
    ['http://10.0.0.5', 'plain http'],
  ])('refuses %s', (url, why) => {
    const parse = (): URL => parseServerUrl(url, false);
    expect(parse).toThrow(InputError);
    expect(parse).toThrow(why);
    expect(parse).not.toThrow('hunter2');
  });
});

test.each([
  ['localhost', true],
  ['sub.localhost', true],
  ['127.9.9.9', true],
  ['[::1]', true],
  ['localhost.mist.test', false],
  ['128.0.0.1', false],
  ['mist.test', false],
])('isLoopback %s: %s', (host, loopback) => {
  expect(isLoopback(host)).toBe(loopback);
});

describe('proxyFor', () => {
  const env = { HTTPS_PROXY: 'http://p1:1', http_proxy: 'http://p2:2', HTTP_PROXY: 'http://p3:3' };

  test.each([
    ['https://mist.test', 'http://p1:1'],
    ['http://mist.test', 'http://p2:2'],
    ['http://127.0.0.1:9', ''],
    ['https://localhost:9', ''],
  ])('%s', (url, proxy) => {
    expect(proxyFor(new URL(url), env)).toBe(proxy);
  });

  test('none without variables, and http does not speak for https', () => {
    expect(proxyFor(new URL('https://mist.test'), { HTTP_PROXY: 'http://p:1', https_proxy: '' })).toBe('');
  });
});

test('a proxy variable that is no URL is refused without repeating it', () => {
  const open = (): unknown => openNetwork(new URL('https://mist.test'), { HTTPS_PROXY: 'http://u:hunter2@:bad' }, null);
  expect(open).toThrow(ActionError);
  expect(open).toThrow('HTTPS_PROXY');
  expect(open).not.toThrow('hunter2');
});
