// Two actors at once, with times and faults that fast-check chooses and makes smaller until it cannot.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { drawWholePlot } from '../../simulation/actor-plots.ts';
import { HELPFUL } from '../../simulation/github.ts';
import { livingOf } from '../../simulation/judgement.ts';
import { FAULT_KINDS, type FaultKind } from '../../simulation/network-faults.ts';
import { type Act, type ActorPlot, NO_REAPERS, type Plot } from '../../simulation/plots.ts';
import type { ReapPlot } from '../../simulation/reaper.ts';
import { playPlot } from '../../simulation/schedule.ts';
import { machineRow, specOf } from '../../simulation/specs.ts';
import { Step } from '../../simulation/step.ts';
import { USUAL_STEP } from '../../simulation/step-options.ts';
import { QUIET_UNIVERSE, Universe } from '../../simulation/universe.ts';
import type { Scope } from '../../src/model/identity.ts';

const LONG_MS = 240_000;
const MINUTE = 60_000;
const TTL = 15 * MINUTE;
const repository = { serverUrl: 'https://github.com', id: '4711' };
const JOB: Scope = { name: 'run-900-1-0a1b2c30', named: false, repository };
const PULL: Scope = { name: 'pr-4', named: true, repository };

const APPLY: Act = { do: 'apply', cut: null, stateFault: null };
const POST: Act = { do: 'post', status: 'success', cut: null };
const DESTROY: Act = { do: 'destroy', cut: null };
const work = (ms: number, more: Partial<Extract<Act, { do: 'work' }>> = {}): Act => ({
  do: 'work',
  ms,
  edits: null,
  keeperDiesMs: null,
  runner: null,
  ...more,
});

function actor(scope: Scope, acts: readonly Act[]): ActorPlot {
  const spec = specOf([machineRow('web', { backend: 'aws', count: 2 })]);
  const times = { ttlMs: TTL, timeoutMs: 8 * MINUTE, parallelism: 1 };
  return { ...times, scope, spec, teardown: 'auto', heartbeat: true, acts };
}

function plotOf(actors: readonly ActorPlot[], change: Partial<Plot> = {}): Plot {
  return {
    seed: 1,
    series: '2023',
    clouds: [{ name: 'aws', provider: 'ec2' }],
    bootMs: 3_000,
    sshdMs: 2_000,
    latencyMs: 60,
    skewMs: 0,
    rates: new Map(),
    quietStart: 0,
    switches: {},
    outages: [],
    company: actors.length === 1 ? 'alone' : 'same',
    actors,
    ...NO_REAPERS,
    ...change,
  };
}

const reapAt = (atMs: number, change: Partial<ReapPlot> = {}): ReapPlot => ({
  atMs,
  dryRun: false,
  olderThanMs: 0,
  maxReap: 20,
  cut: null,
  github: HELPFUL,
  ...change,
});

const rates = fc
  .dictionary(fc.constantFrom<FaultKind>(...FAULT_KINDS, 'edit-unkept'), fc.double({ min: 0, max: 0.1, noNaN: true }), {
    maxKeys: 4,
  })
  .map((chosen) => new Map(FAULT_KINDS.flatMap((kind) => (chosen[kind] ? [[kind, chosen[kind]] as const] : []))));
const world = fc.record({ seed: fc.nat(1_000_000), latencyMs: fc.integer({ min: 5, max: 400 }), rates });
const within = (ms: number) => fc.integer({ min: 0, max: ms });

/** Pairs that meet at any time: what each of them does, from the times that are drawn. */
const PAIRS: readonly [string, (first: number, second: number) => Plot][] = [
  [
    'a keeper against its post',
    (first, second) =>
      plotOf([actor(JOB, [APPLY, work(second % 3_000, { edits: 1 + (first % 3) }), { ...POST, status: 'cancelled' }])]),
  ],
  [
    'a reaper against a live run',
    (first, second) =>
      plotOf([actor(JOB, [APPLY, work(first), POST])], { reaps: [reapAt(second), reapAt(second + MINUTE)] }),
  ],
  [
    'a reaper against a pull request that is closed and opened again',
    (first, second) =>
      plotOf([actor(PULL, [APPLY, work(first), POST])], {
        reaps: [reapAt(second, { github: { ...HELPFUL, reopensAfter: 1 + (first % 4) } })],
        pulls: { closesAtMs: second, unknown: false },
      }),
  ],
  [
    'destroy against apply',
    (first, second) =>
      plotOf([actor(PULL, [APPLY, work(first), POST]), actor(PULL, [{ do: 'wait', ms: second }, DESTROY])]),
  ],
  [
    'the same pull request twice',
    (first, second) =>
      plotOf([
        actor(PULL, [APPLY, work(first), POST]),
        actor(PULL, [{ do: 'wait', ms: second }, APPLY, work(first), POST]),
      ]),
  ],
];

