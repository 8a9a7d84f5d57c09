// A small Mist and a small GitHub in memory, on a clock of their own, for the tests of this room.
import type { Clock, GitHubReader, MistReader, MistWriter, OwnerState } from '../../../src/engine/ports.ts';
import type { World } from '../../../src/engine/world.ts';
import { BugError, CancelledError } from '../../../src/model/errors.ts';
import { mistName, type RepositoryIdentity, type Scope, TAGS } from '../../../src/model/identity.ts';
import {
  isMistId,
  type MistId,
  type ObservedCloud,
  type ObservedCreateLog,
  type ObservedKey,
  type ObservedMachine,
  type ObservedSchedule,
} from '../../../src/model/observed.ts';

export const REPOSITORY: RepositoryIdentity = { serverUrl: 'https://github.com', id: '4711' };
export const NOW = Date.UTC(2026, 10, 23, 3, 17);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The n-th id of a kind: 32 hex digits. */
export function id(n: number): MistId {
  const text = n.toString(16).padStart(32, 'a');
  if (!isMistId(text)) throw new Error(text);
  return text;
}

export const AWS: ObservedCloud = { id: id(1), name: 'aws', provider: 'ec2', enabled: true };
export const LINODE: ObservedCloud = { id: id(2), name: 'linode', provider: 'linode', enabled: true };

export function named(name: string): Scope {
  return { name, named: true, repository: REPOSITORY };
}

/** The scope of a step of run 9001, attempt 1. */
export const RUN: Scope = { name: 'run-9001-1-0badcafe', named: false, repository: REPOSITORY };

let next = 100;

/** A running machine of two hours, without anything else. */
export function machine(name: string, more: Partial<ObservedMachine> = {}): ObservedMachine {
  next += 1;
  return {
    id: id(next),
    externalId: `i-${next}`,
    name,
    cloudId: AWS.id,
    state: 'running',
    publicIps: [],
    privateIps: [],
    hostname: null,
    sshPort: 22,
    tags: {},
    lease: null,
    createdAt: NOW - 2 * HOUR,
    missing: false,
    costHourly: null,
    keyIds: [],
    imageId: null,
    locationId: null,
    size: null,
    ...more,
  };
}

/** A machine as apply leaves it: the scope's name and tag. */
export function ours(scope: Scope, row: string, more: Partial<ObservedMachine> = {}): ObservedMachine {
  return machine(mistName(scope, 'machine', row), { tags: { [TAGS.scope]: scope.name }, ...more });
}

export function key(name: string, machineIds: readonly string[] = []): ObservedKey {
  next += 1;
  return { id: id(next), name, isDefault: false, machineIds };
}

export function schedule(name: string, machineIds: readonly string[]): ObservedSchedule {
  next += 1;
  return { id: id(next), name, enabled: true, at: null, machineIds };
}

export type Mist = {
  clouds: ObservedCloud[];
  machines: ObservedMachine[];
  keys: ObservedKey[];
  schedules: ObservedSchedule[];
  logs: ObservedCreateLog[];
  /** The server's own view; what is listed live unless given. */
  known: ObservedMachine[] | null;
  /** Every request that changes something, in order. */
  readonly writes: string[];
  /** Called before each live list with its number from 1. */
  beforeList: (count: number, cloudId: MistId) => void | Promise<void>;
};

export function newMist(more: Partial<Mist> = {}): Mist {
  return {
    clouds: [AWS],
    machines: [],
    keys: [],
    schedules: [],
    logs: [],
    known: null,
    writes: [],
    beforeList: () => undefined,
    ...more,
  };
}

function no(): never {
  throw new BugError('Not asked in these tests.');
}

