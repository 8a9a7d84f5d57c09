// Positive controls: what watches keepers and reapers is shown a world in which its invariant is broken, and has to say so.
import { describe, expect, test } from '@jest/globals';
import { insertCloud } from '../../sandbox/clouds.ts';
import { plantMachine, plantSchedule } from '../../sandbox/plant.ts';
import type { SandboxRequest } from '../../sandbox/reply.ts';
import { GitHubLine, HELPFUL } from '../../simulation/github.ts';
import { judgeKeeper } from '../../simulation/judgement.ts';
import { KeeperRules } from '../../simulation/keeper-rules.ts';
import { Life } from '../../simulation/life.ts';
import { NO_FAULTS } from '../../simulation/network-faults.ts';
import type { Rules } from '../../simulation/process.ts';
import { ReaperRules } from '../../simulation/reaper-rules.ts';
import { machineRow, specOf } from '../../simulation/specs.ts';
import { Step } from '../../simulation/step.ts';
import { USUAL_STEP } from '../../simulation/step-options.ts';
import { ORIGIN, QUIET_UNIVERSE, Universe } from '../../simulation/universe.ts';
import { mistName, type Scope } from '../../src/model/identity.ts';
import { isMistId } from '../../src/model/observed.ts';

const MINUTE = 60_000;
const TTL = 30 * MINUTE;
const repository = { serverUrl: 'https://github.com', id: '4711' };
const PULL: Scope = { name: 'pr-4', named: true, repository };
const WEB = mistName(PULL, 'machine', 'web');

/** A world with one machine of ours that lives and has a lease, as long as nobody tampers with it. */
function makeWorld() {
  const universe = new Universe({ ...QUIET_UNIVERSE, scopes: [PULL] });
  const { context } = universe.emulator;
  const { state } = context;
  const cloud = state.clouds[0] ?? insertCloud(context, 'x', 'ec2', {}, 0);
  plantMachine(context, cloud, { name: WEB, createdAt: universe.time.now() - 60 * MINUTE });
  const ours = { ...state.machines.splice(-1, 1)[0], planted: false } as (typeof state.machines)[number];
  state.machines.push(ours);
  const lease = plantSchedule(context, ours, {
    name: `${WEB}-expiration-7`,
    action: 'destroy',
    at: universe.time.now() + TTL,
    lease: true,
  });
  const said = () => universe.violations.all.map(({ invariant, what }) => `${invariant}: ${what}`);
  const invariants = () => [...new Set(universe.violations.all.map((one) => one.invariant))];
  const send = (rules: Rules, method: string, path: string, body: unknown = null): void => {
    const text = body === null ? '' : JSON.stringify(body);
    const headers = { authorization: universe.emulator.token };
    rules.started({ method, path, query: '', headers, body: text }, ORIGIN);
  };
  const list = (rules: Rules): void => {
    const path = `/api/v1/clouds/${cloud.id}/machines`;
    const request: SandboxRequest = { method: 'GET', path, query: '', headers: {}, body: '' };
    const body = JSON.stringify(state.machines.map(({ id }) => ({ id })));
    rules.answered(request, { status: 200, contentType: 'application/json', headers: {}, body, fate: 'send' });
  };
  return { universe, state, cloud, ours, lease, said, invariants, send, list };
}

const EXTENSION = { expiration: { date: '2026-11-23 13:00:00', action: 'destroy', notify: 0 } };

