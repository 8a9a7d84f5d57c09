// Which keys go with the scope, and which stay because a machine could not be opened without them.
import { describe, expect, test } from '@jest/globals';
import { removeKeys } from '../../../src/engine/remove-rest.ts';
import { mistName } from '../../../src/model/identity.ts';
import type { JournalEntry } from '../../../src/model/journal.ts';
import type { ObservedKey, ObservedMachine } from '../../../src/model/observed.ts';
import { engineWorld, failedWith, inTurn, START } from '../../fakes/engine-world.ts';
import { id, observed, SCOPE } from '../plan/rows.ts';

const GONE = id(1);
const OTHER = id(2);
const KEY = mistName(SCOPE, 'key', 'k');
const gone = new Set([GONE]);

function key(n: number, more: Partial<ObservedKey> = {}): ObservedKey {
  return { id: id(n), name: KEY, isDefault: false, machineIds: [], ...more };
}

type Server = { keys: readonly ObservedKey[]; known: readonly ObservedMachine[]; forgets: boolean };

function serving(given: Partial<Server> = {}) {
  const server: Server = { keys: [], known: [], forgets: true, ...given };
  const asked: string[] = [];
  let lists = 0;
  const world = engineWorld(
    {
      keys: async () => {
        lists += 1;
        return server.keys;
      },
      knownMachines: async () => {
        asked.push('known');
        return server.known;
      },
    },
    {
      deleteKey: async (deleted) => {
        asked.push(`delete ${Number.parseInt(deleted, 16)}`);
        if (server.forgets) server.keys = server.keys.filter((one) => one.id !== deleted);
      },
    },
  );
  return { world, server, asked, lists: () => lists };
}

describe('what is removed', () => {
  test.each<[string, readonly ObservedKey[], readonly ObservedMachine[], readonly string[]]>([
    ['nothing where there is nothing', [], [], []],
    ['no key of others', [key(7, { name: 'team' }), key(8, { name: mistName(SCOPE, 'machine', 'k') })], [], []],
    ['a key of nobody', [key(7)], [], ['delete 7']],
    ['a key of machines proved gone', [key(7, { machineIds: [GONE] })], [], ['delete 7']],
    ['a key of a machine that nobody knows', [key(7, { machineIds: [OTHER] })], [], ['known', 'delete 7']],
    [
      'a key of a machine that is known as gone',
      [key(7, { machineIds: [OTHER] })],
      [observed('web', { id: OTHER, state: 'terminated' })],
      ['known', 'delete 7'],
    ],
    [
      'a key of which another machine lives',
      [key(7, { machineIds: [GONE, id(5)] })],
      [observed('web', { id: OTHER })],
      ['known', 'delete 7'],
    ],
  ])('%s', async (_, keys, known, requests) => {
    const { world, asked, lists } = serving({ keys, known });
    const removed = requests.some((request) => request.startsWith('delete')) ? [KEY] : [];
    expect(await removeKeys(world, SCOPE, gone)).toEqual({ removed, leaks: [] });
    expect([asked, world.slept]).toEqual([requests, []]);
    // One to see them, and one to see that they are gone.
    expect(lists()).toBe(removed.length + 1);
  });
});

