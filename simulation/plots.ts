// A plot is everything that happens in one simulated world, drawn from one seed: who does what, and what goes wrong.
import type { Series } from '../sandbox/state.ts';
import type { Switches } from '../sandbox/switches.ts';
import { seededRandom } from '../sandbox/world.ts';
import type { Scope } from '../src/model/identity.ts';
import type { MachineSettings, Spec, WaitRef } from '../src/model/spec.ts';
import { logsIn } from '../src/model/wait.ts';
import type { JobStatus, TeardownPolicy } from '../src/plan/teardown-policy.ts';
import { FAULT_KINDS, type FaultKind } from './network-faults.ts';
import type { ReapPlot } from './reaper.ts';
import type { StateFault } from './runner-state.ts';
import { machineRow, specOf } from './specs.ts';
import type { Cut } from './step-options.ts';
import type { CloudPlan } from './universe.ts';

/** One process, or something that happens to the machines between processes. */
export type Act =
  | { readonly do: 'apply'; readonly cut: Cut | null; readonly stateFault: StateFault }
  | { readonly do: 'post'; readonly status: JobStatus; readonly cut: Cut | null }
  | { readonly do: 'plan'; readonly cut: Cut | null }
  | { readonly do: 'destroy'; readonly cut: Cut | null }
  | { readonly do: 'vanish'; readonly nth: number }
  | { readonly do: 'stop'; readonly nth: number }
  | { readonly do: 'wait'; readonly ms: number }
  /** A schedule beside the lease, as an edit that came too early leaves it (H32), fires after `inMs`. */
  | { readonly do: 'bomb'; readonly nth: number; readonly inMs: number }
  /** The job's own work: `ms` long, or with `edits` until `ms` after the keeper has begun its n-th. */
  | {
      readonly do: 'work';
      readonly ms: number;
      readonly edits: number | null;
      /** The keeper alone is killed after this long; null for never. */
      readonly keeperDiesMs: number | null;
      /** How the runner is lost at the end of the work; null where post follows. */
      readonly runner: 'vanishes' | 'is lost with its machine' | null;
    };

/** What one actor does, step after step. Times in ms. */
export type ActorPlot = {
  readonly scope: Scope;
  readonly spec: Spec;
  readonly ttlMs: number | null;
  readonly timeoutMs: number;
  readonly parallelism: number;
  readonly teardown: TeardownPolicy;
  /** Main starts a keeper where it made something with a lease. */
  readonly heartbeat: boolean;
  readonly acts: readonly Act[];
};

/** A provider that cannot be listed from `atMs` after the beginning, for `forMs`. */
export type Outage = { readonly cloud: string; readonly atMs: number; readonly forMs: number };

/** Everything that is drawn from one seed. */
export type Plot = {
  readonly seed: number;
  readonly series: Series;
  readonly clouds: readonly CloudPlan[];
  readonly bootMs: number;
  readonly sshdMs: number;
  readonly latencyMs: number;
  readonly skewMs: number;
  readonly rates: ReadonlyMap<FaultKind, number>;
  /** Requests of each process that meet no fault, so that some plots get far before they get into trouble. */
  readonly quietStart: number;
  readonly switches: Partial<Switches>;
  readonly outages: readonly Outage[];
  /** `alone`, two scopes at once, or two processes on one scope at once. */
  readonly company: 'alone' | 'siblings' | 'same';
  readonly actors: readonly ActorPlot[];
  /** Reaps by other jobs, in no order. */
  readonly reaps: readonly ReapPlot[];
  /** What GitHub says of the scopes called like pull requests: closed at that time (null: after all else), or no such thing. */
  readonly pulls: { readonly closesAtMs: number | null; readonly unknown: boolean };
  readonly disabledBackend: boolean;
};

/** Nobody but the jobs themselves. */
export const NO_REAPERS: Pick<Plot, 'reaps' | 'pulls' | 'disabledBackend'> = {
  reaps: [],
  pulls: { closesAtMs: null, unknown: false },
  disabledBackend: true,
};

/** Draws from one stream of chance. */
export class Dice {
  readonly random: () => number;

  constructor(seed: number) {
    this.random = seededRandom(seed);
  }

  chance(share: number): boolean {
    return this.random() < share;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.random() * (high - low + 1));
  }

  pick<T>(from: readonly [T, ...T[]]): T {
    return from[Math.floor(this.random() * from.length)] ?? from[0];
  }
}

const MINUTE = 60_000;
const CLOUD_PLANS: readonly [CloudPlan, ...CloudPlan[]] = [
  { name: 'aws', provider: 'ec2' },
  { name: 'aws1', provider: 'linode' },
  { name: 'docker', provider: 'docker' },
];

