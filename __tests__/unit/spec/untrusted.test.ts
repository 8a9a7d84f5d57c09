import { describe, expect, test } from '@jest/globals';
import { leaseEverything } from '../../../src/action/untrusted.ts';
import { SpecError } from '../../../src/model/errors.ts';
import { MACHINE_FIELDS } from '../../../src/spec/machine-shape.ts';
import { parseSpec } from '../../../src/spec/parse.ts';
import { worldFor } from './spec-world.ts';

const HOUR = 3_600_000;

function problems(text: string): string[] {
  const world = { ...worldFor('spec.yml'), untrusted: true };
  try {
    parseSpec(text, world);
    return [];
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    expect(world.masked).toEqual([]);
    return error.diagnostics.map(({ line, path, message }) => `${line} ${path}: ${message}`);
  }
}

function row(fields: string): string {
  return `machines:\n  web: { image: ubuntu 24.04, size: { cpu: 1, ram: 1g }, ${fields} }\n`;
}

describe('a small spec of families, sizes by number and a key of its own is taken', () => {
  test.each([
    row('wait: running'),
    row('wait: cloud-init'),
    row('wait: { for: ssh, timeout: 5m }, ttl: 2h, user: me, port: 22, groups: [web], count: 5'),
    row(`backend: aws, location: eu-west-1a, cloud-init: "#!/bin/sh \${HOME}"`),
    `keys: { ci: { generate: true } }\n${row('key: ci')}`,
    `${row('ttl: 15m')}  gone: absent\n`,
    'defaults: { image: debian 12, size: { cpu: 4, ram: 8g }, ttl: 1h }\nmachines: { a: {}, b: { needs: [a] } }\n',
  ])('%s', (text) => {
    expect(problems(text)).toEqual([]);
  });
});

describe('what reaches beyond is banned on its line', () => {
  test.each([
    [`backends: { aws: existing }\n${row('port: 22')}`, '1 backends: cannot be used'],
    [`clouds: { aws: absent }\n${row('port: 22')}`, '1 clouds: cannot be used'],
    [row(`location: "\${HOME}"`), `2 machines.web.location: \${HOME} cannot be used`],
    [row('cloud-init-file: files/setup.yml'), '2 machines.web.cloud-init-file: cannot be used'],
    [row('run-file: a.sh'), '2 machines.web.run-file: cannot be used'],
    [row('run: make'), '2 machines.web.run: cannot be used'],
    [row('scripts: [{ script_type: inline, command: a }]'), '2 machines.web.scripts: cannot be used'],
    [row('metrics: {}'), '2 machines.web.metrics: cannot be used'],
    [row('wait: { http: ":80/" }'), '2 machines.web.wait.http: cannot be used'],
    [row('wait: { command: true }'), '2 machines.web.wait.command: cannot be used'],
    [row('wait: { from: mist }'), '2 machines.web.wait.from: cannot be used'],
    [row('fqdn: a.example.com'), '2 machines.web.fqdn: cannot be used'],
    [`machines: { web: { adopt: ${'0'.repeat(32)} } }`, '1 machines.web.adopt: cannot be used'],
    [row('name: prod'), '2 machines.web.name: cannot be used'],
    [row('tags: { keep: yes-please }'), '2 machines.web.tags: cannot be used'],
    [row('tags: { stay: "" }'), '2 machines.web.tags: cannot be used'],
    [`defaults: { tags: { keep: a } }\n${row('port: 22')}`, '1 defaults.tags: cannot be used'],
    [row('via: bastion'), '2 machines.web.via: cannot be used'],
    [row('extra: { a: b }'), '2 machines.web.extra: cannot be used'],
    [row('volumes: [{ volume: prod }]'), '2 machines.web.volumes: cannot be used'],
    [`keys: { prod: absent }\n${row('port: 22')}`, '1 keys.prod: cannot be used'],
    [`keys: { prod: existing }\n${row('port: 22')}`, '1 keys.prod: cannot be used'],
    [`keys: { ops: { private-file: files/rsa.pem } }\n${row('port: 22')}`, '1 keys.ops.private-file: cannot be used'],
    [`keys: { ci: { generate: true, save: ci.pem } }\n${row('port: 22')}`, '1 keys.ci.save: cannot be used'],
    [row('key: prod'), '2 machines.web.key: must be a row of `keys`'],
    [`defaults: { name: x }\n${row('port: 22')}`, '1 defaults.name: '],
    [`defaults: { fqdn: x }\n${row('port: 22')}`, '1 defaults.fqdn: cannot be used'],
    [row('ttl: none'), '2 machines.web.ttl: must be at most 2h'],
    [row('ttl: 3h'), '2 machines.web.ttl: must be at most 2h'],
    [row('count: 6'), '1 machines: asks for 6 machines; a spec that came with an untrusted change may have 5'],
    [
      'machines: { a: { image: ubuntu 24.04, size: t2.micro } }',
      '1 machines.a.size: must be a map of at most { cpu: 4, ram: 8g }',
    ],
    [
      'machines: { a: { image: ubuntu 24.04, size: { cpu: 8, ram: 1g } } }',
      '1 machines.a.size: must be at most { cpu: 4, ram: 8g }',
    ],
    [
      'machines: { a: { image: ubuntu 24.04, size: { cpu: 1, ram: 9g } } }',
      '1 machines.a.size: must be at most { cpu: 4, ram: 8g }',
    ],
    ['machines: { a: { image: prod-backup, size: { cpu: 1, ram: 1g } } }', '1 machines.a.image: must be a family'],
    ['machines: { a: { image: windows 2022, size: { cpu: 1, ram: 1g } } }', '1 machines.a.image: must be a family'],
  ])('%s', (text, message) => {
    expect(problems(text).join('\n')).toContain(message);
  });

  test('every field of the language is either allowed here or banned there', () => {
    const text = `machines:\n  web:\n${MACHINE_FIELDS.map((field) => `    ${field}: x\n`).join('')}`;
    const banned = problems(text).filter((line) => line.includes(': cannot be used in a spec that came'));
    const names = new Set(banned.map((line) => /machines\.web\.([a-z-]+)/.exec(line)?.[1]));
    const open = MACHINE_FIELDS.filter((field) => !names.has(field) && field !== 'key');
    expect(open.sort()).toEqual(
      [
        'backend',
        'cloud-init',
        'count',
        'groups',
        'image',
        'location',
        'min-ready',
        'needs',
        'port',
        'size',
        'ttl',
        'user',
        'wait',
      ].sort(),
    );
  });
});

describe('leaseEverything', () => {
  const spec = parseSpec(
    'defaults: { image: debian 12, size: { cpu: 1, ram: 1g } }\nmachines: { own: { ttl: 1h }, none: {}, gone: absent }\n',
    { ...worldFor('spec.yml'), untrusted: true },
  );
  test.each([
    [null, 0.5 * HOUR],
    ['none' as const, 2 * HOUR],
    [0.25 * HOUR, 0.25 * HOUR],
    [48 * HOUR, 2 * HOUR],
  ])('the input %p leaves no machine without a lease', (ttl, leased) => {
    const rows = leaseEverything(spec, ttl).machines.map((one) => (one.state === 'present' ? one.ttlMs : one.state));
    expect(rows).toEqual([HOUR, leased, 'absent']);
  });
});
