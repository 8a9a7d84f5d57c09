// What a create of this apply makes where its row is met by the machine of an earlier create, whose run was lost.
import { ActionError } from '../model/errors.ts';
import { createWord, type Scope, TAGS } from '../model/identity.ts';
import type { JournalEntry } from '../model/journal.ts';
import type { ObservedMachine } from '../model/observed.ts';
import { proveMachine } from '../plan/ownership.ts';
import type { CloudWatch } from './cloud-watch.ts';
import type { JobFollower } from './job-follower.ts';
import type { World } from './world.ts';

/** Codes of the errors after which no machine comes. */
const NOTHING_MADE = ['create-failed', 'create-lost'];

/** What its job says was made, and no list shows for so long, came and went. */
const CAME_AND_WENT_MS = 15_000;

/** A create that was sent by this apply. */
export type OwnCreate = {
  readonly entry: Pick<JournalEntry, 'name' | 'at' | 'address'>;
  readonly follower: Pick<JobFollower, 'ask' | 'throwIfFailed' | 'externalId' | 'created' | 'seen'>;
};

/**
 * Resolves at once where the newest list tells no other create for `machine`, the one that was taken for this create's. Else its own
 * machine is still to come, as a twin that nobody would see: resolves when a list shows it, when it came and went, or when nothing was made.
 * `deadline`: on the monotonic clock, ms. Throws WaitTimeoutError, and what ends all waits.
 */
export async function untilOwnCame(
  world: Pick<World, 'log' | 'clock'>,
  scope: Scope,
  { entry, follower }: OwnCreate,
  machine: ObservedMachine,
  watch: Pick<CloudWatch, 'latest' | 'until'>,
  deadline: number,
): Promise<void> {
  const word = createWord(entry.name, entry.at);
  const listed = watch.latest?.machines.find(({ id }) => id === machine.id) ?? machine;
  const made = listed.tags[TAGS.create];
  if (made === undefined || made === word) return;
  world.log.warning(
    `${entry.address}: ${machine.id} is from an earlier create; waiting for what this one makes, which is removed.`,
  );
  const { address } = entry;
  let createdAt: number | null = null;
  await watch.until<true>({
    address,
    wanted: 'listed by its provider',
    deadline,
    lastSeen: () => `${machine.id} of an earlier create, and of this one ${follower.seen}`,
    look: ({ machines }) => {
      const came = machines.some(
        (one) =>
          one.name === entry.name &&
          // What no tag proves to be ours yet would not be removed as a twin.
          (one.tags[TAGS.create] === word ||
            (one.externalId === follower.externalId && proveMachine(scope, one).owned)),
      );
      if (came || hasMadeNothing(follower)) return true;
      if (follower.created && machines.every((one) => one.externalId !== follower.externalId)) {
        createdAt ??= world.clock.elapsed();
        if (world.clock.elapsed() - createdAt >= CAME_AND_WENT_MS) return true;
      }
      follower.ask();
      return undefined;
    },
  });
}

function hasMadeNothing(follower: OwnCreate['follower']): boolean {
  try {
    follower.throwIfFailed();
    return false;
  } catch (error) {
    if (error instanceof ActionError && NOTHING_MADE.includes(error.code)) return true;
    throw error;
  }
}