describe('a keeper', () => {
  function keeping() {
    const world = makeWorld();
    const post = { torn: false };
    const { id, name, cloudId } = world.ours;
    const second = { ...world.ours, id: 'd'.repeat(32) };
    world.state.machines.push(second);
    if (!isMistId(id) || !isMistId(cloudId) || !isMistId(second.id)) throw new Error('no id');
    const machines = [id, second.id].map((one) => ({
      id: one,
      cloudId,
      name,
      ttlMs: TTL,
      leftMs: null,
      inherited: false,
    }));
    const task = { scope: PULL, machines, parallelism: 1, longestMs: 5 * 86_400_000 };
    const rules = new KeeperRules(world.universe, task, () => post.torn);
    return { ...world, second, rules, post, edit: `/api/v1/machines/${id}` };
  }

  test('that extends, reads back and disarms breaks nothing', () => {
    const { rules, send, list, edit, universe, ours, said, lease } = keeping();
    const bomb = plantSchedule(universe.emulator.context, ours, {
      ...lease,
      name: `${WEB}-expiration-8`,
      lease: false,
    });
    list(rules);
    send(rules, 'PUT', edit, EXTENSION);
    send(rules, 'DELETE', `/api/v1/schedules/${bomb.id}`);
    bomb.deleted = true;
    rules.extended(WEB, universe.time.now() + TTL);
    expect(said()).toEqual([]);
  });

  test('that finishes what had left at the signal breaks nothing', async () => {
    const { rules, send, list, edit, second, universe, said } = keeping();
    list(rules);
    send(rules, 'PUT', edit, EXTENSION);
    rules.terminated();
    // Sent before the signal, and on the wire only now.
    send(rules, 'PUT', `/api/v1/machines/${second.id}`, EXTENSION);
    await universe.time.advance(100);
    send(rules, 'PUT', edit, EXTENSION);
    send(rules, 'PUT', `/api/v1/machines/${second.id}`, EXTENSION);
    expect(said()).toEqual([]);
  });

  test.each<[string, (world: ReturnType<typeof keeping>) => Promise<void> | void, string]>([
    [
      'edits after post began',
      ({ post, send, rules, edit }) => {
        post.torn = true;
        send(rules, 'PUT', edit, EXTENSION);
      },
      'begun to destroy',
    ],
    ['edits without a list', ({ send, rules, edit }) => send(rules, 'PUT', edit, EXTENSION), 'last 30 s'],
    [
      'shortens to a stop',
      ({ send, rules, edit }) => send(rules, 'PUT', edit, { expiration: { date: '' } }),
      'no extension',
    ],
    ['destroys', ({ send, rules, edit }) => send(rules, 'POST', edit, { action: 'destroy' }), 'no power'],
    ['creates', ({ send, rules }) => send(rules, 'POST', '/api/v2/machines', { name: WEB }), 'no power'],
    [
      'removes the lease',
      ({ send, rules, lease }) => send(rules, 'DELETE', `/api/v1/schedules/${lease.id}`),
      'the lease of',
    ],
    [
      'removes a schedule of somebody else',
      ({ send, rules, state }) => send(rules, 'DELETE', `/api/v1/schedules/${state.schedules[0]?.id}`),
      'no schedule of its machines',
    ],
    [
      'edits a machine of somebody else',
      ({ send, rules, state }) => send(rules, 'PUT', `/api/v1/machines/${state.machines[0]?.id}`, EXTENSION),
      'none of its machines',
    ],
    [
      'begins the edit of another machine after the signal',
      async ({ send, rules, list, edit, second, universe }) => {
        list(rules);
        send(rules, 'PUT', edit, EXTENSION);
        rules.terminated();
        await universe.time.advance(100);
        send(rules, 'PUT', `/api/v1/machines/${second.id}`, EXTENSION);
      },
      'begun after the signal',
    ],
    [
      'repeats an edit twice after the signal',
      ({ send, rules, list, edit }) => {
        list(rules);
        send(rules, 'PUT', edit, EXTENSION);
        rules.terminated();
        send(rules, 'PUT', edit, EXTENSION);
        send(rules, 'PUT', edit, EXTENSION);
      },
      'begun again after the signal',
    ],
    [
      'begins an edit after the signal, whatever it was doing',
      async ({ send, rules, list, edit, universe }) => {
        list(rules);
        rules.terminated();
        await universe.time.advance(100);
        send(rules, 'PUT', edit, EXTENSION);
      },
      'begun after the signal',
    ],
  ])('I2: %s', async (_, misdeed, words) => {
    const world = keeping();
    await misdeed(world);
    expect(world.invariants()).toEqual(['I2']);
    expect(world.said()[0]).toContain(words);
  });

  test('I5: says that it extended a lease, and did not', () => {
    const { rules, universe, invariants } = keeping();
    rules.extended(WEB, universe.time.now() + 2 * TTL);
    expect(invariants()).toEqual(['I5']);
  });

  test('I1: says that it extended a lease, and something else is armed', () => {
    const { rules, universe, invariants, ours } = keeping();
    const bomb = { name: `${WEB}-expiration-8`, action: 'destroy', at: universe.time.now() + MINUTE, lease: false };
    plantSchedule(universe.emulator.context, ours, bomb);
    rules.extended(WEB, universe.time.now() + TTL);
    expect(invariants()).toEqual(['I1']);
  });

  test('I1: lives, and its machine is ended by a lease; I8: lives when all is over', async () => {
    const universe = new Universe({ ...QUIET_UNIVERSE, scopes: [PULL] });
    const spec = specOf([machineRow('web', { backend: 'aws' })]);
    const step = new Step(universe, { ...USUAL_STEP, scope: PULL, spec, heartbeat: true, ttlMs: TTL });
    await universe.time.until(step.apply({ keeperFaults: NO_FAULTS }), 9e6);
    const [keeper] = step.processes.all;
    if (keeper === undefined) throw new Error('no keeper');
    await universe.time.advance(TTL);
    step.endJob('ends');
    judgeKeeper(universe, keeper, []);
    expect(universe.violations.all).toEqual([]);
    const schedule = universe.emulator.context.state.schedules.at(-1);
    Object.assign(schedule ?? {}, { acted: true, lastRunAt: keeper.startedAt + MINUTE });
    judgeKeeper(universe, keeper, []);
    expect(universe.violations.all.map(({ invariant }) => invariant)).toEqual(['I1']);
    keeper.endedAt = null;
    judgeKeeper(universe, keeper, []);
    expect(universe.violations.all.map(({ invariant }) => invariant)).toEqual(['I1', 'I8']);
  });
});

