// All machines of one apply at once: each waits for the rows it needs, and a failure costs only its dependents.
import type { Address } from '../model/desired.ts';
import { CancelledError } from '../model/errors.ts';
import type { ObservedMachine } from '../model/observed.ts';
import { type OutcomeWord, type ReadyMachine, reasonFor } from '../model/outcome.ts';
import { BringUp, type Row } from './bring-up.ts';
import type { ApplyMachinesInput } from './machines-input.ts';
import { sentenceOf, type World } from './world.ts';

/** Runs every row to its end; never throws but for cancellation. */
export class ApplyMachines {
  readonly #world: World;
  readonly #input: ApplyMachinesInput;
  readonly #bringUp: BringUp;
  readonly #results = new Map<Address, Promise<ReadyMachine>>();

  constructor(world: World, input: ApplyMachinesInput) {
    this.#world = world;
    this.#input = input;
    this.#bringUp = new BringUp(world, input);
  }

  /** Results in spec order. */
  run(): Promise<ReadyMachine[]> {
    return Promise.all(this.#rows().map((row) => this.#once(row)));
  }

  /** Second machines of one request, as far as the last lists showed them. */
  twins(kept: readonly ReadyMachine[]): readonly ObservedMachine[] {
    return this.#bringUp.twins(kept);
  }

  #rows(): Row[] {
    return this.#input.changes.filter((change): change is Row => change.desired !== null);
  }

  #once(row: Row): Promise<ReadyMachine> {
    const known = this.#results.get(row.address);
    if (known) return known;
    const fresh = this.#after(row);
    this.#results.set(row.address, fresh);
    return fresh;
  }

  async #after(row: Row): Promise<ReadyMachine> {
    const { missing, ready } = await this.#needsOf(row);
    if (missing) return this.#bringUp.result(row, null, 'skipped', `${missing} is not ready`);
    try {
      return await this.#bringUp.apply(row, ready);
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      this.#input.progress.done(row.address);
      const why = reasonFor(row.address, sentenceOf(error));
      this.#world.log.warning(`${row.address} has failed: ${why}`);
      return this.#bringUp.result(row, null, 'failed', why);
    }
  }

  /** `missing`: the first needed row of which fewer machines are ready than it asks for, null when all are met. */
  async #needsOf(row: Row): Promise<{ readonly missing: string | null; readonly ready: readonly ReadyMachine[] }> {
    const wanted = new Set(row.desired.needs);
    const rows = this.#rows().filter((change) => wanted.has(change.address));
    const results = await Promise.all(rows.map((need) => this.#once(need)));
    const ready = results.filter((result) => isReady(result.outcome));
    const short = rows.find(
      ({ desired }) => ready.filter((result) => result.row === desired.row).length < desired.minReady,
    );
    return { missing: short ? `machine/${short.desired.row}` : null, ready };
  }
}

/** True for outcomes after which the job can use the machine. */
export function isReady(outcome: OutcomeWord): boolean {
  return (
    outcome === 'created' ||
    outcome === 'updated' ||
    outcome === 'replaced' ||
    outcome === 'adopted' ||
    outcome === 'unchanged'
  );
}
