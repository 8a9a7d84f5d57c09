import { describe, expect, test } from '@jest/globals';
import { type KeeperTask, type KeeperWorld, keepLeases } from '../../../src/keeper/keeper.ts';
import type { KeeperNote } from '../../../src/keeper/note.ts';
import { TransportError } from '../../../src/model/errors.ts';
import { mistName, ownerHash, type Scope, TAGS } from '../../../src/model/identity.ts';
import type { ObservedMachine } from '../../../src/model/observed.ts';
import { type KeptMist, keptMist, mistId, refused } from '../../fakes/kept-mist.ts';

const MINUTE = 60_000;
const TTL = 30 * MINUTE;
const SCOPE: Scope = { name: 'pr-42', named: true, repository: { serverUrl: 'https://github.com', id: '1' } };
const AWS = mistId(0xa1);
const LINODE = mistId(0xa2);

function machine(mist: KeptMist, number: number, more: Partial<ObservedMachine> = {}): ObservedMachine {
  return {
    id: mistId(number),
    externalId: `i-${number}`,
    name: mistName(SCOPE, 'machine', `web-${number}`),
    cloudId: AWS,
    state: 'running',
    publicIps: ['203.0.113.7'],
    privateIps: [],
    hostname: null,
    sshPort: 22,
    tags: {},
    lease: null,
    createdAt: mist.now() - 60_000,
    missing: false,
    costHourly: null,
    keyIds: [],
    imageId: null,
    locationId: null,
    size: null,
    ...more,
  };
}

type Setting = {
  readonly mist?: KeptMist;
  readonly machines?: readonly Partial<ObservedMachine>[];
  /** Left of the first leases; null for none. */
  readonly leftMs?: number | null;
  /** What the order says is left of them; without it the keeper was not told. */
  readonly toldMs?: number | null;
  readonly ttlMs?: number;
  readonly inherited?: boolean;
  readonly task?: Partial<KeeperTask>;
  readonly runnerLives?: () => boolean;
};

/** A keeper at work on a server with `machines`; nothing moves until the clock does. */
function keeping(setting: Setting = {}) {
  const { mist = keptMist(), machines = [{}], leftMs = TTL, toldMs = null, ttlMs = TTL } = setting;
  const { inherited = false, task, runnerLives } = setting;
  const made = machines.map((more, index) => machine(mist, index + 1, more));
  for (const one of made) mist.add(one, leftMs === null ? null : mist.now() + leftMs);
  const stopping = new AbortController();
  const notes: Pick<KeeperNote, 'event' | 'machine' | 'ok' | 'detail'>[] = [];
  const world: KeeperWorld = {
    reader: mist.reader,
    writer: mist.writer,
    clock: mist.clock,
    signal: stopping.signal,
    note: (event, name, ok, detail) => notes.push({ event, machine: name, ok, detail }),
    runnerLives: runnerLives ?? (() => true),
  };
  const kept = made.map(({ id, cloudId }, index) => ({
    id,
    cloudId,
    name: mistName(SCOPE, 'machine', `web-${index + 1}`),
    ttlMs,
    leftMs: toldMs,
    inherited,
  }));
  let end: string | null = null;
  void keepLeases(world, { scope: SCOPE, machines: kept, parallelism: 10, longestMs: 5 * 86_400_000, ...task }).then(
    (why) => {
      end = why;
    },
  );
  const alive = (): number => [...mist.machines.values()].filter(({ state }) => state !== 'terminated').length;
  const of = (event: KeeperNote['event']): string[] =>
    notes.filter((note) => note.event === event).map((note) => `${note.machine ?? '-'}: ${note.detail}`);
  return { mist, made, notes, of, alive, end: () => end, stop: () => stopping.abort() };
}

