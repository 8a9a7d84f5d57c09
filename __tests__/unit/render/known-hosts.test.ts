import { expect, test } from '@jest/globals';
import { renderKnownHosts } from '../../../src/render/known-hosts.ts';
import { reachable } from '../../fakes/reachable.ts';

const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA';

test.each([
  ['the usual port', { ip: '203.0.113.7', port: 22 }, `203.0.113.7 ${KEY}\n`],
  ['another port', { ip: '203.0.113.7', port: 2222 }, `[203.0.113.7]:2222 ${KEY}\n`],
  ['IPv6', { ip: '2001:DB8::1', port: 22 }, `2001:db8::1 ${KEY}\n`],
  ['IPv6 and another port', { ip: '2001:db8::1', port: 2222 }, `[2001:db8::1]:2222 ${KEY}\n`],
  ['no host key', { hostKeys: [] }, ''],
])('%s', (_, over, lines) => {
  expect(renderKnownHosts([reachable(over)])).toBe(lines);
});

test('a line for each machine, in order', () => {
  const machines = [reachable({ ip: '10.0.0.2' }), reachable({ ip: '10.0.0.1' })];
  expect(renderKnownHosts(machines)).toBe(`10.0.0.2 ${KEY}\n10.0.0.1 ${KEY}\n`);
});
