// Destroying on one cloud until it is proved, list by list.
import { describe, expect, test } from '@jest/globals';
import type { PendingCreate } from '../../../src/engine/pending-creates.ts';
import { type SweepInput, type SweepResult, sweepCloud, type Verdict } from '../../../src/engine/sweep.ts';
import { CancelledError } from '../../../src/model/errors.ts';
import type { ObservedMachine } from '../../../src/model/observed.ts';
import { type EngineWorld, engineWorld, failedWith, START } from '../../fakes/engine-world.ts';
import { AWS, observed } from '../plan/rows.ts';

const FOREVER = 300_000;
const WEB = observed('web');
const DB = observed('db2');
const GONE = { ...WEB, state: 'terminated' } as const;
const JOB = 'b'.repeat(32);

type Cloud = {
  machines: ObservedMachine[];
  known: ObservedMachine[];
  /** Called before the n-th list (from 1) is answered; an error is its answer. */
  onList: (list: number) => undefined | Error | Promise<never>;
  /** Called for the n-th destroy of all (from 1), before the machine ends; `false` keeps it alive. */
  onDestroy: (destroy: number) => boolean | Error | Promise<boolean>;
  /** What became of the create's job: it was made. */
  created: boolean;
  /** When lists began and destroys were sent, on the monotonic clock. */
  readonly lists: number[];
  readonly destroys: (readonly [number, string])[];
  readonly asked: string[];
  readonly provider: string;
};

const verdicts =
  (of: Readonly<Record<string, Verdict>> = {}) =>
  (machine: ObservedMachine): Verdict =>
    of[machine.name] ?? 'destroy';

function cloudOf(given: Partial<Cloud> = {}): { cloud: Cloud; world: EngineWorld } {
  const cloud: Cloud = {
    machines: [],
    known: [],
    onList: () => undefined,
    onDestroy: () => true,
    created: false,
    lists: [],
    destroys: [],
    asked: [],
    provider: AWS.provider,
    ...given,
  };
  const world = engineWorld(
    {
      liveMachines: async (cloudId) => {
        expect(cloudId).toBe(AWS.id);
        cloud.lists.push(world.clock.elapsed());
        const answer = await cloud.onList(cloud.lists.length);
        if (answer instanceof Error) throw answer;
        return { machines: [...cloud.machines], serverTime: null };
      },
      knownMachines: async () => {
        cloud.asked.push('known');
        return cloud.known;
      },
      clouds: async () => {
        cloud.asked.push('clouds');
        return [
          { ...AWS, id: DB.id, provider: 'libvirt' },
          { ...AWS, provider: cloud.provider },
        ];
      },
      job: async (jobId) => {
        cloud.asked.push('job');
        return { id: jobId, created: cloud.created, externalId: null, error: null, finished: false };
      },
    },
    {
      destroyMachine: async (id) => {
        const name = cloud.machines.find((one) => one.id === id)?.name ?? '?';
        cloud.destroys.push([world.clock.elapsed(), name]);
        const answer = await cloud.onDestroy(cloud.destroys.length);
        if (answer instanceof Error) throw answer;
        const ended = (one: ObservedMachine): ObservedMachine =>
          one.id === id ? { ...one, state: 'terminated' } : one;
        if (answer) cloud.machines = cloud.machines.map(ended);
      },
    },
  );
  return { cloud, world };
}

function sweep(world: EngineWorld, input: Partial<SweepInput> = {}): Promise<SweepResult> {
  const { id, name } = AWS;
  return sweepCloud(world, {
    cloud: { id, name },
    select: verdicts(),
    pending: [],
    deadline: FOREVER,
    parallelism: 4,
    ...input,
  });
}

