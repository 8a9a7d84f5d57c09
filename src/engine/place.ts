// Turning what a row says into ids of this server, out of the catalogs of its cloud.
import type { DesiredMachine } from '../model/desired.ts';
import { PlanError } from '../model/errors.ts';
import type { ObservedCloud, ObservedImage } from '../model/observed.ts';
import { providerOf } from '../model/providers.ts';
import type { Placement } from '../plan/build-plan.ts';
import { architectureOf, chooseImage, chooseLocation, chooseSize } from '../plan/choose.ts';
import type { Catalogs } from './catalogs.ts';

/** The placement of one row; throws PlanError naming the row when a name is unknown or ambiguous. */
export async function placeMachine(
  catalogs: Catalogs,
  desired: DesiredMachine,
  cloud: ObservedCloud,
): Promise<Placement> {
  const { address, size, location } = desired;
  if (size === null) {
    throw new PlanError('no-size', address, 'no size is given.', {
      hint: 'Set `size: { cpu: 2, ram: 4g }`, or the name of a size, on the row or under `defaults:`.',
    });
  }
  const [images, sizes, locations] = await Promise.all([
    catalogs.images(cloud.id, null),
    catalogs.sizes(cloud.id),
    location === null ? [] : catalogs.locations(cloud.id),
  ]);
  const image = await imageOf(catalogs, desired, cloud, images);
  // Docker and its like have no size rows: Mist takes the numbers themselves there.
  const custom = sizes.length === 0 && size.by === 'at-least';
  return {
    cloud,
    image,
    size: custom ? null : chooseSize(address, size, architectureOf(image), sizes),
    location: location === null ? null : chooseLocation(address, location, locations),
  };
}

async function imageOf(
  catalogs: Catalogs,
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
  const found = await catalogs.images(cloud.id, choice.search);
  // The nearest names for an error come from both lists.
  const ids = new Set(found.map((one) => one.id));
  const both = [...found, ...images.filter((one) => !ids.has(one.id))];
  const again = chooseImage(address, image, provider, both, true);
  if ('image' in again) return again.image;
  throw new PlanError('unknown-image', address, `the backend finds no image for \`${choice.search}\`.`);
}
