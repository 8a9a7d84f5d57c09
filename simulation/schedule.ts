// One schedule: a plot played to its end, then the questions whether everything that lives is accounted for and whether a
// world without faults brings all of it back in order.

import { ownsName } from '../src/model/identity.ts';
import type { ReapResult } from '../src/reap/reap.ts';
import { ownerKey } from './github.ts';
import { happen, labour, sleep } from './happenings.ts';
import { GreenTeardowns } from './hidden-machines.ts';
import { judgeApply, judgeKeeper, judgeSecrets, judgeTeardown, judgeWorld, livingOf } from './judgement.ts';
import type { KeeperProcess } from './keeper.ts';
import type { SimulatedNetwork } from './network.ts';
import { type FaultPlan, randomFaults } from './network-faults.ts';
import { type Act, type ActorPlot, Dice, type Plot } from './plots.ts';
import type { Run } from './process.ts';
import { playReap, type ReapPlot } from './reaper.ts';
import { recover } from './recovery.ts';
import { Step } from './step.ts';
import { type StepOptions, USUAL_STEP } from './step-options.ts';
import { Universe } from './universe.ts';
import type { Violation } from './violations.ts';

/** What came of one plot. */
export type Played = {
  readonly seed: number;
  readonly requests: number;
  readonly faults: number;
  readonly violations: readonly Violation[];
  /** How each process ended, in order: `apply green`, `post red`, … */
  readonly endings: readonly string[];
  /** Machines that only the reaper can find: their process was lost before it could set a lease that the server swallowed. */
  readonly forReaper: number;
  readonly decoys: number;
  readonly machines: number;
  /** Leases that keepers say they extended. */
  readonly extended: number;
  /** Things that reapers call removed. */
  readonly reaped: number;
  /** Requests of each process of the plot itself, in order. */
  readonly perProcess: readonly number[];
  readonly trace: readonly string[];
};

/** An hour and a half: longer than every lease of a plot and the server's own delays. */
const REST_MS = 90 * 60_000;
/** How long GitHub shows a run whose runner is lost. */
const NOTICED_MS = 10 * 60_000;
const PROCESS_LIMIT_MS = 24 * 3_600_000;

/** Plays a plot. Throws only when simulation or emulator have a bug of their own. */
export async function playPlot(plot: Plot, faultsFor?: FaultsFor): Promise<Played> {
  return new Schedule(plot, faultsFor ?? null).play();
}

/** The faults of the n-th process (from 0) of a plot; without it the plot's rates decide. */
export type FaultsFor = (process: number) => FaultPlan;

class Schedule {
  readonly #plot: Plot;
  readonly #universe: Universe;
  readonly #dice: Dice;
  readonly #endings: string[] = [];
  readonly #steps: Step[] = [];
  readonly #reaps: Run<ReapResult>[] = [];
  /** Names and ids that a red teardown reported, or `*`. */
  readonly #reported = new Set<string | null>();
  readonly #greens: GreenTeardowns;

  /** Steps whose post was told to leave the machines where they are. */
  readonly #kept = new Set<Step>();
  readonly #faultsFor: FaultsFor;
  readonly #counts: number[] = [];
  #processes = 0;

