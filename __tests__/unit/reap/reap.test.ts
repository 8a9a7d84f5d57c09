import { describe, expect, test } from '@jest/globals';
import { ApiError } from '../../../src/model/errors.ts';
import { mistName } from '../../../src/model/identity.ts';
import type { ObservedMachine } from '../../../src/model/observed.ts';
import { type ReapInput, type ReapResult, reap } from '../../../src/reap/reap.ts';
import {
  AWS,
  DAY,
  HOUR,
  type Hub,
  hubOf,
  id,
  key,
  LINODE,
  LIVE,
  type Mist,
  machine,
  NOW,
  named,
  newMist,
  OVER,
  ours,
  REPOSITORY,
  RUN,
  schedule,
  worldOf,
} from './reap-world.ts';

const LAB = named('lab');
const ENDED = { id: null, action: 'destroy', at: NOW - HOUR };

function input(more: Partial<ReapInput> = {}): ReapInput {
  return {
    repository: REPOSITORY,
    rules: { olderThanMs: null, keepTag: 'keep' },
    maxReap: 20,
    dryRun: false,
    deadline: 120_000,
    parallelism: 10,
    ...more,
  };
}

function run(mist: Mist, hub: Hub = hubOf({ 'run 9001/1': OVER }), more: Partial<ReapInput> = {}): Promise<ReapResult> {
  return reap(worldOf(mist), hub, input(more));
}

function unavailable(): ApiError {
  return new ApiError({ failure: 'server', status: 503, method: 'GET', route: '/x' }, 'down');
}

/** Calls `change` just before the nth live list. */
function atList(mist: Mist, nth: number, change: () => void): void {
  mist.beforeList = (count) => {
    if (count === nth) change();
  };
}

/** Every machine with these fields changed. */
function change(mist: Mist, fields: Partial<ObservedMachine>): void {
  mist.machines = mist.machines.map((one) => ({ ...one, ...fields }));
}

const leftWhy = (result: ReapResult, name: string): string | undefined =>
  [...result.plan.left, ...result.spared].find((row) => row.name === name)?.why;

describe('machines', () => {
  test('of an owner that is over go, and nothing else', async () => {
    const gone = ours(RUN, 'web');
    const stays = [
      ours(named('pr-42'), 'web'),
      machine('web'),
      machine(`${gone.name}x`),
      machine('x', { tags: gone.tags }),
    ];
    const mist = newMist({ machines: [gone, ...stays] });
    const result = await run(mist, hubOf({ 'run 9001/1': OVER, 'pull 42': LIVE }));
    expect(mist.writes).toEqual([`destroy ${gone.name}`]);
    expect(mist.machines).toEqual(stays);
    expect([...result.removed]).toEqual([gone.id]);
    expect(result.leaks).toEqual([]);
  });

  test('a dry run writes nothing and plans the same', async () => {
    const gone = ours(RUN, 'web');
    const mist = newMist({ machines: [gone], keys: [key(mistName(RUN, 'key', 'ci'))] });
    const result = await run(mist, undefined, { dryRun: true });
    expect(mist.writes).toEqual([]);
    expect(result.plan.machines.map(({ machine: one }) => one.id)).toEqual([gone.id]);
    expect(result.plan.keys).toHaveLength(1);
    expect([...result.removed]).toEqual([]);
  });

  test.each([2, 3])('more than the cap (%i of 1..2): nothing is removed', async (count) => {
    const mist = newMist({ machines: Array.from({ length: count }, (_, i) => ours(RUN, `web-${i}`)) });
    const result = await run(mist, undefined, { maxReap: 2 });
    expect(mist.writes).toHaveLength(count > 2 ? 0 : 2);
    expect(result.refused === null).toBe(count <= 2);
  });

  test('GitHub that refuses: nothing is removed', async () => {
    const mist = newMist({ machines: [ours(RUN, 'web'), ours(LAB, 'web', { lease: ENDED })] });
    const hub = hubOf({});
    hub.runState = async () => Promise.reject(new Error('403'));
    await expect(run(mist, hub)).rejects.toThrow('403');
    expect(mist.writes).toEqual([]);
  });

  test('a repository that is not known: nothing is even listed', async () => {
    const mist = newMist({ machines: [ours(RUN, 'web')] });
    mist.beforeList = () => expect('a list').toBe('asked for');
    const nobody = { serverUrl: 'https://github.com', id: '' };
    await expect(run(mist, undefined, { repository: nobody })).rejects.toThrow(/which repository/);
  });

  test.each([
    [1, 99, false],
    [2, 99, false],
    [1, 1, true],
    [2, 2, true],
  ])('a backend that is down from look %i to %i: all goes in the end is %s', async (from, to, all) => {
    const there = ours(RUN, 'web');
    const away = ours(RUN, 'db', { cloudId: LINODE.id });
    const mist = newMist({ clouds: [AWS, LINODE], machines: [there, away] });
    let looks = 0;
    mist.beforeList = (_, cloud) => {
      if (cloud === AWS.id) return;
      looks += 1;
      if (looks >= from && looks <= to) throw unavailable();
    };
    const result = await run(mist);
    expect(mist.machines).toEqual(all ? [] : [away]);
    const unread = expect.objectContaining({ kind: 'machine', name: '*', backend: 'linode' });
    expect(result.leaks).toEqual(all ? [] : [unread]);
    expect(result.backends).toEqual(all ? ['aws', 'linode'] : ['aws']);
  });

  test('what a disabled backend lists goes as well', async () => {
    const there = ours(RUN, 'db', { cloudId: LINODE.id });
    const mist = newMist({ clouds: [AWS, { ...LINODE, enabled: false }], machines: [there] });
    const result = await run(mist);
    expect([mist.writes, result.leaks, result.unseen]).toEqual([[`destroy ${there.name}`], [], []]);
    expect(result.backends).toEqual(['aws', 'linode']);
  });

  test.each([
    [1, 99],
    [1, 1],
    [2, 2],
  ])('a disabled backend that cannot be listed from look %i to %i is told, and is no leak', async (from, to) => {
    const mist = newMist({ clouds: [AWS, { ...LINODE, enabled: false }], machines: [ours(RUN, 'web')] });
    let looks = 0;
    mist.beforeList = (_, cloud) => {
      if (cloud === AWS.id) return;
      looks += 1;
      if (looks >= from && looks <= to) throw unavailable();
    };
    const result = await run(mist);
    expect([mist.machines, result.leaks, result.backends, looks]).toEqual([[], [], ['aws'], 2]);
    expect(result.unseen).toEqual([{ backend: 'linode', why: expect.stringContaining('503') }]);
  });
});

