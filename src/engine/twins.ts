// Second machines of one request.
import type { Scope } from '../model/identity.ts';
import { isGone, type ObservedMachine } from '../model/observed.ts';
import type { ReadyMachine } from '../model/outcome.ts';
import { type Account, isSameMachine, seenOnce } from '../plan/mirrors.ts';
import { proveMachine } from '../plan/ownership.ts';

/** Of `listed`, the machines of ours that have the name of one that was kept and are another one, each once. */
export function twinsOf(
  kept: readonly ReadyMachine[],
  listed: readonly ObservedMachine[],
  scope: Scope,
  clouds: readonly Account[],
): readonly ObservedMachine[] {
  const keepers = kept.flatMap((one) => one.observed ?? []);
  const ids = new Set(keepers.map(({ id }) => id));
  const names = new Set(kept.filter((one) => one.observed !== null).map((one) => one.mistName));
  const others = listed.filter(
    (machine) =>
      names.has(machine.name) &&
      !ids.has(machine.id) &&
      !isGone(machine) &&
      proveMachine(scope, machine).owned &&
      !keepers.some((one) => isSameMachine(one, machine, clouds)),
  );
  return seenOnce(others, clouds, null).once;
}
