// What API v2 makes of the body of a create: every field is a search, and the cheapest combination wins.
import { Refusal } from './reply.ts';
import { type Fields, isFields } from './router.ts';
import { plainDate } from './schedules.ts';
import { searchIn } from './search.ts';
import { cloudSearchable, imageSearchable, keySearchable, locationSearchable, sizeSearchable } from './searchables.ts';
import type { CloudRecord, Context, ImageRecord, KeyRecord, LocationRecord, SizeRecord } from './state.ts';

/** Providers for which v2 drops cloud-init without a word (seen on a live server). */
const NO_CLOUD_INIT = new Set([
  'linode',
  'rackspace',
  'vexxhost',
  'onapp',
  'vsphere',
  'lxd',
  'docker',
  'kubevirt',
  'other',
]);

/** `at` in epoch ms, `notify` in seconds before it. */
export type Lease = { readonly at: number; readonly action: string; readonly notify: number };

/** What a create will do; `size` is null where `custom` is used (docker). */
export type Plan = {
  readonly cloud: CloudRecord;
  readonly image: ImageRecord;
  readonly size: SizeRecord | null;
  readonly custom: { readonly cpu: unknown; readonly memory: unknown } | null;
  readonly location: LocationRecord | null;
  readonly key: KeyRecord | null;
  readonly name: string;
  readonly quantity: number;
  readonly cost: number;
  readonly tags: Record<string, string>;
  readonly lease: Lease | null;
  readonly cloudInit: string | null;
  /** The plan as the answer shows it. */
  readonly shown: Record<string, unknown>;
};

function visible<T>(context: Context, cloud: CloudRecord, rows: readonly T[]): readonly T[] {
  return context.world.now() < cloud.catalogAt ? [] : rows;
}

function planImages(context: Context, cloud: CloudRecord, wanted: unknown): ImageRecord[] {
  const search = isFields(wanted) ? wanted.image : wanted;
  if (typeof search !== 'string' || search === '') throw new Refusal(400, 'Bad Request: Image is required');
  const stored = visible(context, cloud, cloud.images).filter((image) => image.stored);
  const found = searchIn(stored, search, (image) => imageSearchable(image, cloud));
  if (found.length === 0) throw new Refusal(404, 'Not Found: Image not found');
  // Starred images first; otherwise the order of the list decides.
  return [...found.filter((image) => image.starred), ...found.filter((image) => !image.starred)];
}

type Sized = { readonly size: SizeRecord | null; readonly custom: Plan['custom'] };

function planSizes(context: Context, cloud: CloudRecord, wanted: unknown): Sized[] {
  const object = isFields(wanted) ? wanted : null;
  if (cloud.sizes.length === 0) {
    return [{ size: null, custom: { cpu: object?.cpu ?? 1, memory: object?.memory ?? 512 } }];
  }
  if (wanted === undefined || wanted === null) throw new Refusal(400, 'Bad Request: Required size parameter missing');
  const rows = visible(context, cloud, cloud.sizes);
  const search = object === null ? wanted : object.search;
  const found =
    typeof search === 'string'
      ? searchIn(rows, search, (size) => sizeSearchable(size, cloud))
      : rows.filter((size) => size.cpus === Number(object?.cpu) && size.ram === Number(object?.memory));
  if (found.length === 0) throw new Refusal(404, 'Not Found: Size not found');
  return [...found].sort((a, b) => a.price - b.price).map((size) => ({ size, custom: null }));
}

function planLocation(context: Context, cloud: CloudRecord, wanted: unknown): LocationRecord | null {
  const rows = visible(context, cloud, cloud.locations);
  const zones = rows.filter((row) => row.kind === 'zone');
  const usable = zones.length > 0 ? zones : rows;
  if (wanted === undefined || wanted === null || wanted === '') return usable[0] ?? null;
  const found = searchIn(usable, String(wanted), (row) => locationSearchable(row, cloud));
  const first = found[0];
  if (first === undefined) throw new Refusal(404, 'Not Found: Location not found');
  return first;
}

/** Of all keys whose names match, the default one wins; without a word about keys, it wins too, but for docker. */
function planKey(context: Context, cloud: CloudRecord, wanted: unknown): KeyRecord | null {
  const { keys } = context.state;
  const search = isFields(wanted) ? wanted.key : wanted;
  if (search === undefined || search === null || search === '') {
    return cloud.provider === 'docker' ? null : (keys.find((key) => key.isDefault) ?? null);
  }
  const found = searchIn(keys, String(search), keySearchable);
  const chosen = found.find((key) => key.isDefault) ?? found[0];
  if (chosen === undefined) throw new Refusal(404, 'Not Found: Key not found');
  return chosen;
}