/** What a seed says of the jobs alone. */
export function drawPlot(seed: number): Plot {
  const dice = new Dice(seed);
  const clouds = CLOUD_PLANS.slice(0, dice.pick([1, 1, 1, 2, 2, 3]));
  const company = dice.pick(['alone', 'alone', 'alone', 'siblings', 'same'] as const);
  const first = drawActor(dice, clouds, company !== 'same' && dice.chance(0.7), 0);
  const actors = company === 'alone' ? [first] : [first, drawSecond(dice, clouds, first, company)];
  const calm = dice.chance(0.05);
  return {
    seed,
    series: dice.pick(['2023', '2023', '4.7']),
    clouds,
    bootMs: dice.between(500, 25_000),
    sshdMs: dice.between(1, 15_000),
    latencyMs: dice.between(5, 400),
    skewMs: dice.chance(0.2) ? dice.between(-86_400_000, 86_400_000) : 0,
    rates: calm ? new Map() : drawRates(dice),
    quietStart: dice.pick([0, 0, 4, 8, 16]),
    switches: calm ? {} : drawSwitches(dice),
    outages: calm || dice.chance(0.8) ? [] : [drawOutage(dice, clouds)],
    company,
    actors,
    ...NO_REAPERS,
  };
}

function drawOutage(dice: Dice, clouds: readonly CloudPlan[]): Outage {
  const cloud = clouds[dice.between(0, clouds.length - 1)]?.name ?? 'aws';
  return { cloud, atMs: dice.between(0, 3 * MINUTE), forMs: dice.between(1_000, 6 * MINUTE) };
}

/** A random subset of kinds, each with its own rate: some runs meet little, some are stormy. */
function drawRates(dice: Dice): Map<FaultKind, number> {
  const storm = dice.pick([0.08, 0.14, 0.2, 0.3, 0.45]);
  const chosen = FAULT_KINDS.filter(() => dice.chance(0.4));
  // A refused token ends everything at once, so it is rare, or nothing else would be seen.
  return new Map(
    chosen.map((kind) => [kind, (storm * dice.random() * (kind === 'unauthorized' ? 0.1 : 2)) / chosen.length]),
  );
}

function drawSwitches(dice: Dice): Partial<Switches> {
  const some = dice.pick(['-1-[0-9a-f]{8}$', '-2-[0-9a-f]{8}$', '-db-[0-9a-f]{8}$', '.']);
  const text = 'InsufficientInstanceCapacity: none left';
  return {
    ...(dice.chance(0.1) ? { createErrors: [{ name: some, text }] } : {}),
    ...(dice.chance(0.08) ? { neverBoot: some } : {}),
    ...(dice.chance(0.08) ? { sshNever: some } : {}),
    ...(dice.chance(0.08) ? { destroyLies: some } : {}),
    ...(dice.chance(0.12) ? { leaseSwallowed: some } : {}),
    ...(dice.chance(0.12) ? { secondMachine: { name: some, afterMs: dice.between(0, 4 * MINUTE) } } : {}),
    ...(dice.chance(0.03) ? { dryDiffers: 'size' as const } : {}),
    ...(dice.chance(0.05) ? { deadScheduler: true } : {}),
    ...(dice.chance(0.05) ? { safeExpiration: true } : {}),
  };
}

function drawActor(dice: Dice, clouds: readonly CloudPlan[], unnamed: boolean, index: number): ActorPlot {
  const repository = { serverUrl: 'https://github.com', id: '4711' };
  const scope: Scope = unnamed
    ? { name: `run-90${index}-1-0a1b2c3${index}`, named: false, repository }
    : { name: index === 0 ? 'pr-4' : 'pr-42', named: true, repository };
  return {
    scope,
    spec: drawSpec(dice, clouds, index),
    ttlMs: unnamed || dice.chance(0.6) ? dice.pick([30 * MINUTE, 45 * MINUTE, 60 * MINUTE]) : null,
    timeoutMs: dice.pick([2 * MINUTE, 3 * MINUTE, 5 * MINUTE]),
    parallelism: dice.pick([1, 3, 10]),
    teardown: dice.pick(['auto', 'auto', 'auto', 'always', 'on-failure']),
    heartbeat: false,
    acts: drawActs(dice, unnamed),
  };
}

