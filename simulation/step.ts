// A step of a workflow in a simulated world: main and post drive the real verbs through the real adapter, as src/action does.
import { keptMachines } from '../src/action/heartbeat.ts';
import { stopKeeper } from '../src/action/keeper-process.ts';
import { decidePost } from '../src/action/post-decision.ts';
import { recordingJournal } from '../src/action/recording-journal.ts';
import { backendsFact, readFacts, type StateWriter, saveFacts } from '../src/action/state-facts.ts';
import { readJournal } from '../src/action/state-journal.ts';
import { type Applied, applySpec } from '../src/engine/apply.ts';
import { backendsOf } from '../src/engine/clouds-to-sweep.ts';
import { makePlan, type PlanInput, type Planned } from '../src/engine/make-plan.ts';
import { type TeardownResult, tearDown } from '../src/engine/teardown.ts';
import { sentenceOf, serverNow, type World } from '../src/engine/world.ts';
import { decideTeardown, type JobStatus } from '../src/plan/teardown-policy.ts';
import { renderUserData } from '../src/render/user-data.ts';
import { expandSpec } from '../src/spec/expand.ts';
import { KeeperProcess, ProcessTable } from './keeper.ts';
import { Life } from './life.ts';
import type { SimulatedNetwork } from './network.ts';
import { type FaultPlan, NO_FAULTS } from './network-faults.ts';
import { connect, type Run, runProcess } from './process.ts';
import { RequestRules } from './request-rules.ts';
import { RunnerState } from './runner-state.ts';
import { type Hazards, rightsOf, type StepOptions } from './step-options.ts';
import { ORIGIN, type Universe } from './universe.ts';

/** All posts of a cancelled job share 285 s, then the runner kills. */
const CANCELLED_POST_MS = 285_000;
const LONGEST_JOB_MS = 5 * 86_400_000;
/** A post that waits in vain has begun its last destroy by then; the rest of its ten minutes adds nothing but lists. */
const PATIENCE_MS = 4 * 60_000;

/** One step on one runner; its state file outlives main. */
export class Step {
  readonly universe: Universe;
  readonly options: StepOptions;
  readonly state = new RunnerState();
  /** Every process of this step, in order. */
  readonly runs: Run<unknown>[] = [];

  readonly processes = new ProcessTable();
  /** The runner of the job; false once it is lost. */
  runnerLives = true;
  /** When post began to destroy, the world's time; null before. */
  tearingSince: number | null = null;

  constructor(universe: Universe, options: StepOptions) {
    this.universe = universe;
    this.options = options;
  }

