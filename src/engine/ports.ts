// The world as the engine sees it. The only interfaces of the project: adapters implement them, simulation replaces them.
// Reading and writing are different powers: plan is given a `MistReader` and cannot change anything.

import type { JournalEntry } from '../model/journal.ts';
import type {
  DryPlan,
  MachineListing,
  MistId,
  ObservedCloud,
  ObservedCreate,
  ObservedCreateLog,
  ObservedImage,
  ObservedJob,
  ObservedKey,
  ObservedLocation,
  ObservedMachine,
  ObservedSchedule,
  ObservedSize,
} from '../model/observed.ts';
import type { HttpCheck, Secret } from '../model/spec.ts';

/**
 * Reads of one Mist server. Every call may throw ApiError, TransportError or CancelledError; GET requests have been
 * retried by then. No call may change anything that a user owns.
 */
export type MistReader = {
  /** All clouds of the organisation (v1). */
  clouds(): Promise<readonly ObservedCloud[]>;
  /** All keys, without private halves (v1). */
  keys(): Promise<readonly ObservedKey[]>;
  /**
   * The strong read: what the provider lists now (v1 `/clouds/{id}/machines`, not cached). Throws when the provider is
   * down; never an empty list in its place. Also refreshes the server's own view.
   */
  liveMachines(cloudId: MistId): Promise<MachineListing>;
  /** The server's own view of all enabled clouds (v2, paged to `total`); may be half an hour old. */
  knownMachines(): Promise<readonly ObservedMachine[]>;
  /** Images that Mist knows of one cloud (v1 `GET`); with `search`, the provider's answer to it (v1 `POST`, a search). */
  images(cloudId: MistId, search: string | null): Promise<readonly ObservedImage[]>;
  sizes(cloudId: MistId): Promise<readonly ObservedSize[]>;
  locations(cloudId: MistId): Promise<readonly ObservedLocation[]>;
  /** The create job, or null while the server says 404 (its log is indexed late). */
  job(jobId: string): Promise<ObservedJob | null>;
  /** Accepted creates by exact machine name (v1 logs); bodies are never kept. */
  createLogs(machineName: string): Promise<readonly ObservedCreateLog[]>;
  /** When machines of exactly this name came into the server's view for the first time, epoch ms (v1 logs). */
  sightings(machineName: string): Promise<readonly number[]>;
  /**
   * Accepted creates, of any name, one of whose tags has exactly this value: the newest thousand entries of the server's
   * log (v1), and no further back than it reaches.
   */
  createsTagged(value: string): Promise<readonly ObservedCreate[]>;
  /** When the log first shows an entry that holds this word (epoch ms), or null while it shows none. */
  logTime(word: string): Promise<number | null>;
  schedules(): Promise<readonly ObservedSchedule[]>;
  /** The public half (`ssh-rsa AAAA…`) that Mist keeps beside a key (v1 `/keys/{id}/public`). */
  publicKey(keyId: MistId): Promise<string>;
  /** The private half of a key (v1), masked before it is returned. */
  privateKey(keyId: MistId): Promise<Secret>;
  /**
   * Asks the server to log in to a machine with the keys that it associates with it (v1 `POST /machines/{id}/probe`). Ok
   * means that it got in; it does not check the host key. Only what says that our own login is bad is thrown.
   */
  probe(id: MistId): Promise<ProbeResult>;
  /** The server's clock minus ours, in ms, by the last Date header; 0 before the first answer. */
  serverClockOffsetMs(): number;
};

/** A create as API v2 takes it: ids only. `leaseAt` is epoch ms. */
export type CreateMachineRequest = {
  readonly name: string;
  readonly cloudId: MistId;
  readonly imageId: MistId;
  readonly sizeId: MistId | null;
  /** `{cpu, memory}` for providers without size rows (docker); then `sizeId` is null. */
  readonly customSize: { readonly cpu: number; readonly ramMb: number } | null;
  readonly locationId: MistId | null;
  readonly keyId: MistId;
  readonly tags: Readonly<Record<string, string>>;
  readonly leaseAt: number | null;
  readonly cloudInit: string | null;
  readonly passThrough: Readonly<Record<string, unknown>>;
};

