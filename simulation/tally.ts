// Adds up what was played and says it: figures that can be quoted, and for every violation what replays it. It keeps
// counts and no results, so that a night of schedules needs no more memory than a minute of them.
import type { Played } from './schedule.ts';
import type { Invariant } from './violations.ts';

/** One played schedule or case, small enough to be sent from a worker. */
export type Result = Pick<
  Played,
  'requests' | 'faults' | 'violations' | 'endings' | 'forReaper' | 'decoys' | 'machines' | 'extended' | 'reaped'
> & {
  /** What replays it: a seed, or the name of a case. */
  readonly name: string;
};

/** What is kept of a play. */
export function resultOf(name: string, played: Played): Result {
  const { requests, faults, violations, endings, forReaper, decoys, machines, extended, reaped } = played;
  return { name, requests, faults, violations, endings, forReaper, decoys, machines, extended, reaped };
}

/** A play that threw: a bug of simulation or product, and as bad as a violation. */
export function brokenResult(name: string, error: unknown): Result {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const violations = [{ invariant: 'I8' as const, what }];
  const none = { requests: 0, faults: 0, forReaper: 0, decoys: 0, machines: 0, extended: 0, reaped: 0 };
  return { ...none, name, violations, endings: ['broken'] };
}

const EDGES = [0, 1, 2, 3, 5, 10, 20, 40, 60, 80, 120, 160, 240, 320, 640, 1280];

/** How often each whole number came. */
class Histogram {
  readonly #counts = new Map<number, number>();
  count = 0;
  sum = 0;

  add(value: number): void {
    this.#counts.set(value, (this.#counts.get(value) ?? 0) + 1);
    this.count += 1;
    this.sum += value;
  }

  text(): string {
    const sorted = [...this.#counts].sort(([a], [b]) => a - b);
    const bars = EDGES.map((edge, n) => {
      const next = EDGES[n + 1] ?? Number.POSITIVE_INFINITY;
      const inside = sorted.filter(([value]) => value >= edge && value < next);
      const count = inside.reduce((total, [, times]) => total + times, 0);
      return count === 0 ? null : `${edge}${next === edge + 1 ? '' : '+'}: ${count}`;
    });
    return `median ${this.#median(sorted)}, largest ${sorted.at(-1)?.[0] ?? 0} | ${bars.filter((bar) => bar !== null).join('  ')}`;
  }

  #median(sorted: readonly (readonly [value: number, times: number])[]): number {
    let before = 0;
    for (const [value, times] of sorted) {
      before += times;
      if (before > this.count >> 1) return value;
    }
    return 0;
  }
}

/** How many of the violated are told in full at the end; all are counted, and each is told when it is found. */
const MOST_TOLD = 20;
const NAMED: readonly Invariant[] = ['I1', 'I2', 'I5'];

/** Collects results in any order. */
export class Tally {
  readonly #requests = new Histogram();
  readonly #faults = new Histogram();
  readonly #endings = new Map<string, number>();
  readonly #broken = new Map<Invariant | 'other', number>();
  readonly #violated: Result[] = [];
  #machines = 0;
  #decoys = 0;
  #forReaper = 0;
  #extended = 0;
  #reaped = 0;

  add(result: Result): void {
    this.#requests.add(result.requests);
    this.#faults.add(result.faults);
    this.#machines += result.machines;
    this.#decoys += result.decoys;
    this.#forReaper += result.forReaper;
    this.#extended += result.extended;
    this.#reaped += result.reaped;
    for (const ending of result.endings) this.#endings.set(ending, (this.#endings.get(ending) ?? 0) + 1);
    if (result.violations.length === 0) return;
    const kinds = result.violations.map(({ invariant }) => (NAMED.includes(invariant) ? invariant : 'other'));
    for (const kind of new Set(kinds)) this.#broken.set(kind, this.#count(kind) + 1);
    if (this.#violated.length < MOST_TOLD) this.#violated.push(result);
  }

  /** How many were played. */
  get played(): number {
    return this.#requests.count;
  }

  /** The first of those that broke an invariant. */
  get violated(): readonly Result[] {
    return this.#violated;
  }

  /** Lines for people. `seconds` is wall time. */
  text(seconds: number): string {
    const ended = [...this.#endings]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([ending, count]) => `${ending} ${count}`);
    return [
      `${this.played} played in ${seconds.toFixed(1)} s (${(this.played / seconds).toFixed(1)} per second)`,
      `${this.#machines} machines made, ${this.#decoys} decoys faced, ${this.#requests.sum} requests, ${this.#faults.sum} faults`,
      `requests each: ${this.#requests.text()}`,
      `faults each: ${this.#faults.text()}`,
      `processes: ${ended.join(', ')}`,
      `${this.#extended} leases extended by keepers, ${this.#reaped} things removed by reapers`,
      `left to the reaper by name, said or leaseless: ${this.#forReaper}`,
      `leaks ${this.#count('I1')}, foreign destroys and edits ${this.#count('I2')}, false greens ${this.#count('I5')}, other violations ${this.#count('other')}`,
      ...this.#violated.map(violationText),
    ].join('\n');
  }

  #count(kind: Invariant | 'other'): number {
    return this.#broken.get(kind) ?? 0;
  }
}

/** What one play did wrong, a line each. */
export function violationText(one: Result): string {
  return [`VIOLATED ${one.name}`, ...one.violations.map(({ invariant, what }) => `  ${invariant}: ${what}`)].join('\n');
}
