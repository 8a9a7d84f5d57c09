// One account added to Mist twice: every verb sees each machine on two backends, and treats it as one.
import { expect, test } from '@jest/globals';
import { insertAgain } from '../../../sandbox/clouds.ts';
import { machineRow, specOf } from '../../../simulation/specs.ts';
import { mistName } from '../../../src/model/identity.ts';
import { outcomes, PR, TestWorld } from './world.ts';

const ONE = specOf([machineRow('web', { backend: 'aws' })]);
const WEB = mistName(PR, 'machine', 'web');
const BOTH = specOf([machineRow('web', { backend: 'aws' }), machineRow('db', { backend: 'aws-copy' })]);
const LEASED = { ttlMs: 3_600_000 };

function doubled(): TestWorld {
  const world = new TestWorld();
  const { context } = world.universe.emulator;
  const aws = context.state.clouds.find(({ name }) => name === 'aws');
  if (aws === undefined) throw new Error('no aws');
  insertAgain(context, 'aws-copy', aws);
  return world;
}

/** What the step said of both backends, in order. */
function told(step: ReturnType<TestWorld['step']>): readonly string[] {
  return step.runs.flatMap(({ life }) => life.spoken.lines).filter((line) => line.includes('aws and aws-copy'));
}

test('a second apply changes nothing, and says once what it sees', async () => {
  const world = doubled();
  expect(outcomes(await world.apply(PR, ONE, LEASED))).toEqual({ web: 'created' });
  expect(outcomes(await world.apply(PR, BOTH, LEASED))).toEqual({ web: 'unchanged', db: 'created' });
  const before = world.writes().length;
  const step = world.step(PR, BOTH, LEASED);
  const again = await world.until(step.apply());
  expect([again.ending, outcomes(again)]).toEqual(['green', { web: 'unchanged', db: 'unchanged' }]);
  expect(world.writes()).toHaveLength(before);
  expect(told(step).filter((line) => line.includes(WEB))).toHaveLength(1);
  world.verify();
});

test('a row that moves to the other name of its account is a replacement, never a machine less', async () => {
  const world = doubled();
  const first = world.step(PR, ONE, LEASED);
  expect((await world.until(first.apply())).ending).toBe('green');
  const moved = await world.apply(PR, specOf([machineRow('web', { backend: 'aws-copy' })]), {
    ...LEASED,
    replace: false,
  });
  expect(moved.error?.message).toContain('it is on aws, and the spec wants aws-copy');
  expect(world.living(first)).toEqual([WEB]);
  world.verify();
});

test('a row that left the spec is destroyed once, and destroy ends the rest with both of its rows', async () => {
  const world = doubled();
  const first = world.step(PR, BOTH, LEASED);
  expect((await world.until(first.apply())).ending).toBe('green');
  const less = await world.apply(PR, specOf([machineRow('db', { backend: 'aws-copy' })]), LEASED);
  expect([less.ending, less.value?.report.plan.destroy]).toEqual(['green', 1]);
  expect(world.living(first)).toEqual([mistName(PR, 'machine', 'db')]);
  const run = await world.until(world.step(PR, BOTH).destroy());
  expect([run.ending, run.value?.leaks, world.living(first)]).toEqual(['green', [], []]);
  world.verify();
});
