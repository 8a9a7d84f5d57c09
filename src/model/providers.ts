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

/**
 * Providers of which a list comes without what could not be read: of several hosts, one that fails is left out without a word
 * (mist.api, `LibvirtComputeController.list_machines_single_host`: `except Exception: return []`).
 */
const LISTED_IN_PART: ReadonlySet<ProviderId | null> = new Set<ProviderId>(['kvm']);

/** True where a machine that a live list does not show may live all the same; `serverName` as the server calls the provider. */
export function isListedInPart(serverName: string): boolean {
  return LISTED_IN_PART.has(providerOf(serverName));
}

type Users = Readonly<Record<string, string>>;

/**
 * The user that each distribution's own cloud image makes (`system_info.default_user` in its cloud.cfg; OpenStack's image
 * guide, "Get images"): what is used where the image is the distribution's and nobody renames the user.
 */
const CLOUD_IMAGE_USERS: Users = {
  ubuntu: 'ubuntu',
  debian: 'debian',
  fedora: 'fedora',
  centos: 'centos',
  rocky: 'rocky',
  almalinux: 'almalinux',
  alpine: 'alpine',
  opensuse: 'opensuse',
  archlinux: 'arch',
  freebsd: 'freebsd',
};

/** Amazon's images differ (AWS, "Default user names for AMIs"; wiki.debian.org; each distribution's AMI page). */
const AMAZON_USERS: Users = {
  ...CLOUD_IMAGE_USERS,
  debian: 'admin',
  centos: 'ec2-user',
  almalinux: 'ec2-user',
  opensuse: 'ec2-user',
  freebsd: 'ec2-user',
};

/** Providers whose images log in as somebody else than root, and who that is where the image tells no distribution. */
const USERS: Partial<Readonly<Record<ProviderId, { readonly by: Users; readonly otherwise: string }>>> = {
  amazon: { by: AMAZON_USERS, otherwise: 'ec2-user' },
  azure: { by: CLOUD_IMAGE_USERS, otherwise: 'root' },
  google: { by: CLOUD_IMAGE_USERS, otherwise: 'root' },
  openstack: { by: CLOUD_IMAGE_USERS, otherwise: 'root' },
  vexxhost: { by: CLOUD_IMAGE_USERS, otherwise: 'root' },
  kvm: { by: CLOUD_IMAGE_USERS, otherwise: 'root' },
};

/** The login user of an image by its distribution (null where that is not known) and provider; a row's `user` goes before. */
export function loginUser(provider: ProviderId | null, os: string | null): string {
  const users = provider === null ? undefined : USERS[provider];
  if (users === undefined) return 'root';
  return os !== null && Object.hasOwn(users.by, os) ? (users.by[os] ?? users.otherwise) : users.otherwise;
}

/** Words in an image's own name by which its distribution is known; the longer word of two that overlap comes first. */
const OS_WORDS: readonly (readonly [RegExp, string])[] = [
  [/ubuntu/i, 'ubuntu'],
  [/debian/i, 'debian'],
  [/fedora/i, 'fedora'],
  [/centos/i, 'centos'],
  [/rocky/i, 'rocky'],
  [/alma/i, 'almalinux'],
  [/alpine/i, 'alpine'],
  [/suse/i, 'opensuse'],
  [/freebsd/i, 'freebsd'],
  [/arch[- _]?linux/i, 'archlinux'],
];

/** The distribution that an image's own name tells, or null. */
export function osOfImage(name: string): string | null {
  return OS_WORDS.find(([word]) => word.test(name))?.[1] ?? null;
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
