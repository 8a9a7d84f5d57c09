import { describe, expect, test } from '@jest/globals';
import ssh2 from 'ssh2';
import { addKey, client, create, type Row, row, running, textOf } from './client.ts';
import { RSA_KEYS } from './rsa-keys.ts';

function put(from: ReturnType<typeof client>, body: Row) {
  return from.send('PUT', '/api/v1/keys', body);
}

describe('keys', () => {
  test.each([
    ['garbage', 'garbage'],
    ['ed25519', ssh2.utils.generateKeyPairSync('ed25519').private],
    ['a public key', ssh2.utils.generateKeyPairSync('rsa', { bits: 2048 }).public],
  ])('%s is refused', async (_what, priv) => {
    const reply = await put(client(), { name: 'k', priv });
    expect([reply.status, reply.body]).toEqual([400, 'Bad Request: Private key is not a valid RSA key.']);
  });

  test('OpenSSH format is taken, read back as it came, with the public half Mist shows', async () => {
    const from = client();
    const pair = ssh2.utils.generateKeyPairSync('rsa', { bits: 2048 });
    const id = row(await from.ok('PUT', '/api/v1/keys', { name: 'k', priv: pair.private })).id;
    expect(await from.ok('GET', `/api/v1/keys/${id}/private`)).toBe(pair.private);
    expect(await from.ok('GET', `/api/v1/keys/${id}/public`)).toBe(pair.public.split(' ').slice(0, 2).join(' '));
  });

  test('adding over a name answers 409 and has already replaced the private half', async () => {
    const from = client();
    const id = await addKey(from, 'k');
    const before = await from.ok('GET', `/api/v1/keys/${id}/public`);
    expect((await put(from, { name: 'k', priv: RSA_KEYS[1] })).status).toBe(409);
    expect(await from.ok('GET', `/api/v1/keys/${id}/private`)).toBe(RSA_KEYS[1]);
    expect(await from.ok('GET', `/api/v1/keys/${id}/public`)).toBe(before);
  });

  test('4.7: a duplicate is a harmless 409, and a deleted name is free at once', async () => {
    const from = client({ options: { series: '4.7' } });
    const id = await addKey(from, 'k');
    const reply = await put(from, { name: 'k', priv: RSA_KEYS[1] });
    expect([reply.status, reply.body]).toEqual([409, 'Key name exists']);
    expect(await from.ok('GET', `/api/v1/keys/${id}/private`)).toBe(RSA_KEYS[0]);
    await from.ok('DELETE', `/api/v1/keys/${id}`);
    expect((await put(from, { name: 'k', priv: RSA_KEYS[0] })).status).toBe(200);
  });

  test.each([
    [{}, 409],
    [{ delete_from_vault: true }, 200],
  ])('a name deleted with %j is then %d', async (body, status) => {
    const from = client();
    const id = await addKey(from, 'k');
    await from.ok('DELETE', `/api/v1/keys/${id}`, body);
    expect((await put(from, { name: 'k', priv: RSA_KEYS[1] })).status).toBe(status);
  });

  test('deleting the default key silently makes another the default', async () => {
    const from = client();
    const first = await addKey(from, 'a');
    await addKey(from, 'b', 1);
    await from.ok('DELETE', `/api/v1/keys/${first}`);
    expect((await from.rows('/api/v1/keys')).map((key) => [key.name, key.isDefault])).toEqual([['b', true]]);
  });

  test('v1 generates without storing, v2 stores and hides, and deletes by a part of the name', async () => {
    const from = client();
    expect(row(await from.ok('POST', '/api/v1/keys')).priv).toBe(RSA_KEYS[0]);
    expect(await from.rows('/api/v1/keys')).toEqual([]);
    expect(Object.keys(row(await from.ok('POST', '/api/v2/keys', { name: 'k-two', generate: true })))).toEqual(['id']);
    expect(await from.ok('DELETE', '/api/v2/keys/two')).toBe('Deleted key `k-two`');
  });
});

