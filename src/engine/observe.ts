// Reading what is there: the lists of clouds and keys, then one live list for each cloud that matters.
import { type Scope, scopePrefix, TAGS, tagValue } from '../model/identity.ts';
import type { MachineListing, MistId, ObservedCloud, ObservedKey } from '../model/observed.ts';
import type { ReadWorld } from './world.ts';

export type Inventory = {
  readonly clouds: readonly ObservedCloud[];
  readonly keys: readonly ObservedKey[];
};

/** A live list with the moment it was asked for, on the monotonic clock, ms. */
export type AskedListing = { readonly listing: MachineListing; readonly askedAt: number };

/** First round trip: the two lists that tell where to look. */
export async function observeInventory(world: ReadWorld): Promise<Inventory> {
  const { reader } = world;
  const [clouds, keys] = await Promise.all([reader.clouds(), reader.keys()]);
  return { clouds, keys };
}

export type Wanted = {
  /** Names of backends that rows ask for. */
  readonly backends: ReadonlySet<string>;
  readonly adopted: ReadonlySet<string>;
  /** Something of the scope may be on other backends, too: not so for one that begins and ends with its step. */
  readonly elsewhere: boolean;
};

/**
 * Second round trip: what the wanted clouds list now. On which other clouds there are machines of this scope, or one to
 * adopt, the server's own, possibly old, view tells; those are listed after it. Machines of all other clouds stay out:
 * nothing is decided on an old view.
 */
export async function observeMachines(
  world: ReadWorld,
  scope: Scope,
  { clouds }: Pick<Inventory, 'clouds'>,
  wanted: Wanted,
): Promise<ReadonlyMap<MistId, AskedListing>> {
  const enabled = clouds.filter((cloud) => cloud.enabled);
  const named = enabled.filter((cloud) => wanted.backends.has(cloud.name));
  const others = enabled.filter((cloud) => !wanted.backends.has(cloud.name));
  const list = async (cloud: ObservedCloud): Promise<[MistId, AskedListing]> => {
    const askedAt = world.clock.elapsed();
    return [cloud.id, { listing: await world.reader.liveMachines(cloud.id), askedAt }];
  };
  const listOthers = async (): Promise<[MistId, AskedListing][]> => {
    if (!wanted.elsewhere || others.length === 0) return [];
    const withOurs = await cloudsOf(world, scope, wanted.adopted);
    return Promise.all(others.filter((cloud) => withOurs.has(cloud.id)).map(list));
  };
  const [here, there] = await Promise.all([Promise.all(named.map(list)), listOthers()]);
  return new Map([...here, ...there]);
}

async function cloudsOf(world: ReadWorld, scope: Scope, adopted: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const prefix = scopePrefix(scope);
  const tag = tagValue(scope.name);
  const ours = (await world.reader.knownMachines()).filter(
    (machine) => machine.name.startsWith(prefix) || machine.tags[TAGS.scope] === tag || adopted.has(machine.id),
  );
  return new Set(ours.map((machine) => machine.cloudId));
}
