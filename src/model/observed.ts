// What the server said in this run, decoded and reduced to the fields that decisions need. No secrets, readonly data.

/** The 32-hex id of an object in Mist. Made only by `mistId`, so that nothing else reaches a URL. */
export type MistId = string & { readonly __mistId: unique symbol };

const MIST_ID = /^[0-9a-f]{32}$/;

/** True for 32 lower-case hex digits: the only form Mist's own ids have (uuid4 without dashes). */
export function isMistId(text: string): text is MistId {
  return MIST_ID.test(text);
}

export type ObservedCloud = {
  readonly id: MistId;
  readonly name: string;
  /** As the server calls it (`ec2`, `linode`, …): compare through `providerOf`. */
  readonly provider: string;
  readonly enabled: boolean;
};

export type ObservedKey = {
  readonly id: MistId;
  readonly name: string;
  readonly isDefault: boolean;
  /** Mist ids of the machines that Mist associates with this key. */
  readonly machineIds: readonly string[];
};

export type MachineState =
  | 'running'
  | 'starting'
  | 'stopping'
  | 'stopped'
  | 'pending'
  | 'suspended'
  | 'terminated'
  | 'error'
  | 'rebooting'
  | 'paused'
  | 'reconfiguring'
  | 'unknown'
  | 'updating'
  | 'migrating'
  | 'normal'
  | 'succeeded'
  | 'failed';

/** A lease as the server reads it back. `at` is epoch ms (the server's dates are UTC without a zone). */
export type ObservedLease = { readonly id: string | null; readonly action: string; readonly at: number };

export type ObservedMachine = {
  readonly id: MistId;
  /** The provider's id (`i-…`); on the 4.7 series it arrives as `machine_id`. */
  readonly externalId: string;
  readonly name: string;
  readonly cloudId: MistId;
  readonly state: MachineState;
  readonly publicIps: readonly string[];
  readonly privateIps: readonly string[];
  readonly hostname: string | null;
  readonly sshPort: number | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly lease: ObservedLease | null;
  /** Epoch ms, or null when the server does not say. */
  readonly createdAt: number | null;
  /** The server says the provider no longer lists it (`missing_since` is set). */
  readonly missing: boolean;
  /** USD per hour, or null when unknown. */
  readonly costHourly: number | null;
  readonly keyIds: readonly string[];
  readonly imageId: string | null;
  readonly locationId: string | null;
  /** Mist id or name of the size, as the server gives it. */
  readonly size: string | null;
};

/** One listing of one cloud, with the server's own clock (its Date header, epoch ms; null when it sends none). */
export type MachineListing = { readonly machines: readonly ObservedMachine[]; readonly serverTime: number | null };

export type ObservedImage = {
  readonly id: MistId;
  readonly externalId: string;
  readonly name: string;
  readonly osType: string | null;
  readonly osDistro: string | null;
  readonly architectures: readonly string[];
};

export type ObservedSize = {
  readonly id: MistId;
  readonly externalId: string;
  readonly name: string;
  readonly cpus: number | null;
  /** MiB. */
  readonly ramMb: number | null;
  readonly diskGb: number | null;
  readonly architecture: string | null;
  /** USD per hour, or null when the provider gives no price. */
  readonly priceHourly: number | null;
};

export type ObservedLocation = {
  readonly id: MistId;
  readonly externalId: string;
  readonly name: string;
  readonly kind: 'region' | 'zone' | null;
};

/** What an asynchronous create has come to. `finished` by `machine_creation_finished`, not by post-deploy. */
export type ObservedJob = {
  readonly id: string;
  readonly created: boolean;
  readonly externalId: string | null;
  /** One cleaned line, or null while there is no error. */
  readonly error: string | null;
  readonly finished: boolean;
};

/** One accepted create found in the server's log. Times are epoch ms. `word`: its tag `mist_action_create`, where this entry holds the tags. */
export type ObservedCreateLog = {
  readonly action: string;
  readonly jobId: string | null;
  readonly machineName: string | null;
  readonly at: number;
  readonly word: string | null;
};

/** One accepted create that carried a word of ours in its tags. `at` is epoch ms, `word` its tag `mist_action_create`. */
export type ObservedCreate = {
  readonly machineName: string;
  readonly cloudId: string;
  readonly jobId: string;
  readonly at: number;
  readonly word: string | null;
};

export type ObservedSchedule = {
  readonly id: MistId;
  readonly name: string;
  /** False once it has run. */
  readonly enabled: boolean;
  /** When it runs, epoch ms; null for one that runs more than once, or where the server does not say. */
  readonly at: number | null;
  readonly machineIds: readonly string[];
};

/** The ids that a dry run of a create chose. */
export type DryPlan = {
  readonly cloudId: string | null;
  readonly imageId: string | null;
  readonly sizeId: string | null;
  readonly locationId: string | null;
  readonly keyId: string | null;
  readonly name: string | null;
};

/** True when a machine can no longer cost anything: the provider ended it. */
export function isGone(machine: ObservedMachine): boolean {
  return machine.state === 'terminated';
}
