import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { isSecret, makeSecret } from '../../../src/model/secret.ts';

describe('makeSecret', () => {
  const secret = makeSecret('hunter2');

  test('reveals only when asked', () => {
    expect(secret.reveal()).toBe('hunter2');
  });

  test.each([
    ['template', `${secret}`],
    ['concatenation', `x${String(secret)}`],
    ['JSON', JSON.stringify({ secret })],
    ['inspect', inspect({ deep: [secret] }, { depth: 9, showHidden: true })],
    ['entries', JSON.stringify(Object.entries(secret))],
    ['spread', JSON.stringify({ ...secret })],
    ['cause', inspect(new Error('x', { cause: secret }))],
  ])('%s does not show it', (_, shown) => {
    expect(shown).not.toContain('hunter2');
  });

  test('cannot be changed', () => {
    expect(() => Object.assign(secret, { reveal: () => 'other' })).toThrow(TypeError);
  });
});

test.each([
  [makeSecret(''), true],
  [{ reveal: () => 'x' }, true],
  [{ reveal: 'x' }, false],
  ['x', false],
  [null, false],
  [7, false],
])('isSecret %s: %s', (value, is) => {
  expect(isSecret(value)).toBe(is);
});
