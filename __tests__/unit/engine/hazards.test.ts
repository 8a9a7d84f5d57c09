// Hazards of a real server that the engine answers, one named test each; docs/reliability.md lists them all.
import { describe, expect, test } from '@jest/globals';
import type { FaultKind, FaultPlan } from '../../../simulation/network-faults.ts';
import { machineRow, specOf } from '../../../simulation/specs.ts';
import { mistName, type Scope } from '../../../src/model/identity.ts';
import { JOB, outcomes, PR, TestWorld } from './world.ts';

const ONE = specOf([machineRow('web', { backend: 'aws' })]);
const place = { line: 1, column: 1 };
const LIVE_LIST = /^\/api\/v1\/clouds\/[0-9a-f]{32}\/machines$/;

const lists = (kind: FaultKind): FaultPlan => {
  return (_, { method, path }) => (method === 'GET' && LIVE_LIST.test(path) ? kind : null);
};

/** Everything that our creates made, the provider's word. */
function made(world: TestWorld) {
  return world.universe.emulator.context.state.machines.filter((one) => !one.planted);
}

test('H2: no id of anything is part of a name or a tag of ours', async () => {
  const world = new TestWorld();
  const literal = machineRow('db', { backend: 'aws', literalName: 'the-database', tags: { team: 'qa' } });
  await world.apply(PR, specOf([machineRow('web', { backend: 'aws' }), literal]));
  await world.universe.time.advance(30_000);
  const texts = made(world).flatMap(({ name, tags }) => [name, ...Object.values(tags)]);
  const keys = world.universe.emulator.context.state.keys.filter((key) => key.name.startsWith('ma-'));
  expect(texts.length).toBeGreaterThan(8);
  for (const text of [...texts, mistName(PR, 'key', 'k'), ...keys.map((key) => key.name)]) {
    expect(text).not.toMatch(/[0-9a-f]{32}/);
  }
});

test('H6: a backend that is disabled and cannot be listed proves nothing', async () => {
  const world = new TestWorld();
  await world.apply(PR, ONE);
  const cloud = world.universe.emulator.context.state.clouds.find((one) => one.name === 'aws');
  if (cloud === undefined) throw new Error('no cloud');
  cloud.enabled = false;
  world.switches.providerDown = ['aws'];
  const step = world.step(PR, specOf([]), { timeoutMs: 60_000 });
  const run = await world.until(step.destroy());
  expect(world.living(step)).toHaveLength(1);
  expect(run.ending).toBe('red');
  expect(run.value?.leaks).toContainEqual(
    expect.objectContaining({ backend: 'aws', why: expect.stringContaining('could not be listed') }),
  );
});

describe('H6: a machine that a disabled backend hides', () => {
  async function hidden(): Promise<TestWorld> {
    const world = new TestWorld();
    expect((await world.apply(PR, ONE)).error).toBeNull();
    await world.universe.time.advance(5_000);
    disable(world);
    return world;
  }
  function disable(world: TestWorld): void {
    const cloud = world.universe.emulator.context.state.clouds.find((one) => one.name === 'aws');
    if (cloud === undefined) throw new Error('no cloud');
    cloud.enabled = false;
  }
  const elsewhere = specOf([machineRow('web', { backend: 'aws0' })]);

  test.each([
    ['a twin on another backend', elsewhere],
    ['"nothing to do" for a spec without it', specOf([])],
  ])('is no %s', async (_, spec) => {
    const world = await hidden();
    const before = world.writes().length;
    for (const run of [await world.apply(PR, spec), await world.until(world.step(PR, spec).plan())]) {
      expect(run.error?.message).toMatch(/^backend\/aws: it is disabled in Mist, .* it may live on, unseen\.$/);
    }
    expect(world.writes()).toHaveLength(before);
    world.verify();
  });

  test('keeps nobody from working who has nothing there', async () => {
    const world = new TestWorld();
    world.switches.createErrors = [{ cloud: 'aws', text: 'InsufficientInstanceCapacity: none left' }];
    expect((await world.apply(PR, ONE)).ending).toBe('red');
    await world.universe.time.advance(5_000);
    disable(world);
    const run = await world.apply(PR, elsewhere);
    expect(run.error).toBeNull();
    world.verify();
  });
});

test('H7: no backend is ever edited', async () => {
  const world = new TestWorld();
  const fields = { apikey: 'AKIA', apisecret: 'text', region: 'us-east-1' };
  const present = { place, state: 'present' as const, provider: 'amazon' as const, fields };
  const backends = [
    { ...present, name: 'aws' },
    { ...present, name: 'fresh' },
  ];
  const run = await world.apply(PR, specOf([machineRow('web', { backend: 'fresh' })], { backends }));
  expect(run.error).toBeNull();
  const clouds = world.writes().filter((one) => one.includes('/clouds'));
  expect(clouds).toEqual(['POST /api/v1/clouds']);
  world.verify();
});

test('H9: a list that is not permitted looks like "not found", and proves nothing', async () => {
  const world = new TestWorld();
  const step = world.step(JOB, ONE);
  await world.until(step.apply());
  const post = await world.until(step.post('success', { faults: lists('not-found') }));
  expect(post.ending).toBe('red');
  expect(post.value?.leaks.map((leak) => leak.name)).toEqual([mistName(JOB, 'machine', 'web')]);
  world.verify();
});

