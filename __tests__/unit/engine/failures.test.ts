// What goes wrong between the create and the hand-over, one named hazard each.
import { describe, expect, test } from '@jest/globals';
import { type FaultKind, type FaultPlan, NO_FAULTS } from '../../../simulation/network-faults.ts';
import { machineRow, specOf } from '../../../simulation/specs.ts';
import { mistName } from '../../../src/model/identity.ts';
import { JOB, outcomes, PR, TestWorld } from './world.ts';

const ONE = specOf([machineRow('web', { backend: 'aws' })]);

/** The n-th request (from 1) whose method and path begin like this meets the fault. */
function faultAt(begins: string, kind: FaultKind, nth = 1): FaultPlan {
  let seen = 0;
  return (_, { method, path, body }) => {
    const dry = body.includes('"dry":true') ? ' dry' : '';
    if (!`${method} ${path}${dry}`.startsWith(begins)) return null;
    seen += 1;
    return seen === nth ? kind : null;
  };
}

/** The real create is the second request to this path, after its dry run. */
const CREATE = 'POST /api/v2/machines';

describe('a create whose answer is lost', () => {
  test.each(['reset-after', 'stall-after', 'gateway-timeout-after', 'html-after', 'wrong-json', 'truncated'] as const)(
    'accepted, then %s: it is found by its name and never sent again',
    async (kind) => {
      const world = new TestWorld();
      const step = world.step(JOB, ONE);
      const run = await world.until(step.apply({ faults: faultAt(CREATE, kind, 2) }));
      expect(outcomes(run)).toEqual({ web: 'created' });
      expect(world.writes().filter((one) => one === CREATE)).toHaveLength(1);
      expect(world.living(step)).toHaveLength(1);
      world.verify();
    },
  );

  test.each(['reset-before', 'error-500-before', 'bad-gateway-before', 'stall-before'] as const)(
    'never accepted, %s: nothing is made, and post proves it',
    async (kind) => {
      const world = new TestWorld();
      const step = world.step(JOB, ONE, { timeoutMs: 240_000 });
      const run = await world.until(step.apply({ faults: faultAt(CREATE, kind, 2) }));
      expect(outcomes(run).web).toContain('its create never reached the server, as its log proves');
      expect(world.living(step)).toEqual([]);
      const post = await world.until(step.post('failure'));
      expect(post.ending).toBe('green');
      expect(post.value?.destroyed).toEqual([]);
      world.verify();
    },
  );

  test.each(['refused', 'rate-limited', 'forbidden', 'unauthorized', 'locked'] as const)(
    'refused by %s: a definite answer, and nothing is looked for',
    async (kind) => {
      const world = new TestWorld();
      const step = world.step(JOB, ONE);
      const run = await world.until(step.apply({ faults: faultAt(CREATE, kind, 2) }));
      expect(run.ending).toBe('red');
      expect(run.tookMs).toBeLessThan(5_000);
      const post = await world.until(step.post('failure'));
      expect(post.ending).toBe('green');
      world.verify();
    },
  );
});

