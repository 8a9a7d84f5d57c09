// Positive controls: every oracle is shown a world in which its invariant is broken, and has to say so.
import { describe, expect, test } from '@jest/globals';
import { insertCloud } from '../../sandbox/clouds.ts';
import { plantMachine } from '../../sandbox/plant.ts';
import type { SandboxRequest } from '../../sandbox/reply.ts';
import { judgeApply, judgeSecrets, judgeTeardown, judgeWorld } from '../../simulation/judgement.ts';
import { RequestRules, type Rights } from '../../simulation/request-rules.ts';
import { RunnerState } from '../../simulation/runner-state.ts';
import { machineRow, specOf } from '../../simulation/specs.ts';
import { Step } from '../../simulation/step.ts';
import { USUAL_STEP } from '../../simulation/step-options.ts';
import { ORIGIN, QUIET_UNIVERSE, Universe } from '../../simulation/universe.ts';
import { mistName, type Scope } from '../../src/model/identity.ts';

const repository = { serverUrl: 'https://github.com', id: '4711' };
const JOB: Scope = { name: 'run-900-1-0a1b2c30', named: false, repository };
const OTHER: Scope = { ...JOB, name: 'run-901-1-0a1b2c31' };
const WEB = mistName(JOB, 'machine', 'web');
const EVERYTHING = { everything: true, alone: true };

function makeWorld() {
  const universe = new Universe({ ...QUIET_UNIVERSE, scopes: [JOB] });
  const step = new Step(universe, { ...USUAL_STEP, scope: JOB, spec: specOf([machineRow('web', { backend: 'aws' })]) });
  const { state } = universe.emulator.context;
  const ours = () => {
    const machine = state.machines.find((one) => one.name === WEB);
    if (machine === undefined) throw new Error('Nothing was made.');
    return machine;
  };
  const invariants = () => [...new Set(universe.violations.all.map((one) => one.invariant))];
  return { universe, step, state, ours, invariants, until: <T>(work: Promise<T>) => universe.time.until(work, 9e6) };
}

describe('after an apply', () => {
  test.each<[string, string, (world: ReturnType<typeof makeWorld>) => void]>([
    ['I4', 'the machine is stopped', ({ ours }) => void Object.assign(ours(), { state: 'stopped' })],
    ['I4', 'it has another address', ({ ours }) => void Object.assign(ours(), { publicIps: ['127.9.9.9'] })],
    ['I4', 'it has another name', ({ ours }) => void Object.assign(ours(), { name: 'other' })],
    ['I4', 'it is not there', ({ state, ours }) => void state.machines.splice(state.machines.indexOf(ours()), 1)],
    ['I1', 'it has no lease', ({ ours }) => void Object.assign(ours(), { leaseId: null })],
    [
      'I5',
      'a second one lives',
      ({ state, ours }) => void state.machines.unshift({ ...ours(), id: 'e'.repeat(32), jobId: 'another' }),
    ],
  ])('%s: %s', async (invariant, _, tamper) => {
    const world = makeWorld();
    const run = await world.until(world.step.apply());
    judgeApply(world.universe, world.step, run, true);
    expect(world.invariants()).toEqual([]);
    tamper(world);
    judgeApply(world.universe, world.step, run, true);
    expect(world.invariants()).toContain(invariant);
  });
});

describe('after a teardown', () => {
  test.each<[string, string, (world: ReturnType<typeof makeWorld>) => void]>([
    ['I5', 'a machine lives', ({ ours }) => void Object.assign(ours(), { state: 'running', removedAt: null })],
    [
      'I5',
      'the key is there',
      ({ state }) =>
        void state.keys.push({
          id: 'f'.repeat(32),
          name: mistName(JOB, 'key', 'k'),
          publicKey: '',
          vaultPath: '',
          isDefault: false,
          tags: {},
        }),
    ],
    [
      'I5',
      'a schedule is there',
      ({ state, ours }) => {
        for (const one of state.schedules) if (one.machineId === ours().id) one.deleted = false;
      },
    ],
  ])('%s: %s', async (invariant, _, tamper) => {
    const world = makeWorld();
    await world.until(world.step.apply());
    const run = await world.until(world.step.post('success'));
    judgeTeardown(world.universe, world.step, run, EVERYTHING);
    expect(world.invariants()).toEqual([]);
    tamper(world);
    judgeTeardown(world.universe, world.step, run, EVERYTHING);
    expect(world.invariants()).toEqual([invariant]);
  });

  test('I1: a red one that does not name what lives', async () => {
    const world = makeWorld();
    await world.until(world.step.apply());
    world.universe.emulator.context.switches.destroyLies = '.';
    const run = await world.until(world.step.post('success'));
    judgeTeardown(world.universe, world.step, run, EVERYTHING);
    expect(world.invariants()).toEqual([]);
    judgeTeardown(world.universe, world.step, { ...run, value: null }, EVERYTHING);
    expect(world.invariants()).toEqual(['I1']);
  });
});