test('a disabled backend whose provider does not answer costs a moment of each look', async () => {
  const mist = newMist({ clouds: [{ ...LINODE, enabled: false }, AWS], machines: [ours(RUN, 'web')] });
  const listed: string[] = [];
  mist.beforeList = (_, cloud) => {
    listed.push(cloud === AWS.id ? 'aws' : 'linode');
    return cloud === AWS.id ? undefined : new Promise(() => undefined);
  };
  const world = worldOf(mist);
  const result = await reap(world, hubOf({ 'run 9001/1': OVER }), input({ parallelism: 1 }));
  expect([mist.machines, result.leaks, result.unseen]).toEqual([
    [],
    [],
    [{ backend: 'linode', why: 'no answer in time' }],
  ]);
  expect(listed.slice(0, 4)).toEqual(['aws', 'linode', 'aws', 'linode']);
  expect(world.clock.elapsed()).toBeLessThan(60_000);
});

describe('one account that is two backends', () => {
  const COPY = { ...AWS, id: id(3), name: 'aws-copy' };
  const clouds = [AWS, COPY];

  test('a machine counts once, is destroyed through the backend that made it, and its key goes with it', async () => {
    const made = ours(RUN, 'web', { lease: ENDED });
    const seen = { ...made, id: id(9), cloudId: COPY.id, tags: {}, lease: null };
    const used = key(mistName(RUN, 'key', 'generated'), [made.id, seen.id]);
    const mist = newMist({ clouds, machines: [seen, made], keys: [used] });
    const result = await run(mist, undefined, { maxReap: 1 });
    expect([result.refused, result.leaks]).toEqual([null, []]);
    expect(mist.writes).toEqual([`destroy ${made.name}`, `key ${used.name}`]);
    expect([...result.removed]).toEqual([made.id, used.id]);
    expect(result.plan.left).toEqual([]);
    expect(mist.machines.map((one) => one.id)).toEqual([seen.id]);
  });

  test('the tag to keep it counts on either', async () => {
    const made = ours(RUN, 'web');
    const seen = { ...made, id: id(9), cloudId: COPY.id, tags: { keep: '' } };
    const mist = newMist({ clouds, machines: [made, seen] });
    const result = await run(mist);
    expect(mist.writes).toEqual([]);
    expect(result.plan.left.map(({ why }) => why)).toEqual([
      'it has the tag keep on aws-copy, which is the same account',
      'it has the tag keep',
    ]);
  });
});

