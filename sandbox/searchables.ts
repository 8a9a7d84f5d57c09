// How each kind of row looks to the search of API v2: which fields can be named in an expression.
import type { Searchable } from './search.ts';
import type { CloudRecord, ImageRecord, KeyRecord, LocationRecord, MachineRecord, SizeRecord } from './state.ts';

/** A cloud to the search. */
export function cloudSearchable(cloud: CloudRecord): Searchable {
  const { id, name, tags, provider, enabled } = cloud;
  return { id, name, tags, fields: { provider, enabled } };
}

/** A key to the search. */
export function keySearchable(key: KeyRecord): Searchable {
  const { id, name, tags, isDefault } = key;
  return { id, name, tags, fields: { default: isDefault } };
}

/** An image to the search. */
export function imageSearchable(image: ImageRecord, cloud: CloudRecord): Searchable {
  const { id, name, externalId, osType, osDistro, starred } = image;
  const fields = { external_id: externalId, os_type: osType, os_distro: osDistro, starred, cloud: cloud.name };
  return { id, name, tags: {}, fields };
}

/** A size to the search. */
export function sizeSearchable(size: SizeRecord, cloud: CloudRecord): Searchable {
  const { id, name, externalId, cpus, ram, disk, architecture } = size;
  return { id, name, tags: {}, fields: { external_id: externalId, cpus, ram, disk, architecture, cloud: cloud.name } };
}

/** A location to the search. */
export function locationSearchable(location: LocationRecord, cloud: CloudRecord): Searchable {
  const { id, name, externalId, kind, country } = location;
  return { id, name, tags: {}, fields: { external_id: externalId, location_type: kind, country, cloud: cloud.name } };
}

/** By Mist's cached view: the state that it last saw. */
export function machineSearchable(machine: MachineRecord, cloud: CloudRecord | undefined): Searchable {
  const { id, name, tags, externalId, view } = machine;
  const fields = { external_id: externalId, state: view?.state ?? 'unknown', cloud: cloud?.name ?? '' };
  return { id, name, tags, fields };
}
