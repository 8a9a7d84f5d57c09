import { describe, expect, test } from '@jest/globals';
import { IMAGE_FAMILIES, loginUser, osOfImage, PROVIDERS, providerOf } from '../../../src/model/providers.ts';

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
    ['amazon', 'almalinux', 'ec2-user'],
    ['amazon', 'opensuse', 'ec2-user'],
    ['amazon', 'freebsd', 'ec2-user'],
    ['amazon', 'alpine', 'alpine'],
    ['amazon', 'archlinux', 'arch'],
    ['amazon', 'constructor', 'ec2-user'],
    ['amazon', null, 'ec2-user'],
    ['google', 'debian', 'debian'],
    ['azure', 'ubuntu', 'ubuntu'],
    ['google', null, 'root'],
    ['openstack', 'debian', 'debian'],
    ['openstack', 'centos', 'centos'],
    ['vexxhost', 'archlinux', 'arch'],
    ['kvm', 'almalinux', 'almalinux'],
    ['kvm', null, 'root'],
    ['digitalocean', 'debian', 'root'],
    ['vultr', 'freebsd', 'root'],
    ['docker', 'ubuntu', 'root'],
    ['linode', 'ubuntu', 'root'],
    [null, 'ubuntu', 'root'],
  ] as const)('%s with %s: %s', (provider, os, user) => {
    expect(loginUser(provider, os)).toBe(user);
  });

  test('are known for every family', () => {
    for (const family of IMAGE_FAMILIES) expect(loginUser('openstack', family)).toMatch(/^[a-z]+$/);
  });

  test.each([
    ['ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20260301', 'ubuntu'],
    ['debian-12-amd64-20260210-2021', 'debian'],
    ['Fedora-Cloud-Base-AmazonEC2.x86_64-42-1.1', 'fedora'],
    ['CentOS Stream 9 x86_64 20260113', 'centos'],
    ['Rocky-9-EC2-Base-9.5-20260113.0.x86_64', 'rocky'],
    ['AlmaLinux OS 9.5.20260115 x86_64', 'almalinux'],
    ['alpine-3.20.1-x86_64-uefi-cloudinit-r0', 'alpine'],
    ['openSUSE-Leap-15.6-v20260110-hvm-ssd-x86_64', 'opensuse'],
    ['FreeBSD 14.2-RELEASE-amd64 UFS', 'freebsd'],
    ['arch-linux-std-hvm-2026.01.01.x86_64-ebs', 'archlinux'],
    ['al2023-ami-2023.6.20260115.0-kernel-6.1-x86_64', null],
    ['my-search-image', null],
    ['ami-0a1b2c3d4e5f', null],
  ])('%s is %s', (name, os) => {
    expect(osOfImage(name)).toBe(os);
  });
});
