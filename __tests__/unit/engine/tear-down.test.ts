// The order of a teardown and what becomes of each part, on a fake server; whole runs of it are in teardown.test.ts.
import { describe, expect, test } from '@jest/globals';
import { type TeardownInput, type TeardownResult, tearDown } from '../../../src/engine/teardown.ts';
import { CancelledError } from '../../../src/model/errors.ts';
import { createWord, environmentHash, literalOwnerHash, mistName, TAGS } from '../../../src/model/identity.ts';
import type { JournalEntry } from '../../../src/model/journal.ts';
import type {
  ObservedCloud,
  ObservedCreate,
  ObservedKey,
  ObservedMachine,
  ObservedSchedule,
} from '../../../src/model/observed.ts';
import { type EngineWorld, engineWorld, failedWith, START } from '../../fakes/engine-world.ts';
import { AWS, id, observed, ownTags, SCOPE } from '../plan/rows.ts';

const LINODE: ObservedCloud = { id: id(0xd), name: 'linode', provider: 'linode', enabled: true };
const WEB = observed('web');
const DB = observed('db', { cloudId: LINODE.id });
const FOREIGN = observed('other', { name: 'somebody-else' });
const KEY: ObservedKey = { id: id(0xe), name: mistName(SCOPE, 'key', 'k'), isDefault: false, machineIds: [WEB.id] };

function lease(n: number, machine: { readonly id: string; readonly name: string }, at = START + 1): ObservedSchedule {
  return { id: id(n), name: `${machine.name}-expiration-${n}`, enabled: true, at, machineIds: [machine.id] };
}

function created(machine: ObservedMachine, more: Partial<JournalEntry> = {}): JournalEntry {
  return {
    seq: 0,
    kind: 'create-machine',
    address: 'machine/web',
    name: machine.name,
    cloudId: machine.cloudId,
    at: START,
    phase: 'settled',
    result: 'accepted',
    jobId: null,
    id: machine.id,
    ...more,
  };
}

const stall = <T>(): Promise<T> => new Promise(() => undefined);

type Org = {
  clouds: () => Promise<readonly ObservedCloud[]>;
  machines: ObservedMachine[];
  keys: () => Promise<readonly ObservedKey[]>;
  schedules: () => Promise<readonly ObservedSchedule[]>;
  /** What the server's log knows of this scope. */
  logged: () => Promise<readonly ObservedCreate[]>;
  /** Of these nothing is destroyed. */
  immortal: readonly string[];
  /** Every request but those for the lists of clouds, in order. */
  readonly asked: string[];
  readonly cloudLists: number[];
};

function orgOf(given: Partial<Org> = {}): { org: Org; world: EngineWorld } {
  const dropped = new Set<string>();
  const kept = <T extends { readonly id: string }>(rows: readonly T[]): readonly T[] =>
    rows.filter((row) => !dropped.has(row.id));
  const org: Org = {
    clouds: async () => [AWS, LINODE],
    machines: [],
    keys: async () => [],
    schedules: async () => [],
    logged: async () => [],
    immortal: [],
    asked: [],
    cloudLists: [],
    ...given,
  };
  const nameOf = (cloudId: string): string => (cloudId === AWS.id ? 'aws' : 'linode');
  const world = engineWorld(
    {
      clouds: () => {
        org.cloudLists.push(world.clock.elapsed());
        return org.clouds();
      },
      liveMachines: async (cloudId) => {
        org.asked.push(`list ${nameOf(cloudId)}`);
        return { machines: org.machines.filter((one) => one.cloudId === cloudId), serverTime: null };
      },
      knownMachines: async () => org.machines,
      keys: async () => {
        org.asked.push('keys');
        return kept(await org.keys());
      },
      schedules: async () => {
        org.asked.push('schedules');
        return kept(await org.schedules());
      },
      createLogs: async () => [],
      createsTagged: async (word) => {
        expect(word).toBe(environmentHash(SCOPE));
        org.asked.push('log');
        return org.logged();
      },
    },
    {
      destroyMachine: async (machine) => {
        org.asked.push(`destroy ${org.machines.find((one) => one.id === machine)?.name}`);
        if (org.immortal.includes(machine)) return;
        org.machines = org.machines.map((one) => (one.id === machine ? { ...one, state: 'terminated' } : one));
      },
      deleteKey: async (key) => {
        org.asked.push('delete key');
        dropped.add(key);
      },
      deleteSchedule: async (schedule) => {
        org.asked.push('delete schedule');
        dropped.add(schedule);
      },
    },
  );
  return { org, world };
}