describe('two at once', () => {
  test.each(PAIRS)(
    '%s: no invariant is broken',
    async (_, pair) => {
      const property = fc.asyncProperty(world, within(2 * TTL), within(2 * TTL), async (drawn, first, second) => {
        const { violations } = await playPlot({ ...pair(first, second), ...drawn });
        expect(violations).toEqual([]);
      });
      await fc.assert(property, { numRuns: 8, seed: 4242 });
    },
    LONG_MS,
  );
});

describe('a keeper', () => {
  test('keeps the machines of a job that lasts three times its lease, and lets them go with it', async () => {
    const { violations, endings, extended } = await playPlot(plotOf([actor(JOB, [APPLY, work(3 * TTL), POST])]));
    expect(violations).toEqual([]);
    expect(endings).toEqual(['apply green', 'post green', 'keeper stopped']);
    expect(extended).toBeGreaterThanOrEqual(10);
  });

  test.each<[string, Partial<Extract<Act, { do: 'work' }>>, string]>([
    ['with the whole runner', { runner: 'is lost with its machine' }, 'keeper killed'],
    ['with the runner’s own process', { runner: 'vanishes' }, 'keeper the runner has ended'],
    ['alone, and then its runner', { keeperDiesMs: 1_000, runner: 'vanishes' }, 'keeper killed'],
  ])('that is lost %s leaves nothing behind its leases', async (_, lost, ending) => {
    const played = await playPlot(plotOf([actor(JOB, [APPLY, work(2 * TTL, lost)])]));
    expect(played.violations).toEqual([]);
    expect(played.endings).toContain(ending);
    expect(played.forReaper).toBe(0);
  });

  test('that is lost with its runner costs one lease more, and a minute', async () => {
    const universe = new Universe({ ...QUIET_UNIVERSE, scopes: [JOB] });
    const { spec } = actor(JOB, []);
    const step = new Step(universe, { ...USUAL_STEP, scope: JOB, spec, heartbeat: true, ttlMs: TTL });
    await universe.time.until(step.apply(), TTL);
    await universe.time.advance(5 * TTL + 1_000);
    expect(livingOf(universe, step)).toHaveLength(2);
    step.endJob('is lost with its machine');
    await universe.time.advance(TTL + MINUTE);
    expect(livingOf(universe, step)).toEqual([]);
    expect(universe.violations.all).toEqual([]);
  });

  test('that is lost under a dead scheduler leaves what a reaper finds', async () => {
    const lost = work(TTL, { runner: 'is lost with its machine' });
    const plot = plotOf([actor(JOB, [APPLY, lost])], { switches: { deadScheduler: true } });
    const { violations, endings, forReaper, reaped } = await playPlot(plot);
    expect(violations).toEqual([]);
    expect(forReaper).toBe(2);
    expect(reaped).toBeGreaterThanOrEqual(2);
    expect(endings).toContain('reap green');
  });

  test('disarms a schedule beside the lease', async () => {
    const bomb: Act = { do: 'bomb', nth: 0, inMs: 0.8 * TTL };
    const { violations } = await playPlot(plotOf([actor(JOB, [APPLY, bomb, work(2 * TTL), POST])]));
    expect(violations).toEqual([]);
  });
});

describe('a reaper', () => {
  test.each<[string, Partial<ReapPlot>, string]>([
    ['that GitHub refuses', { github: { ...HELPFUL, refusedFrom: 1 } }, 'reap red'],
    ['that GitHub does not answer', { github: { ...HELPFUL, downFrom: 2 } }, 'reap red'],
    ['that finds more than it may', { maxReap: 1 }, 'reap red'],
    ['that only looks', { dryRun: true }, 'reap green'],
  ])('%s removes nothing; the next one finds all', async (_, change, ending) => {
    const lost = work(MINUTE, { runner: 'is lost with its machine' });
    const plot = plotOf([actor(JOB, [APPLY, lost])], {
      switches: { deadScheduler: true },
      reaps: [reapAt(60 * MINUTE, change)],
    });
    const { violations, endings } = await playPlot(plot);
    expect(violations).toEqual([]);
    expect(endings.filter((one) => one.startsWith('reap'))).toEqual([ending, 'reap green']);
  });
});

test('a quarter of all plots has keepers, and every seventh has reapers', () => {
  const plots = Array.from({ length: 2_000 }, (_, seed) => drawWholePlot(seed));
  const share = (has: (plot: Plot) => boolean): number => plots.filter(has).length / plots.length;
  expect(share((plot) => plot.actors.some((one) => one.heartbeat))).toBeGreaterThan(0.25);
  expect(share((plot) => plot.reaps.length > 0)).toBeGreaterThan(0.13);
  expect(drawWholePlot(77)).toEqual(drawWholePlot(77));
});