describe('two looks', () => {
  const CHANGES: readonly [string, (mist: Mist, look: number) => void][] = [
    ['appears anew', (mist) => void mist.machines.splice(0, 1, ours(RUN, 'web'))],
    ['changes its lease', (mist, look) => change(mist, { lease: { ...ENDED, at: NOW + look } })],
    ['changes its state', (mist, look) => change(mist, { state: look % 2 === 0 ? 'stopped' : 'running' })],
    ['changes a tag', (mist, look) => change(mist, { tags: { mist_action_scope: RUN.name, team: `${look}` } })],
  ];

  test.each(CHANGES)('a machine that %s at every look stays', async (_, happen) => {
    const mist = newMist({ machines: [ours(RUN, 'web')] });
    mist.beforeList = (count) => happen(mist, count);
    const result = await run(mist);
    expect(mist.writes).toEqual([]);
    expect(result.plan.left.map(({ why }) => why)).toEqual([expect.stringContaining('do not show it the same')]);
  });

  test.each(CHANGES)('a machine that %s once goes after one more look', async (_, happen) => {
    const mist = newMist({ machines: [ours(RUN, 'web')] });
    atList(mist, 2, () => happen(mist, 2));
    const result = await run(mist);
    expect([result.removed.size, mist.machines]).toEqual([1, []]);
  });

  test.each([
    ['lie five seconds apart', [], [5_000]],
    ['are four at most', [ours(RUN, 'web')], [5_000, 5_000, 5_000]],
  ])('%s', async (_, machines, gaps) => {
    const slept: number[] = [];
    const mist = newMist({ machines });
    mist.beforeList = (count) => change(mist, { lease: { ...ENDED, at: NOW + count } });
    await reap(
      worldOf(mist, (ms) => slept.push(ms)),
      hubOf({ 'run 9001/1': OVER }),
      input({ dryRun: true }),
    );
    expect(slept).toEqual(gaps);
  });
});

describe('the last chance', () => {
  test('GitHub is asked again before each destroy', async () => {
    const mist = newMist({ machines: [ours(RUN, 'web'), ours(RUN, 'db')] });
    const hub = hubOf({ 'run 9001/1': OVER });
    atList(mist, 3, () => {
      hub.states = { 'run 9001/1': LIVE };
    });
    const result = await run(mist, hub);
    expect(hub.asked).toEqual(['run 9001/1', 'run 9001/1', 'run 9001/1']);
    expect(mist.writes).toEqual([]);
    expect(result.spared.map(({ why }) => why)).toEqual(Array(2).fill(expect.stringContaining('is not completed')));
    expect([...result.removed, ...result.leaks]).toEqual([]);
  });

  test('GitHub that cannot be asked again spares the machine, in red', async () => {
    const mist = newMist({ machines: [ours(RUN, 'web')] });
    const hub = hubOf({ 'run 9001/1': OVER });
    const first = hub.runState;
    hub.runState = async (run, attempt) =>
      hub.asked.length > 0 ? Promise.reject(new Error('502')) : first(run, attempt);
    const result = await run(mist, hub);
    expect(mist.writes).toEqual([]);
    expect(result.leaks).toEqual([expect.objectContaining({ why: expect.stringContaining('502') })]);
  });

  test.each<[string, Partial<ReturnType<typeof machine>>]>([
    ['got its lease extended', { lease: { ...ENDED, at: NOW + HOUR } }],
    ['got the keep tag', { tags: { mist_action_scope: 'lab', keep: '1' } }],
    ['was renamed', { name: 'somebodys' }],
    ['was given away', { tags: { mist_action_scope: 'other' } }],
  ])('a machine that %s after the plan stays', async (_, fields) => {
    const mist = newMist({ machines: [ours(LAB, 'web', { lease: ENDED })] });
    atList(mist, 3, () => change(mist, fields));
    const result = await run(mist);
    expect([mist.writes, result.leaks, [...result.removed]]).toEqual([[], [], []]);
    expect(result.spared).toHaveLength(1);
  });

  test('a machine that went by itself is no work of ours', async () => {
    const mist = newMist({ machines: [ours(RUN, 'web')] });
    atList(mist, 3, () => {
      mist.machines = [];
    });
    const result = await run(mist);
    expect([[...result.removed], result.leaks]).toEqual([[], []]);
    expect(result.spared[0]?.why).toMatch(/gone before its turn/);
  });

  test('a stopped one may end in any state', async () => {
    const safe = { ...ENDED, at: NOW + 6 * DAY };
    const mist = newMist({ machines: [ours(LAB, 'web', { state: 'stopped', tags: {}, lease: safe })] });
    const world = worldOf(mist);
    const slow = {
      ...world.writer,
      destroyMachine: async () => change(mist, { state: 'terminated' }),
    };
    const result = await reap({ ...world, writer: slow }, hubOf({}), input());
    expect([result.removed.size, result.leaks]).toEqual([1, []]);
  });

  test('a server that says yes and does nothing is red', async () => {
    const mist = newMist({ machines: [ours(RUN, 'web')] });
    const world = worldOf(mist);
    const result = await reap(
      { ...world, writer: { ...world.writer, destroyMachine: async () => undefined } },
      hubOf({ 'run 9001/1': OVER }),
      input(),
    );
    expect([...result.removed]).toEqual([]);
    expect(result.leaks).toEqual([
      expect.objectContaining({ kind: 'machine', why: expect.stringContaining('still running') }),
    ]);
  });
});

