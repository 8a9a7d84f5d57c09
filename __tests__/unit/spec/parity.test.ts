// The four playbooks of 2014 as specs: all of them fit the published schema, and what is not built is refused by name.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { SpecError } from '../../../src/model/errors.ts';
import { specSchema } from '../../../src/spec/json-schema.ts';
import { load } from '../../../src/spec/load.ts';
import { parseSpec } from '../../../src/spec/parse.ts';
import { worldFor } from './spec-world.ts';

const ROOT = join(import.meta.dirname, '../../..');
const SPECS = readdirSync(join(ROOT, 'examples'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.mist.yml'))
  .map((file) => `examples/${file.replaceAll('\\', '/')}`);
const validate = new Ajv({ strict: true, strictTypes: false, strictRequired: false }).compile(specSchema());

function playbook(number: number): string {
  const path = SPECS.find((file) => file.includes(`/parity/${number}-`));
  if (path === undefined) throw new Error(`playbook ${number} is missing`);
  return readFileSync(join(ROOT, path), 'utf8');
}

function refusals(text: string): string[] {
  try {
    parseSpec(text, { ...worldFor('spec.yml'), environment: { LINODE_TOKEN: 'a-token' } });
    return [];
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    return error.diagnostics.map(({ path, message }) => `${path}: ${message}`);
  }
}

describe.each(SPECS)('%s', (path) => {
  const text = readFileSync(join(ROOT, path), 'utf8');

  test('fits the schema that its modeline names', () => {
    const named = /^# yaml-language-server: \$schema=(\S+)$/m.exec(text)?.[1] ?? 'none';
    expect(existsSync(join(ROOT, dirname(path), named))).toBe(true);
    const { problems, document } = load(text);
    expect(problems).toEqual([]);
    expect([validate(document?.value), validate.errors]).toEqual([true, null]);
  });
});

test.each([1, 2])('playbook %d is a spec', (number) => {
  expect(refusals(playbook(number))).toEqual([]);
});

test.each([
  [
    3,
    [
      'machines.dbserver.monitoring: is not built yet: monitoring',
      'machines.dbserver.wait: is not built yet: `stats` needs monitoring',
    ],
  ],
  [
    4,
    [
      'machines.dbserver.monitoring: is not built yet: monitoring',
      'machines.dbserver.metrics: is not built yet: metrics',
    ],
  ],
])('playbook %d says what is not built', (number, wanted) => {
  expect(refusals(playbook(number))).toEqual(wanted);
});