describe('creates that come to nothing', () => {
  test('a provider that refuses fails the row with the provider’s words', async () => {
    const world = new TestWorld();
    world.switches.createErrors = [{ text: 'InstanceLimitExceeded: no more of these' }];
    const step = world.step(JOB, ONE);
    const run = await world.until(step.apply());
    expect(outcomes(run).web).toContain('InstanceLimitExceeded');
    expect((await world.until(step.post('failure'))).ending).toBe('green');
    world.verify();
  });

  test.each([
    ['never boots', 'neverBoot', 'not running with an address'],
    ['never lets anybody in', 'sshNever', 'not reachable by ssh'],
  ] as const)('a machine that %s: one clear error, and post removes it', async (_, hazard, message) => {
    const world = new TestWorld();
    world.switches[hazard] = '.';
    const step = world.step(JOB, ONE, { timeoutMs: 240_000 });
    const run = await world.until(step.apply());
    expect(outcomes(run).web).toContain(message);
    expect(world.living(step)).toHaveLength(1);
    expect((await world.until(step.post('failure'))).ending).toBe('green');
    expect(world.living(step)).toEqual([]);
    world.verify();
  });

  test('a plan of the server that differs from ours refuses before the create (H20)', async () => {
    const world = new TestWorld();
    world.switches.dryDiffers = 'image';
    const run = await world.apply(JOB, ONE);
    expect(outcomes(run).web).toContain('the server would choose something else: image');
    expect(world.writes()).toEqual(['PUT /api/v1/keys']);
    world.verify();
  });

  test.each([
    ['the intent of the key', 3],
    ['the first byte of the key', 4],
    ['the intent of the machine', 6],
    ['the first byte of the machine', 7],
  ])('nothing is created, and nothing is looked for, when the journal cannot hold %s (I9)', async (_, at) => {
    const world = new TestWorld();
    const step = world.step(JOB, ONE);
    const run = await world.until(step.apply({ stateFault: { at, kind: 'full' } }));
    expect(run.ending).toBe('red');
    expect(outcomes(run)).toEqual({ web: 'failed: The state of this run cannot be written: ENOSPC.' });
    expect(run.tookMs).toBeLessThan(5_000);
    expect(world.writes()).not.toContain(CREATE);
    world.verify();
  });

  test('a named scope takes back what it left half-made, and keeps what is good', async () => {
    const world = new TestWorld();
    world.switches.neverBoot = '-web-2-';
    const step = world.step(PR, specOf([machineRow('web', { backend: 'aws', count: 2 })]), { timeoutMs: 240_000 });
    const run = await world.until(step.apply());
    expect(run.ending).toBe('red');
    expect(outcomes(run)['web-1']).toBe('created');
    expect(world.living(step)).toHaveLength(1);
    world.verify();
  });

  test('a named scope in which nothing became ready keeps no key either', async () => {
    const world = new TestWorld();
    world.switches.neverBoot = '.';
    await world.apply(PR, ONE, { timeoutMs: 240_000 });
    const names = world.universe.emulator.context.state.keys.map((key) => key.name);
    expect(names).not.toContain(mistName(PR, 'key', 'k'));
    world.verify();
  });
});

describe('the lease', () => {
  test('swallowed by the worker: set again, and kept by the machine that is handed over (H14)', async () => {
    const world = new TestWorld();
    world.switches.leaseSwallowed = '.';
    const run = await world.apply(JOB, ONE);
    expect(outcomes(run)).toEqual({ web: 'created' });
    expect(world.writes()).toContain('PUT /api/v1/machines/{id}');
    world.verify();
  });

  test('that cannot be had: the step fails, and the machine goes', async () => {
    const world = new TestWorld();
    world.switches.leaseSwallowed = '.';
    const step = world.step(JOB, ONE);
    const faults: FaultPlan = (_, { method, path }) =>
      method === 'PUT' && path.startsWith('/api/v1/machines/') ? 'error-500-before' : null;
    const run = await world.until(step.apply({ faults }));
    expect(run.ending).toBe('red');
    expect((await world.until(step.post('failure'))).ending).toBe('green');
    expect(world.living(step)).toEqual([]);
    world.verify();
  });

  test('is edited only on a list that was read just before, however long the worker took (I2)', async () => {
    const world = new TestWorld();
    world.switches.leaseSwallowed = '.';
    // The log does not show for two minutes that the create is finished.
    const faults: FaultPlan = (_, { path }) =>
      path === '/api/v1/logs' && world.universe.time.elapsed() < 220_000 ? 'unavailable' : null;
    await world.apply(JOB, ONE, {}, { faults });
    expect(world.universe.time.elapsed()).toBeGreaterThan(90_000);
    world.verify();
  });

  test('is not edited before the create is finished on the server (H32)', async () => {
    const world = new TestWorld();
    await world.apply(PR, ONE, { ttlMs: 30 * 60_000 });
    const edited = await world.apply(PR, ONE, { ttlMs: 120 * 60_000 });
    expect(outcomes(edited)).toEqual({ web: 'updated' });
    const { schedules, machines } = world.universe.emulator.context.state;
    const ours = machines.filter((one) => !one.planted).map((one) => one.id);
    expect(schedules.filter((one) => !one.deleted && ours.includes(one.machineId))).toHaveLength(1);
    world.verify();
  });
});

