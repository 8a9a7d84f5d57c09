// What a step is told, what goes wrong in it, and what its spec gives it the right to touch.
import type { Scope } from '../src/model/identity.ts';
import type { Spec } from '../src/model/spec.ts';
import type { TeardownPolicy } from '../src/plan/teardown-policy.ts';
import type { FaultPlan } from './network-faults.ts';
import type { Rights } from './request-rules.ts';
import type { StateFault } from './runner-state.ts';

/** Where a process is cut: when the n-th request (from 1) leaves, arrives or is answered, or after a time. */
export type Cut = {
  readonly how: 'interrupt' | 'kill';
  readonly at:
    | { readonly request: number; readonly moment: 'started' | 'arrived' | 'answered' }
    | { readonly ms: number };
};

/** The inputs of a step, as far as the engine is told of them. Times in ms. */
export type StepOptions = {
  readonly scope: Scope;
  readonly spec: Spec;
  readonly ttlMs: number | null;
  readonly timeoutMs: number;
  readonly parallelism: number;
  readonly maxMachines: number;
  readonly replace: boolean;
  readonly trustOnFirstUse: boolean;
  readonly teardown: TeardownPolicy;
  readonly heartbeat: boolean;
};

/** The defaults of action.yml, without a keeper; first contacts are trusted, because some providers take no cloud-init. */
export const USUAL_STEP: Omit<StepOptions, 'scope' | 'spec'> = {
  ttlMs: 30 * 60_000,
  timeoutMs: 20 * 60_000,
  parallelism: 10,
  maxMachines: 20,
  replace: false,
  trustOnFirstUse: true,
  teardown: 'auto',
  heartbeat: false,
};

/** What goes wrong in one process. */
export type Hazards = {
  readonly faults?: FaultPlan;
  readonly cut?: Cut | null;
  readonly stateFault?: StateFault;
  /** What the keeper that an apply starts meets on its own way to the server. */
  readonly keeperFaults?: FaultPlan;
};

/** What a spec gives its step the right to touch. */
export function rightsOf({ scope, spec }: Pick<StepOptions, 'scope' | 'spec'>): Omit<Rights, 'readOnly'> {
  const present = spec.machines.filter((row) => row.state === 'present');
  return {
    scope,
    literal: new Set(present.flatMap((row) => row.literalName ?? [])),
    adopted: new Set(present.flatMap((row) => row.adopt ?? [])),
    keys: new Set(spec.keys.filter((row) => row.state === 'uploaded').map((row) => row.name)),
    backends: new Set(spec.backends.filter((row) => row.state !== 'existing').map((row) => row.name)),
  };
}
