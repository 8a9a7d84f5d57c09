// What planning wants to know of a step.
import type { PlanInput } from '../engine/make-plan.ts';
import type { Spec } from '../model/spec.ts';
import { expandSpec } from '../spec/expand.ts';
import type { Step } from './running-step.ts';

const DEFAULT_LEASE_MS = 30 * 60_000;

/** Without `ttl`, unnamed scopes get a lease and named ones none. */
export function planInput(step: Step, spec: Spec, replace: boolean): PlanInput {
  const { inputs, scope } = step;
  const ttl = inputs.ttl === 'none' ? null : (inputs.ttl ?? (scope.named ? null : DEFAULT_LEASE_MS));
  return {
    scope,
    spec,
    expand: (enabledBackends, gather) =>
      expandSpec(spec, { scope, defaultTtlMs: ttl, ttlUnsaid: inputs.ttl === null, enabledBackends, gather }),
    maxMachines: inputs.maxMachines,
    replace,
    trustOnFirstUse: inputs.trustOnFirstUse,
  };
}
