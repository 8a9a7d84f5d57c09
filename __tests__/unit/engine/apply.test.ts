import { describe, expect, test } from '@jest/globals';
import { plantMachine } from '../../../sandbox/plant.ts';
import { machineRow, specOf } from '../../../simulation/specs.ts';
import { isReady } from '../../../src/engine/apply-machines.ts';
import { mistName } from '../../../src/model/identity.ts';
import { JOB, outcomes, PR, TestWorld } from './world.ts';

const TWO = specOf([machineRow('web', { backend: 'aws', count: 2 })]);
const ONE = specOf([machineRow('web', { backend: 'aws' })]);

describe('a fresh apply', () => {
  test('creates every machine once, leased, reachable and with its key', async () => {
    const world = new TestWorld();
    const step = world.step(JOB, TWO);
    const run = await world.until(step.apply());
    expect(run.ending).toBe('green');
    expect(outcomes(run)).toEqual({ 'web-1': 'created', 'web-2': 'created' });
    expect(run.value?.report.changed).toBe(true);
    expect(run.value?.keys.map((key) => key.mistName)).toEqual([mistName(JOB, 'key', 'k')]);
    expect(world.writes().filter((write) => write !== 'POST /api/v1/tags')).toEqual([
      'PUT /api/v1/keys',
      'POST /api/v2/machines',
      'POST /api/v2/machines',
    ]);
    expect(world.living(step)).toHaveLength(2);
    world.verify();
  });

  test('ten machines take the time of one', async () => {
    const took = async (count: number): Promise<number> => {
      const world = new TestWorld();
      const run = await world.apply(JOB, specOf([machineRow('web', { backend: 'aws', count })]));
      expect(run.ending).toBe('green');
      return run.tookMs;
    };
    expect(await took(10)).toBeLessThan(1.25 * (await took(1)));
  });

  test('web-1 is not web-10: each row finds exactly its own machine', async () => {
    const world = new TestWorld();
    const spec = specOf([machineRow('web', { backend: 'aws', count: 10 })]);
    const first = await world.apply(PR, spec);
    const second = await world.apply(PR, spec);
    const ids = (run: typeof first) => run.value?.report.machines.map((one) => [one.name, one.observed?.id]);
    expect(new Set(ids(first)?.map(([, id]) => id)).size).toBe(10);
    expect(ids(second)).toEqual(ids(first));
    world.verify();
  });

  test.each(['running', 'tcp', 'ssh'] as const)('waits for %s on a provider without cloud-init', async (level) => {
    const world = new TestWorld({ clouds: [{ name: 'lin', provider: 'linode' }] });
    const spec = specOf([machineRow('web', { backend: 'lin', wait: { level, timeoutMs: null } })]);
    const run = await world.apply(PR, spec);
    expect(outcomes(run)).toEqual({ web: 'created' });
    world.verify();
  });
});