const leak = (machine: { readonly id: string | null; readonly name: string }, why: string, kind = 'machine') => ({
  kind,
  name: machine.name,
  id: machine.id,
  backend: 'aws',
  why,
});
const nobody = { id: null, name: '*' };
const SECOND_LIST = 'one list showed nothing, and there was no time for the second one';
const UNPROVED = 'not proved gone by two lists in time';
const UNSEEN = 'not seen on any list, and not proved gone by two';
const FAILED = 'GET /api/v1/clouds: 500 no';
const UNREAD = `its backend could not be listed: ${FAILED}`;
const LATE = 'its backend could not be listed: no answer in time';

describe('absence is proved by two lists', () => {
  test('five seconds apart, where there is nothing', async () => {
    const { cloud, world } = cloudOf();
    expect(await sweep(world)).toEqual({ gone: new Map(), destroyed: [], leaks: [] });
    expect([cloud.lists, cloud.asked]).toEqual([[0, 5_000], []]);
  });

  test('from the first one that shows the machine gone', async () => {
    const { cloud, world } = cloudOf({ machines: [WEB, DB] });
    expect(await sweep(world, { select: verdicts({ [DB.name]: 'leave' }) })).toEqual({
      gone: new Map([[WEB.id, WEB.name]]),
      destroyed: [{ id: WEB.id, name: WEB.name }],
      leaks: [],
    });
    expect([cloud.lists, cloud.destroys]).toEqual([[0, 1_500, 6_500], [[0, WEB.name]]]);
    expect(world.said).toEqual([`Destroying ${WEB.name} (${WEB.id}) on aws`]);
  });

  test('of a machine that was gone already: nothing was destroyed', async () => {
    const { cloud, world } = cloudOf({ machines: [GONE] });
    const { gone, destroyed, leaks } = await sweep(world);
    expect([[...gone.keys()], destroyed, leaks, cloud.destroys]).toEqual([[WEB.id], [], [], []]);
  });

  test('of a machine that vanishes from the list altogether', async () => {
    const { cloud, world } = cloudOf({ machines: [WEB] });
    cloud.onList = (list) => {
      if (list === 2) cloud.machines = [];
    };
    const { gone, destroyed } = await sweep(world);
    expect([[...gone.keys()], destroyed]).toEqual([[WEB.id], [{ id: WEB.id, name: WEB.name }]]);
  });

  test('one that shows something again begins anew', async () => {
    const { cloud, world } = cloudOf();
    cloud.onList = (list) => {
      if (list === 2) cloud.machines = [WEB];
    };
    expect((await sweep(world)).destroyed).toHaveLength(1);
    expect(cloud.lists).toEqual([0, 5_000, 6_500, 11_500]);
  });

  test('one that fails in between begins anew, and its trouble is forgotten', async () => {
    const { cloud, world } = cloudOf();
    cloud.onList = (list) => (list === 2 ? failedWith('server') : undefined);
    expect((await sweep(world)).leaks).toEqual([]);
    expect(cloud.lists).toEqual([0, 5_000, 6_500, 11_500]);
  });

  test('a pause that ends early is made up for', async () => {
    const { cloud, world } = cloudOf();
    world.pass(4_000);
    const sleep = world.clock.sleep;
    world.clock.sleep = (ms, signal) => sleep(ms === 5_000 ? 3_000 : ms, signal);
    await sweep(world);
    expect(cloud.lists).toEqual([4_000, 7_000, 9_000]);
  });

  test('lists that take long lie five seconds apart by their ends', async () => {
    const { cloud, world } = cloudOf();
    cloud.onList = () => world.pass(2_000) as undefined;
    await sweep(world);
    expect(cloud.lists).toEqual([0, 7_000]);
  });

  test('the end of the second one may be late', async () => {
    const { cloud, world } = cloudOf();
    cloud.onList = (list) => {
      if (list === 2) world.pass(5_000);
    };
    expect((await sweep(world, { deadline: 6_000 })).leaks).toEqual([]);
  });
});