describe('the first look', () => {
  test.each([
    ['at once where nothing is known', null, 0],
    ['a minute later after the step has read the leases', TTL, MINUTE],
    ['a minute later even where more seems to be left than there was', 9 * TTL, MINUTE],
    ['when the first is due, if that is sooner', TTL / 2 + 20_000, 20_000],
    ['at once where it is due already', TTL / 2 - 20_000, 0],
    ['at once where it is over', -MINUTE, 0],
  ])('comes %s', async (_, toldMs, at) => {
    const { mist, of, alive } = keeping({ toldMs });
    const began = mist.now();
    await mist.world.advance(2 * MINUTE);
    expect(mist.of('list').map((list) => list.at - began)).toEqual([at]);
    await mist.world.advance(3 * TTL);
    expect(of('extended')).toHaveLength(6);
    expect(alive()).toBe(1);
  });

  test('is one for all machines of a backend', async () => {
    const { mist } = keeping({ machines: Array<object>(5).fill({}), toldMs: TTL });
    await mist.world.advance(10 * MINUTE);
    expect(mist.of('list')).toHaveLength(1);
  });

  test('finds a lease that was lost after the step had read it', async () => {
    const { mist, of } = keeping({ leftMs: null, toldMs: TTL });
    await mist.world.advance(2 * MINUTE);
    expect(of('extended')).toHaveLength(1);
    expect(mist.of('set-lease')).toHaveLength(1);
  });
});

describe('while the job lives', () => {
  test('the leases are extended at half of their length, and end the machines when nobody extends them', async () => {
    const { mist, alive, stop, end, of } = keeping({ machines: Array<object>(5).fill({}) });
    for (let minute = 0; minute < 3 * 30; minute += 1) {
      await mist.world.advance(MINUTE);
      expect(alive()).toBe(5);
    }
    expect(of('extended')).toHaveLength(5 * 6);
    const edits = mist.of('set-lease');
    expect(edits).toHaveLength(5 * 6);
    for (const edit of edits) expect(Math.round(((edit.leaseAt ?? 0) - edit.at) / 1000)).toBe(TTL / 1000);
    stop();
    await mist.world.advance(TTL + MINUTE);
    expect(end()).toBe('stopped');
    expect(alive()).toBe(0);
    expect(mist.schedules.size).toBe(0);
    expect(mist.of('set-lease')).toHaveLength(5 * 6);
  });

  test('a round is one list per backend, and what reads the edits back is shared', async () => {
    const clouds = [...Array<object>(8).fill({}), ...Array<object>(8).fill({ cloudId: LINODE })];
    const { mist } = keeping({ machines: clouds });
    mist.latencyMs = 200;
    await mist.world.advance(MINUTE);
    expect(mist.of('list').map(({ id }) => id)).toEqual([AWS, LINODE]);
    mist.requests.splice(0);
    await mist.world.advance(20 * MINUTE);
    const lists = mist.of('list').filter(({ id }) => id === AWS);
    expect(mist.of('set-lease')).toHaveLength(16);
    expect(lists.length).toBeGreaterThanOrEqual(2);
    expect(lists.length).toBeLessThanOrEqual(6);
    expect(mist.of('schedules').length).toBeLessThanOrEqual(6);
  });

  test.each([
    ['ahead', 3 * 3_600_000],
    ['behind', -3 * 3_600_000],
  ])('times are the server’s, whose clock is %s', async (_, aheadMs) => {
    const { mist, alive, of } = keeping({ mist: keptMist(aheadMs) });
    await mist.world.advance(3 * TTL);
    expect(alive()).toBe(1);
    expect(of('extended')).toHaveLength(6);
  });

  test.each([
    ['forward', 2 * 3_600_000],
    ['back', -2 * 3_600_000],
  ])('a wall clock that jumps %s costs a look and no lease', async (_, shift) => {
    const { mist, alive, of } = keeping();
    await mist.world.advance(10 * MINUTE);
    const before = mist.of('list').length;
    mist.wallShiftMs = shift;
    await mist.world.advance(2 * MINUTE);
    expect(mist.of('list')).toHaveLength(before + 1);
    await mist.world.advance(3 * TTL);
    expect(alive()).toBe(1);
    expect(of('failed')).toEqual([]);
  });

  test.each([
    ['is nearly over', 30_000, TTL, TTL],
    ['is missing', null, TTL, TTL],
    ['would be nearer than a minute', 10_000, 20_000, MINUTE],
  ])('a lease that %s is set at once', async (_, leftMs, ttlMs, wanted) => {
    const { mist, made, alive } = keeping({ leftMs, ttlMs });
    const asked = mist.now();
    await mist.world.advance(5_000);
    expect(mist.of('set-lease')).toEqual([{ op: 'set-lease', id: made[0]?.id, at: asked, leaseAt: asked + wanted }]);
    await mist.world.advance(40_000);
    expect(alive()).toBe(1);
  });

  test.each([
    ['longer than ours', { action: 'destroy', at: 9 * 3_600_000 }, []],
    ['to stop it', { action: 'stop', at: 60_000 }, [/its lease is to stop it/]],
  ])('a lease that somebody has set %s stays as it is', async (_, lease, said) => {
    const mist = keptMist();
    const given = { id: mistId(99), action: lease.action, at: mist.now() + lease.at };
    const { of } = keeping({ mist, machines: [{ lease: given }], leftMs: null });
    await mist.world.advance(10 * MINUTE);
    expect(mist.of('set-lease')).toEqual([]);
    expect(of('left')).toEqual(said.map((pattern) => expect.stringMatching(pattern)));
  });
});

