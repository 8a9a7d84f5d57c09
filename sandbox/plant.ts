// Decoys: machines and schedules that nobody asked this server for, put into the world by tests.
import { fakeAddress } from './machine-host.ts';
import { launch, refresh } from './machines.ts';
import { addSchedule } from './schedules.ts';
import type { CloudRecord, Context, MachineRecord, ScheduleRecord } from './state.ts';

/** A machine of somebody else, seen by Mist at once. `state` is any state of the provider. */
export function plantMachine(
  context: Context,
  cloud: CloudRecord,
  decoy: {
    readonly name: string;
    readonly tags?: Record<string, string>;
    readonly state?: string;
    /** Epoch ms; now unless given. */
    readonly createdAt?: number;
  },
): MachineRecord {
  const image = cloud.images[0];
  const size = cloud.sizes[0];
  const machine = launch(context, cloud, {
    name: decoy.name,
    imageId: image?.id ?? '',
    imageExternalId: image?.externalId ?? '',
    imageName: image?.name ?? '',
    sizeId: size?.id ?? '',
    locationId: '',
    hourly: size?.price ?? 0,
    cloudInit: null,
    keyId: null,
    jobId: null,
    planted: true,
    ...(decoy.createdAt === undefined ? {} : { createdAt: decoy.createdAt }),
    ...(decoy.tags === undefined ? {} : { tags: decoy.tags }),
  });
  machine.state = decoy.state ?? 'running';
  if (machine.state === 'running') machine.publicIps = [fakeAddress(context.state.machines.length, 99)];
  refresh(context, cloud);
  return machine;
}

/** A schedule as people or earlier edits left it; `lease` makes it the machine's own. */
export function plantSchedule(
  context: Context,
  machine: MachineRecord,
  decoy: { readonly name: string; readonly action: string; readonly at: number; readonly lease: boolean },
): ScheduleRecord {
  const schedule = addSchedule(context, machine, decoy.name, { at: decoy.at, action: decoy.action, notify: 0 });
  if (decoy.lease) machine.leaseId = schedule.id;
  return schedule;
}
