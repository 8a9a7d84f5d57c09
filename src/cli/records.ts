// Reading back what main wrote in the runner's multi-line form (action/command-file writes it).

/** Name → last value of every whole record; a torn one at the end is left out. */
export function readRecords(text: string): Map<string, string> {
  const records = new Map<string, string>();
  const lines = text.split('\n');
  for (let i = 0; i < lines.length; i += 1) {
    const head = /^([^<=]+)<<(.+)$/.exec(lines[i] ?? '');
    if (!head?.[1] || !head[2]) continue;
    const end = lines.indexOf(head[2], i + 1);
    if (end === -1) break;
    records.set(head[1], lines.slice(i + 1, end).join('\n'));
    i = end;
  }
  return records;
}