describe('an edit', () => {
  test('waits for the end of the create, and for the worker’s last moment where the log never tells', async () => {
    const mist = keptMist();
    const late = machine(mist, 1, { createdAt: mist.now() });
    const never = machine(mist, 2, { createdAt: mist.now() });
    mist.unfinished.add(late.name).add(never.name);
    const { alive } = keeping({ mist, machines: [late, never], leftMs: 12 * MINUTE });
    await mist.world.advance(3 * MINUTE);
    expect(mist.of('logs').length).toBeGreaterThan(4);
    expect(mist.of('set-lease')).toEqual([]);
    mist.unfinished.delete(late.name);
    await mist.world.advance(90_000);
    expect(mist.of('set-lease').map(({ id }) => id)).toEqual([late.id]);
    await mist.world.advance(5 * MINUTE);
    expect(mist.of('set-lease').map(({ id }) => id)).toEqual([late.id]);
    await mist.world.advance(2 * MINUTE);
    expect(mist.of('set-lease').map(({ id }) => id)).toEqual([late.id, never.id]);
    await mist.world.advance(TTL);
    expect(alive()).toBe(2);
  });

  test('without a date of creation counts it from the first list', async () => {
    const mist = keptMist();
    const { made } = keeping({ mist, machines: [{ createdAt: null }], leftMs: 14 * MINUTE });
    mist.unfinished.add(made[0]?.name ?? '');
    await mist.world.advance(10 * MINUTE);
    expect(mist.of('set-lease')).toEqual([]);
    await mist.world.advance(70_000);
    expect(mist.of('set-lease')).toHaveLength(1);
  });

  test.each([
    ['its date', 400],
    ['a name that is taken', 409],
    ['no reason', 500],
  ])('refused once for %s is repeated at once, a second later', async (_, status) => {
    const { mist, alive, of } = keeping({ leftMs: 10_000 });
    let left = 1;
    mist.trouble = (op) => (op === 'set-lease' && left-- > 0 ? refused(status) : null);
    await mist.world.advance(100);
    const edits = mist.of('set-lease');
    expect(edits).toHaveLength(2);
    expect((edits[1]?.leaseAt ?? 0) - (edits[0]?.leaseAt ?? 0)).toBe(1_000);
    expect(of('repeated')).toHaveLength(1);
    await mist.world.advance(MINUTE);
    expect(alive()).toBe(1);
  });

  test('refused again and again leaves no machine without a lease for long', async () => {
    const { mist, made } = keeping({ leftMs: 10_000 });
    let left = 5;
    mist.trouble = (op) => (op === 'set-lease' && left-- > 0 ? refused(400) : null);
    await mist.world.advance(1_000);
    expect(mist.schedules.size).toBe(0);
    await mist.world.advance(5_000 + 10_000);
    expect([...mist.schedules.values()].map(({ machineIds }) => machineIds)).toEqual([[made[0]?.id]]);
  });

  test('without an answer is looked at again, and not repeated when it worked', async () => {
    const { mist, alive, of } = keeping({ leftMs: 10_000 });
    const { setLease } = mist.writer;
    let lost = false;
    mist.writer.setLease = async (id, at) => {
      await setLease(id, at);
      if (!lost) {
        lost = true;
        throw new TransportError({ method: 'PUT', route: '/api/v1/machines/{id}', sent: true }, 'reset');
      }
    };
    await mist.world.advance(MINUTE);
    expect(mist.of('set-lease')).toHaveLength(1);
    expect(of('failed')).toHaveLength(1);
    await mist.world.advance(3 * TTL);
    expect(alive()).toBe(1);
  });

  test('that reads back something else is no extension', async () => {
    const { mist, of } = keeping({ leftMs: 10 * MINUTE });
    mist.writer.setLease = async () => {};
    await mist.world.advance(MINUTE);
    expect(of('extended')).toEqual([]);
    expect(of('failed')[0]).toMatch(/did not keep the lease/);
  });

  test('leaves all schedules alone where the server does not say which one is the lease', async () => {
    const { mist, made } = keeping({ leftMs: 10_000 });
    const { liveMachines } = mist.reader;
    mist.reader.liveMachines = async (cloudId) => {
      const listing = await liveMachines(cloudId);
      const machines = listing.machines.map((one) => ({ ...one, lease: one.lease && { ...one.lease, id: null } }));
      return { ...listing, machines };
    };
    const planted = mist.plant([made[0]?.id ?? ''], `${made[0]?.name}-expiration-7`, mist.now() + 86_400_000);
    await mist.world.advance(MINUTE);
    expect(mist.of('set-lease')).toHaveLength(1);
    expect(mist.of('delete-schedule')).toEqual([]);
    expect(mist.schedules.has(planted)).toBe(true);
  });

  test('removes the orphan that would destroy the machine, and no other schedule', async () => {
    const { mist, made, alive } = keeping({ machines: [{}, {}] });
    const [one, two] = made.map(({ id }) => id);
    const name = `${made[0]?.name}-expiration-7`;
    const orphan = mist.plant([one ?? ''], name, mist.now() + 20 * MINUTE);
    const others = [
      mist.plant([one ?? '', two ?? ''], name, mist.now() + 86_400_000),
      mist.plant([one ?? ''], 'backup', mist.now() + 86_400_000),
      mist.plant([mistId(77)], 'other-expiration-7', mist.now() + 86_400_000),
    ];
    await mist.world.advance(TTL);
    expect(mist.of('delete-schedule').map(({ id }) => id)).toEqual([orphan]);
    expect(others.every((id) => mist.schedules.has(id))).toBe(true);
    expect(alive()).toBe(2);
  });

  test.each([
    ['that was there before the step', true, 1],
    ['that the step made', false, 0],
  ])('of a machine %s is cleaned at once, without an edit: %s', async (_, inherited, removed) => {
    const { mist, made } = keeping({ machines: [{}, {}], inherited });
    mist.plant([made[0]?.id ?? ''], `${made[0]?.name}-expiration-7`, mist.now() + 5 * MINUTE);
    await mist.world.advance(MINUTE);
    expect(mist.of('delete-schedule')).toHaveLength(removed);
    expect(mist.of('schedules').length).toBeLessThanOrEqual(2 * removed);
    expect(mist.of('set-lease')).toEqual([]);
  });

  test.each<['schedules' | 'delete-schedule']>([['schedules'], ['delete-schedule']])(
    'whose orphan could not be removed at once (%s) removes it soon after, without another edit',
    async (failing) => {
      const { mist, made, alive, of } = keeping({ leftMs: 14 * MINUTE });
      mist.plant([made[0]?.id ?? ''], `${made[0]?.name}-expiration-7`, mist.now() + 5 * MINUTE);
      let left = 2;
      mist.trouble = (op) => (op === failing && left-- > 0 ? refused(503) : null);
      await mist.world.advance(MINUTE);
      expect(of('failed')).toHaveLength(2);
      expect(mist.of('set-lease')).toHaveLength(1);
      await mist.world.advance(10 * MINUTE);
      expect(alive()).toBe(1);
    },
  );

  test('never removes a lease that somebody else has set since the read-back', async () => {
    const { mist, made } = keeping({ leftMs: 14 * MINUTE });
    const [own] = made;
    const { schedules } = mist.reader;
    let others = 1;
    mist.reader.schedules = async () => {
      // Another job of the same pull request edits at this very moment.
      if (others-- > 0 && own !== undefined) await mist.writer.setLease(own.id, mist.now() + TTL);
      return schedules();
    };
    await mist.world.advance(MINUTE);
    expect([...mist.schedules.values()].map(({ machineIds }) => machineIds)).toEqual([[own?.id]]);
  });

  test('follows a list that is at most half a minute old, however many wait', async () => {
    const { mist, made, alive } = keeping({
      machines: Array<object>(12).fill({}),
      leftMs: 14 * MINUTE,
      task: { parallelism: 2 },
    });
    mist.latencyMs = 4_000;
    await mist.world.advance(45_000);
    const begun = new Set(mist.of('logs').map(({ id }) => id));
    const taken = made.filter(({ name }) => !begun.has(name));
    expect(taken.length).toBeGreaterThan(2);
    for (const one of taken) mist.machines.set(one.id, { ...one, tags: { [TAGS.scope]: 'pr-43' } });
    await mist.world.advance(10 * MINUTE);
    const edited = new Set(mist.of('set-lease').map(({ id }) => id));
    expect(edited.size).toBe(12 - taken.length);
    expect(taken.filter(({ id }) => edited.has(id))).toEqual([]);
    expect(alive()).toBe(12);
  });

  test('is made on a provider whose lists take longer than they are fresh', async () => {
    const { mist, alive } = keeping();
    mist.latencyMs = 40_000;
    await mist.world.advance(3 * TTL);
    expect(alive()).toBe(1);
  });
});

