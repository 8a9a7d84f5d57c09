// The catalogs of a cloud that was just added grow for some seconds: a plan made before they stand still would be a guess.
import type { MistId } from '../model/observed.ts';
import type { Clock, MistReader } from './ports.ts';

/** A cloud that was just added lists nothing for some seconds, then its sizes still grow (seen on a live server). */
const CATALOG_PATIENCE_MS = 45_000;
const CATALOG_INTERVAL_MS = 2_000;
/** Sizes come some seconds after the images; a provider that still has none by then has no size rows at all. */
const SIZES_PATIENCE_MS = 15_000;

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
