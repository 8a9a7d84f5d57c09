// Two steps with one unnamed scope, as two calls of the action inside one composite action have it.
import { describe, expect, test } from '@jest/globals';
import { addKey } from '../../../sandbox/keys.ts';
import { machineRow, specOf } from '../../../simulation/specs.ts';
import { mistName } from '../../../src/model/identity.ts';
import { JOB, TestWorld } from './world.ts';

const ONE = specOf([machineRow('web', { backend: 'aws' })]);

describe('an unnamed scope that another step has begun', () => {
  test.each([
    ['a row less', specOf([machineRow('db', { backend: 'aws' })]), `machine/${mistName(JOB, 'machine', 'web')}`],
  ])('%s: the machine is named, and nothing is changed', async (_, spec, address) => {
    const world = new TestWorld();
    const first = world.step(JOB, ONE);
    expect((await world.until(first.apply())).ending).toBe('green');
    const before = world.writes().length;
    const second = world.step(JOB, spec, { replace: true });
    const run = await world.until(second.apply());
    expect(run.error?.message).toContain(`${address}: this step has no \`scope\``);
    expect(run.error?.message).toContain(mistName(JOB, 'machine', 'web'));
    expect(world.writes()).toHaveLength(before);
    expect((await world.until(second.post('failure'))).ending).toBe('green');
    expect(world.living(first)).toEqual([mistName(JOB, 'machine', 'web')]);
    expect((await world.until(first.post('failure'))).ending).toBe('green');
    expect(world.living(first)).toEqual([]);
    world.verify();
  });

  test('the same row as it is: the machine is handed out again, with a warning, and goes with the step that made it', async () => {
    const world = new TestWorld();
    const first = world.step(JOB, ONE);
    expect((await world.until(first.apply())).ending).toBe('green');
    const creates = world.writes().filter((one) => one === 'POST /api/v2/machines').length;
    const second = world.step(JOB, ONE);
    expect((await world.until(second.apply())).ending).toBe('green');
    expect(world.writes().filter((one) => one === 'POST /api/v2/machines')).toHaveLength(creates);
    expect((await world.until(second.post('success'))).ending).toBe('green');
    expect(world.living(first)).toEqual([mistName(JOB, 'machine', 'web')]);
    expect((await world.until(first.post('success'))).ending).toBe('green');
    expect(world.living(first)).toEqual([]);
    world.verify();
  });

  test('a key that no row uses is named too', async () => {
    const world = new TestWorld();
    const name = mistName(JOB, 'key', 'other');
    addKey(world.universe.emulator.context, name, world.universe.keys.make('ssh-rsa').privateKey);
    const run = await world.apply(JOB, ONE);
    expect(run.error?.message).toContain(`key/${name}: this step has no`);
    world.verify();
  });
});
