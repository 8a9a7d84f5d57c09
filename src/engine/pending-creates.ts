// Creates whose machine has not been seen: each is followed until evidence says that it came, failed, or never was.
import { CancelledError } from '../model/errors.ts';
import { createWord, TAGS } from '../model/identity.ts';
import type { JournalEntry } from '../model/journal.ts';
import { isGone, type ObservedCreate, type ObservedMachine } from '../model/observed.ts';
import { AcceptanceLog } from './acceptance.ts';
import { serverNow, type World } from './world.ts';

export type PendingCreate = {
  readonly name: string;
  /** Epoch ms of the intent, by the server's clock. */
  readonly at: number;
  readonly jobId: string | null;
  /** False when the journal proves that no byte left: then two lists are all the proof that is needed. */
  readonly sent: boolean;
  /** Its `mist_action_create`; null where nobody knows it. */
  readonly word: string | null;
  /** No journal tells of it, the server's log does: `at` is then when it was accepted. */
  readonly logged?: true;
};

const APPEARING = 'its create was accepted, and no machine has appeared yet';

type Open = PendingCreate & { readonly why: string };

/** Whether one of the creates that are followed has made a machine. */
export type Made = 'yes' | 'no' | 'unclear';

/** Jobs and logs are asked at most this often. */
const ASK_INTERVAL_MS = 3_000;
/** Providers tell the time of a create in whole seconds. */
const WHOLE_SECONDS_MS = 2_000;
/** Clocks of server and provider mostly differ by less: what is older is from another create, where there was one. */
const CREATED_SLACK_MS = 5_000;
/** They never differ by more, as where apply takes a machine for its own (`create-machine.ts`): what is older was there before. */
const CLOCKS_MS = 120_000;
/** The server keeps a create no longer than this before it has asked the provider. */
const QUEUE_MS = 600_000;

/** The journal's creates that may still bring a machine; refused ones made nothing. */
export function pendingOf(entries: readonly JournalEntry[]): PendingCreate[] {
  return entries
    .filter((entry) => entry.kind === 'create-machine' && entry.result !== 'refused' && entry.id === null)
    .map(({ name, at, jobId, phase }) => ({ name, at, jobId, sent: phase !== 'intent', word: createWord(name, at) }));
}

/** Of the creates that the server's log tells, those that may still bring a machine. `now`: the server's clock, epoch ms. */
export function queuedOf(creates: readonly ObservedCreate[], now: number): PendingCreate[] {
  return creates
    .filter((one) => one.at > now - QUEUE_MS)
    .map(({ machineName: name, at, jobId, word }) => ({ name, at, jobId, sent: true, word, logged: true }));
}

/** A create and what has been learnt of it. */
type Followed = {
  readonly create: PendingCreate;
  jobId: string | null;
  why: string;
  open: boolean;
  /** The provider's id of what its job has made. */
  externalId: string | null;
  /** The log proves that it was never accepted. */
  never: boolean;
  /** Neither log nor journal has another create of this name at about that time; null while nobody has looked. */
  alone: boolean | null;
};

/** True for the row that this create made; a terminated one of an earlier create has the same name and is no evidence. */
function cameOf(create: PendingCreate, machine: ObservedMachine): boolean {
  return machine.createdAt === null ? !isGone(machine) : machine.createdAt >= create.at - WHOLE_SECONDS_MS;
}

/** Names are used again, by other runs too: tag, time, job and log tell which create a machine of this name is from. */
function madeBy(one: Followed, machine: ObservedMachine): Made {
  const { word, at } = one.create;
  const tag = machine.tags[TAGS.create];
  if (tag !== undefined && word !== null) return tag === word ? 'yes' : 'no';
  if (one.externalId !== null && one.externalId === machine.externalId) return 'yes';
  const early = machine.createdAt === null ? 0 : at - machine.createdAt;
  if (one.never || early >= CLOCKS_MS) return 'no';
  // A create that is delivered twice makes two machines, and its job names one.
  if (one.alone) return 'yes';
  if (one.alone === false && early > CREATED_SLACK_MS) return 'no';
  return one.externalId !== null && one.alone === false ? 'no' : 'unclear';
}

/** Follows creates by job and log. `open` is what is still undecided. */
export class PendingCreates {
  readonly #world: World;
  readonly #log: AcceptanceLog;
  readonly #strict: boolean;
  readonly #creates: readonly Followed[];
  #asked = Number.NEGATIVE_INFINITY;