describe('without the time for it', () => {
  test.each([
    ['no time at all for the second list', 5_000, [leak(nobody, SECOND_LIST)], 1],
    ['just the time', 5_001, [], 2],
  ])('%s', async (_, deadline, leaks, lists) => {
    const { cloud, world } = cloudOf();
    expect((await sweep(world, { deadline })).leaks).toEqual(leaks);
    expect(cloud.lists).toHaveLength(lists);
  });

  test('a first list that ends with the time is the last, and nothing is waited for', async () => {
    const { cloud, world } = cloudOf();
    cloud.onList = () => world.pass(3_000) as undefined;
    expect((await sweep(world, { deadline: 3_000 })).leaks).toEqual([leak(nobody, SECOND_LIST)]);
    // The bound of the list itself, and no pause after it.
    expect([cloud.lists, world.slept.length]).toEqual([[0], 1]);
  });

  test('a list without an answer', async () => {
    const { cloud, world } = cloudOf({ onList: () => new Promise(() => undefined) });
    expect((await sweep(world, { deadline: 60_000 })).leaks).toEqual([leak(nobody, LATE)]);
    expect([cloud.lists, world.clock.elapsed()]).toEqual([[0], 60_000]);
  });

  test('a list without an answer after one that failed: what it failed with says more', async () => {
    const { cloud, world } = cloudOf();
    cloud.onList = (list) => (list === 1 ? failedWith('server') : new Promise(() => undefined));
    expect((await sweep(world, { deadline: 60_000 })).leaks).toEqual([leak(nobody, UNREAD)]);
  });

  test('lists that fail are tried until the end', async () => {
    const { cloud, world } = cloudOf({ onList: () => failedWith('server') });
    expect((await sweep(world, { deadline: 4_500, expected: [WEB] })).leaks).toEqual([leak(WEB, UNREAD)]);
    expect(cloud.lists).toEqual([0, 1_500, 3_000]);
  });

  test('where more than the known may be there, the rest is told as well, until a list has come', async () => {
    const { cloud, world } = cloudOf();
    cloud.onList = () => failedWith('server');
    const input = { deadline: 4_500, expected: [WEB], unknown: true };
    expect((await sweep(world, input)).leaks).toEqual([leak(WEB, UNREAD), leak(nobody, UNREAD)]);
    const once = cloudOf();
    once.cloud.onList = (list) => (list === 1 ? undefined : failedWith('server'));
    expect((await sweep(once.world, input)).leaks).toEqual([leak(WEB, UNSEEN)]);
  });

  test('a machine that one list shows gone is named', async () => {
    const { world } = cloudOf({ machines: [GONE] });
    expect(await sweep(world, { deadline: 5_000, expected: [WEB] })).toEqual({
      gone: new Map(),
      destroyed: [],
      leaks: [leak(WEB, UNPROVED)],
    });
  });

  test('machines that were seen are named when lists fail from then on', async () => {
    const { cloud, world } = cloudOf({ machines: [WEB, { ...DB, state: 'terminated' }] });
    cloud.onList = (list) => (list > 1 ? failedWith('server') : undefined);
    const { leaks } = await sweep(world, { deadline: 20_000 });
    expect(leaks).toEqual([leak(WEB, UNREAD), leak(DB, UNREAD)]);
  });
});

