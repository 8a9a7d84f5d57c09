// Editing one lease, rule by rule; what the keeper makes of it is in keeper.test.ts.
import { describe, expect, test } from '@jest/globals';
import { cleanLease, editLease, LEASE_TOLERANCE_MS, leaseFits } from '../../../src/engine/lease.ts';
import type { MistReader, MistWriter } from '../../../src/engine/ports.ts';
import { CancelledError } from '../../../src/model/errors.ts';
import { TAGS } from '../../../src/model/identity.ts';
import type { ObservedLease, ObservedMachine, ObservedSchedule } from '../../../src/model/observed.ts';
import { type EngineWorld, engineWorld, failedWith, START, unanswered } from '../../fakes/engine-world.ts';
import { AWS, id, observed } from '../plan/rows.ts';

const HOUR = 3_600_000;
const OWN = id(0xfe);
const WEB = observed('web', { createdAt: START - HOUR });
const FINISHED = { action: 'machine_creation_finished', jobId: null, machineName: WEB.name, at: START, word: null };
const BEGUN = { ...FINISHED, action: 'create_machine' };

type Setting = {
  /** The machine as lists show it; null for none. */
  readonly listed?: Partial<ObservedMachine> | null;
  /** What the server makes of an edit. */
  readonly kept?: (at: number | null) => ObservedLease | null;
  /** The error of the n-th edit (from 1), or null. */
  readonly refusal?: (edit: number) => Error | null;
  readonly schedules?: readonly ObservedSchedule[];
  readonly reader?: Partial<MistReader>;
  readonly signal?: AbortSignal;
};

function leased(
  setting: Setting = {},
): EngineWorld & { readonly edits: (number | null)[]; readonly deleted: string[] } {
  const { listed = {}, refusal = () => null, schedules = [] } = setting;
  const kept = setting.kept ?? ((at) => (at === null ? null : { id: OWN, action: 'destroy', at }));
  const edits: (number | null)[] = [];
  const deleted: string[] = [];
  let lease: ObservedLease | null = null;
  const stranger = observed('other', { lease: { id: id(9), action: 'destroy', at: 1 } });
  const reader: Partial<MistReader> = {
    liveMachines: async (cloudId) => {
      expect(cloudId).toBe(AWS.id);
      return { machines: listed === null ? [stranger] : [stranger, { ...WEB, lease, ...listed }], serverTime: null };
    },
    schedules: async () => schedules,
    createLogs: async () => [FINISHED],
    ...setting.reader,
  };
  const writer: Partial<MistWriter> = {
    setLease: async (machineId, at) => {
      expect(machineId).toBe(WEB.id);
      edits.push(at);
      const error = refusal(edits.length);
      if (error !== null) throw error;
      lease = kept(at);
    },
    deleteSchedule: async (scheduleId) => {
      deleted.push(scheduleId);
    },
  };
  return Object.assign(engineWorld(reader, writer, setting.signal), { edits, deleted });
}

describe('leaseFits', () => {
  const lease = (at: number, action = 'destroy'): ObservedLease => ({ id: null, action, at });

  test.each([
    ['none', null, false],
    ['exactly that time', lease(HOUR), true],
    ['as late as may be', lease(HOUR + LEASE_TOLERANCE_MS), true],
    ['as early as may be', lease(HOUR - LEASE_TOLERANCE_MS), true],
    ['too late', lease(HOUR + LEASE_TOLERANCE_MS + 1), false],
    ['too early', lease(HOUR - LEASE_TOLERANCE_MS - 1), false],
    ['one that stops', lease(HOUR, 'stop'), false],
  ])('%s', (_, observedLease, fits) => {
    expect(leaseFits(observedLease, HOUR)).toBe(fits);
  });
});

describe('the time of a lease', () => {
  test.each([
    ['as wanted', START + HOUR, 0, START + HOUR],
    ['never in the past', START - HOUR, 0, START + 60_000],
    ['never too near to set', START + 59_999, 0, START + 60_000],
    ['by the clock of the server', START, 7_000, START + 67_000],
    ['none', null, 0, null],
  ])('%s', async (_, wanted, aheadMs, sent) => {
    const world = leased({ reader: { serverClockOffsetMs: () => aheadMs } });
    await editLease(world, WEB, wanted, HOUR);
    expect([world.edits, world.said]).toEqual([[sent], []]);
  });
});

