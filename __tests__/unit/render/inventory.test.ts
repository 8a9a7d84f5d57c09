import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { renderInventory } from '../../../src/render/inventory.ts';
import { reachable } from '../../fakes/reachable.ts';

type Inventory = { readonly all: { readonly hosts: { readonly a: Readonly<Record<string, string>> } } };

const COMMON = '-o GlobalKnownHostsFile=/dev/null -o StrictHostKeyChecking=yes -o CheckHostIP=no -o IdentitiesOnly=yes';

test('hosts with their variables, and the groups of the spec', () => {
  const machines = [
    reachable({ name: 'db', ip: '10.0.0.1', port: 2222, groups: ['db', 'backend'], keyFile: null }),
    reachable({ name: 'web-1', groups: ['web', 'all'] }),
    reachable({ name: 'web-2', groups: ['web', 'web', 'backend'] }),
  ];
  expect(load(renderInventory(machines, '/t/known hosts'))).toEqual({
    all: {
      hosts: {
        db: {
          ansible_host: '10.0.0.1',
          ansible_port: 2222,
          ansible_user: 'ubuntu',
          ansible_ssh_common_args: `-o HostKeyAlias=machine/db -o 'UserKnownHostsFile="/t/known hosts"' ${COMMON}`,
        },
        'web-1': expect.objectContaining({
          ansible_host: '203.0.113.7',
          ansible_port: 22,
          ansible_ssh_private_key_file: '/runner/temp/key',
          // A machine whose key the user brings may have it in an agent.
          ansible_ssh_common_args: expect.stringMatching(/ -o IdentityAgent=none$/),
        }),
        'web-2': expect.anything(),
      },
      // `db` would only repeat the host's name, which Ansible warns about.
      children: {
        backend: { hosts: { db: null, 'web-2': null } },
        web: { hosts: { 'web-1': null, 'web-2': null } },
      },
    },
  });
});

test('groups have names that Ansible takes, and facts are variables of their host', () => {
  const facts = { mist_id: '3f0c8a7b6d5e4f3a2b1c0d9e8f7a6b5c', mist_private_ip: '10.0.0.7' };
  const machines = [reachable({ name: 'my-web-1', groups: ['my-web', 'a_b'], facts })];
  expect(load(renderInventory(machines, '/k'))).toMatchObject({
    all: {
      hosts: { 'my-web-1': facts },
      children: { my_web: { hosts: { 'my-web-1': null } }, a_b: expect.anything() },
    },
  });
});

test('a fact that Ansible would expand is refused', () => {
  const facts = { mist_row: "{{ lookup('pipe', 'id') }}" };
  expect(() => renderInventory([reachable({ facts })], '/k')).toThrow(/its facts cannot be written/);
});

test('a quote in a path ends no argument', () => {
  const text = renderInventory([reachable({ name: 'a' })], "/it's/known_hosts");
  const { ansible_ssh_common_args: given } = (load(text) as Inventory).all.hosts.a;
  expect(given).toContain(`'UserKnownHostsFile="/it'"'"'s/known_hosts"'`);
});

test('a group that has its only host’s name and more hosts stays', () => {
  const text = renderInventory(
    [reachable({ name: 'a', groups: ['a'] }), reachable({ name: 'b', groups: ['a'] })],
    '/k',
  );
  expect(load(text)).toMatchObject({ all: { children: { a: { hosts: { a: null, b: null } } } } });
});

test('no machines are an empty inventory', () => {
  expect(load(renderInventory([], '/k'))).toEqual({ all: { hosts: {}, children: {} } });
});

test('is written for people', () => {
  const text = renderInventory([reachable({ name: 'web-1', groups: ['web'] })], '/k', '/c');
  expect(text).toMatch(/^all:\n {2}hosts:\n {4}web-1:\n {6}ansible_host: "203.0.113.7"\n {6}ansible_port: 22\n/);
  expect(text).toMatch(/\n {2}children:\n {4}web:\n {6}hosts:\n {8}web-1: null\n$/);
});

test.each(['yes', 'No', 'on', 'null', 'TRUE', 'y', '1', '1e3', '0x1f', '1_000', '12.5', '3f0c'])(
  'a name %s stays text, with YAML 1.1 too',
  (name) => {
    const text = renderInventory([reachable({ name, groups: ['web'] })], '/k');
    expect(text).toContain(`\n    "${name}":\n`);
    expect(load(text)).toMatchObject({ all: { children: { web: { hosts: { [name]: null } } } } });
  },
);

test('every path is read back as it is', () => {
  const path = fc.string({ unit: 'binary', maxLength: 40 }).map((text) => `/${text.replace(/\p{Cc}/gu, '\u0085')}`);
  fc.assert(
    fc.property(path, path, (keyFile, knownHosts) => {
      const text = renderInventory([reachable({ name: 'a', keyFile })], knownHosts);
      expect(text).toMatch(/^[\n -~]*$/);
      const { ansible_ssh_private_key_file: file } = (load(text) as Inventory).all.hosts.a;
      expect(file).toBe(keyFile);
    }),
  );
});
