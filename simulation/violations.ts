// What a run did wrong, by the invariant it broke.

/**
 * I1 no silent leak · I2 nothing of others is touched · I3 no secret is shown · I4 outputs agree with reality · I5 green
 * means proved · I6 it converges · I7 one machine per row · I8 every wait ends · I9 intent before request · I10 one origin.
 */
export type Invariant = 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'I7' | 'I8' | 'I9' | 'I10';

/** One sentence about what was seen. */
export type Violation = { readonly invariant: Invariant; readonly what: string };

/** Collects; the same sentence counts once. */
export class Violations {
  readonly #found = new Map<string, Violation>();

  add(invariant: Invariant, what: string): void {
    this.#found.set(`${invariant} ${what}`, { invariant, what });
  }

  get all(): readonly Violation[] {
    return [...this.#found.values()];
  }
}