describe('clouds', () => {
  const good = { name: 'lab', provider: 'ec2', apikey: 'AKIA1', apisecret: 's', region: 'eu-west-1' };

  test('are added, list nothing for seconds, and are removed', async () => {
    const from = client();
    const added = row(await from.ok('POST', '/api/v1/clouds', good));
    expect(added).toMatchObject({ name: 'lab', provider: 'ec2', apikey: 'AKIA1', index: 3 });
    expect(JSON.stringify(added)).not.toContain('apisecret');
    const sizes = `/api/v1/clouds/${added.id}/sizes`;
    expect(await from.rows(sizes)).toEqual([]);
    await from.world.advance(6000);
    expect((await from.rows(sizes)).length).toBeGreaterThan(20);
    expect(await from.ok('DELETE', `/api/v1/clouds/${added.id}`)).toBe('OK');
    expect((await from.send('DELETE', `/api/v1/clouds/${added.id}`)).status).toBe(404);
  });

  test.each<[string, Row, number, string]>([
    ['refused credentials', { ...good, apikey: 'BAD' }, 401, 'Unauthorized cloud credentials'],
    ['a region that is none', { ...good, region: 'mars-1' }, 503, 'Invalid region'],
    ['no region', { name: 'lab', provider: 'ec2', apikey: 'A', apisecret: 's' }, 400, 'Field is required'],
    ['a name in use', { ...good, name: 'aws' }, 409, 'already exists'],
    ['a bad name', { ...good, name: 'x' }, 400, 'may only contain'],
    ['the old field', { ...good, title: 'lab' }, 400, "Invalid parameters ['title']"],
    ['no provider', { name: 'lab' }, 400, 'Required parameter not provided: provider'],
  ])('v1 with %s', async (_what, body, status, words) => {
    const reply = await client().send('POST', '/api/v1/clouds', body);
    expect([reply.status, reply.body]).toEqual([status, expect.stringContaining(words)]);
  });

  test('4.7 takes title or name and answers title', async () => {
    const from = client({ options: { series: '4.7' } });
    const { name: _name, ...rest } = good;
    expect(row(await from.ok('POST', '/api/v1/clouds', { ...rest, title: 'lab' })).title).toBe('lab');
    expect(row(await from.ok('POST', '/api/v1/clouds', { ...rest, name: 'lab2' })).title).toBe('lab2');
  });

  test('v2 says 403 to refused credentials and echoes what its schema refuses', async () => {
    const from = client();
    const credentials = { apikey: 'BAD', apisecret: 'hush', region: 'eu-west-1' };
    const refused = await from.send('POST', '/api/v2/clouds', { name: 'lab', provider: 'amazon', credentials });
    expect(refused.status).toBe(403);
    const echoed = await from.send('POST', '/api/v2/clouds', {
      name: 'lab',
      provider: 'amazon',
      credentials: { apisecret: 'hush' },
    });
    expect([echoed.status, echoed.contentType]).toEqual([400, 'application/problem+json']);
    expect(echoed.body).toContain('hush');
  });

  test('a refused PATCH has broken the cloud until a good one', async () => {
    const from = client();
    const id = from.cloudId('aws');
    expect((await from.send('PATCH', `/api/v1/clouds/${id}`, { apikey: 'BAD' })).status).toBe(401);
    expect((await from.send('GET', `/api/v1/clouds/${id}/machines`)).status).toBe(503);
    expect((await from.send('PATCH', `/api/v1/clouds/${id}`, { apikey: 'AKIA2' })).status).toBe(200);
    expect((await from.send('GET', `/api/v1/clouds/${id}/machines`)).status).toBe(200);
  });

  test('two adds of one name at once: one is added, the other ends in 500', async () => {
    const from = client();
    const replies = await Promise.all([
      from.send('POST', '/api/v1/clouds', good),
      from.send('POST', '/api/v1/clouds', good),
    ]);
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 500]);
  });

  test('an empty cloud "other" answers 500 and is there', async () => {
    const from = client();
    const body = { name: 'bare', provider: 'other' };
    expect((await from.send('POST', '/api/v1/clouds', body)).status).toBe(500);
    expect((await from.send('POST', '/api/v1/clouds', body)).status).toBe(409);
  });
});

