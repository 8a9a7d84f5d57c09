// Reading what is there: one list of clouds, keys and known machines, then one live list for each cloud that matters.
import { type Scope, scopePrefix, TAGS, tagValue } from '../model/identity.ts';
import type { ObservedCloud, ObservedKey, ObservedMachine } from '../model/observed.ts';
import type { ReadWorld } from './world.ts';

export type Inventory = {
  readonly clouds: readonly ObservedCloud[];
  readonly keys: readonly ObservedKey[];
  /** The server's own, possibly old, view of all enabled clouds. */
  readonly known: readonly ObservedMachine[];
};

/** First round trip: three lists at once. */
export async function observeInventory(world: ReadWorld): Promise<Inventory> {
  const { reader } = world;
  const [clouds, keys, known] = await Promise.all([reader.clouds(), reader.keys(), reader.knownMachines()]);
  return { clouds, keys, known };
}

/**
 * Second round trip: what the wanted clouds list now. Clouds on which the server knows machines of this scope, or one
 * to adopt, are looked at too, whether a row names them or not. Machines of all other clouds stay out: nothing is
 * decided on an old view.
 */
export async function observeMachines(
  world: ReadWorld,
  scope: Scope,
  inventory: Inventory,
  wanted: { readonly backends: ReadonlySet<string>; readonly adopted: ReadonlySet<string> },
): Promise<ObservedMachine[]> {
  const prefix = scopePrefix(scope);
  const tag = tagValue(scope.name);
  const ours = inventory.known.filter(
    (machine) => machine.name.startsWith(prefix) || machine.tags[TAGS.scope] === tag || wanted.adopted.has(machine.id),
  );
  const withOurs = new Set(ours.map((machine) => machine.cloudId));
  const clouds = inventory.clouds.filter(
    (cloud) => cloud.enabled && (wanted.backends.has(cloud.name) || withOurs.has(cloud.id)),
  );
  const listings = await Promise.all(clouds.map((cloud) => world.reader.liveMachines(cloud.id)));
  return listings.flatMap((listing) => listing.machines);
}
