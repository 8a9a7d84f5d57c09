// Every answer that was recorded from a real Mist server goes through the adapter and must come out as expected.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeOrganisation } from '../../src/mist/decode-accounts.ts';
import { decodeLease, decodeTags } from '../../src/mist/decode-machines.ts';
import { errorOf } from '../../src/mist/error-body.ts';
import { asRow, asRows } from '../../src/mist/wire.ts';
import { ActionError, ApiError } from '../../src/model/errors.ts';
import { type Scripted, scripted } from '../fakes/mist-answers.ts';
import { EXACT_ERRORS } from './exact-errors.ts';
import { EXACT } from './exact-values.ts';
import { expectedLease } from './expected.ts';
import { dereferenced, type Kind, kindOf } from './kinds.ts';
import { LEFT_OUT } from './left-out.ts';
import { isFields, RECORDED, type Recorded } from './recorded.ts';

const TOTAL = 772;
const USED = 358;
const REFUSED = 82;

const asked = { method: 'GET', route: '/x', status: 200 };

/** A connection to a server that gives this answer to everything, but knows the cloud of sizes as EC2. */
function replay({ status, contentType, text, path }: Recorded): Scripted {
  const cloudId = path.split('/')[4];
  return scripted((request) =>
    request.path === '/api/v1/clouds' && path.endsWith('/sizes')
      ? { body: JSON.stringify([{ id: cloudId, name: 'aws', provider: 'ec2', enabled: true }]) }
      : { status, body: text, headers: { 'content-type': contentType } },
  );
}

const used = RECORDED.flatMap((recorded): readonly [Kind, Recorded][] => {
  const kind = kindOf(recorded);
  return kind === undefined ? [] : [[kind, kind.name === 'knownMachines' ? dereferenced(recorded) : recorded]];
});
const answers = used.filter(([, { status }]) => status < 300);
const refusals = used.filter(([, { status }]) => status >= 300);

test('nothing is skipped silently', () => {
  const left = RECORDED.filter((recorded) => kindOf(recorded) === undefined);
  const counts = new Map(LEFT_OUT.map(([reason]) => [reason, 0]));
  for (const recorded of left) {
    const reason = LEFT_OUT.find(([, , fits]) => fits(recorded))?.[0] ?? `${recorded.at}: no reason`;
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  expect(Object.fromEntries(counts)).toEqual(Object.fromEntries(LEFT_OUT.map(([reason, count]) => [reason, count])));
  expect([RECORDED.length, used.length, refusals.length]).toEqual([TOTAL, USED, REFUSED]);
});

describe('answers', () => {
  test.each(answers.map(([kind, recorded]) => [kind.name, recorded.at, kind, recorded] as const))(
    '%s %s',
    async (_, __, kind, recorded) => {
      const mist = replay(recorded);
      expect(await kind.call(mist, recorded)).toEqual(kind.expected(recorded));
      const request = mist.asked.at(-1);
      expect(request?.method).toBe(recorded.method);
      expect(request?.path.split('?')[0]).toBe(recorded.path);
    },
  );
});

describe('exact values, written by hand', () => {
  test.each(EXACT)('%s', async (at, value) => {
    const found = used.find(([, recorded]) => recorded.at === at);
    if (found === undefined) throw new Error(`${at} is not used`);
    const [kind, recorded] = found;
    expect(await kind.call(replay(recorded), recorded)).toEqual(value);
  });

  test('they and the exact refusals are at least forty exchanges', () => {
    expect(EXACT.length).toBeGreaterThanOrEqual(30);
    expect(EXACT.length + EXACT_ERRORS.length).toBeGreaterThanOrEqual(80);
  });
});

describe('refusals', () => {
  test.each(refusals.map(([kind, recorded]) => [kind.name, recorded.at, kind, recorded] as const))(
    '%s %s',
    async (_, __, kind, recorded) => {
      const exact = EXACT_ERRORS.find(
        ([status, body]) =>
          status === recorded.status && (typeof body === 'string' ? body === recorded.text : body.test(recorded.text)),
      );
      if (exact === undefined) throw new Error(`no expectation for ${recorded.status} ${recorded.text}`);
      const [, , failure, says] = exact;
      const outcome: unknown = await kind.call(replay(recorded), recorded).catch((error: unknown) => error);
      if (says.startsWith('null:')) {
        expect(outcome).toBeNull();
        return;
      }
      expect(outcome).toBeInstanceOf(ApiError);
      expect(outcome).toMatchObject({ failure, status: recorded.status });
      const said = outcome instanceof ApiError ? outcome.message : '';
      expect(said.replace(/^\w+ \S+: \d+ /, '').slice(0, says.length)).toBe(says);
      expect(said.length).toBeLessThan(280);
    },
  );

  test('every expectation is met by a recording', () => {
    for (const [status, body] of EXACT_ERRORS) {
      const hits = refusals.filter(
        ([, recorded]) =>
          status === recorded.status && (typeof body === 'string' ? body === recorded.text : body.test(recorded.text)),
      );
      expect([`${status} ${body}`, hits.length > 0]).toEqual([`${status} ${body}`, true]);
    }
  });
});

describe('error bodies of all routes, also of those that are never asked', () => {
  const SENSITIVE = /^(?:apikey|apisecret|private|priv|password|credentials|cloudinit|inline)$/;
  function sensitive(value: unknown, inside = false): readonly string[] {
    if (typeof value === 'string') return inside ? [value] : [];
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, item]) => sensitive(item, inside || SENSITIVE.test(key)));
  }

  const errors = RECORDED.filter(({ status }) => status >= 300);

  test.each(errors.map((recorded) => [recorded.at, recorded] as const))('%s', (_, recorded) => {
    const { status, contentType, text } = recorded;
    const call = {
      method: 'GET',
      origin: 'https://x.test',
      route: '/r',
      path: '/r',
      body: null,
      timeoutMs: 1,
      credentials: 'c',
    } as const;
    const error = errorOf(call, { status, contentType, text, serverTime: null, location: null, retryAfter: null }, []);
    expect(error).toBeInstanceOf(ApiError);
    expect(error?.message).not.toMatch(/[{}<>\n]/);
    for (const secret of sensitive(recorded.request)) {
      if (secret.length > 2) expect(error?.message).not.toContain(secret);
    }
  });
});

