// Which image, size and location a row means: exact first, then families and "at least", never a first hit.
import type { Address } from '../model/desired.ts';
import { PlanError } from '../model/errors.ts';
import type { ObservedImage, ObservedLocation, ObservedSize } from '../model/observed.ts';
import { IMAGE_FAMILIES } from '../model/providers.ts';
import type { ImageRef, ProviderId, SizeRef } from '../model/spec.ts';
import { familySearch, familyTest, imageDate } from './families.ts';
import { nearest } from './nearest.ts';

type Named = {
  readonly id: string;
  readonly externalId: string;
  readonly name: string;
  /** Of sizes: USD, null where it is not known. */
  readonly priceHourly?: number | null;
};

/** EC2's sizes are called `t2.micro - t2.micro` in Mist: once is enough for people. */
export function shownName(name: string): string {
  const [first, second, more] = name.split(' - ');
  return first !== undefined && first === second && more === undefined ? first : name;
}

/** The one candidate whose Mist id, else external id, else name is exactly `wanted`; an error lists the nearest. */
export function chooseExact<T extends Named>(address: Address, kind: string, wanted: string, all: readonly T[]): T {
  for (const key of ['id', 'externalId', 'name'] as const) {
    const hits = all.filter((one) => one[key] === wanted);
    if (hits.length === 1 && hits[0]) return hits[0];
    if (hits.length > 1) throw ambiguous(address, kind, wanted, hits);
  }
  const names = nearest(
    wanted,
    all.map((one) => shownName(one.name)),
  );
  const hint = names.length > 0 ? `The nearest are: ${names.join(', ')}.` : `The backend lists no ${kind} at all.`;
  throw new PlanError(`unknown-${kind}`, address, `there is no ${kind} \`${wanted}\`.`, { hint });
}

function ambiguous(address: Address, kind: string, wanted: string, hits: readonly Named[]): PlanError {
  const list = hits.slice(0, 5).map((one) => {
    const price = one.priceHourly === undefined ? '' : `, ${one.priceHourly ?? 'unknown'} USD/h`;
    return `${shownName(one.name)} (${one.externalId}, id ${one.id}${price})`;
  });
  return new PlanError(`ambiguous-${kind}`, address, `${hits.length} ${kind}s are called \`${wanted}\`.`, {
    hint: `Use the id of one of them: ${list.join('; ')}${hits.length > 5 ? '; …' : ''}.`,
  });
}

/** What the image look-up came to: the image, or the provider search that may find it. */
export type ImageChoice = { readonly image: ObservedImage } | { readonly search: string };

/**
 * The image that `wanted` means. A family picks the architecture (x86_64 unless said), then the newest date in the name;
 * two images that differ in nothing but their id are ambiguous. With `searched`, the provider has been asked already.
 */
export function chooseImage(
  address: Address,
  wanted: ImageRef,
  provider: ProviderId | null,
  all: readonly ObservedImage[],
  searched: boolean,
): ImageChoice {
  if (wanted.by === 'name') {
    const known = all.some((image) => [image.id, image.externalId, image.name].includes(wanted.name));
    // Mist lists few of EC2's images by itself; a provider's search finds one by its name or id as well.
    if (!known && !searched && provider === 'amazon') return { search: wanted.name };
    return { image: chooseExact(address, 'image', wanted.name, all) };
  }
  const { os, version } = wanted;
  const arch = wanted.arch ?? 'x86_64';
  const isOfFamily = familyTest(provider, os, version);
  const family = all.filter((image) => isOfFamily(image.name) || isOfFamily(image.externalId));
  const fitting = family.filter((image) => architectureOf(image) === arch || architectureOf(image) === null);
  const newest = Math.max(...fitting.map((image) => imageDate(image.name)));
  const best = fitting.filter((image) => imageDate(image.name) === newest);
  if (best.length === 1 && best[0]) return { image: best[0] };
  if (best.length > 1) {
    // EC2 lists one release per volume type: gp3 is the current one.
    const current = best.filter((image) => image.name.includes('hvm-ssd-gp3'));
    if (current.length === 1 && current[0]) return { image: current[0] };
    throw ambiguous(address, 'image', `${os} ${version}`, best);
  }
  const search = familySearch(provider, os, version);
  if (search !== null && !searched) return { search };
  throw noFamily(address, os, version, arch, all);
}