test('H13: a machine that never got its tags is found and removed by its name', async () => {
  const world = new TestWorld();
  await world.apply(PR, ONE);
  await world.universe.time.advance(30_000);
  for (const machine of made(world)) machine.tags = {};
  const step = world.step(PR, specOf([]));
  expect(world.living(step)).toHaveLength(1);
  const run = await world.until(step.destroy());
  expect([run.ending, world.living(step)]).toEqual(['green', []]);
  world.verify();
});

test('H17: a job that is not found, or never finishes, decides nothing', async () => {
  const world = new TestWorld();
  const shownFrom = world.universe.time.now() + 12_000;
  let jobs = 0;
  const faults: FaultPlan = (_, { path }) => {
    const now = world.universe.time.now();
    // The provider is slow to list what it made, so that the job is asked meanwhile.
    for (const machine of made(world)) machine.removedAt = now < shownFrom ? now : null;
    if (!path.startsWith('/api/v1/jobs/')) return null;
    jobs += 1;
    return 'not-found';
  };
  const run = await world.apply(JOB, ONE, {}, { faults });
  expect(jobs).toBeGreaterThan(0);
  expect(outcomes(run)).toEqual({ web: 'created' });
  world.verify();
});

test('H24: a key whose name is there is read back, never added over', async () => {
  const world = new TestWorld();
  await world.apply(PR, ONE);
  const { vault } = world.universe.emulator.context.state;
  const before = new Map(vault);
  const run = await world.apply(PR, specOf([machineRow('web', { backend: 'aws', count: 1 })]));
  expect(run.error).toBeNull();
  expect(new Map(vault)).toEqual(before);
  expect(world.writes().filter((one) => one === 'PUT /api/v1/keys')).toHaveLength(1);
  world.verify();
});

test('H26: a scope with a colon and a comma leaves plain tag values only', async () => {
  const odd: Scope = { ...PR, name: 'env:blue,green/1' };
  const world = new TestWorld({ scopes: [odd] });
  await world.apply(odd, ONE);
  await world.universe.time.advance(30_000);
  const values = made(world).flatMap(({ tags }) => Object.entries(tags).filter(([key]) => key.startsWith('mist_')));
  expect(values.length).toBeGreaterThan(3);
  for (const [, value] of values) expect(value).toMatch(/^[A-Za-z0-9._-]{1,63}$/);
});

test('H27: a machine that the cached list shows and the provider does not is made again', async () => {
  const world = new TestWorld();
  await world.apply(PR, ONE);
  for (const machine of made(world)) machine.state = 'terminated';
  const run = await world.apply(PR, ONE);
  expect(outcomes(run)).toEqual({ web: 'created' });
});

test('H33: the schedule of a machine that is gone goes, and no other one', async () => {
  const world = new TestWorld();
  const step = world.step(JOB, ONE);
  await world.until(step.apply());
  await world.universe.time.advance(30_000);
  const { schedules } = world.universe.emulator.context.state;
  const ids = made(world).map((one) => one.id);
  const ours = () => schedules.filter((one) => ids.includes(one.machineId) && !one.deleted);
  const others = () => schedules.filter((one) => !ids.includes(one.machineId) && !one.deleted).length;
  const before = others();
  expect([ours().length, before > 0]).toEqual([1, true]);
  await world.until(step.post('success'));
  expect([ours(), others()]).toEqual([[], before]);
  world.verify();
});

test('H34: the job of a machine that somebody destroyed early is not waited for', async () => {
  const world = new TestWorld();
  const step = world.step(JOB, ONE);
  await world.until(step.apply({ cut: { how: 'kill', at: { ms: 1_500 } } }));
  expect(made(world)).toHaveLength(1);
  for (const machine of made(world)) machine.state = 'terminated';
  const post = await world.until(step.post('cancelled'));
  expect(post.ending).toBe('green');
  expect(post.tookMs).toBeLessThan(60_000);
  world.verify();
});

test('H35: a plan costs what its sizes cost by the hour', async () => {
  const world = new TestWorld();
  const run = await world.until(world.step(PR, specOf([machineRow('web', { backend: 'aws', count: 2 })])).plan());
  const sizes = run.value?.plan.changes.flatMap((one) => (one.kind === 'machine' ? (one.placement?.size ?? []) : []));
  const prices = sizes?.map((size) => size.priceHourly ?? 0) ?? [];
  expect(prices).toHaveLength(2);
  expect(prices[0]).toBeGreaterThan(0);
  expect(run.value?.plan.cost.hourly).toBeCloseTo((prices[0] ?? 0) + (prices[1] ?? 0), 6);
});

test('H37: another key than the one of the row is refused before the create', async () => {
  const world = new TestWorld();
  world.switches.dryDiffers = 'key';
  const run = await world.apply(JOB, ONE);
  expect(outcomes(run).web).toContain('the server would choose something else: key');
  expect(world.writes()).toEqual(['PUT /api/v1/keys']);
  world.verify();
});

test('H38: machines of everybody keep a backend, not only our own', async () => {
  const world = new TestWorld();
  const { state } = world.universe.emulator.context;
  const cloud = world.universe.cloudId('aws');
  const living = state.machines.filter((one) => one.cloudId === cloud && one.state !== 'terminated');
  expect(living.some((one) => !one.name.startsWith('ma-'))).toBe(true);
  const absent = { backends: [{ name: 'aws', place, state: 'absent' as const }] };
  const run = await world.apply(PR, specOf([], absent));
  expect(run.error?.message).toContain(`refused: ${living.length} machines are on it`);
  expect(world.writes()).toEqual([]);
  world.verify();
});