describe('a machine without tags', () => {
  const untagged = () => ours(RUN, 'web', { tags: {}, createdAt: NOW - 2 * DAY });
  const log = (name: string, at: number) => ({
    action: 'create_machine',
    jobId: 'j',
    machineName: name,
    at,
    word: null,
  });

  test.each<[string, (name: string) => Mist['logs'], boolean]>([
    ['whose create the server knows goes', (name) => [log(name, NOW - 2 * DAY - 60_000)], true],
    ['that the server never created stays', () => [], false],
    ['whose name was created at another time stays', (name) => [log(name, NOW - 3 * DAY)], false],
    ['whose name was created later stays', (name) => [log(name, NOW - DAY)], false],
    ['with a name almost like it stays', (name) => [log(`${name}0`, NOW - 2 * DAY)], false],
  ])('%s', async (_, logs, goes) => {
    const one = untagged();
    const mist = newMist({ machines: [one], logs: logs(one.name) });
    const result = await run(mist);
    expect(mist.writes).toEqual(goes ? [`destroy ${one.name}`] : []);
    expect(leftWhy(result, one.name) === undefined).toBe(goes);
  });

  test('stays when the log cannot be read', async () => {
    const mist = newMist({ machines: [untagged()] });
    const world = worldOf(mist);
    const reader = { ...world.reader, createLogs: async () => Promise.reject(unavailable()) };
    await reap({ ...world, reader }, hubOf({ 'run 9001/1': OVER }), input());
    expect(mist.writes).toEqual([]);
  });
});

describe('schedules', () => {
  const dead = mistName(RUN, 'machine', 'old');

  test('of a machine that is gone go; those of anything else stay', async () => {
    const living = ours(named('pr-42'), 'web');
    const stays = [
      schedule(`${living.name}-expiration-7`, [living.id]),
      schedule(`${dead}-expiration-8`, [id(9), living.id]),
      schedule(`${dead}-expiration-9`, []),
      schedule(`${mistName({ ...RUN, repository: { ...REPOSITORY, id: '4712' } }, 'machine', 'old')}-expiration-1`, [
        id(9),
      ]),
      schedule('nightly stop', [id(9)]),
      schedule(`x-${dead}-expiration-8`, [id(9)]),
      schedule(`${dead}-backup`, [id(9)]),
    ];
    const mist = newMist({
      machines: [living],
      schedules: [
        schedule(`${dead}-expiration-i0-0a1b2c`, [id(9)]),
        schedule(`${dead}-safe-expiration-17`, [id(9)]),
        ...stays,
      ],
    });
    await run(mist, hubOf({ 'pull 42': LIVE }));
    expect(mist.writes).toEqual([`schedule ${dead}-expiration-i0-0a1b2c`, `schedule ${dead}-safe-expiration-17`]);
    expect(mist.schedules).toEqual(stays);
  });

  test.each<[string, Partial<Mist>]>([
    ['the server still knows the machine', { known: [machine('x', { id: id(9) })] }],
    ['a backend is disabled', { clouds: [AWS, { ...LINODE, enabled: false }] }],
    ['a backend lists in part', { clouds: [AWS, { ...LINODE, provider: 'libvirt' }] }],
    ['one look still shows it', { machines: [machine('x', { id: id(9) })] }],
  ])('stay while %s', async (_, more) => {
    const mist = newMist({ schedules: [schedule(`${dead}-expiration-8`, [id(9)])], ...more });
    atList(mist, 2, () => {
      mist.machines = [];
    });
    await run(mist);
    expect(mist.writes).toEqual([]);
  });

  test('that have run go also where a backend lists in part', async () => {
    const over = { ...schedule(`${dead}-expiration-8`, [id(9)]), enabled: false };
    const mist = newMist({ schedules: [over], clouds: [AWS, { ...LINODE, provider: 'libvirt' }] });
    await run(mist);
    expect(mist.writes).toEqual([`schedule ${dead}-expiration-8`]);
  });

  test('of machines that were just destroyed go with them', async () => {
    const gone = ours(RUN, 'web');
    const mist = newMist({ machines: [gone], schedules: [schedule(`${gone.name}-expiration-8`, [gone.id])] });
    await run(mist);
    expect(mist.writes).toEqual([`destroy ${gone.name}`, `schedule ${gone.name}-expiration-8`]);
  });
});

