import { describe, expect, test } from '@jest/globals';
import type { Fault } from '../../../sandbox/faults.ts';
import { client, createBody, row, running } from './client.ts';

describe('faults of requests', () => {
  test.each<[Fault, number, string, string]>([
    [{ kind: 'drop', when: 'before' }, 200, 'drop', ''],
    [{ kind: 'reset', when: 'before' }, 200, 'reset', ''],
    [{ kind: 'stall', when: 'before' }, 200, 'stall', ''],
    [{ kind: 'truncate' }, 200, 'truncate', '[{'],
    [{ kind: 'html', status: 502 }, 502, 'send', '<html>'],
    [{ kind: 'status', status: 500, body: 'oops' }, 500, 'send', 'oops'],
    [{ kind: 'locked' }, 423, 'send', ''],
    [{ kind: 'rate-limit', retryAfter: '7' }, 429, 'send', ''],
    [{ kind: 'unauthorized' }, 401, 'send', 'not authenticated'],
    [{ kind: 'unavailable' }, 503, 'send', 'Cloud unavailable'],
  ])('%j', async (fault, status, fate, words) => {
    const from = client();
    await from.ok('POST', '/_sandbox/faults', { match: { route: 'clouds$' }, fault });
    const reply = await from.send('GET', '/api/v1/clouds');
    expect([reply.status, reply.fate]).toEqual([status, fate]);
    expect(reply.body).toContain(words);
    if (fault.kind === 'rate-limit') expect(reply.headers['Retry-After']).toBe('7');
    expect((await from.send('GET', '/api/v1/clouds')).status).toBe(200);
  });

  test.each(['before', 'after'] as const)('a reply lost %s acting', async (when) => {
    const from = client();
    const fault = { kind: 'drop', when };
    await from.ok('POST', '/_sandbox/faults', { match: { method: 'POST', route: 'v2/machines' }, fault });
    expect((await from.send('POST', '/api/v2/machines', createBody(from, 'm'))).fate).toBe('drop');
    await from.world.advance(5000);
    expect(from.emulator.context.state.machines).toHaveLength(when === 'after' ? 1 : 0);
  });

  test('the n-th match is hit, as often as asked', async () => {
    const from = client();
    const rule = { match: { method: 'GET', route: 'ping', nth: 2, times: 2 }, fault: { kind: 'unavailable' } };
    await from.ok('POST', '/_sandbox/faults', rule);
    const seen: number[] = [];
    for (let n = 0; n < 5; n += 1) seen.push((await from.send('GET', '/api/v1/ping')).status);
    expect(seen).toEqual([200, 503, 503, 200, 200]);
  });

  test('times 0 hits for ever, until the rules are cleared', async () => {
    const from = client();
    await from.ok('POST', '/_sandbox/faults', { match: { times: 0 }, fault: { kind: 'locked' } });
    for (let n = 0; n < 3; n += 1) expect((await from.send('GET', '/api/v1/ping')).status).toBe(423);
    await from.ok('DELETE', '/_sandbox/faults');
    expect((await from.send('GET', '/api/v1/ping')).status).toBe(200);
  });

  test('a delay passes on the sandbox clock', async () => {
    const from = client();
    await from.ok('POST', '/_sandbox/faults', { match: {}, fault: { kind: 'delay', ms: 5000 } });
    let status = 0;
    const waiting = from.send('GET', '/api/v1/ping').then((reply) => {
      status = reply.status;
    });
    await from.world.advance(4000);
    expect(status).toBe(0);
    await from.world.advance(2000);
    await waiting;
    expect(status).toBe(200);
  });

  test.each([[{ kind: 'nosuch' }], [{ kind: 'drop' }], [{ kind: 'delay' }], [{ kind: 'rate-limit' }], [null]])(
    '%j is no fault',
    async (fault) => {
      expect((await client().send('POST', '/_sandbox/faults', { match: {}, fault })).status).toBe(400);
    },
  );

  test('a hook decides each request in process', async () => {
    const numbers: number[] = [];
    const from = client({
      hook: (request, n) => {
        numbers.push(n);
        return request.path.endsWith('keys') ? { kind: 'reset', when: 'before' } : null;
      },
    });
    expect((await from.send('GET', '/api/v1/ping')).fate).toBe('send');
    expect((await from.send('GET', '/api/v1/keys')).fate).toBe('reset');
    expect(numbers).toEqual([1, 2]);
  });
});

