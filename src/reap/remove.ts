// Removing doomed machines: each is judged again on a list that is at most 30 s old, and GitHub is asked again, before its
// destroy leaves; then the proof of absence.
import type { MistWriter } from '../engine/ports.ts';
import { type SweepResult, type Verdict as SweepVerdict, sweepCloud } from '../engine/sweep.ts';
import { sentenceOf, type World } from '../engine/world.ts';
import { ActionError, CancelledError } from '../model/errors.ts';
import { isGone, type MistId, type ObservedMachine } from '../model/observed.ts';
import type { Leak } from '../model/outcome.ts';
import type { DoomedMachine, LeftAlone } from './plan.ts';

export type RemoveInput = {
  readonly doomed: readonly DoomedMachine[];
  /** On a machine of a fresh list, with what GitHub said before: why it may not go any more, or null. */
  readonly spare: (machine: ObservedMachine) => string | null;
  /** The same with GitHub asked now. Throws when GitHub cannot be asked. */
  readonly spareNow: (machine: ObservedMachine) => Promise<string | null>;
  /** On the monotonic clock, ms. */
  readonly deadline: number;
  readonly parallelism: number;
};

export type RemoveResult = {
  /** Ids of what this run ended, proved gone. */
  readonly gone: ReadonlySet<string>;
  readonly spared: readonly LeftAlone[];
  readonly leaks: readonly Leak[];
};

/** A list is good for a destroy for this long (invariant I2); asking GitHub takes its share of it. */
const LIST_IS_FRESH_MS = 30_000;

/** Never throws but for cancellation. */
export async function removeMachines(world: World, input: RemoveInput): Promise<RemoveResult> {
  const clouds = new Map<MistId, string>(input.doomed.map(({ machine, backend }) => [machine.cloudId, backend]));
  const parts = await Promise.all(
    [...clouds].map(([id, name]) => {
      const doomed = input.doomed.filter(({ machine }) => machine.cloudId === id);
      return new CloudRemoval(world, { ...input, doomed }).run({ id, name });
    }),
  );
  return {
    gone: new Set(parts.flatMap((part) => [...part.gone])),
    spared: parts.flatMap((part) => part.spared),
    leaks: parts.flatMap((part) => part.leaks),
  };
}

class CloudRemoval {
  readonly #world: World;
  readonly #input: RemoveInput;
  readonly #doomed: ReadonlyMap<string, DoomedMachine>;
  /** What the last list showed, and when, on the monotonic clock. */
  readonly #listed = new Map<string, { readonly machine: ObservedMachine; readonly at: number }>();
  readonly #ordered = new Set<string>();
  readonly #spared = new Map<string, LeftAlone>();
  readonly #unasked = new Map<string, Leak>();

  constructor(world: World, input: RemoveInput) {
    this.#world = world;
    this.#input = input;
    this.#doomed = new Map(input.doomed.map((one) => [one.machine.id, one]));
  }

  async run(cloud: { readonly id: MistId; readonly name: string }): Promise<RemoveResult> {
    const { writer } = this.#world;
    const guarded: MistWriter = { ...writer, destroyMachine: (id, onSent) => this.#destroy(id, onSent) };
    const { deadline, parallelism } = this.#input;
    const expected = [...this.#doomed.values()].map(({ machine }) => machine);
    const sweep = await sweepCloud(
      { ...this.#world, writer: guarded },
      { cloud, select: (machine) => this.#select(machine), expected, pending: [], deadline, parallelism },
    );
    return this.#result(sweep);
  }

  #select(machine: ObservedMachine): SweepVerdict {
    const doomed = this.#doomed.get(machine.id);
    if (doomed === undefined || this.#spared.has(machine.id) || this.#unasked.has(machine.id)) return 'leave';
    this.#listed.set(machine.id, { machine, at: this.#world.clock.elapsed() });
    // Once its end is ordered a machine changes in ways that say nothing about whose it is; its name must not.
    const decided = isGone(machine) || this.#ordered.has(machine.id);
    if (decided && machine.name === doomed.machine.name) return 'destroy';
    const why = this.#input.spare(machine);
    if (why === null) return 'destroy';
    this.#spare(machine, why);
    return 'leave';
  }

  /** In the place of the writer's destroy: the last chance of a machine whose owner came back. */
  async #destroy(id: MistId, onSent?: () => void): Promise<void> {
    const listed = this.#listed.get(id);
    if (listed === undefined) throw refusal('no list shows it');
    const why = await this.#askAgain(listed.machine);
    if (why !== null) throw refusal(why);
    if (this.#world.clock.elapsed() - listed.at > LIST_IS_FRESH_MS) throw refusal('the list that showed it is too old');
    this.#ordered.add(id);
    await this.#world.writer.destroyMachine(id, onSent);
  }

  async #askAgain(machine: ObservedMachine): Promise<string | null> {
    try {
      const why = await this.#input.spareNow(machine);
      if (why !== null) this.#spare(machine, why);
      return why;
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      const why = `not removed, because GitHub could not be asked again: ${sentenceOf(error)}`;
      this.#unasked.set(machine.id, {
        kind: 'machine',
        name: machine.name,
        id: machine.id,
        backend: this.#backend(machine),
        why,
      });
      return why;
    }
  }

  #spare(machine: ObservedMachine, why: string): void {
    const { name, id } = machine;
    this.#spared.set(id, { kind: 'machine', name, id, backend: this.#backend(machine), why });
  }

  #backend(machine: ObservedMachine): string | null {
    return this.#doomed.get(machine.id)?.backend ?? null;
  }

  /** The sweep counts what it once took for doomed; what was spared since is neither gone nor a leak. */
  #result(sweep: SweepResult): RemoveResult {
    const stays = (id: string | null): boolean => id !== null && (this.#spared.has(id) || this.#unasked.has(id));
    const leaks = [...this.#unasked.values(), ...sweep.leaks.filter(({ id }) => !stays(id))];
    const ended = new Set(sweep.destroyed.map(({ id }) => id).filter((id) => this.#ordered.has(id) && !stays(id)));
    for (const { machine } of this.#doomed.values()) {
      const open =
        stays(machine.id) || ended.has(machine.id) || leaks.some(({ id }) => id === machine.id || id === null);
      if (!open) this.#spare(machine, 'it was gone before its turn came');
    }
    return {
      gone: ended,
      spared: [...this.#spared.values()],
      leaks,
    };
  }
}

function refusal(why: string): ActionError {
  return new ActionError('reap-spared', 'remote', why);
}
