// A scope without a name goes with its step: what is there and was not made by this very step belongs to another one.
import { PlanError } from '../model/errors.ts';
import type { Scope } from '../model/identity.ts';
import type { ObservedKey, ObservedMachine } from '../model/observed.ts';
import type { MachineDifference } from './build-plan.ts';
import type { Matches } from './match.ts';

export type InScope = Pick<Matches, 'twins' | 'orphans'> & {
  readonly differences: readonly MachineDifference[];
  /** Keys of this scope that no row uses. */
  readonly unusedKeys: readonly ObservedKey[];
  /** Names in Mist of what this step has journalled. */
  readonly made: ReadonlySet<string>;
};

const SHARED =
  'Two calls of the action in one composite action (or job step) share one unnamed scope: give each its own `scope`.';

/**
 * Throws PlanError when an apply would destroy what an unnamed scope holds and this step did not make. Calls of the action inside
 * one composite action have the same run, job and `GITHUB_ACTION` (the runner gives embedded steps those of the step around
 * them), and so one unnamed scope: as orphans, the second would destroy the machines of the first. Answers a warning for each
 * machine that is as a row wants it, and so is handed out twice: the post of the step that made it ends it.
 */
export function refuseShared(scope: Scope, { differences, twins, orphans, unusedKeys, made }: InScope): string[] {
  if (scope.named) return [];
  const rows = differences.flatMap(({ match: { desired, observed, owned }, difference }) => {
    if (!owned || observed === null || made.has(observed.name)) return [];
    const stays = difference.action === 'no-op' || difference.action === 'update';
    return [{ machine: observed, address: desired.address, stays }];
  });
  const surplus = [...twins, ...orphans].filter(({ name }) => !made.has(name));
  const doomed = [
    ...rows.filter(({ stays }) => !stays).map(({ machine, address }) => ({ address, thing: sentenceOf(machine) })),
    ...surplus.map((machine) => ({ address: `machine/${machine.name}` as const, thing: sentenceOf(machine) })),
    ...unusedKeys
      .filter(({ name }) => !made.has(name))
      .map(({ name, id }) => ({ address: `key/${name}` as const, thing: `key ${name} (${id})` })),
  ];
  const [first] = doomed;
  if (first !== undefined) {
    const things = doomed.map(({ thing }) => thing).join(', ');
    const message = `this step has no \`scope\`, and another step with the same unnamed one made ${things}.`;
    throw new PlanError('shared-scope', first.address, message, { hint: `${SHARED} Nothing was changed.` });
  }
  return rows.map(
    ({ machine, address }) => `${address}: another step made ${machine.name}, and its post destroys it. ${SHARED}`,
  );
}

function sentenceOf({ name, id }: ObservedMachine): string {
  return `machine ${name} (${id})`;
}
