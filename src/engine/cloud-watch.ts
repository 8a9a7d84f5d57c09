// One poll per cloud, shared by everything that waits for a machine there: the requests do not grow with the machines.
import { ApiError, CancelledError, WaitTimeoutError } from '../model/errors.ts';
import type { MachineListing, MistId } from '../model/observed.ts';
import { beforeDeadline, LATE } from './deadline.ts';
import { type ReadWorld, sentenceOf } from './world.ts';

/** What somebody waits for on a cloud. `look` answers undefined for "not yet"; what it throws ends the wait. */
export type Waiting<T> = {
  readonly address: string;
  readonly wanted: string;
  /** On the monotonic clock, ms. */
  readonly deadline: number;
  readonly look: (listing: MachineListing) => T | undefined;
  /** One line for the timeout's message. */
  readonly lastSeen: () => string;
};

type Waiter = Waiting<unknown> & {
  readonly since: number;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
};

/** The first look comes soon, later ones after a share of what the wait has taken: at most 15 % of a boot is lost. */
const FIRST_INTERVAL_MS = 1_000;
const LONGEST_INTERVAL_MS = 5_000;
const SHARE_OF_WAIT = 0.15;

/** Waits on one cloud by its live list. A failed list is no answer: it is kept as "last seen" and asked again. */
export class CloudWatch {
  readonly #world: ReadWorld;
  readonly #cloudId: MistId;
  readonly #waiters = new Set<Waiter>();
  #polling = false;
  #since = 0;
  #trouble: string | null = null;
  /** The newest listing, or null before the first. */
  latest: MachineListing | null = null;
  /** When it was asked for, on the monotonic clock. */
  latestAt = Number.NEGATIVE_INFINITY;

  constructor(world: ReadWorld, cloudId: MistId) {
    this.#world = world;
    this.#cloudId = cloudId;
  }

  /** True while somebody waits, and so a list is on its way. */
  get isAsking(): boolean {
    return this.#polling;
  }

  /** Resolves with the first answer of `look`; rejects with WaitTimeoutError, CancelledError, or what ends all waits. */
  async until<T>(waiting: Waiting<T>): Promise<T> {
    const since = this.#world.clock.elapsed();
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const waiter: Waiter = { ...waiting, since, resolve: (value) => resolve(value as T), reject };
    this.#waiters.add(waiter);
    this.#since = since;
    // A list that just came in may already hold the answer.
    if (since - this.latestAt < FIRST_INTERVAL_MS) this.#serve(waiter);
    if (!this.#polling && this.#waiters.size > 0) void this.#poll();
    // A list that stalls must not hold up those whose time is over.
    const answer = await beforeDeadline(this.#world, waiting.deadline, promise);
    if (answer !== LATE) return answer;
    this.#waiters.delete(waiter);
    throw this.#timeout(waiter);
  }

  #timeout(waiter: Waiter): WaitTimeoutError {
    const waited = this.#world.clock.elapsed() - waiter.since;
    return new WaitTimeoutError(waiter.address, waiter.wanted, this.#trouble ?? waiter.lastSeen(), waited);
  }

  async #poll(): Promise<void> {
    this.#polling = true;
    const { clock, signal } = this.#world;
    try {
      while (this.#waiters.size > 0) {
        const waited = clock.elapsed() - this.#since;
        const interval = Math.min(LONGEST_INTERVAL_MS, Math.max(FIRST_INTERVAL_MS, waited * SHARE_OF_WAIT));
        await clock.sleep(interval, signal);
        await this.#lookOnce();
      }
    } catch (error) {
      this.#endAll(error);
    } finally {
      this.#polling = false;
    }
  }

  async #lookOnce(): Promise<void> {
    try {
      const askedAt = this.#world.clock.elapsed();
      this.latest = await this.#world.reader.liveMachines(this.#cloudId);
      this.latestAt = askedAt;
      this.#trouble = null;
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      if (error instanceof ApiError && error.failure === 'auth') throw error;
      this.#trouble = sentenceOf(error);
    }
    for (const waiter of [...this.#waiters]) this.#serve(waiter);
  }

  #serve(waiter: Waiter): void {
    try {
      const answer = this.#trouble === null && this.latest ? waiter.look(this.latest) : undefined;
      if (answer !== undefined) {
        this.#waiters.delete(waiter);
        waiter.resolve(answer);
      } else if (this.#world.clock.elapsed() >= waiter.deadline) throw this.#timeout(waiter);
    } catch (error) {
      this.#waiters.delete(waiter);
      waiter.reject(error);
    }
  }

  #endAll(error: unknown): void {
    for (const waiter of this.#waiters) waiter.reject(error);
    this.#waiters.clear();
  }
}