describe('a rejected edit has deleted the old lease', () => {
  test.each([
    ['with another second', START + HOUR, START + HOUR + 1_000],
    ['a removal as it was', null, null],
  ])('so it is repeated at once, %s', async (_, wanted, again) => {
    const world = leased({ refusal: (edit) => (edit === 1 ? failedWith('rejected', 'name is taken') : null) });
    await editLease(world, WEB, wanted, HOUR);
    expect([world.edits, world.slept]).toEqual([[wanted, again], []]);
    expect(world.said).toEqual([`lease of ${WEB.name} rejected, repeating: GET /api/v1/clouds: 500 name is taken`]);
  });

  test('but not of a machine that is no longer listed', async () => {
    let lists = 0;
    const liveMachines = async () => {
      lists += 1;
      return { machines: lists === 1 ? [WEB] : [], serverTime: null };
    };
    const world = leased({ refusal: () => failedWith('rejected', 'no such machine'), reader: { liveMachines } });
    await expect(editLease(world, WEB, START + HOUR, HOUR)).rejects.toThrow('no longer listed under this name');
    expect(world.edits).toHaveLength(1);
  });

  test('twice is an error', async () => {
    const world = leased({ refusal: (edit) => failedWith('rejected', `no. ${edit}`) });
    await expect(editLease(world, WEB, START + HOUR, HOUR)).rejects.toThrow('no. 2');
  });

  test('what was not answered is not repeated', async () => {
    const world = leased({ refusal: () => unanswered() });
    await expect(editLease(world, WEB, START + HOUR, HOUR)).rejects.toThrow('reset');
    expect(world.edits).toHaveLength(1);
  });
});

describe('what was set is read back', () => {
  const at = START + HOUR;
  const iso = new Date(at).toISOString();

  test.each<[string, number | null, ObservedLease | null, string]>([
    ['it is gone', at, null, 'none'],
    ['it stops', at, { id: OWN, action: 'stop', at }, `stop at ${iso}`],
    ['it is much later', at - HOUR / 2, { id: OWN, action: 'destroy', at }, `destroy at ${iso}`],
    ['it is still there', null, { id: OWN, action: 'destroy', at }, `destroy at ${iso}`],
  ])('%s: an error that says how it reads', async (_, wanted, lease, words) => {
    const world = leased({ kept: () => lease });
    await expect(editLease(world, WEB, wanted, HOUR)).rejects.toMatchObject({
      code: 'lease',
      source: 'remote',
      message: `machine/${WEB.name}: the server did not keep the lease: it reads back ${words}.`,
      hint: 'Check that the scheduler of the Mist server runs.',
    });
    expect(world.deleted).toEqual([]);
  });

  test('a machine that has left the list has none', async () => {
    const reads: string[] = [];
    const world = leased();
    const list = world.reader.liveMachines;
    world.reader.liveMachines = async (cloudId) => {
      reads.push(cloudId);
      return reads.length === 1 ? list(cloudId) : { machines: [], serverTime: null };
    };
    await expect(editLease(world, WEB, at, HOUR)).rejects.toThrow('it reads back none.');
  });

  test('within the tolerance it is kept', async () => {
    const world = leased({ kept: () => ({ id: OWN, action: 'destroy', at: at + LEASE_TOLERANCE_MS }) });
    await expect(editLease(world, WEB, at, HOUR)).resolves.toBeUndefined();
  });
});

describe('a signal', () => {
  test('before the edit leaves keeps the lease as it was', async () => {
    const ending = new AbortController();
    const world = leased({ signal: ending.signal });
    const list = world.reader.liveMachines;
    world.reader.liveMachines = (cloudId) => {
      ending.abort();
      return list(cloudId);
    };
    await expect(editLease(world, WEB, START + HOUR, HOUR)).rejects.toBeInstanceOf(CancelledError);
    expect(world.edits).toEqual([]);
  });

  test('after it lets the edit be finished, with its repeat', async () => {
    const ending = new AbortController();
    const refusal = (edit: number): Error | null => {
      ending.abort();
      return edit === 1 ? failedWith('rejected') : null;
    };
    const world = leased({ signal: ending.signal, refusal });
    await editLease(world, WEB, START + HOUR, HOUR);
    expect(world.edits).toEqual([START + HOUR, START + HOUR + 1_000]);
  });
});

