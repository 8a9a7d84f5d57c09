// Destroying on one cloud until it is proved: two live lists, some seconds apart, in which nothing of ours lives.
// Every destroy follows a list read at most 30 s before, by the exact id of that list, for a machine that passes the proof.
import { CancelledError } from '../model/errors.ts';
import { isGone, type MachineListing, type MistId, type ObservedMachine } from '../model/observed.ts';
import type { Leak } from '../model/outcome.ts';
import { isListedInPart } from '../model/providers.ts';
import { beforeDeadline, LATE } from './deadline.ts';
import { limitTo } from './limit.ts';
import { type PendingCreate, PendingCreates } from './pending-creates.ts';
import { sentenceOf, type World } from './world.ts';

/**
 * What to do with one listed machine. `refused` is for one that bears our name or id and fails the proof; `untagged` tells
 * that only a tag is missing, which the server's worker may still write.
 */
export type Verdict = 'destroy' | 'leave' | { readonly refused: string; readonly untagged?: boolean };

/** A live list, and when it had come, on the monotonic clock, ms. */
export type CameListing = { readonly listing: MachineListing; readonly cameAt: number };

export type SweepInput = {
  /** `first`: a live list that was asked for already, to begin with. `provider`, as the server calls it, is asked for where it is needed. */
  readonly cloud: {
    readonly id: MistId;
    readonly name: string;
    readonly provider?: string;
    readonly first?: Promise<CameListing>;
  };
  /** `creates`: what is known of the pending creates by now. */
  readonly select: (machine: ObservedMachine, creates: PendingCreates) => Verdict;
  /** Machines that are known to have been made here: unproved and unseen, they are leaks as well. */
  readonly expected?: readonly { readonly id: string | null; readonly name: string }[];
  /** Machines that are known to nobody may be ours as well: where no list has come, that is told too. */
  readonly unknown?: boolean;
  /** Creates that may still bring a machine to this cloud. */
  readonly pending: readonly PendingCreate[];
  /** Only what these creates have made counts for them, not what may have been made by another run under their names. */
  readonly strict?: boolean;
  /** Told every list; what it learns from the server shows in what `select` says of the next one. */
  readonly learn?: (listed: readonly ObservedMachine[]) => Promise<void>;
  /** On the monotonic clock, ms: what is not proved by then is a leak. */
  readonly deadline: number;
  readonly parallelism: number;
};

export type SweepResult = {
  /** Ids of machines of ours that are proved gone: a list has shown each as ended, or alive before a destroy of this sweep. */
  readonly gone: ReadonlyMap<string, string>;
  readonly destroyed: readonly { readonly id: string; readonly name: string }[];
  readonly leaks: readonly Leak[];
};

/** Lists that are to prove absence lie at least this far apart: the server caches one for a moment. */
export const ABSENCE_GAP_MS = 5_000;
const LISTS = 2;
/** So many where they lack everything, machines of others too that an earlier one showed: that looks more like a provider that fails. */
const EMPTY_LISTS = 3;
/** A list is good for a destroy for this long (invariant I2). */
const LIST_IS_FRESH_MS = 30_000;
const INTERVAL_MS = 1_500;
const MOST_ATTEMPTS = 5;
const FIRST_REPEAT_MS = 10_000;
/** The worker writes tags up to 40 s after the create (seen on a live server). */
const TAG_PATIENCE_MS = 45_000;
/** A host of a provider that lists in part may come back so soon. */
const UNSEEN_PATIENCE_MS = 60_000;

const IN_PART =
  'no list has shown it, and that proves nothing here: a list of this provider leaves out the machines of a host that fails';

type Attempt = { readonly count: number; readonly last: number; trouble: string | null };

export async function sweepCloud(world: World, input: SweepInput): Promise<SweepResult> {
  return new Sweep(world, input).run();
}

class Sweep {
  readonly #world: World;
  readonly #input: SweepInput;
  readonly #pending: PendingCreates;
  readonly #attempts = new Map<string, Attempt>();
  readonly #seen = new Map<MistId, string>();
  /** Those that a list has shown as ended. */
  readonly #ended = new Set<MistId>();
  /** What the last list shows of ours and unproved. */
  readonly #refused = new Map<string, Leak>();
  /** All of those that any list has shown alive and none as ended. */
  readonly #unproved = new Map<MistId, string>();
  readonly #untagged = new Set<string>();
  readonly #since: number;
  #provider: string | null;
  /** Ids of machines that no list has shown, on a backend whose lists do not prove that they are gone. */
  #doubted: ReadonlySet<string> = new Set();
  #first: Promise<CameListing> | null;
  #living: readonly ObservedMachine[] = [];
  #trouble: string | null = null;
  #listed = false;
  /** A list has shown machines that are not destroyed here. */
  #others = false;
  /** The last list has nothing at all, and an earlier one had such machines. */
  #emptied = false;