describe('trouble', () => {
  test.each([
    [
      'the server is down',
      () => new TransportError({ method: 'GET', route: '/x', sent: false }, 'the connection was refused'),
    ],
    ['the token is refused', () => refused(401)],
    ['the provider is down', () => refused(503)],
  ])('%s for twelve minutes: the leases live on', async (_, error) => {
    const { mist, alive, of, end } = keeping({ machines: [{}, {}] });
    await mist.world.advance(14 * MINUTE);
    mist.trouble = () => error();
    await mist.world.advance(12 * MINUTE);
    const failed = of('failed').length;
    expect(failed).toBeGreaterThan(8);
    expect(failed).toBeLessThan(25);
    mist.trouble = () => null;
    await mist.world.advance(2 * TTL);
    expect(alive()).toBe(2);
    expect(end()).toBeNull();
    expect(of('failed')).toHaveLength(failed);
  });

  test('a server that is down for longer than the leases: the machines end, and then the keeper', async () => {
    const { mist, alive, end } = keeping();
    mist.trouble = () => refused(500);
    await mist.world.advance(TTL + MINUTE);
    expect(alive()).toBe(0);
    mist.trouble = () => null;
    await mist.world.advance(2 * MINUTE);
    expect(end()).toBe('no machine is left to keep');
  });

  test('one backend that fails costs the others nothing', async () => {
    const { mist, made } = keeping({ machines: [{}, { cloudId: LINODE }] });
    mist.trouble = (op, id) => (op === 'list' && id === LINODE ? refused(503) : null);
    await mist.world.advance(3 * TTL);
    const states = made.map(({ id }) => mist.machines.get(id)?.state);
    expect(states).toEqual(['running', 'terminated']);
    expect(mist.of('set-lease').map(({ id }) => id)).toEqual(Array(6).fill(made[0]?.id));
  });
});