describe('a second apply of a named scope', () => {
  test.each(['running', 'tcp', 'ssh'] as const)('writes nothing right after one that waited for %s', async (level) => {
    const world = new TestWorld();
    const spec = specOf([machineRow('web', { backend: 'aws', count: 2, wait: { level, timeoutMs: null } })]);
    await world.apply(PR, spec, { ttlMs: null });
    const before = world.writes().length;
    const second = await world.apply(PR, spec, { ttlMs: null, trustOnFirstUse: false });
    expect(outcomes(second)).toEqual({ 'web-1': 'unchanged', 'web-2': 'unchanged' });
    expect(second.value?.report.changed).toBe(false);
    expect(world.writes()).toHaveLength(before);
    world.verify();
  });

  test('adds what is new and removes what left the spec', async () => {
    const world = new TestWorld();
    await world.apply(PR, TWO);
    const step = world.step(
      PR,
      specOf([machineRow('web', { backend: 'aws', count: 1 }), machineRow('db', { backend: 'aws' })]),
    );
    const run = await world.until(step.apply());
    expect(run.ending).toBe('green');
    expect(run.value?.planned.plan.counts).toMatchObject({ create: 1, destroy: 1, 'no-op': 2 });
    expect(world.living(step)).toEqual([mistName(PR, 'machine', 'db'), mistName(PR, 'machine', 'web-1')]);
    world.verify();
  });

  test('replaces only where it is told to', async () => {
    const world = new TestWorld();
    await world.apply(PR, ONE);
    const bigger = specOf([machineRow('web', { backend: 'aws', size: { by: 'at-least', cpu: 4, ramMb: 8192 } })]);
    const refused = await world.apply(PR, bigger);
    expect(refused.error?.message).toContain('size changed since it was created');
    const step = world.step(PR, bigger, { replace: true });
    const run = await world.until(step.apply());
    expect(outcomes(run)).toEqual({ web: 'replaced' });
    expect(world.living(step)).toHaveLength(1);
    world.verify();
  });

  test('replaces a machine whose key has left Mist, and nothing less', async () => {
    const world = new TestWorld();
    await world.apply(PR, ONE);
    const { keys, vault } = world.universe.emulator.context.state;
    keys.splice(
      keys.findIndex((key) => key.name === mistName(PR, 'key', 'k')),
      1,
    );
    const refused = await world.apply(PR, ONE);
    expect(refused.error?.message).toContain('is no longer in Mist');
    const taken = await world.apply(PR, ONE, { replace: true });
    expect(taken.ending).toBe('red');
    expect(world.living(world.step(PR, ONE))).toHaveLength(1);
    vault.delete(mistName(PR, 'key', 'k'));
    const run = await world.apply(PR, ONE, { replace: true });
    expect(outcomes(run)).toEqual({ web: 'replaced' });
  });

  test('says at once that a machine was made with another key', async () => {
    const world = new TestWorld();
    await world.apply(PR, ONE);
    const { state } = world.universe.emulator.context;
    const key = state.keys.find((one) => one.name === mistName(PR, 'key', 'k'));
    const other = world.universe.keys.make('ssh-rsa');
    if (key) key.publicKey = other.publicKey;
    if (key) state.vault.set(key.vaultPath, other.privateKey);
    const run = await world.apply(PR, ONE);
    expect(run.error?.message).toContain('made with another key');
    expect(run.tookMs).toBeLessThan(5_000);
  });

  test('a key that was overwritten on the server fails by name (H24)', async () => {
    const world = new TestWorld();
    await world.apply(PR, ONE);
    const { state } = world.universe.emulator.context;
    const key = state.keys.find((one) => one.name === mistName(PR, 'key', 'k'));
    state.vault.set(key?.vaultPath ?? '', world.universe.keys.make('ssh-rsa').privateKey);
    const run = await world.apply(PR, ONE);
    expect(run.error?.message).toContain(`the private half of key \`${mistName(PR, 'key', 'k')}\``);
    world.verify();
  });
});

describe('order and sufficiency', () => {
  test('a row waits for what it needs', async () => {
    const world = new TestWorld();
    const spec = specOf([machineRow('web', { backend: 'aws', needs: ['db'] }), machineRow('db', { backend: 'aws' })]);
    const run = await world.apply(JOB, spec);
    const made = run.value?.report.machines.map((one) => [one.name, one.observed?.createdAt ?? 0] as const);
    const [web, db] = [made?.find(([name]) => name === 'web')?.[1], made?.find(([name]) => name === 'db')?.[1]];
    expect(Number(web)).toBeGreaterThan(Number(db) + 3_000);
    world.verify();
  });

  test('a failure costs only its dependents', async () => {
    const world = new TestWorld();
    world.switches.createErrors = [{ name: '-db-', text: 'InsufficientInstanceCapacity: none left' }];
    const rows = [
      machineRow('db', { backend: 'aws' }),
      machineRow('web', { backend: 'aws', needs: ['db'] }),
      machineRow('job', { backend: 'aws' }),
    ];
    const run = await world.apply(PR, specOf(rows));
    expect(run.ending).toBe('red');
    expect(outcomes(run)).toMatchObject({ web: 'skipped: machine/db is not ready', job: 'created' });
    expect(outcomes(run).db).toContain('InsufficientInstanceCapacity');
    world.verify();
  });

  test('min-ready: enough is success, and the rest is removed', async () => {
    const world = new TestWorld();
    world.switches.neverBoot = '-web-2-';
    const step = world.step(JOB, specOf([machineRow('web', { backend: 'aws', count: 3, minReady: 2 })]), {
      timeoutMs: 240_000,
    });
    const run = await world.until(step.apply());
    expect(run.ending).toBe('green');
    expect(run.value?.report.machines.map((one) => isReady(one.outcome))).toEqual([true, false, true]);
    expect(world.living(step)).toHaveLength(2);
    world.verify();
  });
});

