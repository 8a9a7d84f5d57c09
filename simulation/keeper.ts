// The keeper of one step as a process of its own: the real one, on the world's clock and over a network of its own.
import type { Processes } from '../src/action/keeper-process.ts';
import type { ProcessIdentity } from '../src/action/process-identity.ts';
import { LAST_EDIT_MS } from '../src/action/run-keeper.ts';
import { type KeeperTask, keepLeases } from '../src/keeper/keeper.ts';
import type { KeeperNote } from '../src/keeper/note.ts';
import { CancelledError } from '../src/model/errors.ts';
import { KeeperRules } from './keeper-rules.ts';
import { Life } from './life.ts';
import type { SimulatedNetwork } from './network.ts';
import type { FaultPlan } from './network-faults.ts';
import { connect, openNetwork } from './process.ts';
import type { Universe } from './universe.ts';

/** What a keeper is started with. */
export type KeeperStart = {
  readonly universe: Universe;
  readonly task: KeeperTask;
  readonly faults: FaultPlan;
  /** False once the runner's own process has ended without ending its children. */
  readonly runnerLives: () => boolean;
  /** True once this step's post has begun to destroy. */
  readonly torn: () => boolean;
};

/** Times are the world's, epoch ms. */
export class KeeperProcess {
  readonly task: KeeperTask;
  readonly startedAt: number;
  readonly network: SimulatedNetwork;
  readonly life: Life;
  readonly notes: Pick<KeeperNote, 'event' | 'machine' | 'ok' | 'detail'>[] = [];
  /** Null while it runs. */
  endedAt: number | null = null;
  /** Its own last word, or how it was ended. */
  end = 'killed';
  readonly #universe: Universe;
  readonly #rules: KeeperRules;
  readonly #ending = new AbortController();
  readonly #cutting = new AbortController();

  constructor(start: KeeperStart) {
    const { universe, task, faults, runnerLives, torn } = start;
    this.#universe = universe;
    this.task = task;
    this.startedAt = universe.time.now();
    this.life = new Life(universe.time, -universe.options.skewMs);
    this.#rules = new KeeperRules(universe, task, torn);
    this.network = openNetwork({ universe, life: this.life, hazards: { faults }, rules: this.#rules });
    const { reader, writer } = connect(universe, this.life, this.network, this.#cutting.signal);
    const note = (event: KeeperNote['event'], machine: string | null, ok: boolean, detail: string): void => {
      if (!this.life.alive) return;
      this.notes.push({ event, machine, ok, detail });
      if (machine !== null && (event === 'extended' || event === 'failed')) this.#rules.finished(machine);
      if (event === 'extended' && machine !== null) this.#rules.extended(machine, Date.parse(detail));
    };
    const world = { reader, writer, clock: this.life.clock(), signal: this.#ending.signal, note, runnerLives };
    void this.life.outlive(keepLeases(world, task)).then(
      (why) => this.#over(why),
      (error: unknown) => {
        universe.violations.add('I8', `the keeper broke: ${String(error)}`);
        this.#over('broken');
      },
    );
  }

  get runs(): boolean {
    return this.endedAt === null;
  }

  /** Resolves when the n-th edit (from 1) since its start leaves, or the keeper ends. */
  nthEdit(n: number): Promise<void> {
    return this.#rules.nthEdit(n);
  }

  signal(signal: 'SIGTERM' | 'SIGKILL'): void {
    if (signal === 'SIGKILL') this.kill();
    if (!this.runs || this.#ending.signal.aborted) return;
    const { time } = this.#universe;
    this.#rules.terminated();
    this.#ending.abort(new CancelledError());
    time.schedule(time.now() + LAST_EDIT_MS, () => this.#cutting.abort(new CancelledError()));
  }

  /** By the runner at the job's end, by post, or with the whole machine. */
  kill(): void {
    this.life.kill();
    this.#over('killed');
  }

  #over(why: string): void {
    if (this.endedAt !== null) return;
    this.endedAt = this.#universe.time.now();
    this.end = why;
    this.life.alive = false;
    this.#rules.over();
  }
}

/** The keepers that run on one runner, by the numbers of their processes. */
export class ProcessTable {
  readonly #keepers = new Map<number, KeeperProcess>();

  /** The identity that main saves before the keeper is told anything. */
  next(): ProcessIdentity {
    return { pid: 1000 + this.#keepers.size, start: 'boot' };
  }

  add({ pid }: ProcessIdentity, keeper: KeeperProcess): void {
    this.#keepers.set(pid, keeper);
  }

  get all(): readonly KeeperProcess[] {
    return [...this.#keepers.values()];
  }

  /** What post sees of them. */
  processes(): Processes {
    const running = (pid: number): KeeperProcess | undefined => {
      const keeper = this.#keepers.get(pid);
      return keeper?.runs === true ? keeper : undefined;
    };
    return {
      runs: ({ pid }) => running(pid) !== undefined,
      signal: (pid, signal) => {
        const keeper = running(pid);
        if (keeper === undefined) throw new Error('ESRCH');
        keeper.signal(signal);
      },
    };
  }
}
