import { describe, expect, test } from '@jest/globals';
import type { BootRequest } from '../../../sandbox/machine-host.ts';
import { addKey, type Client, client, create, createBody, live, plainDate, row, running, zuluDate } from './client.ts';

async function jobOf(
  from: Client,
  id: string,
): Promise<{ status: number; actions: unknown[]; finished: unknown; error: unknown }> {
  const reply = await from.send('GET', `/api/v1/jobs/${id}`);
  if (reply.status !== 200) return { status: reply.status, actions: [], finished: 0, error: false };
  const job = row(JSON.parse(reply.body));
  const logs = Array.isArray(job.logs) ? job.logs : [];
  return {
    status: 200,
    actions: logs.map((log) => row(log).action),
    finished: job.finished_at,
    error: job.error,
  };
}

async function finishedAfter(from: Client, id: string, action: string): Promise<number> {
  const start = from.world.now();
  for (let waited = 0; waited < 120; waited += 1) {
    const log = from.emulator.context.state.logs.find((one) => one.jobId === id && one.fields.action === action);
    if (log !== undefined) return Math.round((log.at - start) / 1000);
    await from.world.advance(1000);
  }
  return -1;
}

describe('a create', () => {
  test('its job is unknown at first, then created, then deployed', async () => {
    const from = client();
    await addKey(from, 'k');
    const id = await create(from, 'm');
    expect((await jobOf(from, id)).status).toBe(404);
    await from.world.advance(2000);
    expect(await jobOf(from, id)).toMatchObject({ status: 200, finished: 0, error: false });
    await live(from);
    await from.world.advance(20_000);
    const done = await jobOf(from, id);
    expect(done.actions).toEqual([
      'create_machine',
      'async_machine_creation_started',
      'sending_create_machine_request',
      'machine_creation_finished',
      'probe',
      'post_deploy_finished',
    ]);
    expect(done.finished).toBeGreaterThan(0);
  });

  test('the worker is done after 10 s with a live list in between, after 30 s without', async () => {
    const watched = client();
    const first = await create(watched, 'm');
    await watched.world.advance(1500);
    await live(watched);
    expect(await finishedAfter(watched, first, 'machine_creation_finished')).toBeLessThanOrEqual(9);
    const alone = client();
    const second = await create(alone, 'm');
    expect(await finishedAfter(alone, second, 'machine_creation_finished')).toBe(30);
  });

  test('row, then lease and key, then tags', async () => {
    const from = client();
    const key = await addKey(from, 'k');
    await create(from, 'm', { tags: { a: 'b' }, key, expiration: { date: zuluDate(from, 3600), action: 'destroy' } });
    await from.world.advance(1500);
    expect((await live(from))[0]).toMatchObject({ state: 'pending', public_ips: [], tags: {}, expiration: null });
    const seen: string[] = [];
    for (let waited = 0; waited < 60; waited += 1) {
      await from.world.advance(250);
      const machine = row((await live(from))[0]);
      if (machine.state === 'running' && !seen.includes('running')) seen.push('running');
      if (machine.expiration !== null && !seen.includes('lease')) seen.push('lease');
      if (Object.keys(row(machine.tags)).length > 0 && !seen.includes('tags')) seen.push('tags');
    }
    expect(seen).toEqual(['running', 'lease', 'tags']);
    expect((await from.rows('/api/v1/keys'))[0]?.machines).toMatchObject([{ cloud_id: from.cloudId('aws') }]);
  });

  test.each([
    ['x1.32xlarge', 'InsufficientInstanceCapacity'],
    ['x1.16xlarge', 'RequestLimitExceeded'],
    ['m1.small', 'InstanceLimitExceeded'],
  ])('%s is accepted and then refused by the provider', async (size, words) => {
    const from = client();
    const id = await create(from, 'm', { size: `external_id="${size}"` });
    await from.world.advance(5000);
    const job = await jobOf(from, id);
    expect(job.error).toContain(`Machine creation failed: aws, got exception ${words}`);
    expect(job.finished).toBeGreaterThan(0);
    expect(from.emulator.context.state.machines).toEqual([]);
  });

  test('destroyed before the worker is done: stays dead, no lease, and the job never finishes', async () => {
    const from = client();
    const id = await create(from, 'm', { expiration: { date: zuluDate(from, 3600), action: 'destroy' } });
    await from.world.advance(4000);
    const machine = row((await live(from))[0]);
    await from.ok('POST', `/api/v1/machines/${machine.id}`, { action: 'destroy' });
    await from.world.advance(900_000);
    const job = await jobOf(from, id);
    expect(job).toMatchObject({ finished: 0, error: false });
    expect(job.actions).not.toContain('machine_creation_finished');
    expect(await from.rows('/api/v1/schedules')).toEqual([]);
  });

  test('when SSH never works the machine runs and the job never finishes', async () => {
    const from = client();
    await addKey(from, 'k');
    from.emulator.context.switches.sshNever = '^m$';
    const id = await create(from, 'm');
    await live(from);
    await from.world.advance(600_000);
    const job = await jobOf(from, id);
    expect(job).toMatchObject({ finished: 0, error: false });
    expect(job.actions).toContain('machine_creation_finished');
    expect((await live(from))[0]).toMatchObject({ state: 'running', ssh_port: 1 });
  });

  test('a machine that never boots stays pending', async () => {
    const from = client();
    from.emulator.context.switches.neverBoot = 'm';
    await create(from, 'm');
    await from.world.advance(600_000);
    expect((await live(from))[0]).toMatchObject({ state: 'pending', public_ips: [] });
  });

  test('a broker that delivers twice makes a second machine of the same name', async () => {
    const from = client();
    from.emulator.context.switches.secondMachine = { name: '^m$', afterMs: 300_000 };
    await create(from, 'm');
    await from.world.advance(60_000);
    expect(await live(from)).toHaveLength(1);
    await from.world.advance(300_000);
    expect((await live(from)).map((machine) => machine.name)).toEqual(['m', 'm']);
  });

  test('names are not unique on EC2, but on docker', async () => {
    const from = client();
    await running(from, 'm');
    await running(from, 'm');
    expect(await live(from)).toHaveLength(2);
    await running(from, 'd', {}, 'docker');
    const id = await create(from, 'd', {}, 'docker');
    await from.world.advance(5000);
    expect((await jobOf(from, id)).error).toContain('Conflict. The container name');
    expect(await live(from, 'docker')).toHaveLength(1);
  });

  test('what the host is told: the deployed key, and cloud-init where the provider takes it', async () => {
    const booted: BootRequest[] = [];
    const host = {
      boot: async (machine: BootRequest) => {
        booted.push(machine);
        return { ip: '127.1.2.3', port: 2222 };
      },
      stop: async () => {},
      destroy: async () => {},
    };
    const from = client({ host });
    const key = await addKey(from, 'k');
    const given = { key, cloudinit: '#cloud-config\n' };
    expect(await running(from, 'a', given)).toMatchObject({ public_ips: ['127.1.2.3'], ssh_port: 2222 });
    await running(from, 'b', given, 'docker');
    await running(from, 'c', given, 'linode');
    expect(booted.map(({ name, cloudInit, provider }) => ({ name, cloudInit, provider }))).toEqual([
      { name: 'a', cloudInit: '#cloud-config\n', provider: 'ec2' },
      { name: 'b', cloudInit: null, provider: 'docker' },
      { name: 'c', cloudInit: null, provider: 'linode' },
    ]);
    expect(booted[0]?.authorizedKeys[0]).toMatch(/^ssh-rsa AAAA/);
  });

  test('a host that cannot boot gives a machine in state error', async () => {
    const host = { boot: () => Promise.reject(new Error('no')), stop: async () => {}, destroy: async () => {} };
    const from = client({ host });
    await create(from, 'm');
    await from.world.advance(5000);
    expect((await live(from))[0]).toMatchObject({ state: 'error' });
  });

  test('v1: a bad lease date leaves a machine without lease, tags and key, and an error', async () => {
    const from = client();
    const { image, size } = createBody(from, 'm');
    const body = { name: 'm', image, size, async: true, tags: { a: 'b' }, expiration: { date: plainDate(from, -60) } };
    const answer = row(await from.ok('POST', `/api/v1/clouds/${from.cloudId('aws')}/machines`, body));
    await from.world.advance(5000);
    await live(from);
    await from.world.advance(20_000);
    expect((await live(from))[0]).toMatchObject({ tags: {}, expiration: null, key_associations: {} });
    expect((await jobOf(from, String(answer.job_id))).error).toContain('Marty McFly');
  });

  test('v1: without async it blocks, and its id is the provider id', async () => {
    const from = client();
    const { image, size } = createBody(from, 'm');
    const blocked = from.ok('POST', `/api/v1/clouds/${from.cloudId('aws')}/machines`, { name: 'm', image, size });
    await from.world.advance(11_000);
    expect(row(await blocked).id).toMatch(/^i-[0-9a-f]{17}$/);
  });

  test.each([
    ['v2', 'm-', 2],
    ['v1', 'm-1', 1],
  ])('%s: a quantity makes names of its own', async (api, beginning, count) => {
    const from = client();
    const body = createBody(from, 'm', { quantity: 2, async: true });
    const target = api === 'v2' ? '/api/v2/machines' : `/api/v1/clouds/${from.cloudId('aws')}/machines`;
    await from.ok('POST', target, body);
    await from.world.advance(5000);
    const names = (await live(from)).map((machine) => String(machine.name));
    expect(names).toHaveLength(2);
    expect(names.filter((name) => name.startsWith(beginning))).toHaveLength(count);
  });
});
