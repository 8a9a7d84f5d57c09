// Rows as API v1 shows them, in the shapes of both series.
import { actionsIn } from './machines.ts';
import { probeV1 } from './probe.ts';
import { plainDate } from './schedules.ts';
import {
  type CloudRecord,
  type Context,
  cloudOf,
  type ImageRecord,
  type KeyRecord,
  type LocationRecord,
  type MachineRecord,
  type ScheduleRecord,
  type SizeRecord,
} from './state.ts';

type Row = Record<string, unknown>;

/** `2026-11-23 02:44:01.028000` */
export function microDate(at: number): string {
  return `${new Date(at).toISOString().slice(0, 23).replace('T', ' ')}000`;
}

/** 4.7 calls a cloud's name `title`. */
export function cloudRow(context: Context, cloud: CloudRecord): Row {
  const { userId } = context.state.identity;
  const { id, name, provider, enabled, tags, fields } = cloud;
  const label = context.options.series === '4.7' ? { title: name } : { name };
  const other = provider === 'other';
  return {
    id,
    ...label,
    provider,
    enabled,
    dns_enabled: false,
    object_storage_enabled: false,
    observation_logs_enabled: !other,
    container_enabled: false,
    state: enabled ? 'online' : 'offline',
    polling_interval: other ? 0 : 1800,
    tags,
    owned_by: userId,
    created_by: userId,
    ...fields,
  };
}

/** Rows of the 2023 series tell when they were made and last seen; those of 4.7 do not. */
function seenFields(context: Context): Row {
  return context.options.series === '4.7' ? {} : { created: 'None', last_seen: microDate(context.world.now()) };
}

/** `extra` of an image, by provider. */
export function imageExtra(image: ImageRecord, provider: string): Row {
  if (provider !== 'ec2') return {};
  return {
    state: 'available',
    is_public: 'true',
    architecture: image.architecture === 'arm' ? 'arm64' : 'x86_64',
    image_type: 'machine',
    description: image.description,
    root_device_type: 'ebs',
    virtualization_type: 'hvm',
    tags: {},
  };
}

/** An image as v1 lists it. */
export function imageRow(context: Context, cloud: CloudRecord, image: ImageRecord): Row {
  return {
    id: image.id,
    cloud: cloud.id,
    external_id: image.externalId,
    name: image.name,
    starred: image.starred,
    extra: imageExtra(image, cloud.provider),
    os_type: image.osType,
    os_distro: image.osDistro,
    architecture: [image.architecture],
    min_disk_size: null,
    min_memory_size: null,
    tags: {},
    origin: 'system',
    ...seenFields(context),
    missing_since: '',
  };
}

/** `extra` of a size: `price` is the hourly one. */
export function sizeExtra(size: SizeRecord, provider: string): Row {
  if (provider === 'ec2') return { instanceType: size.externalId, vcpu: String(size.cpus), price: size.price };
  return { price: size.price, monthly_price: Math.round(size.price * 720) };
}

/** A size as v1 lists it. */
export function sizeRow(context: Context, cloud: CloudRecord, size: SizeRecord): Row {
  return {
    id: size.id,
    cloud: cloud.id,
    external_id: size.externalId,
    name: size.name,
    cpus: size.cpus,
    ram: size.ram,
    bandwidth: null,
    extra: sizeExtra(size, cloud.provider),
    disk: size.disk,
    architecture: size.architecture,
    ...seenFields(context),
    missing_since: '',
  };
}

/** A location as v1 lists it. */
export function locationRow(context: Context, cloud: CloudRecord, location: LocationRecord): Row {
  return {
    id: location.id,
    extra: {},
    cloud: cloud.id,
    external_id: location.externalId,
    name: location.name,
    country: location.country,
    ...seenFields(context),
    parent: location.parent,
    location_type: location.kind,
    images_location: null,
    missing_since: '',
  };
}

/** A key as v1 lists it, with the machines it is associated with. */
export function keyRow(context: Context, key: KeyRecord): Row {
  const { userId } = context.state.identity;
  const machines = context.state.machines.flatMap((machine) =>
    machine.associations
      .filter((one) => one.keyId === key.id)
      .map((one) => ({
        cloud_id: machine.cloudId,
        machine_id: machine.id,
        last_used: 0,
        ssh_user: one.user,
        sudo: false,
        port: machine.sshPort,
        association_id: one.associationId,
      })),
  );
  return {
    id: key.id,
    name: key.name,
    owned_by: userId,
    created_by: userId,
    isDefault: key.isDefault,
    machines,
    tags: key.tags,
  };
}

