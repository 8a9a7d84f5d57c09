import { describe, expect, test } from '@jest/globals';
import { ActionError, InputError } from '../../../src/model/errors.ts';
import { makeSecret } from '../../../src/model/secret.ts';
import { type Answer, type Asked, json, plain, scripted } from '../../fakes/mist-answers.ts';

const ORG = 'a'.repeat(32);
const OTHER = 'b'.repeat(32);
const request = {
  email: 'a@b.c',
  password: makeSecret('hunter2hunter2'),
  orgName: null,
  ttlSeconds: 7200,
  name: 'run-1',
};

/** A server with two organisations; a token is for the one that was asked, else for the first. */
function server(asked: Asked, index: number): Answer {
  if (asked.method === 'DELETE') return plain(200, 'OK');
  if (asked.path === '/api/v1/orgs')
    return json([
      { id: ORG, name: 'first' },
      { id: OTHER, name: 'second' },
      { id: ORG, name: 'twice' },
      { id: OTHER, name: 'twice' },
    ]);
  const body = asked.body;
  const wanted = typeof body === 'object' && body !== null && 'org_id' in body ? body.org_id : ORG;
  return json({
    id: `6b03a7fba41ff9ebf435db0${index}`,
    token: `token-${index}-token`,
    org_id: wanted,
    org_name: 'x',
    ttl: 7200,
  });
}

describe('mint', () => {
  test('asks once, without a token, for a lifetime of its own', async () => {
    const mist = scripted(server);
    const minted = await mist.tokens.mint(request);
    expect(minted.id).toBe('6b03a7fba41ff9ebf435db00');
    expect(minted.token.reveal()).toBe('token-0-token');
    expect(mist.masked).toEqual(['token-0-token']);
    expect(mist.asked).toMatchObject([
      {
        method: 'POST',
        path: '/api/v1/tokens',
        body: { email: 'a@b.c', password: 'hunter2hunter2', name: 'run-1', ttl: 7200 },
      },
    ]);
    expect(mist.asked[0]?.headers).not.toHaveProperty('authorization');
  });

  test('an organisation by id', async () => {
    const mist = scripted(server);
    await mist.tokens.mint({ ...request, orgName: OTHER });
    expect(mist.asked).toMatchObject([{ body: { org_id: OTHER } }]);
  });

  test('an organisation by name is looked up with a short token that is revoked at once', async () => {
    const mist = scripted(server);
    const minted = await mist.tokens.mint({ ...request, orgName: 'second' });
    expect(mist.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /api/v1/tokens',
      'GET /api/v1/orgs',
      'DELETE /api/v1/tokens',
      'POST /api/v1/tokens',
    ]);
    expect(mist.asked[0]?.body).toMatchObject({ name: 'run-1-lookup', ttl: 300 });
    expect(mist.asked[1]?.headers).toMatchObject({ authorization: 'token-0-token' });
    expect(mist.asked[2]?.body).toEqual({ id: '6b03a7fba41ff9ebf435db00' });
    expect(mist.asked[3]?.body).toMatchObject({ org_id: OTHER, name: 'run-1' });
    expect(minted.token.reveal()).toBe('token-3-token');
  });

  test.each(['third', 'twice'])('%s is not one organisation; the short token is revoked', async (orgName) => {
    const mist = scripted(server);
    await expect(mist.tokens.mint({ ...request, orgName })).rejects.toBeInstanceOf(InputError);
    expect(mist.asked.at(-1)).toMatchObject({ method: 'DELETE', path: '/api/v1/tokens' });
  });

  test('a token for another organisation is revoked', async () => {
    const mist = scripted((asked, index) =>
      asked.method === 'DELETE' ? plain(200, 'OK') : json({ id: `t${index}`, token: 'token-x', org_id: ORG }),
    );
    await expect(mist.tokens.mint({ ...request, orgName: OTHER })).rejects.toThrow('mist-org');
    expect(mist.asked.at(-1)).toMatchObject({
      method: 'DELETE',
      body: { id: 't0' },
      headers: { authorization: 'token-x' },
    });
  });

  test.each([0, -1, Number.NaN])('a lifetime of %d would never end', async (ttlSeconds) => {
    const mist = scripted(server);
    await expect(mist.tokens.mint({ ...request, ttlSeconds })).rejects.toBeInstanceOf(ActionError);
    expect(mist.asked).toEqual([]);
  });

  test('a refused login names its inputs and never the password', async () => {
    const mist = scripted(() => plain(401, 'User not authenticated: hunter2hunter2'));
    const error: unknown = await mist.tokens.mint(request).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ failure: 'auth', hint: expect.stringContaining('`mist-email`') });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('hunter2');
  });
});

test('revoke names the token by id, with the own token', async () => {
  const mist = scripted(server);
  await mist.tokens.revoke('6b03a7fba41ff9ebf435db07');
  expect(mist.asked).toMatchObject([
    {
      method: 'DELETE',
      path: '/api/v1/tokens',
      body: { id: '6b03a7fba41ff9ebf435db07' },
      headers: { authorization: 't0k3n-t0k3n' },
    },
  ]);
});

test('the list has ids and names, and no part of a token', async () => {
  const row = { id: '6b03a7fba41ff9ebf435dbc7', name: 't-1', token: '78fa...', ttl: 3600 };
  const mist = scripted(() => json([row]));
  expect(await mist.tokens.list()).toEqual([{ id: row.id, name: 't-1' }]);
  expect(mist.asked).toMatchObject([{ method: 'GET', path: '/api/v1/tokens' }]);
});
