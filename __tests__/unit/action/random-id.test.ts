// Random names: from the kernel's device, and without one from node:crypto.
import { existsSync } from 'node:fs';
import { expect, jest, test } from '@jest/globals';
import { randomId } from '../../../src/action/random-id.ts';

test('128 bits as hex digits, never twice the same', () => {
  const ids = Array.from({ length: 100 }, () => randomId());
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
  expect(new Set(ids).size).toBe(ids.length);
});

test('node:crypto is loaded only where the kernel has no file for them', () => {
  const asked = jest.spyOn(process, 'getBuiltinModule');
  randomId();
  const modules = asked.mock.calls.map(([name]) => name);
  asked.mockRestore();
  expect(modules).toEqual(existsSync('/dev/urandom') ? [] : ['node:crypto']);
});
