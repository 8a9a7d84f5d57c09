// The runner's state file of one step: what main wrote durably is what post finds in its environment.

import type { StateWriter } from '../src/action/state-facts.ts';
import { ActionError } from '../src/model/errors.ts';

/** How writing the state goes wrong: at the n-th record (from 1) the disk is full, or the process ends half way. */
export type StateFault = { readonly at: number; readonly kind: 'full' | 'torn' } | null;

/** Records in the order they were written; the last one of a name counts, as in the runner. */
export class RunnerState {
  readonly #records = new Map<string, string>();
  readonly #history: string[] = [];
  #written = 0;

  /** A writer that fails as told; `onTorn` ends the process whose record is then lost. */
  writer(fault: StateFault, onTorn: () => void): StateWriter {
    return (first, second, ...more) => {
      this.#written += 1;
      if (fault !== null && this.#written >= fault.at) {
        if (fault.kind === 'torn') onTorn();
        throw new ActionError('state', 'user', 'The state of this run cannot be written: ENOSPC.');
      }
      for (const [name, value] of [[first, second] as const, ...more]) {
        this.#records.set(name, value);
        this.#history.push(`${name}=${value}`);
      }
    };
  }

  /** The environment of post. */
  env(): Readonly<Record<string, string>> {
    return Object.fromEntries([...this.#records].map(([name, value]) => [`STATE_${name}`, value]));
  }

  /** Every record ever written, for the search for secrets. */
  get history(): readonly string[] {
    return this.#history;
  }

  /** True when a record names this object: the intent that has to be there before its request. */
  names(name: string): boolean {
    return this.#history.some((record) => record.startsWith('j') && record.includes(`"${name}"`));
  }
}
