import { describe, expect, test } from '@jest/globals';
import { plantMachine } from '../../../sandbox/plant.ts';
import type { FaultPlan } from '../../../simulation/network-faults.ts';
import { machineRow, specOf } from '../../../simulation/specs.ts';
import type { Step } from '../../../simulation/step.ts';
import type { Cut } from '../../../simulation/step-options.ts';
import { mistName } from '../../../src/model/identity.ts';
import { JOB, PR, TestWorld } from './world.ts';

const TWO = specOf([machineRow('web', { backend: 'aws', count: 2 })]);
const ONE = specOf([machineRow('web', { backend: 'aws' })]);

/** Every request of one process whose method and path begin like this. */
function always(begins: string, kind: ReturnType<FaultPlan>): FaultPlan {
  return (_, { method, path }) => (`${method} ${path}`.startsWith(begins) ? kind : null);
}

describe('destroy by the scope’s name alone', () => {
  test('removes machines, key and schedules, and none of at least 50 look-alikes', async () => {
    const world = new TestWorld();
    expect(world.universe.decoys.count).toBeGreaterThanOrEqual(50);
    await world.apply(PR, TWO);
    const step = world.step(PR, specOf([]));
    const run = await world.until(step.destroy());
    expect(run.ending).toBe('green');
    expect(run.value?.destroyed).toHaveLength(2);
    expect(run.value?.removedKeys).toEqual([mistName(PR, 'key', 'k')]);
    expect(world.living(step)).toEqual([]);
    world.verify();
  });

  test('a second one finds nothing and says so', async () => {
    const world = new TestWorld();
    await world.apply(PR, ONE);
    await world.until(world.step(PR, specOf([])).destroy());
    const before = world.writes().length;
    const again = await world.until(world.step(PR, specOf([])).destroy());
    expect(again.ending).toBe('green');
    expect(again.value?.destroyed).toEqual([]);
    expect(world.writes()).toHaveLength(before);
  });

  test('leaves the machines of an unnamed sibling scope alone', async () => {
    const world = new TestWorld();
    const job = world.step(JOB, ONE);
    await world.until(job.apply());
    await world.apply(PR, ONE);
    await world.until(world.step(PR, specOf([])).destroy());
    expect(world.living(job)).toHaveLength(1);
    world.verify();
  });
});

describe('what is not proved gone is red and named', () => {
  test('destroy answers 200 and the provider does nothing (H10)', async () => {
    const world = new TestWorld();
    const step = world.step(JOB, ONE);
    await world.until(step.apply());
    world.switches.destroyLies = '.';
    const post = await world.until(step.post('success'));
    expect(post.ending).toBe('red');
    expect(post.value?.leaks).toEqual([
      expect.objectContaining({ kind: 'machine', name: mistName(JOB, 'machine', 'web'), backend: 'aws' }),
    ]);
    expect(post.value?.removedKeys).toEqual([]);
    world.verify();
  });

  test('a backend that cannot be listed: every machine that was made there is named, ready or not', async () => {
    const world = new TestWorld();
    const step = world.step(
      JOB,
      specOf([machineRow('a-web', { backend: 'aws' }), machineRow('b-web', { backend: 'aws' })]),
    );
    await world.until(step.apply());
    world.switches.providerDown = ['aws'];
    const post = await world.until(step.post('success'));
    expect(post.value?.leaks.map((leak) => leak.name).sort()).toEqual(
      ['a-web', 'b-web'].map((row) => mistName(JOB, 'machine', row)),
    );
    world.verify();
  });

  test('a create that the server finished is named when the one list that came was empty', async () => {
    const world = new TestWorld();
    const step = world.step(JOB, ONE);
    await world.until(step.apply({ cut: { how: 'kill', at: { ms: 12_500 } } }));
    world.switches.providerDown = ['aws'];
    let lists = 0;
    const faults: FaultPlan = (_, { path }) => {
      if (!/^\/api\/v1\/clouds\/[0-9a-f]+\/machines$/.test(path)) return null;
      lists += 1;
      return lists === 1 ? 'empty-list' : null;
    };
    const post = await world.until(step.post('cancelled', { faults }));
    expect(post.value?.leaks.map((leak) => leak.name)).toEqual([mistName(JOB, 'machine', 'web')]);
    world.verify();
  });

  test('a list that stalls at the very end costs the proof, not the report', async () => {
    const world = new TestWorld();
    const step = world.step(JOB, ONE);
    await world.until(step.apply());
    const stall = always('GET /api/v1/clouds/', 'stall-before');
    const post = await world.until(step.post('cancelled', { faults: stall }));
    expect(post.ending).toBe('red');
    expect(post.value?.leaks).toHaveLength(1);
    expect(post.tookMs).toBeLessThan(225_000);
    world.verify();
  });

  test('one clear list without time for a second one is no proof', async () => {
    const world = new TestWorld();
    const step = world.step(PR, specOf([]), { timeoutMs: 9_000 });
    const run = await world.until(step.destroy());
    expect(run.ending).toBe('red');
    expect(run.value?.leaks[0]?.why).toContain('no time for the second one');
    expect(run.value?.provedOn).toEqual([]);
  });

  test('a server whose clouds cannot be listed at all', async () => {
    const world = new TestWorld();
    const step = world.step(JOB, ONE);
    await world.until(step.apply());
    const post = await world.until(step.post('success', { faults: always('GET /api/v1/clouds', 'unauthorized') }));
    expect(post.value?.leaks[0]?.why).toContain('the backends could not be listed');
    world.verify();
  });

  test('schedules or keys that stay are named too', async () => {
    const world = new TestWorld();
    const step = world.step(JOB, ONE);
    await world.until(step.apply());
    const faults: FaultPlan = (_, { method, path }) =>
      method === 'DELETE' && /schedules|keys/.test(path) ? 'error-500-before' : null;
    const post = await world.until(step.post('success', { faults }));
    expect(post.value?.leaks.map((leak) => leak.kind)).toEqual(['schedule', 'key']);
    world.verify();
  });
});

