// `state: stopped` and back, on a server that judges actions by its own, older view.
import { describe, expect, test } from '@jest/globals';
import { performAction } from '../../../sandbox/machines.ts';
import { plantMachine } from '../../../sandbox/plant.ts';
import type { CloudRecord, MachineRecord } from '../../../sandbox/state.ts';
import { machineRow, specOf } from '../../../simulation/specs.ts';
import type { MachineSettings } from '../../../src/model/spec.ts';
import { outcomes, PR, TestWorld } from './world.ts';

const spec = (settings: Partial<MachineSettings> = {}) => specOf([machineRow('web', { backend: 'aws', ...settings })]);
const STOPPED = spec({ power: 'stopped' });
const OPTIONS = { ttlMs: null };

function cloudOf(world: TestWorld): CloudRecord {
  const cloud = world.universe.emulator.context.state.clouds.find(({ name }) => name === 'aws');
  if (cloud === undefined) throw new Error('no cloud');
  return cloud;
}

function ours(world: TestWorld): MachineRecord {
  const found = world.universe.emulator.context.state.machines.find((one) => !one.planted);
  if (found === undefined) throw new Error('no machine');
  return found;
}

/** Stops and starts that were asked for. */
function powerWrites(world: TestWorld): string[] {
  return world.writes().filter((write) => write === 'POST /api/v1/machines/{id}');
}

describe('a row that is to be stopped', () => {
  test('is made, stopped, and then left alone', async () => {
    const world = new TestWorld();
    const first = await world.apply(PR, STOPPED, OPTIONS);
    expect(outcomes(first)).toEqual({ web: 'created' });
    expect(first.value?.report.machines[0]?.observed?.state).toBe('stopped');
    expect(ours(world).state).toBe('stopped');
    const before = world.writes().length;
    const second = await world.apply(PR, STOPPED, OPTIONS);
    expect(outcomes(second)).toEqual({ web: 'unchanged' });
    expect(world.writes()).toHaveLength(before);
    world.verify();
  });

  test('has its lease proved before it is stopped', async () => {
    const world = new TestWorld();
    world.switches.leaseSwallowed = '.';
    const run = await world.apply(PR, STOPPED, { ttlMs: 3_600_000 });
    expect(outcomes(run)).toEqual({ web: 'created' });
    expect(ours(world).leaseId).not.toBeNull();
    expect(ours(world).state).toBe('stopped');
    world.verify();
  });

  test('is stopped in place where it runs, and started again, with the same id', async () => {
    const world = new TestWorld();
    const made = await world.apply(PR, spec(), OPTIONS);
    const stopped = await world.apply(PR, STOPPED, OPTIONS);
    expect(outcomes(stopped)).toEqual({ web: 'updated' });
    expect(stopped.value?.planned.plan.changes.find(({ kind }) => kind === 'machine')).toMatchObject({
      action: 'update',
      reason: 'it is running, and the spec wants it stopped',
    });
    const started = await world.apply(PR, spec(), OPTIONS);
    expect(outcomes(started)).toEqual({ web: 'updated' });
    expect(started.value?.report.machines[0]?.observed).toMatchObject({ state: 'running' });
    const ids = [made, stopped, started].map((run) => run.value?.report.machines[0]?.observed?.id);
    expect(new Set(ids).size).toBe(1);
    expect(powerWrites(world)).toHaveLength(2);
    const before = world.writes().length;
    expect(outcomes(await world.apply(PR, spec(), OPTIONS))).toEqual({ web: 'unchanged' });
    expect(world.writes()).toHaveLength(before);
    world.verify();
  });

  test('that somebody stopped or started meanwhile is drift', async () => {
    const world = new TestWorld();
    await world.apply(PR, spec(), OPTIONS);
    await performAction(world.universe.emulator.context, ours(world), 'stop');
    expect(outcomes(await world.apply(PR, spec(), OPTIONS))).toEqual({ web: 'updated' });
    expect(ours(world).state).toBe('running');
    world.verify();
  });

  test('a script waits for the machine to run', async () => {
    const world = new TestWorld();
    const run = { script: 'make', env: {}, timeoutMs: null };
    const first = await world.apply(PR, spec({ run, power: 'stopped' }), OPTIONS);
    expect(outcomes(first)).toEqual({ web: 'created' });
    const second = await world.apply(PR, spec({ run }), OPTIONS);
    expect(second.value?.planned.plan.changes.find(({ kind }) => kind === 'machine')?.reason).toBe(
      'it is stopped, and the spec wants it running; run has not succeeded on it yet',
    );
    expect(outcomes(second)).toEqual({ web: 'updated' });
    expect(outcomes(await world.apply(PR, spec({ run }), OPTIONS))).toEqual({ web: 'unchanged' });
    world.verify();
  });
});

describe('what is not ours', () => {
  test('is never stopped: another machine of the same literal name', async () => {
    const world = new TestWorld();
    const { context } = world.universe.emulator;
    plantMachine(context, cloudOf(world), { name: 'theirs' });
    const row = spec({ literalName: 'theirs', power: 'stopped', wait: { level: 'running', timeoutMs: 60_000 } });
    await world.apply(PR, row, OPTIONS);
    expect(powerWrites(world)).toEqual([]);
    world.verify();
  });

  test('a machine that lost its name between plan and stop is left as it is', async () => {
    const world = new TestWorld();
    await world.apply(PR, spec(), OPTIONS);
    const machine = ours(world);
    let lists = 0;
    const run = await world.apply(PR, STOPPED, OPTIONS, {
      faults: (_, { method, path }) => {
        if (method === 'GET' && path.endsWith(`${cloudOf(world).id}/machines`)) lists += 1;
        // The plan's, the one that shows it as running, and the one that is to prove it.
        if (lists === 3) machine.name = 'renamed';
        return null;
      },
    });
    expect(run.ending).toBe('red');
    expect(powerWrites(world)).toEqual([]);
  });

  test('an adopted machine is stopped only where the spec says so', async () => {
    const world = new TestWorld();
    const { context } = world.universe.emulator;
    const planted = plantMachine(context, cloudOf(world), { name: 'legacy' });
    const wait = { level: 'running', timeoutMs: null } as const;
    const adopt = { adopt: planted.id, backend: null, image: null, size: null, wait };
    await world.apply(PR, spec(adopt), OPTIONS);
    expect(powerWrites(world)).toEqual([]);
    const run = await world.apply(PR, spec({ ...adopt, power: 'stopped' }), OPTIONS);
    expect(outcomes(run)).toEqual({ web: 'adopted' });
    expect(planted.state).toBe('stopped');
  });
});

test('an answer that is lost is looked for in the state of the machine, not asked for again', async () => {
  const world = new TestWorld();
  await world.apply(PR, spec(), OPTIONS);
  const run = await world.apply(PR, STOPPED, OPTIONS, {
    faults: (_, { method, path }) => (method === 'POST' && path.startsWith('/api/v1/machines/') ? 'reset-after' : null),
  });
  expect(outcomes(run)).toEqual({ web: 'updated' });
  expect(powerWrites(world)).toHaveLength(1);
  expect(ours(world).state).toBe('stopped');
  world.verify();
});
