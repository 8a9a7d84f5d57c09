// The user's spec after validation: what was written, with `defaults` merged and every form made plain. Readonly data.

/** Where in the text a row stands, counted from 1; for messages and annotations. */
export type SourcePlace = { readonly line: number; readonly column: number };

/**
 * A provider id of Mist's API v2. `kubernetes` and `openshift` are clusters and hold no machines; they are accepted as
 * backends only.
 */
export type ProviderId =
  | 'amazon'
  | 'azure'
  | 'google'
  | 'alibaba'
  | 'cloudsigma'
  | 'equinix'
  | 'ibm'
  | 'digitalocean'
  | 'linode'
  | 'rackspace'
  | 'vultr'
  | 'openstack'
  | 'onapp'
  | 'vsphere'
  | 'vexxhost'
  | 'kvm'
  | 'lxd'
  | 'docker'
  | 'kubevirt'
  | 'kubernetes'
  | 'openshift'
  | 'other';

/** A value that must never be shown; `reveal()` is called only where the request to Mist is built. */
export type Secret = { reveal(): string };

/** A host that Mist reaches by SSH: a machine of `other`, a hypervisor of `kvm`. `key` as in `MachineSettings`. */
export type BackendHost = {
  readonly host: string;
  readonly alias: string;
  readonly user: string;
  readonly port: number;
  readonly key: string;
};

/**
 * `present`: add it under this name when it is missing. `existing`: it must be there already. `absent`: remove it.
 * `fields` holds the provider's credential and region fields by API v1 request name (`apikey`, `region`, …).
 */
export type BackendRow = {
  readonly name: string;
  readonly place: SourcePlace;
} & (
  | {
      readonly state: 'present';
      readonly provider: ProviderId;
      readonly fields: Readonly<Record<string, string | number | boolean | Secret>>;
      /** Only where the provider is a list of hosts. */
      readonly hosts?: readonly BackendHost[];
    }
  | { readonly state: 'existing' }
  | { readonly state: 'absent' }
);

export type KeyRow = {
  readonly name: string;
  readonly place: SourcePlace;
} & (
  | { readonly state: 'generated'; readonly save: string | null }
  /** `privateKey` is PEM or OpenSSH text of an RSA key; a `private-file` has been read by then. */
  | { readonly state: 'uploaded'; readonly privateKey: Secret }
  | { readonly state: 'existing' }
  | { readonly state: 'absent' }
);

export type ImageRef =
  /** `ubuntu 24.04` or `{os, version, arch}`; `arch` null means x86_64 preferred. */
  | { readonly by: 'family'; readonly os: string; readonly version: string; readonly arch: string | null }
  /** A Mist id, an external id or an exact name. */
  | { readonly by: 'name'; readonly name: string };

export type SizeRef =
  /** The cheapest with at least that. `ramMb` in MiB. */
  | { readonly by: 'at-least'; readonly cpu: number; readonly ramMb: number }
  | { readonly by: 'name'; readonly name: string };

/** An HTTP(S) GET that the machine itself must answer. */
export type HttpCheck = {
  readonly secure: boolean;
  /** The name in the `Host` header and in the certificate; null for the machine's own address. Never looked up. */
  readonly hostName: string | null;
  readonly port: number;
  /** With its query; begins with `/`. */
  readonly path: string;
};

export type PowerState = 'running' | 'stopped';

/** A limit of time; `timeoutText` is how it was written, for messages. Null means: what the step's `timeout` leaves. */
export type TimeoutRef = { readonly timeoutMs: number | null; readonly timeoutText?: string };

/** How a machine is known to be ready. */
export type WaitRef = TimeoutRef &
  (
    | { readonly level: 'running' | 'tcp' | 'cloud-init' }
    /** `from: mist`: the Mist server logs in, in place of the runner. */
    | { readonly level: 'ssh'; readonly from?: 'mist' }
    | { readonly level: 'http'; readonly http: HttpCheck }
    /** POSIX sh text that must end with 0. */
    | { readonly level: 'command'; readonly command: string }
  );

export type WaitLevel = WaitRef['level'];

/** The host that a machine is reached through. `hostKey` null means that none was given; `key` as in `MachineSettings`. */
export type ViaRef =
  | { readonly by: 'row'; readonly row: string }
  | {
      readonly by: 'host';
      readonly host: string;
      readonly user: string;
      readonly port: number;
      readonly hostKey: string | null;
      readonly key: string | null;
    };

/**
 * A script that is run over SSH when the machine is ready. `script` is as written: references to other machines are filled
 * in right before. Values of `env` that came from the step's environment are secrets.
 */
export type RunRef = TimeoutRef & {
  readonly script: string;
  readonly env: Readonly<Record<string, string | Secret>>;
};

/** One row of `machines` after `defaults`. */
export type MachineRow = {
  readonly name: string;
  readonly place: SourcePlace;
} & ({ readonly state: 'absent' } | ({ readonly state: 'present' } & MachineSettings));

export type MachineSettings = {
  /** Name of a backend in Mist, or null for the only enabled one. */
  readonly backend: string | null;
  readonly image: ImageRef | null;
  readonly size: SizeRef | null;
  readonly location: string | null;
  /** Name of a key row or of a key in Mist, or null for the scope's generated key. */
  readonly key: string | null;
  /** 1 without `count`; `counted` tells whether machines are named `web` or `web-1`, `web-2`, … */
  readonly count: number;
  readonly counted: boolean;
  /** How many of `count` must be ready for success; equals `count` when not given. */
  readonly minReady: number;
  readonly needs: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  /** The user's own cloud-init text, before this action adds the host key. */
  readonly cloudInit: string | null;
  readonly wait: WaitRef;
  readonly groups: readonly string[];
  /** Lease in ms, `none` when the row says so, null when it leaves it to the input `ttl`. */
  readonly ttlMs: number | 'none' | null;
  /** Login user, or null for the image family's. */
  readonly user: string | null;
  /** SSH port, or null for the one Mist reports (22). */
  readonly port: number | null;
  /** A literal name in Mist, for parity; null for the derived one. Never with count > 1. */
  readonly literalName: string | null;
  /** Full Mist id of a machine to take over; then no other placement field is given. */
  readonly adopt: string | null;
  /** `net`, `volumes`, `disks`, `schedules`, `scripts`, `extra` as Mist names them, passed through. */
  readonly passThrough: Readonly<Record<string, unknown>>;
  /** Setup over SSH, where the row has one. */
  readonly run?: RunRef;
  /** The jump host, where there is one. */
  readonly via?: ViaRef;
  /** Whether it is to run; not said: as it is, where it is adopted, else running. */
  readonly power?: PowerState;
};

/** The whole spec, rows in the order of the text. */
export type Spec = {
  readonly backends: readonly BackendRow[];
  readonly keys: readonly KeyRow[];
  readonly machines: readonly MachineRow[];
};