describe('secrets and others', () => {
  test.each([
    ['the token', (universe: Universe) => universe.emulator.token],
    ['a line of a private key', (universe: Universe) => universe.keys.privateTexts()[0]?.split('\n')[1] ?? ''],
  ])('I3: %s in a log', async (_, secret) => {
    const world = makeWorld();
    const run = await world.until(world.step.apply());
    judgeSecrets(world.universe, world.step.runs, world.step.state.history);
    expect(world.invariants()).toEqual([]);
    run.life.log().info(`oops ${secret(world.universe)}`);
    judgeSecrets(world.universe, world.step.runs, world.step.state.history);
    expect(world.invariants()).toEqual(['I3']);
  });

  test.each<[string, (world: ReturnType<typeof makeWorld>) => void]>([
    [
      'a machine is destroyed',
      ({ state }) => void (state.machines[0] && Object.assign(state.machines[0], { state: 'terminated' })),
    ],
    [
      'a machine is tagged',
      ({ state }) => void (state.machines[0] && Object.assign(state.machines[0].tags, { x: 'y' })),
    ],
    ['a key is overwritten', ({ state }) => void state.vault.set('team-1', 'x')],
    ['a key is deleted', ({ state }) => void state.keys.pop()],
    [
      'a schedule is deleted',
      ({ state }) => void (state.schedules[0] && Object.assign(state.schedules[0], { deleted: true })),
    ],
    [
      'a backend is removed',
      ({ state }) => void (state.clouds.at(-1) && Object.assign(state.clouds.at(-1) ?? {}, { deleted: true })),
    ],
  ])('I2: %s', (_, tamper) => {
    const world = makeWorld();
    judgeWorld(world.universe);
    expect(world.invariants()).toEqual([]);
    tamper(world);
    judgeWorld(world.universe);
    expect(world.invariants()).toEqual(['I2']);
  });

  test('at least fifty things of others are in every world', () => {
    expect(makeWorld().universe.decoys.count).toBeGreaterThanOrEqual(50);
  });
});