describe('what stays is told', () => {
  const inUse = key(7, { machineIds: [GONE, OTHER] });
  const living = [observed('web', { id: OTHER })];
  const leak = (why: string) => ({ kind: 'key', name: KEY, id: id(7), backend: null, why });

  test('a key of a machine that lives is waited for, and kept', async () => {
    const { world, asked } = serving({ keys: [inUse], known: living });
    expect(await removeKeys(world, SCOPE, gone)).toEqual({
      removed: [],
      leaks: [leak('kept: Mist still associates it with a machine')],
    });
    expect(asked).toEqual(['known', 'known', 'known', 'known']);
    expect(world.slept).toEqual([2_000, 2_000, 2_000]);
  });

  test('the other keys of the scope go meanwhile', async () => {
    const name = mistName(SCOPE, 'key', 'b');
    const { world, asked } = serving({ keys: [inUse, key(8, { name })], known: living });
    expect(await removeKeys(world, SCOPE, gone)).toMatchObject({ removed: [name], leaks: [{ name: KEY }] });
    expect(asked.filter((request) => request !== 'known')).toEqual(['delete 8']);
  });

  test('a key whose machine ends while it is waited for goes', async () => {
    const { world, server } = serving({ keys: [inUse], known: living });
    const sleep = world.clock.sleep;
    world.clock.sleep = async (ms, signal) => {
      await sleep(ms, signal);
      server.known = [];
    };
    expect(await removeKeys(world, SCOPE, gone)).toEqual({ removed: [KEY], leaks: [] });
    expect(world.slept).toEqual([2_000]);
  });

  test('still listed after three deletes', async () => {
    const { world, asked } = serving({ keys: [key(7)], forgets: false });
    expect(await removeKeys(world, SCOPE, gone)).toEqual({
      removed: [KEY],
      leaks: [leak('still listed after it was deleted')],
    });
    expect([asked, world.slept]).toEqual([['delete 7', 'delete 7', 'delete 7'], []]);
  });

  test('an error is tried again three times, two seconds apart', async () => {
    const world = engineWorld(
      { keys: inTurn([key(7)], failedWith('server', 'down')) },
      { deleteKey: async () => undefined },
    );
    expect(await removeKeys(world, SCOPE, gone)).toEqual({
      removed: [KEY],
      leaks: [{ kind: 'key', name: '*', id: null, backend: null, why: 'GET /api/v1/clouds: 500 down' }],
    });
    expect(world.slept).toEqual([2_000, 2_000]);
  });

  test('an error that passes is no leak', async () => {
    const errors = [failedWith('server'), failedWith('server'), failedWith('server')];
    const world = engineWorld({ keys: inTurn<readonly ObservedKey[]>(...errors, []) });
    expect(await removeKeys(world, SCOPE, gone)).toEqual({ removed: [], leaks: [] });
    expect(world.slept).toEqual([2_000, 2_000, 2_000]);
  });

  test('a pause that is cancelled ends', async () => {
    const world = engineWorld({ keys: inTurn(failedWith('server')) }, {}, AbortSignal.abort());
    await expect(removeKeys(world, SCOPE, gone)).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('an add without an answer', () => {
  const add: JournalEntry = {
    seq: 0,
    kind: 'add-key',
    address: 'key/k',
    name: KEY,
    cloudId: null,
    at: START,
    phase: 'settled',
    result: 'unknown',
    jobId: null,
    id: null,
  };
  const lost = { phase: 'sent', result: null } as const;

  test.each<[string, Partial<JournalEntry>, number[]]>([
    ['is waited for', {}, [15_000]],
    ['of a run that was lost is waited for', lost, [15_000]],
    ['is waited for no longer than it can be under way', { ...lost, at: START - 14_999 }, [1]],
    ['is not waited for once it can have come', { ...lost, at: START - 15_000 }, []],
    ['is waited for no longer where clocks differ', { ...lost, at: START + 60_000 }, [15_000]],
    ['that never left is not waited for', { phase: 'intent', result: null }, []],
    ['is another thing than an answer', { result: 'accepted' }, []],
    ['is another thing than a refusal', { result: 'refused' }, []],
    ['of a key that stays is not waited for', { ...lost, name: 'team' }, []],
    ['is no create', { ...lost, kind: 'create-machine' }, []],
  ])('%s', async (_, entry, slept) => {
    const { world } = serving();
    await removeKeys(world, SCOPE, gone, [{ ...add, ...entry }]);
    expect(world.slept).toEqual(slept);
  });

  test('that comes late is found, by the clock of the server', async () => {
    const { world, server, asked } = serving();
    world.reader.serverClockOffsetMs = () => 4_000;
    const sleep = world.clock.sleep;
    world.clock.sleep = async (ms, signal) => {
      await sleep(ms, signal);
      server.keys = [key(7)];
    };
    expect(await removeKeys(world, SCOPE, gone, [add, { ...add, at: START - 60_000 }])).toEqual({
      removed: [KEY],
      leaks: [],
    });
    expect([asked, world.slept]).toEqual([['delete 7'], [11_000]]);
  });
});

describe('a list that took long', () => {
  const slow = (ms: number) => {
    const { world, server, asked } = serving();
    const list = world.reader.keys;
    let lists = 0;
    world.reader.keys = async () => {
      lists += 1;
      const before = await list();
      world.pass(ms);
      if (lists === 1) server.keys = [key(7)];
      return before;
    };
    return { world, asked, lists: () => lists };
  };

  test('is asked for again', async () => {
    const { world, asked, lists } = slow(5_001);
    expect(await removeKeys(world, SCOPE, gone)).toEqual({ removed: [KEY], leaks: [] });
    expect([asked, lists()]).toEqual([['delete 7'], 4]);
  });

  test('and no longer is the last word', async () => {
    const { world, lists } = slow(5_000);
    expect(await removeKeys(world, SCOPE, gone)).toEqual({ removed: [], leaks: [] });
    expect(lists()).toBe(1);
  });
});
