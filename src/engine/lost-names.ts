// Machines whose names were lost at the provider: some name a machine only after they have made it, and where that fails Mist calls it
// by the provider's id (libcloud's EC2 driver passes over a CreateTags that is refused). Only the job of the create names it then.
import { CancelledError } from '../model/errors.ts';
import { isGone, type ObservedCreate, type ObservedMachine } from '../model/observed.ts';
import type { World } from './world.ts';

/** Clocks of server and provider differ by less. */
const BEFORE_MS = 5_000;
/** The server asks the provider no later than this. */
const AFTER_MS = 600_000;
/** A scope that has lived for long has made hundreds of machines: the newest are asked for. */
const MOST_JOBS = 20;

/** Finds out, of the creates of one backend, which of them made a listed machine of another name. */
export class LostNames {
  readonly #reader: World['reader'];
  readonly #creates: readonly ObservedCreate[];
  readonly #asked = new Set<string>();
  readonly #names = new Map<string, string>();

  constructor({ reader }: Pick<World, 'reader'>, creates: readonly ObservedCreate[]) {
    this.#reader = reader;
    this.#creates = [...creates].sort((a, b) => b.at - a.at);
  }

  /** The name that a machine was to have, by the provider's id, as far as jobs have told it. */
  nameOf(externalId: string): string | null {
    return this.#names.get(externalId) ?? null;
  }

  /**
   * Asks for the jobs of creates whose machines are not listed, while others are that came at their time. The log is a hint: what cannot be
   * asked is asked with the next list. Throws CancelledError.
   */
  async learn(listed: readonly ObservedMachine[]): Promise<void> {
    const due = this.#creates
      .filter((one) => !this.#asked.has(one.jobId) && !hasCome(one, listed) && listed.some((row) => maybeOf(one, row)))
      .slice(0, MOST_JOBS - this.#asked.size);
    await Promise.all(
      due.map(async ({ jobId, machineName }) => {
        const externalId = await this.#ask(jobId);
        if (externalId !== null) this.#names.set(externalId, machineName);
      }),
    );
  }

  async #ask(jobId: string): Promise<string | null> {
    try {
      const job = await this.#reader.job(jobId);
      this.#asked.add(jobId);
      return job?.externalId ?? null;
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      return null;
    }
  }
}

function cameAfter({ at }: ObservedCreate, { createdAt }: ObservedMachine): boolean {
  return createdAt === null || (createdAt >= at - BEFORE_MS && createdAt <= at + AFTER_MS);
}

function hasCome(create: ObservedCreate, listed: readonly ObservedMachine[]): boolean {
  return listed.some((machine) => machine.name === create.machineName && cameAfter(create, machine));
}

function maybeOf(create: ObservedCreate, machine: ObservedMachine): boolean {
  return !isGone(machine) && machine.name !== create.machineName && cameAfter(create, machine);
}
