// Reading on after a mistake that YAML stops at: the lines of a mistake are blanked, so that the rest can still be checked.

/** A text with the same lines and offsets, and the lines (from 1) that were blanked in it. */
export type Salvaged = { readonly text: string; readonly blanked: readonly number[] };

const LINE = /[^\r\n]*(?:\r\n|\n|\r|$)/y;

/**
 * Blanks each of `lines` (from 1) and what is indented below it, so that nothing of the block is left without its
 * beginning.
 */
export function blankBlocks(text: string, lines: ReadonlySet<number>): Salvaged {
  const blanked: number[] = [];
  let limit: number | null = null;
  let out = '';
  for (const [index, line] of splitLines(text).entries()) {
    const content = line.trimEnd();
    const margin = content.slice(0, content.length - content.trimStart().length);
    // Where a tab stands in the margin, nobody knows what is below it: the line goes alone.
    const indent = margin.includes('\t') ? Number.POSITIVE_INFINITY : margin.length;
    if (lines.has(index + 1)) limit = limit === null ? indent : Math.min(limit, indent);
    else if (limit !== null && content !== '' && indent <= limit) limit = null;
    if (limit === null) out += line;
    else {
      blanked.push(index + 1);
      out += line.replace(/[^\r\n]/g, ' ');
    }
  }
  return { text: out, blanked };
}

function splitLines(text: string): string[] {
  const lines: string[] = [];
  LINE.lastIndex = 0;
  while (LINE.lastIndex < text.length) lines.push(LINE.exec(text)?.[0] ?? '');
  return lines;
}
