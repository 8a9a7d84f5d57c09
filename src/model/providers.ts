// What differs from provider to provider, in one table with its sources. Pure data.
import type { ProviderId } from './spec.ts';

export type ProviderFacts = {
  /** The name that the server uses in its answers (mist.md section 12.5: `amazon` comes back as `ec2`). */
  readonly serverName: string;
  /** False where API v2 drops cloud-init without a word (mist.md section 15, read in the server's source). */
  readonly cloudInit: boolean;
};

export const PROVIDERS: Readonly<Record<ProviderId, ProviderFacts>> = {
  amazon: { serverName: 'ec2', cloudInit: true },
  azure: { serverName: 'azure_arm', cloudInit: true },
  google: { serverName: 'gce', cloudInit: true },
  alibaba: { serverName: 'aliyun_ecs', cloudInit: true },
  cloudsigma: { serverName: 'cloudsigma', cloudInit: true },
  equinix: { serverName: 'equinixmetal', cloudInit: true },
  ibm: { serverName: 'softlayer', cloudInit: true },
  digitalocean: { serverName: 'digitalocean', cloudInit: true },
  linode: { serverName: 'linode', cloudInit: false },
  rackspace: { serverName: 'rackspace', cloudInit: false },
  vultr: { serverName: 'vultr', cloudInit: true },
  openstack: { serverName: 'openstack', cloudInit: true },
  onapp: { serverName: 'onapp', cloudInit: false },
  vsphere: { serverName: 'vsphere', cloudInit: false },
  vexxhost: { serverName: 'vexxhost', cloudInit: false },
  kvm: { serverName: 'libvirt', cloudInit: true },
  lxd: { serverName: 'lxd', cloudInit: false },
  docker: { serverName: 'docker', cloudInit: false },
  kubevirt: { serverName: 'kubevirt', cloudInit: false },
  kubernetes: { serverName: 'kubernetes', cloudInit: false },
  openshift: { serverName: 'openshift', cloudInit: false },
  other: { serverName: 'other', cloudInit: false },
};

/** Our provider id for a name the server or an older client uses, or null when Mist has no such provider. */
export function providerOf(serverName: string): ProviderId | null {
  for (const [id, facts] of Object.entries(PROVIDERS)) {
    if (id === serverName || facts.serverName === serverName) return id as ProviderId;
  }
  return null;
}

/** The login user of an image: cloud images on EC2 use the distribution's user, most other providers root. */
export function loginUser(provider: ProviderId | null, os: string | null): string {
  if (provider !== 'amazon') return provider === 'google' || provider === 'azure' ? (os ?? 'root') : 'root';
  switch (os) {
    case 'ubuntu':
      return 'ubuntu';
    case 'debian':
      return 'admin';
    case 'fedora':
      return 'fedora';
    case 'rocky':
      return 'rocky';
    default:
      return 'ec2-user';
  }
}

/** The image families that `image: <os> <version>` knows; every other word is a name. */
export const IMAGE_FAMILIES = [
  'ubuntu',
  'debian',
  'fedora',
  'centos',
  'rocky',
  'almalinux',
  'alpine',
  'opensuse',
  'archlinux',
] as const;
