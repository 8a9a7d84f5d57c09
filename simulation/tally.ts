// Adds up what was played and says it: figures that can be quoted, and for every violation what replays it.
import type { Played } from './schedule.ts';
import type { Invariant } from './violations.ts';

/** One played schedule or case, small enough to be sent from a worker. */
export type Result = Pick<
  Played,
  'requests' | 'faults' | 'violations' | 'endings' | 'forReaper' | 'decoys' | 'machines'
> & {
  /** What replays it: a seed, or the name of a case. */
  readonly name: string;
};

/** What is kept of a play. */
export function resultOf(name: string, played: Played): Result {
  const { requests, faults, violations, endings, forReaper, decoys, machines } = played;
  return { name, requests, faults, violations, endings, forReaper, decoys, machines };
}

/** A play that threw: a bug of simulation or product, and as bad as a violation. */
export function brokenResult(name: string, error: unknown): Result {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const violations = [{ invariant: 'I8' as const, what }];
  return { name, requests: 0, faults: 0, violations, endings: ['broken'], forReaper: 0, decoys: 0, machines: 0 };
}

const EDGES = [0, 1, 2, 3, 5, 10, 20, 40, 60, 80, 120, 160, 240, 320, 640, 1280];

/** Collects results in any order. */
export class Tally {
  readonly #results: Result[] = [];

  add(result: Result): void {
    this.#results.push(result);
  }

  get violated(): readonly Result[] {
    return this.#results.filter((one) => one.violations.length > 0);
  }

  /** Lines for people. `seconds` is wall time. */
  text(seconds: number): string {
    const all = this.#results;
    const sum = (pick: (one: Result) => number): number => all.reduce((total, one) => total + pick(one), 0);
    const endings = new Map<string, number>();
    for (const one of all) for (const ending of one.endings) endings.set(ending, (endings.get(ending) ?? 0) + 1);
    const ended = [...endings].sort(([a], [b]) => (a < b ? -1 : 1)).map(([ending, count]) => `${ending} ${count}`);
    return [
      `${all.length} played in ${seconds.toFixed(1)} s (${(all.length / seconds).toFixed(1)} per second)`,
      `${sum((one) => one.machines)} machines made, ${sum((one) => one.decoys)} decoys faced, ${sum((one) => one.requests)} requests, ${sum((one) => one.faults)} faults`,
      `requests each: ${this.#histogram((one) => one.requests)}`,
      `faults each: ${this.#histogram((one) => one.faults)}`,
      `processes: ${ended.join(', ')}`,
      `left to the reaper by name, said or leaseless: ${sum((one) => one.forReaper)}`,
      `leaks ${this.#count('I1')}, foreign destroys and edits ${this.#count('I2')}, false greens ${this.#count('I5')}, other violations ${this.#others()}`,
      ...this.violated
        .slice(0, 20)
        .flatMap((one) => [
          `VIOLATED ${one.name}`,
          ...one.violations.map(({ invariant, what }) => `  ${invariant}: ${what}`),
        ]),
    ].join('\n');
  }

  #histogram(pick: (one: Result) => number): string {
    const values = this.#results.map(pick).sort((a, b) => a - b);
    const median = values[values.length >> 1] ?? 0;
    const bars = EDGES.map((edge, n) => {
      const next = EDGES[n + 1] ?? Number.POSITIVE_INFINITY;
      const count = values.filter((value) => value >= edge && value < next).length;
      return count === 0 ? null : `${edge}${next === edge + 1 ? '' : '+'}: ${count}`;
    });
    return `median ${median}, largest ${values.at(-1) ?? 0} | ${bars.filter((bar) => bar !== null).join('  ')}`;
  }

  #count(invariant: Invariant): number {
    return this.#results.filter((one) => one.violations.some((violation) => violation.invariant === invariant)).length;
  }

  #others(): number {
    const named: readonly Invariant[] = ['I1', 'I2', 'I5'];
    return this.#results.filter((one) => one.violations.some(({ invariant }) => !named.includes(invariant))).length;
  }
}
