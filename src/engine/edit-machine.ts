// Changing tags and lease of a machine that is there.
import { ActionError, BugError } from '../model/errors.ts';
import { isGone } from '../model/observed.ts';
import { proveMachine } from '../plan/ownership.ts';
import type { Row } from './bring-up.ts';
import { editLease } from './lease.ts';
import { setTags, type Tagging } from './machine-tags.ts';
import type { ApplyMachinesInput } from './machines-input.ts';
import type { World } from './world.ts';

/** Does the tags and the lease of a row's update; `at` tells which machine, and how to see what came of it. */
export async function editMachine(
  world: World,
  { scope, deadline }: Pick<ApplyMachinesInput, 'scope' | 'deadline'>,
  row: Row,
  at: Tagging,
): Promise<void> {
  const { machine } = at;
  // The plan may be old by now, where the row had to wait for others.
  const { machines } = await world.reader.liveMachines(machine.cloudId);
  const listed = machines.find((one) => one.id === machine.id);
  if (listed === undefined || isGone(listed))
    throw new ActionError('machine-broken', 'remote', `${row.address}: its provider no longer lists it.`);
  // What may be edited without being ours is only what the spec adopts by exact id.
  if (row.desired.adopt === null && !proveMachine(scope, listed).owned)
    throw new BugError(`${row.address} is not ours to change.`);
  if (row.update?.tags) await setTags(world, { ...at, tags: row.update.tags });
  const lease = row.update?.lease ?? null;
  if (lease !== null) await editLease(world, machine, lease === 'remove' ? null : lease, deadline);
}
