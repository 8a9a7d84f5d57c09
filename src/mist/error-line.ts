// One line for people out of an error answer. The rule: nothing that could repeat a request leaves this file. Mist's
// schema errors repeat whole bodies, and its validation errors quote the value that was refused, credentials included.

const MAX_LINE = 200;
/** Below this a piece of a secret is too common to tell an echo from a coincidence. */
const MIN_ECHO = 8;

const CONTROL = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]+/gu;

/** The first line that says something: without control and format characters, blanks collapsed, at most 200 characters. */
export function cleanLine(raw: string): string {
  for (const part of raw.slice(0, 4096).split(/[\r\n\u2028\u2029]+/)) {
    const line = part.replace(CONTROL, ' ').replace(/\s+/g, ' ').trim();
    if (line !== '') return line.length > MAX_LINE ? `${line.slice(0, MAX_LINE - 1)}…` : line;
  }
  return '';
}

/** v1's one-liners. Of a validation error only the field names are kept, never the refused values. */
export function lineOfText(raw: string): string {
  const line = cleanLine(raw);
  if (!/[{}]|Invalid parameter |ValidationError/.test(line)) return line;
  const kind = /^([A-Z][A-Za-z ]{1,40}): /.exec(line)?.[1] ?? 'the server refused a value';
  const fields =
    /\b(Invalid parameters|Field is required|Missing [a-z]+): ?(\[[\w', -]{1,120}\])|\bInvalid parameters (\[[\w', -]{1,120}\])/.exec(
      raw,
    );
  if (!fields) return kind;
  return `${kind}: ${fields[3] === undefined ? `${fields[1]}: ${fields[2]}` : `Invalid parameters ${fields[3]}`}`;
}

/** `detail` of a problem+json body. Schema errors are reduced to the field they are about. */
export function lineOfProblem(status: number, title: string, detail: string): string {
  const required = /^'(\w{1,40})' is a required property(?: - '([\w.]{1,80})')?$/.exec(detail);
  if (required) return `'${required[1]}' is required${required[2] ? ` in '${required[2]}'` : ''}`;
  if (status === 400 || status === 422) {
    const field = / - '([\w.]{1,80})'$/.exec(detail)?.[1];
    return field ? `the server's schema refuses '${field}'` : `${cleanLine(title)}: refused by the server's schema`;
  }
  return status >= 500 || /["'{}[\]]/.test(detail) ? cleanLine(title) : cleanLine(detail) || cleanLine(title);
}

/**
 * True when `line` holds one of `secrets`, or a line of one: such a line is never shown. Cut lines count, so a secret
 * that begins near the end is found by its beginning.
 */
export function echoes(line: string, secrets: readonly string[]): boolean {
  const haystack = line.toLowerCase();
  return secrets.some((secret) =>
    secret.split(/[\r\n]+/).some((part) => {
      const needle = part.trim().toLowerCase();
      if (needle.length < MIN_ECHO)
        return needle.length > 3 && needle === secret.toLowerCase() && haystack.includes(needle);
      return haystack.includes(needle) || haystack.includes(needle.slice(0, MIN_ECHO));
    }),
  );
}
