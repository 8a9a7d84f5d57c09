// Who else takes part in a plot: keepers of jobs that last, and reapers of other jobs, and what hides machines. Drawn from streams of their own, so
// that a plot without them is what its seed always gave.
import type { FaultKind } from './network-faults.ts';
import { type Act, type ActorPlot, Dice, drawPlot, type Plot } from './plots.ts';
import { KEEP_TAG, type ReapPlot } from './reaper.ts';
import type { Cut } from './step-options.ts';

const MINUTE = 60_000;
const KEEPERS = 0.26;
const REAPERS = 0.15;
const QUEUES = 0.06;
const NAMELESS = 0.04;
const TTLS = [15 * MINUTE, 20 * MINUTE, 30 * MINUTE] as const;

/** The plot of a seed, with all who take part; the same seed gives the same plot. */
export function drawWholePlot(seed: number): Plot {
  const dice = new Dice(seed ^ 0x7f4a7c15);
  const plot = drawPlot(seed);
  const keepers = dice.chance(KEEPERS) ? withKeepers(dice, plot) : plot;
  const whole = dice.chance(REAPERS) ? withReapers(dice, keepers) : keepers;
  return withHidden(new Dice(seed ^ 0x3c6ef372), whole);
}

/** The same plot with creates that the server keeps for a while, or with names that the provider does not take; seldom. */
export function withHidden(dice: Dice, plot: Plot): Plot {
  const queues = dice.chance(QUEUES);
  const queueMs = queues ? { queueMs: dice.between(1_000, 90_000) } : {};
  // A run that is lost meanwhile, and a destroy of its scope, seldom meet by chance.
  const actors = queues && dice.chance(0.5) ? plot.actors.map((actor) => lostInQueue(dice, actor)) : plot.actors;
  const unnamed = dice.chance(NAMELESS)
    ? { unnamed: dice.pick(['-1-[0-9a-f]{8}$', '-web-[0-9a-f]{8}$', '-db-[0-9a-f]{8}$', '.']) }
    : {};
  return { ...plot, actors, switches: { ...plot.switches, ...queueMs, ...unnamed } };
}

function lostInQueue(dice: Dice, actor: ActorPlot): ActorPlot {
  if (!actor.scope.named) return actor;
  const cut: Cut = { how: 'kill', at: { ms: dice.between(1_500, 12_000) } };
  return { ...actor, acts: [{ do: 'apply', cut, stateFault: null }, { do: 'destroy', cut: null }, ...actor.acts] };
}

/** The same plot with a heartbeat in every job, and with jobs that last. */
export function withKeepers(dice: Dice, plot: Plot): Plot {
  const ttlMs = dice.pick(TTLS);
  const actors = plot.actors.map((actor, index): ActorPlot => {
    const meets = index > 0 && plot.company === 'same';
    return { ...actor, ttlMs, heartbeat: true, acts: lasting(dice, actor.acts, ttlMs, meets) };
  });
  // A keeper begins where an apply got far, so more of them do; the keeper itself meets faults from its first request.
  const quietStart = Math.max(plot.quietStart, dice.pick([0, 12, 24, 32]));
  return { ...plot, actors, quietStart, rates: withUnkept(dice, plot.rates) };
}

/** What only edits of leases meet is as frequent as other faults only when its rate is many times theirs. */
function withUnkept(dice: Dice, rates: Plot['rates']): Plot['rates'] {
  if (rates.size === 0 || dice.chance(0.5)) return rates;
  return new Map<FaultKind, number>([...rates, ['edit-unkept', 0.3 * dice.random()]]);
}