describe('answers to destroy prove nothing (H11)', () => {
  test.each([
    'error-500-after',
    'forbidden',
    'not-found',
    'reset-after',
    'stall-before',
    'unavailable',
    'html-after',
  ] as const)('%s: the lists decide', async (kind) => {
    const world = new TestWorld();
    const step = world.step(JOB, ONE);
    await world.until(step.apply());
    let hit = false;
    const faults: FaultPlan = (_, { method, path }) => {
      if (hit || method !== 'POST' || !path.startsWith('/api/v1/machines/')) return null;
      hit = true;
      return kind;
    };
    const post = await world.until(step.post('success', { faults }));
    expect(post.ending).toBe('green');
    expect(world.living(step)).toEqual([]);
    world.verify();
  });
});

describe('cancelled at every request, then post', () => {
  const moments = ['started', 'answered'] as const;
  test.each(['interrupt', 'kill'] as const)('%s: nothing is left, whenever it came', async (how) => {
    const requests = (await new TestWorld().apply(JOB, TWO)).network.requests;
    for (let n = 1; n <= requests; n += 2) {
      for (const moment of moments) {
        const world = new TestWorld();
        const step = world.step(JOB, TWO);
        const cut: Cut = { how, at: { request: n, moment } };
        const run = await world.until(step.apply({ cut }));
        const post = await world.until(step.post('cancelled'));
        expect({ n, moment, post: post.ending, left: world.living(step) }).toEqual({
          n,
          moment,
          post: 'green',
          left: [],
        });
        if (how === 'interrupt' && run.life.signalledAt !== null) {
          expect(run.endedAt - run.life.signalledAt).toBeLessThan(1_000);
        }
        world.verify();
      }
    }
  });
});

describe('policies', () => {
  test.each([
    ['unnamed', 'auto', 'success', 0],
    ['unnamed', 'never', 'success', 1],
    ['unnamed', 'on-failure', 'success', 1],
    ['unnamed', 'on-failure', 'cancelled', 0],
    ['unnamed', 'on-success', 'cancelled', 1],
    ['named', 'auto', 'failure', 1],
    ['named', 'always', 'success', 0],
  ] as const)('%s scope, %s, after %s: %d left', async (kind, teardown, status, left) => {
    const world = new TestWorld();
    const step = world.step(kind === 'named' ? PR : JOB, ONE, { teardown });
    await world.until(step.apply());
    expect((await world.until(step.post(status))).ending).toBe('green');
    expect(world.living(step)).toHaveLength(left);
    world.verify();
  });

  test('post after post has nothing to do', async () => {
    const world = new TestWorld();
    const step = world.step(JOB, ONE);
    await world.until(step.apply());
    await world.until(step.post('success'));
    const again = await world.until(step.post('success'));
    expect(again.ending).toBe('green');
    expect(again.value?.destroyed).toEqual([]);
    world.verify();
  });
});

test('an accepted create whose machine comes after post began is waited for and destroyed', async () => {
  const world = new TestWorld({ latencyMs: 200 });
  const step = world.step(JOB, ONE);
  await world.until(step.apply({ cut: { how: 'kill', at: { request: 12, moment: 'arrived' } } }));
  const post = await world.until(step.post('cancelled'));
  expect(post.ending).toBe('green');
  await world.universe.time.advance(600_000);
  expect(world.living(step)).toEqual([]);
  world.verify();
});

