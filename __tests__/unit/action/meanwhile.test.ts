import { expect, test } from '@jest/globals';
import { meanwhile } from '../../../src/action/meanwhile.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const never = new Promise<never>(() => undefined);

test('pieces are done in their order, each in a turn of its own, and one that fails costs no other', async () => {
  const seen: string[] = [];
  let turns = 0;
  let counting = true;
  const count = (): void => {
    turns += 1;
    if (counting) setImmediate(count);
  };
  setImmediate(count);
  const piece = (name: string) => async () => void seen.push(`${name} ${turns}`);
  const failed = (error: unknown): void => void seen.push(String(error));
  await meanwhile(never, [piece('first'), () => Promise.reject(new Error('no')), piece('last')], failed);
  counting = false;
  expect(seen).toEqual(['first 1', 'Error: no', 'last 3']);
});

test.each([
  ['has come', () => Promise.resolve()],
  ['has failed', () => Promise.reject(new Error('no list'))],
])('nothing is begun once the answer %s', async (_name, answer) => {
  const seen: string[] = [];
  await meanwhile(answer(), [async () => void seen.push('late')]);
  expect(seen).toEqual([]);
});

test('what is under way when the answer comes is left behind, and nothing follows it', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const seen: string[] = [];
  const waiting = meanwhile(promise, [
    () => {
      seen.push('begun');
      return never;
    },
    async () => void seen.push('late'),
  ]);
  await turn();
  await turn();
  resolve();
  await waiting;
  expect(seen).toEqual(['begun']);
});
