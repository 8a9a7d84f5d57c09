// What came of it: outcomes finish the sentence "machine/web-1 has been …", and the report is what outputs are made of.
import type { Address } from './desired.ts';
import type { ObservedMachine } from './observed.ts';
import type { PlanCost, PlanCounts } from './plan.ts';

export type OutcomeWord =
  | 'created'
  | 'updated'
  | 'replaced'
  | 'adopted'
  | 'unchanged'
  | 'destroyed'
  | 'failed'
  | 'skipped'
  | 'unknown';

export type Outcome = {
  readonly address: Address;
  readonly outcome: OutcomeWord;
  /** Why, for failed, skipped and unknown; null otherwise. */
  readonly why: string | null;
};

/** A jump host: `name` is that of its entry in ssh_config; `outside` null where it is a machine of the spec itself. */
export type JumpHost = {
  readonly name: string;
  readonly outside: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly hostKey: string;
    /** Name in Mist of the key that opens it. */
    readonly keyName: string;
  } | null;
};

/** A machine as it is handed to the job. Every field is from a fresh read, or null. */
export type ReadyMachine = {
  readonly name: string;
  readonly row: string;
  readonly observed: ObservedMachine | null;
  readonly mistName: string;
  readonly backend: string;
  readonly user: string;
  readonly port: number;
  /** Name in Mist of the key that opens it. */
  readonly keyName: string | null;
  readonly groups: readonly string[];
  readonly outcome: OutcomeWord;
  readonly why: string | null;
  /** The host keys that it must present one of, as `ssh-ed25519 AAAA…`; empty when none is known. */
  readonly hostKeys: readonly string[];
  /** The host that it is reached through, where there is one. */
  readonly via?: JumpHost;
};

/** Something of ours that is not proved gone. `why` says what was last known. */
export type Leak = {
  readonly kind: 'machine' | 'key' | 'schedule' | 'create';
  readonly name: string;
  readonly id: string | null;
  readonly backend: string | null;
  readonly why: string;
};

export type Report = {
  readonly machines: readonly ReadyMachine[];
  readonly outcomes: readonly Outcome[];
  readonly leaks: readonly Leak[];
  readonly plan: PlanCounts;
  readonly cost: PlanCost;
  readonly changed: boolean;
};

/** A reason without the address that it is told after: errors begin with theirs, and outcomes name it already. */
export function reasonFor(address: Address, sentence: string): string {
  return sentence.startsWith(`${address}: `) ? sentence.slice(address.length + 2) : sentence;
}

/** Outcomes after which the world differs from before the run. */
export function isChange(word: OutcomeWord): boolean {
  return word === 'created' || word === 'updated' || word === 'replaced' || word === 'adopted' || word === 'destroyed';
}
