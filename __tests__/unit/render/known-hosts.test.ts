import { expect, test } from '@jest/globals';
import { renderKnownHosts } from '../../../src/render/known-hosts.ts';
import { reachable } from '../../fakes/reachable.ts';

const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA';

test.each([
  ['the usual port', { ip: '203.0.113.7', port: 22 }, `machine/web-1,203.0.113.7 ${KEY}\n`],
  ['another port', { ip: '203.0.113.7', port: 2222 }, `machine/web-1,[203.0.113.7]:2222 ${KEY}\n`],
  ['IPv6', { ip: '2001:DB8::1', port: 22 }, `machine/web-1,2001:db8::1 ${KEY}\n`],
  ['IPv6 and another port', { ip: '2001:db8::1', port: 2222 }, `machine/web-1,[2001:db8::1]:2222 ${KEY}\n`],
  ['no host key', { hostKeys: [] }, ''],
  // Private addresses repeat from network to network.
  ['behind a jump host', { ip: '10.0.0.5', via: 'bastion' }, `machine/web-1 ${KEY}\n`],
])('%s', (_, over, lines) => {
  expect(renderKnownHosts([reachable(over)])).toBe(lines);
});

test('a line for each machine, in order', () => {
  const machines = [reachable({ name: 'b', ip: '10.0.0.2' }), reachable({ name: 'a', ip: '10.0.0.1' })];
  expect(renderKnownHosts(machines)).toBe(`machine/b,10.0.0.2 ${KEY}\nmachine/a,10.0.0.1 ${KEY}\n`);
});
