// What of a spec cannot be planned, gathered while planning goes on with the rest, so that all of it is told at once.
import { type Gather, PlanError, PlanErrors } from '../model/errors.ts';

/** The mistakes of one plan. A row that has one is left out of what follows, its other machines included. */
export class Mistakes {
  readonly #found: PlanError[] = [];
  readonly #rows = new Set<string>();

  readonly gather: Gather = (error) => {
    this.#found.push(error);
  };

  /** True when something was found at this address. */
  at(address: string): boolean {
    return this.#found.some((error) => error.address === address);
  }

  /** True for a row of machines that has a mistake already. */
  has(row: string): boolean {
    return this.#rows.has(row);
  }

  /** What `work` gives for a machine of this row; null when it throws PlanError, which is kept. Anything else is thrown on. */
  async ofRow<T>(row: string, work: () => T | Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof PlanError)) throw error;
      if (!this.#rows.has(row)) this.#found.push(error);
      this.#rows.add(row);
      return null;
    }
  }

  /** Throws the only mistake as it is, several as PlanErrors, and returns when there is none. */
  settle(): void {
    const [first] = this.#found;
    if (first === undefined) return;
    throw this.#found.length === 1 ? first : new PlanErrors(this.#found);
  }
}
