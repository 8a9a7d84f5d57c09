// Markdown for summaries and comments: foreign text loses its power, tables stay tables, and size has a limit. Pure.

/** GitHub drops a step's summary whole above 1 MiB; this leaves room for what others add to the same file. */
export const MAX_SUMMARY_BYTES = 1_000_000;

const ZERO_WIDTH_SPACE = '\u200b';

/** Text of others as plain text: no markup, no HTML, no mention, one line; safe inside a table cell. */
export function escapeText(text: string): string {
  return (
    escapeHtml(oneLine(text).replace(/[\\`*_[\]!~|]|^[#+=-]/g, '\\$&'))
      // GitHub links mentions after rendering, so an escaped @ would still reach people.
      .replaceAll('@', `@${ZERO_WIDTH_SPACE}`)
      // A bare address would become a link that others chose.
      .replaceAll('://', `:${ZERO_WIDTH_SPACE}//`)
      .replace(/www\./gi, (start) => `${start.slice(0, -1)}${ZERO_WIDTH_SPACE}.`)
  );
}

/** Text of others as code, to be copied as it is: with a fence longer than any run of backticks inside. */
export function codeSpan(text: string): string {
  const line = oneLine(text);
  if (line === '') return '';
  const longest = Math.max(0, ...Array.from(line.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  // A table splits cells at | even inside of code, unless it is escaped there.
  return `${fence}${pad}${line.replaceAll('|', '\\|')}${pad}${fence}`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
}

/** A part of a document that can be cut at its lines: `head` and `tail` stay whatever is cut between them. */
export type Section = {
  readonly head: readonly string[];
  readonly lines: readonly string[];
  readonly tail: readonly string[];
};

/** A section that is kept whole or left out. */
export function paragraph(...lines: readonly string[]): Section {
  return { head: lines, lines: [], tail: [] };
}

/** A table whose cells are Markdown already; cut by rows. */
export function table(headers: readonly string[], rows: readonly (readonly string[])[]): Section {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return { head: [line(headers), line(headers.map(() => '---'))], lines: rows.map(line), tail: [] };
}

/** A section behind a triangle. `title` is plain text: Markdown is not read inside of the HTML element. */
export function details(title: string, body: Section): Section {
  return {
    head: ['<details>', `<summary>${escapeHtml(oneLine(title))}</summary>`, '', ...body.head],
    lines: body.lines,
    tail: [...body.tail, '', '</details>'],
  };
}

/**
 * The sections as one text of at most `maxBytes` (UTF-8). Lines are left out from the end, whole ones, so that the
 * rest is still well-formed; a sentence at the end says that something is missing.
 */
export function document(sections: readonly Section[], maxBytes: number): string {
  const whole = sections.map((section) => sectionText(section, section.lines.length)).join('\n');
  if (Buffer.byteLength(whole) <= maxBytes) return whole;
  const notice = '\n_The rest is left out: it is too long for this place._\n';
  let room = maxBytes - Buffer.byteLength(notice);
  const parts: string[] = [];
  for (const section of sections) {
    const text = cutSection(section, room);
    if (text === null) break;
    parts.push(text);
    room -= Buffer.byteLength(text) + 1;
  }
  return `${parts.join('\n')}${notice}`;
}

function sectionText(section: Section, count: number): string {
  return `${[...section.head, ...section.lines.slice(0, count), ...section.tail].join('\n')}\n`;
}

function cutSection(section: Section, room: number): string | null {
  const frame = Buffer.byteLength(sectionText(section, 0));
  if (frame > room) return null;
  let used = frame;
  let count = 0;
  for (const line of section.lines) {
    used += Buffer.byteLength(line) + 1;
    if (used > room) break;
    count += 1;
  }
  return sectionText(section, count);
}
