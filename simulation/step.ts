// A step of a workflow in a simulated world: main and post drive the real verbs through the real adapter, as src/action does.
import { decidePost } from '../src/action/post-decision.ts';
import { recordingJournal } from '../src/action/recording-journal.ts';
import { readFacts, saveFacts } from '../src/action/state-facts.ts';
import { readJournal } from '../src/action/state-journal.ts';
import { type Applied, applySpec } from '../src/engine/apply.ts';
import { makePlan, type PlanInput, type Planned } from '../src/engine/make-plan.ts';
import { type TeardownResult, tearDown } from '../src/engine/teardown.ts';
import type { World } from '../src/engine/world.ts';
import { connectMist } from '../src/mist/connect.ts';
import { overDispatcher } from '../src/mist/undici-network.ts';
import { makeSecret } from '../src/model/secret.ts';
import { decideTeardown, type JobStatus } from '../src/plan/teardown-policy.ts';
import { renderUserData } from '../src/render/user-data.ts';
import { expandSpec } from '../src/spec/expand.ts';
import { Life } from './life.ts';
import { SimulatedNetwork } from './network.ts';
import { NO_FAULTS } from './network-faults.ts';
import { RequestRules } from './request-rules.ts';
import { RunnerState } from './runner-state.ts';
import { type Cut, type Hazards, rightsOf, type StepOptions } from './step-options.ts';
import { ORIGIN, type Universe } from './universe.ts';

/** How a process ended: its exit code, as GitHub shows it. */
export type Ending = 'green' | 'red' | 'killed';

/** One process that has ended. `value` is null where it was killed or threw. */
export type Run<T> = {
  readonly ending: Ending;
  readonly value: T | null;
  readonly error: Error | null;
  readonly network: SimulatedNetwork;
  readonly life: Life;
  readonly rules: RequestRules;
  readonly tookMs: number;
  readonly endedAt: number;
};

/** The longest any process may take: the longest timeout of a step and what it needs to stop. */
const LIMIT_MS = 40 * 60_000;
/** All posts of a cancelled job share 285 s, then the runner kills. */
const CANCELLED_POST_MS = 285_000;

/** One step on one runner; its state file outlives main. */
export class Step {
  readonly universe: Universe;
  readonly options: StepOptions;
  readonly state = new RunnerState();
  /** Every process of this step, in order. */
  readonly runs: Run<unknown>[] = [];

  constructor(universe: Universe, options: StepOptions) {
    this.universe = universe;
    this.options = options;
  }

  apply(hazards: Hazards = {}): Promise<Run<Applied>> {
    const { timeoutMs, parallelism } = this.options;
    return this.#main('apply', hazards, async (world, entries, end) => {
      const applied = await applySpec(world, {
        ...this.#planInput(this.options.replace),
        parallelism,
        userData: renderUserData,
        deadline: end - Math.min(90_000, timeoutMs / 4),
        hardDeadline: end,
        journalled: entries,
        onPlan: () => undefined,
      });
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
      const deadline = this.universe.time.elapsed() + decision.deadlineMs;
      const { what, where } = decision;
      const value = await tearDown(world, { scope: facts.scope, journal: entries, what, where, deadline, parallelism });
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
    ) => Promise<{ readonly value: T; readonly error: Error | null }>,
  ): Promise<Run<T>> {
    const life = this.#life();
    return this.#run(mode, life, hazards, async (network) => {
      const write = this.state.writer(hazards.stateFault ?? null, () => life.kill());
      saveFacts(write, { scope: this.options.scope, mistUrl: ORIGIN, started: life.clock().now() });
      const { journal, entries } = recordingJournal(write, life.log().warning);
      life.expireAfter(this.options.timeoutMs);
      const world = this.#world(life, network, journal);
      return work(world, entries, this.universe.time.elapsed() + this.options.timeoutMs);
    });
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
    const { time } = universe;
    const began = time.now();
    const rules = this.#rules(what === 'plan');
    const network = this.#network(life, hazards, rules);
    const cut = hazards.cut ?? null;
    if (cut !== null && 'ms' in cut.at) time.schedule(began + cut.at.ms, () => apply(life, cut));
    const overdue = time.schedule(began + LIMIT_MS, () => {
      if (!life.alive) return;
      universe.violations.add('I8', `${what} had no end after ${LIMIT_MS / 60_000} minutes`);
      life.kill();
    });
    let ended: { value: T | null; error: Error | null } | 'killed';
    try {
      ended = await life.outlive(work(network));
    } catch (error) {
      ended = { value: null, error: error instanceof Error ? error : new Error(String(error)) };
    }
    overdue();
    const killed = ended === 'killed' || !life.alive;
    life.alive = false;
    this.#checkStop(what, life);
    const value = killed || ended === 'killed' ? null : ended.value;
    const error = ended === 'killed' ? null : ended.error;
    const ending = killed ? 'killed' : error === null ? 'green' : 'red';
    const run: Run<T> = { ending, value, error, network, life, rules, tookMs: time.now() - began, endedAt: time.now() };
    this.runs.push(run);
    return run;
  }

  /** A cancelled process has to stop at once, not when its exit is forced. */
  #checkStop(what: string, life: Life): void {
    const { time, violations } = this.universe;
    if (life.signalledAt === null) return;
    const ms = time.now() - life.signalledAt;
    if (ms >= 3_000) violations.add('I8', `${what} was still busy ${ms} ms after the signal`);
  }

  #rules(readOnly: boolean): RequestRules {
    const { universe, state } = this;
    const { time, emulator, violations } = universe;
    const rights = { ...rightsOf(this.options), readOnly };
    return new RequestRules({ time, emulator, origin: ORIGIN, state, violations, rights });
  }

  #network(life: Life, hazards: Hazards, rules: RequestRules): SimulatedNetwork {
    const { universe } = this;
    const cut = hazards.cut ?? null;
    const cutAt = (n: number, moment: string): void => {
      if (cut !== null && 'request' in cut.at && cut.at.request === n && cut.at.moment === moment) apply(life, cut);
    };
    return new SimulatedNetwork({
      time: universe.time,
      emulator: universe.emulator,
      life,
      random: universe.random,
      latencyMs: universe.options.latencyMs,
      faults: hazards.faults ?? NO_FAULTS,
      dateSkewMs: 0,
      witness: {
        started: (n, request, origin) => {
          rules.started(request, origin);
          cutAt(n, 'started');
        },
        arrived: (n) => cutAt(n, 'arrived'),
        answered: (n, request, reply) => {
          rules.answered(request, reply);
          cutAt(n, 'answered');
        },
      },
    });
  }

  #world(life: Life, network: SimulatedNetwork, journal: World['journal']): World {
    const { universe } = this;
    const log = life.log();
    const clock = life.clock();
    const { reader, writer } = connectMist({
      url: ORIGIN,
      token: makeSecret(universe.emulator.token),
      clock,
      random: universe.random,
      log,
      signal: life.signal,
      caCertificate: null,
      allowInsecureHttp: false,
      proxyEnv: {},
      network: overDispatcher(network),
    });
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

function apply(life: Life, cut: Cut): void {
  if (cut.how === 'kill') life.kill();
  else life.interrupt('SIGINT');
}

function redOf(result: TeardownResult): Error | null {
  return result.leaks.length === 0 ? null : new Error(`${result.leaks.length} objects are not proved gone.`);
}
