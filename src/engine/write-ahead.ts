// The order of journal and request: intent durable, then the request, then its answer.
import { ApiError, TransportError } from '../model/errors.ts';
import type { JournalEntry } from '../model/journal.ts';
import type { Journal, OnSent } from './ports.ts';

export type Intent = Pick<JournalEntry, 'kind' | 'address' | 'name' | 'cloudId' | 'at'>;

/**
 * What the error of a request that left says about its effect: surely none, or not known. Only a definite refusal proves
 * that nothing was made.
 */
export function effectOf(error: unknown): 'none' | 'unknown' {
  if (error instanceof TransportError) return error.sent ? 'unknown' : 'none';
  if (error instanceof ApiError) {
    return error.failure === 'server' || error.failure === 'protocol' ? 'unknown' : 'none';
  }
  return 'unknown';
}

/**
 * Writes the intent, sends once, settles. The request leaves only if the intent is durable, and its first byte only if
 * `sent` is. `onLost` is told the entry of a request that may have acted. Rethrows what `send` throws after settling it as refused or unknown; an unsettled intent means that the
 * process ended in between.
 */
export async function writeAhead<T extends { readonly jobId?: string; readonly id?: string } | undefined>(
  journal: Journal,
  intent: Intent,
  send: (onSent: OnSent) => Promise<T>,
  onLost: (entry: JournalEntry) => void = () => undefined,
): Promise<{ readonly entry: JournalEntry; readonly value: T }> {
  let entry = journal.intend(intent);
  let left = false;
  const onSent = (): void => {
    entry = journal.sent(entry);
    left = true;
  };
  try {
    const value = await send(onSent);
    entry = journal.settle(entry, { result: 'accepted', jobId: value?.jobId ?? null, id: value?.id ?? null });
    return { entry, value };
  } catch (error) {
    const unknown = left && effectOf(error) === 'unknown';
    const settled = journal.settle(entry, { result: unknown ? 'unknown' : 'refused', jobId: null, id: null });
    if (unknown) onLost(settled);
    throw error;
  }
}
