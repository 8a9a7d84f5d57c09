// Tags of a machine: a task of the server writes them after it has said yes, so they count once a list shows them.
import type { Address } from '../model/desired.ts';
import { WaitTimeoutError } from '../model/errors.ts';
import { isGone, type ObservedMachine } from '../model/observed.ts';
import type { CloudWatch } from './cloud-watch.ts';
import type { World } from './world.ts';

/** Which tags a machine is to have, and how long that may take. */
export type Tagging = {
  readonly address: Address;
  readonly machine: ObservedMachine;
  readonly tags: Readonly<Record<string, string>>;
  readonly watch: CloudWatch;
  /** On the monotonic clock, ms. */
  readonly deadline: number;
};

/** Tags are there one to two seconds after they were set, and after a create within 40 s (seen on a live server). */
const PATIENCE_MS = 60_000;

/** Sets tags and waits until a list shows them; throws WaitTimeoutError when none does. */
export async function setTags(world: World, tagging: Tagging): Promise<void> {
  await world.writer.setTags(tagging.machine, tagging.tags);
  await untilTagged(world, tagging);
}

/**
 * Waits for the tags of a create, and sets them again where the server's worker has lost them (H13): the next apply of
 * the scope, and the proof of a literal name, need them.
 */
export async function keepTags(world: World, tagging: Tagging): Promise<void> {
  try {
    await untilTagged(world, tagging);
  } catch (error) {
    if (!(error instanceof WaitTimeoutError)) throw error;
    const { address, machine } = tagging;
    const { machines } = await world.reader.liveMachines(machine.cloudId);
    if (!machines.some((one) => one.id === machine.id && one.name === machine.name && !isGone(one))) throw error;
    world.log.warning(`${address}: the server has not set its tags; setting them again.`);
    await setTags(world, tagging);
  }
}

async function untilTagged(world: World, { address, machine, tags, watch, deadline }: Tagging): Promise<void> {
  await watch.until<true>({
    address,
    wanted: 'tagged',
    deadline: Math.min(deadline, world.clock.elapsed() + PATIENCE_MS),
    lastSeen: () => 'without the tags that were set',
    look: ({ machines }) => {
      const seen = machines.find((one) => one.id === machine.id)?.tags ?? {};
      return Object.entries(tags).every(([key, value]) => seen[key] === value) ? true : undefined;
    },
  });
}
