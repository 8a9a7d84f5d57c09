import { describe, expect, test } from '@jest/globals';
import { fillAddresses } from '../../../src/engine/fill-addresses.ts';
import type { DesiredMachine } from '../../../src/model/desired.ts';
import { makeSecret } from '../../../src/model/secret.ts';
import { machine, observed } from '../render/report-fixtures.ts';

const DESIRED: DesiredMachine = {
  address: 'machine/web',
  name: 'web',
  row: 'web',
  mistName: 'ma-web',
  literal: false,
  backend: 'aws',
  image: null,
  size: null,
  location: null,
  keyName: 'k',
  tags: {},
  cloudInit: null,
  wait: { level: 'ssh', timeoutMs: null },
  groups: [],
  ttlMs: null,
  user: null,
  port: null,
  adopt: null,
  passThrough: {},
  needs: [],
  minReady: 1,
};

const NEEDS = [
  machine({ name: 'db', row: 'db', observed: observed({ publicIps: ['198.51.100.1'], privateIps: ['10.0.0.1'] }) }),
  machine({ name: 'web-1', row: 'cache', observed: observed({ publicIps: [], privateIps: ['10.0.0.2'] }) }),
  machine({
    name: 'web-2',
    row: 'cache',
    observed: observed({ publicIps: ['2001:db8::2'], privateIps: ['10.0.0.3'] }),
  }),
  machine({ name: 'off', row: 'off', observed: observed({ state: 'stopped', privateIps: ['10.0.0.4'] }) }),
  machine({ name: 'odd', row: 'odd', observed: observed({ publicIps: ['$(reboot)'], privateIps: [] }) }),
];

function fill(text: string): string | null {
  return fillAddresses({ ...DESIRED, cloudInit: text }, NEEDS).cloudInit;
}

describe('fillAddresses', () => {
  test.each([
    [`\${machines.db.private-ip}`, '10.0.0.1'],
    [`a \${machines.db.public-ip} b \${machines.db.ip}`, 'a 198.51.100.1 b 198.51.100.1'],
    [`\${machines.cache.private-ips}`, '10.0.0.2,10.0.0.3'],
    [`\${machines.cache.ips}`, '10.0.0.2,2001:db8::2'],
    [`echo \${HOME} $x`, `echo \${HOME} $x`],
  ])('%s', (text, filled) => {
    expect(fill(text)).toBe(filled);
  });

  test.each([
    ['of a machine that has none', `\${machines.cache.public-ips}`],
    ['of a machine that is stopped', `\${machines.off.private-ip}`],
    ['of a row that is not needed', `\${machines.other.ip}`],
    ['that is no address', `\${machines.odd.public-ip}`],
  ])('an address %s fails the row', (_what, text) => {
    expect(() => fill(text)).toThrow('has no such address');
  });

  test('reaches every text that is passed through, and nothing else', () => {
    const passThrough = { extra: { command: `a \${machines.db.ip}`, n: [1, null, `\${machines.db.private-ip}`] } };
    expect(fillAddresses({ ...DESIRED, passThrough }, NEEDS)).toEqual({
      cloudInit: null,
      passThrough: { extra: { command: 'a 198.51.100.1', n: [1, null, '10.0.0.1'] } },
    });
  });

  test('scripts and their environment are filled, secrets are left as they are', () => {
    const secret = makeSecret(`$\{machines.db.ip}`);
    const run = {
      script: `echo $\{machines.db.private-ip} $\{HOME}`,
      env: { DB: `$\{machines.db.ip}`, TOKEN: secret },
      timeoutMs: null,
    };
    expect(fillAddresses({ ...DESIRED, run }, NEEDS).run).toEqual({
      script: `echo 10.0.0.1 $\{HOME}`,
      env: { DB: '198.51.100.1', TOKEN: secret },
      timeoutMs: null,
    });
  });
});
