// The one clock of a simulated world: server, runner and engine share it, and it moves only when nobody has work left.

/** How a wait for virtual work ended without its end: no timer is left, or the limit was reached. */
export class HangError extends Error {}

type Timer = { readonly at: number; readonly order: number; run: (() => void) | null };

function before(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

/** Timers in a binary heap; timers of one instant fire in the order they were made. Times are epoch ms. */
export class VirtualTime {
  readonly #start: number;
  readonly #heap: Timer[] = [];
  #now: number;
  #made = 0;

  constructor(start: number) {
    this.#start = start;
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  /** Ms since the world began. */
  elapsed(): number {
    return this.#now - this.#start;
  }

  /** Runs `run` once at `at`, or now where that is past; the answer cancels it. */
  schedule(at: number, run: () => void): () => void {
    this.#made += 1;
    const timer: Timer = { at: Math.max(at, this.#now), order: this.#made, run };
    this.#push(timer);
    return () => {
      timer.run = null;
    };
  }

  /** Moves the clock until `work` settles. Throws HangError when that takes more than `limitMs` of virtual time. */
  async until<T>(work: Promise<T>, limitMs: number): Promise<T> {
    let settled = false;
    const mark = (): void => {
      settled = true;
    };
    work.then(mark, mark);
    const limit = this.#now + limitMs;
    await turn();
    while (!settled) {
      const at = this.#step(limit);
      if (at === null) throw new HangError(`no end after ${limitMs} ms of virtual time`);
      await idle();
    }
    return work;
  }

  /** Moves the clock by `ms`, firing what falls due on the way. */
  async advance(ms: number): Promise<void> {
    const limit = this.#now + ms;
    await turn();
    while (this.#step(limit) !== null) await idle();
    this.#now = limit;
  }

  /** Fires the next timer that is due by `limit`; null when there is none. */
  #step(limit: number): number | null {
    for (let timer = this.#heap[0]; timer !== undefined && timer.at <= limit; timer = this.#heap[0]) {
      this.#pop();
      if (timer.run === null) continue;
      this.#now = timer.at;
      timer.run();
      return timer.at;
    }
    return null;
  }

  #push(timer: Timer): void {
    const heap = this.#heap;
    let index = heap.push(timer) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || before(above, timer)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = timer;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let index = 0;
    for (;;) {
      const child = this.#earlierChild(index);
      const below = child === null ? undefined : heap[child];
      if (child === null || below === undefined || before(last, below)) break;
      heap[index] = below;
      index = child;
    }
    heap[index] = last;
  }

  #earlierChild(index: number): number | null {
    const left = this.#heap[2 * index + 1];
    const right = this.#heap[2 * index + 2];
    if (left === undefined) return null;
    return right !== undefined && before(right, left) ? 2 * index + 2 : 2 * index + 1;
  }
}

/**
 * Resolves when all promise work that can run has run: a tick comes after all of it. Nothing that a world is made of waits for
 * the event loop, a turn of which costs several times as much.
 */
function idle(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve));
}

/** One turn of the event loop, so that a process of many plots hears its signals and shows its progress. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
