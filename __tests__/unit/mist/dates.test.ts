import { describe, expect, test } from '@jest/globals';
import { formatForCreate, formatForEdit, parseServerDate } from '../../../src/mist/dates.ts';

describe('parseServerDate', () => {
  test.each([
    ['2026-11-23 02:45:11', Date.UTC(2026, 10, 23, 2, 45, 11)],
    ['2026-11-23 02:45:13.573534', Date.UTC(2026, 10, 23, 2, 45, 13, 573)],
    ['2026-11-23 02:45:13.5', Date.UTC(2026, 10, 23, 2, 45, 13, 500)],
    ['2030-01-01T00:00:00', Date.UTC(2030, 0, 1)],
    ['2026-11-23T03:05:33.203000Z', Date.UTC(2026, 10, 23, 3, 5, 33, 203)],
    ['2026-11-23T06:00:00+02:00', Date.UTC(2026, 10, 23, 4)],
    ['2026-11-23T06:00:00-0130', Date.UTC(2026, 10, 23, 7, 30)],
    ['2024-02-29 00:00:00', Date.UTC(2024, 1, 29)],
  ])('%s', (text, at) => {
    expect(parseServerDate(text)).toBe(at);
  });

  test.each([
    '',
    'None',
    'Never',
    '2026-11-23',
    '2026-02-30 00:00:00',
    '2026-13-01 00:00:00',
    '2026-01-01 25:00:00',
    '1795406013',
  ])('refuses %j', (text) => {
    expect(parseServerDate(text)).toBeNull();
  });
});

describe('the two forms of a lease', () => {
  const at = Date.UTC(2026, 10, 23, 4, 53, 20, 987);

  test('create: RFC 3339, Z, no fraction', () => {
    expect(formatForCreate(at)).toBe('2026-11-23T04:53:20Z');
  });

  test('edit: UTC without T, Z or fraction', () => {
    expect(formatForEdit(at)).toBe('2026-11-23 04:53:20');
  });

  test('both read back as the same second', () => {
    for (const text of [formatForCreate(at), formatForEdit(at)]) expect(parseServerDate(text)).toBe(at - 987);
  });
});
