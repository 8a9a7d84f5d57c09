// Faults that are a condition of the server, not of one request: plain switches that tests and the simulator turn.

import type { BootEnd } from './ssh-cloud-init.ts';

/** A regular expression over machine names, or null for off. */
export type NamePattern = string | null;

/** The provider's words, and whose creates end in them. */
export type CreateError = { readonly cloud?: string; readonly name?: string; readonly text: string };

/** All off by default. Every field may be changed at any time. */
export type Switches = {
  /** Names of clouds whose provider does not answer. */
  providerDown: string[];
  /** What the provider says instead of creating; `cloud` and `name` (pattern) narrow it. */
  createErrors: CreateError[];
  /** The broker keeps every accepted create for this long before the provider is asked, ms. */
  queueMs: number;
  /** The provider does not take its name, and Mist calls it by its id there: libcloud's EC2 driver names a machine after it has made it. */
  unnamed: NamePattern;
  /** Stays pending for ever. */
  neverBoot: NamePattern;
  /** Runs, but nothing answers on its address; the create job never finishes. */
  sshNever: NamePattern;
  /** Has no public address: only other machines reach it. */
  privateOnly: NamePattern;
  /** Its cloud-init ends otherwise than it should. */
  cloudInit: { readonly name: string; readonly end: BootEnd } | null;
  /** Lists leave it out while it lives, as libvirt's do with the machines of a host that fails. */
  unlisted: NamePattern;
  /** Destroy answers 200 and the provider keeps the machine. */
  destroyLies: NamePattern;
  /** The worker swallows an error and writes no lease. */
  leaseSwallowed: NamePattern;
  /** The broker delivers the create again after `afterMs`: a second machine of the same name. */
  secondMachine: { readonly name: string; readonly afterMs: number } | null;
  /** Which id of a dry plan is another one than asked for. */
  dryDiffers: 'cloud' | 'image' | 'size' | 'location' | 'key' | null;
  /** Leases never fire. */
  deadScheduler: boolean;
  /** A lease that ends stops the machine and gives it 7 more days. */
  safeExpiration: boolean;
};

/** All off. */
export function defaultSwitches(): Switches {
  return {
    providerDown: [],
    createErrors: [],
    queueMs: 0,
    unnamed: null,
    neverBoot: null,
    sshNever: null,
    privateOnly: null,
    cloudInit: null,
    unlisted: null,
    destroyLies: null,
    leaseSwallowed: null,
    secondMachine: null,
    dryDiffers: null,
    deadScheduler: false,
    safeExpiration: false,
  };
}

/** True where the pattern is on and matches. */
export function matchesName(pattern: NamePattern | undefined, name: string): boolean {
  return pattern !== null && pattern !== undefined && new RegExp(pattern).test(name);
}

/** How cloud-init of this machine ends; containers have none. */
export function bootEndOf(switches: Switches, name: string, provider: string): BootEnd {
  if (switches.cloudInit !== null && matchesName(switches.cloudInit.name, name)) return switches.cloudInit.end;
  return provider === 'docker' ? 'absent' : 'done';
}

/** The provider's own words where it refuses this create by size (as recorded) or by switch; null when it accepts. */
export function createErrorFor(
  switches: Switches,
  create: { readonly cloud: string; readonly name: string; readonly size: string },
): string | null {
  for (const error of switches.createErrors) {
    const here = error.cloud === undefined || error.cloud === create.cloud;
    if (here && (error.name === undefined || matchesName(error.name, create.name))) return error.text;
  }
  return SIZE_ERRORS[create.size] ?? null;
}

const SIZE_ERRORS: Readonly<Record<string, string>> = {
  'x1.32xlarge':
    'InsufficientInstanceCapacity: We currently do not have sufficient x1.32xlarge capacity in the Availability Zone you requested.',
  'x1.16xlarge': 'RequestLimitExceeded: Request limit exceeded.',
  'm1.small':
    'InstanceLimitExceeded: You have requested more instances (1) than your current instance limit of 0 allows.',
};
