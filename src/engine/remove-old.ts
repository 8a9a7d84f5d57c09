// Making room for a replacement: the old machine is destroyed and proved gone before the new one is asked for.
import type { Address } from '../model/desired.ts';
import { ActionError } from '../model/errors.ts';
import type { ObservedMachine } from '../model/observed.ts';
import { proveMachine } from '../plan/ownership.ts';
import type { ApplyMachinesInput } from './machines-input.ts';
import { sweepCloud } from './sweep.ts';
import type { World } from './world.ts';

/** Destroys `observed`; throws ActionError `not-gone` when it is not proved gone in time. */
export async function removeOld(
  world: World,
  input: Pick<ApplyMachinesInput, 'scope' | 'deadline' | 'parallelism' | 'clouds'>,
  address: Address,
  observed: ObservedMachine,
): Promise<void> {
  const { scope, deadline, parallelism, clouds } = input;
  const name = clouds.find((cloud) => cloud.id === observed.cloudId)?.name ?? observed.cloudId;
  const { leaks } = await sweepCloud(world, {
    cloud: { id: observed.cloudId, name },
    select: (machine) => (machine.id === observed.id && proveMachine(scope, machine).owned ? 'destroy' : 'leave'),
    expected: [observed],
    pending: [],
    deadline,
    parallelism,
  });
  const leak = leaks[0];
  if (leak)
    throw new ActionError(
      'not-gone',
      'remote',
      `${address}: the old machine is not proved gone (${leak.why}), so no new one was created.`,
    );
}
