// The catalogs of a server: each list is fetched once per cloud, and only when a row needs it.
import type { DesiredMachine } from '../model/desired.ts';
import type { MistId, ObservedCloud, ObservedImage, ObservedLocation, ObservedSize } from '../model/observed.ts';
import type { ReadWorld } from './world.ts';

/** Catalogs of one server, each list fetched at most once (images once more per search). */
export class Catalogs {
  readonly #world: ReadWorld;
  readonly #fetched = new Map<string, Promise<readonly unknown[]>>();

  constructor(world: ReadWorld) {
    this.#world = world;
  }

  #once<T>(key: string, fetch: () => Promise<readonly T[]>): Promise<readonly T[]> {
    const known = this.#fetched.get(key);
    if (known) return known as Promise<readonly T[]>;
    const fresh = fetch();
    // Whoever needs the list awaits it; one that was fetched early may fail unheard.
    fresh.catch(() => undefined);
    this.#fetched.set(key, fresh);
    return fresh;
  }

  images(cloudId: MistId, search: string | null): Promise<readonly ObservedImage[]> {
    return this.#once(`images ${cloudId} ${search ?? ''}`, () => this.#world.reader.images(cloudId, search));
  }

  /** Begins to read what `place` will want for this row. */
  fetch(desired: DesiredMachine, cloud: ObservedCloud): void {
    if (desired.size === null || desired.image === null) return;
    void this.images(cloud.id, null);
    void this.sizes(cloud.id);
    if (desired.location !== null) void this.locations(cloud.id);
  }

  sizes(cloudId: MistId): Promise<readonly ObservedSize[]> {
    return this.#once(`sizes ${cloudId}`, () => this.#world.reader.sizes(cloudId));
  }

  locations(cloudId: MistId): Promise<readonly ObservedLocation[]> {
    return this.#once(`locations ${cloudId}`, () => this.#world.reader.locations(cloudId));
  }
}
