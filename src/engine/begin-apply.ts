// What an apply begins with: reading what there is, and what its keys need. Apart from the rest, so that it can be under way
// while that is still being loaded.
import { KeyHeadStart } from './key-head-start.ts';
import { type Observation, type ObserveInput, observeScope } from './observe-scope.ts';
import type { World } from './world.ts';

/** `observing` settles once the live lists have been asked for. */
export type BegunApply = { readonly observing: Promise<Observation>; readonly headStart: KeyHeadStart };

/** Begins, once more with the `headStart` of the first time where that is given. Nothing is changed by it. */
export function beginApply(world: World, input: ObserveInput, headStart = new KeyHeadStart(world)): BegunApply {
  const observing = observeScope(world, {
    ...input,
    onInventory: ({ keys }, inventory) => headStart.begin(keys, inventory),
  });
  // Whoever applies hears of it.
  observing.catch(() => undefined);
  return { observing, headStart };
}
