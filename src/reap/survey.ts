// Looking twice: what all backends list now, and what two such looks agree on.
import { beforeDeadline, LATE } from '../engine/deadline.ts';
import { limitTo } from '../engine/limit.ts';
import { type ReadWorld, sentenceOf } from '../engine/world.ts';
import { ApiError, CancelledError } from '../model/errors.ts';
import {
  isGone,
  type ObservedCloud,
  type ObservedKey,
  type ObservedMachine,
  type ObservedSchedule,
} from '../model/observed.ts';

export type Unlisted = { readonly cloud: ObservedCloud; readonly why: string };

export type Survey = {
  readonly clouds: readonly ObservedCloud[];
  /** Everything listed on the clouds that could be read, terminated rows too. */
  readonly machines: readonly ObservedMachine[];
  /** Enabled clouds that could not be listed. */
  readonly unread: readonly Unlisted[];
  /** Disabled clouds that could not be listed. */
  readonly unseen: readonly Unlisted[];
  readonly keys: readonly ObservedKey[];
  readonly schedules: readonly ObservedSchedule[];
};

/** A disabled backend is waited for so long in each look. */
const DISABLED_MS = 15_000;

/**
 * One look at everything. The server asks the provider of a disabled cloud as well, so those are listed like all others (v1
 * `/clouds/{id}/machines` does not look at `enabled`; mistio/mist.api, `list_cloud_machines`). A cloud that cannot be listed is
 * in `unread` or `unseen`; clouds, keys and schedules that cannot be listed, a token that is refused, and cancellation are thrown.
 */
export async function takeSurvey(world: ReadWorld, parallelism: number): Promise<Survey> {
  const { reader } = world;
  const [clouds, keys, schedules] = await Promise.all([reader.clouds(), reader.keys(), reader.schedules()]);
  const limit = limitTo(parallelism);
  const machines: ObservedMachine[] = [];
  const unread: Unlisted[] = [];
  const unseen: Unlisted[] = [];
  const listOne = async (cloud: ObservedCloud): Promise<void> => {
    try {
      const deadline = cloud.enabled ? Number.POSITIVE_INFINITY : world.clock.elapsed() + DISABLED_MS;
      const listing = await beforeDeadline(world, deadline, reader.liveMachines(cloud.id));
      if (listing === LATE) unseen.push({ cloud, why: 'no answer in time' });
      else machines.push(...listing.machines);
    } catch (error) {
      if (error instanceof CancelledError || (error instanceof ApiError && error.failure === 'auth')) throw error;
      (cloud.enabled ? unread : unseen).push({ cloud, why: sentenceOf(error) });
    }
  };
  // Those that are disabled come last: they may be so because their provider does not answer.
  const inOrder = [...clouds].sort((a, b) => Number(b.enabled) - Number(a.enabled));
  await Promise.all(inOrder.map((cloud) => limit(() => listOne(cloud))));
  // Answers arrive in any order; plans and tables must not.
  machines.sort((a, b) => (a.name === b.name ? order(a.id, b.id) : order(a.name, b.name)));
  return { clouds, machines, unread, unseen, keys, schedules };
}

/** True when no backend was left out or is disabled: only then is something that nobody lists surely nowhere. */
export function isComplete({ clouds, unread }: Survey): boolean {
  return unread.length === 0 && clouds.every((cloud) => cloud.enabled);
}

/** True for rows that may still cost something. A row that the provider no longer lists counts as alive: nobody knows. */
export function mayLive(machine: ObservedMachine): boolean {
  return !isGone(machine);
}

/** True when both looks show the machine with all that verdicts rest on unchanged. */
export function isSame(before: ObservedMachine | undefined, now: ObservedMachine): boolean {
  if (before === undefined || before.cloudId !== now.cloudId) return false;
  return before.name === now.name && before.state === now.state && sameLease(before, now) && sameTags(before, now);
}

function sameLease({ lease: a }: ObservedMachine, { lease: b }: ObservedMachine): boolean {
  return a?.at === b?.at && a?.action === b?.action && a?.id === b?.id;
}

function sameTags({ tags: a }: ObservedMachine, { tags: b }: ObservedMachine): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