describe('a machine that does not go', () => {
  test('is destroyed five times, the pauses doubling from ten seconds', async () => {
    const { cloud, world } = cloudOf({ machines: [WEB], onDestroy: () => false });
    // With half a second for each list, looks lie two seconds apart.
    cloud.onList = () => world.pass(500) as undefined;
    const { leaks, gone, destroyed } = await sweep(world, { deadline: 500_000 });
    expect(cloud.destroys.map(([at]) => at)).toEqual([500, 10_500, 30_500, 70_500, 150_500]);
    expect(leaks).toEqual([leak(WEB, 'still running after 5 destroys')]);
    expect([gone.size, destroyed]).toEqual([0, []]);
  });

  test.each([
    ['once', 9_000, 'still running after one destroy; last answer: GET /api/v1/clouds: 500 no'],
    ['twice', 12_000, 'still running after 2 destroys; last answer: GET /api/v1/clouds: 500 no'],
  ])('%s is said with the last answer', async (_, deadline, why) => {
    const { world } = cloudOf({ machines: [WEB], onDestroy: () => failedWith('rejected') });
    expect((await sweep(world, { deadline })).leaks).toEqual([leak(WEB, why)]);
  });

  test('an answer that failed does not matter when the machine goes', async () => {
    const { cloud, world } = cloudOf({ machines: [WEB] });
    cloud.onDestroy = () => {
      cloud.machines = [GONE];
      return failedWith('server');
    };
    expect(await sweep(world)).toMatchObject({ destroyed: [{ id: WEB.id }], leaks: [] });
  });

  test('a later answer takes the place of an earlier one', async () => {
    const { world } = cloudOf({
      machines: [WEB],
      onDestroy: (destroy) => failedWith('rejected', `no. ${destroy}`),
    });
    const { leaks } = await sweep(world, { deadline: 12_000 });
    expect(leaks[0]?.why).toContain('last answer: GET /api/v1/clouds: 500 no. 2');
  });
});

describe('destroys follow a list that was read just now', () => {
  const two = { machines: [WEB, DB] };

  test.each([
    ['30 s are as good as none', 30_000, [0, 30_000]],
    ['after that the next list comes first', 30_001, [0, 31_501]],
  ])('%s', async (_, takes, times) => {
    const { cloud, world } = cloudOf(two);
    cloud.onDestroy = () => {
      world.pass(takes);
      return true;
    };
    await sweep(world, { parallelism: 1 });
    expect(cloud.destroys.map(([at]) => at)).toEqual(times);
  });

  test('a machine whose turn never came was not destroyed', async () => {
    const { cloud, world } = cloudOf(two);
    cloud.onDestroy = () => {
      world.pass(30_001);
      return true;
    };
    const { leaks } = await sweep(world, { parallelism: 1, deadline: 31_000 });
    expect(leaks.map(({ why }) => why)).toEqual(['still running after one destroy', 'still running after 0 destroys']);
  });

  test.each([1, 2])('%d at a time', async (parallelism) => {
    const { cloud, world } = cloudOf({ machines: [WEB, DB, observed('other')] });
    let now = 0;
    let most = 0;
    cloud.onDestroy = async () => {
      now += 1;
      most = Math.max(most, now);
      await world.clock.sleep(100);
      now -= 1;
      return true;
    };
    await sweep(world, { parallelism });
    expect([most, cloud.destroys.length]).toEqual([parallelism, 3]);
  });
});

describe('lists that lack everything', () => {
  test.each<[string, (machine: ObservedMachine) => Verdict, number]>([
    ['and had machines of others before: three', (one) => (one.id === WEB.id ? 'destroy' : 'leave'), 3],
    ['and had only ours before: two', () => 'destroy', 2],
  ])('%s', async (_, select, count) => {
    const { cloud, world } = cloudOf({ machines: [WEB, DB] });
    cloud.onList = (list) => {
      if (list > 1) cloud.machines = [];
      return undefined;
    };
    expect((await sweep(world, { select })).leaks).toEqual([]);
    expect(cloud.lists).toHaveLength(1 + count);
  });

  test('and had one that is left alone: three', async () => {
    const { cloud, world } = cloudOf({ machines: [WEB] });
    cloud.onList = (list) => {
      cloud.machines = list === 2 || list === 3 ? [] : [WEB];
      return undefined;
    };
    const { leaks } = await sweep(world, { select: () => ({ refused: 'its tag' }) });
    expect(leaks).toEqual([leak(WEB, 'left alone: its tag')]);
  });

  test('prove nothing once a list shows it again', async () => {
    const { cloud, world } = cloudOf({ machines: [WEB, DB], onDestroy: () => false });
    cloud.onList = (list) => {
      cloud.machines = list === 2 || list === 3 ? [] : [WEB, DB];
      return undefined;
    };
    const select = (one: ObservedMachine): Verdict => (one.id === WEB.id ? 'destroy' : 'leave');
    expect((await sweep(world, { select, deadline: 60_000 })).leaks).toMatchObject([{ id: WEB.id }]);
  });
});

