// Leases that an earlier teardown, killed in its middle, has left of machines that no list shows any more.
import { describe, expect, test } from '@jest/globals';
import { plantMachine, plantSchedule } from '../../../sandbox/plant.ts';
import { machineRow, specOf } from '../../../simulation/specs.ts';
import { mistName } from '../../../src/model/identity.ts';
import { JOB, PR, TestWorld } from './world.ts';

const HOUR_MS = 3_600_000;
const LEASED = specOf([machineRow('web', { backend: 'aws', ttlMs: HOUR_MS })]);

async function leasedAndGone(): Promise<TestWorld> {
  const world = new TestWorld();
  await world.apply(PR, LEASED);
  const { context } = world.universe.emulator;
  const name = mistName(PR, 'machine', 'web');
  const machine = context.state.machines.find((one) => one.name === name);
  const lease = context.state.schedules.find((one) => one.machineId === machine?.id && !one.deleted);
  if (machine === undefined || lease === undefined) throw new Error('apply made no machine with a lease');
  // As a provider that forgets destroyed machines at once, unlike one that lists them as terminated.
  machine.state = 'terminated';
  machine.removedAt = context.world.now();
  return world;
}

function onKvm(world: TestWorld): void {
  const [cloud] = world.universe.emulator.context.state.clouds;
  if (cloud === undefined) throw new Error('no cloud');
  Object.assign(cloud, { provider: 'libvirt' });
}

function schedulesNamed(world: TestWorld, begins: string): number {
  const { schedules } = world.universe.emulator.context.state;
  return schedules.filter(({ name, deleted }) => !deleted && name.startsWith(begins)).length;
}

test('go with the scope, also before their time', async () => {
  const world = await leasedAndGone();
  expect((await world.until(world.step(PR, specOf([])).destroy())).ending).toBe('green');
  expect(schedulesNamed(world, mistName(PR, 'machine', 'web'))).toBe(0);
});

test('stay armed until their time where lists come in part, because nobody has seen the machine end', async () => {
  const world = await leasedAndGone();
  onKvm(world);
  const run = await world.until(world.step(PR, specOf([])).destroy());
  expect(run.ending).toBe('green');
  expect(schedulesNamed(world, mistName(PR, 'machine', 'web'))).toBe(1);
  expect(run.life.spoken.lines.join('\n')).toMatch(/Left armed, because nobody has seen .*-web-\w+-expiration-/);
});

test('go there once their time is over', async () => {
  const world = await leasedAndGone();
  onKvm(world);
  await world.universe.time.advance(2 * HOUR_MS);
  const run = await world.until(world.step(PR, specOf([])).destroy());
  expect(run.ending).toBe('green');
  expect(schedulesNamed(world, mistName(PR, 'machine', 'web'))).toBe(0);
});

test('stay where they select a machine that lives, whatever they are called', async () => {
  const world = await leasedAndGone();
  const { context } = world.universe.emulator;
  const [cloud] = context.state.clouds;
  if (cloud === undefined) throw new Error('no cloud');
  const stranger = plantMachine(context, cloud, { name: 'somebody', tags: {} });
  const name = `${mistName(PR, 'machine', 'web')}-expiration-42`;
  plantSchedule(context, stranger, { name, action: 'destroy', at: context.world.now() + HOUR_MS, lease: false });
  world.switches.deadScheduler = true;
  await world.universe.time.advance(2 * HOUR_MS);
  await world.until(world.step(PR, specOf([])).destroy());
  expect(schedulesNamed(world, mistName(PR, 'machine', 'web'))).toBe(1);
  expect(schedulesNamed(world, name)).toBe(1);
});

describe('lists that lack what lives', () => {
  const JOB_SPEC = specOf([machineRow('web', { backend: 'aws' })]);

  async function blinded() {
    const world = new TestWorld();
    const step = world.step(JOB, JOB_SPEC);
    await world.until(step.apply());
    onKvm(world);
    world.switches.unlisted = '.';
    const post = await world.until(step.post('success'));
    return { world, step, post };
  }

  test('on a provider that lists in part such a post is red, and names the machine', async () => {
    const { world, step, post } = await blinded();
    expect(post.ending).toBe('red');
    expect(post.value?.leaks).toEqual([
      expect.objectContaining({ name: mistName(JOB, 'machine', 'web'), why: expect.stringContaining('leaves out') }),
    ]);
    expect([post.value?.removedKeys, world.living(step).length]).toEqual([[], 1]);
    expect(schedulesNamed(world, `${mistName(JOB, 'machine', 'web')}-expiration`)).toBe(1);
    await world.universe.time.advance(2 * HOUR_MS);
    expect(world.living(step)).toEqual([]);
  });
});

test('what somebody schedules for a machine of ours is not ours to delete', async () => {
  const world = new TestWorld();
  await world.apply(PR, LEASED);
  const { context } = world.universe.emulator;
  const own = context.state.machines.find((one) => one.name === mistName(PR, 'machine', 'web'));
  if (own === undefined) throw new Error('apply made no machine');
  plantSchedule(context, own, {
    name: 'nightly-report',
    action: 'stop',
    at: context.world.now() + HOUR_MS,
    lease: false,
  });
  const run = await world.until(world.step(PR, specOf([])).destroy());
  expect(run.ending).toBe('green');
  expect(schedulesNamed(world, 'nightly-report')).toBe(1);
});
