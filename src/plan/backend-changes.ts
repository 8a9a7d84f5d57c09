// What becomes of the backends of a spec. Apart from the rest of a plan, because it decides which machines are looked at.
import type { Address } from '../model/desired.ts';
import { type Gather, PlanError, throwAtOnce } from '../model/errors.ts';
import type { ObservedCloud } from '../model/observed.ts';
import type { Spec } from '../model/spec.ts';
import type { BackendChange } from './build-plan.ts';

/**
 * What becomes of backends. Removal is refused later, by apply, while anything lives on one. A row that cannot be planned
 * is told to `gather`.
 */
export function backendChanges(
  spec: Spec,
  clouds: readonly ObservedCloud[],
  gather: Gather = throwAtOnce,
): BackendChange[] {
  return spec.backends.map((row): BackendChange => {
    const address: Address = `backend/${row.name}`;
    const observed = clouds.find((cloud) => cloud.name === row.name) ?? null;
    const base = {
      kind: 'backend' as const,
      address,
      id: observed?.id ?? null,
      backend: row.name,
      costHourly: null,
      observed,
    };
    if (row.state === 'absent') {
      return observed
        ? { ...base, action: 'destroy', reason: 'the spec wants it absent' }
        : { ...base, action: 'no-op', reason: 'is absent' };
    }
    if (observed) {
      if (observed.enabled) return { ...base, action: 'no-op', reason: 'is there' };
      gather(
        new PlanError('disabled-backend', address, 'the backend is disabled in Mist.', {
          hint: 'Enable it there; its machines cannot be seen until then.',
        }),
      );
      return { ...base, action: 'no-op', reason: 'is disabled' };
    }
    if (row.state === 'existing') {
      gather(
        new PlanError('unknown-backend', address, `there is no backend \`${row.name}\` in Mist.`, {
          hint: `Backends that are there: ${clouds.map((cloud) => cloud.name).join(', ') || 'none'}.`,
        }),
      );
      return { ...base, action: 'no-op', reason: 'is not there' };
    }
    return { ...base, action: 'create', reason: `${row.provider}, added to the organisation` };
  });
}