describe('while requests are sent', () => {
  function makeRules(change: Partial<Rights> = {}) {
    const world = makeWorld();
    const { universe } = world;
    const state = new RunnerState();
    const none = {
      literal: new Set<string>(),
      adopted: new Set<string>(),
      keys: new Set<string>(),
      backends: new Set<string>(),
    };
    const rights = { ...none, scope: JOB, readOnly: false, ...change };
    const { time, emulator, violations } = universe;
    const rules = new RequestRules({ time, emulator, origin: ORIGIN, state, violations, rights });
    const send = (
      method: string,
      path: string,
      body: unknown = null,
      origin = ORIGIN,
      token = emulator.token,
    ): void => {
      const text = body === null ? '' : JSON.stringify(body);
      const request: SandboxRequest = { method, path, query: '', headers: { authorization: token }, body: text };
      rules.started(request, origin);
    };
    return { ...world, rules, send, record: state.writer(null, () => undefined) };
  }

  test('I9: a create, a key and a backend without an intent; none with one', () => {
    const { send, record, invariants } = makeRules({ keys: new Set(['team']), backends: new Set(['fresh']) });
    for (const name of [WEB, 'team', 'fresh']) record('j0', JSON.stringify(['kind', 'address', name]));
    send('POST', '/api/v2/machines', { name: WEB });
    send('PUT', '/api/v1/keys', { name: 'team' });
    send('POST', '/api/v1/clouds', { name: 'fresh' });
    expect(invariants()).toEqual([]);
    const bare = makeRules({ keys: new Set(['team']), backends: new Set(['fresh']) });
    bare.send('POST', '/api/v2/machines', { name: WEB });
    expect(bare.invariants()).toEqual(['I9']);
  });

  test.each<[string, string, string, unknown]>([
    ['I10', 'another origin', 'GET', null],
    ['I10', 'another token', 'GET', null],
  ])('%s: %s', (invariant, what, method, body) => {
    const { send, invariants } = makeRules();
    send(
      method,
      '/api/v1/clouds',
      body,
      what === 'another origin' ? 'http://evil' : ORIGIN,
      what === 'another token' ? 'x' : undefined,
    );
    expect(invariants()).toEqual([invariant]);
  });

  test.each<[string, (world: ReturnType<typeof makeRules>) => [string, string, unknown?]]>([
    ['destroys a machine of somebody else', ({ state }) => ['POST', `/api/v1/machines/${state.machines[0]?.id}`]],
    ['edits an unknown machine', () => ['PUT', `/api/v1/machines/${'9'.repeat(32)}`]],
    [
      'tags a machine of somebody else',
      ({ state }) => ['POST', '/api/v1/tags', [{ resource: { item_id: state.machines[0]?.id } }]],
    ],
    ['deletes a key of somebody else', ({ state }) => ['DELETE', `/api/v1/keys/${state.keys[0]?.id}`]],
    ['deletes a schedule of somebody else', ({ state }) => ['DELETE', `/api/v1/schedules/${state.schedules[0]?.id}`]],
    ['removes a backend', ({ state }) => ['DELETE', `/api/v1/clouds/${state.clouds[0]?.id}`]],
    [
      'creates under a name of another scope',
      () => ['POST', '/api/v2/machines', { name: mistName(OTHER, 'machine', 'web') }],
    ],
    ['adds a key of another scope', () => ['PUT', '/api/v1/keys', { name: mistName(OTHER, 'key', 'k') }]],
    ['destroys by a search', () => ['POST', '/api/v2/machines/web/actions/destroy']],
    ['deletes by a name', () => ['DELETE', '/api/v1/keys/team-1']],
  ])('I2: %s', (_, requestOf) => {
    const world = makeRules();
    world.send(...requestOf(world));
    expect(world.invariants()).toContain('I2');
  });

  test('I2: the same name is asked for twice', () => {
    const { send, record, invariants } = makeRules();
    record('j0', JSON.stringify(['kind', 'address', WEB]));
    send('POST', '/api/v2/machines', { name: WEB });
    expect(invariants()).toEqual([]);
    send('POST', '/api/v2/machines', { name: WEB });
    expect(invariants()).toEqual(['I2']);
  });

  test('I2: a plan changes something', () => {
    const { send, record, invariants } = makeRules({ readOnly: true });
    record('j0', JSON.stringify(['kind', 'address', WEB]));
    send('POST', '/api/v2/machines', { name: WEB });
    expect(invariants()).toEqual(['I2']);
  });

  test('I2: our own machine, on a list that is too old', () => {
    const world = makeRules();
    const { state, universe, rules } = world;
    const cloud = state.clouds[0] ?? insertCloud(universe.emulator.context, 'x', 'ec2', {}, 0);
    const own = plantMachine(universe.emulator.context, cloud, { name: WEB });
    const unplanted = { ...own, planted: false };
    state.machines.splice(state.machines.indexOf(own), 1, unplanted);
    const path = `/api/v1/clouds/${cloud.id}/machines`;
    const list: SandboxRequest = { method: 'GET', path, query: '', headers: {}, body: '' };
    const body = JSON.stringify([{ id: own.id }]);
    rules.answered(list, { status: 200, contentType: 'application/json', headers: {}, body, fate: 'send' });
    world.send('POST', `/api/v1/machines/${own.id}`);
    expect(world.invariants()).toEqual([]);
    universe.time.schedule(universe.time.now() + 31_000, () => world.send('POST', `/api/v1/machines/${own.id}`));
    return universe.time.advance(31_000).then(() => expect(world.invariants()).toEqual(['I2']));
  });
});