describe('a machine that fails the proof', () => {
  const refused: Verdict = { refused: 'its tag' };
  const untagged: Verdict = { refused: 'no tag', untagged: true };

  test('is left alone and named', async () => {
    const { cloud, world } = cloudOf({ machines: [WEB] });
    const { leaks, gone } = await sweep(world, { select: () => refused });
    expect([leaks, gone.size, cloud.destroys]).toEqual([[leak(WEB, 'left alone: its tag')], 0, []]);
    expect(cloud.lists).toEqual([0, 5_000]);
  });

  test('is not named once it is gone', async () => {
    const { world } = cloudOf({ machines: [GONE] });
    expect((await sweep(world, { select: () => refused })).leaks).toEqual([]);
  });

  test('is not named once it has left the list', async () => {
    const { cloud, world } = cloudOf({ machines: [WEB] });
    cloud.onList = (list) => {
      if (list === 2) cloud.machines = [];
    };
    expect((await sweep(world, { select: () => refused })).leaks).toEqual([]);
  });

  test('is named though one list lacks it: two have to', async () => {
    const { cloud, world } = cloudOf({ machines: [WEB] });
    cloud.onList = (list) => {
      cloud.machines = list === 2 ? [] : [WEB];
      return undefined;
    };
    expect((await sweep(world, { select: () => refused })).leaks).toEqual([leak(WEB, 'left alone: its tag')]);
    expect(cloud.lists).toEqual([0, 5_000, 10_000, 15_000]);
  });

  test('is named by what has been learnt since it was listed, though the next list lacks it', async () => {
    const { cloud, world } = cloudOf();
    cloud.onList = (list) => {
      cloud.machines = list === 2 ? [DB] : [WEB, DB];
      return undefined;
    };
    let learnt = false;
    const learn = async () => {
      learnt = true;
    };
    const select = (one: ObservedMachine): Verdict => (learnt && one.id === WEB.id ? refused : 'leave');
    const { leaks } = await sweep(world, { select, learn });
    expect([leaks, cloud.destroys]).toEqual([[leak(WEB, 'left alone: its tag')], []]);
  });

  test('is named when a list has shown it and none could be read after one that did not', async () => {
    const { cloud, world } = cloudOf({ machines: [WEB] });
    cloud.onList = (list) => {
      if (list === 2) cloud.machines = [];
      return list > 2 ? failedWith('server') : undefined;
    };
    expect((await sweep(world, { select: () => untagged })).leaks).toMatchObject([{ kind: 'machine', id: WEB.id }]);
  });

  test('is not named when it was seen to end and the second list could not be read', async () => {
    const { cloud, world } = cloudOf({ machines: [WEB, DB] });
    cloud.onList = (list) => {
      if (list === 2) cloud.machines = [GONE, DB];
      return list > 2 ? failedWith('server') : undefined;
    };
    expect((await sweep(world, { select: () => refused })).leaks).toEqual([leak(DB, 'left alone: its tag')]);
  });

  test('only for want of a tag is given 45 s from the beginning', async () => {
    const { cloud, world } = cloudOf({ machines: [WEB, DB] });
    world.pass(1_000);
    const { leaks } = await sweep(world, { select: verdicts({ [WEB.name]: untagged, [DB.name]: refused }) });
    expect(leaks.map(({ why }) => why)).toEqual(['left alone: no tag', 'left alone: its tag']);
    expect(cloud.lists.slice(-2)).toEqual([46_000, 51_000]);
    expect(cloud.lists).toHaveLength(32);
  });

  test('is destroyed when its tag comes', async () => {
    const { cloud, world } = cloudOf({ machines: [WEB] });
    const select = (): Verdict => (world.clock.elapsed() >= 10_000 ? 'destroy' : untagged);
    expect(await sweep(world, { select })).toMatchObject({ destroyed: [{ id: WEB.id }], leaks: [] });
    expect(cloud.destroys).toEqual([[10_500, WEB.name]]);
  });

  test('that leaves the list is not waited for', async () => {
    const { cloud, world } = cloudOf({ machines: [WEB] });
    cloud.onList = (list) => {
      if (list === 2) cloud.machines = [];
    };
    expect((await sweep(world, { select: () => untagged })).leaks).toEqual([]);
    expect(cloud.lists).toEqual([0, 1_500, 6_500, 11_500]);
  });
});

