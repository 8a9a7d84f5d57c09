// What differs from provider to provider, in one table with its sources. Pure data.
import type { ProviderId } from './spec.ts';

export type ProviderFacts = {
  /** The name that the server uses in its answers (`amazon` comes back as `ec2`: recorded in `v2-clouds.json`). */
  readonly serverName: string;
  /** False where API v2 drops cloud-init without a word (read in the server's source, early 2023). */
  readonly cloudInit: boolean;
  /**
   * Where the hourly price of a size is known from: `extra.price` as recorded on EC2, as the server's driver library gives
   * it for Linode and DigitalOcean; null elsewhere, where it may be a month's price or none.
   */
  readonly price: 'recorded' | 'driver' | null;
};

export const PROVIDERS: Readonly<Record<ProviderId, ProviderFacts>> = {
  amazon: { serverName: 'ec2', cloudInit: true, price: 'recorded' },
  azure: { serverName: 'azure_arm', cloudInit: true, price: null },
  google: { serverName: 'gce', cloudInit: true, price: null },
  alibaba: { serverName: 'aliyun_ecs', cloudInit: true, price: null },
  cloudsigma: { serverName: 'cloudsigma', cloudInit: true, price: null },
  equinix: { serverName: 'equinixmetal', cloudInit: true, price: null },
  ibm: { serverName: 'softlayer', cloudInit: true, price: null },
  digitalocean: { serverName: 'digitalocean', cloudInit: true, price: 'driver' },
  linode: { serverName: 'linode', cloudInit: false, price: 'driver' },
  rackspace: { serverName: 'rackspace', cloudInit: false, price: null },
  vultr: { serverName: 'vultr', cloudInit: true, price: null },
  openstack: { serverName: 'openstack', cloudInit: true, price: null },
  onapp: { serverName: 'onapp', cloudInit: false, price: null },
  vsphere: { serverName: 'vsphere', cloudInit: false, price: null },
  vexxhost: { serverName: 'vexxhost', cloudInit: false, price: null },
  kvm: { serverName: 'libvirt', cloudInit: true, price: null },
  lxd: { serverName: 'lxd', cloudInit: false, price: null },
  docker: { serverName: 'docker', cloudInit: false, price: null },
  kubevirt: { serverName: 'kubevirt', cloudInit: false, price: null },
  kubernetes: { serverName: 'kubernetes', cloudInit: false, price: null },
  openshift: { serverName: 'openshift', cloudInit: false, price: null },
  other: { serverName: 'other', cloudInit: false, price: null },
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