test('a create that a proxy delivers after main is gone is waited for, longer than two clear lists take', async () => {
  const world = new TestWorld();
  const step = world.step(JOB, ONE);
  let creates = 0;
  const faults: FaultPlan = (_, { method, path }) => {
    if (method === 'POST' && path === '/api/v2/machines') creates += 1;
    return creates === 2 && path === '/api/v2/machines' ? 'late' : null;
  };
  const run = await world.until(step.apply({ faults, cut: { how: 'kill', at: { ms: 800 } } }));
  expect([run.ending, world.living(step)]).toEqual(['killed', []]);
  const post = await world.until(step.post('cancelled'));
  expect(post.value?.destroyed).toHaveLength(1);
  await world.universe.time.advance(600_000);
  expect(world.living(step)).toEqual([]);
  world.verify();
});

test('an older create of the same name, seconds ago, does not decide one whose answer was lost', async () => {
  const world = new TestWorld();
  world.switches.createErrors = [{ text: 'InsufficientInstanceCapacity: none left' }];
  await world.apply(PR, ONE);
  world.switches.createErrors = [];
  world.switches.queueMs = 9_000;
  const step = world.step(PR, ONE);
  let creates = 0;
  const faults: FaultPlan = (_, { method, path }) => {
    if (method === 'POST' && path === '/api/v2/machines') creates += 1;
    return creates === 2 && path === '/api/v2/machines' ? 'stall-after' : null;
  };
  const run = await world.until(step.apply({ faults, cut: { how: 'kill', at: { ms: 800 } } }));
  expect([run.ending, creates, world.living(step)]).toEqual(['killed', 2, []]);
  const post = await world.until(step.post('cancelled'));
  expect([post.ending, post.value?.destroyed.length]).toEqual(['green', 1]);
  await world.universe.time.advance(600_000);
  expect(world.living(step)).toEqual([]);
  world.verify();
});

test('a destroy waits for the create of a run that was lost while the server still kept it', async () => {
  const world = new TestWorld();
  world.switches.queueMs = 30_000;
  const lost = world.step(PR, ONE);
  await world.until(lost.apply({ cut: { how: 'kill', at: { ms: 2_000 } } }));
  expect(world.living(lost)).toEqual([]);
  const run = await world.until(world.step(PR, specOf([])).destroy());
  expect([run.ending, run.value?.destroyed.length]).toEqual(['green', 1]);
  await world.universe.time.advance(600_000);
  expect(world.living(lost)).toEqual([]);
  world.verify();
});

test('a create that arrives while a destroy is at work is found by it', async () => {
  const world = new TestWorld();
  world.switches.queueMs = 15_000;
  const other = world.step(PR, ONE);
  const [run] = await world.until(
    Promise.all([world.step(PR, specOf([])).destroy(), other.apply({ cut: { how: 'kill', at: { ms: 2_500 } } })]),
  );
  expect([run.ending, run.value?.destroyed.length, world.living(other)]).toEqual(['green', 1, []]);
  world.verify();
});

test('the job of a machine that post destroyed early holds no later destroy up (H34)', async () => {
  const world = new TestWorld({ clouds: [{ name: 'aws', provider: 'linode' }] });
  const step = world.step(PR, ONE);
  await world.until(step.apply({ cut: { how: 'kill', at: { ms: 2_500 } } }));
  const post = await world.until(step.post('cancelled'));
  expect(post.value?.destroyed).toHaveLength(1);
  const run = await world.until(world.step(PR, specOf([])).destroy());
  expect(run.ending).toBe('green');
  expect(run.tookMs).toBeLessThan(20_000);
  world.verify();
});

describe('a machine whose name the provider did not take', () => {
  test.each([
    ['unnamed', JOB],
    ['named', PR],
  ] as const)('%s scope: post is red, names it by both, and leaves it to people', async (_, scope) => {
    const world = new TestWorld();
    world.switches.unnamed = '.';
    const step = world.step(scope, ONE);
    expect((await world.until(step.apply())).ending).toBe('red');
    const post = await world.until(step.post('failure'));
    const [machine] = world.universe.living();
    expect([post.ending, machine?.name]).toEqual(['red', mistName(scope, 'machine', 'web')]);
    const told = expect.objectContaining({ id: machine?.id, why: expect.stringContaining(machine?.name ?? '?') });
    expect(post.value?.leaks).toEqual([told]);
    world.verify();
  });

  test('a destroy a day later is red too', async () => {
    const world = new TestWorld();
    world.switches.unnamed = '.';
    await world.apply(PR, ONE, { ttlMs: null });
    await world.universe.time.advance(86_400_000);
    const run = await world.until(world.step(PR, specOf([])).destroy());
    const [machine] = world.universe.living();
    expect([run.ending, run.value?.leaks.map(({ id }) => id)]).toEqual(['red', [machine?.id]]);
    world.verify();
  });
});

