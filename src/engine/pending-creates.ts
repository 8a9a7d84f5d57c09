// Creates whose machine has not been seen: each is followed until evidence says that it came, failed, or never was.
import { CancelledError } from '../model/errors.ts';
import type { JournalEntry } from '../model/journal.ts';
import { isGone, type ObservedMachine } from '../model/observed.ts';
import { AcceptanceLog } from './acceptance.ts';
import type { World } from './world.ts';

export type PendingCreate = {
  readonly name: string;
  /** Epoch ms of the intent, by the server's clock. */
  readonly at: number;
  readonly jobId: string | null;
  /** False when the journal proves that no byte left: then two lists are all the proof that is needed. */
  readonly sent: boolean;
};

const APPEARING = 'its create was accepted, and no machine has appeared yet';

type Open = PendingCreate & { readonly why: string };

/** Jobs and logs are asked at most this often. */
const ASK_INTERVAL_MS = 3_000;
/** Providers tell the time of a create in whole seconds. */
const WHOLE_SECONDS_MS = 2_000;

/** The journal's creates that may still bring a machine; refused ones made nothing. */
export function pendingOf(entries: readonly JournalEntry[]): PendingCreate[] {
  return entries
    .filter((entry) => entry.kind === 'create-machine' && entry.result !== 'refused' && entry.id === null)
    .map(({ name, at, jobId, phase }) => ({ name, at, jobId, sent: phase !== 'intent' }));
}

/** True for the row that this create made; a terminated one of an earlier create has the same name and is no evidence. */
function cameOf(create: PendingCreate, machine: ObservedMachine): boolean {
  if (machine.name !== create.name) return false;
  return machine.createdAt === null ? !isGone(machine) : machine.createdAt >= create.at - WHOLE_SECONDS_MS;
}

/** Follows creates by job and log. `open` is what is still undecided. */
export class PendingCreates {
  readonly #world: World;
  readonly #log: AcceptanceLog;
  #open: readonly Open[];
  #asked = Number.NEGATIVE_INFINITY;

  constructor(world: World, pending: readonly PendingCreate[]) {
    this.#world = world;
    this.#log = new AcceptanceLog(world);
    this.#open = pending.filter((one) => one.sent).map((one) => ({ ...one, why: 'nothing is known of it yet' }));
  }

  /**
   * Names of creates whose jobs have come to their end, in one way or the other. The machine of one that failed may be there all the
   * same (H17, H34): what came of them is told by lists alone.
   */
  readonly ended = new Set<string>();

  get open(): readonly Open[] {
    return this.#open;
  }

  /** Drops what a fresh list or the server's own records decide. */
  async resolve(listed: readonly ObservedMachine[]): Promise<void> {
    this.#open = this.#open.filter((one) => !listed.some((machine) => cameOf(one, machine)));
    const { clock } = this.#world;
    if (clock.elapsed() - this.#asked < ASK_INTERVAL_MS) return;
    this.#asked = clock.elapsed();
    const followed = await Promise.all(this.#open.map((one) => this.#follow(one)));
    this.#open = followed.filter((one) => one !== null);
  }

  /** What is known now, or null when the create is decided. */
  async #follow(one: Open): Promise<Open | null> {
    try {
      return one.jobId === null ? await this.#findJob(one) : await this.#followJob(one, one.jobId);
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      return { ...one, why: 'the server could not be asked about its create' };
    }
  }

  async #findJob(one: Open): Promise<Open | null> {
    const found = await this.#log.look(one.name, one.at);
    if (found === 'never') return null;
    if (found !== 'unknown') return { ...one, jobId: found.sure ? found.jobId : null, why: APPEARING };
    return { ...one, why: 'its create was sent, no answer came, and the log of the server does not show it' };
  }

  async #followJob(one: Open, jobId: string): Promise<Open | null> {
    const job = await this.#world.reader.job(jobId);
    // Created and yet not listed: gone again. Failed: hardly anything was made. The two lists decide about both.
    if (!job || !(job.created || (job.finished && job.error !== null))) return { ...one, why: APPEARING };
    this.ended.add(one.name);
    return null;
  }
}