function tear(world: EngineWorld, input: Partial<TeardownInput> = {}): Promise<TeardownResult> {
  const usual = {
    scope: SCOPE,
    journal: [],
    what: 'all',
    where: 'everywhere',
    deadline: 100_000,
    parallelism: 4,
  } as const;
  return tearDown(world, { ...usual, ...input });
}

const NOTHING: TeardownResult = { destroyed: [], removedKeys: [], leaks: [], provedOn: [] };
const ours = ({ id, name }: ObservedMachine) => ({ id, name });

describe('everything of a scope', () => {
  test('machines on every backend, then schedules and keys', async () => {
    const { org, world } = orgOf({
      machines: [WEB, DB, FOREIGN],
      keys: async () => [KEY],
      schedules: async () => [lease(1, WEB), lease(2, FOREIGN)],
    });
    expect(await tear(world)).toEqual({
      destroyed: [ours(WEB), ours(DB)],
      removedKeys: [KEY.name],
      leaks: [],
      provedOn: ['aws', 'linode'],
    });
    const order = org.asked.filter((request) => !request.startsWith('list'));
    expect(order.slice(0, 3)).toEqual(['log', `destroy ${WEB.name}`, `destroy ${DB.name}`]);
    const rest = order.slice(3);
    const about = (what: string) => rest.filter((request) => request.includes(what));
    expect(about('schedule')).toEqual(['schedules', 'delete schedule', 'schedules']);
    expect(about('key')).toEqual(['keys', 'delete key', 'keys']);
    // Once more: what was accepted meanwhile.
    expect(rest[0]).toBe('log');
    expect(rest).toHaveLength(7);
  });

  test('schedules of machines that no list shows, once nothing is left', async () => {
    const before = { id: id(77), name: WEB.name };
    const { org, world } = orgOf({ schedules: async () => [lease(1, before, START + 3_600_000)] });
    expect(await tear(world)).toEqual({ ...NOTHING, provedOn: ['aws', 'linode'] });
    expect(org.asked).toContain('delete schedule');
  });

  test('keys and such schedules stay while a machine may live', async () => {
    const before = { id: id(77), name: mistName(SCOPE, 'machine', 'gone') };
    const { org, world } = orgOf({
      machines: [WEB, DB],
      immortal: [WEB.id],
      keys: async () => [KEY],
      schedules: async () => [lease(1, before), lease(2, DB)],
    });
    expect(await tear(world)).toEqual({
      destroyed: [ours(DB)],
      removedKeys: [],
      leaks: [{ kind: 'machine', ...ours(WEB), backend: 'aws', why: expect.stringContaining('still running') }],
      provedOn: ['linode'],
    });
    // One of the two: that of the machine which is proved gone.
    expect(org.asked.filter((request) => !/^(list|destroy|log)/.test(request))).toEqual([
      'schedules',
      'delete schedule',
      'schedules',
    ]);
  });

  test('a key that was added without an answer is waited for', async () => {
    const { org, world } = orgOf();
    const add = created(WEB, { kind: 'add-key', name: KEY.name, cloudId: null, id: null, phase: 'sent', result: null });
    org.keys = async () => (world.clock.elapsed() < 8_000 ? [] : [KEY]);
    const { removedKeys, leaks } = await tear(world, { where: 'journal', journal: [add] });
    expect([removedKeys, leaks]).toEqual([[KEY.name], []]);
    expect(world.clock.elapsed()).toBe(15_000);
  });

  test('what schedules and keys leave behind is told after the machines', async () => {
    const fails = async () => {
      throw failedWith('server', 'down');
    };
    const { world } = orgOf({ schedules: fails, keys: fails });
    const why = 'GET /api/v1/clouds: 500 down';
    expect((await tear(world)).leaks).toEqual([
      { kind: 'schedule', name: '*', id: null, backend: null, why },
      { kind: 'key', name: '*', id: null, backend: null, why },
    ]);
  });
});