function noFamily(
  address: Address,
  os: string,
  version: string,
  arch: string,
  all: readonly ObservedImage[],
): PlanError {
  const ofFamily = all.filter((image) => `${image.name} ${image.externalId}`.toLowerCase().includes(os));
  const names = nearest(
    `${os} ${version}`,
    (ofFamily.length > 0 ? ofFamily : all).map((image) => image.name),
  );
  const known = IMAGE_FAMILIES.some((family) => family === os)
    ? ''
    : ` Known families are: ${IMAGE_FAMILIES.join(', ')}.`;
  const hint =
    names.length > 0 ? `The nearest images are: ${names.join(', ')}.${known}` : `The backend lists no images.${known}`;
  return new PlanError('unknown-image', address, `no image of ${os} ${version} (${arch}) was found.`, { hint });
}

/** `x86_64` or `arm64` where image or name says it, else null. */
export function architectureOf(image: {
  readonly architectures: readonly string[];
  readonly name: string;
}): string | null {
  if (/arm64|aarch64/i.test(image.name)) return 'arm64';
  if (/amd64|x86[_-]64|x64/i.test(image.name)) return 'x86_64';
  const said = image.architectures[0];
  if (said === undefined) return null;
  return /arm|aarch/i.test(said) ? 'arm64' : 'x86_64';
}

/**
 * The size that `wanted` means. `{cpu, ram}` is the cheapest with at least that, of the image's architecture; sizes
 * without a price come after all with one, then fewer cpus, less memory, name.
 */
export function chooseSize(
  address: Address,
  wanted: SizeRef,
  architecture: string | null,
  all: readonly ObservedSize[],
): ObservedSize {
  if (wanted.by === 'name') return chooseExactSize(address, wanted.name, all);
  const { cpu, ramMb } = wanted;
  const fits = all.filter((size) => {
    const own = size.architecture === null ? null : /arm|aarch/i.test(size.architecture) ? 'arm64' : 'x86_64';
    const fitsImage = architecture === null || own === null || own === architecture;
    return fitsImage && (size.cpus ?? 0) >= cpu && (size.ramMb ?? 0) >= ramMb;
  });
  const best = [...fits].sort(compareSizes)[0];
  if (best) return best;
  const largest = [...all].sort((a, b) => (b.cpus ?? 0) - (a.cpus ?? 0) || (b.ramMb ?? 0) - (a.ramMb ?? 0))[0];
  throw new PlanError('unknown-size', address, `no size has at least ${cpu} cpu and ${ramMb} MiB of memory.`, {
    hint: largest
      ? `The largest is ${shownName(largest.name)} with ${largest.cpus ?? '?'} cpu and ${largest.ramMb ?? '?'} MiB.`
      : 'The backend lists no sizes.',
  });
}

function chooseExactSize(address: Address, wanted: string, all: readonly ObservedSize[]): ObservedSize {
  // On EC2 sizes are called `t2.micro - t2.micro`: the external id is the name that people know.
  return chooseExact(address, 'size', wanted, all);
}

function compareSizes(a: ObservedSize, b: ObservedSize): number {
  const price = (size: ObservedSize): number => size.priceHourly ?? Number.POSITIVE_INFINITY;
  const byPrice = price(a) === price(b) ? 0 : price(a) - price(b);
  return byPrice || (a.cpus ?? 0) - (b.cpus ?? 0) || (a.ramMb ?? 0) - (b.ramMb ?? 0) || (a.name < b.name ? -1 : 1);
}

/** The location that `wanted` means, by id, name, then external id (EC2 zones' external ids are just "0", "1", …). */
export function chooseLocation(address: Address, wanted: string, all: readonly ObservedLocation[]): ObservedLocation {
  const byName = all.filter((one) => one.name === wanted);
  if (byName.length === 1 && byName[0]) return byName[0];
  return chooseExact(address, 'location', wanted, all);
}
