// One machine that two backends list: somebody has added one account of a provider twice (Mist refuses only equal names), so
// everything in it has two Mist ids. Such rows are one machine, never twins: destroying one of them destroys the other.
import { TAGS } from '../model/identity.ts';
import type { MistId, ObservedMachine } from '../model/observed.ts';
import { olderFirst } from './ownership.ts';

/** What of a backend tells whether two of them may be one account. */
export type Account = { readonly id: MistId; readonly name: string; readonly provider: string };

/** `other` shows the machine `kept` once more. */
export type Mirrored = { readonly kept: ObservedMachine; readonly other: ObservedMachine };

/**
 * True when both rows show one machine: the same name and provider's id on two backends of one provider. An id that is blank says
 * nothing, and neither does one that is the name itself, as LXD gives it: there two hosts may both have it.
 */
export function isSameMachine(a: ObservedMachine, b: ObservedMachine, clouds: readonly Account[]): boolean {
  if (a.cloudId === b.cloudId || a.name !== b.name || a.externalId !== b.externalId) return false;
  if (a.externalId.trim() === '' || a.externalId === a.name) return false;
  const provider = providerOf(a, clouds);
  return provider !== undefined && provider === providerOf(b, clouds);
}

/**
 * Each machine once, the first created first. Of several rows the one stays through which the machine was made: its tags and its
 * lease are there and nowhere else; where that tells nothing, the one on `backend`, the row's own.
 */
export function seenOnce(
  machines: readonly ObservedMachine[],
  clouds: readonly Account[],
  backend: string | null,
): { readonly once: readonly ObservedMachine[]; readonly mirrored: readonly Mirrored[] } {
  const own = clouds.find((cloud) => cloud.name === backend)?.id;
  const once: ObservedMachine[] = [];
  const mirrored: Mirrored[] = [];
  for (const machine of [...machines].sort((a, b) => madeFirst(a, b, own))) {
    const kept = once.find((one) => isSameMachine(one, machine, clouds));
    if (kept === undefined) once.push(machine);
    else mirrored.push({ kept, other: machine });
  }
  return { once: once.sort(olderFirst), mirrored };
}

/** For people: both backends, and what is made of it. */
export function mirrorSentence({ kept, other }: Mirrored, clouds: readonly Account[]): string {
  const [here, there] = [kept, other].map(({ cloudId }) => clouds.find(({ id }) => id === cloudId)?.name ?? cloudId);
  return (
    `The backends ${here} and ${there} both list ${kept.name} as ${kept.externalId}: they are one account, added to Mist twice. ` +
    `It is one machine; what ${there} shows of it is left alone. Use one of the two in specs.`
  );
}

function madeFirst(a: ObservedMachine, b: ObservedMachine, own: MistId | undefined): number {
  return (
    Number(b.tags[TAGS.digest] !== undefined) - Number(a.tags[TAGS.digest] !== undefined) ||
    Number(b.lease !== null) - Number(a.lease !== null) ||
    Number(b.cloudId === own) - Number(a.cloudId === own) ||
    olderFirst(a, b)
  );
}

function providerOf({ cloudId }: ObservedMachine, clouds: readonly Account[]): string | undefined {
  return clouds.find(({ id }) => id === cloudId)?.provider;
}
