// Which schedules go with machines that are proved gone, and what is said of those that stay.
import { describe, expect, test } from '@jest/globals';
import { removeSchedules } from '../../../src/engine/remove-rest.ts';
import { mistName } from '../../../src/model/identity.ts';
import type { MistId, ObservedMachine, ObservedSchedule } from '../../../src/model/observed.ts';
import { engineWorld, failedWith, inTurn, START } from '../../fakes/engine-world.ts';
import { AWS, id, observed, SCOPE } from '../plan/rows.ts';

const GONE = id(1);
const ALSO_GONE = id(2);
const OTHER = id(3);
const WEB = mistName(SCOPE, 'machine', 'web');

function schedule(n: number, more: Partial<ObservedSchedule> = {}): ObservedSchedule {
  return { id: id(n), name: `${WEB}-expiration-1a`, enabled: true, at: START, machineIds: [GONE], ...more };
}

type Server = {
  schedules: readonly ObservedSchedule[];
  readonly known: readonly ObservedMachine[];
  /** Of the second of two backends. */
  readonly provider: string;
  /** Whether a deleted schedule is still listed. */
  readonly forgets: boolean;
};

function serving(given: Partial<Server> = {}) {
  const server: Server = { schedules: [], known: [], provider: 'libvirt', forgets: true, ...given };
  const asked: string[] = [];
  const world = engineWorld(
    {
      schedules: async () => {
        asked.push('list');
        return server.schedules;
      },
      clouds: async () => {
        asked.push('clouds');
        return [AWS, { ...AWS, id: id(0xe), name: 'hosts', provider: server.provider }];
      },
      knownMachines: async () => {
        asked.push('known');
        return server.known;
      },
    },
    {
      deleteSchedule: async (gone: MistId) => {
        asked.push(`delete ${Number.parseInt(gone, 16)}`);
        if (server.forgets) server.schedules = server.schedules.filter((one) => one.id !== gone);
      },
    },
  );
  return { world, asked };
}

const gone = new Set([GONE, ALSO_GONE]);

test('without a machine that is gone nothing is asked', async () => {
  const { world, asked } = serving({ schedules: [schedule(1)] });
  expect([await removeSchedules(world, new Set()), asked]).toEqual([[], []]);
});

describe('of machines that are gone', () => {
  test.each<[string, Partial<ObservedSchedule>, boolean]>([
    ['a lease', {}, true],
    ['a lease that is to come', { at: START + 1 }, true],
    ['a lease of two of them', { machineIds: [GONE, ALSO_GONE] }, true],
    ['a lease of a literal name', { name: 'the-db-expiration-Zz-9' }, true],
    ['what a safe expiration has set', { name: `${WEB}-safe-expiration-17` }, true],
    ['one that selects something else too', { machineIds: [GONE, OTHER] }, false],
    ['one that selects nothing', { machineIds: [] }, false],
    ['of another machine', { machineIds: [OTHER] }, false],
    ['what somebody planned', { name: 'nightly-report' }, false],
    ['a lease of no name', { name: '-expiration-1' }, false],
    ['no lease: something follows', { name: `${WEB}-expiration-1 copy` }, false],
    ['no lease: something is before it', { name: `more\n${WEB}-expiration-1` }, false],
    ['no lease: nothing follows', { name: `${WEB}-expiration-` }, false],
  ])('%s', async (_, fields, goes) => {
    const { world, asked } = serving({ schedules: [schedule(7, fields)] });
    expect(await removeSchedules(world, gone)).toEqual([]);
    expect(asked).toEqual(goes ? ['list', 'delete 7', 'list'] : ['list']);
  });
});

