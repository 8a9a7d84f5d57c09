// What the verbs are given. Planning gets a `ReadWorld` and so has no way to change anything.
import { ActionError } from '../model/errors.ts';
import type { Clock, Journal, KeyMaker, Log, MistReader, MistWriter, Prober, Shell } from './ports.ts';

export type ReadWorld = {
  readonly reader: MistReader;
  readonly clock: Clock;
  readonly log: Log;
  /** Aborts on the first signal and when the step's time is over. */
  readonly signal: AbortSignal;
};

export type World = ReadWorld & {
  readonly writer: MistWriter;
  readonly journal: Journal;
  readonly prober: Prober;
  readonly shell: Shell;
  readonly keyMaker: KeyMaker;
};

/** The server's clock as far as we know it, epoch ms: the only clock that leases are reckoned by. */
export function serverNow(world: {
  readonly clock: Pick<Clock, 'now'>;
  readonly reader: Pick<MistReader, 'serverClockOffsetMs'>;
}): number {
  return world.clock.now() + world.reader.serverClockOffsetMs();
}

/** One line of any error for people, with what to do where it is known; never a stack or a cause. */
export function sentenceOf(error: unknown): string {
  if (error instanceof ActionError && error.hint !== undefined)
    return `${error.message}${/[.!?:]$/.test(error.message) ? '' : '.'} ${error.hint}`;
  return error instanceof Error ? error.message : 'unknown error';
}
