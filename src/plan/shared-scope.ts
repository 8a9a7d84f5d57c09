// A scope without a name goes with its step: what is there and was not made by this very step belongs to another one.
import { PlanError } from '../model/errors.ts';
import type { Scope } from '../model/identity.ts';
import type { ObservedKey, ObservedMachine } from '../model/observed.ts';
import type { Matches } from './match.ts';

/**
 * Throws PlanError when an unnamed scope holds what this step did not make: a machine, whether a row asks for it or not, or a
 * key that no row uses. Calls of the action inside one composite action have the same run, job and `GITHUB_ACTION` (the runner
 * gives embedded steps those of the step around them), and so one unnamed scope: as orphans or matches, the second would
 * destroy or hand out the machines of the first. `made`: names in Mist of what this step has journalled.
 */
export function refuseShared(
  scope: Scope,
  { matched, twins, orphans }: Matches,
  unusedKeys: readonly ObservedKey[],
  made: ReadonlySet<string>,
): void {
  if (scope.named) return;
  const row = (machine: ObservedMachine) => ({ machine, address: `machine/${machine.name}` });
  const machines = [
    ...matched.flatMap(({ desired, observed, owned }) =>
      owned && observed !== null ? [{ machine: observed, address: desired.address }] : [],
    ),
    ...[...twins, ...orphans].map(row),
  ].filter(({ machine }) => !made.has(machine.name));
  const keys = unusedKeys.filter((key) => !made.has(key.name));
  const address = machines[0]?.address ?? (keys[0] && `key/${keys[0].name}`);
  if (address === undefined) return;
  const things = [
    ...machines.map(({ machine }) => `machine ${machine.name} (${machine.id})`),
    ...keys.map((key) => `key ${key.name} (${key.id})`),
  ];
  throw new PlanError(
    'shared-scope',
    address,
    `this step has no \`scope\`, and another step with the same unnamed one made ${things.join(', ')}.`,
    {
      hint: 'Two calls of the action in one composite action (or job step) share one unnamed scope: give each its own `scope`. Nothing was changed.',
    },
  );
}
