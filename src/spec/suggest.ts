// "Did you mean": the one known word that a mistyped one is near to.
import { editDistance } from '../model/edit-distance.ts';

/** More candidates than anybody would read, and enough to make hostile text slow. */
const MOST_KNOWN = 50;

/** Letters that may be added, dropped, swapped or replaced, by the length of the shorter word. */
function tolerance(length: number): number {
  if (length <= 3) return 1;
  return length <= 6 ? 2 : 3;
}

/** The known word nearest to `word`, or null when none is near enough to be meant. Case and `_` count as nothing. */
export function suggest(word: string, known: readonly string[]): string | null {
  if (word.length > 40 || known.length > MOST_KNOWN) return null;
  const plain = fold(word);
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const limit = Math.min(least - 1, tolerance(Math.min(plain.length, candidate.length)));
    const distance = editDistance(plain, fold(candidate), limit);
    if (distance <= limit) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

/** `; did you mean \`image\`?`, or the known words where none is near. */
export function didYouMean(word: string, known: readonly string[]): string {
  const near = suggest(word, known);
  return near === null ? `; known are ${known.join(', ')}` : `; did you mean \`${near}\`?`;
}

function fold(word: string): string {
  return word.toLowerCase().replaceAll('_', '-');
}
