import { describe, expect, test } from '@jest/globals';
import { checkedId, ROUTES } from '../../../src/mist/routes.ts';
import { BugError } from '../../../src/model/errors.ts';

const ID = '0123456789abcdef0123456789abcdef';

describe('ids', () => {
  test('32 hex digits pass', () => {
    expect(ROUTES.privateKey(ID)).toEqual({ route: '/api/v1/keys/{id}/private', path: `/api/v1/keys/${ID}/private` });
  });

  const bad = [
    '',
    ' ',
    'AND',
    'web-1',
    ID.toUpperCase(),
    `${ID}0`,
    ID.slice(1),
    `${ID}/..`,
    `id=${ID}`,
    `${ID}\n`,
    'i-166bccd29402ebc72',
  ];
  const builders = [
    checkedId,
    ROUTES.cloud,
    ROUTES.cloudMachines,
    ROUTES.images,
    ROUTES.sizes,
    ROUTES.locations,
    ROUTES.key,
    ROUTES.publicKey,
    ROUTES.privateKey,
    ROUTES.machine,
    ROUTES.probe,
    ROUTES.job,
    ROUTES.schedule,
  ];

  test.each(bad)('%j reaches no URL', (id) => {
    for (const build of builders) expect(() => build(id)).toThrow(BugError);
  });
});

describe('queries', () => {
  test('the log filter is encoded, and not part of the route', () => {
    expect(ROUTES.logs('a b&c=d"')).toEqual({ route: '/api/v1/logs', path: '/api/v1/logs?filter=a%20b%26c%3Dd%22' });
  });

  test('known machines are asked by page, with ids instead of names, without monitoring', () => {
    const { path } = ROUTES.knownMachines(2000, 1000);
    const query = new URLSearchParams(path.slice(path.indexOf('?')));
    expect([query.get('start'), query.get('limit'), query.get('deref')]).toEqual(['2000', '1000', 'none']);
    const fields = query.get('only')?.split(',') ?? [];
    expect(fields).toEqual(expect.arrayContaining(['id', 'name', 'cloud', 'state', 'expiration', 'external_id']));
    expect(fields).not.toContain('monitoring');
  });
});