describe('what is not ours any more', () => {
  test.each<[string, (one: ObservedMachine) => ObservedMachine | null, KeeperNote['event']]>([
    ['ended by its provider', (one) => ({ ...one, state: 'terminated' }), 'gone'],
    ['no longer listed', () => null, 'gone'],
    ['renamed', (one) => ({ ...one, name: 'my-own' }), 'refused'],
    ['given another row’s name', (one) => ({ ...one, name: mistName(SCOPE, 'machine', 'db') }), 'refused'],
    ['tagged by another scope', (one) => ({ ...one, tags: { [TAGS.scope]: 'pr-43' } }), 'refused'],
    [
      'tagged by another row',
      (one) => ({ ...one, tags: { [TAGS.owner]: ownerHash(SCOPE, 'machine', 'db') } }),
      'refused',
    ],
    ['missing at its provider', (one) => ({ ...one, missing: true }), 'refused'],
  ])('a machine that is %s is never edited, and given up', async (_, change, event) => {
    const { mist, made, of, end } = keeping({ machines: [{}, {}], leftMs: 10 * MINUTE });
    const first = made[0];
    if (first === undefined) throw new Error('no machine');
    const changed = change(first);
    if (changed === null) mist.machines.delete(first.id);
    else mist.machines.set(first.id, changed);
    await mist.world.advance(TTL);
    expect(mist.of('set-lease').map(({ id }) => id)).not.toContain(first.id);
    expect(of(event)).toHaveLength(1);
    expect(end()).toBeNull();
    mist.requests.splice(0);
    mist.machines.clear();
    await mist.world.advance(TTL);
    expect(end()).toBe('no machine is left to keep');
  });

  test('three lists take their time, however often others are looked at', async () => {
    const mist = keptMist();
    mist.trouble = (op, id) => (op === 'list' && id === LINODE ? refused(503) : null);
    const { made, of } = keeping({ mist, machines: [{}, { cloudId: LINODE }] });
    mist.machines.delete(made[0]?.id ?? '');
    await mist.world.advance(29_000);
    expect(of('gone')).toEqual([]);
    await mist.world.advance(2_000);
    expect(of('gone')).toHaveLength(1);
  });

  test('a machine that one list leaves out is kept', async () => {
    const { mist, made, alive } = keeping();
    const first = made[0];
    if (first === undefined) throw new Error('no machine');
    await mist.world.advance(14 * MINUTE);
    mist.machines.delete(first.id);
    await mist.world.advance(80_000);
    mist.machines.set(first.id, first);
    await mist.world.advance(2 * TTL);
    expect(alive()).toBe(1);
  });
});

