// Editing a lease by the rules that a live server taught (product rules 3 and 4, hazards H16, H32, H33).
import { ActionError, ApiError, CancelledError } from '../model/errors.ts';
import { TAGS } from '../model/identity.ts';
import { isGone, type ObservedLease, type ObservedMachine, type ObservedSchedule } from '../model/observed.ts';
import type { Clock, Log, MistReader, MistWriter } from './ports.ts';
import { sentenceOf, serverNow } from './world.ts';

/** What an edit needs of the world: the keeper is given no more than this. */
export type LeaseWorld = {
  readonly reader: Pick<MistReader, 'liveMachines' | 'createLogs' | 'schedules' | 'serverClockOffsetMs'>;
  readonly writer: Pick<MistWriter, 'setLease' | 'deleteSchedule'>;
  readonly clock: Clock;
  readonly log: Pick<Log, 'debug'>;
  readonly signal: AbortSignal;
};

/** A lease read back may differ by this much from what was sent: the server keeps whole seconds and its own clock. */
export const LEASE_TOLERANCE_MS = 120_000;
/** An edit for less than this ahead may be in the past when the server's scheduler sees it. */
const SOONEST_EDIT_MS = 60_000;
/** After this long the create's worker has given up (550 s) and cannot overwrite the lease any more. */
const WORKER_GIVES_UP_MS = 600_000;
const LOG_INTERVAL_MS = 3_000;
/** Providers tell when a machine began in whole seconds, by their own clock. */
const CREATED_SLACK_MS = 5_000;
/** The server keeps whole seconds. */
const SECOND_MS = 1_000;

/** True when the lease destroys at about that time. */
export function leaseFits(lease: ObservedLease | null, wantedAt: number): boolean {
  return lease !== null && lease.action === 'destroy' && Math.abs(lease.at - wantedAt) <= LEASE_TOLERANCE_MS;
}

/**
 * Sets (or with null removes) a machine's lease: never before the create is finished, repeated when an edit is
 * rejected (it has already deleted the old lease) and the machine is still listed, read back, and cleaned of schedules that the lease does not name.
 * Throws when the lease cannot be had; the machine may then have none. Throws CancelledError, with the lease as it was, when the
 * signal comes before the edit leaves; an edit that has left is finished.
 */
export async function editLease(
  world: LeaseWorld,
  machine: ObservedMachine,
  wantedAt: number | null,
  deadline: number,
): Promise<void> {
  await waitForWorker(world, machine, deadline);
  await refuseStrange(world, machine);
  // The reads may have been long, and a keeper's are not ended by its signal: what has not begun is not begun now.
  if (world.signal.aborted) throw new CancelledError();
  const at = wantedAt === null ? null : Math.max(wantedAt, serverNow(world) + SOONEST_EDIT_MS);
  await setOrRepeat(world, machine, at);
  await leaveOnly(world, machine, (lease) => (at === null ? lease === null : leaseFits(lease, at)));
}

/**
 * What an edit whose end was not seen may have left undone: removes the schedules beside a lease that is in order. Throws
 * when the machine has no lease now.
 */
export function cleanLease(world: LeaseWorld, machine: ObservedMachine): Promise<void> {
  return leaveOnly(world, machine, (lease) => lease !== null);
}

/**
 * Reads the lease back and removes every other schedule of the machine. Those are listed before the lease is read: what
 * another job sets meanwhile is then not among them, or is the lease.
 */
async function leaveOnly(
  world: LeaseWorld,
  machine: ObservedMachine,
  fits: (lease: ObservedLease | null) => boolean,
): Promise<void> {
  const schedules = await world.reader.schedules();
  const lease = await readBack(world, machine);
  if (!fits(lease)) {
    throw new ActionError(
      'lease',
      'remote',
      `machine/${machine.name}: the server did not keep the lease: it reads back ${describe(lease)}.`,
      {
        hint: 'Check that the scheduler of the Mist server runs.',
      },
    );
  }
  await removeOrphanSchedules(world, machine, lease, schedules);
}

async function setOrRepeat(world: LeaseWorld, machine: ObservedMachine, at: number | null): Promise<void> {
  try {
    await world.writer.setLease(machine.id, at);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    world.log.debug(`lease of ${machine.name} rejected, repeating: ${sentenceOf(error)}`);
    // It may have been rejected because the machine is not there any more, or not ours.
    await refuseStrange(world, machine);
    // A second later: what was refused as no longer ahead, or as a name that is taken, is then another request.
    await world.writer.setLease(machine.id, at === null ? null : at + SECOND_MS);
  }
}

/** The wait for the worker may have been long: what is edited is on a list that was read just now (invariant I2). */
async function refuseStrange(world: LeaseWorld, machine: ObservedMachine): Promise<void> {
  const listed = await readAgain(world, machine);
  if (listed !== undefined && listed.name === machine.name && !isGone(listed)) return;
  const what = `machine/${machine.name}: it is no longer listed under this name, so its lease is not edited.`;
  throw new ActionError('lease', 'remote', what);
}

async function readAgain(world: LeaseWorld, machine: ObservedMachine): Promise<ObservedMachine | undefined> {
  const listing = await world.reader.liveMachines(machine.cloudId);
  return listing.machines.find((one) => one.id === machine.id);
}

async function readBack(world: LeaseWorld, machine: ObservedMachine): Promise<ObservedLease | null> {
  return (await readAgain(world, machine))?.lease ?? null;
}

/** A lease edited before the worker has set its own leaves a schedule that destroys the machine later (H32). */
async function waitForWorker(world: LeaseWorld, machine: ObservedMachine, deadline: number): Promise<void> {
  const { clock, reader, signal } = world;
  if (machine.createdAt !== null && serverNow(world) - machine.createdAt > WORKER_GIVES_UP_MS) return;
  for (;;) {
    const logs = await reader.createLogs(machine.name);
    if (logs.some((log) => log.action === 'machine_creation_finished' && isOf(machine, log.at))) return;
    if (machine.createdAt !== null && serverNow(world) - machine.createdAt > WORKER_GIVES_UP_MS) return;
    if (clock.elapsed() >= deadline) {
      throw new ActionError(
        'lease',
        'remote',
        `machine/${machine.name}: its create is not finished on the server, so its lease cannot be edited yet.`,
      );
    }
    await clock.sleep(LOG_INTERVAL_MS, signal);
  }
}

/**
 * True when the end of a create, logged at this time, is that of this machine's own and not of an older one of its name. A provider may
 * tell the time of the last start instead: then the tag that only the worker writes, and writes last, shows that it has ended.
 */
function isOf(machine: ObservedMachine, at: number): boolean {
  if (machine.createdAt === null || machine.tags[TAGS.environment] !== undefined) return true;
  return at >= machine.createdAt - CREATED_SLACK_MS;
}

/** Schedules that select this machine alone and that its lease does not name would destroy it at another time. */
async function removeOrphanSchedules(
  world: LeaseWorld,
  machine: ObservedMachine,
  lease: ObservedLease | null,
  schedules: readonly ObservedSchedule[],
): Promise<void> {
  // Which schedule is the lease's own is then not known.
  if (lease !== null && lease.id === null) return;
  const orphans = schedules.filter(
    (one) =>
      one.machineIds.length === 1 &&
      one.machineIds[0] === machine.id &&
      one.id !== lease?.id &&
      one.name.includes('-expiration-'),
  );
  for (const orphan of orphans) await world.writer.deleteSchedule(orphan.id);
}

function describe(lease: ObservedLease | null): string {
  return lease === null ? 'none' : `${lease.action} at ${new Date(lease.at).toISOString()}`;
}