/** A host of a cloud that is a list of hosts (`other`, `kvm`), with the Mist id of the key that opens it. */
export type CloudHost = {
  readonly host: string;
  readonly alias: string;
  readonly user: string;
  readonly port: number;
  readonly keyId: MistId;
};

/** Called once, synchronously, when the request's first byte is about to be handed to the socket. */
export type OnSent = () => void;

/**
 * Changes on one Mist server. Each call sends at most one request, never retries, and calls `onSent` before the first
 * byte leaves; when it throws without having called it, nothing was sent.
 */
export type MistWriter = {
  /** v2 create with `dry: true`: what the server would choose. */
  dryRun(request: CreateMachineRequest, onSent?: OnSent): Promise<DryPlan>;
  createMachine(request: CreateMachineRequest, onSent?: OnSent): Promise<{ readonly jobId: string }>;
  destroyMachine(id: MistId, onSent?: OnSent): Promise<void>;
  /** v1 action. The server judges by its own view, which a live list brings up to date. */
  setPower(id: MistId, action: 'start' | 'stop', onSent?: OnSent): Promise<void>;
  /** v1 edit, `action: destroy`; null removes the lease. A rejected edit has already deleted the lease. */
  setLease(id: MistId, at: number | null, onSent?: OnSent): Promise<void>;
  setTags(
    machine: { readonly id: MistId; readonly cloudId: MistId },
    tags: Readonly<Record<string, string>>,
    onSent?: OnSent,
  ): Promise<void>;
  /** v1 `PUT /keys`. The caller has made sure that no key of this name exists: adding over one destroys it. */
  addKey(name: string, privateKey: Secret, onSent?: OnSent): Promise<{ readonly id: MistId }>;
  deleteKey(id: MistId, onSent?: OnSent): Promise<void>;
  addCloud(
    name: string,
    provider: string,
    fields: Readonly<Record<string, string | number | boolean | Secret>>,
    onSent?: OnSent,
    hosts?: readonly CloudHost[],
  ): Promise<{ readonly id: MistId }>;
  removeCloud(id: MistId, onSent?: OnSent): Promise<void>;
  deleteSchedule(id: MistId, onSent?: OnSent): Promise<void>;
  /** Leaves a word in the server's log and changes nothing: v1 `POST /keys` makes a pair and does not store it. */
  leaveTrace(word: string, onSent?: OnSent): Promise<void>;
};

/** Durable before return: `intend` and `sent` throw when the record cannot be written, and then nothing may be sent. */
export type Journal = {
  intend(entry: Pick<JournalEntry, 'kind' | 'address' | 'name' | 'cloudId' | 'at'>): JournalEntry;
  sent(entry: JournalEntry): JournalEntry;
  settle(entry: JournalEntry, result: Pick<JournalEntry, 'result' | 'jobId' | 'id'>): JournalEntry;
};

export type SshTarget = {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly privateKey: Secret;
  /**
   * What the host must present: an exact public key (`ssh-ed25519 AAAA…`), one of these by its SHA-256 (base64url, as in
   * the tag), or `first` to pin whatever answers first (only where the user asked for it).
   */
  readonly hostKey: { readonly key: string } | { readonly sha256: string | readonly string[] } | 'first';
  /** The host that the connection is made through, itself logged into like any other; without it, the connection is direct. */
  readonly via?: SshTarget;
};

export type ProbeResult =
  | { readonly ok: true; readonly hostKey: string | null }
  /** `final`: waiting longer cannot help (a wrong host key). `seen` is one line for people. */
  | { readonly ok: false; readonly final: boolean; readonly seen: string };

/** A GET that the machine at `host` must answer: an address, IPv6 without brackets. */
export type HttpTarget = HttpCheck & { readonly host: string };

/** Reachability from here. One attempt per call, bounded by `timeoutMs`; never throws but for cancellation. */
export type Prober = {
  tcp(host: string, port: number, timeoutMs: number, signal: AbortSignal): Promise<ProbeResult>;
  /** Banner, key exchange with the host key checked, login with the key; no command is run. */
  ssh(target: SshTarget, timeoutMs: number, signal: AbortSignal): Promise<ProbeResult>;
  /** A status from 200 to 399 is ok; redirects are not followed, the body is not read, TLS is verified. `hostKey` is null. */
  http(target: HttpTarget, timeoutMs: number, signal: AbortSignal): Promise<ProbeResult>;
  /** Gets ready for `ssh`, so that the first attempt need not; may be called any number of times. */
  prepare?(): void;
};

