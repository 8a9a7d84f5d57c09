import v8 from 'node:v8';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { loadCompiled } from '../../../src/action/load-compiled.ts';

let flags: string[];
beforeEach(() => {
  flags = [];
  jest.spyOn(v8, 'setFlagsFromString').mockImplementation((flag) => void flags.push(flag));
});
afterEach(() => {
  jest.restoreAllMocks();
});

test('what is loaded meanwhile is compiled whole, and nothing after it', async () => {
  const seen: string[][] = [];
  const loaded = await loadCompiled(async () => {
    seen.push([...flags]);
    return 'code';
  });
  expect([loaded, seen, flags]).toEqual(['code', [['--no-lazy']], ['--no-lazy', '--lazy']]);
});

test('nor after what cannot be loaded, which is told', async () => {
  await expect(loadCompiled(() => Promise.reject(new Error('no such chunk')))).rejects.toThrow('no such chunk');
  expect(flags).toEqual(['--no-lazy', '--lazy']);
});
