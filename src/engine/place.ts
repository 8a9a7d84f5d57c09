// Turning what a row says into ids of this server: catalogs are fetched once per cloud, and only when a row needs them.
import type { DesiredMachine } from '../model/desired.ts';
import { PlanError } from '../model/errors.ts';
import type { MistId, ObservedCloud, ObservedImage, ObservedLocation, ObservedSize } from '../model/observed.ts';
import { providerOf } from '../model/providers.ts';
import type { Placement } from '../plan/build-plan.ts';
import { architectureOf, chooseImage, chooseLocation, chooseSize } from '../plan/choose.ts';
import type { Clock, MistReader } from './ports.ts';
import type { ReadWorld } from './world.ts';

/** A cloud that was just added lists nothing for some seconds, then its sizes still grow (seen on a live server). */
const CATALOG_PATIENCE_MS = 45_000;
const CATALOG_INTERVAL_MS = 2_000;
/** Sizes come some seconds after the images; a provider that still has none by then has no size rows at all. */
const SIZES_PATIENCE_MS = 15_000;

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
    void this.#sizes(cloud.id);
    if (desired.location !== null) void this.#locations(cloud.id);
  }

  #sizes(cloudId: MistId): Promise<readonly ObservedSize[]> {
    return this.#once(`sizes ${cloudId}`, () => this.#world.reader.sizes(cloudId));
  }

  #locations(cloudId: MistId): Promise<readonly ObservedLocation[]> {
    return this.#once(`locations ${cloudId}`, () => this.#world.reader.locations(cloudId));
  }

  /** The placement of one row; throws PlanError naming the row when a name is unknown or ambiguous. */
  async place(desired: DesiredMachine, cloud: ObservedCloud): Promise<Placement> {
    const { address, size, location } = desired;
    if (size === null) {
      throw new PlanError('no-size', address, 'no size is given.', {
        hint: 'Set `size: { cpu: 2, ram: 4g }`, or the name of a size, on the row or under `defaults:`.',
      });
    }
    const [images, sizes, locations] = await Promise.all([
      this.images(cloud.id, null),
      this.#sizes(cloud.id),
      location === null ? [] : this.#locations(cloud.id),
    ]);
    const image = await this.#image(desired, cloud, images);
    // Docker and its like have no size rows: Mist takes the numbers themselves there.
    const custom = sizes.length === 0 && size.by === 'at-least';
    return {
      cloud,
      image,
      size: custom ? null : chooseSize(address, size, architectureOf(image), sizes),
      location: location === null ? null : chooseLocation(address, location, locations),
    };
  }

  async #image(
    desired: DesiredMachine,
    cloud: ObservedCloud,
    images: readonly ObservedImage[],
  ): Promise<ObservedImage> {
    const { address, image } = desired;
    if (image === null) {
      throw new PlanError('no-image', address, 'no image is given.', {
        hint: 'Set `image:` on the row or under `defaults:`.',
      });
    }
    const provider = providerOf(cloud.provider);
    const choice = chooseImage(address, image, provider, images, false);
    if ('image' in choice) return choice.image;
    const found = await this.images(cloud.id, choice.search);
    // The nearest names for an error come from both lists.
    const ids = new Set(found.map((one) => one.id));
    const both = [...found, ...images.filter((one) => !ids.has(one.id))];
    const again = chooseImage(address, image, provider, both, true);
    if ('image' in again) return again.image;
    throw new PlanError('unknown-image', address, `the backend finds no image for \`${choice.search}\`.`);
  }
}

/** Waits until a cloud that was just added lists the same number of images and sizes twice in a row. */
export async function settleCatalogs(
  world: {
    readonly reader: Pick<MistReader, 'images' | 'sizes'>;
    readonly clock: Pick<Clock, 'elapsed' | 'sleep'>;
    readonly signal: AbortSignal;
  },
  cloudId: MistId,
): Promise<void> {
  const { reader, clock, signal } = world;
  const began = clock.elapsed();
  const deadline = began + CATALOG_PATIENCE_MS;
  let before = '';
  while (clock.elapsed() < deadline) {
    const [images, sizes] = await Promise.all([reader.images(cloudId, null), reader.sizes(cloudId)]);
    const now = `${images.length}/${sizes.length}`;
    const sized = sizes.length > 0 || clock.elapsed() - began >= SIZES_PATIENCE_MS;
    if (images.length > 0 && sized && now === before) return;
    before = now;
    await clock.sleep(CATALOG_INTERVAL_MS, signal);
  }
}
