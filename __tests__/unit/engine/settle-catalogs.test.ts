import { describe, expect, test } from '@jest/globals';
import { settleCatalogs } from '../../../src/engine/settle-catalogs.ts';
import { id, image, size } from '../plan/rows.ts';

/** A cloud whose catalog has these counts of images and sizes at each look; the last stays. Answers the ms it was waited for. */
async function waited(counts: readonly (readonly [number, number])[]): Promise<number> {
  let now = 0;
  let looks = 0;
  const look = () => counts[Math.min(looks, counts.length - 1)] ?? [0, 0];
  const world = {
    reader: {
      images: () => Promise.resolve(Array.from({ length: look()[0] }, () => image('ubuntu'))),
      sizes: () => {
        const sizes = Array.from({ length: look()[1] }, () => size('small', 1, 1024, null));
        looks += 1;
        return Promise.resolve(sizes);
      },
    },
    clock: {
      elapsed: () => now,
      sleep: (ms: number) => {
        now += ms;
        return Promise.resolve();
      },
    },
    signal: new AbortController().signal,
  };
  await settleCatalogs(world, id(3));
  return now;
}

describe('a catalog counts as complete', () => {
  test.each<[string, readonly (readonly [number, number])[], number]>([
    [
      'when two looks in a row show the same',
      [
        [50, 281],
        [50, 281],
      ],
      2_000,
    ],
    [
      'not while it grows',
      [
        [0, 0],
        [50, 0],
        [50, 257],
        [50, 281],
        [50, 281],
      ],
      8_000,
    ],
    [
      'not while its sizes have not come yet',
      [
        [50, 0],
        [50, 0],
        [50, 0],
        [50, 257],
        [50, 257],
      ],
      8_000,
    ],
    ['without sizes after some time, for providers that have none', [[5, 0]], 16_000],
    ['at the latest when the patience is over', [[0, 0]], 46_000],
  ])('%s', async (_what, counts, ms) => {
    expect(await waited(counts)).toBe(ms);
  });
});
