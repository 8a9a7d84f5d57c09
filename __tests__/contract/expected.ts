// What the adapter must make of recorded bodies, picked from the raw JSON by other means than the adapter's: plain property
// access, `Date` and string comparison. Used against every recorded answer.
import { type Fields, isFields } from './recorded.ts';

function list(value: unknown): readonly Fields[] {
  if (!Array.isArray(value)) throw new Error('not a list');
  return value.map((item: unknown) => {
    if (!isFields(item)) throw new Error('not an object');
    return item;
  });
}

/** The server's dates, all of them UTC: made ISO and left to `Date`. */
function utc(text: unknown): number | null {
  if (typeof text !== 'string' || text === '' || text === 'None') return null;
  const iso = text.replace(' ', 'T').replace(/(\.\d{3})\d*/, '$1');
  return new Date(iso.endsWith('Z') ? iso : `${iso}Z`).getTime();
}

const orNull = (value: unknown): unknown => (value === '' || value === undefined ? null : value);

export function expectedClouds(body: unknown): unknown {
  return list(body).map((row) => ({
    id: row.id,
    name: row.title ?? row.name,
    provider: row.provider,
    enabled: row.enabled,
  }));
}

export function expectedKeys(body: unknown): unknown {
  return list(body).map((row) => ({
    id: row.id,
    name: row.name,
    isDefault: row.isDefault,
    machineIds: list(row.machines).map((machine) => machine.machine_id),
  }));
}

export function expectedLease(row: Fields): unknown {
  const lease = row.expiration;
  return isFields(lease) ? { id: lease.id, action: lease.action, at: utc(lease.date) } : null;
}

export function expectedMachines(body: unknown): unknown {
  return list(body).map((row) => {
    const ports = isFields(row.ports) ? row.ports.ssh : row.ssh_port;
    const hourly = isFields(row.cost) ? row.cost.hourly : null;
    const paid = hourly !== 0 || row.state === 'terminated' || row.state === 'stopped';
    const associations = list(
      isFields(row.key_associations) ? Object.values(row.key_associations) : row.key_associations,
    );
    const tags = isFields(row.tags) ? Object.entries(row.tags).map(([key, value]) => [key, value ?? '']) : [];
    return {
      id: row.id,
      externalId: row.machine_id ?? row.external_id,
      name: row.name,
      cloudId: row.cloud,
      state: row.state,
      publicIps: row.public_ips,
      privateIps: row.private_ips,
      hostname: orNull(row.hostname),
      sshPort: ports,
      tags: Object.fromEntries(tags),
      lease: expectedLease(row),
      createdAt: utc(row.created),
      missing: false,
      costHourly: paid ? hourly : null,
      keyIds: [...new Set(associations.map((association) => association.key))],
      imageId: orNull(row.image),
      locationId: orNull(row.location),
      size: orNull(row.size),
    };
  });
}

export function expectedImages(body: unknown): unknown {
  return list(body).map((row) => ({
    id: row.id,
    externalId: row.external_id,
    name: row.name,
    osType: row.os_type,
    osDistro: row.os_distro,
    architectures: row.architecture,
  }));
}

export function expectedSizes(body: unknown): unknown {
  return list(body).map((row) => ({
    id: row.id,
    externalId: row.external_id,
    name: row.name,
    cpus: row.cpus,
    ramMb: row.ram,
    diskGb: row.disk,
    architecture: row.architecture,
    priceHourly: isFields(row.extra) ? row.extra.price : null,
  }));
}

export function expectedLocations(body: unknown): unknown {
  return list(body).map((row) => ({
    id: row.id,
    externalId: row.external_id,
    name: row.name,
    kind: row.location_type,
  }));
}

export function expectedSchedules(body: unknown): unknown {
  return list(body).map((row) => ({
    id: row.id,
    name: row.name,
    enabled: row.task_enabled,
    at:
      row.schedule_type === 'one_off' && isFields(row.schedule_entry)
        ? Date.parse(`${row.schedule_entry.entry}Z`)
        : null,
    machineIds: list(row.selectors).flatMap((selector) => selector.ids),
  }));
}

export function expectedJob(body: unknown): unknown {
  if (!isFields(body)) throw new Error('not a job');
  const finished = list(body.logs).find((log) => log.action === 'machine_creation_finished' && log.error === false);
  return {
    id: body.job_id,
    created: finished !== undefined,
    externalId: finished?.external_id ?? null,
    error: body.error === false ? null : body.error,
    finished: body.finished_at !== 0,
  };
}

export function expectedPlan(body: unknown): unknown {
  const plan = isFields(body) ? body.plan : null;
  if (!isFields(plan)) throw new Error('no plan');
  const idOf = (value: unknown): unknown => (isFields(value) ? (value.id ?? null) : null);
  return {
    cloudId: idOf(plan.cloud),
    imageId: idOf(plan.image),
    sizeId: idOf(plan.size),
    locationId: idOf(plan.location),
    keyId: idOf(plan.key),
    name: orNull(plan.machine_name),
  };
}

export function expectedLogs(body: unknown, name: string): unknown {
  return list(body)
    .filter(
      (row) => String(row.action).includes('machine') && row.action !== 'edit_machine' && row.type !== 'observation',
    )
    .filter((row) => row.machine_name === name || (isFields(row.request_body) && row.request_body.name === name))
    .map((row) => ({
      action: row.action,
      jobId: row.job_id,
      machineName: name,
      at: Math.round(Number(row.time) * 1000),
      // No recording has the tag.
      word: null,
    }));
}