test('an apply right after one that was lost waits for the worker before it edits the lease (H32)', async () => {
  const world = new TestWorld();
  const lost = world.step(PR, ONE);
  await world.until(lost.apply({ cut: { how: 'kill', at: { ms: 3_000 } } }));
  expect(world.living(lost)).toHaveLength(1);
  const run = await world.apply(PR, ONE, { ttlMs: 120 * 60_000 });
  expect(run.ending).toBe('green');
  await world.universe.time.advance(60_000);
  const { schedules, machines } = world.universe.emulator.context.state;
  const own = machines.find((one) => !one.planted);
  const armed = schedules.filter((one) => one.machineId === own?.id && !one.deleted && one.enabled);
  expect(armed.map((one) => one.id)).toEqual([own?.leaseId]);
  world.verify();
});

describe('the end of the time', () => {
  test('a list that stalls does not hold up a row whose time is over', async () => {
    const world = new TestWorld();
    world.switches.neverBoot = '.';
    const stall: FaultPlan = (_, { method, path }) =>
      method === 'GET' && path.endsWith('/machines') && world.universe.time.elapsed() > 60_000 ? 'stall-before' : null;
    const run = await world.apply(JOB, ONE, { timeoutMs: 120_000 }, { faults: stall });
    expect(outcomes(run).web).toContain('not running with an address within the `timeout` of 120s');
    expect(run.tookMs).toBeLessThan(95_000);
  });

  test('no create is sent when its time is over', async () => {
    const world = new TestWorld();
    world.switches.neverBoot = '-db-';
    const db = machineRow('db', { backend: 'aws', count: 1, minReady: 0 });
    const step = world.step(PR, specOf([db, machineRow('web', { backend: 'aws', needs: ['db'] })]), {
      timeoutMs: 240_000,
    });
    const run = await world.until(step.apply());
    expect(outcomes(run).web).toContain('the time was over before it could be created');
    expect(world.living(step)).toEqual([]);
    world.verify();
  });
});

describe('one request, two machines (H18)', () => {
  test('a second one that shows in time is removed by apply, the same one for everybody', async () => {
    const world = new TestWorld();
    world.switches.secondMachine = { name: '.', afterMs: 300 };
    const step = world.step(PR, ONE);
    const run = await world.until(step.apply());
    expect(run.ending).toBe('green');
    expect(world.living(step)).toHaveLength(1);
    world.verify();
  });

  test('a late one is removed by the next apply, and by destroy', async () => {
    const world = new TestWorld();
    world.switches.secondMachine = { name: '.', afterMs: 120_000 };
    const step = world.step(PR, ONE);
    await world.until(step.apply());
    await world.universe.time.advance(180_000);
    expect(world.living(step)).toHaveLength(2);
    const next = await world.apply(PR, ONE);
    expect(next.value?.planned.plan.counts.destroy).toBe(1);
    expect(world.living(step)).toHaveLength(1);
    world.verify();
  });
});

test('lists that fail now and then are asked again, and cost nothing else', async () => {
  const world = new TestWorld();
  let n = 0;
  const faults: FaultPlan = (_, { method, path }) => {
    if (method !== 'GET' || !path.endsWith('/machines'))
      return NO_FAULTS(0, { method, path, query: '', headers: {}, body: '' });
    n += 1;
    return n % 3 === 2 ? 'unavailable' : null;
  };
  const step = world.step(JOB, ONE);
  const run = await world.until(step.apply({ faults }));
  expect(outcomes(run)).toEqual({ web: 'created' });
  expect((await world.until(step.post('success', { faults }))).ending).toBe('green');
  world.verify();
});
