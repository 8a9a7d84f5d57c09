// One schedule: a plot played to its end, then the questions whether everything that lives is accounted for and whether a
// world without faults brings all of it back in order.

import { remove } from '../sandbox/machines.ts';
import { defaultSwitches } from '../sandbox/switches.ts';
import { judgeApply, judgeSecrets, judgeTeardown, judgeWorld, livingOf } from './judgement.ts';
import { type FaultPlan, NO_FAULTS, randomFaults } from './network-faults.ts';
import { type Act, type ActorPlot, Dice, type Plot } from './plots.ts';
import { type Run, Step } from './step.ts';
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
  /** Requests of each process of the plot itself, in order. */
  readonly perProcess: readonly number[];
  readonly trace: readonly string[];
};

/** An hour and a half: longer than every lease of a plot and the server's own delays. */
/** A lease is renewed once a tenth of its usual half hour is used up. */
const LEASE_USED_MS = 2 * 60_000;
const REST_MS = 90 * 60_000;
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
  /** Names that a red teardown reported, or `*`. */
  readonly #reported = new Set<string>();

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
    Object.assign(this.#universe.emulator.context.switches, plot.switches);
    for (const outage of plot.outages) this.#planOutage(outage);
  }

  async play(): Promise<Played> {
    const universe = this.#universe;
    const { time } = universe;
    const acting = Promise.all(this.#plot.actors.map((actor) => this.#act(actor)));
    await time.until(acting, PROCESS_LIMIT_MS);
    await time.advance(REST_MS);
    const forReaper = this.#judgeRest();
    await time.until(this.#recover(), PROCESS_LIMIT_MS);
    for (const step of this.#steps) judgeSecrets(universe, step);
    judgeWorld(universe);
    const runs = this.#steps.flatMap((step) => step.runs);
    const sum = (pick: (run: Run<unknown>) => number): number => runs.reduce((total, run) => total + pick(run), 0);
    return {
      seed: this.#plot.seed,
      requests: sum((run) => run.network.requests),
      faults: sum((run) => run.network.faults),
      violations: universe.violations.all,
      endings: this.#endings,
      forReaper,
      decoys: universe.decoys.count,
      machines: universe.emulator.context.state.machines.filter((one) => !one.planted).length,
      perProcess: this.#counts,
      trace: runs.flatMap((run) => [`-- ${run.ending} after ${run.tookMs} ms`, ...run.network.trace]),
    };
  }

  #planOutage({ cloud, atMs, forMs }: Plot['outages'][number]): void {
    const { time, emulator } = this.#universe;
    const { switches } = emulator.context;
    time.schedule(time.now() + atMs, () => switches.providerDown.push(cloud));
    time.schedule(time.now() + atMs + forMs, () => {
      switches.providerDown = switches.providerDown.filter((one) => one !== cloud);
    });
  }

  get #alone(): boolean {
    return this.#plot.company !== 'same';
  }

  #options(actor: ActorPlot): StepOptions {
    const { scope, spec, ttlMs, timeoutMs, parallelism, teardown } = actor;
    return { ...USUAL_STEP, scope, spec, ttlMs, timeoutMs, parallelism, teardown, replace: this.#dice.chance(0.5) };
  }

  async #act(actor: ActorPlot): Promise<void> {
    let step = this.#step(this.#options(actor));
    for (const act of actor.acts) {
      const fresh = (act.do === 'apply' || act.do === 'destroy') && step.runs.length > 0;
      if (fresh) step = this.#step(this.#options(actor));
      await this.#one(step, act);
    }
  }

  #step(options: StepOptions): Step {
    const step = new Step(this.#universe, options);
    this.#steps.push(step);
    return step;
  }

  async #one(step: Step, act: Act): Promise<void> {
    const universe = this.#universe;
    const alone = this.#alone;
    if (act.do === 'wait') return sleep(universe, act.ms);
    if (act.do === 'vanish' || act.do === 'stop') return this.#happen(step, act.do, act.nth);
    const faults = this.#faultsFor(this.#processes);
    this.#processes += 1;
    switch (act.do) {
      case 'apply': {
        const run = await step.apply({ faults, cut: act.cut, stateFault: act.stateFault });
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
        return this.#note('post', run);
      }
      default: {
        const run = await step.destroy({ faults, cut: act.cut });
        judgeTeardown(universe, step, run, { everything: true, alone, byName: true });
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
    for (const leak of report.leaks) this.#reported.add(leak.name);
  }

  /** Somebody else ends or stops one of our machines in the provider's console. */
  async #happen(step: Step, what: 'vanish' | 'stop', nth: number): Promise<void> {
    const one = livingOf(this.#universe, step)[nth];
    const machine = this.#universe.emulator.context.state.machines.find((candidate) => candidate.id === one?.id);
    if (machine === undefined) return;
    if (what === 'vanish') await remove(this.#universe.emulator.context, machine, false);
    else machine.state = 'stopped';
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
      for (const one of livingOf(this.#universe, step)) {
        const said = this.#reported.has(one.name) || this.#reported.has('*');
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

  /** Without faults, everything comes back in order: apply makes it so, a second one writes nothing, destroy removes all. */
  async #recover(): Promise<void> {
    const universe = this.#universe;
    Object.assign(universe.emulator.context.switches, defaultSwitches());
    const done = new Set<string>();
    for (const actor of this.#plot.actors) {
      const { name, named } = actor.scope;
      if (done.has(name)) continue;
      done.add(name);
      const options = { ...this.#options(patient(actor)), timeoutMs: USUAL_STEP.timeoutMs, replace: true };
      if (named) await this.#reapply(options);
      const step = this.#step(options);
      const run = await step.destroy({ faults: NO_FAULTS });
      judgeTeardown(universe, step, run, { everything: true, alone: true });
      if (run.ending !== 'green') universe.violations.add('I6', `a quiet destroy is ${run.ending}: ${reasons(run)}`);
      const left = livingOf(universe, step);
      for (const one of left) universe.violations.add('I6', `a quiet destroy leaves ${one.name}`);
    }
  }

  /** A schedule beside the lease would destroy the machine when nobody expects it (H32). */
  #judgeBombs(step: Step): void {
    const { schedules, machines } = this.#universe.emulator.context.state;
    for (const { id, name } of livingOf(this.#universe, step)) {
      const lease = machines.find((one) => one.id === id)?.leaseId;
      const armed = schedules.filter((one) => one.machineId === id && !one.deleted && one.enabled && one.id !== lease);
      if (armed.length > 0) this.#universe.violations.add('I1', `${name} is destroyed by a schedule beside its lease`);
    }
  }

  async #reapply(options: StepOptions): Promise<void> {
    const { violations } = this.#universe;
    const step = this.#step(options);
    const run = await step.apply();
    judgeApply(this.#universe, step, run, true);
    if (run.ending !== 'green') {
      // Two adds of one key at the same time break it on this server (H24); the plan says so, and destroy cures it.
      if (this.#plot.company === 'same' && /private half|another key/.test(run.error?.message ?? '')) return;
      if (this.#plot.switches.secondMachine && /another key/.test(run.error?.message ?? '')) return;
      // What was broken when it was made is not made whole by an apply, and not replaced behind the user's back.
      const { neverBoot, sshNever } = this.#plot.switches;
      if (
        (neverBoot || sshNever) &&
        /not (?:reachable|running|through|answering|ready)|time was over/.test(run.error?.message ?? '')
      )
        return;
      violations.add('I6', `a quiet apply is ${run.ending}: ${run.error?.message}`);
      return;
    }
    const names = livingOf(this.#universe, step).map((one) => one.name);
    if (new Set(names).size < names.length) violations.add('I7', `two machines for one row: ${names.join(', ')}`);
    // One that waited long for what never came up has used its leases up, and the next has to renew them.
    if (run.tookMs > LEASE_USED_MS) return;
    const again = this.#step(options);
    const writes = (): number => this.#universe.emulator.requests.filter((request) => request.write).length;
    const before = writes();
    const second = await again.apply();
    if (second.ending !== 'green') violations.add('I6', `a second apply is ${second.ending}: ${second.error?.message}`);
    this.#judgeBombs(again);
    if (writes() !== before) violations.add('I6', `a second apply writes: ${second.network.trace.join(', ')}`);
  }
}

/** The same rows, waiting as long as the step allows. */
function patient(actor: ActorPlot): ActorPlot {
  const machines = actor.spec.machines.map((row) =>
    row.state === 'present' ? { ...row, wait: { ...row.wait, timeoutMs: null } } : row,
  );
  return { ...actor, spec: { ...actor.spec, machines } };
}

function sleep(universe: Universe, ms: number): Promise<void> {
  return new Promise((resolve) => void universe.time.schedule(universe.time.now() + ms, resolve));
}

function reasons(run: Run<unknown>): string {
  const { value } = run;
  const leaks = typeof value === 'object' && value !== null && 'leaks' in value ? JSON.stringify(value.leaks) : '';
  return `${run.error?.message ?? ''} ${leaks}`;
}