describe('a machine that is known to have been made', () => {
  const expected = [WEB];
  const unseen = { expected, deadline: 60_000 };

  test.each<[string, Partial<ObservedMachine> | null, boolean]>([
    ['the server does not know it either', null, true],
    ['the server knows it as gone', { state: 'terminated' }, true],
    ['the server knows it as missing', { missing: true }, true],
    ['the server knows it as living', {}, false],
    ['the server knows another as living', { id: DB.id }, true],
  ])('and is on no list: %s', async (_, known, proved) => {
    const { cloud, world } = cloudOf({ known: known === null ? [] : [{ ...WEB, ...known }] });
    expect((await sweep(world, unseen)).leaks).toEqual(proved ? [] : [leak(WEB, UNSEEN)]);
    expect(cloud.lists.slice(0, 2)).toEqual(proved ? [0, 5_000] : [0, 1_500]);
  });

  test.each([
    ['and is on a list', [GONE], [WEB]],
    ['by its name alone', [], [{ id: null, name: WEB.name }]],
  ])('%s: the server’s own view is not asked for', async (_, machines, made) => {
    const { cloud, world } = cloudOf({ machines, known: [WEB] });
    expect((await sweep(world, { ...unseen, expected: made })).leaks).toEqual([]);
    expect(cloud.asked).toEqual([]);
  });

  test('is named once, by id or by name', async () => {
    const { world } = cloudOf({ machines: [WEB], onDestroy: () => false });
    const renamed = { id: WEB.id, name: 'as-the-journal-has-it' };
    const again = { id: null, name: WEB.name };
    const nameless = { id: null, name: 'ma-other' };
    const others = [nameless, { id: null, name: 'ma-third' }, { id: DB.id, name: DB.name }];
    const { leaks } = await sweep(world, { deadline: 3_000, expected: [renamed, again, ...others, nameless] });
    const unseen = others.map((one) => leak(one, UNSEEN));
    expect(leaks).toEqual([leak(WEB, 'still running after one destroy'), ...unseen]);
  });
});

describe('creates whose machine has not been seen', () => {
  const create: PendingCreate = { name: WEB.name, at: START, jobId: JOB, sent: true, word: null };
  const why = 'its create was accepted, and no machine has appeared yet';

  test('keep the sweep from its end, and are named', async () => {
    const { cloud, world } = cloudOf();
    expect(await sweep(world, { pending: [create], deadline: 12_000 })).toEqual({
      gone: new Map(),
      destroyed: [],
      leaks: [leak({ ...nobody, name: WEB.name }, why, 'create')],
    });
    expect(cloud.lists).toEqual([0, 1_500, 3_000, 4_500, 6_000, 7_500, 9_000, 10_500]);
    expect(cloud.asked).toEqual(['job', 'job', 'job', 'job']);
  });

  test('are destroyed when they appear', async () => {
    const { cloud, world } = cloudOf();
    cloud.onList = (list) => {
      if (list === 3) cloud.machines = [{ ...WEB, createdAt: START }];
    };
    expect(await sweep(world, { pending: [create] })).toMatchObject({ destroyed: [{ id: WEB.id }], leaks: [] });
  });

  test('that the server finished need the two lists, and are named without them', async () => {
    const { world } = cloudOf({ created: true });
    expect((await sweep(world, { pending: [create] })).leaks).toEqual([]);
    const late = cloudOf({ created: true });
    const { leaks } = await sweep(late.world, { pending: [create], deadline: 3_000 });
    expect(leaks).toEqual([leak({ id: null, name: WEB.name }, UNSEEN)]);
  });

  test('are named with the trouble of the lists where there is one', async () => {
    const { world } = cloudOf({ onList: () => failedWith('server') });
    const { leaks } = await sweep(world, { pending: [create], deadline: 3_000 });
    expect(leaks).toEqual([leak({ ...nobody, name: WEB.name }, UNREAD, 'create')]);
  });
});