  /** `strict`: a machine is taken for that of a create only when it is known to be; else whenever it may be. */
  constructor(world: World, pending: readonly PendingCreate[], strict = false) {
    this.#world = world;
    this.#log = new AcceptanceLog(world);
    this.#strict = strict;
    const sent = pending.filter((create) => create.sent);
    this.#creates = sent.map((create) => ({
      create,
      jobId: create.jobId,
      why: 'nothing is known of it yet',
      open: true,
      externalId: null,
      never: false,
      alone: sent.some((other) => other !== create && other.name === create.name) ? false : null,
    }));
  }

  /**
   * Names of creates whose jobs have come to their end, in one way or the other. The machine of one that failed may be there all the
   * same (H17, H34): what came of them is told by lists alone.
   */
  readonly ended = new Set<string>();

  get open(): readonly Open[] {
    return this.#creates.filter(({ open }) => open).map(({ create, jobId, why }) => ({ ...create, jobId, why }));
  }

  /** The name that a machine was to have, by the provider's id, as far as jobs have told it. */
  nameOf(externalId: string): string | null {
    return this.#creates.find((one) => one.externalId === externalId)?.create.name ?? null;
  }

  /** Has one of these creates made this machine, as far as is known now? */
  made(machine: ObservedMachine): Made {
    const verdicts = this.#creates
      .filter(({ create }) => create.name === machine.name)
      .map((one) => madeBy(one, machine));
    return verdicts.find((made) => made === 'yes') ?? verdicts.find((made) => made === 'unclear') ?? 'no';
  }

  /** Drops what a fresh list or the server's own records decide. */
  async resolve(listed: readonly ObservedMachine[]): Promise<void> {
    this.#closeListed(listed);
    const { clock } = this.#world;
    if (clock.elapsed() - this.#asked < ASK_INTERVAL_MS) return;
    this.#asked = clock.elapsed();
    await Promise.all(
      this.#creates.map((one) => {
        const unclear = this.#strict && listed.some((machine) => isUnclear(one, machine));
        return one.open || unclear ? this.#follow(one, unclear) : undefined;
      }),
    );
    // What a job has told of one create may leave a machine to the other.
    this.#closeListed(listed);
  }

  #closeListed(listed: readonly ObservedMachine[]): void {
    for (const one of this.#creates) if (listed.some((machine) => this.#came(one, machine))) one.open = false;
  }

  #came(one: Followed, machine: ObservedMachine): boolean {
    if (!one.open || machine.name !== one.create.name) return false;
    const made = madeBy(one, machine);
    if (made === 'yes') return this.#strict || cameOf(one.create, machine);
    return made === 'unclear' && !this.#strict && cameOf(one.create, machine) && !this.#isOfAnother(one, machine);
  }

  /** A machine that may be of two creates decides neither: the other one may be queued still, and both have jobs that tell. */
  #isOfAnother(one: Followed, machine: ObservedMachine): boolean {
    const others = this.#creates.filter((other) => other !== one && other.create.name === machine.name);
    return others.some((other) => madeBy(other, machine) !== 'no' && cameOf(other.create, machine));
  }

  async #follow(one: Followed, unclear: boolean): Promise<void> {
    try {
      await (one.jobId === null ? this.#findJob(one) : this.#followJob(one, one.jobId));
      if (unclear && one.jobId !== null && one.alone !== false) one.alone = await this.#isAlone(one.create, one.jobId);
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      one.why = 'the server could not be asked about its create';
    }
  }

  async #findJob(one: Followed): Promise<void> {
    const found = await this.#log.look(one.create.name, one.create.at);
    one.why = 'its create was sent, no answer came, and the log of the server does not show it';
    if (found === 'never') {
      one.never = true;
      one.open = false;
    } else if (found !== 'unknown') {
      one.why = APPEARING;
      if (found.sure) one.jobId = found.jobId;
    }
  }

  async #followJob(one: Followed, jobId: string): Promise<void> {
    const job = await this.#world.reader.job(jobId);
    one.why = APPEARING;
    one.externalId = job?.externalId ?? null;
    // Created and yet not listed: gone again. Failed: hardly anything was made. The two lists decide about both.
    const ended = job !== null && (job.created || (job.finished && job.error !== null));
    if (!ended && !(one.create.logged && (await this.#cameAndWent(one.create)))) return;
    this.ended.add(one.create.name);
    one.open = false;
  }

  /**
   * Whoever sent it may have destroyed its machine early, and then its job never ends (H34): the poller has seen a machine for each create of
   * this name since, or the server has given up.
   */
  async #cameAndWent({ name, at }: PendingCreate): Promise<boolean> {
    const { reader } = this.#world;
    if (serverNow(this.#world) - at >= QUEUE_MS) return true;
    const [seen, logs] = await Promise.all([reader.sightings(name), reader.createLogs(name)]);
    const jobs = new Set(
      logs.flatMap((log) => (log.jobId !== null && log.at >= at - WHOLE_SECONDS_MS ? [log.jobId] : [])),
    );
    return jobs.size > 0 && seen.filter((time) => time >= at).length >= jobs.size;
  }

  async #isAlone({ name, at }: PendingCreate, jobId: string): Promise<boolean> {
    const logs = await this.#world.reader.createLogs(name);
    return logs.every((log) => log.jobId === jobId || log.at < at - QUEUE_MS);
  }
}

function isUnclear(one: Followed, machine: ObservedMachine): boolean {
  return machine.name === one.create.name && !isGone(machine) && madeBy(one, machine) === 'unclear';
}