describe('what is not ours', () => {
  test('adopts by exact id, tags it, and never destroys it', async () => {
    const world = new TestWorld();
    const { context } = world.universe.emulator;
    const [cloud] = context.state.clouds;
    if (cloud === undefined) throw new Error('no cloud');
    const stray = plantMachine(context, cloud, { name: 'legacy' });
    const spec = specOf([
      machineRow('old', {
        adopt: stray.id,
        image: null,
        size: null,
        tags: { team: 'qa' },
        wait: { level: 'running', timeoutMs: null },
      }),
    ]);
    const run = await world.apply(PR, spec);
    expect(outcomes(run)).toEqual({ old: 'adopted' });
    expect(stray.tags).toMatchObject({ team: 'qa' });
    const gone = await world.until(world.step(PR, spec).destroy());
    expect(gone.ending).toBe('green');
    expect(stray.state).toBe('running');
  });

  test('a literal name that somebody has is left alone; our own is found again and destroyed', async () => {
    const world = new TestWorld();
    const spec = specOf([machineRow('db', { backend: 'aws', literalName: 'the-database' })]);
    await world.apply(PR, spec);
    const second = await world.apply(PR, spec);
    expect(outcomes(second)).toEqual({ db: 'unchanged' });
    const step = world.step(PR, spec);
    expect((await world.until(step.destroy())).ending).toBe('green');
    expect(world.living(step)).toEqual([]);
    world.verify();
  });

  test('a machine with our exact name and a foreign tag stops everything before it begins', async () => {
    const world = new TestWorld();
    const { context } = world.universe.emulator;
    const [cloud] = context.state.clouds;
    if (cloud === undefined) throw new Error('no cloud');
    plantMachine(context, cloud, { name: mistName(PR, 'machine', 'web'), tags: { mist_action_scope: 'pr-5' } });
    const run = await world.apply(PR, ONE);
    expect(run.error?.message).toContain('its scope tag names another scope');
    expect(world.writes()).toEqual([]);
  });
});

describe('plan', () => {
  test('reads only', async () => {
    const world = new TestWorld();
    const run = await world.until(world.step(PR, TWO).plan());
    expect(run.value?.plan.counts).toMatchObject({ create: 3 });
    expect(world.writes()).toEqual([]);
    world.verify();
  });

  test.each([
    ['an unknown backend', { backend: 'nowhere' }, 'there is no backend `nowhere`'],
    ['a disabled backend', { backend: 'disabled' }, 'the backend `disabled` is disabled'],
    ['an unknown key', { backend: 'aws', key: 'nobody' }, 'there is no key `nobody`'],
    ['too many machines', { backend: 'aws', count: 21 }, '`max-machines` allows 20'],
    ['cloud-init where Mist drops it', { backend: 'aws0', cloudInit: '#cloud-config\n' }, 'Mist drops cloud-init'],
    ['an unknown machine to adopt', { adopt: 'f'.repeat(32) }, 'no machine with the id'],
  ])('refuses %s', async (_, settings, message) => {
    const world = new TestWorld();
    const run = await world.apply(PR, specOf([machineRow('web', settings)]), { trustOnFirstUse: false });
    expect(run.error?.message).toContain(message);
    expect(world.writes()).toEqual([]);
    world.verify();
  });
});

describe('backends', () => {
  const place = { line: 1, column: 1 };
  const absent = { backends: [{ name: 'aws', place, state: 'absent' as const }] };

  test('one that is missing is added, and used when its catalog stands still', async () => {
    const world = new TestWorld();
    const fields = { apikey: 'AKIA', apisecret: 'text', region: 'us-east-1' };
    const backends = [{ name: 'fresh', place, state: 'present' as const, provider: 'amazon' as const, fields }];
    const run = await world.apply(PR, specOf([machineRow('web', { backend: 'fresh' })], { backends }));
    expect(run.error).toBeNull();
    expect(run.value?.report.outcomes).toContainEqual({ address: 'backend/fresh', outcome: 'created', why: null });
    world.verify();
  });

  test('removal is refused while anything lives there (H8, H38)', async () => {
    const world = new TestWorld();
    const run = await world.apply(PR, specOf([], absent));
    expect(run.error?.message).toContain('machines are on it');
    expect(world.writes()).toEqual([]);
    world.verify();
  });
});