describe('a cancelled run ends', () => {
  test.each<[string, Partial<Cloud>]>([
    ['in a list', { onList: () => new CancelledError() }],
    ['in a destroy', { machines: [WEB], onDestroy: () => new CancelledError() }],
  ])('%s', async (_, given) => {
    await expect(sweep(cloudOf(given).world)).rejects.toBeInstanceOf(CancelledError);
  });

  test('in a pause', async () => {
    const world = engineWorld(
      { liveMachines: async () => ({ machines: [], serverTime: null }) },
      {},
      AbortSignal.abort(),
    );
    await expect(sweep(world)).rejects.toBeInstanceOf(CancelledError);
  });
});

describe('a provider whose lists leave out the machines of a host that fails', () => {
  const expected = [WEB, { id: null, name: 'ma-nameless' }, DB];
  const why =
    'no list has shown it, and that proves nothing here: a list of this provider leaves out the machines of a host that fails';

  test('absence of what no list has shown is no proof: it is told after a minute', async () => {
    const { cloud, world } = cloudOf({ provider: 'libvirt', machines: [DB] });
    const { leaks, gone } = await sweep(world, { expected });
    expect(leaks).toEqual([leak(WEB, why)]);
    expect([...gone.keys()]).toEqual([DB.id]);
    expect(world.clock.elapsed()).toBeGreaterThanOrEqual(65_000);
    expect(world.clock.elapsed()).toBeLessThan(68_000);
    expect(cloud.asked.filter((one) => one === 'clouds')).toHaveLength(1);
  });

  test('the provider is not asked for where it is told', async () => {
    const { cloud, world } = cloudOf();
    const input = { cloud: { ...AWS, provider: 'kvm' }, expected };
    expect((await sweep(world, input)).leaks).toEqual([leak(WEB, why), leak(DB, why)]);
    expect(cloud.asked).not.toContain('clouds');
  });

  test('a host that comes back within that minute is believed', async () => {
    const { cloud, world } = cloudOf({ provider: 'libvirt' });
    cloud.onList = () => {
      if (world.clock.elapsed() > 30_000 && cloud.machines.length === 0) cloud.machines = [WEB];
      return undefined;
    };
    expect(await sweep(world, { expected: [WEB] })).toMatchObject({ destroyed: [{ id: WEB.id }], leaks: [] });
    expect(world.clock.elapsed()).toBeLessThan(45_000);
  });

  test('elsewhere two lists are proof', async () => {
    const { cloud, world } = cloudOf();
    expect(await sweep(world, { expected })).toEqual({ gone: new Map(), destroyed: [], leaks: [] });
    expect([world.clock.elapsed(), cloud.asked]).toEqual([5_000, ['known', 'clouds', 'known']]);
  });

  test('a list of backends that does not come proves nothing', async () => {
    const { world } = cloudOf();
    world.reader.clouds = async () => {
      throw failedWith('server');
    };
    expect((await sweep(world, { expected: [WEB], deadline: 20_000 })).leaks).toEqual([leak(WEB, UNREAD)]);
  });
});

test('what was listed and never destroyed, and then is not listed, is not called gone', async () => {
  const { cloud, world } = cloudOf();
  const first = Promise.resolve({ listing: { machines: [WEB], serverTime: null }, cameAt: -30_001 });
  expect(await sweep(world, { cloud: { ...AWS, first } })).toEqual({ gone: new Map(), destroyed: [], leaks: [] });
  expect(cloud.destroys).toEqual([]);
});
