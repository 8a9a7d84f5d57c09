import { inspect } from 'node:util';
import { expect, test } from '@jest/globals';
import { formatOrder, type KeeperOrder, parseOrder, proxyVariables } from '../../../src/action/keeper-order.ts';
import { isMistId, type MistId } from '../../../src/model/observed.ts';
import { makeSecret } from '../../../src/model/secret.ts';

function mistId(digit: string): MistId {
  const id = digit.repeat(32);
  if (!isMistId(id)) throw new Error('no id');
  return id;
}

const TOKEN = 't0k3n-of-the-step';
const ORDER: KeeperOrder = {
  server: {
    url: 'https://mist.example.com',
    token: makeSecret(TOKEN),
    caCertificate: null,
    allowInsecureHttp: false,
    proxyEnv: { HTTPS_PROXY: 'http://ci:pw@proxy.example.com' },
  },
  task: {
    scope: { name: 'pr-42', named: true, repository: { serverUrl: 'https://github.com', id: '1' } },
    machines: [
      { id: mistId('a'), cloudId: mistId('b'), name: 'ma-x', ttlMs: 900_000, leftMs: 812_345, inherited: true },
    ],
    parallelism: 10,
    longestMs: 1000,
  },
  runner: { pid: 4711, start: '99' },
};

test('an order survives the pipe', () => {
  const back = parseOrder(formatOrder(ORDER));
  expect({ ...back, server: { ...back.server, token: back.server.token.reveal() } }).toEqual({
    ...ORDER,
    server: { ...ORDER.server, token: TOKEN },
  });
  expect(inspect(back, { depth: 9 })).not.toContain(TOKEN);
  expect(parseOrder(formatOrder({ ...ORDER, runner: null })).runner).toBeNull();
  for (const left of ['null', '-5']) {
    expect(parseOrder(formatOrder(ORDER).replace('812345', left)).task.machines[0]?.leftMs).toBe(JSON.parse(left));
  }
});

const TEXT = formatOrder(ORDER);
test.each([
  ['nothing', ''],
  ['a torn one', TEXT.slice(0, -20)],
  ['no token', TEXT.replace(TOKEN, '')],
  ['an id that is none', TEXT.replace(mistId('a'), '../clouds')],
  ['a backend that is none', TEXT.replace(mistId('b'), 'aws')],
  ['a machine without a name', TEXT.replace('"ma-x"', '""')],
  ['a lease of no length', TEXT.replace('900000', '0')],
  ['a lease without end', TEXT.replace('900000', 'null')],
  ['what is left in words', TEXT.replace('812345', '"long"')],
  ['part of a millisecond left', TEXT.replace('812345', '0.5')],
  ['a machine of no known origin', TEXT.replace('true', '1')],
  ['no machines', TEXT.replace(/"machines":\[.*?\]/, '"machines":7')],
  ['a forged scope', TEXT.replace('"pr-42"', '7')],
  ['a forged runner', TEXT.replace('4711', '-1')],
  ['no server', TEXT.replace('"server"', '"other"')],
])('%s is refused without a word of it', (_, text) => {
  expect(() => parseOrder(text)).toThrow(/^The order of the keeper is not whole\. This is a bug/);
});

test('of the environment only the proxies are handed on', () => {
  const env = {
    https_proxy: 'a',
    HTTPS_PROXY: 'b',
    NO_PROXY: 'c',
    AWS_SECRET: 'd',
    INPUT_TOKEN: 'e',
    http_proxy: undefined,
  };
  expect(proxyVariables(env)).toEqual({ https_proxy: 'a', HTTPS_PROXY: 'b', NO_PROXY: 'c' });
});
