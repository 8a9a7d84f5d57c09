// What the sandbox knows: the provider's truth and Mist's own view of it, side by side, as plain mutable records.
import type { KeySource } from './key-source.ts';
import type { MachineHost } from './machine-host.ts';
import type { Switches } from './switches.ts';
import { hexOf, type World } from './world.ts';

/** Which server is played: the 2023 series, or the released 4.7. */
export type Series = '2023' | '4.7';

/** An image of one cloud. */
export type ImageRecord = {
  readonly id: string;
  readonly externalId: string;
  readonly name: string;
  readonly description: string;
  readonly osType: string;
  readonly osDistro: string;
  readonly architecture: 'x86' | 'arm';
  /** False until a search on the provider has brought it into Mist's own list. */
  stored: boolean;
  readonly starred: boolean;
};

/** A size of one cloud. */
export type SizeRecord = {
  readonly id: string;
  readonly externalId: string;
  readonly name: string;
  readonly cpus: number;
  /** MiB. */
  readonly ram: number;
  readonly disk: number;
  readonly architecture: 'x86' | 'arm';
  /** USD per hour. */
  readonly price: number;
};

/** A region or zone of one cloud. */
export type LocationRecord = {
  readonly id: string;
  readonly externalId: string;
  readonly name: string;
  readonly country: string;
  readonly kind: 'region' | 'zone';
  readonly parent: string | null;
};

/** A cloud and its catalog. */
export type CloudRecord = {
  readonly id: string;
  name: string;
  /** The server's own name of the provider: `ec2`, `linode`, `docker`, … */
  readonly provider: string;
  /** The provider's account: clouds with the same one list the same machines, each under ids of its own. */
  account: string;
  enabled: boolean;
  deleted: boolean;
  /** Fields that answers repeat (`apikey`, `region`, `host`, `port`); secrets are not kept. */
  fields: Record<string, unknown>;
  /** The provider refuses what is stored: live lists answer 503. */
  refused: boolean;
  /** Epoch ms from which images, sizes and locations are listed. */
  readonly catalogAt: number;
  readonly images: ImageRecord[];
  readonly sizes: readonly SizeRecord[];
  readonly locations: readonly LocationRecord[];
  /** Epoch ms until which the poller runs at its fast pace. */
  fastPollUntil: number;
  cancelPoll: (() => void) | null;
  tags: Record<string, string>;
};

/** A key of the organisation. */
export type KeyRecord = {
  readonly id: string;
  name: string;
  publicKey: string;
  /** Where the private half lies; shared with a later key of the same name on the Vault-backed series. */
  readonly vaultPath: string;
  isDefault: boolean;
  readonly tags: Record<string, string>;
};

/** A machine as Mist last saw it. */
export type MachineView = {
  readonly state: string;
  readonly publicIps: readonly string[];
  readonly privateIps: readonly string[];
  readonly sshPort: number;
  readonly at: number;
};

/** A machine: the provider's truth, Mist's view, and what Mist adds. */
export type MachineRecord = {
  readonly id: string;
  readonly externalId: string;
  readonly cloudId: string;
  /** The machine that this row shows once more through another cloud of its account; null for a machine of its own. */
  readonly mirrorOf: MachineRecord | null;
  name: string;
  /** The name that its create asked for. */
  readonly orderedAs: string;
  readonly createdAt: number;
  /** The provider's truth. */
  state: string;
  publicIps: string[];
  privateIps: string[];
  sshPort: number;
  /** Epoch ms from which the provider no longer lists it; null while it does. */
  removedAt: number | null;
  /** What Mist last saw; null until a poll or a live list has seen the machine. */
  view: MachineView | null;
  missingSince: number | null;
  tags: Record<string, string>;
  leaseId: string | null;
  associations: { readonly keyId: string; readonly associationId: string; readonly user: string }[];
  readonly imageId: string;
  readonly imageExternalId: string;
  readonly imageName: string;
  readonly sizeId: string;
  readonly locationId: string;
  readonly hourly: number;
  readonly cloudInit: string | null;
  readonly keyId: string | null;
  readonly jobId: string | null;
  readonly planted: boolean;
  /** Epoch ms of the server's last own login by SSH, or null. */
  probedAt: number | null;
};

