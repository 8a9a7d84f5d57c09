// The two lists that every plan begins with, asked for before the rest of the program is even loaded.
import type { MistReader } from './ports.ts';

/** The same reader; its first `clouds()` and `keys()` answer with requests that leave now, all later ones ask anew. */
export function askFirst(reader: MistReader): MistReader {
  return { ...reader, clouds: begun(reader.clouds), keys: begun(reader.keys) };
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
