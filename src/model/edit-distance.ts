// How far two words are apart, for "did you mean" and lists of the nearest names.

/**
 * Insertions, deletions, replacements and swaps of neighbours between two short words; stops as soon as
 * it must come to more than `limit`, and is then any larger number.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let leastOfRow = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      if (least < leastOfRow) leastOfRow = least;
      row.push(least);
    }
    if (leastOfRow > limit) return limit + 1;
    before = above;
    above = row;
  }
  return above[b.length] ?? 0;
}
