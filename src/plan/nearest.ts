// Which of many names somebody probably meant: for "did you mean" and lists of candidates in errors.

import { editDistance } from '../model/edit-distance.ts';

/** Names further apart than this are listed in no order of likeness. */
const FARTHEST = 60;

/** At most `most` of `names`, the likeliest first: those that contain the text, then by edit distance. */
export function nearest(wanted: string, names: readonly string[], most = 5): string[] {
  const text = wanted.toLowerCase();
  const rank = (name: string): number => {
    const lower = name.toLowerCase();
    if (lower.includes(text)) return lower.length - text.length;
    return 1000 + editDistance(text.slice(0, FARTHEST), lower.slice(0, FARTHEST), FARTHEST);
  };
  return [...new Set(names)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1)).slice(0, most);
}
