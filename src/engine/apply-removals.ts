// What an apply takes away: machines that no row asks for, twins, keys that nothing uses, and what it left half-made itself.
import type { DesiredKey } from '../model/desired.ts';
import type { Scope } from '../model/identity.ts';
import { isGone, type ObservedCloud, type ObservedMachine } from '../model/observed.ts';
import { type Leak, type Outcome, reasonFor } from '../model/outcome.ts';
import type { KeyChange, MachineChange, PlannedChange } from '../plan/build-plan.ts';
import { proveMachine } from '../plan/ownership.ts';
import type { KeyChain, ReadyKey } from './key-chain.ts';
import { removeSchedules } from './remove-rest.ts';
import { sweepCloud } from './sweep.ts';
import { sentenceOf, type World } from './world.ts';

export type RemovalInput = {
  readonly scope: Scope;
  readonly clouds: readonly ObservedCloud[];
  readonly parallelism: number;
  /** On the monotonic clock, ms. */
  readonly deadline: number;
};

/** Destroys machines of this scope by exact id, proves them gone, and removes their lease schedules. */
export async function removeMachines(
  world: World,
  input: RemovalInput,
  machines: readonly ObservedMachine[],
): Promise<Leak[]> {
  const ids = new Set<string>(machines.map((machine) => machine.id));
  const clouds = input.clouds.filter((cloud) => machines.some((machine) => machine.cloudId === cloud.id));
  const sweeps = await Promise.all(
    clouds.map((cloud) =>
      sweepCloud(world, {
        cloud,
        select: (machine) => {
          if (!ids.has(machine.id)) return 'leave';
          const proof = proveMachine(input.scope, machine);
          return proof.owned ? 'destroy' : { refused: proof.why };
        },
        expected: machines.filter((machine) => machine.cloudId === cloud.id),
        pending: [],
        deadline: input.deadline,
        parallelism: input.parallelism,
      }),
    ),
  );
  const gone = new Set(sweeps.flatMap((sweep) => [...sweep.gone.keys()]));
  return [...sweeps.flatMap((sweep) => sweep.leaks), ...(await removeSchedules(world, gone))];
}

/** Machines that the plan destroys, as outcomes and leaks. */
export async function removePlanned(
  world: World,
  input: RemovalInput,
  changes: readonly PlannedChange[],
): Promise<{ readonly outcomes: Outcome[]; readonly leaks: Leak[] }> {
  const destroys = changes.filter(
    (change): change is MachineChange => change.kind === 'machine' && change.action === 'destroy',
  );
  const leaks = await removeMachines(
    world,
    input,
    destroys.flatMap((change) => change.observed ?? []),
  );
  const outcomes = destroys.map((change): Outcome => {
    const leak = leaks.find((one) => one.id === change.id);
    return { address: change.address, outcome: leak ? 'failed' : 'destroyed', why: leak?.why ?? null };
  });
  return { outcomes, leaks };
}

/** Brings every key of the apply to its end: added, read back, or removed. */
export async function settleKeys(
  world: World,
  chain: KeyChain,
  desired: readonly DesiredKey[],
  changes: readonly PlannedChange[],
): Promise<{ readonly ready: ReadyKey[]; readonly outcomes: Outcome[] }> {
  const ready: ReadyKey[] = [];
  const outcomes: Outcome[] = [];
  for (const key of desired) {
    try {
      const one = await chain.get(key.mistName);
      ready.push(one);
      outcomes.push({ address: key.address, outcome: one.outcome, why: null });
    } catch (error) {
      outcomes.push({ address: key.address, outcome: 'failed', why: reasonFor(key.address, sentenceOf(error)) });
    }
  }
  for (const change of changes) {
    if (change.kind === 'key' && change.action === 'destroy') outcomes.push(await removeKey(world, change));
  }
  return { ready, outcomes };
}

/** A key that a living machine uses stays: whoever owns that machine would be locked out. */
async function removeKey(world: World, change: KeyChange): Promise<Outcome> {
  const key = change.observed;
  const { address } = change;
  if (key === null) return { address, outcome: 'unchanged', why: null };
  try {
    // The plan may be old by now: who uses the key, and whether it is still the same one, is asked again.
    const listed = (await world.reader.keys()).find((one) => one.id === key.id && one.name === key.name);
    if (listed === undefined) return { address, outcome: 'unchanged', why: null };
    const known = listed.machineIds.length === 0 ? [] : await world.reader.knownMachines();
    const users = known.filter((machine) => listed.machineIds.includes(machine.id) && !isGone(machine));
    if (users.length > 0) {
      const names = users.map((machine) => machine.name).join(', ');
      return { address, outcome: 'failed', why: `refused: machines use it (${names})` };
    }
    await world.writer.deleteKey(key.id);
    return { address, outcome: 'destroyed', why: null };
  } catch (error) {
    return { address, outcome: 'failed', why: reasonFor(address, sentenceOf(error)) };
  }
}