describe('keys', () => {
  test('go with the last machine of a run, of a closed pull request, and of a lease', async () => {
    const pull = named('pr-42');
    const lab = ours(LAB, 'web', { lease: ENDED });
    const keys = [RUN, pull, LAB].map((scope) =>
      key(mistName(scope, 'key', 'generated'), scope === LAB ? [lab.id] : []),
    );
    const mist = newMist({ machines: [ours(RUN, 'web'), lab], keys: [...keys, key('team')] });
    const result = await run(mist, hubOf({ 'run 9001/1': OVER, 'pull 42': OVER }));
    expect(mist.keys.map(({ name }) => name)).toEqual(['team']);
    expect(result.leaks).toEqual([]);
  });

  test.each<[string, Mist['machines'], Hub['states']]>([
    ['the run lives', [], { 'run 9001/1': LIVE }],
    ['GitHub does not know the run', [], {}],
    ['the run is over for an hour only', [], { 'run 9001/1': { is: 'over', since: NOW - HOUR } }],
    ['since when it is over is not known', [], { 'run 9001/1': { is: 'over', since: null } }],
    [
      'a machine of the scope is kept',
      [ours(RUN, 'web', { tags: { mist_action_scope: RUN.name, keep: '' } })],
      { 'run 9001/1': OVER },
    ],
  ])('of a run stay while %s', async (_, machines, states) => {
    const mist = newMist({ machines, keys: [key(mistName(RUN, 'key', 'generated'))] });
    await run(mist, hubOf(states));
    expect(mist.writes).toEqual([]);
  });

  test('stay while anything living uses them', async () => {
    const user = machine('somebody');
    const other = machine('else', { keyIds: [] });
    const keys = [key(mistName(RUN, 'key', 'a'), [user.id]), key(mistName(RUN, 'key', 'b'))];
    const mist = newMist({ machines: [user, { ...other, keyIds: [keys[1]?.id ?? ''] }], keys });
    const result = await run(mist);
    expect(mist.writes).toEqual([]);
    expect(result.plan.left.map(({ why }) => why)).toEqual([
      'the machine somebody uses it',
      'the machine else uses it',
    ]);
  });

  test('of a named scope without machines stay: it may be about to create one', async () => {
    const mist = newMist({ keys: [key(mistName(LAB, 'key', 'generated'))] });
    const result = await run(mist);
    expect(mist.writes).toEqual([]);
    expect(result.plan.left[0]?.why).toMatch(/about to create/);
  });

  test('stay when the scope began to live again meanwhile', async () => {
    const mist = newMist({ keys: [key(mistName(named('pr-42'), 'key', 'generated'))] });
    const hub = hubOf({ 'pull 42': OVER });
    atList(mist, 2, () => {
      hub.states = { 'pull 42': LIVE };
    });
    const result = await run(mist, hub);
    expect(mist.writes).toEqual([]);
    expect(result.spared).toHaveLength(1);
  });

  test('stay with a machine that could not be destroyed', async () => {
    const stuck = ours(RUN, 'web');
    const mist = newMist({ machines: [stuck], keys: [key(mistName(RUN, 'key', 'a'), [stuck.id])] });
    const world = worldOf(mist);
    const result = await reap(
      { ...world, writer: { ...world.writer, destroyMachine: async () => undefined } },
      hubOf({ 'run 9001/1': OVER }),
      input(),
    );
    expect(mist.keys).toHaveLength(1);
    expect(leftWhy(result, mistName(RUN, 'key', 'a'))).toMatch(/uses it/);
  });

  test('that will not go are leaks', async () => {
    const mist = newMist({ machines: [], keys: [key(mistName(named('pr-42'), 'key', 'a'))] });
    const world = worldOf(mist);
    const result = await reap(
      { ...world, writer: { ...world.writer, deleteKey: async () => undefined } },
      hubOf({ 'pull 42': OVER }),
      input(),
    );
    expect(result.leaks).toEqual([expect.objectContaining({ kind: 'key', why: 'still listed after it was deleted' })]);
  });
});