describe('only machines of some names', () => {
  const what = { names: new Set([WEB.name]) };

  const made = { ...WEB, createdAt: START, tags: { [TAGS.create]: createWord(WEB.name, START) } };
  const lost = (machine: ObservedMachine) => created(machine, { id: null, phase: 'sent', result: null });
  const sparedLine = `${WEB.name} (${WEB.id}) on aws is left alone: this run did not make it.`;

  test('the others, keys and schedules of old machines stay', async () => {
    const other = observed('third');
    const { org, world } = orgOf({
      machines: [made, DB, other],
      keys: async () => [KEY],
      schedules: async () => [lease(1, WEB), lease(2, { id: id(77), name: mistName(SCOPE, 'machine', 'gone') })],
    });
    expect(await tear(world, { what, journal: [lost(WEB)] })).toEqual({
      destroyed: [ours(WEB)],
      removedKeys: [],
      leaks: [],
      provedOn: ['aws', 'linode'],
    });
    expect(org.asked.filter((request) => request.startsWith('delete'))).toEqual(['delete schedule']);
    expect(org.asked).not.toContain('keys');
  });

  test('creates of other names are not waited for', async () => {
    const { world } = orgOf();
    expect((await tear(world, { what, journal: [lost(DB)] })).leaks).toEqual([]);
  });

  test.each<[string, Partial<ObservedMachine>]>([
    ['another create has made', { createdAt: START, tags: { [TAGS.create]: 'x' } }],
    ['was there before', { createdAt: START - 120_000 }],
  ])('a machine that %s is left alone, and the log says so once', async (_, fields) => {
    const { org, world } = orgOf({ machines: [{ ...WEB, ...fields }] });
    world.reader.job = async (id) => ({ id, created: true, externalId: null, error: null, finished: true });
    const journal = [created(WEB, { id: null, jobId: 'b'.repeat(32) })];
    expect(await tear(world, { what, journal, where: 'journal' })).toMatchObject({ destroyed: [], leaks: [] });
    expect(org.asked).not.toContain(`destroy ${WEB.name}`);
    expect(world.said.filter((line) => line === sparedLine)).toHaveLength(1);
  });

  test('one of an older run that has ended is not worth a word', async () => {
    const { world } = orgOf({ machines: [{ ...WEB, createdAt: START - 5_001, state: 'terminated' }] });
    world.reader.job = async (id) => ({ id, created: true, externalId: null, error: null, finished: true });
    await tear(world, { what, journal: [created(WEB, { id: null, jobId: 'b'.repeat(32) })] });
    expect(world.said).toEqual([]);
  });

  test('one that has lost its name is told, whatever names are asked for', async () => {
    const nameless = { ...WEB, name: WEB.externalId, createdAt: START };
    const { org, world } = orgOf({ machines: [nameless] });
    world.reader.job = async (id) => ({ id, created: true, externalId: WEB.externalId, error: null, finished: true });
    const journal = [created(WEB, { id: null, jobId: 'b'.repeat(32) })];
    const { leaks } = await tear(world, { what, journal, where: 'journal' });
    expect(leaks).toEqual([
      expect.objectContaining({ id: WEB.id, name: WEB.externalId, why: expect.stringContaining(WEB.name) }),
    ]);
    expect(org.asked).not.toContain(`destroy ${WEB.externalId}`);
  });

  test('where no byte of a create has left, nothing is even looked at', async () => {
    const { org, world } = orgOf({ machines: [made] });
    const journal = [created(WEB, { id: null, phase: 'intent', result: null })];
    expect(await tear(world, { what, journal, where: 'journal' })).toEqual(NOTHING);
    expect(org.asked.filter((request) => /list|destroy/.test(request))).toEqual([]);
    expect((await tear(world, { what, journal })).destroyed).toEqual([]);
  });

  test('of which nobody knows who made it: waited for, told, and left alone', async () => {
    const { org, world } = orgOf({ machines: [{ ...WEB, createdAt: START }] });
    const { leaks } = await tear(world, { what, journal: [lost(WEB)] });
    const why = 'left alone: it is not known whether this run made it or another one, under the same name';
    expect(leaks).toContainEqual({ kind: 'machine', ...ours(WEB), backend: 'aws', why });
    expect(org.asked).not.toContain(`destroy ${WEB.name}`);
  });

  test('a machine of another name that the journal knows and the proof refuses is not theirs', async () => {
    const refused = { ...DB, tags: { [TAGS.scope]: 'pr-43' } };
    const { world } = orgOf({ machines: [refused] });
    expect((await tear(world, { what, journal: [created(refused)] })).leaks).toEqual([]);
  });
});

