// Which backends a teardown looks at, and when it asks for the list of all of them.
import { describe, expect, test } from '@jest/globals';
import { backendsOf, cloudsToSweep } from '../../../src/engine/clouds-to-sweep.ts';
import { CancelledError } from '../../../src/model/errors.ts';
import type { JournalEntry } from '../../../src/model/journal.ts';
import type { MachineListing, MistId, ObservedCloud } from '../../../src/model/observed.ts';
import { type EngineWorld, engineWorld, failedWith, START } from '../../fakes/engine-world.ts';
import { AWS, id } from '../plan/rows.ts';

const LINODE: ObservedCloud = { id: id(0xd), name: 'linode', provider: 'linode', enabled: true };
const NAMES = { [AWS.id]: 'aws', [LINODE.id]: 'linode' };
const EMPTY: MachineListing = { machines: [], serverTime: null };

function created(cloudId: string | null): JournalEntry {
  const ids = { cloudId, jobId: null, id: null };
  const state = { at: START, phase: 'settled', result: 'accepted' } as const;
  return { seq: 0, kind: 'create-machine', address: 'machine/web', name: 'web', ...state, ...ids };
}

type Lists = (cloudId: MistId) => Promise<MachineListing>;

function asking(list: Lists = async () => EMPTY, clouds = async () => [AWS, LINODE]) {
  const asked: string[] = [];
  const world: EngineWorld = engineWorld(
    {
      clouds: () => {
        asked.push('clouds');
        return clouds();
      },
      liveMachines: (cloudId) => {
        asked.push(NAMES[cloudId] ?? cloudId);
        return list(cloudId);
      },
    },
    {},
  );
  return { world, asked };
}

const BOTH = [created(AWS.id), created(LINODE.id), created(AWS.id)];
const known = { where: 'journal', backends: NAMES, deadline: 60_000 } as const;

describe('backends that the step knows', () => {
  test('are listed once each, at once, and the list of all backends is not asked for', async () => {
    const { world, asked } = asking();
    const clouds = await cloudsToSweep(world, known, BOTH);
    if ('leaks' in clouds) throw new Error('leaks');
    expect(asked).toEqual(['aws', 'linode']);
    expect(clouds.found.map(({ name }) => name)).toEqual(['aws', 'linode']);
    expect(await clouds.found[0]?.first).toEqual({ listing: EMPTY, cameAt: 0 });
    expect(clouds.lost).toEqual([]);
  });

  test.each<[string, object, readonly JournalEntry[]]>([
    ['everywhere', { where: 'everywhere' }, BOTH],
    ['where one is not known', { backends: { [AWS.id]: 'aws' } }, BOTH],
    ['where none is known', { backends: null }, BOTH],
    ['where a create names none', {}, [created(null)]],
    ['where a name is one of an object', { backends: {} }, [created('constructor')]],
    ['where an id is none', { backends: { aws: 'aws' } }, [created('aws')]],
  ])('are not asked first %s', async (_, more, creates) => {
    const { world, asked } = asking();
    await cloudsToSweep(world, { ...known, ...more }, creates);
    expect(asked).toEqual(['clouds']);
  });

  test('without creates there is nothing to list', async () => {
    const { world } = asking();
    expect(await cloudsToSweep(world, known, [])).toEqual({ found: [], lost: [] });
  });

  test('one that is no longer in Mist is lost with its creates', async () => {
    const gone: Lists = async (cloudId) => {
      if (cloudId === LINODE.id) throw failedWith('not-found');
      return EMPTY;
    };
    const { world, asked } = asking(gone, async () => [AWS]);
    const clouds = await cloudsToSweep(world, known, BOTH);
    if ('leaks' in clouds) throw new Error('leaks');
    expect(asked).toEqual(['aws', 'linode', 'clouds']);
    expect(clouds.found.map(({ name }) => name)).toEqual(['aws']);
    expect(await clouds.found[0]?.first).toMatchObject({ listing: EMPTY });
    expect(clouds.lost).toEqual([expect.objectContaining({ name: 'web', why: expect.stringContaining('no longer') })]);
  });

  test('one that is slow costs the others three seconds, and is not asked twice', async () => {
    const { world, asked } = asking((cloudId) => (cloudId === AWS.id ? new Promise(() => {}) : Promise.resolve(EMPTY)));
    const clouds = await cloudsToSweep(world, known, BOTH);
    if ('leaks' in clouds) throw new Error('leaks');
    expect(world.clock.elapsed()).toBe(3_000);
    expect(asked).toEqual(['aws', 'linode', 'clouds']);
    expect(clouds.found.map(({ name, first }) => [name, first !== undefined])).toEqual([
      ['aws', true],
      ['linode', true],
    ]);
  });

  test('are not waited for past the deadline', async () => {
    const { world } = asking(() => new Promise(() => {}));
    await cloudsToSweep(world, { ...known, deadline: 1_000 }, BOTH);
    expect(world.clock.elapsed()).toBe(1_000);
  });

  test.each<['everywhere' | 'journal', readonly JournalEntry[], readonly string[]]>([
    ['journal', BOTH, ['web', 'web', 'web']],
    ['everywhere', BOTH, ['web', 'web', 'web', '*']],
    ['everywhere', [], ['*']],
    ['journal', [created(null)], ['web']],
  ])('never listed, %s: what may be left is told', async (where, creates, names) => {
    const failing = async () => {
      throw failedWith('auth');
    };
    const { world } = asking(failing, failing);
    const clouds = await cloudsToSweep(world, { ...known, where }, creates);
    if (!('leaks' in clouds)) throw new Error('no leaks');
    expect(clouds.leaks.map(({ name }) => name)).toEqual(names);
  });

  test('a cancelled run ends it', async () => {
    const { world } = asking(async () => {
      throw new CancelledError();
    });
    await expect(cloudsToSweep(world, known, BOTH)).rejects.toBeInstanceOf(CancelledError);
  });
});

test('the backends of a plan are those on which it makes machines', () => {
  const on = (cloud: ObservedCloud | null) => ({
    kind: 'machine',
    placement: cloud === null ? null : { cloud },
  });
  const backend = { kind: 'backend' };
  expect(backendsOf({ changes: [on(AWS), on(null), backend, on(LINODE), on(AWS)] })).toEqual(NAMES);
  expect(backendsOf({ changes: [on(null)] })).toEqual({});
});
