import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PlanError } from '../../../src/model/errors.ts';
import type { ObservedLocation } from '../../../src/model/observed.ts';
import {
  architectureOf,
  chooseExact,
  chooseImage,
  chooseLocation,
  chooseSize,
  shownName,
} from '../../../src/plan/choose.ts';
import { id, image, size } from './rows.ts';

const AT = 'machine/web';
const NOBLE = 'ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-';

describe('chooseExact', () => {
  const all = [
    { id: id(1), externalId: 'x', name: 'y' },
    { id: id(2), externalId: 'y', name: 'z' },
    { id: id(3), externalId: 'w', name: 'twin' },
    { id: id(4), externalId: 'v', name: 'twin' },
  ];
  test.each([
    ['an id', id(2), id(2)],
    ['an external id before a name', 'y', id(2)],
    ['a name', 'z', id(2)],
  ])('by %s', (_, wanted, found) => {
    expect(chooseExact(AT, 'size', wanted, all).id).toBe(found);
  });
  test('two hits are an error that lists both', () => {
    expect(() => chooseExact(AT, 'size', 'twin', all)).toThrow('2 sizes are called `twin`');
  });
  test('sizes are told apart by id and price', () => {
    const sizes = [size('twin', 1, 1024, 0.01), { ...size('twin', 2, 2048, null), id: id(9) }];
    const hint = (): unknown => {
      try {
        return chooseSize(AT, { by: 'name', name: 'twin' }, null, sizes);
      } catch (error) {
        return error instanceof PlanError ? error.hint : error;
      }
    };
    expect(hint()).toMatch(/id [0-9a-f]{32}, 0\.01 USD\/h\); twin .*, unknown USD\/h\)/);
  });
  test.each(['Z', 'z ', 'twi', ''])('never part of a name: %j', (wanted) => {
    expect(() => chooseExact(AT, 'size', wanted, all)).toThrow('there is no size');
  });
});

describe('chooseImage', () => {
  const wanted = { by: 'family', os: 'ubuntu', version: '24.04', arch: null } as const;
  const dated = [20251022, 20260301, 20260115].map((date) => image(`${NOBLE}${date}`));
  const arm = image(`${NOBLE.replace('amd64', 'arm64')}20260401`);
  const minimal = image('ubuntu-minimal/images/hvm-ssd/ubuntu-noble-24.04-amd64-minimal-20260501');

  test('the newest of its family and architecture', () => {
    const found = chooseImage(AT, wanted, 'amazon', [...dated, arm, minimal], false);
    expect(found).toMatchObject({ image: { name: `${NOBLE}20260301` } });
    expect(chooseImage(AT, { ...wanted, arch: 'arm64' }, 'amazon', [...dated, arm], false)).toMatchObject({
      image: arm,
    });
  });

  test('asks the provider once where Mist has none stored, then says what is there', () => {
    expect(chooseImage(AT, wanted, 'amazon', [minimal], false)).toEqual({ search: 'ubuntu/images/*24.04*server*' });
    expect(() => chooseImage(AT, wanted, 'amazon', [minimal], true)).toThrow('no image of ubuntu 24.04');
    expect(() => chooseImage(AT, wanted, 'linode', [], false)).toThrow('no image of ubuntu 24.04');
  });

  test.each([
    ['Ubuntu 24.04 LTS', true],
    ['mist/ubuntu-24.04:latest', true],
    ['Ubuntu 22.04 LTS', false],
    ['Ubuntu 24.04 LTS minimal', false],
    ['Kubuntu 24.04', false],
    ['Ubuntu 24.04.1 LTS', false],
    ['Ubuntu 124.04', false],
  ])('elsewhere %j: %s', (name, fits) => {
    const choose = () => chooseImage(AT, wanted, 'linode', [image(name)], true);
    if (fits) expect(choose()).toMatchObject({ image: { name } });
    else expect(choose).toThrow('no image');
  });

  test('two that differ in nothing but their id are ambiguous', () => {
    const two = [image('Ubuntu 24.04 LTS'), image('ubuntu-24-04-x64', { id: id(99) })];
    expect(() => chooseImage(AT, wanted, 'digitalocean', two, true)).toThrow('2 images are called');
  });
});

test.each([
  [{ name: 'x-arm64-y', architectures: ['x86'] }, 'arm64'],
  [{ name: 'x-amd64', architectures: [] }, 'x86_64'],
  [{ name: 'plain', architectures: ['arm'] }, 'arm64'],
  [{ name: 'plain', architectures: ['x86'] }, 'x86_64'],
  [{ name: 'plain', architectures: [] }, null],
])('architectureOf %j is %s', (given, architecture) => {
  expect(architectureOf(given)).toBe(architecture);
});

describe('chooseSize', () => {
  const all = [
    size('big', 4, 8192, 0.2),
    size('free', 2, 4096, null),
    size('small', 1, 1024, 0.01),
    size('mid', 2, 4096, 0.05),
  ];
  test.each([
    [{ cpu: 1, ramMb: 512 }, 'small'],
    [{ cpu: 2, ramMb: 1024 }, 'mid'],
    [{ cpu: 1, ramMb: 4097 }, 'big'],
  ])('the cheapest with at least %j is %s', (least, name) => {
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: 4 }), (shuffled) => {
        expect(chooseSize(AT, { by: 'at-least', ...least }, null, shuffled).name).toBe(name);
      }),
    );
  });
  test('of the image’s architecture only', () => {
    const arm = { ...size('arm', 2, 4096, 0.01), architecture: 'arm' };
    expect(chooseSize(AT, { by: 'at-least', cpu: 2, ramMb: 4096 }, 'x86_64', [...all, arm]).name).toBe('mid');
    expect(chooseSize(AT, { by: 'at-least', cpu: 2, ramMb: 4096 }, 'arm64', [arm]).name).toBe('arm');
  });
  test('none is large enough: the largest is named', () => {
    expect(() => chooseSize(AT, { by: 'at-least', cpu: 64, ramMb: 1 }, null, all)).toThrow(
      'no size has at least 64 cpu',
    );
  });
});

describe('chooseLocation', () => {
  const zone = (n: number, externalId: string, name: string): ObservedLocation => ({
    id: id(n),
    externalId,
    name,
    kind: 'zone',
  });
  const all = [zone(1, '0', 'us-east-1a'), zone(2, '1', 'us-east-1b'), zone(3, 'us-east-1a', '1')];
  test.each([
    ['us-east-1a', id(1)],
    ['1', id(3)],
    [id(2), id(2)],
    ['0', id(1)],
  ])('%s', (wanted, found) => {
    expect(chooseLocation(AT, wanted, all).id).toBe(found);
  });
});

test.each([
  ['t2.micro - t2.micro', 't2.micro'],
  ['Standard_A1 - 1 core', 'Standard_A1 - 1 core'],
  ['a - a - a', 'a - a - a'],
  ['s-1vcpu-1gb', 's-1vcpu-1gb'],
])('the name %j is shown as %j', (name, shown) => {
  expect(shownName(name)).toBe(shown);
});
