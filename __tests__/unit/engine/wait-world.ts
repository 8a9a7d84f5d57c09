// A machine that is being waited for, on virtual time: what its provider lists, who answers at which address, and when.
import { VirtualTime } from '../../../simulation/virtual-time.ts';
import { CloudWatch } from '../../../src/engine/cloud-watch.ts';
import type { HostKeyExchange } from '../../../src/engine/host-key-exchange.ts';
import type { SshTarget } from '../../../src/engine/ports.ts';
import { type Ready, type ReadyInput, waitUntilReady } from '../../../src/engine/ready.ts';
import type { World } from '../../../src/engine/world.ts';
import type { DesiredMachine } from '../../../src/model/desired.ts';
import { CancelledError } from '../../../src/model/errors.ts';
import { isMistId, type MistId, type ObservedMachine } from '../../../src/model/observed.ts';
import { makeSecret } from '../../../src/model/secret.ts';
import type { TimeoutRef, WaitRef } from '../../../src/model/spec.ts';
import { type Host, Network, OWN_KEY } from './wait-network.ts';

export const V4 = '203.0.113.7';
export const OTHER_V4 = '203.0.113.99';
export const V6 = '2001:db8::7';
export const LEVELS = ['running', 'tcp', 'ssh', 'cloud-init', 'http', 'command', 'mist'] as const;
export type Level = (typeof LEVELS)[number];

/** What the provider lists at a moment; null for nothing. */
export type Listed = { readonly state: ObservedMachine['state']; readonly ips: readonly string[] } | null;

export type Scene = {
  readonly level: Level;
  readonly listed?: (t: number) => Listed;
  readonly hosts?: Readonly<Record<string, Host>>;
  readonly timeoutS?: number;
  readonly hostKey?: SshTarget['hostKey'] | null;
  /** What the first login begins. */
  readonly exchange?: (world: World) => HostKeyExchange;
};

export type Told = {
  readonly ready: Ready | null;
  readonly error: unknown;
  /** When it ended, s. */
  readonly at: number;
  /** Addresses that were asked, with when, in order; the server's own probe as `mist`. */
  readonly asked: readonly { readonly host: string; readonly at: number }[];
  readonly log: readonly string[];
  readonly reports: readonly string[];
};

const WAITS: Readonly<Record<Level, (limit: TimeoutRef) => WaitRef>> = {
  running: (limit) => ({ level: 'running', ...limit }),
  tcp: (limit) => ({ level: 'tcp', ...limit }),
  ssh: (limit) => ({ level: 'ssh', ...limit }),
  'cloud-init': (limit) => ({ level: 'cloud-init', ...limit }),
  http: (limit) => ({
    level: 'http',
    http: { secure: false, hostName: null, port: 8080, path: '/health' },
    ...limit,
  }),
  command: (limit) => ({ level: 'command', command: 'test -e /ready', ...limit }),
  mist: (limit) => ({ level: 'ssh', from: 'mist', ...limit }),
};

function mistId(text: string): MistId {
  if (!isMistId(text)) throw new Error('not an id');
  return text;
}

const ID = mistId('5'.repeat(32));
const CLOUD = mistId('c'.repeat(32));
const no = (): never => {
  throw new Error('nobody asks for this while a machine is waited for');
};

function desiredOf(wait: WaitRef): DesiredMachine {
  return {
    address: 'machine/web',
    name: 'web',
    row: 'web',
    mistName: 'ma-web',
    literal: false,
    backend: 'aws',
    image: null,
    size: null,
    location: null,
    keyName: 'k',
    tags: {},
    cloudInit: null,
    wait,
    groups: [],
    ttlMs: null,
    user: null,
    port: null,
    adopt: null,
    passThrough: {},
    needs: [],
    minReady: 1,
  };
}

/** The machine's row as the provider lists it. */
export function rowOf({ state, ips }: NonNullable<Listed>): ObservedMachine {
  return {
    id: ID,
    externalId: 'i-1',
    name: 'ma-web',
    cloudId: CLOUD,
    state,
    publicIps: [...ips],
    privateIps: [],
    hostname: null,
    sshPort: 22,
    tags: {},
    lease: null,
    createdAt: 0,
    missing: false,
    costHourly: null,
    keyIds: [],
    imageId: null,
    locationId: null,
    size: null,
  };
}

/** What is waited for in `world`: the one machine, up to ten minutes. */
export function inputOf(world: World, wait: WaitRef, over: Partial<ReadyInput>): ReadyInput {
  return {
    desired: desiredOf(wait),
    machine: rowOf({ state: 'pending', ips: [] }),
    user: 'root',
    key: { mistName: 'k', id: ID, publicKey: 'ssh-rsa AAAA', privateKey: makeSecret('key'), outcome: 'created' },
    hostKey: null,
    exchange: null,
    leaseAt: null,
    watch: new CloudWatch(world, CLOUD),
    created: 0,
    changed: false,
    deadline: world.clock.elapsed() + 600_000,
    limitText: 'within the `timeout` of 10m',
    report: () => undefined,
    ...over,
  };
}

