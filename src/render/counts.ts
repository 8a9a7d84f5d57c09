// How many of what: totals say machines and keys apart, because nobody who asked for two machines expects "3 created".
import type { Address } from '../model/desired.ts';

const KINDS = ['machine', 'key', 'backend'] as const;

/** `2 machines and 1 key` of these addresses; blank for none. */
export function countKinds(addresses: readonly Address[]): string {
  const parts = KINDS.flatMap((kind) => {
    const count = addresses.filter((address) => address.startsWith(`${kind}/`)).length;
    return count === 0 ? [] : [`${count} ${kind}${count === 1 ? '' : 's'}`];
  });
  const last = parts.pop() ?? '';
  return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
}