function readerOf(mist: Mist): MistReader {
  let lists = 0;
  return {
    clouds: async () => [...mist.clouds],
    keys: async () => [...mist.keys],
    liveMachines: async (cloudId) => {
      lists += 1;
      await mist.beforeList(lists, cloudId);
      return { machines: mist.machines.filter((one) => one.cloudId === cloudId), serverTime: null };
    },
    knownMachines: async () => [...(mist.known ?? mist.machines)],
    createLogs: async (name) => mist.logs.filter((log) => log.machineName === name),
    schedules: async () => [...mist.schedules],
    serverClockOffsetMs: () => 0,
    images: no,
    sizes: no,
    locations: no,
    job: no,
    createsTagged: no,
    logTime: no,
    sightings: no,
    publicKey: no,
    privateKey: no,
    probe: no,
  };
}

function writerOf(mist: Mist): MistWriter {
  const drop = <T extends { readonly id: MistId }>(rows: T[], gone: MistId): T[] =>
    rows.filter((row) => row.id !== gone);
  return {
    destroyMachine: async (gone) => {
      mist.writes.push(`destroy ${mist.machines.find((one) => one.id === gone)?.name}`);
      mist.machines = drop(mist.machines, gone);
    },
    deleteKey: async (gone) => {
      mist.writes.push(`key ${mist.keys.find((one) => one.id === gone)?.name}`);
      mist.keys = drop(mist.keys, gone);
    },
    deleteSchedule: async (gone) => {
      mist.writes.push(`schedule ${mist.schedules.find((one) => one.id === gone)?.name}`);
      mist.schedules = drop(mist.schedules, gone);
    },
    dryRun: no,
    createMachine: no,
    setPower: no,
    setLease: no,
    setTags: no,
    addKey: no,
    addCloud: no,
    removeCloud: no,
    leaveTrace: no,
  };
}

type Timer = { readonly at: number; readonly ring: () => void };

/** A clock that jumps to the next sleeper whenever nothing else is left to do. */
function jumpingClock(onSleep: (ms: number) => void): Clock {
  const timers = new Set<Timer>();
  let at = 0;
  let planned = false;
  const jump = (): void => {
    planned = false;
    const [next] = [...timers].sort((a, b) => a.at - b.at);
    if (next === undefined) return;
    timers.delete(next);
    at = Math.max(at, next.at);
    next.ring();
    plan();
  };
  const plan = (): void => {
    if (planned) return;
    planned = true;
    setImmediate(jump);
  };
  return {
    now: () => NOW + at,
    elapsed: () => at,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        onSleep(ms);
        const timer = { at: at + Math.max(0, ms), ring: resolve };
        timers.add(timer);
        signal?.addEventListener('abort', () => {
          timers.delete(timer);
          reject(new CancelledError());
        });
        plan();
      }),
  };
}

/** The engine's world on `mist`; sleeping takes no time and is told to `onSleep`. */
export function worldOf(mist: Mist, onSleep: (ms: number) => void = () => undefined): World {
  return {
    reader: readerOf(mist),
    writer: writerOf(mist),
    clock: jumpingClock(onSleep),
    log: {
      info: () => undefined,
      debug: () => undefined,
      warning: () => undefined,
      group: (_, work) => work(),
      section: () => undefined,
      mask: () => undefined,
    },
    signal: new AbortController().signal,
    journal: { intend: no, sent: no, settle: no },
    prober: { tcp: no, ssh: no, http: no },
    shell: { run: no },
    keyMaker: { rsa: no, hostKey: no, publicOf: no },
  };
}

export type Hub = GitHubReader & { readonly asked: string[]; states: Record<string, OwnerState> };

/** A GitHub that knows `states` by `run 9001/1` and `pull 42`; anything else it does not know. */
export function hubOf(states: Record<string, OwnerState>): Hub {
  const hub: Hub = {
    asked: [],
    states,
    runState: async (run, attempt) => answer(`run ${run}/${attempt}`),
    pullRequestState: async (number) => answer(`pull ${number}`),
  };
  const answer = (name: string): OwnerState => {
    hub.asked.push(name);
    return hub.states[name] ?? { is: 'unknown' };
  };
  return hub;
}

export const LIVE: OwnerState = { is: 'live' };
export const OVER: OwnerState = { is: 'over', since: NOW - 2 * DAY };
