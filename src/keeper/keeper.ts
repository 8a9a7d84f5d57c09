// The keeper: extends the leases of one step's machines while the job lives. It has no power to do anything else, and
// when it dies, the leases end the machines.
import { cleanLease, editLease, type LeaseWorld } from '../engine/lease.ts';
import { type Limiter, limitTo } from '../engine/limit.ts';
import { sentenceOf, serverNow } from '../engine/world.ts';
import { CancelledError } from '../model/errors.ts';
import type { Scope } from '../model/identity.ts';
import type { MachineListing, MistId, ObservedMachine } from '../model/observed.ts';
import { judge, type KeptMachine, type Verdict } from './judge.ts';
import type { KeeperEvent } from './note.ts';
import { shareReads } from './shared-reads.ts';

export type KeeperTask = {
  readonly scope: Scope;
  readonly machines: readonly KeptMachine[];
  /** How many edits run at once. */
  readonly parallelism: number;
  /** The keeper ends after this long, ms, whatever happens. */
  readonly longestMs: number;
};

/** `signal` says that nothing new may be begun; what is under way is finished, as far as the connection lets it. */
export type KeeperWorld = Omit<LeaseWorld, 'log'> & {
  readonly note: (event: KeeperEvent, machine: string | null, ok: boolean, detail: string) => void;
  /** False once the runner's own process has ended without ending the keeper. */
  readonly runnerLives: () => boolean;
};

/** Sleeps are cut into pieces, because timers stand still while a machine is suspended and leases do not. */
const LONGEST_SLEEP_MS = 60_000;
/** When wall clock and timers differ by this much since the last look, no lease's time is known any more. */
const CLOCK_JUMP_MS = 60_000;
/** What falls due within this share of its lease is done in the same round: one list per backend serves all. */
const SLACK = 1 / 20;
/** An edit follows a list that is at most 30 s old; the wait for the create's worker is part of that. */
const LIST_IS_FRESH_MS = 10_000;
const WORKER_PATIENCE_MS = 20_000;
/** A failed edit may have deleted the lease, so that the first repeat is near. */
const RETRY_MS = { first: 5_000, longest: 60_000 } as const;
/** A machine that so many lists in a row do not show, or show as not ours, is given up. */
const DOUBTS = 3;
const DOUBT_MS = 15_000;
const FIRST_LOOK_MS = 60_000;

/** Runs until nothing is left to keep, its time is over, the runner is gone, or it is stopped; answers which, in words. */
export function keepLeases(world: KeeperWorld, task: KeeperTask): Promise<string> {
  return new Keeper(world, task).run();
}

/**
 * The step has just read the leases. So the first look can wait a moment, and many a job ends before it; it must not wait for long,
 * because it shows that server and token work from here, and what the leases really are.
 */
function firstLookIn({ leftMs, ttlMs, inherited }: KeptMachine): number {
  return leftMs === null || inherited ? 0 : Math.min(FIRST_LOOK_MS, Math.max(0, leftMs - ttlMs / 2));
}

/** `nextAt` is on the monotonic clock, ms. `unclean`: schedules that an edit should have removed may be left. */
type Kept = KeptMachine & { nextAt: number; failures: number; doubts: number; unclean: boolean };

class Keeper {
  readonly #world: KeeperWorld;
  readonly #task: KeeperTask;
  readonly #limit: Limiter;
  readonly #kept = new Map<MistId, Kept>();
  #clocksApart: number;
  /** The server's clock at the first list: every machine had been created by then. */
  #bornBefore: number | null = null;