describe('of a scope that has ended', () => {
  const left = { machineIds: [OTHER] };

  test.each<[string, Partial<ObservedSchedule>, readonly ObservedMachine[], boolean]>([
    ['goes where nobody knows its machine', left, [], true],
    ['goes where its machine is gone', left, [observed('web', { id: OTHER, state: 'terminated' })], true],
    ['stays where it lives', left, [observed('web', { id: OTHER })], false],
    ['stays where one of them lives', { machineIds: [id(4), OTHER] }, [observed('web', { id: OTHER })], false],
    ['of a safe expiration goes', { ...left, name: `${WEB}-safe-expiration-17` }, [], true],
    ['goes where another lives', left, [observed('web', { id: id(4) })], true],
  ])('its lease %s', async (_, fields, known, goes) => {
    const { world, asked } = serving({ schedules: [schedule(7, fields)], known });
    expect(await removeSchedules(world, new Set(), SCOPE)).toEqual([]);
    expect(asked).toEqual(goes ? ['list', 'known', 'delete 7', 'list'] : ['list', 'known']);
  });

  test.each<[string, Partial<ObservedSchedule>, boolean]>([
    ['over by a moment', { at: START }, true],
    ['to come', { at: START + 1 }, false],
    ['to come, and has run', { at: START + 1, enabled: false }, true],
    ['at a time that nobody tells', { at: null }, false],
    ['at such a time, and has run', { at: null, enabled: false }, true],
  ])('a lease that is %s', async (_, fields, goes) => {
    const { world, asked } = serving({ schedules: [schedule(7, { ...left, ...fields })] });
    expect(await removeSchedules(world, gone, SCOPE)).toEqual([]);
    expect(asked).toEqual(goes ? ['list', 'known', 'delete 7', 'list'] : ['list', 'clouds']);
    const line = `Left armed, because nobody has seen their machines end: ${WEB}-expiration-1a`;
    expect(world.said).toEqual(goes ? [] : [line]);
  });

  test('one that is to come goes as well where every backend lists what lives', async () => {
    const { world, asked } = serving({ schedules: [schedule(7, { ...left, at: START + 1 })], provider: 'linode' });
    expect(await removeSchedules(world, gone, SCOPE)).toEqual([]);
    expect(asked).toEqual(['list', 'clouds', 'known', 'delete 7', 'list']);
    expect(world.said).toEqual([]);
  });

  test('what is left armed is told once, beside what goes', async () => {
    const armed = [schedule(8, { ...left, at: null }), schedule(9, { ...left, at: null, name: `${WEB}-expiration-2` })];
    const { world, asked } = serving({ schedules: [schedule(7), ...armed] });
    expect(await removeSchedules(world, gone, SCOPE)).toEqual([]);
    expect(asked).toEqual(['list', 'clouds', 'delete 7', 'list', 'clouds']);
    expect(world.said).toEqual([
      `Left armed, because nobody has seen their machines end: ${WEB}-expiration-1a, ${WEB}-expiration-2`,
    ]);
  });

  test('the time is that of the server', async () => {
    const { world, asked } = serving({ schedules: [schedule(7, { ...left, at: START + 1_000 })] });
    world.reader.serverClockOffsetMs = () => 1_000;
    await removeSchedules(world, gone, SCOPE);
    expect(asked).toContain('delete 7');
  });

  test.each<[string, Partial<ObservedSchedule>]>([
    ['of another scope', { ...left, name: `${mistName({ ...SCOPE, name: 'pr-4' }, 'machine', 'web')}-expiration-1` }],
    ['that only ends like one', { ...left, name: `${WEB}-unsafe-expiration-1` }],
    ['of a key’s name', { ...left, name: `${mistName(SCOPE, 'key', 'web')}-expiration-1` }],
    ['that selects nothing', { machineIds: [] }],
    ['that is no lease', { ...left, name: WEB }],
  ])('one %s stays, and the machines are not even asked for', async (_, fields) => {
    const { world, asked } = serving({ schedules: [schedule(7, fields)] });
    expect([await removeSchedules(world, new Set(), SCOPE), asked]).toEqual([[], ['list']]);
  });

  test('those of machines proved gone and those known by name go together, each once', async () => {
    const { world, asked } = serving({ schedules: [schedule(7), schedule(8, left), schedule(9, { name: 'x' })] });
    expect(await removeSchedules(world, gone, SCOPE)).toEqual([]);
    expect(asked).toEqual(['list', 'known', 'delete 7', 'delete 8', 'list']);
  });

  test('without the scope nothing is known by its name', async () => {
    const { world, asked } = serving({ schedules: [schedule(8, left)] });
    expect([await removeSchedules(world, gone, null), asked]).toEqual([[], ['list']]);
  });
});

describe('what stays is told', () => {
  test('still listed after three deletes', async () => {
    const { world, asked } = serving({ schedules: [schedule(7)], forgets: false });
    expect(await removeSchedules(world, gone)).toEqual([
      {
        kind: 'schedule',
        name: `${WEB}-expiration-1a`,
        id: id(7),
        backend: null,
        why: 'still listed after it was deleted',
      },
    ]);
    expect(asked).toEqual(['list', 'delete 7', 'list', 'delete 7', 'list', 'delete 7', 'list']);
    expect(world.slept).toEqual([]);
  });

  test('an error is tried again three times, two seconds apart', async () => {
    const world = engineWorld({ schedules: inTurn(failedWith('server', 'down')) });
    expect(await removeSchedules(world, gone)).toEqual([
      { kind: 'schedule', name: '*', id: null, backend: null, why: 'GET /api/v1/clouds: 500 down' },
    ]);
    expect(world.slept).toEqual([2_000, 2_000, 2_000]);
  });

  test('an error that passes is no leak', async () => {
    const world = engineWorld({
      schedules: inTurn(failedWith('server'), failedWith('server'), failedWith('busy'), []),
    });
    expect(await removeSchedules(world, gone)).toEqual([]);
  });

  test('a pause that is cancelled ends', async () => {
    const world = engineWorld({ schedules: inTurn(failedWith('server')) }, {}, AbortSignal.abort());
    await expect(removeSchedules(world, gone)).rejects.toMatchObject({ code: 'cancelled' });
  });
});
