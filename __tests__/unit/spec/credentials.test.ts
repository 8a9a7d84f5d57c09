// Credential blocks against the interface description of API v2 (its …Credentials schemas, names and what is required).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { hostShape } from '../../../src/spec/hosts.ts';
import { findField, PROVIDER_IDS, PROVIDER_SPECS } from '../../../src/spec/providers.ts';

const DOCUMENTED: Readonly<Record<string, Readonly<Record<string, 'required' | 'optional'>>>> = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../fixtures/credentials-v2.json'), 'utf8'),
);

/** Documented, and of no use: v1, which adds backends, has no such field for these providers. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  onapp: ['authUrl'],
  kubernetes: ['showAll'],
  kubevirt: ['showAll'],
};
/** Asked for here and not there: v1 refuses the backend without them. */
const ASKED_FOR: Readonly<Record<string, readonly string[]>> = {
  openstack: ['tenant'],
  vexxhost: ['tenant'],
  ibm: ['username'],
};

test('every provider is documented', () => {
  expect(Object.keys(DOCUMENTED).sort()).toEqual([...PROVIDER_IDS].sort());
});

describe.each(PROVIDER_IDS.filter((id) => !PROVIDER_SPECS[id].hosts))('%s', (id) => {
  const documented = Object.entries(DOCUMENTED[id] ?? {});

  test('takes every documented field by its documented name', () => {
    const unknown = documented.filter(([name]) => findField(id, name) === null).map(([name]) => name);
    expect(unknown).toEqual(LEFT_OUT[id] ?? []);
  });

  test('asks for nothing that is documented as optional', () => {
    const asked = PROVIDER_SPECS[id].fields.filter((field) => field.required).map((field) => field.name);
    const needed = documented.filter(([, need]) => need === 'required').map(([name]) => findField(id, name)?.name);
    expect(asked.filter((name) => !needed.includes(name))).toEqual(ASKED_FOR[id] ?? []);
  });
});

test.each(PROVIDER_IDS.filter((id) => PROVIDER_SPECS[id].hosts))('%s takes hosts with the documented fields', (id) => {
  expect(Object.keys(DOCUMENTED[id] ?? {})).toEqual(['hosts']);
  expect(Object.keys(hostShape().shape).sort()).toEqual(['alias', 'host', 'key', 'port', 'user']);
});
