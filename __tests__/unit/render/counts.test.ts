import { expect, test } from '@jest/globals';
import { countKinds } from '../../../src/render/counts.ts';

test.each([
  [[], ''],
  [['machine/a'], '1 machine'],
  [['key/k', 'machine/a', 'machine/b'], '2 machines and 1 key'],
  [['backend/x', 'key/k', 'key/l', 'machine/a'], '1 machine, 2 keys and 1 backend'],
] as const)('%j are %s', (addresses, text) => {
  expect(countKinds(addresses)).toBe(text);
});
