// A Mist server as the keeper sees it, on virtual time: leases that fire, edits that delete before they are refused.

import { type VirtualWorld, virtualWorld } from '../../sandbox/virtual-world.ts';
import type { LeaseWorld } from '../../src/engine/lease.ts';
import type { Clock } from '../../src/engine/ports.ts';
import { ApiError, CancelledError } from '../../src/model/errors.ts';
import type { MachineListing, MistId, ObservedMachine } from '../../src/model/observed.ts';
import { isMistId } from '../../src/model/observed.ts';

export const START = Date.UTC(2026, 10, 23, 3);

export function mistId(number: number): MistId {
  const id = number.toString(16).padStart(32, '0');
  if (!isMistId(id)) throw new Error(`${number} is no id.`);
  return id;
}

/** A failed answer with this status, as the adapter would throw it. */
export function refused(status: number): ApiError {
  const failure = status === 401 ? 'auth' : status >= 500 ? 'server' : 'rejected';
  return new ApiError({ failure, status, method: 'PUT', route: '/api/v1/machines/{id}' }, 'no');
}

export type Op = 'list' | 'logs' | 'schedules' | 'set-lease' | 'delete-schedule';
export type KeptRequest = { readonly op: Op; readonly id: string; readonly at: number; readonly leaseAt?: number };
type Schedule = {
  readonly id: MistId;
  readonly name: string;
  readonly machineIds: string[];
  readonly at: number;
  stop(): void;
};

export type KeptMist = {
  readonly world: VirtualWorld;
  readonly clock: Clock;
  readonly reader: LeaseWorld['reader'];
  readonly writer: LeaseWorld['writer'];
  readonly machines: Map<string, ObservedMachine>;
  readonly schedules: Map<string, Schedule>;
  /** In the order of arrival; times are the server's. */
  readonly requests: KeptRequest[];
  /** Names whose create is finished in the server's log; those that are not in it are. */
  readonly unfinished: Set<string>;
  /** What happens to a request, by its kind and what it is about; null lets it through. An edit that fails has deleted the lease. */
  trouble: (op: Op, id: string) => Error | null;
  latencyMs: number;
  /** How far the server's clock is ahead of the keeper's. */
  readonly aheadMs: number;
  /** Moves the keeper's wall clock, as an administrator or NTP does. */
  wallShiftMs: number;
  now(): number;
  add(machine: ObservedMachine, leaseAt: number | null): void;
  plant(machineIds: readonly string[], name: string, at: number): string;
  of(op: Op): KeptRequest[];
};

/** A server whose clock is `aheadMs` ahead of the keeper's. */
export function keptMist(aheadMs = 0): KeptMist {
  const world = virtualWorld(START, () => 0.5);
  const machines: KeptMist['machines'] = new Map();
  const schedules: KeptMist['schedules'] = new Map();
  const leases = new Map<string, string>();
  let heard = false;
  let made = 0;

  const fire = (schedule: Schedule): void => {
    schedules.delete(schedule.id);
    for (const id of schedule.machineIds) {
      const machine = machines.get(id);
      if (machine) machines.set(id, { ...machine, state: 'terminated', lease: null });
    }
  };
  const plant = (machineIds: readonly string[], name: string, at: number): MistId => {
    made += 1;
    const id = mistId(0xfff000 + made);
    const stop = world.schedule(at - aheadMs + 1_000, () => fire(schedule));
    const schedule: Schedule = { id, name, machineIds: [...machineIds], at, stop };
    schedules.set(id, schedule);
    return id;
  };
  const drop = (id: string): void => {
    schedules.get(id)?.stop();
    schedules.delete(id);
    for (const [machineId, leaseId] of leases) if (leaseId === id) leases.delete(machineId);
  };
  const lease = (machine: ObservedMachine, at: number): void => {
    leases.set(machine.id, plant([machine.id], `${machine.name}-expiration-${made % 1000}`, at));
  };
  const seen = (machine: ObservedMachine): ObservedMachine => {
    const schedule = schedules.get(leases.get(machine.id) ?? '');
    return schedule ? { ...machine, lease: { id: schedule.id, action: 'destroy', at: schedule.at } } : machine;
  };

  async function ask(op: Op, id: string, leaseAt?: number): Promise<void> {
    mist.requests.push({ op, id, at: mist.now(), ...(leaseAt === undefined ? {} : { leaseAt }) });
    if (mist.latencyMs > 0) await mist.clock.sleep(mist.latencyMs);
    const error = mist.trouble(op, id);
    if (op === 'set-lease' && error instanceof ApiError) drop(leases.get(id) ?? '');
    if (error !== null) throw error;
    heard = true;
  }

  const mist: KeptMist = {
    world,
    machines,
    schedules,
    requests: [],
    unfinished: new Set(),
    trouble: () => null,
    latencyMs: 0,
    aheadMs,
    wallShiftMs: 0,
    clock: {
      now: () => world.now() + mist.wallShiftMs,
      elapsed: () => world.now() - START,
      sleep: (ms, signal) =>
        new Promise((resolve, reject) => {
          if (signal?.aborted) return reject(new CancelledError());
          const cancel = world.schedule(world.now() + ms, () => {
            signal?.removeEventListener('abort', stop);
            resolve();
          });
          const stop = (): void => {
            cancel();
            reject(new CancelledError());
          };
          signal?.addEventListener('abort', stop, { once: true });
        }),
    },
    now: () => world.now() + aheadMs,
    add(machine, leaseAt) {
      machines.set(machine.id, machine);
      if (leaseAt !== null) lease(machine, leaseAt);
    },
    plant,
    of: (op) => mist.requests.filter((request) => request.op === op),
    reader: {
      async liveMachines(cloudId): Promise<MachineListing> {
        await ask('list', cloudId);
        const here = [...machines.values()].filter((machine) => machine.cloudId === cloudId);
        return { machines: here.map(seen), serverTime: mist.now() };
      },
      async createLogs(name) {
        await ask('logs', name);
        const action = mist.unfinished.has(name) ? 'create_machine' : 'machine_creation_finished';
        return [{ action, jobId: mistId(1), machineName: name, at: START, word: null }];
      },
      async schedules() {
        await ask('schedules', '');
        return [...schedules.values()].map(({ id, name, machineIds }) => ({
          id,
          name,
          enabled: true,
          at: null,
          machineIds,
        }));
      },
      serverClockOffsetMs: () => (heard ? mist.now() - mist.clock.now() : 0),
    },
    writer: {
      async setLease(id, at) {
        await ask('set-lease', id, at ?? 0);
        const machine = machines.get(id);
        if (machine === undefined || machine.state === 'terminated') throw refused(404);
        drop(leases.get(id) ?? '');
        if (at !== null && at <= mist.now()) throw refused(400);
        if (at !== null) lease(machine, at);
      },
      async deleteSchedule(id) {
        await ask('delete-schedule', id);
        drop(id);
      },
    },
  };
  return mist;
}