describe('where it looks', () => {
  test.each<[string, Partial<TeardownInput>, readonly string[]]>([
    ['everywhere', { where: 'everywhere', journal: [created(WEB)] }, ['aws', 'linode']],
    ['at the backends of the journal', { where: 'journal', journal: [created(DB)] }, ['linode']],
    ['at none for a refused create', { where: 'journal', journal: [created(DB, { result: 'refused' })] }, []],
    ['at none for a key', { where: 'journal', journal: [created(DB, { kind: 'add-key' })] }, []],
  ])('%s', async (_, input, backends) => {
    const { org, world } = orgOf();
    expect((await tear(world, input)).provedOn).toEqual(backends);
    expect([...new Set(org.asked.filter((request) => request.startsWith('list')))]).toEqual(
      backends.map((name) => `list ${name}`),
    );
  });

  test.each(['everywhere', 'journal'] as const)('a backend that is no longer in Mist is a leak, %s', async (where) => {
    const { world } = orgOf({ clouds: async () => [AWS], keys: async () => [KEY] });
    const removed = { name: DB.name, id: DB.id, kind: 'create', backend: null };
    expect(await tear(world, { where, journal: [created(WEB), created(DB)] })).toEqual({
      ...NOTHING,
      leaks: [{ ...removed, why: 'its backend is no longer in Mist, and machines run on' }],
      provedOn: ['aws'],
    });
  });
});

