// The ownership proof: what must hold of an object, on a fresh read, before this scope may change or destroy it.
// The rule is in docs/architecture.md, "Ownership".
import { literalOwnerHash, ownerHash, ownsName, rowPart, type Scope, TAGS, tagValue } from '../model/identity.ts';
import type { ObservedKey, ObservedMachine } from '../model/observed.ts';

export type Proof = { readonly owned: true; readonly row: string } | { readonly owned: false; readonly why: string };

const refuse = (why: string): Proof => ({ owned: false, why });

/**
 * Is this machine ours? The name must be the one recomputed for its row, or, for a literal name, the owner tag must be
 * the hash that covers scope, row and that very name. No tag of ours may contradict. Tags alone prove nothing.
 */
export function proveMachine(scope: Scope, machine: ObservedMachine): Proof {
  if (machine.missing) return refuse('the provider no longer lists it');
  const scopeTag = machine.tags[TAGS.scope];
  if (scopeTag !== undefined && scopeTag !== tagValue(scope.name)) return refuse('its scope tag names another scope');
  const derived = rowPart(scope, 'machine', machine.name);
  const owner = machine.tags[TAGS.owner];
  if (derived !== null) {
    const contradicts = owner !== undefined && owner !== ownerHash(scope, 'machine', derived);
    if (contradicts) return refuse('its owner tag belongs to another row or scope');
    return { owned: true, row: machine.tags[TAGS.row] ?? derived };
  }
  const row = machine.tags[TAGS.row];
  if (row === undefined || owner === undefined) return refuse('its name is not one of this scope');
  if (machine.name.startsWith('ma-')) return refuse('its name does not fit its tags');
  return owner === literalOwnerHash(scope, row, machine.name, machine.cloudId)
    ? { owned: true, row }
    : refuse('its owner tag does not fit its name');
}

/** True for a key that this scope generated: its name recomputes, and it is not shared by its nature. */
export function provesKey(scope: Scope, key: ObservedKey): boolean {
  return ownsName(scope, 'key', key.name);
}

/** One common order for twins, the same for every actor: the first created stays, ties go by id. */
export function olderFirst(a: ObservedMachine, b: ObservedMachine): number {
  const created = (machine: ObservedMachine): number => machine.createdAt ?? Number.POSITIVE_INFINITY;
  if (created(a) < created(b)) return -1;
  if (created(a) > created(b)) return 1;
  return a.id < b.id ? -1 : 1;
}
