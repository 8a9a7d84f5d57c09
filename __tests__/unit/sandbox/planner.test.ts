import { describe, expect, test } from '@jest/globals';
import { addKey, type Client, client, createBody, type Row, row, running } from './client.ts';

async function plan(from: Client, extra: Row, cloud = 'aws'): Promise<Row> {
  const body = { ...createBody(from, 'm', {}, cloud), ...extra, dry: true };
  return row(row(await from.ok('POST', '/api/v2/machines', body)).plan);
}

function nameIn(of: Row, field: string): unknown {
  return row(of[field]).name;
}

describe('a plan of API v2', () => {
  test('a dry run creates nothing and is no write', async () => {
    const from = client();
    await plan(from, {});
    await from.world.advance(60_000);
    expect(from.emulator.context.state.machines).toEqual([]);
    expect(from.emulator.requests.map((request) => request.write)).toEqual([false]);
  });

  test('of all keys whose names match, the default one wins; without a key it wins too', async () => {
    const from = client();
    await addKey(from, 'my-ci-key-old');
    const id = await addKey(from, 'ci-key', 1);
    expect(nameIn(await plan(from, { key: 'ci-key' }), 'key')).toBe('my-ci-key-old');
    expect(nameIn(await plan(from, { key: '"ci-key"' }), 'key')).toBe('ci-key');
    expect(nameIn(await plan(from, { key: id }), 'key')).toBe('ci-key');
    expect(nameIn(await plan(from, {}), 'key')).toBe('my-ci-key-old');
  });

  test.each([
    ['t2', 't2.nano - t2.nano'],
    ['external_id="t2.micro"', 't2.micro - t2.micro'],
    [{ cpu: 1, memory: 1024 }, 't3a.micro - t3a.micro'],
    [{ search: 't2.small' }, 't2.small - t2.small'],
  ])('size %j becomes %s', async (size, name) => {
    expect(nameIn(await plan(client(), { size }), 'size')).toBe(name);
  });

  test.each<[Row, number, string]>([
    [{ image: 'nosuch' }, 404, 'Not Found: Image not found'],
    [{ image: { name: 'x' } }, 400, 'Bad Request: Image is required'],
    [{ size: '"t2.micro"' }, 404, 'Not Found: Size not found'],
    [{ size: { cpu: 3, memory: 7 } }, 404, 'Not Found: Size not found'],
    [{ size: { cpu: 1, ram: 1024 } }, 400, "{'cpu': 1, 'ram': 1024} is not valid under any of the given schemas"],
    [{ size: undefined }, 400, 'Bad Request: Required size parameter missing'],
    [{ location: 'mars' }, 404, 'Not Found: Location not found'],
    [{ key: 'nosuch' }, 404, 'Not Found: Key not found'],
    [{ cloud: 'nosuch' }, 404, 'Cloud not found'],
  ])('%j is refused', async (extra, status, words) => {
    const from = client();
    const reply = await from.send('POST', '/api/v2/machines', { ...createBody(from, 'm'), ...extra, dry: true });
    expect([reply.status, reply.body]).toEqual([status, expect.stringContaining(words)]);
  });

  test('several clouds: the cheapest plan wins, and every real error becomes one word', async () => {
    const from = client();
    await from.ok('POST', '/_sandbox/clouds', { name: 'aws10', provider: 'ec2', fields: { region: 'eu-west-1' } });
    const image = 'ubuntu/images/hvm-ssd/ubuntu-bionic-18.04-amd64-server-20210224';
    expect(nameIn(await plan(from, { cloud: 'aws', image, size: 't2.micro' }), 'cloud')).toBe('aws');
    const reply = await from.send('POST', '/api/v2/machines', { name: 'm', cloud: 'aws', image: 'nosuch', dry: true });
    expect([reply.status, reply.body]).toEqual([400, '"No valid plan could be generated"']);
  });

  test.each(['image', 'size', 'location', 'key', 'cloud'] as const)(
    'a switch makes the dry plan differ in %s',
    async (part) => {
      const from = client();
      await addKey(from, 'k');
      const honest = await plan(from, {});
      from.emulator.context.switches.dryDiffers = part;
      const lying = await plan(from, {});
      const differing = ['image', 'size', 'location', 'key', 'cloud'].filter(
        (name) => row(lying[name]).id !== row(honest[name]).id,
      );
      expect(differing).toEqual([part]);
    },
  );

  test('docker has no size rows and takes cpu and memory', async () => {
    const from = client();
    expect(await from.rows(`/api/v1/clouds/${from.cloudId('docker')}/sizes`)).toEqual([]);
    expect((await plan(from, {}, 'docker')).size).toEqual({ limits: { cpu: 1, memory: 1024 } });
    expect(await running(from, 'd', {}, 'docker')).toMatchObject({ machine_type: 'container', state: 'running' });
  });

  test('an image for another architecture is never paired with the size', async () => {
    const from = client();
    await from.ok('POST', `/api/v1/clouds/${from.cloudId('aws')}/images`, { search_term: 'ubuntu/images/*24.04*' });
    const made = await plan(from, { image: 'noble-24.04', size: 'external_id="t4g.micro"' });
    expect(nameIn(made, 'image')).toContain('arm64');
  });
});

describe('images', () => {
  test.each([
    ['ubuntu/images/*24.04*', 6, 0],
    ['ubuntu/images/*22.04*', 4, 4],
    ['debian-12', 4, 4],
    ['ubuntu 24.04', 0, 0],
    ['UBUNTU', 0, 0],
  ])('a search on EC2 for %j finds %d, and Mist then knows %d more', async (term, count, fresh) => {
    const from = client();
    const target = `/api/v1/clouds/${from.cloudId('aws')}/images`;
    const before = (await from.rows(target)).length;
    const found = await from.ok('POST', target, { search_term: term });
    expect(found).toHaveLength(count);
    expect(await from.rows(target)).toHaveLength(before + fresh);
  });

  test.each([
    ['linode', 'Ubuntu 24.04 LTS', 'linode/ubuntu24.04'],
    ['docker', 'mist/ubuntu-24.04:latest', 'mist/ubuntu-24.04'],
  ])('%s lists %s', async (cloud, name, externalId) => {
    const from = client();
    const images = await from.rows(`/api/v1/clouds/${from.cloudId(cloud)}/images`);
    expect(images.find((image) => image.name === name)).toMatchObject({ external_id: externalId, os_distro: 'ubuntu' });
  });
});
