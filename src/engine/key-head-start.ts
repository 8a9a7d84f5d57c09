// What keys need before they can be used, begun while the plan is still being made: pairs are slow to make, and what Mist
// keeps is a read. Nothing is changed here, so a plan that fails has done no harm.
import type { DesiredKey } from '../model/desired.ts';
import type { MistId } from '../model/observed.ts';
import type { Secret } from '../model/spec.ts';
import type { Inventory } from './observe.ts';
import type { KeyPair } from './ports.ts';
import type { World } from './world.ts';

/** Pairs and private halves of one apply, each asked for once. */
export class KeyHeadStart {
  readonly #world: Pick<World, 'reader' | 'keyMaker'>;
  readonly #pairs = new Map<string, Promise<KeyPair>>();
  readonly #privates = new Map<MistId, Promise<Secret>>();

  constructor(world: Pick<World, 'reader' | 'keyMaker'>) {
    this.#world = world;
  }

  /** Begins for every key: the pair of one that is missing and to be generated, the private half of one that is there. */
  begin(keys: readonly DesiredKey[], inventory: Pick<Inventory, 'keys'>): void {
    for (const key of keys) {
      const there = inventory.keys.find((one) => one.name === key.mistName);
      if (there === undefined && key.source === 'generated') void this.pair(key.mistName);
      else if (there !== undefined && key.source !== 'uploaded') void this.privateKey(there.id);
    }
  }

  /** The pair that is made under this name in Mist. */
  pair(mistName: string): Promise<KeyPair> {
    return once(this.#pairs, mistName, () => this.#world.keyMaker.rsa());
  }

  /** The private half as Mist keeps it. */
  privateKey(id: MistId): Promise<Secret> {
    return once(this.#privates, id, () => this.#world.reader.privateKey(id));
  }
}

function once<K, T>(known: Map<K, Promise<T>>, key: K, make: () => Promise<T>): Promise<T> {
  const there = known.get(key);
  if (there) return there;
  const fresh = make();
  // Whoever needs it awaits it; a plan that fails before leaves it unheard.
  fresh.catch(() => undefined);
  known.set(key, fresh);
  return fresh;
}
