// One poll per cloud, shared by everything that waits for a machine there: the requests do not grow with the machines.
import { formatSeconds } from '../model/duration.ts';
import { ApiError, CancelledError, WaitTimeoutError } from '../model/errors.ts';
import type { MachineListing, MistId } from '../model/observed.ts';
import { beforeDeadline, LATE } from './deadline.ts';
import { lookAfter, together } from './look-times.ts';
import type { AskedListing } from './observe.ts';
import { type ReadWorld, sentenceOf } from './world.ts';

/**
 * How soon somebody wants to be looked for: a machine whose create was sent at `created` (monotonic clock, ms) comes up
 * in its own time; `now` is for what is probably there; without either it is something that takes seconds.
 */
export type Pace = { readonly created: number } | 'now';

/** What somebody waits for on a cloud. `look` answers undefined for "not yet"; what it throws ends the wait. */
export type Waiting<T> = {
  readonly address: string;
  readonly wanted: string;
  /** On the monotonic clock, ms. */
  readonly deadline: number;
  readonly look: (listing: MachineListing) => T | undefined;
  /** The limit in words, `within 90s`, where somebody set it for this wait alone. */
  readonly limit?: string;
  /** One line for the timeout's message. */
  readonly lastSeen: () => string;
  readonly pace?: Pace;
  /** Listings that were asked for before this moment (monotonic clock, ms) do not count; a second ago if not given. */
  readonly after?: number;
};

/** A moment on the monotonic clock, ms, and how the user knows it: `within the \`timeout\` of 20m`. */
export type TimeLimit = { readonly deadline: number; readonly text: string };

type Waiter = Waiting<unknown> & {
  readonly since: number;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
};

const RECENT_MS = 1_000;
/** Without a pace of its own a wait is looked at after a second, then after a share of what it has taken. */
const SHORTEST_GAP_MS = 1_000;
const LONGEST_GAP_MS = 5_000;
const SHARE_OF_WAIT = 0.15;

/** Waits on one cloud by its live list. A failed list is no answer: it is kept as "last seen" and asked again. */
export class CloudWatch {
  readonly #world: ReadWorld;
  readonly #cloudId: MistId;
  readonly #limit: TimeLimit | null;
  readonly #waiters = new Set<Waiter>();
  /** How long machines took to come up in this run, ms. */
  readonly #usual: number[] = [];
  #polling = false;
  #wake: () => void = () => undefined;
  /** When the last look ended, and how long it took: the server is never asked more often than it answers. */
  #looked = { at: Number.NEGATIVE_INFINITY, took: 0 };
  #trouble: string | null = null;
  /** The newest listing, or null before the first. */
  latest: MachineListing | null = null;
  /** When it was asked for, on the monotonic clock. */
  latestAt = Number.NEGATIVE_INFINITY;

  /** `limit` is that of the whole apply: a wait that lasts as long is told by its words. */
  constructor(world: ReadWorld, cloudId: MistId, first: AskedListing | null = null, limit: TimeLimit | null = null) {
    this.#world = world;
    this.#limit = limit;
    this.#cloudId = cloudId;
    if (first === null) return;
    this.latest = first.listing;
    this.latestAt = first.askedAt;
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
    // A list that is there already may hold the answer.
    if (this.latestAt >= (waiting.after ?? since - RECENT_MS)) this.#serve(waiter);
    if (!this.#polling && this.#waiters.size > 0) void this.#poll();
    else this.#wake();
    // A list that stalls must not hold up those whose time is over.
    const answer = await beforeDeadline(this.#world, waiting.deadline, promise);
    if (answer !== LATE) return answer;
    this.#waiters.delete(waiter);
    this.#wake();
    throw this.#timeout(waiter);
  }

  /** Tells that a machine whose create was sent at `created` is up, so that the next ones are looked for at that time. */
  cameUp(created: number): void {
    this.#usual.push(this.latestAt - created);
  }

  /** Looks once more at the newest list for everyone: something that is not in a list has been learned. */
  again(): void {
    for (const waiter of [...this.#waiters]) if (this.latestAt >= waiter.since) this.#serve(waiter);
  }

  #timeout(waiter: Waiter): WaitTimeoutError {
    const { address, wanted, deadline, since } = waiter;
    const whole = this.#limit !== null && deadline === this.#limit.deadline ? this.#limit.text : null;
    const time = waiter.limit ?? whole ?? `after ${formatSeconds(this.#world.clock.elapsed() - since)}`;
    return new WaitTimeoutError(address, wanted, this.#trouble ?? waiter.lastSeen(), time);
  }

  async #poll(): Promise<void> {
    this.#polling = true;
    try {
      while (this.#waiters.size > 0) {
        if (await this.#pause()) await this.#lookOnce();
      }
    } catch (error) {
      this.#endAll(error);
    } finally {
      this.#polling = false;
    }
  }

  /** Sleeps until the next look; false when somebody came or left meanwhile, and it has to be reckoned anew. */
  async #pause(): Promise<boolean> {
    const { clock, signal } = this.#world;
    const woken = new AbortController();
    this.#wake = () => woken.abort();
    const due = together([...this.#waiters].map((waiter) => ({ since: beganAt(waiter), due: this.#due(waiter) })));
    const at = Math.max(due, this.#looked.at + this.#looked.took);
    try {
      await clock.sleep(Math.max(0, at - clock.elapsed()), AbortSignal.any([signal, woken.signal]));
      return true;
    } catch (error) {
      if (signal.aborted || !woken.signal.aborted) throw error;
      return false;
    } finally {
      this.#wake = () => undefined;
    }
  }

  /** How many machines are coming up. */
  #awaited(): number {
    return [...this.#waiters].filter(({ pace }) => typeof pace === 'object').length;
  }

  /** When this one wants the next look, on the monotonic clock. */
  #due({ since, pace }: Waiter): number {
    const { at } = this.#looked;
    if (typeof pace === 'object') return lookAfter(at, pace.created, this.#usual, this.#awaited());
    if (at < since) return pace === 'now' ? since : since + SHORTEST_GAP_MS;
    return at + Math.min(LONGEST_GAP_MS, Math.max(SHORTEST_GAP_MS, (at - since) * SHARE_OF_WAIT));
  }

  async #lookOnce(): Promise<void> {
    const askedAt = this.#world.clock.elapsed();
    try {
      this.latest = await this.#world.reader.liveMachines(this.#cloudId);
      this.latestAt = askedAt;
      this.#trouble = null;
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      if (error instanceof ApiError && error.failure === 'auth') throw error;
      this.#trouble = sentenceOf(error);
    }
    const at = this.#world.clock.elapsed();
    this.#looked = { at, took: at - askedAt };
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

/** What a machine waits for one after the other (to be listed, to run) is one wait since its create. */
function beganAt({ pace, since }: Waiter): number {
  return typeof pace === 'object' ? pace.created : since;
}
