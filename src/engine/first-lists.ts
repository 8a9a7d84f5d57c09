// What takes its time and is surely needed, begun before the rest of the program is even loaded: the two lists of every
// plan, and the pair of a key that is surely new.
import type { Scope } from '../model/identity.ts';
import type { Spec } from '../model/spec.ts';
import type { KeyMaker, MistReader } from './ports.ts';

/** The same reader; its first `clouds()` and `keys()` answer with requests that leave now, all later ones ask anew. */
export function askFirst(reader: MistReader): MistReader {
  return { ...reader, clouds: begun(reader.clouds), keys: begun(reader.keys) };
}

/** The same key maker; its first `rsa()` answers with a pair that is begun now, all later ones make another. */
export function makeFirst(keyMaker: KeyMaker): KeyMaker {
  return { ...keyMaker, rsa: begun(keyMaker.rsa) };
}

/**
 * True when an apply will generate a key, whatever is in Mist: an unnamed scope is new with its step. In a named one the
 * keys are there more often than not.
 */
export function needsNewKey(scope: Pick<Scope, 'named'>, { keys, machines }: Pick<Spec, 'keys' | 'machines'>): boolean {
  if (scope.named) return false;
  const byDefault = machines.some((row) => row.state === 'present' && row.key === null && row.adopt === null);
  return byDefault || keys.some((row) => row.state === 'generated');
}

function begun<T>(ask: () => Promise<T>): () => Promise<T> {
  let early: Promise<T> | null = ask();
  // A step that fails before it asks leaves the answer unheard.
  early.catch(() => undefined);
  return () => {
    const answer = early ?? ask();
    early = null;
    return answer;
  };
}