export type RemoteCommand = {
  /**
   * POSIX sh text, without NUL bytes. It travels on the command's input, so that nothing of it is in an argument list, and
   * runs only once all of it has arrived; what it starts reads an empty input.
   */
  readonly script: string;
  /** For the connection and the command together. */
  readonly timeoutMs: number;
  /**
   * For so long, ms, the login is kept once the command has ended, and the next command to this host uses it, if what the
   * host presented is what that one expects; without it, the connection is closed.
   */
  readonly keepMs?: number;
  /** What it asks while it runs; a script that asks reads the answers from descriptor 3. */
  readonly question?: Question;
  /** Called for each chunk, in order, with whole characters only. Must not throw. */
  readonly onOutput?: (chunk: { readonly stream: 'stdout' | 'stderr'; readonly text: string }) => void;
};

/**
 * Once a script has printed `line` on a line of its own, `answer` makes the line that it is sent, from what it has printed
 * before; once only. Must not throw. A script whose connection breaks reads the end of that input instead.
 */
export type Question = { readonly line: string; readonly answer: (stdout: string) => string };

export type RemoteResult =
  | {
      readonly ran: true;
      /** Null when a signal ended it; `signal` is then its name without `SIG`. */
      readonly exitCode: number | null;
      readonly signal: string | null;
      /** The first 64 KiB. */
      readonly stdout: string;
      /** The key that the host presented, `kind base64`. */
      readonly hostKey: string;
    }
  /**
   * It is not known to have ended: not begun, cut off, or out of time (then it may run on). `final`: trying again cannot
   * help. `seen` is one line for people.
   */
  | { readonly ran: false; readonly final: boolean; readonly seen: string };

/**
 * Runs scripts on a machine, one connection a call unless one is kept; never throws but for cancellation. A connection that closes before the
 * exit status is `ran: false`.
 */
export type Shell = {
  run(target: SshTarget, command: RemoteCommand, signal: AbortSignal): Promise<RemoteResult>;
};

export type KeyPair = { readonly publicKey: string; readonly privateKey: Secret };

/** Key making, as a port because it is random and slow. */
export type KeyMaker = {
  /** RSA, PKCS#1 PEM: the only kind Mist accepts. */
  rsa(): Promise<KeyPair>;
  /** Ed25519 host key in OpenSSH format. */
  hostKey(): Promise<KeyPair>;
  /** The public half (`ssh-rsa AAAA…`) of a private key; rejects when it is none. */
  publicOf(privateKey: Secret): Promise<string>;
  /** Gets ready for `publicOf`, so that the first key need not; may be called any number of times. */
  prepare?(): void;
};

export type Clock = {
  /** Wall clock, epoch ms: for dates only. */
  now(): number;
  /** Monotonic ms: for deadlines and durations. */
  elapsed(): number;
  /** Resolves after `ms`; rejects with CancelledError at once when `signal` aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
};

/**
 * Whether what an environment belongs to still lives. `since` is epoch ms, null when GitHub does not say. `unknown`: GitHub
 * may be asked and has no such thing (any more).
 */
export type OwnerState =
  | { readonly is: 'live' }
  | { readonly is: 'over'; readonly since: number | null }
  | { readonly is: 'unknown' };

/**
 * Reads of one repository on GitHub. Throws ActionError `github-refused` (naming the missing permission) when GitHub may
 * not be asked, `github` when no usable answer came, CancelledError.
 */
export type GitHubReader = {
  /** One attempt of a workflow run; an earlier attempt is over. `id` is decimal digits. */
  runState(id: string, attempt: number): Promise<OwnerState>;
  pullRequestState(number: number): Promise<OwnerState>;
};

/** The only way to a reader's eyes. Implementations neutralise workflow commands and redact registered secrets. */
export type Log = {
  info(message: string): void;
  debug(message: string): void;
  warning(message: string): void;
  /** Runs `work` inside a collapsible group that ends with its time. */
  group<T>(title: string, work: () => Promise<T>): Promise<T>;
  /** Prints a text in one piece as a collapsible group of its own, also while another group is open. */
  section(title: string, text: string): void;
  /** Registers a secret in all its forms before its first use. */
  mask(secret: string): void;
};
