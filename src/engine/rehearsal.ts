// An apply that changes nothing, gone through on invented machines while the true lists are under way. Code is slow the first
// time that it runs, and what follows on the last answer of an apply is waited for by the job (docs/performance.md).
import type { DesiredMachine } from '../model/desired.ts';
import { CancelledError } from '../model/errors.ts';
import { hostKeySha256 } from '../model/host-key.ts';
import { type Scope, TAGS } from '../model/identity.ts';
import { isMistId, type MistId, type ObservedCloud, type ObservedMachine } from '../model/observed.ts';
import { makeSecret } from '../model/secret.ts';
import { desiredTags } from '../plan/diff.ts';
import { runDigest } from '../plan/digest.ts';
import { Mistakes } from '../plan/mistakes.ts';
import { type Applied, applySpec } from './apply.ts';
import { Catalogs } from './catalogs.ts';
import { KeyHeadStart } from './key-head-start.ts';
import type { PlanInput } from './make-plan.ts';
import type { AskedListing } from './observe.ts';
import type { Expanded, Observation } from './observe-scope.ts';
import type { Clock, KeyMaker, Log, MistReader, ProbeResult } from './ports.ts';
import type { World } from './world.ts';

/** So many make the code quick; with more, the rehearsal would last longer than the wait. */
const MOST_MACHINES = 10;
const PUBLIC_KEY = `ssh-rsa ${Buffer.alloc(407, 'rehearsed').toString('base64')}`;
const HOST_KEY = `ssh-ed25519 ${Buffer.alloc(51, 'rehearsed').toString('base64')}`;
/** What `CLOUD_INIT_LOOK` prints on a machine that came up without trouble; as good as anything else to a script. */
const BOOTED = 'finished\n=== status\n{"v1":{}}\n=== result\n{"v1":{"errors":[]}}\n';

/**
 * What an apply of these rows would come to if all of them were as the spec wants them; null where that is known not to be so,
 * or nothing can be invented. Has nothing that it could ask, change or wait with, and prints to `log` only.
 */
export async function rehearseApply(log: Log, input: PlanInput, observation: Observation): Promise<Applied | null> {
  const world = stage(log);
  const seen = invent(world, input.scope, observation);
  if (seen === null) return null;
  const applyInput = {
    ...input,
    parallelism: 1,
    userData: () => null,
    deadline: Number.MAX_SAFE_INTEGER,
    limitText: '',
    hardDeadline: Number.MAX_SAFE_INTEGER,
    journalled: () => [],
    onPlan: () => undefined,
  };
  return applySpec(world, applyInput, { observing: Promise.resolve(seen), headStart: new KeyHeadStart(world) });
}

/** The observation with machines as its rows want them. */
function invent(world: World, scope: Scope, { inventory, expanded, rows }: Observation): Observation | null {
  const clouds = new Map(inventory.clouds.map((cloud) => [cloud.name, cloud]));
  const machines = rows.filter((row) => row.adopt === null && clouds.has(row.backend)).slice(0, MOST_MACHINES);
  const names = new Set(machines.flatMap(keysOf));
  const wanted = expanded.keys.filter((key) => names.has(key.mistName));
  const keys = inventory.keys.filter((key) => wanted.some(({ mistName }) => mistName === key.name));
  if (machines.length === 0 || wanted.length < names.size || keys.length < wanted.length) return null;
  return {
    inventory: { clouds: inventory.clouds, keys },
    expanded: { machines, keys: wanted },
    backends: [],
    rows: machines,
    catalogs: new Catalogs(world),
    mistakes: new Mistakes(),
    listings: Promise.resolve(listingsOf(scope, machines, clouds)),
  };
}

/** Names in Mist of the keys that open it and its jump host. */
function keysOf({ keyName, via }: DesiredMachine): string[] {
  return [keyName, via?.by === 'host' ? via.keyName : null].filter((name) => name !== null);
}

function listingsOf(
  scope: Scope,
  machines: Expanded['machines'],
  clouds: ReadonlyMap<string, ObservedCloud>,
): ReadonlyMap<MistId, AskedListing> {
  const invented = machines.flatMap((desired, index) => {
    const id = index.toString(16).padStart(32, '0');
    const cloud = clouds.get(desired.backend);
    return cloud !== undefined && isMistId(id) ? [asWanted(scope, desired, id, cloud.id)] : [];
  });
  const ids = new Set(invented.map((machine) => machine.cloudId));
  const listing = (id: MistId) => ({ machines: invented.filter((one) => one.cloudId === id), serverTime: 0 });
  return new Map([...ids].map((id) => [id, { listing: listing(id), askedAt: 0 }]));
}

function asWanted(scope: Scope, desired: DesiredMachine, id: MistId, cloudId: MistId): ObservedMachine {
  const run = runDigest(desired);
  const tags = {
    ...desiredTags(scope, desired, cloudId),
    [TAGS.key]: hostKeySha256(PUBLIC_KEY),
    [TAGS.hostKey]: hostKeySha256(HOST_KEY),
    ...(run === null ? {} : { [TAGS.run]: run }),
  };
  return {
    id,
    externalId: id,
    name: desired.mistName,
    cloudId,
    state: desired.power === 'stopped' ? 'stopped' : 'running',
    // Kept free for examples (RFC 5737).
    publicIps: ['192.0.2.1'],
    privateIps: [],
    hostname: null,
    sshPort: null,
    tags,
    lease: desired.ttlMs === null ? null : { id: null, action: 'destroy', at: desired.ttlMs },
    createdAt: 0,
    missing: false,
    costHourly: 0.01,
    keyIds: [],
    imageId: null,
    locationId: null,
    size: null,
  };
}

/** A world in which time stands still, every machine answers as it should, and nothing else does. */
function stage(log: Log): World {
  const reached = async (): Promise<ProbeResult> => ({ ok: true, hostKey: HOST_KEY });
  const reader: Partial<MistReader> = {
    publicKey: async () => PUBLIC_KEY,
    privateKey: async () => makeSecret('rehearsed'),
    probe: reached,
    serverClockOffsetMs: () => 0,
  };
  return {
    reader: unanswering(reader),
    writer: unanswering({}),
    journal: unanswering({}),
    prober: { tcp: reached, ssh: reached, http: reached },
    shell: { run: async () => ({ ran: true, exitCode: 0, signal: null, stdout: BOOTED, hostKey: HOST_KEY }) },
    keyMaker: unanswering<KeyMaker>({ publicOf: async () => PUBLIC_KEY }),
    clock: STILL,
    log,
    signal: new AbortController().signal,
  };
}

/** Sleeps end only with what they belong to. */
const STILL: Clock = {
  now: () => 0,
  elapsed: () => 0,
  sleep: (_ms, signal) =>
    new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new CancelledError()), { once: true });
    }),
};

/** A port of which only this much ever answers. */
function unanswering<Port extends object>(answering: Partial<Port>): Port {
  return new Proxy(answering, {
    get: (known, name) => Reflect.get(known, name) ?? (() => new Promise(() => undefined)),
  }) as Port;
}
