// How often a step asks the server: whole mains and posts in this process, counted at the sandbox. docs/performance.md
// has the budgets. Nothing here is timed.
import { expect, jest, test } from '@jest/globals';
import { type JobOptions, type LiveJob, withJob } from '../../fakes/step-in-process.ts';
import { RSA_KEYS } from '../sandbox/rsa-keys.ts';

const ROW = 'image: ubuntu 24.04, size: { cpu: 1, ram: 1g }, backend: aws, wait: running';
const TEN = `machines:\n  web: { count: 10, ${ROW} }\n`;
const NAMED = { scope: 'pr-7', ttl: 'none', 'max-machines': '50' };

// Minutes of the steps' time are seconds here, on a busy machine many.
jest.setTimeout(60_000);

type Counted = { readonly all: number; readonly lists: number; readonly routes: Readonly<Record<string, number>> };

/** Runs `work` and counts what the server was asked meanwhile, routes with their ids replaced. */
async function counted(job: LiveJob, work: () => Promise<{ readonly failed: boolean }>): Promise<Counted> {
  const before = job.emulator.requests.length;
  expect(await work()).toMatchObject({ failed: false });
  const routes: Record<string, number> = {};
  for (const { method, path } of job.emulator.requests.slice(before)) {
    const route = `${method} ${path.replace(/[0-9a-f]{32}/g, '{id}')}`;
    routes[route] = (routes[route] ?? 0) + 1;
  }
  const all = Object.values(routes).reduce((sum, count) => sum + count, 0);
  return { all, lists: routes['GET /api/v1/clouds/{id}/machines'] ?? 0, routes };
}

const server: JobOptions = { bootMs: 2_000 };

test('nothing to do for ten machines: three lists, and one of each cloud in the spec', async () => {
  await withJob(async (job) => {
    const spec = `keys:\n  own: { private: \${OWN} }\nmachines:\n  web: { count: 10, ${ROW}, key: own }\n`;
    const options = { env: { OWN: RSA_KEYS[1] ?? '' } };
    await counted(job, () => job.main({ ...NAMED, spec }, options));
    const again = await counted(job, () => job.main({ ...NAMED, spec }, options));
    expect(again.routes).toEqual({
      'GET /api/v1/clouds': 1,
      'GET /api/v1/keys': 1,
      'GET /api/v2/machines': 1,
      'GET /api/v1/clouds/{id}/machines': 1,
    });
  }, server);
});

test('a generated key costs one read more: its private half, which the job gets', async () => {
  await withJob(async (job) => {
    await counted(job, () => job.main({ ...NAMED, spec: TEN }));
    const again = await counted(job, () => job.main({ ...NAMED, spec: TEN }));
    expect(again.all).toBe(5);
    expect(again.routes['GET /api/v1/keys/{id}/private']).toBe(1);
  }, server);
});

test.each([1, 10])('%d new machines: two requests each, and eight besides looks', async (count) => {
  await withJob(async (job) => {
    const spec = `machines:\n  web: { count: ${count}, ${ROW} }\n`;
    const { all, lists, routes } = await counted(job, () => job.main({ spec }));
    expect(routes['POST /api/v2/machines']).toBe(count + 1);
    // One list is the plan's; the others are looks.
    expect(all - lists + 1).toBeLessThanOrEqual(8 + count);
    expect(routes['GET /api/v2/machines']).toBeUndefined();
  }, server);
});

test('ten machines go with one destroy each and the lists of one', async () => {
  await withJob(async (job) => {
    await counted(job, () => job.main({ spec: TEN }));
    const post = await counted(job, () => job.post({ spec: TEN }));
    expect(job.living()).toEqual([]);
    expect(post.routes['POST /api/v1/machines/{id}']).toBe(10);
    // Schedules and keys twice, live lists until two of them prove absence; the rest is a delete each.
    expect(post.all - 10 - 10 - 1).toBeLessThanOrEqual(8);
    expect(post.routes['GET /api/v1/clouds']).toBeUndefined();
  }, server);
});

test('catalogs are asked once per cloud, and not at all where tags answer', async () => {
  await withJob(async (job) => {
    const spec = `machines:\n  a: { count: 3, ${ROW} }\n  b: { count: 3, ${ROW.replace('aws', 'linode')} }\n`;
    const { routes } = await counted(job, () => job.main({ ...NAMED, spec }));
    expect([routes['GET /api/v1/clouds/{id}/images'], routes['GET /api/v1/clouds/{id}/sizes']]).toEqual([2, 2]);
    const again = await counted(job, () => job.main({ ...NAMED, spec }));
    expect(again.all).toBeLessThanOrEqual(3 + 2 + 1);
  }, server);
});
