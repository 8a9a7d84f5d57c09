import { describe, expect, test } from '@jest/globals';
import { addKey, type Client, client, create, live, plainDate, row, running, zuluDate } from './client.ts';

function edit(from: Client, machine: { readonly [key: string]: unknown }, expiration: unknown) {
  return from.send('PUT', `/api/v1/machines/${machine.id}`, { expiration });
}

async function leaseOf(from: Client, name = 'm'): Promise<unknown> {
  return (await live(from)).find((one) => one.name === name)?.expiration;
}

function stateOf(from: Client, name = 'm'): string | undefined {
  return from.emulator.context.state.machines.find((one) => one.name === name)?.state;
}

const HOUR = 3600;

describe('a lease', () => {
  test('from the create is read back without a zone, fires once, and the machine is gone', async () => {
    const from = client();
    await running(from, 'm', { expiration: { date: zuluDate(from, HOUR), action: 'destroy' } });
    expect(await leaseOf(from)).toMatchObject({ action: 'destroy', date: zuluDate(from, HOUR - 16).slice(0, 19) });
    await from.world.advance((HOUR - 20) * 1000);
    expect(stateOf(from)).toBe('running');
    await from.world.advance(10_000);
    expect(stateOf(from)).toBe('terminated');
  });

  test.each([
    ['a dead scheduler never fires', { deadScheduler: true }, 'running'],
    ['SAFE_EXPIRATION only stops', { safeExpiration: true }, 'stopped'],
  ])('%s', async (_what, switches, state) => {
    const from = client();
    Object.assign(from.emulator.context.switches, switches);
    await running(from, 'm', { expiration: { date: zuluDate(from, HOUR), action: 'destroy' } });
    await from.world.advance((HOUR + 60) * 1000);
    expect(stateOf(from)).toBe(state);
  });

  test('SAFE_EXPIRATION destroys seven days later', async () => {
    const from = client();
    from.emulator.context.switches.safeExpiration = true;
    await running(from, 'm', { expiration: { date: zuluDate(from, HOUR), action: 'destroy' } });
    await from.world.advance((HOUR + 60) * 1000);
    expect(from.emulator.context.state.schedules.map(({ name }) => name)).toContainEqual(
      expect.stringMatching(/^m-safe-expiration-\d+$/),
    );
    from.emulator.context.switches.safeExpiration = false;
    await from.world.advance(7 * 86_400_000);
    expect(stateOf(from)).toBe('terminated');
  });

  test.each([
    ['in the past', -5],
    ['nearer than the worker', 8],
  ])('of a create %s is swallowed without an error', async (_what, seconds) => {
    const from = client();
    await running(from, 'm', { expiration: { date: zuluDate(from, seconds), action: 'destroy' } });
    expect(await leaseOf(from)).toBeNull();
    expect(stateOf(from)).toBe('running');
  });

  test('swallowed by a switch', async () => {
    const from = client();
    from.emulator.context.switches.leaseSwallowed = 'm';
    await running(from, 'm', { expiration: { date: zuluDate(from, HOUR), action: 'destroy' } });
    expect(await leaseOf(from)).toBeNull();
  });

  test('an offset is dropped, not applied', async () => {
    const from = client();
    const wall = zuluDate(from, 10 * HOUR).replace('Z', '');
    await running(from, 'm', { expiration: { date: `${wall}+02:00`, action: 'destroy' } });
    expect(await leaseOf(from)).toMatchObject({ date: wall });
  });

  test('edits after the create replace each other: one schedule is left, the one that is named', async () => {
    const from = client();
    const machine = await running(from, 'm', { expiration: { date: zuluDate(from, HOUR), action: 'destroy' } });
    for (const hours of [2, 3, 4]) {
      const reply = await edit(from, machine, { date: plainDate(from, hours * HOUR), action: 'destroy', notify: 0 });
      expect(reply.status).toBe(200);
    }
    const schedules = await from.rows('/api/v1/schedules');
    expect(schedules).toHaveLength(1);
    expect(schedules[0]?.name).toMatch(/^m-expiration-\d{1,3}$/);
    expect(row(await leaseOf(from)).id).toBe(schedules[0]?.id);
  });

  test('an edit before the worker is done leaves a bomb: read back right, overwritten, and still armed', async () => {
    const from = client();
    await create(from, 'm', { expiration: { date: zuluDate(from, 2 * HOUR), action: 'destroy' } });
    await from.world.advance(4000);
    const machine = row((await live(from))[0]);
    await edit(from, machine, { date: plainDate(from, HOUR), action: 'destroy' });
    expect(await leaseOf(from)).toMatchObject({ date: plainDate(from, HOUR).replace(' ', 'T') });
    await from.world.advance(12_000);
    expect(await leaseOf(from)).toMatchObject({ date: plainDate(from, 2 * HOUR - 16).replace(' ', 'T') });
    expect(await from.rows('/api/v1/schedules')).toHaveLength(2);
    await from.world.advance(HOUR * 1000);
    expect(stateOf(from)).toBe('terminated');
  });

  test.each([
    ['a past date', { date: '2020-01-02 03:04:05', action: 'destroy' }, 400],
    ['RFC 3339', { date: '2030-01-02T03:04:05Z', action: 'destroy' }, 400],
    ['no date', { date: 'tomorrow', action: 'destroy' }, 400],
    ['an unknown action', { date: '2030-01-02 03:04:05', action: 'explode' }, 500],
  ])('a rejected edit (%s) has already deleted the lease', async (_what, expiration, status) => {
    const from = client();
    const machine = await running(from, 'm', { expiration: { date: zuluDate(from, HOUR), action: 'destroy' } });
    expect((await edit(from, machine, expiration)).status).toBe(status);
    expect(await leaseOf(from)).toBeNull();
    expect(await from.rows('/api/v1/schedules')).toEqual([]);
  });

  test('v2 wants the same date, and says 500 to any other', async () => {
    const from = client();
    const machine = await running(from, 'm', { expiration: { date: zuluDate(from, HOUR), action: 'destroy' } });
    const target = `/api/v2/machines/${machine.id}`;
    const good = { expiration: { date: plainDate(from, 2 * HOUR), action: 'destroy' } };
    expect((await from.send('PUT', target, good)).status).toBe(200);
    const bad = { expiration: { date: zuluDate(from, 2 * HOUR), action: 'destroy' } };
    expect((await from.send('PUT', target, bad)).status).toBe(500);
    expect(await leaseOf(from)).toBeNull();
  });

  test('an edit without an action means stop, and an empty date removes the lease', async () => {
    const from = client();
    const machine = await running(from, 'm');
    await edit(from, machine, { date: plainDate(from, HOUR) });
    expect(await leaseOf(from)).toMatchObject({ action: 'stop' });
    await edit(from, machine, { date: '' });
    expect(await leaseOf(from)).toBeNull();
  });

  test('names of edits collide when all thousand are taken: refused, and the lease is gone', async () => {
    const from = client();
    const machine = await running(from, 'm', { expiration: { date: zuluDate(from, HOUR), action: 'destroy' } });
    for (let n = 0; n < 1000; n += 1) {
      await from.ok('POST', '/_sandbox/schedules', { machine_id: machine.id, name: `m-expiration-${n}` });
    }
    const reply = await edit(from, machine, { date: plainDate(from, HOUR), action: 'destroy' });
    expect(reply.status).toBe(409);
    expect(await leaseOf(from)).toBeNull();
  });

  test('destroying a machine leaves its schedule; deleting the schedule of a living one removes its lease', async () => {
    const from = client();
    const lease = { expiration: { date: zuluDate(from, HOUR), action: 'destroy' } };
    const dead = await running(from, 'dead', lease);
    await from.ok('POST', `/api/v1/machines/${dead.id}`, { action: 'destroy' });
    await running(from, 'm', lease);
    const schedules = await from.rows('/api/v1/schedules');
    expect(schedules.map((one) => one.task_enabled)).toEqual([true, true]);
    for (const schedule of schedules) await from.ok('DELETE', `/api/v1/schedules/${schedule.id}`);
    expect(await from.rows('/api/v1/schedules')).toEqual([]);
    expect(await leaseOf(from)).toBeNull();
    expect((await from.send('DELETE', `/api/v1/schedules/${schedules[0]?.id}`)).status).toBe(404);
  });

  test.each(['2023', '4.7'] as const)('series %s shows its schedules in its own way', async (series) => {
    const from = client({ options: { series } });
    await addKey(from, 'k');
    await running(from, 'm', { expiration: { date: zuluDate(from, HOUR), action: 'destroy' } });
    const schedule = row((await from.rows('/api/v1/schedules'))[0]);
    expect(schedule.task_type).toEqual({ action: series === '4.7' ? 'destroy' : 'machine_action' });
    expect('run_immediately' in schedule).toBe(series === '4.7');
  });
});
