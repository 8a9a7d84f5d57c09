import { describe, expect, test } from '@jest/globals';
import { formatDuration, formatSeconds, parseDuration } from '../../../src/model/duration.ts';

describe('parseDuration', () => {
  test.each([
    ['90s', 90_000],
    ['30m', 1_800_000],
    ['2h', 7_200_000],
    ['1d', 86_400_000],
    [' 15m ', 900_000],
    ['0s', 0],
  ])('%s', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  test.each(['', '30', 'm', '1.5h', '-1h', '1h30m', '30M', '30 m', '1w', '1e3s', '9999999s', '٣m'])(
    'refuses %j',
    (text) => {
      expect(parseDuration(text)).toBeNull();
    },
  );
});

test.each([
  [11.598484999998618, '0.1 s'],
  [20, '0.1 s'],
  [3_347.598566, '3.3 s'],
  [9_000, '9 s'],
  [10_049, '10 s'],
  [89_600, '90 s'],
])('of %d ms that somebody reckoned, one decimal at most is shown: %s', (ms, shown) => {
  expect(formatSeconds(ms)).toBe(shown);
});

describe('formatDuration', () => {
  test.each([
    [0, '0s'],
    [-5, '0s'],
    [449, '0.4s'],
    [9_999, '9.9s'],
    [45_000, '45s'],
    [90_000, '1m 30s'],
    [7_200_000, '2h'],
    [7_205_000, '2h'],
    [100_800_000, '1d 4h'],
  ])('%d ms is %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});