  apply(hazards: Hazards = {}): Promise<Run<Applied>> {
    const { timeoutMs, parallelism } = this.options;
    return this.#main('apply', hazards, async (world, entries, end, write) => {
      const applied = await applySpec(world, {
        ...this.#planInput(this.options.replace),
        parallelism,
        userData: renderUserData,
        deadline: end - Math.min(90_000, timeoutMs / 4),
        limitText: `within the \`timeout\` of ${timeoutMs / 1000}s`,
        hardDeadline: end,
        journalled: entries,
        onPlan: (plan) => saveFacts(write, { backends: backendsFact(backendsOf(plan)) }),
      });
      this.#startHeartbeat(world, applied, write, hazards.keeperFaults ?? NO_FAULTS);
      return { value: applied, error: applied.failure };
    });
  }

  plan(hazards: Hazards = {}): Promise<Run<Planned>> {
    return this.#main('plan', hazards, async (world) => {
      const { reader, clock, log, signal } = world;
      return { value: await makePlan({ reader, clock, log, signal }, this.#planInput(true)), error: null };
    });
  }

  destroy(hazards: Hazards = {}): Promise<Run<TeardownResult>> {
    const { scope, parallelism } = this.options;
    return this.#main('destroy', hazards, async (world, _entries, end) => {
      const value = await tearDown(world, {
        scope,
        journal: [],
        what: 'all',
        where: 'everywhere',
        deadline: end - 5_000,
        parallelism,
      });
      return { value, error: redOf(value) };
    });
  }

  /** Post, from what is left in the state. `value` null where there was nothing to do. */
  post(jobStatus: JobStatus, hazards: Hazards = {}): Promise<Run<TeardownResult | null>> {
    const life = this.#life();
    if (jobStatus === 'cancelled') {
      const { time } = this.universe;
      time.schedule(time.now() + CANCELLED_POST_MS, () => life.kill());
    }
    return this.#run<TeardownResult | null>('post', life, hazards, async (network) => {
      const { facts } = readFacts(this.state.env());
      if (facts.keeper !== null) await stopKeeper(facts.keeper, life.clock(), this.processes.processes());
      const { entries, warnings } = readJournal(this.state.env());
      const damaged = warnings.length > 0;
      if (facts.scope === null) {
        if (entries.length > 0) throw new Error('The journal has entries but no scope.');
        return { value: null, error: null };
      }
      const { teardown, parallelism } = this.options;
      const decision = decidePost({ teardown, mode: 'apply', jobStatus, scope: facts.scope, entries, damaged });
      if (decision.what === 'nothing') return { value: null, error: null };
      life.expireAfter(decision.budgetMs);
      const refuse = (): never => {
        throw new Error('Post must not create anything.');
      };
      const world = this.#world(life, network, { intend: refuse, sent: refuse, settle: refuse });
      const deadline = this.universe.time.elapsed() + Math.min(decision.deadlineMs, PATIENCE_MS);
      const { what, where } = decision;
      this.tearingSince ??= this.universe.time.now();
      const { scope, backends } = facts;
      const input = { scope, journal: entries, what, where, backends, deadline, parallelism };
      const value = await tearDown(world, input);
      return { value, error: redOf(value) };
    });
  }

  /** True when post has to remove everything of the scope after a job that ended like this. */
  removesAll(jobStatus: JobStatus): boolean {
    return decideTeardown(this.options.teardown, this.options.scope.named, jobStatus) === 'all';
  }

  #planInput(replace: boolean): PlanInput {
    const { scope, spec, ttlMs, maxMachines, trustOnFirstUse } = this.options;
    return {
      scope,
      spec,
      expand: (enabledBackends, gather) => expandSpec(spec, { scope, defaultTtlMs: ttlMs, enabledBackends, gather }),
      maxMachines,
      replace,
      trustOnFirstUse,
    };
  }

  async #main<T>(
    mode: 'apply' | 'plan' | 'destroy',
    hazards: Hazards,
    work: (
      world: World,
      entries: ReturnType<typeof recordingJournal>['entries'],
      end: number,
      write: StateWriter,
    ) => Promise<{ readonly value: T; readonly error: Error | null }>,
  ): Promise<Run<T>> {
    const life = this.#life();
    return this.#run(mode, life, hazards, async (network) => {
      const write = this.state.writer(hazards.stateFault ?? null, () => life.kill());
      saveFacts(write, { scope: this.options.scope, mistUrl: ORIGIN, started: life.clock().now() });
      const { journal, entries } = recordingJournal(write, life.log().warning);
      life.expireAfter(this.options.timeoutMs);
      const world = this.#world(life, network, journal);
      return work(world, entries, this.universe.time.elapsed() + this.options.timeoutMs, write);
    });
  }

  /** As src/action/heartbeat.ts: a keeper that cannot be written down is told nothing. */
  #startHeartbeat(world: World, applied: Applied, write: StateWriter, faults: FaultPlan): void {
    const { scope, parallelism, heartbeat } = this.options;
    const machines = heartbeat && !world.signal.aborted ? keptMachines(applied, serverNow(world)) : [];
    if (machines.length === 0) return;
    const identity = this.processes.next();
    try {
      saveFacts(write, { keeper: identity });
    } catch (error) {
      world.log.warning(`The leases are not extended, so the machines end with them: ${sentenceOf(error)}`);
      return;
    }
    const task = { scope, machines, parallelism, longestMs: LONGEST_JOB_MS };
    const { universe } = this;
    const runnerLives = (): boolean => this.runnerLives;
    const torn = (): boolean => this.tearingSince !== null;
    this.processes.add(identity, new KeeperProcess({ universe, task, faults, runnerLives, torn }));
  }

  /** The job is over: the runner ends what it finds, and a runner that was lost finds nothing. */
  endJob(runner: 'ends' | 'vanishes' | 'is lost with its machine'): void {
    this.runnerLives = false;
    if (runner === 'vanishes') return;
    for (const keeper of this.processes.all) if (keeper.runs) keeper.kill();
  }

  #life(): Life {
    return new Life(this.universe.time, -this.universe.options.skewMs);
  }

  async #run<T>(
    what: string,
    life: Life,
    hazards: Hazards,
    work: (network: SimulatedNetwork) => Promise<{ readonly value: T; readonly error: Error | null }>,
  ): Promise<Run<T>> {
    const { universe } = this;
    const run = await runProcess({ universe, what, life, hazards, rules: this.#rules(what === 'plan') }, work);
    this.runs.push(run);
    return run;
  }

  #rules(readOnly: boolean): RequestRules {
    const { universe, state } = this;
    const { time, emulator, violations } = universe;
    const rights = { ...rightsOf(this.options), readOnly };
    return new RequestRules({ time, emulator, origin: ORIGIN, state, violations, rights });
  }

  #world(life: Life, network: SimulatedNetwork, journal: World['journal']): World {
    const { universe } = this;
    const log = life.log();
    const clock = life.clock();
    const { reader, writer } = connect(universe, life, network);
    const { park, keys } = universe;
    return {
      reader,
      writer,
      clock,
      log,
      signal: life.signal,
      journal,
      prober: park.prober(life),
      shell: park.shell(life),
      keyMaker: keys.maker(),
    };
  }
}

function redOf(result: TeardownResult): Error | null {
  return result.leaks.length === 0 ? null : new Error(`${result.leaks.length} objects are not proved gone.`);
}
