import { describe, expect, test } from '@jest/globals';
import { ApiError, BugError, CancelledError, TransportError } from '../../../src/model/errors.ts';
import { isMistId, type MistId } from '../../../src/model/observed.ts';
import { json, plain, scripted } from '../../fakes/mist-answers.ts';

function id(text: string): MistId {
  if (!isMistId(text)) throw new Error('not an id');
  return text;
}

const A = id('a'.repeat(32));
const hex = (n: number): string => n.toString(16).padStart(32, '0');
const machine = (n: number): object => ({
  id: hex(n),
  name: `m${n}`,
  external_id: `i-${n}`,
  cloud: A,
  state: 'running',
  public_ips: [],
  private_ips: [],
});
const page = (from: number, to: number, total: number): object => ({
  data: Array.from({ length: to - from }, (_, n) => machine(from + n)),
  meta: { total, returned: to - from, start: from },
});

describe('what is sent', () => {
  test('the bare token, to this origin only, and no body with GET', async () => {
    const mist = scripted(() => json([]));
    await mist.reader.keys();
    expect(mist.asked).toMatchObject([{ method: 'GET', path: '/api/v1/keys', body: null }]);
    expect(mist.asked[0]?.headers).toMatchObject({ authorization: 't0k3n-t0k3n', accept: 'application/json' });
  });

  test('one debug line per request, without ids, queries and bodies', async () => {
    const mist = scripted(() => json([]));
    await mist.reader.locations(A);
    await mist.reader.createLogs('web');
    expect(mist.debug).toEqual(['GET /api/v1/clouds/{id}/locations: 200, 0 ms', 'GET /api/v1/logs: 200, 0 ms']);
  });

  test('an image search is a POST and is not repeated', async () => {
    const mist = scripted(() => plain(500, 'Internal Server Error'));
    await expect(mist.reader.images(A, 'ubuntu')).rejects.toMatchObject({ failure: 'server' });
    expect(mist.asked).toMatchObject([{ method: 'POST', body: { search_term: 'ubuntu' } }]);
  });

  test('one search of the log tells creates of a name, and when its machines were seen', async () => {
    const request = { action: 'create_machine', type: 'request', job_id: A, machine_name: 'web', time: 7 };
    const seen = { action: 'create_machine', type: 'observation', name: 'web', time: 9 };
    const mist = scripted(() => json([seen, request]));
    expect(await mist.reader.sightings('web')).toEqual([9_000]);
    expect(await mist.reader.createLogs('web')).toMatchObject([{ jobId: A, at: 7_000 }]);
    expect(mist.asked).toHaveLength(2);
  });

  test('a bad id sends nothing', async () => {
    const mist = scripted(() => json({}));
    await expect(mist.reader.job('../clouds')).rejects.toBeInstanceOf(BugError);
    expect(mist.asked).toEqual([]);
  });
});

describe('reads are tried again', () => {
  test.each([
    ['a 503', plain(503, 'Cloud unavailable')],
    ['a 423', plain(423, 'Locked')],
    ['a gateway page', plain(502, '<html>Bad Gateway</html>')],
    ['a reset', { reset: true }],
    ['broken JSON', { body: '[{"id": "' }],
  ])('after %s', async (_, first) => {
    const mist = scripted((_asked, index) => (index === 0 ? first : json([])));
    expect(await mist.reader.clouds()).toEqual([]);
    expect(mist.asked).toHaveLength(2);
  });

  test.each([
    ['a page with 200', plain(200, '<html>welcome</html>'), 'HTML page'],
    ['text with 200', plain(200, 'OK'), 'not JSON'],
    ['a refused token', plain(401, 'User not authenticated. Please log in'), 'refused the login'],
    ['another shape', json({ data: [] }), 'clouds: expected a list'],
    ['a stray element', json(['x']), 'clouds[0]: expected an object'],
  ])('not after %s', async (_, answer, why) => {
    const mist = scripted(() => answer);
    const work = mist.reader.clouds();
    await expect(work).rejects.toBeInstanceOf(ApiError);
    await expect(work).rejects.toThrow(why);
    expect(mist.asked).toHaveLength(1);
  });

  test('three resets are a transport error', async () => {
    const mist = scripted(() => ({ reset: true }));
    await expect(mist.reader.keys()).rejects.toBeInstanceOf(TransportError);
    expect(mist.asked).toHaveLength(3);
  });

  test('the signal stops them', async () => {
    const stop = new AbortController();
    const mist = scripted(() => {
      stop.abort();
      return plain(503, 'x');
    }, stop.signal);
    await expect(mist.reader.keys()).rejects.toBeInstanceOf(CancelledError);
    expect(mist.asked).toHaveLength(1);
  });
});

