// What happens between the processes of a job: its own work, and what other people do to its machines.
import { performAction, remove } from '../sandbox/machines.ts';
import { plantSchedule } from '../sandbox/plant.ts';
import { livingOf } from './judgement.ts';
import type { Act } from './plots.ts';
import type { Step } from './step.ts';
import type { Universe } from './universe.ts';

/** Ends the name of a schedule that a plot planted beside a lease; no edit's number is that long. */
export const BOMB = '-expiration-9999';

/** A job waits no longer than this for its keeper's next edits: three halves of the longest lease. */
const LONGEST_WORK_MS = 45 * 60_000;

/** Lets `ms` of the world's time pass. */
export function sleep({ time }: Universe, ms: number): Promise<void> {
  return new Promise((resolve) => void time.schedule(time.now() + ms, resolve));
}

/** The job's own work, at whose end post begins or the runner is lost. */
export async function labour(universe: Universe, step: Step, act: Extract<Act, { do: 'work' }>): Promise<void> {
  const { time } = universe;
  const keeper = step.processes.all.at(-1) ?? null;
  if (act.keeperDiesMs !== null) time.schedule(time.now() + act.keeperDiesMs, () => keeper?.kill());
  if (keeper !== null && act.edits !== null) {
    await Promise.race([keeper.nthEdit(act.edits), sleep(universe, LONGEST_WORK_MS)]);
  }
  await sleep(universe, act.ms);
}

/** Somebody else ends or stops one of our machines in the provider's console, or a schedule is left beside its lease. */
export async function happen(
  universe: Universe,
  step: Step,
  act: Extract<Act, { do: 'vanish' | 'stop' | 'bomb' }>,
): Promise<void> {
  const { context } = universe.emulator;
  const one = livingOf(universe, step)[act.nth];
  const machine = context.state.machines.find((candidate) => candidate.id === one?.id);
  if (machine === undefined) return;
  if (act.do === 'vanish') await remove(context, machine, false);
  else if (act.do === 'stop') await performAction(context, machine, 'stop');
  else {
    const at = universe.time.now() + act.inMs;
    plantSchedule(context, machine, { name: `${machine.name}${BOMB}`, action: 'destroy', at, lease: false });
  }
}