describe('a reaper', () => {
  function reaping(told: Partial<ConstructorParameters<typeof ReaperRules>[2]> = {}, mood = HELPFUL) {
    const world = makeWorld();
    const { universe } = world;
    universe.github.set('pull 4', { is: 'over', since: universe.time.now() });
    const line = new GitHubLine(universe.github, universe.time, new Life(universe.time, 0), mood);
    const rules = new ReaperRules(universe, line, {
      dryRun: false,
      olderThanMs: 0,
      maxReap: 20,
      keepTag: 'keep',
      ...told,
    });
    const ask = () => universe.time.until(line.reader().pullRequestState(4), MINUTE).catch(() => undefined);
    const destroy = (id = world.ours.id) => world.send(rules, 'POST', `/api/v1/machines/${id}`, { action: 'destroy' });
    return { ...world, rules, ask, destroy };
  }

  test('that asks, looks and destroys what is over breaks nothing', async () => {
    const { rules, list, ask, destroy, said } = reaping();
    list(rules);
    await ask();
    destroy();
    expect(said()).toEqual([]);
  });

  test.each<[string, (world: ReturnType<typeof reaping>) => void, string]>([
    ['the pull request is open again', ({ universe }) => universe.github.reopen(), 'lives'],
    ['it bears the tag that keeps', ({ ours }) => void Object.assign(ours.tags, { keep: '' }), 'to be kept'],
    ['it is young', ({ ours, universe }) => void Object.assign(ours, { createdAt: universe.time.now() }), 'too young'],
    ['it is nobody’s lease yet', ({ universe }) => universe.github.set('pull 4', { is: 'unknown' }), 'is not over'],
  ])('I2: destroys although %s', async (_, tamper, words) => {
    const world = reaping({ olderThanMs: MINUTE });
    tamper(world);
    await world.universe.time.advance(3_000);
    world.list(world.rules);
    await world.ask();
    world.destroy();
    expect(world.said().join()).toContain(words);
  });

  test.each<[string, (world: ReturnType<typeof reaping>) => Promise<void> | void, string]>([
    [
      'without asking GitHub',
      ({ list, rules, destroy }) => {
        list(rules);
        destroy();
      },
      'has not just said',
    ],
    ['without a list', ({ ask, destroy }) => ask().then(() => destroy()), 'last 30 s'],
    ['what is of somebody else', ({ state, destroy }) => destroy(state.machines[0]?.id), 'somebody else'],
    [
      'a key of somebody else',
      ({ state, send, rules }) => send(rules, 'DELETE', `/api/v1/keys/${state.keys[0]?.id}`),
      'somebody else',
    ],
    [
      'the schedule of a machine that lives',
      ({ lease, send, rules }) => send(rules, 'DELETE', `/api/v1/schedules/${lease.id}`),
      'lives',
    ],
    [
      'by an edit',
      ({ send, rules, ours }) => send(rules, 'PUT', `/api/v1/machines/${ours.id}`, EXTENSION),
      'does no such thing',
    ],
  ])('I2: removes %s', async (_, misdeed, words) => {
    const world = reaping();
    await misdeed(world);
    expect(world.invariants()).toEqual(['I2']);
    expect(world.said()[0]).toContain(words);
  });

  test('I2: destroys in a dry run, more than it may, and after GitHub gave no answer', async () => {
    const dry = reaping({ dryRun: true });
    dry.destroy();
    expect(dry.said()[0]).toContain('look only');
    const capped = reaping({ maxReap: 0 });
    capped.destroy();
    expect(capped.said()[0]).toContain('more than 0');
    const silent = reaping({}, { ...HELPFUL, downFrom: 1 });
    await silent.ask();
    silent.list(silent.rules);
    silent.destroy();
    expect(silent.said()[0]).toContain('has not just said');
  });
});