  constructor(plot: Plot, faultsFor: FaultsFor | null) {
    this.#plot = plot;
    const { rates, quietStart } = plot;
    this.#faultsFor = faultsFor ?? (() => randomFaults(this.#universe.random, rates, quietStart));
    this.#dice = new Dice(plot.seed ^ 0x2545f491);
    const scopes = plot.actors.map((actor) => actor.scope);
    const [first, second] = scopes;
    const distinct = first && second && first.name === second.name ? [first] : scopes;
    this.#universe = new Universe({ ...plot, scopes: distinct, rows: ['web'] });
    this.#greens = new GreenTeardowns(this.#universe);
    Object.assign(this.#universe.emulator.context.switches, plot.switches);
    for (const outage of plot.outages) this.#planOutage(outage);
  }

  async play(): Promise<Played> {
    const universe = this.#universe;
    const { time } = universe;
    await time.until(Promise.all([this.#work(), ...this.#plot.reaps.map((one) => this.#reap(one))]), PROCESS_LIMIT_MS);
    await time.advance(REST_MS);
    this.#greens.judge();
    const forReaper = this.#judgeRest();
    await time.until(this.#recover(forReaper), PROCESS_LIMIT_MS);
    for (const step of this.#steps) judgeSecrets(universe, step.runs, step.state.history);
    judgeSecrets(universe, this.#reaps, []);
    for (const keeper of this.#keepers) judgeKeeper(universe, keeper, this.#plot.outages);
    judgeWorld(universe);
    const runs = [...this.#steps.flatMap((step) => step.runs), ...this.#reaps];
    const lines = [...runs, ...this.#keepers];
    const sum = (pick: (network: SimulatedNetwork) => number): number =>
      lines.reduce((total, { network }) => total + pick(network), 0);
    return {
      seed: this.#plot.seed,
      requests: sum((network) => network.requests),
      faults: sum((network) => network.faults),
      violations: universe.violations.all,
      endings: [...this.#endings, ...this.#keepers.map(({ end }) => `keeper ${end}`)],
      forReaper,
      decoys: universe.decoys.count,
      machines: universe.emulator.context.state.machines.filter((one) => !one.planted).length,
      extended: this.#keepers.flatMap(({ notes }) => notes).filter(({ event }) => event === 'extended').length,
      reaped: this.#reaps.reduce((total, { value }) => total + (value?.removed.size ?? 0), 0),
      perProcess: this.#counts,
      trace: [
        ...runs.flatMap((run) => [`-- ${run.ending} after ${run.tookMs} ms`, ...run.network.trace]),
        ...this.#keepers.flatMap(({ end, notes, network }) => [
          `-- keeper: ${end}`,
          ...network.trace,
          ...notes.map(({ event, machine, detail }) => `${event} ${machine ?? ''} ${detail}`),
        ]),
      ],
    };
  }

  get #keepers(): readonly KeeperProcess[] {
    return this.#steps.flatMap((step) => step.processes.all);
  }

  /** All jobs, and what GitHub says of them. */
  async #work(): Promise<void> {
    const { github, time } = this.#universe;
    const { actors, pulls } = this.#plot;
    const keys = actors.flatMap(({ scope }) => (scope.named ? (ownerKey(scope) ?? []) : []));
    const closed = (): void => {
      for (const key of keys) github.set(key, { is: 'over', since: time.now() });
    };
    if (pulls.unknown) for (const key of keys) github.set(key, { is: 'unknown' });
    else if (pulls.closesAtMs !== null) time.schedule(time.now() + pulls.closesAtMs, closed);
    await Promise.all(actors.map((actor) => this.#act(actor)));
    if (!pulls.unknown && pulls.closesAtMs === null) closed();
  }

  async #reap(plot: ReapPlot): Promise<void> {
    await sleep(this.#universe, plot.atMs);
    const { rates, quietStart } = this.#plot;
    this.#noteReap(await playReap(this.#universe, plot, randomFaults(this.#universe.random, rates, quietStart)));
  }

  #noteReap(run: Run<ReapResult>): void {
    this.#reaps.push(run);
    this.#endings.push(`reap ${run.ending}`);
  }

  #recover(forReaper: number): Promise<void> {
    return recover({
      universe: this.#universe,
      plot: this.#plot,
      options: (actor) => this.#options(actor),
      newStep: (options) => this.#step(options),
      reaped: this.#plot.reaps.length > 0 || forReaper > 0,
      onReap: (run) => this.#noteReap(run),
    });
  }

  #planOutage({ cloud, atMs, forMs }: Plot['outages'][number]): void {
    const { time, emulator } = this.#universe;
    const { switches } = emulator.context;
    time.schedule(time.now() + atMs, () => switches.providerDown.push(cloud));
    time.schedule(time.now() + atMs + forMs, () => {
      switches.providerDown = switches.providerDown.filter((one) => one !== cloud);
    });
  }

  /** Nobody else may touch what this step makes: no second job, and no reaper of a pull request that is closed. */
  #alone({ options }: Step): boolean {
    const { company, reaps, pulls } = this.#plot;
    if (company === 'same') return false;
    return !options.scope.named || reaps.length === 0 || (!pulls.unknown && pulls.closesAtMs === null);
  }

  #options(actor: ActorPlot): StepOptions {
    const { scope, spec, ttlMs, timeoutMs, parallelism, teardown, heartbeat } = actor;
    const own = { scope, spec, ttlMs, timeoutMs, parallelism, teardown, heartbeat };
    return { ...USUAL_STEP, ...own, replace: this.#dice.chance(0.5) };
  }

  async #act(actor: ActorPlot): Promise<void> {
    let step = this.#step(this.#options(actor));
    for (const act of actor.acts) {
      const fresh = (act.do === 'apply' || act.do === 'destroy') && step.runs.length > 0;
      if (fresh) {
        step.endJob('ends');
        step = this.#step(this.#options(actor));
      }
      await this.#one(step, act);
      if (act.do === 'work' && act.runner !== null) step.endJob(act.runner);
    }
    if (step.runnerLives) step.endJob('ends');
    const { github, time } = this.#universe;
    const owner = actor.scope.named ? null : ownerKey(actor.scope);
    // GitHub takes a while to notice that a runner is lost.
    const pause = actor.acts.at(-1)?.do === 'post' ? 0 : NOTICED_MS;
    const over = (): void => github.set(owner ?? '', { is: 'over', since: time.now() });
    if (owner !== null) time.schedule(time.now() + pause, over);
  }

  #step(options: StepOptions): Step {
    const step = new Step(this.#universe, options);
    this.#steps.push(step);
    return step;
  }

  async #one(step: Step, act: Act): Promise<void> {
    const universe = this.#universe;
    const alone = this.#alone(step);
    if (act.do === 'wait') return sleep(universe, act.ms);
    if (act.do === 'work') return labour(universe, step, act);
    if (act.do === 'bomb' || act.do === 'vanish' || act.do === 'stop') return happen(universe, step, act);
    const faults = this.#faultsFor(this.#processes);
    const keeperFaults = randomFaults(universe.random, this.#plot.rates, 0);
    this.#processes += 1;
    switch (act.do) {
      case 'apply': {
        const run = await step.apply({ faults, cut: act.cut, stateFault: act.stateFault, keeperFaults });
        judgeApply(universe, step, run, alone);
        this.#note('apply', run);
        return;
      }
      case 'plan':
        return this.#note('plan', await step.plan({ faults, cut: act.cut }));
      case 'post': {
        const run = await step.post(act.status, { faults, cut: act.cut });
        if (!step.removesAll(act.status)) this.#kept.add(step);
        const everything = run.value !== null && step.removesAll(act.status);
        judgeTeardown(universe, step, run, { everything, alone });
        if (everything && alone) this.#greens.add(step.options.scope, run);
        return this.#note('post', run);
      }
      default: {
        const run = await step.destroy({ faults, cut: act.cut });
        judgeTeardown(universe, step, run, { everything: true, alone, byName: true });
        if (alone) this.#greens.add(step.options.scope, run);
        return this.#note('destroy', run);
      }
    }
  }

  #note(what: string, run: Run<unknown>): void {
    this.#endings.push(`${what} ${run.ending}`);
    this.#counts.push(run.network.requests);
    const { value } = run;
    if (typeof value !== 'object' || value === null) return;
    const report = 'report' in value ? value.report : value;
    if (typeof report !== 'object' || report === null || !('leaks' in report) || !Array.isArray(report.leaks)) return;
    for (const { name, id } of report.leaks) this.#reported.add(name).add(id);
  }

  /** What a proxy delivers after a green post, which the journal had told of it, was not proved to be gone. */
  #judgeLateKeys({ options, runs }: Step): void {
    const last = runs.at(-1);
    if (last?.ending !== 'green' || last.value === null || runs.length < 2) return;
    const { violations, emulator } = this.#universe;
    for (const { name } of emulator.context.state.keys) {
      if (ownsName(options.scope, 'key', name)) violations.add('I5', `key ${name} is there after a green post`);
    }
  }

  /**
   * After everybody has gone and the leases have ended: what lives is kept on purpose (a named scope), was reported by a
   * red step, or has lost its only process before the lease could be repaired, and then its name still proves whose it is.
   */
  #judgeRest(): number {
    const { violations, emulator } = this.#universe;
    const { switches } = emulator.context;
    let forReaper = 0;
    for (const step of this.#steps) {
      if (step.options.scope.named || this.#kept.has(step)) continue;
      this.#judgeLateKeys(step);
      for (const one of livingOf(this.#universe, step)) {
        const said = [one.name, one.id, '*'].some((word) => this.#reported.has(word));
        if (said) continue;
        forReaper += 1;
        const { deadScheduler, safeExpiration, leaseSwallowed, destroyLies } = switches;
        const excused = deadScheduler || safeExpiration || leaseSwallowed !== null || destroyLies !== null;
        if (!excused) violations.add('I1', `${one.name} outlived its lease, and nobody said so`);
        const postDone = step.runs.some((run, n) => n > 0 && run.ending === 'green');
        const late = switches.secondMachine !== null;
        if (postDone && !late) violations.add('I1', `${one.name} lives after a green post`);
      }
    }
    return forReaper;
  }
}