/** A schedule that acts once on one machine. */
export type ScheduleRecord = {
  readonly id: string;
  readonly name: string;
  readonly machineId: string;
  readonly action: string;
  /** Epoch ms. */
  readonly at: number;
  /** Seconds before `at`. */
  readonly notify: number;
  enabled: boolean;
  deleted: boolean;
  runs: number;
  lastRunAt: number | null;
  /** Its run ended or stopped a machine that lived. */
  acted: boolean;
  cancel: () => void;
};

/** An API token. */
export type TokenRecord = {
  readonly id: string;
  readonly token: string;
  readonly name: string;
  /** Seconds; 0 never ends. */
  readonly ttl: number;
  readonly createdAt: number;
  usedAt: number | null;
  revoked: boolean;
};

/** One entry of the server's log. */
export type LogRecord = {
  /** Epoch ms of the event. */
  readonly at: number;
  /** Epoch ms from which searches find it: the index refreshes every second or two. */
  readonly visibleAt: number;
  readonly jobId: string | null;
  readonly closes: boolean;
  readonly fields: Readonly<Record<string, unknown>>;
};

/** The one organisation and its one user. */
export type Identity = {
  readonly orgId: string;
  readonly orgName: string;
  readonly userId: string;
  readonly email: string;
};

/** All records. Nothing is ever taken out of `machines`, `schedules` and `logs`. */
export type State = {
  readonly identity: Identity;
  readonly clouds: CloudRecord[];
  readonly keys: KeyRecord[];
  readonly vault: Map<string, string>;
  readonly machines: MachineRecord[];
  readonly schedules: ScheduleRecord[];
  readonly tokens: TokenRecord[];
  readonly logs: LogRecord[];
};

/** How this server behaves in general. */
export type SandboxOptions = {
  readonly series: Series;
  /** From the provider's acceptance to `running`, in ms. */
  readonly bootMs: number;
  /** The worker looks for a new row after 1, 2, 3 … of these (10 s on a real server); all inner delays follow it. */
  readonly workerStepMs: number;
  /** Accounts that may mint tokens. */
  readonly accounts: readonly string[];
};

/** Everything a part of the sandbox works with. */
export type Context = {
  readonly world: World;
  readonly options: SandboxOptions;
  readonly state: State;
  readonly switches: Switches;
  readonly host: MachineHost;
  readonly keySource: KeySource;
};

/** A state without clouds, keys and machines. */
export function newState(world: World, email: string): State {
  const identity = { orgId: hexOf(world, 32), orgName: 'Sandbox Org', userId: hexOf(world, 32), email };
  return { identity, clouds: [], keys: [], vault: new Map(), machines: [], schedules: [], tokens: [], logs: [] };
}

/** A delay of the real server in this sandbox's pace: `ms` as measured where the worker steps by 10 s. */
export function paced(context: Context, ms: number): number {
  return Math.round((ms * context.options.workerStepMs) / 10_000);
}

/** The cloud of this id unless it was removed. */
export function cloudOf(state: State, id: string): CloudRecord | undefined {
  return state.clouds.find((cloud) => cloud.id === id && !cloud.deleted);
}

/** Rows of Mist's own list: seen, not missing, on a cloud that is still there. */
export function knownMachines(state: State, cloudId?: string): MachineRecord[] {
  const clouds = new Set<string>();
  for (const { id, deleted } of state.clouds) if (!deleted && (cloudId === undefined || id === cloudId)) clouds.add(id);
  return state.machines.filter(
    (machine) => machine.view !== null && machine.missingSince === null && clouds.has(machine.cloudId),
  );
}