  constructor(world: World, input: SweepInput) {
    this.#world = world;
    this.#input = input;
    this.#pending = new PendingCreates(world, input.pending, input.strict);
    this.#since = world.clock.elapsed();
    this.#first = input.cloud.first ?? null;
    this.#provider = input.cloud.provider ?? null;
  }

  async run(): Promise<SweepResult> {
    const { clock, signal } = this.#world;
    let clearLists = 0;
    let countedAt = 0;
    let leftAlone = '';
    for (;;) {
      const clear = await beforeDeadline(this.#world, this.#input.deadline, this.#round());
      if (clear === LATE) {
        this.#trouble ??= 'no answer in time';
        return this.#result(false);
      }
      // Lists also prove what is left alone: one that lacks it is the first of those that may show that it is gone.
      const before = leftAlone;
      leftAlone = [...this.#refused.keys()].sort().join();
      const now = clock.elapsed();
      const agrees = clear && clearLists > 0 && leftAlone === before;
      if (!agrees || now - countedAt >= ABSENCE_GAP_MS) {
        clearLists = agrees ? clearLists + 1 : Number(clear);
        countedAt = now;
      }
      if (clearLists >= (this.#emptied ? EMPTY_LISTS : LISTS)) return this.#result(true);
      if (now >= this.#input.deadline) return this.#result(false);
      await clock.sleep(clear ? ABSENCE_GAP_MS - (now - countedAt) : INTERVAL_MS, signal);
      if (clock.elapsed() >= this.#input.deadline) return this.#result(false);
    }
  }

  /** One list and what follows from it; true when it shows nothing of ours alive and nothing more can appear. */
  async #round(): Promise<boolean> {
    const { clock } = this.#world;
    try {
      const { listing, cameAt: listedAt } = await this.#list();
      this.#trouble = null;
      this.#listed = true;
      this.#judge(listing.machines);
      await this.#destroyLiving(listedAt);
      await Promise.all([this.#pending.resolve(listing.machines), this.#input.learn?.(listing.machines)]);
      // A job has told whose a machine of this list is.
      this.#judge(listing.machines);
      if (this.#living.length > 0 || this.#pending.open.length > 0) return false;
      if (this.#untagged.size > 0 && clock.elapsed() - this.#since < TAG_PATIENCE_MS) return false;
      return !(await this.#knowsUnseen());
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      this.#trouble = sentenceOf(error);
      return false;
    }
  }

  async #list(): Promise<CameListing> {
    const { reader, clock } = this.#world;
    const first = this.#first;
    this.#first = null;
    if (first !== null) return first;
    const listing = await reader.liveMachines(this.#input.cloud.id);
    return { listing, cameAt: clock.elapsed() };
  }

  /**
   * A machine that is known to have been there and that no list of this sweep has shown: a list that lags looks the same
   * as one that shows the truth, so as long as the server still knows the machine as living, nothing is proved. Where lists come in part
   * nothing ever is: the server then calls what they lack missing, whether or not it lives.
   */
  async #knowsUnseen(): Promise<boolean> {
    const { reader, clock } = this.#world;
    const seen = new Set<string>([...this.#seen.keys(), ...this.#refused.keys()]);
    const unseen = new Set<string>();
    for (const { id } of this.#input.expected ?? []) if (id !== null && !seen.has(id)) unseen.add(id);
    this.#doubted = new Set();
    if (unseen.size === 0) return false;
    const known = await reader.knownMachines();
    if (known.some((machine) => unseen.has(machine.id) && !isGone(machine) && !machine.missing)) return true;
    this.#provider ??= (await reader.clouds()).find(({ id }) => id === this.#input.cloud.id)?.provider ?? '';
    if (!isListedInPart(this.#provider)) return false;
    this.#doubted = unseen;
    return clock.elapsed() - this.#since < UNSEEN_PATIENCE_MS;
  }

  #judge(machines: readonly ObservedMachine[]): void {
    const living: ObservedMachine[] = [];
    this.#refused.clear();
    this.#untagged.clear();
    this.#emptied = this.#others && machines.length === 0;
    for (const machine of machines) {
      const verdict = this.#input.select(machine, this.#pending);
      if (verdict === 'leave') {
        this.#others ||= !isGone(machine);
        continue;
      }
      if (isGone(machine)) this.#unproved.delete(machine.id);
      if (verdict === 'destroy') {
        this.#seen.set(machine.id, machine.name);
        if (isGone(machine)) this.#ended.add(machine.id);
        if (!isGone(machine)) living.push(machine);
      } else if (!isGone(machine)) {
        // Nobody destroys it either.
        this.#others = true;
        this.#unproved.set(machine.id, machine.name);
        this.#refused.set(machine.id, this.#leak(machine, `left alone: ${verdict.refused}`));
        if (verdict.untagged) this.#untagged.add(machine.id);
      }
    }
    this.#living = living;
  }

  async #destroyLiving(listedAt: number): Promise<void> {
    const limit = limitTo(this.#input.parallelism);
    const due = this.#living.filter((machine) => this.#isDue(machine.id));
    await Promise.all(due.map((machine) => limit(() => this.#destroy(machine, listedAt))));
  }

  #isDue(id: string): boolean {
    const attempt = this.#attempts.get(id);
    if (!attempt) return true;
    if (attempt.count >= MOST_ATTEMPTS) return false;
    return this.#world.clock.elapsed() - attempt.last >= FIRST_REPEAT_MS * 2 ** (attempt.count - 1);
  }

  /** Whatever the server answers, the next list decides: 200 proves nothing, and neither does an error (H10, H11). */
  async #destroy(machine: ObservedMachine, listedAt: number): Promise<void> {
    const { clock, writer, log } = this.#world;
    if (clock.elapsed() - listedAt > LIST_IS_FRESH_MS) return;
    const { count, trouble } = this.#attempts.get(machine.id) ?? { count: 0, trouble: null };
    const attempt: Attempt = { count: count + 1, last: clock.elapsed(), trouble };
    this.#attempts.set(machine.id, attempt);
    try {
      log.info(`Destroying ${machine.name} (${machine.id}) on ${this.#input.cloud.name}`);
      await writer.destroyMachine(machine.id);
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      attempt.trouble = sentenceOf(error);
    }
  }

  #leak(machine: ObservedMachine, why: string): Leak {
    return { kind: 'machine', name: machine.name, id: machine.id, backend: this.#input.cloud.name, why };
  }

  #result(proved: boolean): SweepResult {
    const alive = new Set<string>(this.#living.map((machine) => machine.id));
    const leaks: Leak[] = [...this.#refused.values()];
    const gone = new Map<string, string>();
    const { cloud } = this.#input;
    if (proved) {
      for (const [id, name] of this.#seen) if (this.#ended.has(id) || this.#attempts.has(id)) gone.set(id, name);
      for (const { id, name } of this.#input.expected ?? []) {
        if (id === null || !this.#doubted.has(id)) continue;
        leaks.push({ kind: 'machine', name, id, backend: cloud.name, why: IN_PART });
      }
    } else {
      const unread = this.#trouble ? `its backend could not be listed: ${this.#trouble}` : null;
      for (const machine of this.#living) {
        const trouble = this.#attempts.get(machine.id)?.trouble;
        leaks.push(
          this.#leak(
            machine,
            unread ??
              `still ${machine.state} after ${this.#tries(machine.id)}${trouble ? `; last answer: ${trouble}` : ''}`,
          ),
        );
      }
      for (const [id, name] of new Map([...this.#unproved, ...this.#seen])) {
        if (alive.has(id) || this.#refused.has(id)) continue;
        const why = unread ?? 'not proved gone by two lists in time';
        leaks.push({ kind: 'machine', name, id, backend: cloud.name, why });
      }
      const ended = [...this.#pending.ended].map((name) => ({ id: null, name }));
      for (const { id, name } of [...(this.#input.expected ?? []), ...ended]) {
        const told = leaks.some((leak) => (id !== null && leak.id === id) || leak.name === name);
        const why = unread ?? 'not seen on any list, and not proved gone by two';
        if (!told) leaks.push({ kind: 'machine', name, id, backend: cloud.name, why });
      }
      for (const one of this.#pending.open) {
        leaks.push({ kind: 'create', name: one.name, id: null, backend: cloud.name, why: unread ?? one.why });
      }
      if (leaks.length === 0 || (this.#input.unknown && !this.#listed)) {
        const why = unread ?? 'one list showed nothing, and there was no time for the second one';
        leaks.push({ kind: 'machine', name: '*', id: null, backend: cloud.name, why });
      }
    }
    const destroyed = [...gone].filter(([id]) => this.#attempts.has(id)).map(([id, name]) => ({ id, name }));
    return { gone, destroyed, leaks };
  }

  #tries(id: string): string {
    const count = this.#attempts.get(id)?.count ?? 0;
    return count === 1 ? 'one destroy' : `${count} destroys`;
  }
}