describe('what the journal knows', () => {
  test('a create without a machine is waited for on its own backend', async () => {
    const { world } = orgOf();
    const lost = created(WEB, { id: null, phase: 'sent', result: null });
    expect(await tear(world, { journal: [lost] })).toEqual({
      ...NOTHING,
      leaks: [{ kind: 'create', name: WEB.name, id: null, backend: 'aws', why: expect.any(String) }],
      provedOn: ['linode'],
    });
  });

  test('a machine that no list shows and the server knows is a leak on its own backend', async () => {
    const { org, world } = orgOf({ machines: [] });
    world.reader.knownMachines = async () => [WEB];
    const { leaks, provedOn } = await tear(world, { journal: [created(WEB)] });
    expect(leaks).toEqual([
      { kind: 'machine', ...ours(WEB), backend: 'aws', why: expect.stringContaining('not seen') },
    ]);
    expect([provedOn, org.asked.includes('keys')]).toEqual([['linode'], false]);
  });

  test('one machine that fails the proof does not cost the proof of the others', async () => {
    const stranger = { ...observed('db'), tags: { [TAGS.owner]: 'f'.repeat(8) } };
    const { world } = orgOf({ machines: [WEB, stranger] });
    expect(await tear(world, { journal: [created(WEB), created(stranger)] })).toEqual({
      ...NOTHING,
      destroyed: [ours(WEB)],
      leaks: [
        {
          kind: 'machine',
          ...ours(stranger),
          backend: 'aws',
          why: 'left alone: its owner tag belongs to another row or scope',
        },
      ],
      provedOn: ['linode'],
    });
    expect(world.clock.elapsed()).toBe(6_500);
  });

  const literal = observed('db', { name: 'the-database' });
  const owner = literalOwnerHash(SCOPE, 'db', literal.name, AWS.id);
  const contradicting = { ...literal, tags: { [TAGS.row]: 'db', [TAGS.owner]: 'f'.repeat(16) } };

  test.each<[string, Partial<ObservedMachine>, string | null]>([
    ['its scope', { tags: { [TAGS.scope]: 'qa' } }, 'left alone: its scope tag names another scope'],
    [
      'its owner',
      { tags: { [TAGS.owner]: 'f'.repeat(8) } },
      'left alone: its owner tag belongs to another row or scope',
    ],
    ['a scope, on one that has ended', { tags: { [TAGS.scope]: 'qa' }, state: 'terminated' }, null],
    ['a scope, on one that the provider no longer lists', { tags: { [TAGS.scope]: 'qa' }, missing: true }, null],
    ['a scope, on one of another name', { tags: { [TAGS.scope]: 'qa' }, name: FOREIGN.name }, null],
  ])('a name of this scope with a tag that contradicts is told without a journal too: %s', async (_, fields, why) => {
    const { org, world } = orgOf({ machines: [{ ...WEB, ...fields }], keys: async () => [{ ...KEY, machineIds: [] }] });
    const { leaks, removedKeys } = await tear(world);
    expect(leaks).toEqual(why === null ? [] : [{ kind: 'machine', ...ours(WEB), backend: 'aws', why }]);
    expect([org.asked.includes(`destroy ${WEB.name}`), removedKeys.length]).toEqual([false, why === null ? 1 : 0]);
    expect(world.clock.elapsed()).toBeLessThan(10_000);
  });

  test.each<[string, ObservedMachine, boolean, 'destroyed' | string | null, number]>([
    ['one with its tag', { ...literal, tags: { [TAGS.row]: 'db', [TAGS.owner]: owner } }, false, 'destroyed', 6_500],
    ['one that we made, without it', literal, true, 'left alone: its name is not one of this scope', 45_000],
    ['one that we made, with another', contradicting, true, 'left alone: its owner tag does not fit its name', 5_000],
    ['somebody’s', literal, false, null, 5_000],
  ])('a machine with a literal name: %s', async (_, machine, made, end, earliest) => {
    const { org, world } = orgOf({ machines: [machine] });
    const result = await tear(world, { journal: made ? [created(machine)] : [], where: 'everywhere' });
    expect(result.destroyed).toHaveLength(end === 'destroyed' ? 1 : 0);
    expect(result.leaks.map(({ why }) => why)).toEqual(end === null || end === 'destroyed' ? [] : [end]);
    expect(org.asked.includes(`destroy ${machine.name}`)).toBe(end === 'destroyed');
    expect(world.clock.elapsed()).toBeGreaterThanOrEqual(earliest);
    expect(world.clock.elapsed()).toBeLessThan(earliest + 10_000);
  });
});

