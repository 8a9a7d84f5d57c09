// Deleting lease schedules and generated keys that were planned: read again, deleted by exact id, and looked for once more.
import { sentenceOf, type World } from '../engine/world.ts';
import { CancelledError } from '../model/errors.ts';
import type { MistId, ObservedKey, ObservedMachine } from '../model/observed.ts';
import type { Leak } from '../model/outcome.ts';
import type { DoomedKey, DoomedSchedule, LeftAlone } from './plan.ts';
import { neededBy } from './strays.ts';

export type StrayResult = {
  /** Ids. */
  readonly removed: readonly string[];
  readonly spared: readonly LeftAlone[];
  readonly leaks: readonly Leak[];
};

export type KeyInput = {
  readonly keys: readonly DoomedKey[];
  /** Machines that may live after this run removed what it removed. */
  readonly living: () => Promise<readonly ObservedMachine[]>;
  /** Asks GitHub again: why the key may not go any more, or null. Throws when GitHub cannot be asked. */
  readonly spareNow: (key: DoomedKey) => Promise<string | null>;
};

type Kind = 'key' | 'schedule';
type Named = { readonly id: MistId; readonly name: string };

/** Never throws but for cancellation: what could not be deleted is a leak with its reason. */
export async function deleteSchedules(world: World, planned: readonly DoomedSchedule[]): Promise<StrayResult> {
  const { reader, writer } = world;
  return deleteAll(
    world,
    'schedule',
    planned.map(({ schedule }) => schedule),
    {
      list: () => reader.schedules(),
      spare: async ({ id }, fresh) => {
        const before = planned.find(({ schedule }) => schedule.id === id)?.schedule;
        const now = fresh.find((one) => one.id === id);
        return now?.machineIds.join() === before?.machineIds.join() ? null : 'it has changed';
      },
      remove: (id) => writer.deleteSchedule(id),
    },
  );
}

/** Never throws but for cancellation: what could not be deleted is a leak with its reason. */
export async function deleteKeys(world: World, input: KeyInput): Promise<StrayResult> {
  const { reader, writer } = world;
  let living: readonly ObservedMachine[] | null = null;
  return deleteAll(
    world,
    'key',
    input.keys.map(({ key }) => key),
    {
      list: () => reader.keys(),
      spare: async ({ id }, fresh: readonly ObservedKey[]) => {
        const planned = input.keys.find(({ key }) => key.id === id);
        const now = fresh.find((key) => key.id === id);
        if (planned === undefined || now === undefined) return 'it has changed';
        living ??= await input.living();
        return neededBy(now, planned.claim, living) ?? (await input.spareNow(planned));
      },
      remove: (id) => writer.deleteKey(id),
    },
  );
}

type Means<T> = {
  readonly list: () => Promise<readonly T[]>;
  readonly spare: (one: Named, fresh: readonly T[]) => Promise<string | null>;
  readonly remove: (id: MistId) => Promise<void>;
};

async function deleteAll<T extends Named>(
  world: World,
  kind: Kind,
  planned: readonly Named[],
  means: Means<T>,
): Promise<StrayResult> {
  const spared: LeftAlone[] = [];
  const troubles = new Map<string, string>();
  const removed: string[] = [];
  if (planned.length === 0) return { removed, spared, leaks: [] };
  const row = ({ id, name }: Named, why: string) => ({ kind, name, id, backend: null, why });
  try {
    const fresh = await means.list();
    const names = new Map<string, string>(fresh.map(({ id, name }) => [id, name]));
    const going: Named[] = [];
    for (const one of planned.filter(({ id, name }) => names.get(id) === name)) {
      const why = await means.spare(one, fresh);
      if (why !== null) {
        spared.push(row(one, why));
        continue;
      }
      going.push(one);
      world.log.info(`Deleting ${kind} ${one.name} (${one.id})`);
      await means.remove(one.id).catch((error: unknown) => {
        if (error instanceof CancelledError) throw error;
        troubles.set(one.id, sentenceOf(error));
      });
    }
    const after = new Set<string>((await means.list()).map(({ id }) => id));
    removed.push(...going.filter(({ id }) => !after.has(id)).map(({ id }) => id));
    const still = going.filter(({ id }) => after.has(id));
    return {
      removed,
      spared,
      leaks: still.map((one) => row(one, troubles.get(one.id) ?? 'still listed after it was deleted')),
    };
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    return { removed, spared, leaks: planned.map((one) => row(one, `not proved deleted: ${sentenceOf(error)}`)) };
  }
}
