// Stopping and starting a machine that is there: proved ours on a list read just now, asked once, and waited for.
import type { DesiredMachine } from '../model/desired.ts';
import { ActionError, CancelledError } from '../model/errors.ts';
import type { Scope } from '../model/identity.ts';
import { isGone, type MachineState, type MistId, type ObservedMachine } from '../model/observed.ts';
import type { PowerState } from '../model/spec.ts';
import { proveMachine } from '../plan/ownership.ts';
import type { Row } from './bring-up.ts';
import type { CloudWatch } from './cloud-watch.ts';
import type { Ready } from './ready.ts';
import { sentenceOf, serverNow, type World } from './world.ts';
import { effectOf, writeAhead } from './write-ahead.ts';

export type PowerInput = {
  readonly scope: Scope;
  readonly desired: DesiredMachine;
  readonly machine: { readonly id: MistId; readonly cloudId: MistId; readonly name: string };
  readonly wanted: PowerState;
  readonly watch: CloudWatch;
  /** On the monotonic clock, ms. */
  readonly deadline: number;
  /** Told what is being waited for, for the progress line. */
  readonly report: (state: string) => void;
};

/** States from which the server takes a stop or a start; it refuses both in between. */
const SETTLED: readonly MachineState[] = ['running', 'stopped'];

/**
 * Brings a machine to `wanted` and answers it as the provider then lists it. Asks nothing where it is there already. Throws
 * ActionError where it is gone or not ours, WaitTimeoutError where it does not get there, ApiError where it is refused.
 */
export async function setPower(world: World, input: PowerInput): Promise<ObservedMachine> {
  // The server refuses by its own view, which is as old as the last live list: this one also brings it up to date.
  const settled = await untilState(world, input, SETTLED, 'running or stopped');
  if (settled.state === input.wanted) return settled;
  await ask(world, input);
  return untilState(world, input, [input.wanted], input.wanted);
}

async function ask(world: World, input: PowerInput): Promise<void> {
  const { desired, machine, wanted } = input;
  await proveOnFreshList(world, input);
  const action = wanted === 'running' ? 'start' : 'stop';
  world.log.info(`${desired.address}: asking its provider to ${action} it (${machine.id})`);
  const { address } = desired;
  const intent = { kind: 'power-machine' as const, address, name: machine.name, cloudId: machine.cloudId };
  try {
    await writeAhead(world.journal, { ...intent, at: serverNow(world) }, async (onSent) => {
      await world.writer.setPower(machine.id, action, onSent);
      return undefined;
    });
  } catch (error) {
    if (error instanceof CancelledError || effectOf(error) === 'none') throw error;
    world.log.warning(`${address}: the answer to its ${action} was lost (${sentenceOf(error)}); looking at its state.`);
  }
}

/** The rule of every destroy (invariant I2): what is acted on is on a list that was read just now, and passes the proof. */
async function proveOnFreshList(world: World, { scope, desired, machine }: PowerInput): Promise<void> {
  const { machines } = await world.reader.liveMachines(machine.cloudId);
  const listed = machines.find((one) => one.id === machine.id);
  const proof = listed === undefined || isGone(listed) ? null : proveMachine(scope, listed);
  const ours = proof?.owned === true || (desired.adopt === machine.id && proof !== null);
  if (ours && listed?.name === machine.name) return;
  const why = proof === null ? 'its provider no longer lists it' : proof.owned ? 'it has another name now' : proof.why;
  throw new ActionError('not-ours', 'remote', `${desired.address}: it is neither stopped nor started: ${why}.`);
}

/** What a row that is there is brought to; null where its power stays as it is. Only what is ours, or adopted, is. */
export function powerOf({ desired, owned, update }: Row): PowerState | null {
  if (desired.power === 'stopped' && (owned || desired.adopt !== null)) return 'stopped';
  return update?.power === 'start' ? 'running' : null;
}

/** The row without what cannot be asked of a machine that is about to be stopped. */
export function onlyRunning(row: Row): Row {
  const { timeoutMs, timeoutText } = row.desired.wait;
  const limit = timeoutText === undefined ? { timeoutMs } : { timeoutMs, timeoutText };
  return { ...row, desired: { ...row.desired, wait: { level: 'running', ...limit } } };
}

/** A stopped machine as it is handed over: nobody can log into it. */
export function stoppedReady(desired: DesiredMachine, machine: ObservedMachine): Ready {
  return { machine, hostKeys: [], port: desired.port ?? machine.sshPort ?? 22 };
}

function untilState(
  world: World,
  { desired, machine, watch, deadline, report }: PowerInput,
  states: readonly MachineState[],
  wanted: string,
): Promise<ObservedMachine> {
  const since = world.clock.elapsed();
  let seen = 'not listed';
  return watch.until<ObservedMachine>({
    address: desired.address,
    wanted,
    deadline,
    lastSeen: () => seen,
    look: ({ machines }) => {
      // A list from before the request tells nothing of what came of it.
      if (watch.latestAt < since) return undefined;
      const listed = machines.find((one) => one.id === machine.id);
      seen = listed?.state ?? 'not listed';
      report(seen);
      if (listed === undefined) return undefined;
      if (isGone(listed) || listed.state === 'error' || listed.state === 'failed') {
        throw new ActionError(
          'machine-broken',
          'remote',
          `${desired.address}: its provider reports it as ${listed.state}.`,
        );
      }
      return states.includes(listed.state) ? listed : undefined;
    },
  });
}
