// Whether a create whose reply was lost was accepted: by the server's own log, never by waiting or by sending it again.
import { contentHash } from '../model/content-hash.ts';
import { createWord } from '../model/identity.ts';
import type { ObservedCreateLog } from '../model/observed.ts';
import { serverNow, type World } from './world.ts';

/**
 * `never` is proof: the log shows a later request of ours, and still not the create. What is not `sure` may be the job of another
 * create of this name: that of ours may come into the log later.
 */
export type Acceptance = { readonly jobId: string; readonly sure: boolean } | 'never' | 'unknown';

/** The server's log shows an accepted create within seconds (1.3 s measured); before this nothing is concluded. */
const LOG_PATIENCE_MS = 15_000;
/** Intents are dated by the server's own Date header, which is in whole seconds, and half of an answer's way off. */
const CLOCK_SLACK_MS = 5_000;

/**
 * Asks the log for creates. That it is silent proves nothing while it may be behind or dead, so after a while a harmless
 * request of ours is sent, and only a look that began after the log had shown that one counts.
 */
export class AcceptanceLog {
  readonly #world: Pick<World, 'reader' | 'writer' | 'clock'>;
  readonly #since: number;
  #trace: string | null = null;
  #alive = false;

  constructor(world: Pick<World, 'reader' | 'writer' | 'clock'>) {
    this.#world = world;
    this.#since = world.clock.elapsed();
  }

  /** One look for a create of this name, sent at `at` (epoch ms, server's clock). Throws what the requests throw. */
  async look(name: string, at: number): Promise<Acceptance> {
    const wasAlive = this.#alive;
    const found = jobOf(await this.#world.reader.createLogs(name), name, at);
    if (found?.sure) return found;
    if (wasAlive) return found === null ? 'never' : { ...found, sure: true };
    if (this.#world.clock.elapsed() - this.#since >= LOG_PATIENCE_MS) await this.#proveAlive(name);
    return found ?? 'unknown';
  }

  async #proveAlive(name: string): Promise<void> {
    const { reader, writer } = this.#world;
    if (this.#trace === null) {
      const word = `ma-trace-${contentHash(`${name} ${serverNow(this.#world)}`, 16)}`;
      await writer.leaveTrace(word);
      this.#trace = word;
      return;
    }
    this.#alive ||= (await reader.logTime(this.#trace)) !== null;
  }
}

/**
 * The job of the create that was sent at `at`. The word in its tags tells for sure, and rules out all that have another one. Without words
 * the time has to do: one that was accepted before the intent is probably an older create of a name that is used again.
 */
function jobOf(
  logs: readonly ObservedCreateLog[],
  name: string,
  at: number,
): { readonly jobId: string; readonly sure: boolean } | null {
  const word = createWord(name, at);
  const own = logs.find((log) => log.jobId !== null && log.word === word)?.jobId ?? null;
  if (own !== null) return { jobId: own, sure: true };
  const others = new Set(logs.flatMap((log) => (log.word === null ? [] : [log.jobId])));
  const near = logs.filter((log) => log.jobId !== null && !others.has(log.jobId) && log.at >= at - CLOCK_SLACK_MS);
  const jobId = (near.find((log) => log.at >= at) ?? near[0])?.jobId ?? null;
  return jobId === null ? null : { jobId, sure: false };
}
