// Second machines of one request.
import type { Scope } from '../model/identity.ts';
import { isGone, type ObservedMachine } from '../model/observed.ts';
import type { ReadyMachine } from '../model/outcome.ts';
import { proveMachine } from '../plan/ownership.ts';

/** Of `listed`, the machines of ours that have the name of one that was kept and are another one. */
export function twinsOf(
  kept: readonly ReadyMachine[],
  listed: readonly ObservedMachine[],
  scope: Scope,
): ObservedMachine[] {
  const ids = new Set(kept.flatMap((one) => one.observed?.id ?? []));
  const names = new Set(kept.filter((one) => one.observed !== null).map((one) => one.mistName));
  return listed.filter(
    (machine) =>
      names.has(machine.name) && !ids.has(machine.id) && !isGone(machine) && proveMachine(scope, machine).owned,
  );
}