describe('what only the log of the server knows', () => {
  const literal = observed('db', { name: 'the-database', createdAt: START });
  const logged = async (): Promise<ObservedCreate[]> => [
    { machineName: literal.name, cloudId: AWS.id, jobId: 'b'.repeat(32), at: START, word: null },
  ];
  const why =
    "left alone: the server's log shows that this scope created it, and the tags that would prove it are gone";
  const told = [{ kind: 'machine', ...ours(literal), backend: 'aws', why }];

  test('a literal name without its tags is waited for, told, and left alone', async () => {
    const { org, world } = orgOf({ machines: [literal], logged });
    expect((await tear(world)).leaks).toEqual(told);
    expect(org.asked).not.toContain(`destroy ${literal.name}`);
    expect(world.clock.elapsed()).toBeGreaterThanOrEqual(45_000);
  });

  test('it is destroyed when its tag comes', async () => {
    const { org, world } = orgOf({ machines: [literal], logged });
    const owner = literalOwnerHash(SCOPE, 'db', literal.name, AWS.id);
    const list = world.reader.liveMachines;
    world.reader.liveMachines = (cloudId) => {
      if (org.asked.length > 10)
        org.machines = org.machines.map((one) => ({ ...one, tags: { [TAGS.row]: 'db', [TAGS.owner]: owner } }));
      return list(cloudId);
    };
    expect(await tear(world)).toMatchObject({ destroyed: [ours(literal)], leaks: [] });
  });

  test('the journal’s word comes first', async () => {
    const { world } = orgOf({ machines: [literal], logged });
    const { leaks } = await tear(world, { journal: [created(literal)] });
    expect(leaks.map((leak) => leak.why)).toEqual(['left alone: its name is not one of this scope']);
  });

  test('a machine that the log does not know is not told', async () => {
    const before = async () => (await logged()).map((one) => ({ ...one, at: START - 600_000 }));
    const { world } = orgOf({ machines: [FOREIGN], logged: before });
    expect((await tear(world)).leaks).toEqual([]);
  });

  describe('creates that the server may keep yet', () => {
    const QUEUED: ObservedCreate = {
      machineName: WEB.name,
      cloudId: AWS.id,
      jobId: 'c'.repeat(32),
      at: START,
      word: 'w',
    };
    const why = 'its create was accepted, and no machine has appeared yet';
    const job = (created: boolean) => async (id: string) => ({
      id,
      created,
      externalId: null,
      error: null,
      finished: created,
    });
    const atWork = (given: Partial<Org> = {}) => {
      const { org, world } = orgOf({ logged: async () => [QUEUED], ...given });
      Object.assign(world.reader, { job: job(false), sightings: async () => [], createLogs: async () => [] });
      return { org, world };
    };

    test('are waited for on their own backend, and told', async () => {
      const { world } = atWork();
      expect(await tear(world)).toEqual({
        ...NOTHING,
        leaks: [{ kind: 'create', name: WEB.name, id: null, backend: 'aws', why }],
        provedOn: ['linode'],
      });
    });

    test('are decided by their job', async () => {
      const { world } = atWork();
      world.reader.job = job(true);
      expect(await tear(world)).toMatchObject({ leaks: [], provedOn: ['aws', 'linode'] });
    });

    test('are destroyed when they come, however late', async () => {
      const { org, world } = atWork();
      const list = world.reader.liveMachines;
      world.reader.liveMachines = (cloudId) => {
        if (world.clock.elapsed() > 30_000 && org.machines.length === 0)
          org.machines = [{ ...WEB, createdAt: START + 30_000 }];
        return list(cloudId);
      };
      expect(await tear(world)).toMatchObject({ destroyed: [ours(WEB)], leaks: [] });
    });

    test.each<[string, Partial<JournalEntry>]>([
      ['by its job', { jobId: QUEUED.jobId }],
      ['by its word', { jobId: null, name: WEB.name, at: START }],
    ])('are those of the journal where that knows them %s', async (_, entry) => {
      const word = createWord(WEB.name, START);
      const { world } = atWork({ logged: async () => [{ ...QUEUED, word }] });
      const { leaks } = await tear(world, { journal: [created(WEB, { id: null, ...entry })] });
      expect(leaks.filter(({ kind }) => kind === 'create')).toHaveLength(1);
    });

    test.each([
      ['of the last minutes', START],
      ['of long ago', START - 86_400_000],
    ])('%s, whose machine is listed without its name: told with both names, and left alone', async (_, at) => {
      const nameless = { ...WEB, name: WEB.externalId, createdAt: at + 2_000, tags: ownTags('web') };
      const { org, world } = atWork({ machines: [nameless, FOREIGN], logged: async () => [{ ...QUEUED, at }] });
      world.reader.job = async (id) => ({ ...(await job(true)(id)), externalId: WEB.externalId });
      const { leaks, removedKeys } = await tear(world);
      const lost = `left alone: its name was lost at the provider: by its id, the server made it as ${WEB.name}`;
      expect(leaks).toEqual([{ kind: 'machine', ...ours(nameless), backend: 'aws', why: lost }]);
      expect([org.asked.some((request) => request.startsWith('destroy')), removedKeys]).toEqual([false, []]);
    });

    test('that are accepted while it sweeps are found when the log is read again', async () => {
      const { org, world } = atWork();
      let reads = 0;
      org.logged = async () => {
        reads += 1;
        return reads === 1 ? [] : [QUEUED];
      };
      const list = world.reader.liveMachines;
      world.reader.liveMachines = (cloudId) => {
        if (world.clock.elapsed() > 12_000 && org.machines.length === 1)
          org.machines = [DB, { ...WEB, createdAt: START + 9_000 }];
        return list(cloudId);
      };
      org.machines = [DB];
      const result = await tear(world);
      expect(result).toMatchObject({ leaks: [], provedOn: ['aws', 'linode'] });
      expect(result.destroyed.map(({ name }) => name).sort()).toEqual([DB.name, WEB.name].sort());
      expect(reads).toBe(2);
    });

    test('that are read again and known are no reason to sweep again', async () => {
      const { org, world } = atWork();
      world.reader.job = job(true);
      await tear(world);
      expect(org.asked.filter((request) => request === 'list linode')).toHaveLength(2);
      expect(org.asked.filter((request) => request === 'list aws')).toHaveLength(2);
    });

    test('what a second sweep destroys is told beside what the first one did, each once', async () => {
      const { org, world } = atWork({ machines: [WEB] });
      let reads = 0;
      org.logged = async () => {
        reads += 1;
        return reads === 1 ? [] : [{ ...QUEUED, machineName: mistName(SCOPE, 'machine', 'late') }];
      };
      world.reader.job = job(true);
      expect(await tear(world)).toMatchObject({ destroyed: [ours(WEB)], leaks: [] });
    });
  });

  test.each<[string, Partial<TeardownInput>]>([
    ['only some names', { what: { names: new Set([literal.name]) } }],
    ['only what the journal names', { where: 'journal', journal: [created(WEB)] }],
  ])('is not asked where the scope does not end: %s', async (_, input) => {
    const { org, world } = orgOf({ machines: [literal], logged });
    expect((await tear(world, input)).leaks).toEqual([]);
    expect(org.asked).not.toContain('log');
  });

  test('a log that cannot be read is told, and costs nothing else', async () => {
    const { world } = orgOf({
      machines: [WEB],
      logged: async () => {
        throw failedWith('server');
      },
    });
    expect(await tear(world)).toMatchObject({ destroyed: [ours(WEB)], leaks: [] });
    expect(world.said[0]).toMatch(/^The server's log cannot be read/);
  });

  test.each([
    ['fifteen seconds', 120_000, 15_000],
    ['a quarter of what is left', 60_000, 7_500],
  ])('a log that stalls costs the machines %s', async (_, deadline, waits) => {
    const { org, world } = orgOf({ machines: [WEB, FOREIGN], logged: stall });
    world.pass(20_000);
    const listed: number[] = [];
    const list = world.reader.liveMachines;
    world.reader.liveMachines = (cloudId) => {
      listed.push(world.clock.elapsed());
      return list(cloudId);
    };
    expect(await tear(world, { deadline })).toMatchObject({ destroyed: [ours(WEB)], leaks: [] });
    expect([listed[0], org.asked[0]]).toEqual([20_000 + waits, 'log']);
    expect(world.said[0]).toMatch(/^The server's log cannot be read \(no answer in time\)/);
  });
});

describe('the list of backends', () => {
  const leakOf = (name: string, machine: string | null, why: string) => ({
    ...NOTHING,
    leaks: [{ kind: 'machine', name, id: machine, backend: null, why: `the backends could not be listed: ${why}` }],
  });
  const down = 'GET /api/v1/clouds: 500 down';

  test('is asked for every five seconds until it comes', async () => {
    let fails = 3;
    const { org, world } = orgOf({
      clouds: async () => {
        fails -= 1;
        if (fails >= 0) throw failedWith('server');
        return [AWS];
      },
    });
    expect((await tear(world)).provedOn).toEqual(['aws']);
    expect(org.cloudLists).toEqual([0, 5_000, 10_000, 15_000]);
  });

  test.each([
    ['but for ten seconds that the rest needs', 81_000, 14],
    ['but for a quarter of the time where that is less', 21_000, 3],
    ['and a little more is time for one more', 21_002, 4],
    ['once where there is no time', 1_000, 1],
  ])('is asked for until the end, %s', async (_, deadline, times) => {
    const { org, world } = orgOf({
      clouds: async () => {
        throw failedWith('server', 'down');
      },
    });
    world.pass(1_000);
    expect(await tear(world, { deadline })).toEqual(leakOf('*', null, down));
    expect(org.cloudLists).toEqual(Array.from({ length: times }, (_, n) => 1_000 + 5_000 * n));
  });

  test('is not asked for again without rights', async () => {
    const { org, world } = orgOf({
      clouds: async () => {
        throw failedWith('auth', 'down');
      },
    });
    expect(await tear(world, { journal: [created(WEB)], where: 'journal' })).toEqual(leakOf(WEB.name, WEB.id, down));
    expect(org.cloudLists).toEqual([0]);
  });

  test('that stalls is no answer', async () => {
    const { world } = orgOf({ clouds: stall });
    expect(await tear(world)).toEqual(leakOf('*', null, 'no answer in time'));
    expect(world.clock.elapsed()).toBe(90_000);
  });

  test('ends with a cancelled run', async () => {
    const { world } = orgOf({
      clouds: async () => {
        throw new CancelledError();
      },
    });
    await expect(tear(world)).rejects.toBeInstanceOf(CancelledError);
  });
});

describe('the time', () => {
  const late = (kind: string) => ({
    kind,
    name: '*',
    id: null,
    backend: null,
    why: 'the server did not answer in time',
  });

  test('schedules that stall until the end cost the keys as well', async () => {
    const { world } = orgOf({ machines: [WEB], schedules: stall, keys: stall });
    expect(await tear(world)).toMatchObject({
      destroyed: [ours(WEB)],
      removedKeys: [],
      leaks: [late('schedule'), late('key')],
      provedOn: ['aws', 'linode'],
    });
    expect(world.clock.elapsed()).toBe(100_000);
  });

  test('keys that stall are told', async () => {
    const { world } = orgOf({ keys: stall });
    expect(await tear(world)).toEqual({ ...NOTHING, leaks: [late('key')], provedOn: ['aws', 'linode'] });
    expect(world.clock.elapsed()).toBe(100_000);
  });

  test('machines have all but what is kept for the rest', async () => {
    const { org, world } = orgOf({ machines: [WEB], immortal: [WEB.id] });
    world.pass(20_000);
    const { asked } = org;
    await tear(world, { deadline: 40_000 });
    // Nor is the log read again when the time is over.
    expect(asked.filter((request) => request === 'log')).toHaveLength(1);
    expect(world.clock.elapsed()).toBeGreaterThanOrEqual(35_000);
    expect(world.clock.elapsed()).toBeLessThan(36_500);
  });
});
