import { describe, expect, test } from '@jest/globals';
import { insertAgain } from '../../../sandbox/clouds.ts';
import { type Client, client, create, live, type Row, row, running } from './client.ts';

function act(from: Client, machine: Row, action: string) {
  return from.send('POST', `/api/v1/machines/${machine.id}`, { action });
}

function known(from: Client): Promise<Row[]> {
  return from.rows('/api/v2/machines');
}

describe('two clouds of one account', () => {
  test('list the same machines under ids of their own, and what ends one ends both', async () => {
    const from = client();
    const { context } = from.emulator;
    const aws = context.state.clouds.find(({ name }) => name === 'aws');
    if (aws === undefined) throw new Error('no aws');
    const again = insertAgain(context, 'aws2', aws);
    await running(from, 'm');
    const there = (): Promise<Row[]> => from.rows(`/api/v1/clouds/${again.id}/machines`);
    const [own] = await live(from);
    const [seen] = await there();
    expect(seen).toMatchObject({ name: 'm', state: 'running', external_id: own?.external_id, cloud: again.id });
    expect(seen?.id).not.toBe(own?.id);
    if (seen === undefined) throw new Error('no row');
    await act(from, seen, 'stop');
    expect([(await live(from))[0]?.state, (await there())[0]?.state]).toEqual(['stopped', 'stopped']);
    await act(from, seen, 'destroy');
    expect([(await live(from))[0]?.state, (await there())[0]?.state]).toEqual(['terminated', 'terminated']);
    expect(await there()).toHaveLength(1);
  });
});

describe('lists of machines', () => {
  test('a live list sees a new machine at once, cached ones only after a poll or a live list', async () => {
    const from = client();
    await create(from, 'm');
    await from.world.advance(1000);
    const cached = `/api/v1/clouds/${from.cloudId('aws')}/machines?cached=true`;
    expect(await known(from)).toEqual([]);
    expect(await from.rows('/api/v1/machines')).toEqual([]);
    expect(await from.rows(cached)).toEqual([]);
    expect(await live(from)).toHaveLength(1);
    expect(await known(from)).toHaveLength(1);
    expect(await from.rows('/api/v1/machines')).toHaveLength(1);
    expect(await from.rows(cached)).toHaveLength(1);
  });

  test('the poller looks every 10 s for ten minutes after an action, then every half hour', async () => {
    const from = client();
    await running(from, 'm');
    const { state } = from.emulator.context;
    const change = (to: string): void => {
      for (const machine of state.machines) machine.state = to;
    };
    change('suspended');
    await from.world.advance(11_000);
    expect((await known(from))[0]?.state).toBe('suspended');
    await from.world.advance(700_000);
    change('running');
    await from.world.advance(60_000);
    expect((await known(from))[0]?.state).toBe('suspended');
    await from.world.advance(1_800_000);
    expect((await known(from))[0]?.state).toBe('running');
  });

  test.each([
    ['aws', ['terminated']],
    ['linode', []],
    ['docker', []],
  ])('after a destroy %s lists %j', async (cloud, states) => {
    const from = client();
    const machine = await running(from, 'm', {}, cloud);
    expect((await act(from, machine, 'destroy')).body).toBe('OK');
    expect((await live(from, cloud)).map((one) => one.state)).toEqual(states);
    await from.world.advance(700_000);
    expect(await live(from, cloud)).toEqual([]);
    expect(await known(from)).toEqual([]);
  });

  test('a provider that is down: live 503, cached lists still answer', async () => {
    const from = client();
    await running(from, 'm');
    from.emulator.context.switches.providerDown = ['aws'];
    const reply = await from.send('GET', `/api/v1/clouds/${from.cloudId('aws')}/machines`);
    expect([reply.status, reply.body]).toEqual([503, 'Cloud unavailable']);
    expect(await known(from)).toHaveLength(1);
  });

  test('a disabled cloud hides its machines from v2, a removed one from everything', async () => {
    const from = client();
    await running(from, 'm');
    const id = from.cloudId('aws');
    await from.ok('PATCH', `/_sandbox/clouds/${id}`, { enabled: false });
    expect(await known(from)).toEqual([]);
    await from.ok('PATCH', `/_sandbox/clouds/${id}`, { enabled: true });
    await from.ok('DELETE', `/api/v1/clouds/${id}`);
    expect(await from.rows('/api/v1/machines')).toEqual([]);
    expect(from.emulator.context.state.machines[0]?.state).toBe('running');
  });

  test.each([
    ['2023', 'external_id', 'cloud_title'],
    ['4.7', 'machine_id', 'cloud_title'],
  ] as const)('series %s calls the provider id %s in v1 and external_id in v2', async (series, field, title) => {
    const from = client({ options: { series } });
    const machine = await running(from, 'm');
    expect(machine[field]).toMatch(/^i-/);
    expect(machine[title]).toBe('aws');
    expect((await known(from))[0]?.external_id).toBe(machine[field]);
  });
});