describe('known machines', () => {
  test('pages are followed to the total', async () => {
    const mist = scripted(({ path }) => {
      const start = Number(new URLSearchParams(path.slice(path.indexOf('?'))).get('start'));
      return json(page(start, Math.min(start + 100, 250), 250));
    });
    const machines = await mist.reader.knownMachines();
    expect(machines.map((one) => one.id)).toEqual(Array.from({ length: 250 }, (_, n) => hex(n)));
    expect(mist.asked).toHaveLength(3);
  });

  test('a row that moved between pages counts once', async () => {
    const mist = scripted((_, index) => json(index === 0 ? page(0, 2, 3) : page(1, 3, 3)));
    expect((await mist.reader.knownMachines()).map((one) => one.name)).toEqual(['m0', 'm1', 'm2']);
    expect(mist.asked).toHaveLength(2);
  });

  test('pages after the first are asked for side by side, and again after one that was cut short', async () => {
    const mist = scripted(({ path }) => {
      const start = Number(new URLSearchParams(path.slice(path.indexOf('?'))).get('start'));
      return json(page(start, Math.min(start + (start === 20 ? 7 : 10), 60), 60));
    });
    const machines = await mist.reader.knownMachines();
    expect(machines.map((one) => one.id)).toEqual(Array.from({ length: 60 }, (_, n) => hex(n)));
    const starts = mist.asked.map(({ path }) => Number(/start=(\d+)/.exec(path)?.[1]));
    expect(starts).toEqual([0, 10, 20, 30, 40, 50, 27, 37, 47, 57]);
  });

  test.each([
    ['an empty page before the total', page(0, 0, 3), 'as meta.total says'],
    ['the same page for ever', page(0, 2, 9), 'as meta.total says'],
    ['no total', { data: [], meta: {} }, 'meta.total'],
    ['no meta', { data: [] }, 'meta: expected an object'],
    ['no data', { meta: { total: 0 } }, 'data: expected a list'],
  ])('%s is an error', async (_, answer, why) => {
    await expect(scripted(() => json(answer)).reader.knownMachines()).rejects.toThrow(why);
  });
});

test('a list that is too long is refused on its first page', async () => {
  const mist = scripted(() => json(page(0, 1, 100_001)));
  await expect(mist.reader.knownMachines()).rejects.toThrow('meta.total: expected at most 100000 machines, not 100001');
  expect(mist.asked).toHaveLength(1);
});

test('a server that hands out one row a page is not followed for ever', async () => {
  const mist = scripted((_, index) => json(page(index, index + 1, 5_000)));
  await expect(mist.reader.knownMachines()).rejects.toThrow('all 5000 machines within 1000 pages');
  expect(mist.asked).toHaveLength(1_000);
});

describe('single reads', () => {
  test('a job that is not indexed yet is null; another 404 is not', async () => {
    expect(await scripted(() => plain(404, `Not Found: Story ${A}`)).reader.job(A)).toBeNull();
    await expect(scripted(() => plain(404, '<html>stub</html>')).reader.job(A)).rejects.toMatchObject({
      failure: 'protocol',
    });
  });

  test('a private key is masked before it is returned, and does not print', async () => {
    const mist = scripted(() => json('-----BEGIN RSA PRIVATE KEY-----\nMIIE\n'));
    const key = await mist.reader.privateKey(A);
    expect(mist.masked).toEqual(['-----BEGIN RSA PRIVATE KEY-----\nMIIE\n']);
    expect(key.reveal()).toBe(mist.masked[0]);
    expect(`${key}`).toBe('[secret]');
  });

  test.each(['', 7, null, {}])('a private key that is %j is an error', async (value) => {
    await expect(scripted(() => json(value)).reader.privateKey(A)).rejects.toMatchObject({ failure: 'protocol' });
  });

  test('broken JSON around a key is never quoted', async () => {
    const work = scripted(() => ({ body: '"-----BEGIN RSA PRIVATE KEY-----' })).reader.privateKey(A);
    const error: unknown = await work.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ failure: 'protocol' });
    expect(error).not.toHaveProperty('cause');
    expect(`${error instanceof Error ? error.stack : error}`).not.toContain('BEGIN');
  });

  test('a public key is one line', async () => {
    expect(await scripted(() => json('ssh-rsa AAAAB3Nz\n')).reader.publicKey(A)).toBe('ssh-rsa AAAAB3Nz');
    await expect(scripted(() => json('-----BEGIN')).reader.publicKey(A)).rejects.toThrow('a public key');
  });

  test('sizes know their prices by the provider, asked once', async () => {
    const size = { id: A, external_id: 'x', name: 'x', extra: { price: 0.5 } };
    const mist = scripted(({ path }) =>
      json(path.endsWith('/sizes') ? [size] : [{ id: A, name: 'aws', provider: 'ec2', enabled: true }]),
    );
    expect((await mist.reader.sizes(A))[0]?.priceHourly).toBe(0.5);
    await mist.reader.sizes(A);
    expect(mist.asked.map(({ path }) => path.split('/').at(-1))).toEqual(['clouds', 'sizes', 'sizes']);
  });
});

describe('the series', () => {
  test.each([
    [{ title: 'aws' }, '4.7'],
    [{ name: 'aws' }, '2023'],
  ])('told by clouds with %j', async (named, series) => {
    const mist = scripted(() => json([{ id: A, provider: 'ec2', enabled: true, ...named }]));
    expect(mist.series()).toBeNull();
    await mist.reader.clouds();
    expect(mist.series()).toBe(series);
  });

  test('told by machines', async () => {
    const old = scripted(() => json([{ ...machine(1), external_id: undefined, machine_id: 'i-1' }]));
    await old.reader.liveMachines(A);
    expect(old.series()).toBe('4.7');
  });
});
