// Whether a create whose reply was lost was accepted: by the server's own log, never by waiting or by sending it again.
import { contentHash } from '../model/content-hash.ts';
import { serverNow, type World } from './world.ts';

/** `never` is proof: the log shows a later request of ours, and still not the create. */
export type Acceptance = { readonly jobId: string } | 'never' | 'unknown';

/** The server's log shows an accepted create within seconds (1.3 s measured); before this nothing is concluded. */
const LOG_PATIENCE_MS = 15_000;
/** Server and runner clocks may differ before the first answer told us by how much. */
const CLOCK_SLACK_MS = 120_000;

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
    const logs = await this.#world.reader.createLogs(name);
    const jobId = logs.find((log) => log.jobId !== null && log.at >= at - CLOCK_SLACK_MS)?.jobId ?? null;
    if (jobId !== null) return { jobId };
    if (wasAlive) return 'never';
    if (this.#world.clock.elapsed() - this.#since >= LOG_PATIENCE_MS) await this.#proveAlive(name);
    return 'unknown';
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