describe('tokens', () => {
  const account = { email: 'admin@example.com', password: 'wrong', name: 't' };

  test('any password mints one; it ends after its hour, or when revoked', async () => {
    const from = client();
    const minted = row(await from.ok('POST', '/api/v1/tokens', account));
    expect(minted).toMatchObject({ name: 't', ttl: 3600 });
    const ping = async (): Promise<number> => {
      const request = { method: 'GET', path: '/api/v1/ping', query: '', body: '' };
      const reply = await from.emulator.handle({ ...request, headers: { authorization: textOf(minted.token) } });
      return reply.status;
    };
    expect(await ping()).toBe(200);
    await from.world.advance(3_601_000);
    expect(await ping()).toBe(401);
    expect((await from.send('DELETE', '/api/v1/tokens', { id: minted.id })).status).toBe(404);
  });

  test('lists show four characters, names are unique, 20 may live', async () => {
    const from = client();
    await from.ok('POST', '/api/v1/tokens', account);
    expect((await from.send('POST', '/api/v1/tokens', account)).status).toBe(409);
    expect((await from.rows('/api/v1/tokens'))[0]?.token).toMatch(/^[0-9a-f]{4}\.\.\.$/);
    for (let n = 0; n < 18; n += 1) await from.ok('POST', '/api/v1/tokens', { ...account, name: `t${n}` });
    expect((await from.send('POST', '/api/v1/tokens', { ...account, name: 'last' })).status).toBe(400);
  });

  test.each([
    ['/api/v1/ping', undefined, 401, 'text/html; charset=UTF-8'],
    ['/api/v1/ping', 'Bearer TOKEN', 401, 'text/html; charset=UTF-8'],
    ['/api/v1/ping', '  TOKEN ', 200, 'application/json'],
    ['/api/v2/clouds', undefined, 401, 'application/problem+json'],
    ['/api/v2/clouds', '', 401, 'application/problem+json'],
    ['/api/v1/nonexistent', 'TOKEN', 404, 'text/html; charset=UTF-8'],
    ['/api/v2/nonexistent', 'TOKEN', 404, 'application/problem+json'],
    ['/', undefined, 200, 'text/html; charset=UTF-8'],
  ])('%s with %j', async (path, header, status, contentType) => {
    const { emulator } = client();
    const authorization = header?.replace('TOKEN', emulator.token.toUpperCase());
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
    const reply = await emulator.handle({ method: 'GET', path, query: '', headers, body: '' });
    expect([reply.status, reply.contentType]).toEqual([status, contentType]);
  });
});

describe('logs', () => {
  test('an accepted create is found by its exact name within two seconds, an unknown name finds nothing', async () => {
    const from = client();
    const id = await create(from, 'ma-abc-web');
    expect(await from.rows('/api/v1/logs?filter=ma-abc-web')).toEqual([]);
    await from.world.advance(2100);
    const logs = await from.rows('/api/v1/logs?filter=ma-abc-web');
    expect(logs.find((log) => log.type === 'request')).toMatchObject({ action: 'create_machine', job_id: id });
    expect(await from.rows('/api/v1/logs?filter=nobody')).toEqual([]);
    expect(await from.rows('/api/v1/logs?filter=ma-abc-web&type=job')).toEqual([]);
  });

  test('v1 censors private halves, v2 does not', async () => {
    const from = client();
    await addKey(from, 'k1');
    await from.ok('POST', '/api/v2/keys', { name: 'k2', private: RSA_KEYS[1] });
    await from.world.advance(3000);
    const [newer, older] = await from.rows('/api/v1/logs');
    expect(JSON.stringify(older)).not.toContain('BEGIN RSA');
    expect(JSON.stringify(newer)).toContain('BEGIN RSA');
  });
});

describe('paging of API v2', () => {
  test.each([
    ['', 100, 0],
    ['?limit=0', 100, 0],
    ['?limit=5000', 120, 0],
    ['?start=100', 20, 100],
    ['?start=abc', 100, 0],
    ['?limit=7&start=3', 7, 3],
  ])('%j returns %d from %d of 120', async (query, returned, start) => {
    const from = client();
    for (let n = 0; n < 120; n += 1) await from.ok('POST', '/_sandbox/machines', { name: `m${n}` });
    const body = row(await from.ok('GET', `/api/v2/machines${query}`));
    expect(body.meta).toMatchObject({ kind: 'machines', total: 120, returned, start });
  });

  test('only, deref, CSV, and what breaks it', async () => {
    const from = client();
    await running(from, 'm');
    expect(await from.rows('/api/v2/machines?only=name')).toEqual([{ name: 'm' }]);
    expect((await from.rows('/api/v2/machines'))[0]?.cloud).toBe('aws');
    expect((await from.rows('/api/v2/machines?deref=none'))[0]?.cloud).toBe(from.cloudId('aws'));
    for (const query of ['deref=id', 'limit=-1', 'search=tag:env', 'search=a:b:c']) {
      expect((await from.send('GET', `/api/v2/machines?${query}`)).status).toBe(500);
    }
    expect((await from.send('GET', '/api/v2/machines/a:b:c')).body).toBe('"Machine does not exist"');
  });

  test('4.7 has no kind and lacks the newer routes', async () => {
    const from = client({ options: { series: '4.7' } });
    expect(row(await from.ok('GET', '/api/v2/clouds')).meta).not.toHaveProperty('kind');
    expect((await from.send('GET', '/api/v2/auth')).status).toBe(404);
    expect((await from.send('POST', '/api/v2/tags', {})).status).toBe(405);
  });
});
