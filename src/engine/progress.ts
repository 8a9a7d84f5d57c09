// A line at least every 30 s of a wait: what is waited for, in which state, for how long and until when.
import { formatDuration } from '../model/duration.ts';
import type { World } from './world.ts';

const INTERVAL_MS = 20_000;

/** States of what is being worked on, told to the log while `work` runs. */
export class Progress {
  readonly #world: Pick<World, 'clock' | 'log'>;
  readonly #states = new Map<string, string>();
  readonly #since: number;
  readonly #deadline: number;

  constructor(world: Pick<World, 'clock' | 'log'>, deadline: number) {
    this.#world = world;
    this.#since = world.clock.elapsed();
    this.#deadline = deadline;
  }

  set(address: string, state: string): void {
    this.#states.set(address, state);
  }

  done(address: string): void {
    this.#states.delete(address);
  }

  /** Runs `work` and ends with it, whatever comes of it. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    const stop = new AbortController();
    const ticking = this.#tick(stop.signal);
    try {
      return await work();
    } finally {
      stop.abort();
      await ticking;
    }
  }

  async #tick(signal: AbortSignal): Promise<void> {
    try {
      for (;;) {
        await this.#world.clock.sleep(INTERVAL_MS, signal);
        this.#print();
      }
    } catch {
      // The sleep is cut short when the work ends: nothing more to say.
    }
  }

  #print(): void {
    if (this.#states.size === 0) return;
    const now = this.#world.clock.elapsed();
    const states = [...this.#states].map(([address, state]) => `${address} ${state}`);
    const shown = states.slice(0, 10).join(', ') + (states.length > 10 ? `, and ${states.length - 10} more` : '');
    const limit = formatDuration(this.#deadline - this.#since);
    this.#world.log.info(`Waiting for ${states.length}: ${shown} (${formatDuration(now - this.#since)} of ${limit})`);
  }
}