  constructor(world: KeeperWorld, task: KeeperTask) {
    const { reader, clock } = world;
    const schedules = shareReads(() => reader.schedules());
    this.#world = {
      ...world,
      reader: {
        liveMachines: shareReads((cloudId) => reader.liveMachines(cloudId)),
        schedules: () => schedules('all'),
        createLogs: (name) => reader.createLogs(name),
        serverClockOffsetMs: () => reader.serverClockOffsetMs(),
      },
    };
    this.#task = task;
    this.#limit = limitTo(task.parallelism);
    this.#clocksApart = clock.now() - clock.elapsed();
    for (const machine of task.machines) {
      const nextAt = clock.elapsed() + firstLookIn(machine);
      this.#kept.set(machine.id, { ...machine, nextAt, failures: 0, doubts: 0, unclean: machine.inherited });
    }
  }

  async run(): Promise<string> {
    const { clock, signal } = this.#world;
    const end = clock.elapsed() + this.#task.longestMs;
    for (;;) {
      const over = this.#over(end);
      if (over !== null) return over;
      this.#noticeClockJump();
      const next = Math.min(end, ...[...this.#kept.values()].map((kept) => kept.nextAt));
      const wait = next - clock.elapsed();
      try {
        if (wait > 0) await clock.sleep(Math.min(wait, LONGEST_SLEEP_MS), signal);
        else await this.#round();
      } catch (error) {
        if (!(error instanceof CancelledError)) throw error;
      }
    }
  }

  #over(end: number): string | null {
    if (this.#world.signal.aborted) return 'stopped';
    if (this.#kept.size === 0) return 'no machine is left to keep';
    if (this.#world.clock.elapsed() >= end) return 'its time is over';
    return this.#world.runnerLives() ? null : 'the runner has ended';
  }

  #noticeClockJump(): void {
    const { clock } = this.#world;
    const apart = clock.now() - clock.elapsed();
    if (Math.abs(apart - this.#clocksApart) < CLOCK_JUMP_MS) return;
    this.#clocksApart = apart;
    for (const kept of this.#kept.values()) kept.nextAt = clock.elapsed();
  }

  async #round(): Promise<void> {
    const now = this.#world.clock.elapsed();
    const due = [...this.#kept.values()].filter((kept) => {
      const slack = kept.failures + kept.doubts === 0 ? kept.ttlMs * SLACK : 0;
      return kept.nextAt <= now + slack;
    });
    const clouds = Map.groupBy(due, (kept) => kept.cloudId);
    await Promise.all([...clouds].map(([cloudId, machines]) => this.#lookAt(cloudId, machines)));
  }

  async #lookAt(cloudId: MistId, machines: readonly Kept[]): Promise<void> {
    const { reader, clock, note } = this.#world;
    try {
      const listing = await reader.liveMachines(cloudId);
      const listedAt = clock.elapsed();
      this.#bornBefore ??= serverNow(this.#world);
      await Promise.all(machines.map((kept) => this.#limit(() => this.#keep(kept, listing, listedAt))));
    } catch (error) {
      if (error instanceof CancelledError) return;
      note('failed', null, false, `the machines of backend ${cloudId} cannot be looked at: ${sentenceOf(error)}`);
      for (const kept of machines) this.#postpone(kept);
    }
  }

  /** Never throws: what fails is noted and tried again. */
  async #keep(kept: Kept, listing: MachineListing, listedAt: number): Promise<void> {
    const { clock, signal, note } = this.#world;
    // A queue of slow edits before this one: the next round reads again.
    if (signal.aborted || clock.elapsed() - listedAt > LIST_IS_FRESH_MS) return;
    const verdict = judge(this.#task.scope, kept, listing, serverNow(this.#world), kept.ttlMs * SLACK);
    if (verdict.is !== 'absent' && verdict.is !== 'refused') kept.doubts = 0;
    switch (verdict.is) {
      case 'due':
        return this.#extend(kept, verdict.machine);
      case 'fine':
        if (kept.unclean) return this.#clean(kept, verdict);
        kept.failures = 0;
        kept.nextAt = clock.elapsed() + verdict.dueInMs;
        return;
      case 'left':
        note('left', kept.name, false, verdict.why);
        kept.nextAt = clock.elapsed() + kept.ttlMs / 2;
        return;
      case 'gone':
        note('gone', kept.name, true, 'the provider has ended it');
        this.#kept.delete(kept.id);
        return;
      case 'absent':
        return this.#doubt(kept, 'gone', 'no longer listed');
      case 'refused':
        return this.#doubt(kept, 'refused', verdict.why);
    }
  }

  #doubt(kept: Kept, event: 'gone' | 'refused', why: string): void {
    kept.doubts += 1;
    kept.nextAt = this.#world.clock.elapsed() + DOUBT_MS;
    if (kept.doubts < DOUBTS) return;
    this.#world.note(event, kept.name, event === 'gone', `${why}, in ${DOUBTS} lists in a row; it is given up`);
    this.#kept.delete(kept.id);
  }

  async #extend(kept: Kept, machine: ObservedMachine): Promise<void> {
    const { clock } = this.#world;
    const born = { ...machine, createdAt: machine.createdAt ?? this.#bornBefore };
    const at = serverNow(this.#world) + kept.ttlMs;
    kept.unclean = true;
    await this.#try(kept, at, (world) => editLease(world, born, at, clock.elapsed() + WORKER_PATIENCE_MS));
  }

  /** An edit that worked without its end being seen: an orphan that it did not come to remove would end the machine. */
  async #clean(kept: Kept, { machine, until }: Extract<Verdict, { is: 'fine' }>): Promise<void> {
    await this.#try(kept, until, (world) => cleanLease(world, machine));
  }

  /** After `work`, the lease lasts until `at` on the server's clock, epoch ms, and nothing else ends the machine. */
  async #try(kept: Kept, at: number, work: (world: LeaseWorld) => Promise<void>): Promise<void> {
    const { clock, note } = this.#world;
    const log = { debug: (message: string): void => note('repeated', kept.name, true, message) };
    const world: LeaseWorld = { ...this.#world, log };
    try {
      await work(world);
      kept.unclean = false;
      kept.failures = 0;
      kept.nextAt = clock.elapsed() + at - kept.ttlMs / 2 - serverNow(world);
      note('extended', kept.name, true, new Date(at).toISOString());
    } catch (error) {
      const stopped = error instanceof CancelledError;
      note('failed', kept.name, false, stopped ? 'stopped while its lease was being extended' : sentenceOf(error));
      this.#postpone(kept);
    }
  }

  #postpone(kept: Kept): void {
    const pause = Math.min(RETRY_MS.first * 2 ** kept.failures, RETRY_MS.longest);
    kept.failures += 1;
    kept.nextAt = this.#world.clock.elapsed() + pause;
  }
}