describe('actions', () => {
  test.each([
    ['start', 403, "Forbidden: Machine doesn't support start."],
    ['explode', 400, "Bad Request: Action 'explode' should be one of"],
    ['stop', 200, 'OK'],
  ])('v1 %s on a running machine', async (action, status, words) => {
    const from = client();
    const reply = await act(from, await running(from, 'm'), action);
    expect(reply.status).toBe(status);
    expect(reply.body).toContain(words);
  });

  test('are allowed by the cached view: start right after stop is refused until somebody looks', async () => {
    const from = client();
    const machine = await running(from, 'm');
    await act(from, machine, 'stop');
    expect((await act(from, machine, 'start')).status).toBe(403);
    expect((await live(from))[0]).toMatchObject({ state: 'stopped', public_ips: [] });
    expect((await act(from, machine, 'start')).status).toBe(200);
    await from.world.advance(4000);
    expect((await live(from))[0]).toMatchObject({ state: 'running' });
  });

  test('a destroyed machine is 404 in v1 and 422 in v2', async () => {
    const from = client();
    const machine = await running(from, 'm');
    await act(from, machine, 'destroy');
    const again = await act(from, machine, 'destroy');
    expect([again.status, again.body]).toEqual([404, `Not Found: Machine ${machine.id} has been terminated`]);
    expect((await from.send('POST', `/api/v2/machines/${machine.id}/actions/destroy`)).status).toBe(422);
    expect((await from.send('PUT', `/api/v1/machines/${machine.id}`, { expiration: {} })).status).toBe(404);
  });

  test('a destroy that lies is believed by Mist until the next look', async () => {
    const from = client();
    const machine = await running(from, 'm');
    from.emulator.context.switches.destroyLies = '^m$';
    expect((await act(from, machine, 'destroy')).status).toBe(200);
    expect((await known(from))[0]?.state).toBe('terminated');
    expect((await live(from))[0]?.state).toBe('running');
  });

  test('v2 takes the first machine that a search finds', async () => {
    const from = client();
    await from.ok('POST', '/_sandbox/machines', { name: 'web-10' });
    await from.ok('POST', '/_sandbox/machines', { name: 'web-1' });
    expect(await from.ok('POST', '/api/v2/machines/web-1/actions/destroy')).toBe('Destroyed machine `web-10`');
  });

  test.each(['%20', 'AND', 'or'])('v2 reads the path segment %j as "everything"', async (segment) => {
    const from = client();
    await from.ok('POST', '/_sandbox/machines', { name: 'innocent' });
    expect(await from.ok('POST', `/api/v2/machines/${segment}/actions/destroy`)).toBe('Destroyed machine `innocent`');
  });

  test('a machine that is destroyed while it boots never gets an address', async () => {
    const destroyed: string[] = [];
    const host = {
      boot: async () => ({ ip: '127.1.1.1', port: 22 }),
      stop: async () => {},
      destroy: async (id: string) => void destroyed.push(id),
    };
    const from = client({ host });
    await create(from, 'm');
    await from.world.advance(1000);
    const machine = row((await live(from))[0]);
    await act(from, machine, 'destroy');
    await from.world.advance(10_000);
    expect((await live(from))[0]).toMatchObject({ state: 'terminated', public_ips: [] });
    expect(new Set(destroyed)).toEqual(new Set([machine.id]));
  });
});

describe('tags', () => {
  test('v1 bulk and v2 are written a second or two later', async () => {
    const from = client();
    const machine = await running(from, 'm');
    const resource = { type: 'machine', item_id: machine.id, cloud_id: from.cloudId('aws') };
    await from.ok('POST', '/api/v1/tags', [
      {
        tags: [
          { key: 'a', value: '1' },
          { key: 'b', value: '2', op: '+' },
        ],
        resource,
      },
    ]);
    expect((await live(from))[0]?.tags).toEqual({});
    await from.world.advance(2000);
    expect((await live(from))[0]?.tags).toEqual({ a: '1', b: '2' });
    const resources = [{ resource_type: 'machines', resource_id: machine.id }];
    await from.ok('POST', '/api/v2/tags', { operations: [{ operation: 'remove', tags: [{ key: 'a' }], resources }] });
    await from.ok('POST', '/api/v1/tags', [{ tags: [{ key: 'b', value: '', op: '-' }], resource }]);
    await from.world.advance(2000);
    expect((await live(from))[0]?.tags).toEqual({});
  });

  test('v1 needs the cloud, and the old routes of one machine are broken', async () => {
    const from = client();
    const machine = await running(from, 'm');
    const reply = await from.send('POST', '/api/v1/tags', [
      { tags: [{ key: 'a', value: '1' }], resource: { type: 'machine', item_id: machine.id } },
    ]);
    expect([reply.status, reply.body]).toEqual([400, 'Required parameter not provided: cloud_id']);
    const target = `/api/v1/clouds/${from.cloudId('aws')}/machines/${machine.external_id}/tags`;
    expect((await from.send('POST', target, { tags: { a: '1' } })).status).toBe(500);
  });
});
