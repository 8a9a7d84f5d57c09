import { describe, expect, test } from '@jest/globals';

import { didYouMean, suggest } from '../../../src/spec/suggest.ts';

const FIELDS = ['image', 'size', 'cloud-init', 'min-ready', 'ttl', 'tags', 'key'];

describe('suggest', () => {
  test.each<[string, string | null]>([
    ['imag', 'image'],
    ['iamge', 'image'],
    ['IMAGE', 'image'],
    ['cloud_init', 'cloud-init'],
    ['cloudinit', 'cloud-init'],
    ['ttls', 'ttl'],
    ['tag', 'tags'],
    ['keys', 'key'],
    ['flavour', null],
    ['', null],
    ['x'.repeat(41), null],
  ])('%j → %j', (word, expected) => {
    expect(suggest(word, FIELDS)).toBe(expected);
  });

  test('gives up on more words than anybody would read', () => {
    const many = Array.from({ length: 51 }, (_, index) => `word${index}`);
    expect(suggest('word1', many)).toBeNull();
    expect(suggest('wordd1', many.slice(0, 50))).toBe('word1');
  });
});

test('didYouMean lists what is known when nothing is near', () => {
  expect(didYouMean('sise', FIELDS)).toBe('; did you mean `size`?');
  expect(didYouMean('colour', ['cpu', 'ram'])).toBe('; known are cpu, ram');
});
