// From a row in the provider's list to a machine the job can use: running, with an address, its lease proved, reachable.
import type { DesiredMachine } from '../model/desired.ts';
import { formatSeconds } from '../model/duration.ts';
import { ActionError, WaitTimeoutError } from '../model/errors.ts';
import { machineAddress } from '../model/machine-address.ts';
import type { MachineListing, ObservedMachine } from '../model/observed.ts';
import type { WaitRef } from '../model/spec.ts';
import { logsIn } from '../model/wait.ts';
import type { CloudWatch, Waiting } from './cloud-watch.ts';
import type { HostKeyExchange } from './host-key-exchange.ts';
import type { ReadyKey } from './key-chain.ts';
import { editLease, leaseFits } from './lease.ts';
import type { ProbeResult, SshTarget } from './ports.ts';
import { attempt, type Contact, pauseAfter, portOf, showBootOutput, wantedBy } from './wait-levels.ts';
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
  /** That deadline in the user's words. */
  readonly limitText: string;
  /** When its create was answered, or null for a machine that was there before; on the monotonic clock, ms. */
  readonly created: number | null;
  /** It was just changed, so only a new list tells what it is now. */
  readonly changed: boolean;
  /** Told what is being waited for, for the progress line. */
  readonly report: (state: string) => void;
};

export type Ready = {
  readonly machine: ObservedMachine;
  /** The keys that it is known by, `kind base64`: checked ones, or the injected one where nobody has logged in yet. */
  readonly hostKeys: readonly string[];
  readonly port: number;
};

/** While a machine is being asked, its row is looked at this often: a reboot may give it another address. */
const LOOK_AGAIN_MS = 15_000;
/** The same for one that was not listed as running, and so is not asked. */
const LOOK_SOON_MS = 3_000;
/** How long a new list may take before the last word of a machine is believed. */
const NEWEST_MS = 10_000;
/** The server's worker sets the lease 10 to 40 s after the create (seen on a live server). */
const LEASE_PATIENCE_MS = 90_000;
/** A handed-over address is from a list not older than this. */
const FRESH_ENOUGH_MS = 10_000;
/** An attempt with less time than this is cut short by the end of the wait, and says less than the one before it. */
const CUT_SHORT_MS = 1_000;
const DEAD: readonly string[] = ['terminated', 'error', 'failed'];

/** Waits for all that the row asks for; the lease and the login are waited for at the same time. */
export async function waitUntilReady(world: World, input: ReadyInput): Promise<Ready> {
  const bounded = withOwnLimit(input, world.clock.elapsed());
  const contact: Contact = { input: bounded, hostKey: input.hostKey, exchanged: null };
  let machine = await firstRunning(world, bounded);
  const lease = proveLease(world, bounded, machine);
  for (;;) {
    const [reached] = await Promise.all([reach(world, contact, machine), lease]);
    machine = await fresh(world, bounded, reached);
    // What is handed over must be what was reached: a new address may belong to anybody.
    if (reached.host === null || reached.host === machineAddress(machine)) {
      return { machine, hostKeys: knownBy(contact, reached.hostKey), port: portOf(bounded, machine) };
    }
    // Whoever answered at the old address has proved nothing about the new one; only an exchange has.
    if (contact.exchanged === null) contact.hostKey = input.hostKey;
  }
}

/** The row's own limit counts from here; the step's ends it all the same. */
function withOwnLimit(input: ReadyInput, now: number): ReadyInput {
  const { timeoutMs, timeoutText } = input.desired.wait;
  if (timeoutMs === null || now + timeoutMs > input.deadline) return input;
  return { ...input, deadline: now + timeoutMs, limitText: `within ${timeoutText ?? formatSeconds(timeoutMs)}` };
}

