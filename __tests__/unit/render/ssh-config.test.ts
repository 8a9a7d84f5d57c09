import { expect, test } from '@jest/globals';
import { renderSshConfig } from '../../../src/render/ssh-config.ts';
import { reachable } from '../../fakes/reachable.ts';

const FALLBACK = `Host *
  UserKnownHostsFile "/runner/temp/known_hosts"
  GlobalKnownHostsFile /dev/null
  StrictHostKeyChecking yes
  CheckHostIP no
  UpdateHostKeys no
`;

test('a block for each machine, in order, strict, and one for every other host', () => {
  const db = reachable({ name: 'db', ip: '2001:db8::1', port: 2222, user: 'root', keyFile: null });
  expect(renderSshConfig([reachable(), db], '/runner/temp/known_hosts')).toBe(`Host web-1
  HostName 203.0.113.7
  HostKeyAlias machine/web-1
  Port 22
  User ubuntu
  IdentityFile "/runner/temp/key"
  IdentitiesOnly yes
  IdentityAgent none
  PreferredAuthentications publickey
  UserKnownHostsFile "/runner/temp/known_hosts"
  GlobalKnownHostsFile /dev/null
  StrictHostKeyChecking yes
  CheckHostIP no
  UpdateHostKeys no

Host db
  HostName 2001:db8::1
  HostKeyAlias machine/db
  Port 2222
  User root
  PreferredAuthentications publickey
  UserKnownHostsFile "/runner/temp/known_hosts"
  GlobalKnownHostsFile /dev/null
  StrictHostKeyChecking yes
  CheckHostIP no
  UpdateHostKeys no

${FALLBACK}`);
});

test('without machines every host is one that is not listed', () => {
  expect(renderSshConfig([], '/runner/temp/known_hosts')).toBe(FALLBACK);
});

test('a value that is more than a value is refused', () => {
  expect(() => renderSshConfig([reachable({ ip: 'a\nb' })], '/k')).toThrow('machine/web-1: its address');
});

test.each([
  ['/t/ssh_config', 'ProxyJump bastion'],
  ["/t/it's 100%/ssh_config", `ProxyCommand ssh -F '/t/it'"'"'s 100%%/ssh_config' -W '[%h]:%p' bastion`],
])('a machine behind a jump host, with the configuration at %s', (path, line) => {
  expect(renderSshConfig([reachable({ via: 'bastion' })], '/k', path)).toContain(`\n  ${line}\n`);
});

test('a jump host whose name could be an option is refused', () => {
  expect(() => renderSshConfig([reachable({ via: '-oProxyCommand=x' })], '/k', '/c')).toThrow(/jump host/);
});