describe('only a machine that is still ours by name is edited', () => {
  test.each<[string, Partial<ObservedMachine> | null]>([
    ['not listed', null],
    ['renamed', { name: 'somebody-else' }],
    ['gone', { state: 'terminated' }],
  ])('%s', async (_, listed) => {
    const world = leased({ listed });
    await expect(editLease(world, WEB, START + HOUR, HOUR)).rejects.toMatchObject({
      code: 'lease',
      source: 'remote',
      message: `machine/${WEB.name}: it is no longer listed under this name, so its lease is not edited.`,
    });
    expect(world.edits).toEqual([]);
  });
});

describe('schedules that would destroy it at another time', () => {
  const orphan = (n: number, more: Partial<ObservedSchedule> = {}): ObservedSchedule => ({
    id: id(n),
    name: `${WEB.name}-expiration-${n}`,
    enabled: true,
    at: null,
    machineIds: [WEB.id],
    ...more,
  });
  const foreign = [
    orphan(4, { machineIds: [WEB.id, id(5)] }),
    orphan(5, { machineIds: [id(5)] }),
    orphan(6, { name: 'nightly-stop' }),
    orphan(7, { machineIds: [] }),
  ];

  test('go, those of others and the lease itself stay', async () => {
    const world = leased({ schedules: [orphan(1), orphan(0xfe), ...foreign, orphan(2)] });
    await editLease(world, WEB, START + HOUR, HOUR);
    expect(world.deleted).toEqual([id(1), id(2)]);
  });

  test('go with the lease when that was removed', async () => {
    const world = leased({ schedules: [orphan(1), ...foreign] });
    await editLease(world, WEB, null, HOUR);
    expect(world.deleted).toEqual([id(1)]);
  });

  test('are listed before the lease is read, so that a new lease of another job is not among them', async () => {
    const world = leased({ schedules: [orphan(1)] });
    const order: string[] = [];
    const { liveMachines, schedules } = world.reader;
    world.reader.liveMachines = (cloudId) => {
      order.push('machines');
      return liveMachines(cloudId);
    };
    world.reader.schedules = () => {
      order.push('schedules');
      return schedules();
    };
    await editLease(world, WEB, START + HOUR, HOUR);
    expect(order).toEqual(['machines', 'schedules', 'machines']);
  });

  test('go without an edit where there is a lease, whenever it ends', async () => {
    const lease = { id: OWN, action: 'destroy', at: START + 9 * HOUR };
    const world = leased({ listed: { lease }, schedules: [orphan(1), orphan(0xfe), ...foreign] });
    await cleanLease(world, WEB);
    expect([world.edits, world.deleted]).toEqual([[], [id(1)]]);
  });

  test('stay without an edit where there is no lease', async () => {
    const world = leased({ schedules: [orphan(1)] });
    await expect(cleanLease(world, WEB)).rejects.toThrow('it reads back none.');
    expect(world.deleted).toEqual([]);
  });

  test('are not touched where it is not known which one is the lease', async () => {
    const world = leased({ schedules: [orphan(1)], kept: (at) => ({ id: null, action: 'destroy', at: at ?? 0 }) });
    await editLease(world, WEB, START + HOUR, HOUR);
    expect(world.deleted).toEqual([]);
  });
});

