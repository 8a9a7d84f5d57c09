// What a cloud offers: images, sizes, locations (v1 shapes; both series give the same).
import type { ObservedImage, ObservedLocation, ObservedSize } from '../model/observed.ts';
import { PROVIDERS, providerOf } from '../model/providers.ts';
import { inner, mistId, numberOrNull, type Row, text, textOrEmpty, textOrNull, texts } from './wire.ts';

/** One image. `architectures` are Mist's words (`x86`, `arm`); an image without the field has none. */
export function decodeImage(row: Row): ObservedImage {
  return {
    id: mistId(row, 'id'),
    externalId: textOrEmpty(row, 'external_id'),
    name: text(row, 'name'),
    osType: textOrNull(row, 'os_type'),
    osDistro: textOrNull(row, 'os_distro'),
    architectures: row.fields.architecture ? texts(row, 'architecture') : [],
  };
}

/** One size; `ram` is MiB, `disk` GB. `provider` is the cloud's, as the server calls it, or null when not known. */
export function decodeSize(row: Row, provider: string | null): ObservedSize {
  return {
    id: mistId(row, 'id'),
    externalId: textOrEmpty(row, 'external_id'),
    name: text(row, 'name'),
    cpus: numberOrNull(row, 'cpus'),
    ramMb: numberOrNull(row, 'ram'),
    diskGb: numberOrNull(row, 'disk'),
    architecture: textOrNull(row, 'architecture'),
    priceHourly: decodePrice(row, provider),
  };
}

/** An unknown price is better than a wrong one. */
function decodePrice(row: Row, provider: string | null): number | null {
  const price = inner(row, 'extra')?.fields.price;
  const id = provider === null ? null : providerOf(provider);
  const known = id !== null && PROVIDERS[id].price !== null;
  return known && typeof price === 'number' && Number.isFinite(price) && price > 0 ? price : null;
}

/** One location. EC2's zones have the external ids `0`, `1`, …; docker's only one has an empty one. */
export function decodeLocation(row: Row): ObservedLocation {
  const kind = textOrNull(row, 'location_type');
  return {
    id: mistId(row, 'id'),
    externalId: textOrEmpty(row, 'external_id'),
    name: text(row, 'name'),
    kind: kind === 'region' || kind === 'zone' ? kind : null,
  };
}