const PERIODS: Readonly<Record<string, number>> = {
  minutes: 60,
  hours: 3600,
  days: 86_400,
  weeks: 604_800,
  months: 2_592_000,
};

/** The date's offset is dropped, not applied: `06:00+02:00` becomes `06:00` UTC (recorded). */
function planLease(body: Fields): { lease: Lease; shown: Record<string, unknown> } | null {
  const given = body.expiration;
  if (!isFields(given)) return null;
  const date = String(given.date).slice(0, 19);
  const at = Date.parse(`${date}Z`);
  const notify = isFields(given.notify) ? given.notify : null;
  const seconds = notify === null ? 0 : Number(notify.value) * (PERIODS[String(notify.period)] ?? 0);
  const action = String(given.action);
  return {
    lease: { at, action, notify: seconds },
    shown: {
      action,
      date: plainDate(at),
      notify: seconds === 0 ? null : plainDate(at - seconds * 1000),
      notify_msg: given.notify_msg ?? null,
    },
  };
}

function networksOf(context: Context, cloud: CloudRecord): Record<string, unknown> {
  if (cloud.provider === 'docker') return { port_bindings: {} };
  if (cloud.provider !== 'ec2') return {};
  const used = context.state.machines.some((machine) => machine.cloudId === cloud.id);
  const group = used ? { id: `sg-${cloud.id.slice(0, 17)}` } : { description: 'Security group created by Mist CE' };
  return { security_group: { ...group, name: 'mistio' } };
}

function pairOf(images: readonly ImageRecord[], sizes: readonly Sized[]): { image: ImageRecord; sized: Sized } {
  for (const sized of sizes) {
    for (const image of images) {
      if (sized.size === null || sized.size.architecture === image.architecture) return { image, sized };
    }
  }
  throw new Refusal(404, 'Not Found: Size not found');
}

function stringTags(value: unknown): Record<string, string> {
  if (!isFields(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, tag]) => [key, String(tag)]));
}

function planOn(context: Context, cloud: CloudRecord, body: Fields): Plan {
  const images = planImages(context, cloud, body.image);
  const sizes = planSizes(context, cloud, body.size);
  const { image, sized } = pairOf(images, sizes);
  const location = cloud.provider === 'docker' ? null : planLocation(context, cloud, body.location);
  const key = planKey(context, cloud, body.key);
  const lease = planLease(body);
  const quantity = typeof body.quantity === 'number' ? body.quantity : 1;
  const cloudInit = typeof body.cloudinit === 'string' && !NO_CLOUD_INIT.has(cloud.provider) ? body.cloudinit : null;
  const tags = stringTags(body.tags);
  const { size, custom } = sized;
  const cost = size?.price ?? 0;
  const name = String(body.name);
  const shown: Record<string, unknown> = {
    cloud: { id: cloud.id, name: cloud.name },
    cost,
    image: { id: image.id, name: image.name },
    machine_name: name,
    monitoring: false,
    networks: networksOf(context, cloud),
    quantity,
    size: size === null ? { limits: custom } : { id: size.id, name: size.name },
  };
  if (location !== null) shown.location = { id: location.id, name: location.name };
  if (key !== null) shown.key = { id: key.id, name: key.name };
  if (lease !== null) shown.expiration = lease.shown;
  if (isFields(body.tags)) shown.tags = tags;
  if (cloudInit !== null) shown.cloudinit = cloudInit;
  return {
    cloud,
    image,
    size,
    custom,
    location,
    key,
    name,
    quantity,
    cost,
    tags,
    lease: lease?.lease ?? null,
    cloudInit,
    shown,
  };
}

/**
 * The plan of a v2 create. With one cloud its own refusal is thrown; with several, the cheapest plan wins and all
 * refusals become one 400. Throws Refusal.
 */
export function makePlan(context: Context, body: Fields): Plan {
  const enabled = context.state.clouds.filter((cloud) => cloud.enabled && !cloud.deleted);
  const wanted = body.cloud;
  const clouds =
    wanted === undefined || wanted === null || wanted === ''
      ? enabled
      : searchIn(enabled, String(wanted), cloudSearchable);
  if (clouds.length === 0) throw new Refusal(404, 'Cloud not found');
  const only = clouds.length === 1 ? clouds[0] : undefined;
  if (only !== undefined) return planOn(context, only, body);
  const plans: Plan[] = [];
  for (const cloud of clouds) {
    try {
      plans.push(planOn(context, cloud, body));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  const best = plans.sort((a, b) => a.cost - b.cost)[0];
  if (best === undefined) throw new Refusal(400, 'No valid plan could be generated');
  return best;
}
