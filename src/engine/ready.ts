// From a row in the provider's list to a machine the job can use: running, with an address, its lease proved, reachable.
import type { DesiredMachine } from '../model/desired.ts';
import { ActionError, WaitTimeoutError } from '../model/errors.ts';
import { machineAddress } from '../model/machine-address.ts';
import type { MachineListing, ObservedMachine } from '../model/observed.ts';
import type { CloudWatch } from './cloud-watch.ts';
import type { HostKeyExchange } from './host-key-exchange.ts';
import type { ReadyKey } from './key-chain.ts';
import { editLease, leaseFits } from './lease.ts';
import type { ProbeResult, SshTarget } from './ports.ts';
import type { World } from './world.ts';

export type ReadyInput = {
  readonly desired: DesiredMachine;
  readonly machine: ObservedMachine;
  readonly user: string;
  readonly key: ReadyKey | null;
  readonly hostKey: SshTarget['hostKey'] | null;
  /** What the first login begins, where the injected host key is still to go; null where there is nothing to exchange. */
  readonly exchange: HostKeyExchange | null;
  /** The host that the machine is reached through. */
  readonly via?: SshTarget | undefined;
  /** When the lease was asked to end, epoch ms by the server's clock; null where nothing is to be proved. */
  readonly leaseAt: number | null;
  readonly watch: CloudWatch;
  /** On the monotonic clock, ms. */
  readonly deadline: number;
  /** Told what is being waited for, for the progress line. */
  readonly report: (state: string) => void;
};

export type Ready = {
  readonly machine: ObservedMachine;
  /** The keys that it is known by, `kind base64`: checked ones, or the injected one where nobody has logged in yet. */
  readonly hostKeys: readonly string[];
  readonly port: number;
};

const PROBE_TIMEOUT_MS = 10_000;
const PROBE_INTERVAL_MS = 1_000;
/** The server's worker sets the lease 10 to 40 s after the create (seen on a live server). */
const LEASE_PATIENCE_MS = 90_000;
/** A handed-over address is from a list not older than this. */
const FRESH_ENOUGH_MS = 10_000;
const DEAD: readonly string[] = ['terminated', 'error', 'failed'];

/** Waits for all that the row asks for; the lease and the login are waited for at the same time. */
export async function waitUntilReady(world: World, input: ReadyInput): Promise<Ready> {
  const own = world.clock.elapsed() + (input.desired.wait.timeoutMs ?? Number.POSITIVE_INFINITY);
  const bounded = { ...input, deadline: Math.min(input.deadline, own) };
  const running = await untilRunning(bounded);
  const [hostKeys] = await Promise.all([reach(world, bounded, running), proveLease(world, bounded, running)]);
  const machine = await fresh(world, bounded);
  return { machine, hostKeys, port: portOf(bounded, machine) };
}

function portOf(input: ReadyInput, machine: ObservedMachine): number {
  return input.desired.port ?? machine.sshPort ?? 22;
}

function row(listing: MachineListing, input: ReadyInput): ObservedMachine | undefined {
  return listing.machines.find((machine) => machine.id === input.machine.id);
}

/** A state from which no machine comes back by itself ends the wait at once. */
function refuseDead(input: ReadyInput, machine: ObservedMachine): void {
  if (!DEAD.includes(machine.state)) return;
  throw new ActionError(
    'machine-broken',
    'remote',
    `${input.desired.address}: its provider reports it as ${machine.state}.`,
  );
}

function untilRunning(input: ReadyInput): Promise<ObservedMachine> {
  let seen = 'not listed';
  return input.watch.until<ObservedMachine>({
    address: input.desired.address,
    wanted: 'running with an address',
    deadline: input.deadline,
    lastSeen: () => seen,
    look: (listing) => {
      const machine = row(listing, input);
      seen = machine ? `${machine.state}${machineAddress(machine) === null ? ', no address' : ''}` : 'not listed';
      input.report(seen);
      if (!machine) return undefined;
      refuseDead(input, machine);
      return machine.state === 'running' && machineAddress(machine) !== null ? machine : undefined;
    },
  });
}

