// API v2: what can be listed. Only enabled clouds and machines that are not missing are seen.
import type { Call } from './router.ts';
import { cloudRow2, imageRow2, keyRow2, locationRow2, machineRow2, sizeRow2 } from './rows-v2.ts';
import { searchIn } from './search.ts';
import {
  cloudSearchable,
  imageSearchable,
  keySearchable,
  locationSearchable,
  machineSearchable,
  sizeSearchable,
} from './searchables.ts';
import {
  type CloudRecord,
  cloudOf,
  type ImageRecord,
  type KeyRecord,
  knownMachines,
  type LocationRecord,
  type MachineRecord,
  type SizeRecord,
} from './state.ts';
import type { Resource } from './v2-lists.ts';

/** Enabled clouds that the filter `cloud` (again a search) lets through; none for a name that nothing contains. */
function cloudsOf(call: Call): CloudRecord[] {
  const enabled = call.context.state.clouds.filter((cloud) => cloud.enabled && !cloud.deleted);
  const wanted = call.query.get('cloud');
  return wanted === null ? enabled : searchIn(enabled, wanted, cloudSearchable);
}

type Of<T> = { readonly cloud: CloudRecord; readonly row: T };

function rowsOf<T>(call: Call, pick: (cloud: CloudRecord) => readonly T[]): Of<T>[] {
  const now = call.context.world.now();
  return cloudsOf(call)
    .filter((cloud) => cloud.catalogAt <= now)
    .flatMap((cloud) => pick(cloud).map((row) => ({ cloud, row })));
}

/** Enabled clouds. */
export const CLOUDS: Resource<CloudRecord> = {
  kind: 'cloud',
  label: 'Cloud',
  all: (call) => call.context.state.clouds.filter((cloud) => cloud.enabled && !cloud.deleted),
  searchable: cloudSearchable,
  show: (call, cloud) => cloudRow2(call.context, cloud),
};

/** Keys. */
export const KEYS: Resource<KeyRecord> = {
  kind: 'key',
  label: 'Key',
  all: (call) => call.context.state.keys,
  searchable: keySearchable,
  show: (call, key) => keyRow2(call.context, key),
};

/** Images that Mist has stored, of enabled clouds. */
export const IMAGES: Resource<Of<ImageRecord>> = {
  kind: 'image',
  label: 'Image',
  all: (call) => rowsOf(call, (cloud) => cloud.images.filter((image) => image.stored)),
  searchable: ({ cloud, row }) => imageSearchable(row, cloud),
  show: (_call, { cloud, row }, deref) => imageRow2(cloud, row, deref),
};

/** Sizes of enabled clouds. */
export const SIZES: Resource<Of<SizeRecord>> = {
  kind: 'size',
  label: 'Size',
  all: (call) => rowsOf(call, (cloud) => cloud.sizes),
  searchable: ({ cloud, row }) => sizeSearchable(row, cloud),
  show: (call, { cloud, row }, deref) => sizeRow2(call.context, cloud, row, deref),
};

/** Locations of enabled clouds. */
export const LOCATIONS: Resource<Of<LocationRecord>> = {
  kind: 'location',
  label: 'Location',
  all: (call) => rowsOf(call, (cloud) => cloud.locations),
  searchable: ({ cloud, row }) => locationSearchable(row, cloud),
  show: (call, { cloud, row }, deref) => locationRow2(call.context, cloud, row, deref),
};

type KnownMachine = { readonly machine: MachineRecord; readonly cloud: CloudRecord | undefined };

/** Machines of enabled clouds, by the cached view. */
export const MACHINES: Resource<KnownMachine> = {
  kind: 'machine',
  label: 'Machine',
  all: (call) => {
    const ids = new Set(cloudsOf(call).map((cloud) => cloud.id));
    return knownMachines(call.context.state)
      .filter((machine) => ids.has(machine.cloudId))
      .map((machine) => ({ machine, cloud: cloudOf(call.context.state, machine.cloudId) }));
  },
  searchable: ({ machine, cloud }) => machineSearchable(machine, cloud),
  show: (call, { machine }, deref) => machineRow2(call.context, machine, deref),
};