/** null, or `{id, action, date, notify}` with a date in UTC without a zone. */
export function leaseOf(context: Context, machine: MachineRecord): Row | null {
  const lease = context.state.schedules.find((one) => one.id === machine.leaseId && !one.deleted);
  if (lease === undefined) return null;
  const date = new Date(lease.at).toISOString().slice(0, 19);
  return { id: lease.id, action: lease.action, date, notify: lease.notify };
}

/** What the provider's own record of a machine looks like: `extra` of both APIs. */
export function machineExtra(machine: MachineRecord, provider: string): Row {
  if (provider !== 'ec2') return { status: machine.state, image: machine.imageExternalId };
  return {
    image_id: machine.imageExternalId,
    instance_id: machine.externalId,
    launch_time: new Date(machine.createdAt).toISOString(),
    status: machine.view?.state ?? machine.state,
    virtualization_type: 'hvm',
    tags: { Name: machine.name },
  };
}

function associationsOf(machine: MachineRecord): Row {
  const rows = machine.associations.map((one): [string, Row] => [
    one.associationId,
    {
      _id: { $oid: one.associationId },
      _cls: 'KeyMachineAssociation',
      key: one.keyId,
      machine: machine.id,
      last_used: 0,
      ssh_user: one.user,
      sudo: false,
      port: machine.sshPort,
    },
  ]);
  return Object.fromEntries(rows);
}

/** Hourly and monthly price; a terminated machine costs nothing. */
export function costOf(machine: MachineRecord): { hourly: number; monthly: number } {
  const hourly = machine.view?.state === 'terminated' ? 0 : machine.hourly;
  return { hourly, monthly: Math.round(hourly * 720 * 1e6) / 1e6 };
}

/** Address fields by Mist's last look. */
function addressFields(machine: MachineRecord): Row {
  const { view } = machine;
  return {
    hostname: view?.publicIps[0] ?? view?.privateIps[0] ?? '',
    public_ips: view?.publicIps ?? [],
    private_ips: view?.privateIps ?? [],
  };
}

/** A machine by Mist's cached view. 4.7 calls the provider's id `machine_id`. */
export function machineRow(context: Context, machine: MachineRecord): Row {
  const cloud = cloudOf(context.state, machine.cloudId);
  const provider = cloud?.provider ?? '';
  const { userId } = context.state.identity;
  const owner = machine.planted ? '' : userId;
  const size = cloud?.sizes.find((one) => one.id === machine.sizeId);
  return {
    id: machine.id,
    ...addressFields(machine),
    name: machine.name,
    ssh_port: machine.view?.sshPort ?? 22,
    os_type: 'unix',
    rdp_port: 3389,
    [context.options.series === '4.7' ? 'machine_id' : 'external_id']: machine.externalId,
    actions: actionsIn(machine.view?.state ?? 'unknown', provider),
    extra: machineExtra(machine, provider),
    cost: costOf(machine),
    state: machine.view?.state ?? 'unknown',
    tags: machine.tags,
    monitoring: '',
    key_associations: associationsOf(machine),
    cloud: machine.cloudId,
    location: machine.locationId,
    size: size?.name ?? machine.sizeId,
    image: machine.imageId,
    cloud_title: cloud?.name ?? '',
    last_seen: microDate(machine.view?.at ?? machine.createdAt),
    missing_since: '',
    unreachable_since: '',
    created: plainDate(machine.createdAt),
    machine_type: provider === 'docker' ? 'container' : 'machine',
    parent: '',
    probe: probeV1(machine),
    cores: size?.cpus ?? null,
    network: '',
    subnet: '',
    owned_by: owner,
    created_by: owner,
    expiration: leaseOf(context, machine),
    provider,
    cluster: '',
  };
}

/** A schedule as v1 lists it; the series differ in `task_type` and `run_immediately`. */
export function scheduleRow(context: Context, schedule: ScheduleRecord): Row {
  const { userId } = context.state.identity;
  const old = context.options.series === '4.7';
  const date = plainDate(schedule.at);
  return {
    id: schedule.id,
    name: schedule.name,
    description: 'Scheduled to run when machine expires',
    schedule: `OneOff date to run ${date}`,
    schedule_type: 'one_off',
    schedule_entry: { entry: date },
    task_type: { action: old ? schedule.action : 'machine_action' },
    expires: '',
    start_after: '',
    task_enabled: schedule.enabled,
    active: schedule.enabled,
    ...(old ? { run_immediately: '' } : {}),
    last_run_at: schedule.lastRunAt === null ? '' : plainDate(schedule.lastRunAt),
    total_run_count: schedule.runs,
    max_run_count: 1,
    selectors: [{ type: 'machines', ids: [schedule.machineId] }],
    owned_by: userId,
    created_by: userId,
    tags: {},
  };
}
