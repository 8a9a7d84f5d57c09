// How often the engine looks while machines come up and go, in virtual time: docs/performance.md has the budgets.
import { expect, test } from '@jest/globals';
import { machineRow, specOf } from '../../../simulation/specs.ts';
import { JOB, TestWorld } from './world.ts';

const LIVE_LIST = /^\/api\/v1\/clouds\/[0-9a-f]{32}\/machines$/;
const rows = (count: number) =>
  specOf([machineRow('web', { backend: 'aws', count, wait: { level: 'running', timeoutMs: null } })]);

/** Live lists of an apply of so many machines that boot for `bootMs`. */
async function lists(count: number, bootMs: number): Promise<number> {
  const world = new TestWorld({ bootMs });
  await world.apply(JOB, rows(count), { parallelism: 20 });
  expect(world.universe.emulator.context.state.machines.filter((one) => !one.planted)).toHaveLength(count);
  return world.universe.emulator.requests.filter(({ method, path }) => method === 'GET' && LIVE_LIST.test(path)).length;
}

test.each([
  [2_000, 4],
  [8_000, 6],
  [30_000, 6],
])('twenty machines that boot for %d ms cost at most %d looks more than one', async (bootMs, more) => {
  expect((await lists(20, bootMs)) - (await lists(1, bootMs))).toBeLessThanOrEqual(more);
});

test('one machine that boots for 30 s: at most 25 requests from create to proof of absence', async () => {
  const world = new TestWorld({ bootMs: 30_000 });
  const step = world.step(JOB, rows(1));
  await world.until(step.apply());
  await world.until(step.post('success'));
  expect(world.living(step)).toEqual([]);
  // The catalog of this world has the image only when it is searched for, which is one more.
  const { requests } = world.universe.emulator;
  const searches = requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/images'));
  expect(requests.length - searches.length).toBeLessThanOrEqual(25);
  world.verify();
});
