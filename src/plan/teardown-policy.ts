// When post destroys, as a pure decision.
import { assertNever } from '../model/errors.ts';

export type TeardownPolicy = 'auto' | 'always' | 'on-success' | 'on-failure' | 'never';
export type JobStatus = 'success' | 'failure' | 'cancelled';

/**
 * What post has to remove: everything of the scope, only what this run left half-made, or nothing. `auto` is always in
 * unnamed scopes and never in named ones. Cancelled counts as failure for `on-failure` and as no success for
 * `on-success`. A named scope that stays is still cleaned of what never became ready.
 */
export function decideTeardown(policy: TeardownPolicy, named: boolean, status: JobStatus): 'all' | 'half-made' {
  switch (policy) {
    case 'auto':
      return named ? 'half-made' : 'all';
    case 'always':
      return 'all';
    case 'on-success':
      return status === 'success' ? 'all' : 'half-made';
    case 'on-failure':
      return status === 'success' ? 'half-made' : 'all';
    case 'never':
      return 'half-made';
    default:
      return assertNever(policy);
  }
}