test('leases and tags of trimmed v2 lists', () => {
  const trimmed = RECORDED.filter(
    ({ path, query, method }) => method === 'GET' && path === '/api/v2/machines' && query.includes('only='),
  );
  const rows = trimmed.flatMap(({ value }) => asRows(asked, 'data', isFields(value) ? value.data : null));
  expect(rows.map(decodeLease)).toEqual(rows.map(({ fields }) => expectedLease(fields)));
  expect(rows.map(decodeLease).filter((lease) => lease !== null).length).toBeGreaterThan(8);
  expect(rows.map(decodeTags)).toEqual(rows.map(({ fields }) => fields.tags ?? {}));
});

test('organisations', () => {
  const [orgs] = RECORDED.filter(({ path }) => path === '/api/v1/orgs');
  expect(asRows(asked, 'orgs', orgs?.value).map(decodeOrganisation)).toEqual([
    { id: '741b19074ad943c7969bd809f0c92908', name: 'Realmist Org' },
  ]);
});

describe('answers that never were', () => {
  const small = answers.filter(([, { text }]) => text.length < 20_000);

  /** Everything that can go wrong with one value somewhere in a body. */
  function mutate(value: unknown, steps: readonly number[], by: unknown): unknown {
    const [step, ...rest] = steps;
    if (step === undefined || typeof value !== 'object' || value === null) return by;
    const keys = Object.keys(value);
    const key = keys[step % Math.max(keys.length, 1)];
    if (key === undefined) return by;
    const entries = Object.entries(value).flatMap(([name, item]) =>
      name !== key ? [[name, item]] : by === undefined && rest.length === 0 ? [] : [[name, mutate(item, rest, by)]],
    );
    return Array.isArray(value) ? entries.map(([, item]) => item) : Object.fromEntries(entries);
  }

  async function survives([kind, recorded]: readonly [Kind, Recorded]): Promise<void> {
    const outcome: unknown = await kind.call(replay(recorded), recorded).catch((error: unknown) => error);
    if (outcome instanceof Error) expect(outcome).toBeInstanceOf(ActionError);
  }

  const exchange = fc.nat(small.length - 1).map((index) => small[index]);

  test('a changed, missing or extra value: a value or an ActionError', async () => {
    const other = fc.option(fc.jsonValue({ maxDepth: 2 }), { nil: undefined });
    await fc.assert(
      fc.asyncProperty(exchange, fc.array(fc.nat(40), { maxLength: 6 }), other, async (picked, steps, by) => {
        if (picked === undefined) return;
        const [kind, recorded] = picked;
        const value = mutate(recorded.value, steps, by);
        await survives([kind, { ...recorded, value, text: JSON.stringify(value) ?? '' }]);
      }),
      { numRuns: 600 },
    );
  });

  test('a cut or garbled text, any status, any content type', async () => {
    const type = fc.constantFrom(
      'application/json',
      'text/html; charset=UTF-8',
      'application/problem+json',
      'text/csv',
      '',
    );
    const status = fc.constantFrom(200, 200, 200, 201, 302, 400, 401, 403, 404, 409, 422, 429, 500, 504);
    const noise = fc.string({ unit: 'binary', maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(exchange, type, status, fc.nat(), noise, async (picked, contentType, code, cut, junk) => {
        if (picked === undefined) return;
        const [kind, recorded] = picked;
        const at = cut % (recorded.text.length + 1);
        const text = recorded.text.slice(0, at) + junk + recorded.text.slice(at + (cut % 3));
        await survives([kind, { ...recorded, contentType, status: code, text }]);
      }),
      { numRuns: 600 },
    );
  });

  test('the check can fail: what is no ActionError is noticed', async () => {
    const [picked] = small;
    if (picked === undefined) throw new Error('nothing recorded');
    const broken: Kind = { ...picked[0], call: () => Promise.reject(new TypeError('x')) };
    await expect(survives([broken, picked[1]])).rejects.toThrow();
  });
});

test('a whole answer is needed: an object where a list belongs', () => {
  expect(() => asRows(asked, 'x', { data: [] })).toThrow(ApiError);
  expect(() => asRow(asked, 'x', [])).toThrow(ApiError);
});
