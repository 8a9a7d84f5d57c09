// The published schema against the parser: the same file as in the repository, good for every good spec, bad for what it can tell.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { CORE_SCHEMA, load } from 'js-yaml';
import { SCHEMA_VERSION, specSchema } from '../../../src/spec/json-schema.ts';
import { PROVIDER_IDS, PROVIDER_SPECS } from '../../../src/spec/providers.ts';

const ROOT = join(import.meta.dirname, '../../..');
const FIXTURES = join(ROOT, '__tests__/fixtures/specs');
const validate = new Ajv({ strict: true, strictTypes: false, strictRequired: false, allErrors: true }).compile(
  specSchema(),
);

/** Bad specs whose mistake no schema can tell: it is in the YAML, in a text, or between fields. */
function isOnlyForTheParser(message: string): boolean {
  return !/^unknown field|^is required|^must be (?:a map|a list|a whole number(?! or)|true or false|one of)/.test(
    message,
  );
}

function specValue(fixture: string): unknown {
  // Braces of variables are no YAML inside of flow collections; the parser shields them in the same way.
  const written = readFileSync(join(FIXTURES, fixture), 'utf8');
  const text = written.replace(/\$\{\w+\}/g, (variable, at: number) =>
    /[{[,:]\s*$/.test(written.slice(0, at)) ? `"${variable}"` : variable,
  );
  return load(text, { schema: CORE_SCHEMA });
}

function specs(kind: 'good' | 'bad'): string[] {
  return readdirSync(join(FIXTURES, kind))
    .filter((name) => name.endsWith('.yml'))
    .map((name) => `${kind}/${name}`);
}

test('the schema in the repository is the generated one', () => {
  const path = join(ROOT, `schema/spec.v${SCHEMA_VERSION}.schema.json`);
  expect(readFileSync(path, 'utf8')).toBe(`${JSON.stringify(specSchema(), null, 2)}\n`);
});

describe('good specs', () => {
  test.each(specs('good'))('%s', (path) => {
    expect({ good: validate(specValue(path)), errors: validate.errors }).toEqual({ good: true, errors: null });
  });
});

describe('bad specs that a schema can tell', () => {
  const cases = specs('bad').filter((path) => {
    const diagnostics: { path: string; message: string }[] = JSON.parse(
      readFileSync(join(FIXTURES, path.replace(/\.yml$/, '.json')), 'utf8'),
    );
    return (
      !diagnostics.some(({ path: at }) => at === 'spec') &&
      diagnostics.some(({ message }) => !isOnlyForTheParser(message))
    );
  });

  test('are many', () => expect(cases.length).toBeGreaterThan(30));

  test.each(cases)('%s', (path) => {
    expect(validate(specValue(path))).toBe(false);
  });
});

describe('backends', () => {
  test.each(PROVIDER_IDS.filter((id) => !PROVIDER_SPECS[id].hosts))(
    '%s: all fields are known, required ones are asked for',
    (id) => {
      const { fields } = PROVIDER_SPECS[id];
      const value = ({ kind }: { readonly kind: string }) => (kind === 'port' ? 1 : kind === 'flag' ? true : `\${X}`);
      const row = Object.fromEntries(fields.map((field) => [field.name, value(field)]));
      const older = Object.fromEntries(fields.map((field) => [field.request, value(field)]));
      expect(validate({ backends: { one: { provider: id, ...row }, two: { provider: id, ...older } } })).toBe(true);
      expect(validate({ backends: { one: { provider: id, ...row, other: 'x' } } })).toBe(false);
      for (const field of fields.filter((one) => one.required)) {
        const { [field.name]: _, ...rest } = row;
        expect(validate({ clouds: { one: { provider: id, ...rest } } })).toBe(false);
      }
    },
  );
});

test('every field has a text for hover, and every branch a title', () => {
  const missing: string[] = [];
  const walk = (node: unknown, path: string): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, child] of Object.entries(node)) {
      // Conditions are no fields that an editor offers.
      if (key === 'allOf' || key === 'if' || key === 'then') continue;
      if (key === 'properties') {
        for (const [name, field] of Object.entries(Object(child))) {
          const described = typeof field === 'object' && field !== null && ('description' in field || '$ref' in field);
          if (!described) missing.push(`${path}.${name}`);
        }
      }
      if (key === 'anyOf' && Array.isArray(child)) {
        for (const branch of child)
          if (!('title' in branch)) missing.push(`${path}.${key} ${JSON.stringify(branch).slice(0, 60)}`);
      }
      walk(child, `${path}.${key}`);
    }
  };
  walk(specSchema(), '');
  expect(missing).toEqual([]);
});