/** Where nobody logs in, the injected key stays and is the one to expect. */
function knownBy({ input: { hostKey }, exchanged }: Contact, seen: string | null): readonly string[] {
  if (exchanged !== null) return exchanged;
  if (seen !== null) return [seen];
  return hostKey !== null && typeof hostKey === 'object' && 'key' in hostKey ? [hostKey.key] : [];
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

function firstRunning({ clock, prober }: World, input: ReadyInput): Promise<ObservedMachine> {
  const { created, changed, watch, desired } = input;
  // What a probe needs is loaded while the machine comes up.
  if (logsIn(desired.wait)) prober.prepare?.();
  const now = clock.elapsed();
  if (created === null) return untilRunning(input, { pace: 'now', after: changed ? now : now - FRESH_ENOUGH_MS });
  return untilRunning(input, { pace: { created }, after: created }).then((machine) => {
    watch.cameUp(created);
    return machine;
  });
}

function untilRunning(
  input: ReadyInput,
  when: Pick<Waiting<ObservedMachine>, 'pace' | 'after'>,
): Promise<ObservedMachine> {
  let seen = 'not listed';
  return input.watch.until<ObservedMachine>({
    address: input.desired.address,
    wanted: 'running with an address',
    deadline: input.deadline,
    limit: input.limitText,
    lastSeen: () => seen,
    ...when,
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

/** `host` is null where no address was asked; `since` is when the attempt that was good began, monotonic ms. */
type Reached = { readonly hostKey: string | null; readonly host: string | null; readonly since: number };

/** The wait level of the row; answers the host key that was seen and checked. */
async function reach(world: World, contact: Contact, running: ObservedMachine): Promise<Reached> {
  const { input } = contact;
  const { wait, address } = input.desired;
  const since = world.clock.elapsed();
  if (wait.level === 'running') return { hostKey: null, host: null, since: since - FRESH_ENOUGH_MS };
  let seen: string | null = null;
  for (;;) {
    const machine = current(world, input, running);
    const began = world.clock.elapsed();
    const host = asked(wait, machine);
    const result = await look(world, contact, machine).catch((error: unknown) =>
      unlessMoved(world, input, host, error),
    );
    if (result.ok) return { hostKey: result.hostKey, host, since: began };
    if (result.final && (await hasMoved(world, input, host))) continue;
    if (seen === null || input.deadline - began >= CUT_SHORT_MS) seen = result.seen;
    input.report(`running; ${seen}`);
    const waited = world.clock.elapsed() - since;
    const pause = pauseAfter(wait, waited);
    const late = world.clock.elapsed() + pause >= input.deadline;
    if (result.final || late) await showBootOutput(world, contact, machine);
    if (result.final) throw new ActionError('not-reachable', 'remote', `${address}: ${result.seen}`);
    if (late) throw new WaitTimeoutError(address, wantedBy(wait), seen, input.limitText);
    await world.clock.sleep(pause, world.signal);
  }
}

function asked(wait: WaitRef, machine: ObservedMachine | null): string | null {
  const elsewhere = machine === null || (wait.level === 'ssh' && wait.from === 'mist');
  return elsewhere ? null : machineAddress(machine);
}

/** An exchange that failed is the last word as well, and the same holds of it. */
async function unlessMoved(world: World, input: ReadyInput, host: string | null, error: unknown): Promise<ProbeResult> {
  const given = error instanceof ActionError && error.code === 'host-key-exchange';
  if (given && (await hasMoved(world, input, host))) return { ok: false, final: false, seen: 'its address changes' };
  throw error;
}

/** True where the newest list has another address: then it was somebody else who gave the last word. */
async function hasMoved(world: World, input: ReadyInput, host: string | null): Promise<boolean> {
  const { watch, desired } = input;
  if (host === null) return false;
  const since = world.clock.elapsed();
  const deadline = Math.min(input.deadline, since + NEWEST_MS);
  try {
    return await watch.until<boolean>({
      address: desired.address,
      wanted: 'listed',
      deadline,
      lastSeen: () => 'not listed',
      look: (listing) => {
        if (watch.latestAt < since) return undefined;
        const now = row(listing, input);
        return now === undefined || machineAddress(now) !== host;
      },
    });
  } catch (error) {
    // A list that does not come changes nothing about the answer.
    if (error instanceof WaitTimeoutError) return false;
    throw error;
  }
}

/** Only a machine that is listed as running is asked: the address of one that is not may be somebody else's by now. */
async function look(world: World, contact: Contact, machine: ObservedMachine | null): Promise<ProbeResult> {
  if (machine === null) return { ok: false, final: false, seen: 'not listed' };
  refuseDead(contact.input, machine);
  if (machine.state !== 'running') return { ok: false, final: false, seen: machine.state };
  return attempt(world, contact, machine);
}

/** The row as the newest list has it. One that is old is asked for again, for the next attempt: addresses change. */
function current(world: World, input: ReadyInput, running: ObservedMachine): ObservedMachine | null {
  const { watch, deadline, desired } = input;
  const machine = watch.latest === null ? running : (row(watch.latest, input) ?? null);
  const patience = machine?.state === 'running' ? LOOK_AGAIN_MS : LOOK_SOON_MS;
  if (world.clock.elapsed() - watch.latestAt > patience && !watch.isAsking) {
    const again = { address: desired.address, wanted: 'listed', deadline, lastSeen: () => 'not listed' };
    // Whether it comes is told by the list that is handed over.
    watch.until({ ...again, look: () => true }).catch(() => undefined);
  }
  return machine;
}

/** What is handed over comes from a list that is seconds old (invariant I4), and newer than what no address stands for. */
async function fresh(world: World, input: ReadyInput, reached: Reached): Promise<ObservedMachine> {
  const { watch } = input;
  const oldest = reached.host === null ? reached.since : world.clock.elapsed() - FRESH_ENOUGH_MS;
  const known = watch.latest && watch.latestAt >= oldest ? row(watch.latest, input) : undefined;
  if (known && known.state === 'running' && machineAddress(known) !== null) return known;
  return untilRunning(input, { pace: 'now', after: world.clock.elapsed() });
}
