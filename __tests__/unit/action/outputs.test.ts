import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { load } from 'js-yaml';
import { buildOutputs, type HandedPaths, machinesJson, writeOutputs } from '../../../src/action/outputs.ts';
import { id, machine, observed, report, SCOPE } from '../render/report-fixtures.ts';

const PATHS: HandedPaths = {
  sshConfig: '/t/ssh_config',
  knownHosts: '/t/known_hosts',
  inventory: '/t/inventory.yml',
  machines: '/t/machines.json',
  files: '/t',
  plan: '/t/plan.json',
  keys: { 'ma-key': '/t/key' },
};

const lost = machine({ name: 'web-2', observed: null, outcome: 'failed', why: 'quota' });

test('there is one for each of action.yml, in its order', () => {
  const action = load(readFileSync('action.yml', 'utf8')) as { outputs: Record<string, unknown> };
  expect(Object.keys(buildOutputs(report(), SCOPE, PATHS))).toEqual(Object.keys(action.outputs));
});

test('of one machine, exactly', () => {
  expect(buildOutputs(report(), SCOPE, PATHS)).toEqual({
    machines: `[{"name":"web-1","row":"web","scope":"pr-42","id":"${id('a')}","external_id":"i-0abc","mist_name":"ma-123456-pr-42-web-1-89abcdef","backend":"aws","state":"running","ip":"198.51.100.7","public_ips":["198.51.100.7"],"private_ips":["10.0.0.7"],"user":"ubuntu","port":22,"key_file":"/t/key","groups":["web"],"expires_at":"2026-11-23T12:30:15Z","cost_hourly":0.0104,"outcome":"created"}]`,
    'machine-ids': `["${id('a')}"]`,
    ips: '["198.51.100.7"]',
    'machine-id': id('a'),
    ip: '198.51.100.7',
    matrix: `{"include":[{"name":"web-1","ip":"198.51.100.7","id":"${id('a')}","user":"ubuntu","port":22}]}`,
    'ssh-config-file': '/t/ssh_config',
    'known-hosts-file': '/t/known_hosts',
    'inventory-file': '/t/inventory.yml',
    'key-file': '/t/key',
    'machines-file': '/t/machines.json',
    files: '/t',
    changed: 'true',
    drift: 'true',
    plan: '{"create":1,"update":0,"replace":0,"adopt":0,"destroy":0,"no-op":0}',
    'plan-file': '/t/plan.json',
    cost: '{"hourly":0.0104,"monthly":7.592,"currency":"USD","complete":true}',
    scope: 'pr-42',
    'expires-at': '2026-11-23T12:30:15Z',
    leaks: '[]',
  });
});

test('null stands where nothing is known, and no field is missing', () => {
  const [known, unknown] = JSON.parse(machinesJson([machine(), lost], SCOPE, {}));
  expect(Object.keys(unknown)).toEqual(Object.keys(known));
  expect(unknown).toMatchObject({
    id: null,
    external_id: null,
    state: null,
    ip: null,
    expires_at: null,
    cost_hourly: null,
  });
  expect(unknown).toMatchObject({ public_ips: [], private_ips: [], key_file: null, outcome: 'failed' });
});

describe('of several machines', () => {
  const second = machine({
    name: 'db',
    keyName: 'other',
    observed: observed({
      id: id('b'),
      publicIps: [],
      lease: { id: null, action: 'destroy', at: Date.UTC(2026, 0, 1) },
    }),
  });
  const outputs = buildOutputs(report({ machines: [second, machine(), lost] }), SCOPE, PATHS);

  test('the order is the one of the spec, and only what is true is told', () => {
    expect(outputs['machine-ids']).toBe(JSON.stringify([id('b'), id('a')]));
    expect(outputs.ips).toBe('["10.0.0.7","198.51.100.7"]');
    expect(outputs.matrix && JSON.parse(outputs.matrix).include.map(({ name }: { name: string }) => name)).toEqual([
      'db',
      'web-1',
    ]);
  });

  test('what needs exactly one is empty', () => {
    expect([outputs['machine-id'], outputs.ip, outputs['key-file']]).toEqual(['', '', '']);
  });

  test('the first lease to end counts', () => {
    expect(outputs['expires-at']).toBe('2026-01-01T00:00:00Z');
  });
});

test('a machine that failed is in no matrix although it was seen', () => {
  const outputs = buildOutputs(report({ machines: [machine({ outcome: 'failed' })] }), SCOPE, PATHS);
  expect([outputs.matrix, outputs['machine-id']]).toEqual(['{"include":[]}', id('a')]);
});

test('of nothing', () => {
  const nothing = report({
    machines: [],
    plan: { create: 0, update: 0, replace: 0, adopt: 0, destroy: 0, 'no-op': 3 },
    cost: { hourly: 0.1 + 0.2, monthly: (0.1 + 0.2) * 730, currency: 'USD', complete: false },
    changed: false,
    leaks: [{ kind: 'create', name: 'ma-x', id: null, backend: 'aws', why: 'no answer' }],
  });
  expect(buildOutputs(nothing, SCOPE, PATHS)).toMatchObject({
    machines: '[]',
    ip: '',
    matrix: '{"include":[]}',
    'key-file': '',
    changed: 'false',
    drift: 'false',
    cost: '{"hourly":0.3,"monthly":219,"currency":"USD","complete":false}',
    'expires-at': '',
    leaks: '[{"kind":"create","name":"ma-x","id":null,"backend":"aws","why":"no answer"}]',
  });
});

test('keys of foreign names are not looked up in the prototype', () => {
  expect(machinesJson([machine({ keyName: 'constructor' })], SCOPE, {})).toContain('"key_file":null');
});

describe('writeOutputs', () => {
  function write(outputs: Record<string, string>, secret = 'hunter2', toGitHub = true) {
    const written: Record<string, string> = {};
    const warnings = writeOutputs(outputs, {
      write: (name, value) => {
        written[name] = value;
      },
      redact: (text) => text.replaceAll(secret, '***'),
      toGitHub,
    });
    return { written, warnings };
  }

  test('writes all of them', () => {
    expect(write({ ip: '1', machines: '[]' })).toEqual({ written: { ip: '1', machines: '[]' }, warnings: [] });
  });

  test('leaves out what GitHub would lose with the rest', () => {
    const { written, warnings } = write({ machines: 'x'.repeat(700_000), ip: '1', matrix: 'x'.repeat(600_000) });
    expect(Object.keys(written).sort()).toEqual(['ip', 'matrix']);
    expect(warnings).toEqual([expect.stringContaining('`machines`')]);
  });

  test('says when GitHub will drop one', () => {
    const { warnings } = write({ scope: 'hunter2' });
    expect(warnings).toEqual([expect.stringMatching(/drops the output `scope`/)]);
    expect(warnings.join()).not.toContain('hunter2');
  });
});