describe('the control surface', () => {
  test('needs the token', async () => {
    const { emulator } = client();
    const reply = await emulator.handle({ method: 'GET', path: '/_sandbox/state', query: '', headers: {}, body: '' });
    expect(reply.status).toBe(401);
  });

  test('tells requests and writes, and keeps what is gone', async () => {
    const from = client();
    const machine = await running(from, 'm', { tags: { a: 'b' } });
    await from.ok('POST', `/api/v1/clouds/${from.cloudId('aws')}/images`, { search_term: 'x' });
    await from.ok('POST', `/api/v1/machines/${machine.id}`, { action: 'destroy' });
    await from.world.advance(700_000);
    await live404(from);
    const state = row(await from.ok('GET', '/_sandbox/state'));
    expect(state.writes).toBe(2);
    expect(state.machines).toMatchObject([{ id: machine.id, gone: true, cloud: 'aws', tags: { a: 'b' } }]);
    expect(state.requests).toContainEqual(
      expect.objectContaining({ method: 'POST', path: '/api/v2/machines', status: 200 }),
    );
    expect(state.crashes).toEqual([]);
  });

  test('plants machines of any name, tags and state, and changes them', async () => {
    const from = client();
    const decoy = { name: 'ma-x', tags: { mist_action_scope: 's' }, state: 'stopped', cloud: 'linode' };
    const { id } = row(await from.ok('POST', '/_sandbox/machines', decoy));
    expect(await from.rows('/api/v2/machines')).toMatchObject([{ id, name: 'ma-x', state: 'stopped' }]);
    await from.ok('PATCH', `/_sandbox/machines/${id}`, { state: 'running', name: 'y', public_ips: ['127.9.9.9'] });
    const linode = `/api/v1/clouds/${from.cloudId('linode')}/machines`;
    expect(await from.rows(linode)).toMatchObject([{ name: 'y', state: 'running', public_ips: ['127.9.9.9'] }]);
    await from.ok('PATCH', `/_sandbox/machines/${id}`, { gone: true });
    expect(await from.rows(linode)).toEqual([]);
  });

  test('plants keys and schedules', async () => {
    const from = client();
    await from.ok('POST', '/_sandbox/keys', { name: 'theirs' });
    const { id } = row(await from.ok('POST', '/_sandbox/machines', { name: 'm' }));
    await from.ok('POST', '/_sandbox/schedules', {
      machine_id: id,
      action: 'destroy',
      at: from.world.now() + 1000,
      lease: true,
    });
    expect((await from.rows('/api/v1/keys')).map((key) => key.name)).toEqual(['theirs']);
    expect((await from.rows('/api/v1/machines'))[0]?.expiration).toMatchObject({ action: 'destroy' });
    await from.world.advance(5000);
    expect(from.emulator.context.state.machines[0]?.state).toBe('terminated');
  });

  test.each([
    ['GET', 'nothing', undefined],
    ['POST', 'machines', { name: 'x', cloud: 'nowhere' }],
    ['PATCH', 'machines/none', {}],
    ['POST', 'schedules', { machine_id: 'none' }],
  ])('%s %s is 404', async (method, target, body) => {
    expect((await client().send(method, `/_sandbox/${target}`, body)).status).toBe(404);
  });
});

async function live404(from: ReturnType<typeof client>): Promise<void> {
  expect(await from.rows(`/api/v1/clouds/${from.cloudId('aws')}/machines`)).toEqual([]);
}
