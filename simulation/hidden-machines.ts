// Machines that a teardown cannot find by listing names: those that the server has accepted and not made yet, and those whose names were
// lost at the provider. What was said of them is held against what became of them.
import { remove } from '../sandbox/machines.ts';
import { rowPart, type Scope } from '../src/model/identity.ts';
import type { Run } from './process.ts';
import type { Universe } from './universe.ts';

type Machine = Universe['emulator']['context']['state']['machines'][number];

/** The server's log shows an entry within two seconds, and the last look at it takes a moment. */
const INDEX_MS = 4_000;
const UNREAD = "The server's log cannot be read";

/** True for one that the provider lists under its own id instead of its name. */
export function hasLostItsName(universe: Universe, id: string): boolean {
  const machine = recordOf(universe, id);
  return machine !== undefined && machine.name !== machine.orderedAs;
}

/** True for one without its name that no job tells of either, or that only the log tells of, which this run could not read. */
export function isBeyondKnowledge(universe: Universe, id: string, run: Run<unknown>): boolean {
  if (!hasLostItsName(universe, id)) return false;
  const machine = recordOf(universe, id);
  const { logs } = universe.emulator.context.state;
  const told = logs.some(
    ({ jobId, fields, at }) =>
      jobId === machine?.jobId && fields.external_id !== undefined && at < run.endedAt - INDEX_MS,
  );
  return !told || couldNotRead(run);
}

/** Somebody ends, in the provider's console, all that is told and that no name proves to be ours. */
export async function endNameless(universe: Universe): Promise<void> {
  const { context } = universe.emulator;
  for (const { id } of universe.living()) {
    const machine = recordOf(universe, id);
    if (machine !== undefined && hasLostItsName(universe, id)) await remove(context, machine, false);
  }
}

function recordOf({ emulator }: Universe, id: string): Machine | undefined {
  return emulator.context.state.machines.find((one) => one.id === id);
}

function couldNotRead(run: Run<unknown>): boolean {
  return run.life.spoken.lines.some((line) => line.includes(UNREAD));
}

/** Teardowns that said, green, that nothing of a scope was left or would come. */
export class GreenTeardowns {
  readonly #universe: Universe;
  readonly #told: { readonly scope: Scope; readonly endedAt: number }[] = [];

  constructor(universe: Universe) {
    this.#universe = universe;
  }

  add(scope: Scope, run: Run<unknown>): void {
    if (run.ending === 'green' && run.life.signalledAt === null && !couldNotRead(run))
      this.#told.push({ scope, endedAt: run.endedAt });
  }

  /** At the end: nothing came later of a create that had been accepted before. */
  judge(): void {
    const { violations, emulator } = this.#universe;
    const { machines, logs } = emulator.context.state;
    for (const machine of machines) {
      const first = machines.find((one) => one.jobId === machine.jobId) === machine;
      const accepted = logs.find(({ jobId, fields }) => jobId === machine.jobId && fields.action === 'create_machine');
      if (machine.planted || !first || accepted === undefined) continue;
      for (const { scope, endedAt } of this.#told) {
        const ours = rowPart(scope, 'machine', machine.orderedAs) !== null;
        if (ours && machine.createdAt > endedAt && accepted.at < endedAt - INDEX_MS)
          violations.add('I5', `green teardown, and ${machine.orderedAs} came of a create that was accepted before`);
      }
    }
  }
}