function lasting(dice: Dice, acts: readonly Act[], ttlMs: number, meets: boolean): Act[] {
  let applies = 0;
  return acts.flatMap((act, n): Act[] => {
    // Two on one scope meet anywhere in the first one's work, not only at its beginning.
    if (act.do === 'wait' && meets && dice.chance(0.6)) return [{ do: 'wait', ms: dice.between(0, 2 * ttlMs) }];
    if (act.do !== 'apply') return [act];
    applies += 1;
    const share = applies === 1 ? 0.85 : 0.3;
    if (!dice.chance(share)) return [act];
    const lost = acts[n + 1]?.do !== 'post';
    const bomb: Act[] = dice.chance(0.2) ? [{ do: 'bomb', nth: dice.between(0, 2), inMs: bombTime(dice, ttlMs) }] : [];
    return [act, ...bomb, drawWork(dice, ttlMs, lost)];
  });
}

/** After the keeper's first edit, which comes when half of the lease is left. */
function bombTime(dice: Dice, ttlMs: number): number {
  return dice.between(Math.round(0.55 * ttlMs), Math.round(1.3 * ttlMs));
}

function drawWork(dice: Dice, ttlMs: number, lost: boolean): Act {
  const keeperDiesMs = dice.chance(0.12) ? dice.between(0, 2 * ttlMs) : null;
  const runner = lost ? dice.pick(['vanishes', 'is lost with its machine'] as const) : null;
  const rest = { do: 'work', keeperDiesMs, runner } as const;
  const length = dice.random();
  // Post begins while an edit is under way, which chance alone would hardly ever do.
  if (length < 0.45) return { ...rest, edits: dice.between(1, 3), ms: dice.between(0, 3_000) };
  return { ...rest, edits: null, ms: length < 0.7 ? Math.round(3.1 * ttlMs) : dice.between(0, 2 * ttlMs) };
}

/** The same plot with one or two reaps at any time of it and after it. */
export function withReapers(dice: Dice, plot: Plot): Plot {
  const lasts = plot.actors.some((actor) => actor.acts.some((act) => act.do === 'work'));
  const span = (lasts ? 60 : 10) * MINUTE;
  const reaps = Array.from({ length: dice.pick([1, 1, 1, 2]) }, () => drawReap(dice, span));
  const pulls = {
    // A pull request may be closed under a job that still works for it, and a scope may only be called like one.
    closesAtMs: dice.chance(0.5) ? dice.between(0, span) : null,
    unknown: dice.chance(0.15),
  };
  const actors = dice.chance(0.1) ? plot.actors.map(kept) : plot.actors;
  return { ...plot, actors, reaps, pulls, disabledBackend: dice.chance(0.4) };
}

/** The first row bears the tag that keeps its machines from every reaper. */
function kept(actor: ActorPlot): ActorPlot {
  const [first, ...rest] = actor.spec.machines;
  if (first?.state !== 'present') return actor;
  const row = { ...first, tags: { ...first.tags, [KEEP_TAG]: 'yes' } };
  return { ...actor, spec: { ...actor.spec, machines: [row, ...rest] } };
}

function drawReap(dice: Dice, span: number): ReapPlot {
  const never = { refusedFrom: null, downFrom: null, reopensAfter: null };
  const question = dice.between(1, 8);
  const mood = dice.pick(['helpful', 'helpful', 'helpful', 'refuses', 'is down', 'reopens', 'reopens'] as const);
  return {
    atMs: dice.chance(0.5) ? dice.between(0, span) : dice.between(span, span + 80 * MINUTE),
    dryRun: dice.chance(0.1),
    olderThanMs: dice.pick([0, MINUTE, 5 * MINUTE, null]),
    maxReap: dice.pick([1, 20, 20, 20]),
    cut: drawCut(dice),
    github: {
      ...never,
      ...(mood === 'refuses' ? { refusedFrom: question } : {}),
      ...(mood === 'is down' ? { downFrom: question } : {}),
      ...(mood === 'reopens' ? { reopensAfter: question } : {}),
    },
  };
}

function drawCut(dice: Dice): Cut | null {
  if (!dice.chance(0.15)) return null;
  const how = dice.pick(['interrupt', 'kill'] as const);
  return { how, at: { request: dice.between(1, 60), moment: dice.pick(['started', 'arrived', 'answered']) } };
}
