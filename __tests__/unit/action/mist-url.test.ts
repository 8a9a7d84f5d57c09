import { expect, test } from '@jest/globals';
import { parseMistUrl } from '../../../src/action/mist-url.ts';
import { InputError } from '../../../src/model/errors.ts';

test.each([
  ['http://localhost:8000', false],
  ['http://127.1', false],
  ['http://2130706433/', false],
  ['http://0x7f.0.0.1', false],
  ['http://[0:0:0:0:0:0:0:1]', false],
  ['http://128.0.0.1', true],
  ['http://[::2]', true],
  ['http://localhost.', true],
])('%s leaves this machine: %s', (text, leaves) => {
  if (leaves) expect(() => parseMistUrl(text, false)).toThrow(InputError);
  expect(parseMistUrl(text, true)).toMatchObject({ kind: 'server', plain: leaves });
});

test('https needs no permission', () => {
  expect(parseMistUrl('https://mist.example.com:8443//', false)).toEqual({
    kind: 'server',
    url: 'https://mist.example.com:8443',
    plain: false,
  });
});