function drawSecond(
  dice: Dice,
  clouds: readonly CloudPlan[],
  first: ActorPlot,
  company: 'siblings' | 'same',
): ActorPlot {
  if (company === 'siblings') return drawActor(dice, clouds, dice.chance(0.6), 1);
  const acts: readonly Act[] = dice.chance(0.5)
    ? drawActs(dice, false)
    : [
        { do: 'wait', ms: dice.between(0, 30_000) },
        { do: 'destroy', cut: drawCut(dice, 0.2) },
      ];
  return { ...first, acts };
}

function drawSpec(dice: Dice, clouds: readonly CloudPlan[], index: number): Spec {
  const rows = [drawRow(dice, clouds, 'web', dice.chance(0.5) ? dice.between(1, 3) : null, [])];
  // Literal names differ between scopes: two that ask for the same one have to sort it out between people.
  const literalName = dice.chance(0.15) ? `the-database-${index}` : null;
  if (dice.chance(0.35)) rows.push(drawRow(dice, clouds, 'db', null, [], literalName));
  if (dice.chance(0.25)) rows.push(drawRow(dice, clouds, 'job', null, rows.length > 1 ? ['db'] : ['web']));
  return specOf(rows);
}

const HTTP = { secure: false, hostName: null, port: 8080, path: '/health' };

/** Half of the rows wait for a login, as most specs do. */
function drawWait(dice: Dice): WaitRef {
  const level = dice.pick([
    'ssh',
    'ssh',
    'ssh',
    'ssh',
    'tcp',
    'running',
    'cloud-init',
    'http',
    'command',
    'mist',
  ] as const);
  const timeoutMs = dice.chance(0.2) ? dice.between(30_000, 5 * MINUTE) : null;
  if (level === 'http') return { level, http: HTTP, timeoutMs };
  if (level === 'command') return { level, command: 'test -e /ready', timeoutMs };
  return level === 'mist' ? { level: 'ssh', from: 'mist', timeoutMs } : { level, timeoutMs };
}

function drawRow(
  dice: Dice,
  clouds: readonly CloudPlan[],
  name: string,
  count: number | null,
  needs: string[],
  literalName: string | null = null,
) {
  const backend = clouds[dice.between(0, clouds.length - 1)]?.name ?? 'aws';
  const wait = drawWait(dice);
  const settings: Partial<MachineSettings> = {
    backend,
    needs,
    wait,
    ...(dice.chance(0.3) ? { tags: { team: 'qa' } } : {}),
    ...(count === null ? {} : { count, minReady: dice.chance(0.25) ? dice.between(0, count) : count }),
    literalName,
    ...(dice.chance(0.08) ? { power: 'stopped' as const } : {}),
    // A script needs a login.
    ...(logsIn(wait) && dice.chance(0.2) ? { run: { script: 'make', env: {}, timeoutMs: null } } : {}),
  };
  return machineRow(name, settings);
}

function drawCut(dice: Dice, share: number): Cut | null {
  if (!dice.chance(share)) return null;
  const how = dice.pick(['interrupt', 'interrupt', 'kill'] as const);
  if (dice.chance(0.3)) return { how, at: { ms: dice.between(0, 60_000) } };
  return { how, at: { request: dice.between(1, 40), moment: dice.pick(['started', 'arrived', 'answered']) } };
}

function drawActs(dice: Dice, unnamed: boolean): Act[] {
  const acts: Act[] = [];
  if (dice.chance(0.1)) acts.push({ do: 'plan', cut: null });
  const cut = drawCut(dice, 0.35);
  const stateFault: StateFault = dice.chance(0.05)
    ? { at: dice.between(1, 12), kind: dice.pick(['full', 'torn']) }
    : null;
  acts.push({ do: 'apply', cut, stateFault });
  // A lost runner runs no post; every other end of a job does.
  const lost = dice.chance(0.12);
  const status: JobStatus = cut?.how === 'interrupt' ? 'cancelled' : dice.pick(['success', 'failure', 'cancelled']);
  if (!lost) acts.push({ do: 'post', status, cut: drawCut(dice, 0.06) });
  if (!lost && dice.chance(0.1)) acts.push({ do: 'post', status, cut: null });
  if (unnamed) return acts;
  if (dice.chance(0.2))
    acts.push(dice.chance(0.5) ? { do: 'vanish', nth: dice.between(0, 3) } : { do: 'stop', nth: dice.between(0, 3) });
  if (dice.chance(0.5)) acts.push({ do: 'apply', cut: drawCut(dice, 0.15), stateFault: null });
  if (dice.chance(0.5)) acts.push({ do: 'post', status: 'success', cut: null });
  if (dice.chance(0.6)) acts.push({ do: 'destroy', cut: drawCut(dice, 0.15) });
  return acts;
}
