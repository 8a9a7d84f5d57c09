// Leases that an earlier teardown, killed in its middle, has left of machines that no list shows any more.
import { expect, test } from '@jest/globals';
import { plantMachine, plantSchedule } from '../../../sandbox/plant.ts';
import { machineRow, specOf } from '../../../simulation/specs.ts';
import { mistName } from '../../../src/model/identity.ts';
import { PR, TestWorld } from './world.ts';

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

function schedulesNamed(world: TestWorld, begins: string): number {
  const { schedules } = world.universe.emulator.context.state;
  return schedules.filter(({ name, deleted }) => !deleted && name.startsWith(begins)).length;
}

test('go with the scope', async () => {
  const world = await leasedAndGone();
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
  await world.until(world.step(PR, specOf([])).destroy());
  expect(schedulesNamed(world, mistName(PR, 'machine', 'web'))).toBe(1);
  expect(schedulesNamed(world, name)).toBe(1);
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
