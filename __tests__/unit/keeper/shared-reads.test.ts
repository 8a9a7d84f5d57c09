import { expect, test } from '@jest/globals';
import { shareReads } from '../../../src/keeper/shared-reads.ts';

/** A read whose answers are given by hand: each call is numbered in the order it began. */
function manual() {
  const began: { readonly key: string; answer(ok?: boolean): void }[] = [];
  const read = shareReads(
    (key: string) =>
      new Promise<number>((resolve, reject) => {
        const number = began.length + 1;
        began.push({ key, answer: (ok = true) => (ok ? resolve(number) : reject(new Error(`read ${number}`))) });
      }),
  );
  return { began, read };
}

test('who asks during a read gets one that began later, shared with all others who asked then', async () => {
  const { began, read } = manual();
  const first = read('a');
  const late = [read('a'), read('a'), read('a')];
  expect(began).toHaveLength(1);
  began[0]?.answer();
  await expect(first).resolves.toBe(1);
  expect(began).toHaveLength(2);
  const later = read('a');
  began[1]?.answer();
  await expect(Promise.all(late)).resolves.toEqual([2, 2, 2]);
  began[2]?.answer();
  await expect(later).resolves.toBe(3);
});

test('a read that fails does not fail those who waited for the next', async () => {
  const { began, read } = manual();
  const first = read('a');
  const late = read('a');
  began[0]?.answer(false);
  await expect(first).rejects.toThrow('read 1');
  began[1]?.answer();
  await expect(late).resolves.toBe(2);
});

test('keys are apart, and nothing is remembered', async () => {
  const { began, read } = manual();
  const both = [read('a'), read('b')];
  expect(began.map(({ key }) => key)).toEqual(['a', 'b']);
  for (const one of began) one.answer();
  await Promise.all(both);
  const again = read('a');
  expect(began).toHaveLength(3);
  began[2]?.answer();
  await expect(again).resolves.toBe(3);
});