test('post of a run whose create never arrived leaves the machine that the next run made', async () => {
  const world = new TestWorld();
  const first = world.step(PR, ONE);
  let creates = 0;
  const faults: FaultPlan = (_, { method, path }) => {
    if (method === 'POST' && path === '/api/v2/machines') creates += 1;
    return creates === 2 && path === '/api/v2/machines' ? 'stall-before' : null;
  };
  await world.until(first.apply({ faults, cut: { how: 'kill', at: { ms: 800 } } }));
  const second = world.step(PR, ONE);
  // Its machine is there, and the server has not written its tags yet.
  const applied = await world.until(second.apply({ cut: { how: 'kill', at: { ms: 5_000 } } }));
  expect([creates, applied.ending, world.living(second).length]).toEqual([2, 'killed', 1]);
  const post = await world.until(first.post('cancelled'));
  expect([post.ending, post.value?.destroyed, world.living(second).length]).toEqual(['green', [], 1]);
  expect(post.life.spoken.lines.join('\n')).toContain('is left alone: this run did not make it.');
  // Its own post knows that it is half-made.
  expect((await world.until(second.post('cancelled'))).value?.destroyed).toHaveLength(1);
  expect(world.living(second)).toEqual([]);
  world.verify();
});

test('a literal name of a lost main is destroyed once its tag has come, not left alone at once', async () => {
  const world = new TestWorld();
  const step = world.step(JOB, specOf([machineRow('db', { backend: 'aws', literalName: 'the-database' })]));
  await world.until(step.apply({ cut: { how: 'kill', at: { ms: 3_000 } } }));
  expect(world.living(step)).toEqual(['the-database']);
  const post = await world.until(step.post('cancelled'));
  expect(post.value?.leaks).toEqual([]);
  expect(world.living(step)).toEqual([]);
  world.verify();
});

test.each([
  ['destroy', (step: Step) => step.destroy(), /^left alone: the server's log shows/],
  ['post', (step: Step) => step.post('success'), /^left alone: its name is not one of this scope/],
])('%s: a literal name that has lost its tags is told, and not destroyed by its name', async (_, end, why) => {
  const world = new TestWorld();
  const row = machineRow('db', { backend: 'aws', literalName: 'the-database' });
  const step = world.step(PR, specOf([row]), { teardown: 'always' });
  await world.until(step.apply());
  const { context } = world.universe.emulator;
  const machine = context.state.machines.find((one) => one.name === 'the-database');
  const cloud = context.state.clouds.find((one) => one.id === machine?.cloudId);
  if (machine === undefined || cloud === undefined) throw new Error('no machine');
  plantMachine(context, cloud, { name: 'the-database-2', tags: {} });
  machine.tags = { team: 'qa' };
  const run = await world.until(end(step));
  expect(run.ending).toBe('red');
  expect(run.value?.leaks).toContainEqual(expect.objectContaining({ id: machine.id, why: expect.stringMatching(why) }));
  expect(run.value?.leaks.filter(({ kind }) => kind === 'machine')).toHaveLength(1);
  expect(machine.state).toBe('running');
});

test('a machine that somebody else makes later under a literal name of ours is none of our business', async () => {
  const world = new TestWorld();
  const row = machineRow('db', { backend: 'aws', literalName: 'the-database' });
  const step = world.step(PR, specOf([row]));
  await world.until(step.apply());
  await world.until(step.destroy());
  await world.universe.time.advance(3_600_000);
  const { context } = world.universe.emulator;
  const [cloud] = context.state.clouds;
  if (cloud === undefined) throw new Error('no cloud');
  const theirs = plantMachine(context, cloud, { name: 'the-database', tags: {} });
  const run = await world.until(step.destroy());
  expect([run.ending, run.value?.leaks, theirs.state]).toEqual(['green', [], 'running']);
  world.verify();
});

test('a machine of our exact name that contradicts the proof is left alone and reported', async () => {
  const world = new TestWorld();
  const step = world.step(JOB, ONE);
  await world.until(step.apply());
  const { context } = world.universe.emulator;
  const [cloud] = context.state.clouds;
  if (cloud === undefined) throw new Error('no cloud');
  const name = mistName(JOB, 'machine', 'web');
  const forged = plantMachine(context, cloud, { name, tags: { mist_action_scope: 'somebody-else' } });
  const post = await world.until(step.post('success'));
  expect(post.ending).toBe('red');
  expect(post.value?.leaks).toEqual([
    expect.objectContaining({ id: forged.id, why: 'left alone: its scope tag names another scope' }),
  ]);
  expect(forged.state).toBe('running');
  world.verify();
});
