// A create that was sent and whose machine does not show yet: what its job and the server's log say of it.
import type { DesiredMachine } from '../model/desired.ts';
import { ActionError, ApiError } from '../model/errors.ts';
import { AcceptanceLog } from './acceptance.ts';
import { sentenceOf, type World } from './world.ts';

/** Job and log are asked at most this often while the machine does not show. */
const ASK_INTERVAL_MS = 3_000;

/** The server's log proves that a create was never accepted. */
export class NeverAccepted extends ActionError {
  override readonly name = 'NeverAccepted';

  constructor(address: string) {
    super(
      'create-lost',
      'remote',
      `${address}: its create never reached the server, as its log proves; nothing was made.`,
      {
        hint: 'Run it again.',
      },
    );
  }
}

/** What is known of a create. */
export type Accepted = {
  /** Null while nobody has told it. */
  jobId: string | null;
  /** Epoch ms of the intent, by the server's clock. */
  readonly at: number;
  readonly cloudId: string;
  /** When it was answered or given up, on the monotonic clock, ms. */
  readonly created: number;
};

/** Asks job and log beside the list, so that a refused create fails at once and not at the deadline. */
export class JobFollower {
  readonly #world: World;
  readonly #desired: DesiredMachine;
  readonly #accepted: Accepted;
  readonly #log: AcceptanceLog;
  readonly #news: () => void;
  #asked: number;
  #failed: Error | null = null;
  seen = 'nothing yet';
  /** The provider's id of what the job made, once it says so. */
  externalId: string | null = null;
  /** The job says that its machine was made. */
  created = false;

  /** `news` is called when the create has failed. */
  constructor(world: World, desired: DesiredMachine, accepted: Accepted, news: () => void) {
    this.#world = world;
    this.#desired = desired;
    this.#accepted = accepted;
    this.#log = new AcceptanceLog(world);
    this.#news = news;
    this.#asked = world.clock.elapsed();
  }

  throwIfFailed(): void {
    if (this.#failed) throw this.#failed;
  }

  ask(): void {
    const { clock } = this.#world;
    if (clock.elapsed() - this.#asked < ASK_INTERVAL_MS) return;
    this.#asked = clock.elapsed();
    void this.#inquire();
  }

  async #inquire(): Promise<void> {
    try {
      await this.#follow();
    } catch (error) {
      if (error instanceof ApiError && error.failure === 'auth') this.#failed = error;
      this.seen = sentenceOf(error);
    }
    if (this.#failed !== null) this.#news();
  }

  async #follow(): Promise<void> {
    const { reader } = this.#world;
    if (this.#accepted.jobId === null) {
      const found = await this.#log.look(this.#desired.mistName, this.#accepted.at);
      if (found === 'never') this.#failed = new NeverAccepted(this.#desired.address);
      else if (found === 'unknown') this.seen = 'no answer to its create, and no trace in the log of the server';
      else {
        if (found.sure) this.#accepted.jobId = found.jobId;
        this.seen = 'accepted';
      }
      return;
    }
    const job = await reader.job(this.#accepted.jobId);
    if (job === null) return;
    this.externalId = job.externalId;
    this.created = job.created;
    this.seen = job.created ? 'created, not listed yet' : 'accepted, not created yet';
    if (job.error !== null && !job.created) {
      this.#failed = new ActionError(
        'create-failed',
        'remote',
        `${this.#desired.address}: the provider refused it: ${job.error}`,
      );
    }
  }
}