describe('the end', () => {
  test('comes at once in a sleep', async () => {
    const { mist, stop, end } = keeping();
    await mist.world.advance(MINUTE);
    stop();
    await mist.world.advance(0);
    expect(end()).toBe('stopped');
  });

  test('lets the edit that is under way finish, and begins no other', async () => {
    const { mist, stop, end, of } = keeping({ machines: [{}, {}], leftMs: 10_000, task: { parallelism: 1 } });
    mist.latencyMs = 300;
    await mist.world.advance(700);
    expect(mist.of('set-lease')).toHaveLength(1);
    stop();
    await mist.world.advance(2_000);
    expect(end()).toBe('stopped');
    expect(mist.of('set-lease')).toHaveLength(1);
    expect(of('extended')).toHaveLength(1);
  });

  test('does not wait for a create to finish', async () => {
    const mist = keptMist();
    const { made, stop, end } = keeping({ mist, leftMs: 10_000 });
    mist.unfinished.add(made[0]?.name ?? '');
    await mist.world.advance(1_000);
    stop();
    await mist.world.advance(0);
    expect(end()).toBe('stopped');
    expect(mist.of('set-lease')).toEqual([]);
  });

  test('comes with the longest time a job may have', async () => {
    const { mist, end } = keeping({ task: { longestMs: 40 * MINUTE } });
    await mist.world.advance(39 * MINUTE);
    expect(end()).toBeNull();
    await mist.world.advance(MINUTE);
    expect(end()).toBe('its time is over');
  });

  test('comes within a minute of the runner’s', async () => {
    let lives = true;
    const { mist, end } = keeping({ runnerLives: () => lives });
    await mist.world.advance(5 * MINUTE);
    lives = false;
    await mist.world.advance(MINUTE);
    expect(end()).toBe('the runner has ended');
  });
});
