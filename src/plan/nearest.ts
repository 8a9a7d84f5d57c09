// Which of many names somebody probably meant: for "did you mean" and lists of candidates in errors.

/** Edit distance between two short texts (insert, delete, replace). */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replace = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** At most `most` of `names`, the likeliest first: those that contain the text, then by edit distance. */
export function nearest(wanted: string, names: readonly string[], most = 5): string[] {
  const text = wanted.toLowerCase();
  const rank = (name: string): number => {
    const lower = name.toLowerCase();
    if (lower.includes(text)) return lower.length - text.length;
    return 1000 + editDistance(text.slice(0, 60), lower.slice(0, 60));
  };
  return [...new Set(names)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1)).slice(0, most);
}
