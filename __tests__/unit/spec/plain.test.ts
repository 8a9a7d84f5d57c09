// The short way to read a spec and the long one are made from the same forms: what the one takes, the other gives as well.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { specFor } from '../../../scripts/fuzz-specs.mjs';
import { SpecError } from '../../../src/model/errors.ts';
import { isSecret } from '../../../src/model/secret.ts';
import type { Spec } from '../../../src/model/spec.ts';
import type { SpecOptions } from '../../../src/spec/context.ts';
import { fields, loose, recordOf, text, whole } from '../../../src/spec/form.ts';
import { parseSpec } from '../../../src/spec/parse.ts';
import { readPlain } from '../../../src/spec/plain.ts';
import { checkWithZod } from '../../../src/spec/zod-forms.ts';
import { worldFor } from './spec-world.ts';

const ROOT = join(import.meta.dirname, '../../fixtures/specs');

/** As text, in which the order of fields shows and secrets are told apart. */
function written(spec: Spec | null): string {
  const told = (value: unknown): unknown => (isSecret(value) ? { secret: value.reveal() } : value);
  return JSON.stringify(spec, function replace(this: Record<string, unknown>, key) {
    return told(this[key]);
  });
}

function parsed(source: string, options: SpecOptions): Spec | null {
  try {
    return parseSpec(source, options);
  } catch (error) {
    if (error instanceof SpecError) return null;
    throw error;
  }
}

function expectSame(source: string, name: string, untrusted: boolean): void {
  const long = parsed(source, { ...worldFor(name), untrusted });
  const short = readPlain(source, { ...worldFor(name), untrusted });
  expect(written(short)).toBe(written(long));
}

describe.each(['good', 'bad'])('the %s specs of the fixtures', (kind) => {
  const names = readdirSync(join(ROOT, kind)).filter((name) => name.endsWith('.yml'));

  test.each(names)('%s', (name) => {
    const source = readFileSync(join(ROOT, kind, name), 'utf8');
    for (const untrusted of [false, true]) expectSame(source, name, untrusted);
    expect(readPlain(source, worldFor(name)) === null).toBe(kind === 'bad');
  });
});

test('generated specs', () => {
  for (let index = 0; index < 1500; index += 1) {
    const source = specFor(20_261_123, index);
    try {
      expectSame(source, index % 3 === 0 ? 'inline.yml' : 'spec.yml', index % 8 === 7);
    } catch (error) {
      throw new Error(`spec ${index}:\n${source}`, { cause: error });
    }
  }
});

test('secrets are masked both ways', () => {
  const source = readFileSync(join(ROOT, 'good', '002-whole-language.yml'), 'utf8');
  const [long, short] = [worldFor('a.yml'), worldFor('a.yml')];
  parseSpec(source, long);
  readPlain(source, short);
  expect(short.masked).toEqual(long.masked);
  expect(short.masked.length).toBeGreaterThan(0);
});

describe('one form, read in two ways', () => {
  const form = loose({
    size: whole().optional(),
    tags: recordOf(text(), text()).optional(),
    deep: fields({ name: text(), count: whole().optional() }).optional(),
  });
  const values: readonly unknown[] = [
    {},
    { more: null, size: 1 },
    { size: 1.5 },
    { size: 2 ** 53 },
    { size: Number.NaN },
    { size: -0 },
    { size: '1' },
    { size: null },
    { tags: {} },
    { tags: { 1: 'a', b: 'c' } },
    { tags: { a: 1 } },
    { tags: [] },
    { tags: ['a'] },
    { deep: {} },
    { deep: { name: '', other: 1 } },
    { deep: { count: 1, name: 'a' } },
    { deep: { name: 'a', count: null } },
    [],
    null,
    'text',
    1,
  ];

  test.each(values.map((value) => [JSON.stringify(value), value]))('%s', (_, value) => {
    const long = checkWithZod(form, value);
    const short = form.read(value);
    expect(typeof short === 'symbol').toBe(!long.success);
    if (long.success) expect(JSON.stringify(short)).toBe(JSON.stringify(long.data));
  });
});