describe('no edit before the worker of the create has set its own', () => {
  /** The log shows the end of the create at the n-th look (from 1). */
  const endsAt = (look: number) => {
    let looks = 0;
    return {
      looks: () => looks,
      createLogs: async (name: string) => {
        expect(name).toBe(WEB.name);
        looks += 1;
        return looks >= look ? [BEGUN, FINISHED] : [BEGUN];
      },
    };
  };
  const fresh = (createdAt: number | null): ObservedMachine => ({ ...WEB, createdAt });

  test.each([
    ['old', START - 600_001, 0],
    ['just old enough', START - 600_000, 1],
    ['of unknown age', null, 1],
  ])('the log of a machine that is %s is looked at as often as needed', async (_, createdAt, looks) => {
    const log = endsAt(1);
    const world = leased({ reader: { createLogs: log.createLogs } });
    await editLease(world, fresh(createdAt), START + HOUR, HOUR);
    expect([log.looks(), world.slept]).toEqual([looks, []]);
  });

  test('the age is by the clock of the server', async () => {
    const log = endsAt(1);
    const world = leased({ reader: { createLogs: log.createLogs, serverClockOffsetMs: () => 600_001 } });
    await editLease(world, fresh(START), START + 2 * HOUR, HOUR);
    expect(log.looks()).toBe(0);
  });

  test('every three seconds', async () => {
    const log = endsAt(4);
    const world = leased({ reader: { createLogs: log.createLogs } });
    await editLease(world, fresh(START), START + HOUR, HOUR);
    expect([log.looks(), world.slept, world.edits]).toEqual([4, [3_000, 3_000, 3_000], [START + HOUR]]);
  });

  test('until the worker has surely given up', async () => {
    const log = endsAt(Number.POSITIVE_INFINITY);
    const world = leased({ reader: { createLogs: log.createLogs } });
    await editLease(world, fresh(START - 590_000), START + HOUR, HOUR);
    expect([log.looks(), world.slept]).toEqual([5, [3_000, 3_000, 3_000, 3_000]]);
    expect(world.edits).toHaveLength(1);
  });

  test('and to the millisecond not before that', async () => {
    const log = endsAt(Number.POSITIVE_INFINITY);
    const world = leased({ reader: { createLogs: log.createLogs } });
    await editLease(world, fresh(START - 600_000), START + HOUR, HOUR);
    expect([log.looks(), world.slept]).toEqual([2, [3_000]]);
  });

  test('a look that itself lasts that long is enough', async () => {
    const world: EngineWorld = leased({
      reader: {
        createLogs: async () => {
          world.pass(600_001);
          return [];
        },
      },
    });
    await editLease(world, fresh(START), START + HOUR, 0);
    expect(world.slept).toEqual([]);
  });

  const DAYS_AGO = START - 3 * 24 * HOUR;

  test.each<[string, number, Partial<ObservedMachine>, number]>([
    ['of a machine of this name days ago is no end', DAYS_AGO, {}, 1],
    ['of a moment before is none', START - 5_001, {}, 1],
    ['within what clocks may differ is its own', START - 5_000, {}, 0],
    ['is that of a machine of unknown age', DAYS_AGO, { createdAt: null }, 0],
    ['is its own where the worker has written its tags', DAYS_AGO, { tags: { [TAGS.environment]: 'x' } }, 0],
    ['is not its own for any other tag', DAYS_AGO, { tags: { [TAGS.hostKey]: 'x' } }, 1],
  ])('an end of a create %s', async (_, at, fields, sleeps) => {
    const older = { ...FINISHED, at };
    let looks = 0;
    const createLogs = async () => {
      looks += 1;
      return looks === 1 ? [older, BEGUN] : [older, BEGUN, FINISHED];
    };
    const world = leased({ reader: { createLogs } });
    await editLease(world, { ...fresh(START), ...fields }, START + HOUR, HOUR);
    expect([world.slept.length, world.edits]).toEqual([sleeps, [START + HOUR]]);
  });

  test.each([
    ['at the deadline', 6_000, 2],
    ['after it', 5_999, 2],
    ['at once where there is no time', 0, 0],
  ])('not for ever: %s', async (_, deadline, sleeps) => {
    const world = leased({ reader: { createLogs: async () => [BEGUN] } });
    await expect(editLease(world, fresh(null), START + HOUR, deadline)).rejects.toMatchObject({
      code: 'lease',
      source: 'remote',
      message: `machine/${WEB.name}: its create is not finished on the server, so its lease cannot be edited yet.`,
    });
    expect([world.slept.length, world.edits]).toEqual([sleeps, []]);
  });

  test('a cancelled wait ends', async () => {
    const world = leased({ reader: { createLogs: async () => [] }, signal: AbortSignal.abort() });
    await expect(editLease(world, fresh(START), START + HOUR, HOUR)).rejects.toBeInstanceOf(CancelledError);
  });
});
