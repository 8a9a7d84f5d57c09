// Rows as API v2 shows them: names instead of ids unless `deref=none`, e-mails instead of owners.
import { actionsIn } from './machines.ts';
import { probeV2 } from './probe.ts';
import { costOf, imageExtra, leaseOf, machineExtra, sizeExtra } from './rows-v1.ts';
import {
  type CloudRecord,
  type Context,
  cloudOf,
  type ImageRecord,
  type KeyRecord,
  type LocationRecord,
  type MachineRecord,
  type SizeRecord,
} from './state.ts';

type Row = Record<string, unknown>;

/** How references are shown: names (`auto`, the default) or ids (`none`). */
export type Deref = 'auto' | 'none';

function cloudRef(cloud: CloudRecord, deref: Deref): string {
  return deref === 'none' ? cloud.id : cloud.name;
}

/** A cloud as v2 shows it. */
export function cloudRow2(context: Context, cloud: CloudRecord): Row {
  const { email } = context.state.identity;
  const { id, name, provider, tags, fields } = cloud;
  return {
    config: fields,
    created_by: email,
    features: {
      compute: cloud.enabled,
      container: false,
      dns: false,
      object_storage_enabled: false,
      observations: true,
      polling: 1800,
    },
    id,
    name,
    owned_by: email,
    provider,
    tags,
  };
}

/** A key as v2 shows it; never its public half. */
export function keyRow2(context: Context, key: KeyRecord): Row {
  const { email } = context.state.identity;
  const associations = context.state.machines.flatMap((machine) =>
    machine.associations
      .filter((one) => one.keyId === key.id)
      .map((one) => ({
        key: key.id,
        last_used: 0,
        machine: machine.id,
        port: machine.sshPort,
        sudo: false,
        user: one.user,
      })),
  );
  return {
    associations,
    created_by: email,
    default: key.isDefault,
    id: key.id,
    name: key.name,
    owned_by: email,
    tags: key.tags,
  };
}

/** An image as v2 shows it. */
export function imageRow2(cloud: CloudRecord, image: ImageRecord, deref: Deref): Row {
  return {
    architecture: [image.architecture],
    cloud: cloudRef(cloud, deref),
    created_by: '',
    external_id: image.externalId,
    extra: imageExtra(image, cloud.provider),
    id: image.id,
    locations: [],
    min_disk_size: null,
    min_memory_size: null,
    name: image.name,
    os_distro: image.osDistro,
    os_type: image.osType,
    owned_by: '',
    starred: image.starred,
    tags: {},
  };
}

/** A size as v2 shows it. */
export function sizeRow2(context: Context, cloud: CloudRecord, size: SizeRecord, deref: Deref): Row {
  return {
    allowed_images: {},
    architecture: size.architecture,
    bandwidth: null,
    cloud: cloudRef(cloud, deref),
    cpus: size.cpus,
    created: 'None',
    disk: size.disk,
    external_id: size.externalId,
    extra: sizeExtra(size, cloud.provider),
    id: size.id,
    last_seen: new Date(context.world.now()).toISOString(),
    name: size.name,
    ram: size.ram,
  };
}

/** A location as v2 shows it. */
export function locationRow2(context: Context, cloud: CloudRecord, location: LocationRecord, deref: Deref): Row {
  return {
    available_images: {},
    available_sizes: {},
    cloud: cloudRef(cloud, deref),
    country: location.country,
    created: 'None',
    created_by: '',
    external_id: location.externalId,
    extra: {},
    id: location.id,
    images_location: null,
    last_seen: new Date(context.world.now()).toISOString(),
    location_type: location.kind,
    name: location.name,
    owned_by: '',
    parent: location.parent ?? '',
  };
}

function references(cloud: CloudRecord | undefined, machine: MachineRecord, deref: Deref): Row {
  const size = cloud?.sizes.find((one) => one.id === machine.sizeId);
  const location = cloud?.locations.find((one) => one.id === machine.locationId);
  if (deref === 'none') {
    return { cloud: machine.cloudId, image: machine.imageId, location: machine.locationId, size: machine.sizeId };
  }
  return {
    cloud: cloud?.name ?? '',
    image: machine.imageName,
    location: location?.name ?? (cloud?.provider === 'docker' ? 'default' : ''),
    size: size?.name ?? '',
  };
}

/** A machine by Mist's cached view; the 2023 series counts its children, 4.7 does not. */
export function machineRow2(context: Context, machine: MachineRecord, deref: Deref): Row {
  const cloud = cloudOf(context.state, machine.cloudId);
  const provider = cloud?.provider ?? '';
  const { view } = machine;
  const owner = machine.planted ? '' : context.state.identity.email;
  const created = new Date(machine.createdAt).toISOString();
  return {
    actions: actionsIn(view?.state ?? 'unknown', provider),
    ...(context.options.series === '4.7' ? {} : { children: 0 }),
    ...references(cloud, machine, deref),
    cluster: '',
    cores: cloud?.sizes.find((one) => one.id === machine.sizeId)?.cpus ?? null,
    cost: costOf(machine),
    created: `${created.slice(0, 19)}Z`,
    created_by: owner,
    expiration: leaseOf(context, machine),
    external_id: machine.externalId,
    extra: machineExtra(machine, provider),
    hostname: view?.publicIps[0] ?? view?.privateIps[0] ?? '',
    id: machine.id,
    key_associations: machine.associations.map((one) => ({
      key: one.keyId,
      last_used: 0,
      machine: machine.id,
      port: machine.sshPort,
      sudo: false,
      user: one.user,
    })),
    last_seen: new Date(view?.at ?? machine.createdAt).toISOString(),
    missing_since: null,
    monitoring: '',
    name: machine.name,
    network: '',
    os_type: 'unix',
    owned_by: owner,
    parent: provider === 'docker' ? (cloud?.name ?? '') : '',
    ports: { rdp: 3389, ssh: view?.sshPort ?? 22 },
    private_ips: view?.privateIps ?? [],
    probe: probeV2(machine),
    public_ips: view?.publicIps ?? [],
    state: view?.state ?? 'unknown',
    subnet: '',
    tags: machine.tags,
    type: provider === 'docker' ? 'container' : 'machine',
    unreachable_since: null,
  };
}