/** The lease as the server keeps it, repaired once where the worker swallowed it (H14); throws when it cannot be had. */
async function proveLease(world: World, input: ReadyInput, running: ObservedMachine): Promise<void> {
  const { leaseAt, watch, desired } = input;
  if (leaseAt === null) return;
  const deadline = Math.min(input.deadline, world.clock.elapsed() + LEASE_PATIENCE_MS);
  try {
    await watch.until<true>({
      address: desired.address,
      wanted: 'leased',
      deadline,
      lastSeen: () => 'running without the lease that was asked for',
      look: (listing) => (leaseFits(row(listing, input)?.lease ?? null, leaseAt) ? true : undefined),
    });
  } catch (error) {
    if (!(error instanceof WaitTimeoutError)) throw error;
    world.log.warning(`${desired.address}: the server has not set its lease; setting it again.`);
    await editLease(world, running, leaseAt, input.deadline);
  }
}

/** The wait level of the row; answers the host keys that the machine is known by afterwards. */
async function reach(world: World, input: ReadyInput, running: ObservedMachine): Promise<readonly string[]> {
  const { desired, watch } = input;
  if (desired.wait.level === 'running') return expectedKeys(input);
  const since = world.clock.elapsed();
  for (;;) {
    const machine = (watch.latest && row(watch.latest, input)) ?? running;
    refuseDead(input, machine);
    const result = await probe(world, input, machine);
    if (result.ok) return known(input, machine, result.hostKey);
    input.report(`running; ${result.seen}`);
    const now = world.clock.elapsed();
    if (result.final) throw new ActionError('not-reachable', 'remote', `${desired.address}: ${result.seen}`);
    if (now + PROBE_INTERVAL_MS >= input.deadline) {
      throw new WaitTimeoutError(desired.address, `reachable by ${desired.wait.level}`, result.seen, now - since);
    }
    await world.clock.sleep(PROBE_INTERVAL_MS, world.signal);
  }
}

/** Where nobody logs in the injected key stays, and is the one to expect. */
function expectedKeys({ hostKey }: ReadyInput): readonly string[] {
  return hostKey !== null && typeof hostKey === 'object' && 'key' in hostKey ? [hostKey.key] : [];
}

async function known(input: ReadyInput, machine: ObservedMachine, seen: string | null): Promise<readonly string[]> {
  if (seen === null) return expectedKeys(input);
  const target = input.exchange === null ? null : targetOf(input, machine);
  if (input.exchange === null || target === null) return [seen];
  input.report('running; exchanging its host key');
  return input.exchange.complete(target);
}

/** Null where there is no address, no key to log in with, or no host key to expect. */
function targetOf(input: ReadyInput, machine: ObservedMachine): SshTarget | null {
  const { user, hostKey, key, via } = input;
  const host = machineAddress(machine);
  if (host === null || key === null || hostKey === null) return null;
  const login = { host, port: portOf(input, machine), user, privateKey: key.privateKey, hostKey };
  return via === undefined ? login : { ...login, via };
}

function probe(world: World, input: ReadyInput, machine: ObservedMachine): Promise<ProbeResult> {
  const host = machineAddress(machine);
  const port = portOf(input, machine);
  const timeout = Math.min(PROBE_TIMEOUT_MS, Math.max(1, input.deadline - world.clock.elapsed()));
  if (host === null) return Promise.resolve({ ok: false, final: false, seen: 'no address' });
  if (input.desired.wait.level === 'tcp') return world.prober.tcp(host, port, timeout, world.signal);
  if (input.key === null) return refused('it has no key to log in with; give the row a `key:`, or `wait: tcp`');
  if (input.hostKey === null)
    return refused('its host key is not known; set `trust-on-first-use: true` to pin the one that answers');
  const target = targetOf(input, machine);
  if (target === null) return refused('there is nothing to log in with');
  return input.exchange === null
    ? world.prober.ssh(target, timeout, world.signal)
    : input.exchange.prepare(target, timeout);
}

function refused(seen: string): Promise<ProbeResult> {
  return Promise.resolve({ ok: false, final: true, seen });
}

/** What is handed over comes from a list that is seconds old (invariant I4). */
async function fresh(world: World, input: ReadyInput): Promise<ObservedMachine> {
  const { watch } = input;
  const known =
    watch.latest && world.clock.elapsed() - watch.latestAt <= FRESH_ENOUGH_MS ? row(watch.latest, input) : undefined;
  if (known && known.state === 'running' && machineAddress(known) !== null) return known;
  return untilRunning(input);
}
