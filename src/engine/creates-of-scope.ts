// What a scope has created, by the server's own log: for machines that no list shows as ours. The log is evidence that
// something of ours may be there; it is no proof of ownership, so nothing is ever destroyed because of it.
import { CancelledError, PlanError } from '../model/errors.ts';
import { environmentHash, type Scope, TAGS } from '../model/identity.ts';
import type { ObservedCloud, ObservedCreate, ObservedMachine } from '../model/observed.ts';
import { beforeDeadline, LATE } from './deadline.ts';
import { type ReadWorld, sentenceOf } from './world.ts';

/** Clocks of server and provider may differ by this much. */
const BEFORE_MS = 120_000;
/** A provider that is slow tells its machine's time of creation this much later. */
const AFTER_MS = 600_000;

/**
 * All creates of a scope that the log still knows; empty, with a warning, when the log cannot be read within `patienceMs`.
 * Throws CancelledError.
 */
export async function creates(world: ReadWorld, scope: Scope, patienceMs: number): Promise<readonly ObservedCreate[]> {
  const until = world.clock.elapsed() + patienceMs;
  try {
    const found = await beforeDeadline(world, until, world.reader.createsTagged(environmentHash(scope)));
    return found === LATE ? unread(world, 'no answer in time') : found;
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    return unread(world, sentenceOf(error));
  }
}

function unread(world: ReadWorld, why: string): readonly ObservedCreate[] {
  world.log.warning(
    `The server's log cannot be read (${why}): a machine of this scope with a literal name and without its tags would not be noticed.`,
  );
  return [];
}

/** True for a machine without our owner tag that has the name, the backend and about the time of one of these creates. */
export function lostItsTags(machine: ObservedMachine, created: readonly ObservedCreate[]): boolean {
  if (machine.tags[TAGS.owner] !== undefined) return false;
  const { name, cloudId, createdAt } = machine;
  return created.some(
    (one) =>
      one.machineName === name &&
      one.cloudId === cloudId &&
      (createdAt === null || (createdAt >= one.at - BEFORE_MS && createdAt <= one.at + AFTER_MS)),
  );
}

/**
 * What lives on a disabled backend is in no list (H6). Throws PlanError when the log shows that the last create of some name
 * of this scope went to one, and not that it failed: its machine may live there, so nothing that a plan says would hold. Throws
 * what the log throws: without it nobody can say.
 */
export async function refuseHidden(world: ReadWorld, scope: Scope, clouds: readonly ObservedCloud[]): Promise<void> {
  const disabled = clouds.filter((cloud) => !cloud.enabled);
  if (!scope.named || disabled.length === 0) return;
  const last = new Map<string, ObservedCreate>();
  for (const one of await world.reader.createsTagged(environmentHash(scope))) {
    if (one.at >= (last.get(one.machineName)?.at ?? 0)) last.set(one.machineName, one);
  }
  for (const one of last.values()) {
    const cloud = disabled.find(({ id }) => id === one.cloudId);
    if (cloud === undefined || (await hasFailed(world, one))) continue;
    throw new PlanError(
      'hidden-machine',
      `backend/${cloud.name}`,
      `it is disabled in Mist, and the last machine that this scope created as ${one.machineName} was made there: it may live on, unseen.`,
      { hint: 'Enable the backend, so that its machines can be seen. Nothing was changed.' },
    );
  }
  world.log.warning(
    `Disabled in Mist: ${disabled.map(({ name }) => name).join(', ')}. The server's log shows nothing of this scope there; machines that are older than the log cannot be seen or removed.`,
  );
}

/** The provider refused it: no machine came of this create. */
async function hasFailed(world: ReadWorld, create: ObservedCreate): Promise<boolean> {
  const job = await world.reader.job(create.jobId);
  return job !== null && !job.created && job.finished && job.error !== null;
}
