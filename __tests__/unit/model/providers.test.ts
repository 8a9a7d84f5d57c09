import { describe, expect, test } from '@jest/globals';
import { IMAGE_FAMILIES, loginUser, PROVIDERS, providerOf } from '../../../src/model/providers.ts';

describe('providers', () => {
  test.each([
    ['amazon', 'amazon'],
    ['ec2', 'amazon'],
    ['gce', 'google'],
    ['azure_arm', 'azure'],
    ['libvirt', 'kvm'],
    ['softlayer', 'ibm'],
    ['linode', 'linode'],
    ['nephoscale', null],
    ['EC2', null],
    ['', null],
  ])('%j is %j', (serverName, id) => {
    expect(providerOf(serverName)).toBe(id);
  });

  test('each is found by the name that the server gives it, and by no other one', () => {
    const names = Object.entries(PROVIDERS).map(([id, facts]) => [facts.serverName, id]);
    expect(new Set(names.map(([name]) => name)).size).toBe(names.length);
    for (const [name, id] of names) expect(providerOf(name ?? '')).toBe(id);
  });
});

describe('login users', () => {
  test.each([
    ['amazon', 'ubuntu', 'ubuntu'],
    ['amazon', 'debian', 'admin'],
    ['amazon', 'fedora', 'fedora'],
    ['amazon', 'rocky', 'rocky'],
    ['amazon', 'centos', 'ec2-user'],
    ['amazon', null, 'ec2-user'],
    ['google', 'debian', 'debian'],
    ['azure', 'ubuntu', 'ubuntu'],
    ['google', null, 'root'],
    ['linode', 'ubuntu', 'root'],
    [null, 'ubuntu', 'root'],
  ] as const)('%s with %s: %s', (provider, os, user) => {
    expect(loginUser(provider, os)).toBe(user);
  });

  test('hold for every family', () => {
    for (const family of IMAGE_FAMILIES) expect(loginUser('amazon', family)).toMatch(/^[a-z][a-z0-9-]+$/);
  });
});
