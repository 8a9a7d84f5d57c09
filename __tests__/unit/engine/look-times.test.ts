import { describe, expect, test } from '@jest/globals';
import { lookAfter, nextLook, together } from '../../../src/engine/look-times.ts';

/** When a machine that comes up after `boot` ms is seen, and how many looks that took; a look takes no time. */
function seen(
  boot: number,
  usual: readonly number[] = [],
  awaited = 1,
): { readonly at: number; readonly looks: number } {
  let at = 0;
  for (let looks = 1; ; looks += 1) {
    at = nextLook(at, usual, awaited);
    if (at >= boot) return { at, looks };
  }
}

describe('without experience', () => {
  test('a container is seen at the first look', () => {
    expect(seen(2_000)).toEqual({ at: 2_100, looks: 1 });
  });

  test('around 30 s a tenth of the boot is lost on average, with six looks', () => {
    const boots = Array.from({ length: 62 }, (_, n) => 27_000 + n * 100);
    const lost = boots.map((boot) => seen(boot).at / boot - 1);
    expect(lost.reduce((sum, one) => sum + one, 0) / lost.length).toBeLessThanOrEqual(0.105);
    expect(seen(30_000).looks).toBeLessThanOrEqual(6);
    expect(seen(30_000).at).toBeLessThanOrEqual(33_000);
  });

  test('looks go on for as long as it takes', () => {
    expect(seen(600_000).at - 600_000).toBeLessThanOrEqual(6_200);
  });
});

describe('several machines at once', () => {
  test.each([3_200, 5_000, 6_800, 8_000])('lose a sixth of a boot of %d ms on average', (boot) => {
    const boots = Array.from({ length: 41 }, (_, n) => boot * (0.9 + n / 200));
    for (const awaited of [10, 50]) {
      const lost = boots.map((own) => seen(own, [], awaited).at / own - 1);
      expect(lost.reduce((sum, one) => sum + one, 0) / lost.length).toBeLessThanOrEqual(0.17);
    }
  });

  test.each([3_200, 6_800, 30_000])('fifty lose a tenth of a boot of %d ms on average', (boot) => {
    const boots = Array.from({ length: 41 }, (_, n) => boot * (0.9 + n / 200));
    const lost = boots.map((own) => seen(own, [], 50).at / own - 1);
    expect(lost.reduce((sum, one) => sum + one, 0) / lost.length).toBeLessThanOrEqual(0.1);
  });

  test.each([
    [2, 7],
    [5, 7],
    [10, 7],
    [20, 7],
    [50, 12],
    [100, 18],
  ])('%d of them cost fewer looks than as many single ones, and at most %d more than one', (awaited, more) => {
    for (const boot of [500, 2_000, 8_000, 30_000, 120_000]) {
      const [one, all] = [seen(boot).looks, seen(boot, [], awaited).looks];
      expect(all).toBeLessThanOrEqual(one * awaited);
      expect(all - one).toBeLessThanOrEqual(more);
    }
  });

  test('of a minute no more is lost than by one alone', () => {
    expect(seen(60_000, [], 50).at - 60_000).toBeLessThanOrEqual(6_200);
  });
});

describe('a machine that is looked at together with others', () => {
  test('is not looked at again at once for its own sake', () => {
    expect(lookAfter(2_000, 0, [], 1)).toBe(2_250);
    expect(lookAfter(2_100, 0, [], 1)).toBe(6_000);
  });

  test('whose create came after the look is looked at in its own time', () => {
    expect(lookAfter(2_000, 2_050, [], 1)).toBe(4_150);
  });
});

describe('with what this run has seen', () => {
  test.each([8_000, 30_000, 90_000])('a machine as slow as the others (%d ms) loses 2 s at most', (boot) => {
    for (const late of [0, 0.02, 0.1, 0.3]) {
      const own = boot * (1 + late);
      expect(seen(own, [boot]).at - own).toBeLessThanOrEqual(2_000);
    }
  });

  test('one that is much slower is looked at as if nothing were known', () => {
    expect(nextLook(20_000, [8_000])).toBe(26_200);
  });

  test('the one in the middle counts, not a straggler', () => {
    expect(nextLook(6_000, [8_000, 8_100, 60_000])).toBe(8_100);
  });
});

test('looks that are due shortly after the first are one look', () => {
  const looks = [0, 30, 150, 900].map((since) => ({ since, due: since + 2_000 }));
  expect(together(looks)).toBe(2_150);
  expect(together([{ since: 5, due: 5 }])).toBe(5);
});