/** A world in which only a wait works: what it needs is given, everything else is a mistake. */
export function waitingWorld(
  parts: Pick<World, 'clock' | 'log' | 'prober' | 'shell'> & {
    readonly liveMachines: World['reader']['liveMachines'];
    readonly probe?: World['reader']['probe'];
  },
): World {
  const { liveMachines, probe, ...rest } = parts;
  return {
    ...rest,
    reader: { ...NO_READER, liveMachines, ...(probe ? { probe } : {}) },
    writer: NO_WRITER,
    journal: { intend: no, sent: no, settle: no },
    keyMaker: { rsa: no, hostKey: no, publicOf: no },
    signal: new AbortController().signal,
  };
}

/** Waits for the machine of a scene to the end of the wait; nothing real passes. */
export async function play(scene: Scene): Promise<Told> {
  const time = new VirtualTime(Date.UTC(2026, 10, 23));
  const seconds = (): number => time.elapsed() / 1000;
  const listed = scene.listed ?? ((): Listed => ({ state: 'running', ips: [V4] }));
  const network = new Network(scene.hosts ?? {}, seconds);
  const log: string[] = [];
  const reports: string[] = [];
  const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const cancel = time.schedule(time.now() + ms, resolve);
      const stop = (): void => {
        cancel();
        reject(new CancelledError());
      };
      if (signal?.aborted) stop();
      else signal?.addEventListener('abort', stop, { once: true });
    });
  const after = async <T>(ms: number, answer: () => T): Promise<T> => {
    await sleep(ms);
    return answer();
  };
  const current = (): ObservedMachine[] => [listed(seconds())].flatMap((one) => (one === null ? [] : [rowOf(one)]));
  const world = waitingWorld({
    liveMachines: () => after(50, () => ({ machines: current(), serverTime: null })),
    probe: () => after(500, () => network.fromMist(current().flatMap((one) => one.publicIps))),
    clock: { now: () => time.now(), elapsed: () => time.elapsed(), sleep },
    log: {
      info: (line) => log.push(line),
      debug: () => undefined,
      warning: (line) => log.push(line),
      group: (title, work) => {
        log.push(title);
        return work();
      },
      section: (title, text) => log.push(`${title}\n${text}`),
      mask: () => undefined,
    },
    prober: {
      tcp: (host) => after(40, () => network.tcp(host)),
      http: ({ host }) => after(40, () => network.http(host)),
      ssh: (target) => after(80, () => network.ssh(target)),
    },
    shell: {
      run: async (target, { script, onOutput }) => {
        const result = await after(100, () => network.run(target, script));
        if (result.ran && script === 'test -e /ready' && result.exitCode !== 0) {
          onOutput?.({ stream: 'stderr', text: 'starting\nnot ready y' });
          onOutput?.({ stream: 'stderr', text: 'et\n' });
        }
        return result;
      },
    },
  });
  const { timeoutS } = scene;
  const limit =
    timeoutS === undefined ? { timeoutMs: null } : { timeoutMs: timeoutS * 1000, timeoutText: `${timeoutS}s` };
  const wait = WAITS[scene.level](limit);
  const hostKey = scene.hostKey === undefined ? { key: OWN_KEY } : scene.hostKey;
  const input = inputOf(world, wait, {
    hostKey,
    exchange: scene.exchange?.(world) ?? null,
    report: (state) => reports.push(state),
  });
  const work = waitUntilReady(world, input).then(
    (ready) => ({ ready, error: null, at: seconds() }),
    (error: unknown) => ({ ready: null, error, at: seconds() }),
  );
  const end = await time.until(work, 3_600_000);
  return { ...end, asked: network.asked, log, reports };
}

const NO_READER: World['reader'] = {
  clouds: no,
  keys: no,
  liveMachines: no,
  knownMachines: no,
  images: no,
  sizes: no,
  locations: no,
  job: no,
  createLogs: no,
  sightings: no,
  createsTagged: no,
  logTime: no,
  schedules: no,
  publicKey: no,
  privateKey: no,
  probe: no,
  serverClockOffsetMs: () => 0,
};

const NO_WRITER: World['writer'] = {
  dryRun: no,
  createMachine: no,
  destroyMachine: no,
  setLease: no,
  setPower: no,
  setTags: no,
  addKey: no,
  deleteKey: no,
  addCloud: no,
  removeCloud: no,
  deleteSchedule: no,
  leaveTrace: no,
};
