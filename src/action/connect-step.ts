// The connection of a step. Apart from what the step does with it, so that the first lists are under way while that loads.
import { askFirst, makeFirst } from '../engine/first-lists.ts';
import type { JournalEntry } from '../model/journal.ts';
import { type Composition, compose } from './compose.ts';
import { recordingJournal } from './recording-journal.ts';
import type { Step } from './running-step.ts';
import { saveFacts } from './state-facts.ts';

/** A minted token outlives the longest job there can be by what post may need. */
const TOKEN_TTL_MS = 24 * 3_600_000;

/** `entries`: what the step has journalled so far. */
export type Connected = Composition & { readonly entries: () => readonly JournalEntry[] };

/** The engine's world for this step. */
export async function composeStep(step: Step): Promise<Connected> {
  const { log, state, unsynced } = step;
  const { journal, entries } = recordingJournal(state, (message) => log.warning(message), unsynced);
  const composition = await compose({
    ...step,
    journal,
    tokenTtlMs: TOKEN_TTL_MS,
    onMinting: (name) => saveFacts(state, { tokenName: name ?? '' }),
    onMinted: (id) => saveFacts(state, { tokenId: id }),
  });
  return { ...composition, entries };
}

/**
 * Connects for a plan or an apply and begins the lists that both need first. Whoever gets it closes its connection, after
 * whatever comes of it.
 */
export async function connectStep(step: Step): Promise<Connected> {
  const { target, credentials } = step.inputs;
  const asksNothing = target.kind === 'server' && credentials.kind === 'token';
  const connected = asksNothing ? await composeStep(step) : await step.log.group('Connect', () => composeStep(step));
  const { world } = connected;
  const reader = askFirst(world.reader);
  // A request leaves once its connection stands, which is told in a later turn: what is loaded now would be waited for.
  await new Promise((resolve) => setImmediate(resolve));
  return { ...connected, world: { ...world, reader } };
}

/** The same with a pair that is begun now, for the first key that is generated. */
export function beginKey(connected: Connected): Connected {
  const { world } = connected;
  return { ...connected, world: { ...world, keyMaker: makeFirst(world.keyMaker) } };
}
