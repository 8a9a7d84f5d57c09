// Leases: schedules that act on one machine once. They outlive their machines, and their names may collide.
import { performAction } from './machines.ts';
import { Refusal } from './reply.ts';
import type { Context, MachineRecord, ScheduleRecord } from './state.ts';
import { hexOf } from './world.ts';

const DAY_MS = 86_400_000;

/** `2026-11-23 04:53:20`, UTC: how the server writes and reads dates of leases. */
export function plainDate(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

/** Epoch ms of `YYYY-MM-DD HH:MM:SS` read as UTC, or null for any other form. */
export function parsePlainDate(date: string): number | null {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(date)) return null;
  const at = Date.parse(`${date.replace(' ', 'T')}Z`);
  return Number.isNaN(at) ? null : at;
}

type Lease = { readonly at: number; readonly action: string; readonly notify: number };

function fire(context: Context, schedule: ScheduleRecord): void {
  if (schedule.deleted || !schedule.enabled || context.switches.deadScheduler) return;
  schedule.runs += 1;
  schedule.enabled = false;
  schedule.lastRunAt = context.world.now();
  const machine = context.state.machines.find((one) => one.id === schedule.machineId);
  if (machine === undefined || machine.removedAt !== null || machine.state === 'terminated') return;
  schedule.acted = true;
  if (schedule.action === 'destroy' && context.switches.safeExpiration) {
    void performAction(context, machine, 'stop');
    const at = context.world.now() + 7 * DAY_MS;
    machine.leaseId = addSchedule(context, machine, editName(context, machine, '-safe'), {
      at,
      action: 'destroy',
      notify: 0,
    }).id;
    return;
  }
  void performAction(context, machine, schedule.action === 'destroy' ? 'destroy' : 'stop');
}

/** Adds a schedule without any check and arms it: it fires half a second to one and a half after its time. */
export function addSchedule(context: Context, machine: MachineRecord, name: string, lease: Lease): ScheduleRecord {
  const { world, state } = context;
  const schedule: ScheduleRecord = {
    id: hexOf(world, 32),
    name,
    machineId: machine.id,
    action: lease.action,
    at: lease.at,
    notify: lease.notify,
    enabled: true,
    deleted: false,
    runs: 0,
    lastRunAt: null,
    acted: false,
    cancel: () => {},
  };
  schedule.cancel = world.schedule(lease.at + 500 + Math.floor(world.random() * 1000), () => fire(context, schedule));
  state.schedules.push(schedule);
  return schedule;
}

/** Soft delete; where it is the machine's lease, the machine has none any more. */
export function removeSchedule(context: Context, schedule: ScheduleRecord): void {
  schedule.deleted = true;
  schedule.cancel();
  for (const machine of context.state.machines) {
    if (machine.leaseId === schedule.id) machine.leaseId = null;
  }
}

function editName(context: Context, machine: MachineRecord, safe: '' | '-safe' = ''): string {
  return `${machine.name}${safe}-expiration-${Math.floor(context.world.random() * 1000)}`;
}

/** The lease a create asked for, set by the worker over whatever the machine has; a date that is too near is swallowed. */
export function leaseByWorker(context: Context, machine: MachineRecord, lease: Lease): void {
  if (lease.at <= context.world.now()) return;
  const name = `${machine.name}-expiration-${machine.externalId.slice(0, 4)}-${hexOf(context.world, 6)}`;
  machine.leaseId = addSchedule(context, machine, name, lease).id;
}

/** The fields of an edit as they came, unchecked. */
export type LeaseEdit = { readonly date?: unknown; readonly action?: unknown; readonly notify?: unknown };

/**
 * An edit of the lease: the old schedule goes first, and only then is the new one looked at, so every refusal leaves the
 * machine without a lease. Throws Refusal with the status of API v1.
 */
export function editLease(context: Context, machine: MachineRecord, edit: LeaseEdit): void {
  const old = context.state.schedules.find((one) => one.id === machine.leaseId);
  if (old !== undefined) removeSchedule(context, old);
  machine.leaseId = null;
  if (edit.date === '' || edit.date === undefined || edit.date === null) return;
  const at = typeof edit.date === 'string' ? parsePlainDate(edit.date) : null;
  if (at === null) throw new Refusal(400, 'Bad Request: Date value was not valid');
  if (at <= context.world.now()) {
    throw new Refusal(400, 'Bad Request: Date of future task is in the past. Please contact Marty McFly');
  }
  const action = edit.action === undefined || edit.action === '' ? 'stop' : edit.action;
  if (action !== 'stop' && action !== 'destroy') throw new Refusal(500, 'Internal Server Error');
  const name = editName(context, machine);
  if (context.state.schedules.some((one) => !one.deleted && one.name === name)) {
    throw new Refusal(409, 'Schedule with this name already exists');
  }
  const notify = typeof edit.notify === 'number' ? edit.notify : 0;
  machine.leaseId = addSchedule(context, machine, name, { at, action, notify }).id;
}
