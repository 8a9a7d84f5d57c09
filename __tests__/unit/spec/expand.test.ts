import { describe, expect, test } from '@jest/globals';

import { PlanError } from '../../../src/model/errors.ts';
import { mistName, ownsName, type Scope } from '../../../src/model/identity.ts';
import { DEFAULT_KEY_ROW, type ExpandOptions, expandSpec } from '../../../src/spec/expand.ts';
import { parseSpec } from '../../../src/spec/parse.ts';
import { worldFor } from './spec-world.ts';

const SCOPE: Scope = { name: 'pr-42', named: true, repository: { serverUrl: 'https://github.com', id: '7' } };
const BASE = 'defaults: { image: ubuntu 24.04, size: t2.micro }\n';

function expand(text: string, options: Partial<ExpandOptions> = {}) {
  const spec = parseSpec(text, worldFor('inline'));
  return expandSpec(spec, { scope: SCOPE, defaultTtlMs: null, enabledBackends: ['aws'], ...options });
}

function planError(work: () => unknown): PlanError {
  try {
    work();
  } catch (error) {
    if (error instanceof PlanError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('machines', () => {
  test('one row without count is one machine with a name of its own in Mist', () => {
    const { machines } = expand(`${BASE}machines: { web: {} }`);
    expect(machines).toHaveLength(1);
    expect(machines[0]).toMatchObject({
      address: 'machine/web',
      name: 'web',
      row: 'web',
      mistName: mistName(SCOPE, 'machine', 'web'),
      literal: false,
      backend: 'aws',
      minReady: 1,
      groups: ['web'],
    });
  });

  test('count gives numbered names, also for one, and needs become addresses', () => {
    const { machines } = expand(
      `${BASE}machines: { web: { needs: [db, one] }, db: { count: 3, min-ready: 50% }, one: { count: 1 } }`,
    );
    expect(machines.map(({ name }) => name)).toEqual(['web', 'db-1', 'db-2', 'db-3', 'one-1']);
    expect(machines[0]?.needs).toEqual(['machine/db-1', 'machine/db-2', 'machine/db-3', 'machine/one-1']);
    expect(machines[1]?.minReady).toBe(2);
    expect(new Set(machines.map((machine) => machine.mistName)).size).toBe(5);
  });

  test('absent rows are not desired', () => {
    expect(expand(`${BASE}machines: { web: {}, old: absent }`).machines.map(({ name }) => name)).toEqual(['web']);
  });

  test('a literal name is kept', () => {
    const { machines } = expand(`${BASE}machines: { web: { name: www } }`);
    expect(machines[0]).toMatchObject({ mistName: 'www', literal: true });
  });

  test.each<[string, number | null, number | null]>([
    ['{}', null, null],
    ['{}', 1_800_000, 1_800_000],
    ['{ ttl: 1h }', 1_800_000, 3_600_000],
    ['{ ttl: none }', 1_800_000, null],
  ])('lease of %s with default %j is %j', (row, defaultTtlMs, expected) => {
    expect(expand(`${BASE}machines: { web: ${row} }`, { defaultTtlMs }).machines[0]?.ttlMs).toBe(expected);
  });

  test('an adopted machine has no lease, key or backend, whatever the defaults are', () => {
    const text = `defaults: { image: ubuntu 24.04, size: t2.micro, backend: aws, ttl: 1h, key: ci }\nmachines: { old: { adopt: ${'ab'.repeat(16)} } }`;
    const { machines, keys } = expand(text, { defaultTtlMs: 1_800_000, enabledBackends: [] });
    expect(machines[0]).toMatchObject({ adopt: 'ab'.repeat(16), ttlMs: null, keyName: null, backend: '' });
    expect(machines[0]?.wait.level).toBe('running');
    expect(keys).toEqual([]);
  });
});

describe('backends', () => {
  test('a named one is taken as it is', () => {
    const { machines } = expand(`${BASE}machines: { web: { backend: other } }`, { enabledBackends: ['aws', 'other'] });
    expect(machines[0]?.backend).toBe('other');
  });

  test('one that this spec removes is no candidate', () => {
    const { machines } = expand(`backends: { old: absent }\n${BASE}machines: { web: {} }`, {
      enabledBackends: ['old', 'aws', 'aws'],
    });
    expect(machines[0]?.backend).toBe('aws');
  });

  test('none is an error', () => {
    const error = planError(() => expand(`${BASE}machines: { web: {} }`, { enabledBackends: [] }));
    expect(error).toMatchObject({ code: 'no-backend', address: 'machine/web' });
  });

  test('several are an error that names them', () => {
    const error = planError(() =>
      expand(`${BASE}machines: { web: { count: 2 } }`, { enabledBackends: ['linode', 'aws'] }),
    );
    expect(error).toMatchObject({ code: 'ambiguous-backend', address: 'machine/web-1' });
    expect(error.message).toContain('aws, linode');
  });
});

describe('keys', () => {
  test('rows without key share one generated key that no row can be', () => {
    const { keys, machines } = expand(`${BASE}machines: { web: {}, db: {} }`);
    const name = mistName(SCOPE, 'key', DEFAULT_KEY_ROW);
    expect(keys).toEqual([{ address: `key/${DEFAULT_KEY_ROW}`, row: null, mistName: name, source: 'generated' }]);
    expect(machines.map(({ keyName }) => keyName)).toEqual([name, name]);
    expect(ownsName(SCOPE, 'key', name)).toBe(true);
    expect(() => expand(`keys: { ${DEFAULT_KEY_ROW}: { generate: true } }`)).toThrow(/keys\.k/);
  });

  test('generated rows get scoped names, others keep theirs, absent ones are left out', () => {
    const { keys } = expand(
      'keys: { ci: { generate: true }, ops: { private-file: files/rsa.pem }, lab: existing, gone: absent }',
    );
    expect(keys.map(({ row, mistName: name, source }) => [row, name, source])).toEqual([
      ['ci', mistName(SCOPE, 'key', 'ci'), 'generated'],
      ['ops', 'ops', 'uploaded'],
      ['lab', 'lab', 'existing'],
    ]);
  });

  test('a machine gets the key of its row, or one that Mist has already', () => {
    const { keys, machines } = expand(
      `keys: { ci: { generate: true } }\n${BASE}machines: { a: { key: ci }, b: { key: Team Key }, c: { key: Team Key } }`,
    );
    expect(machines.map(({ keyName }) => keyName)).toEqual([mistName(SCOPE, 'key', 'ci'), 'Team Key', 'Team Key']);
    expect(keys.map(({ row, source }) => [row, source])).toEqual([
      ['ci', 'generated'],
      ['Team Key', 'existing'],
    ]);
  });
});
