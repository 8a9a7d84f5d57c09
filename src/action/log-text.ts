// Text on its way to the runner's log: what could act there (terminal codes, workflow commands) is made harmless. Pure.
//
// The grammar is the runner's own (actions/runner, ActionCommand.cs): a line is a command when, after white space, it
// begins with `::`, or when it holds `##[` anywhere. Both look-ups compare by culture, which passes over ignorable
// characters, so those are removed before.

/** The runner cuts the message of an annotation at this many characters. */
export const MAX_ANNOTATION = 4096;

const ESC = String.fromCharCode(0x1b);
const BEL = String.fromCharCode(0x07);
/** Terminal sequences (ECMA-48): CSI, OSC up to its end or the end of the line, two- and three-character escapes. */
const ANSI = new RegExp(
  `${ESC}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${BEL}${ESC}\\r\\n]*(?:${BEL}|${ESC}\\\\)?|[ -/]*[0-Z\\\\^-~])`,
  'g',
);
const LINE_ENDS = /\r\n|[\r\n\u0085\u2028\u2029\v\f]/g;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Surrogate}]/gu;

/** Where an annotation points: `file` relative to the workspace, line and column counted from 1. */
export type Place = {
  readonly title?: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
};

/** `text` as lines without terminal codes, control characters or characters that nobody sees; tabs become blanks. */
export function cleanLines(text: string): string[] {
  return text
    .replace(ANSI, '')
    .replace(LINE_ENDS, '\n')
    .split('\n')
    .map((line) => line.replaceAll('\t', '  ').replace(INVISIBLE, ''));
}

/** One printable line: the lines of `text` joined by a blank. */
export function cleanLine(text: string): string {
  return cleanLines(text).join(' ').trim();
}

/** A clean line that the runner cannot take for a command: `::` at its beginning and `##[` anywhere are pulled apart. */
export function neutralise(line: string): string {
  return line.replace(/^(\s*):(?=:)/, '$1: ').replaceAll('##[', '# #[');
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** A workflow command line in the runner's grammar, all parts escaped by its rules. */
export function formatCommand(name: string, data: string, properties: Readonly<Record<string, string>> = {}): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  return `::${name}${list.length > 0 ? ` ${list.join(',')}` : ''}::${escapeData(data)}`;
}

/** The properties of an annotation that are given, under the runner's names. */
export function placeProperties(place: Place): Record<string, string> {
  return {
    ...(place.title === undefined ? {} : { title: cleanLine(place.title) }),
    ...(place.file === undefined ? {} : { file: cleanLine(place.file) }),
    ...(place.line === undefined ? {} : { line: String(place.line) }),
    ...(place.column === undefined ? {} : { col: String(place.column) }),
  };
}

/** `spec.yml:3:7: ` for logs without annotations, or nothing. */
export function placePrefix(place: Place): string {
  if (place.file === undefined) return '';
  const at = [place.file, place.line, place.column].filter((part) => part !== undefined);
  return `${cleanLine(at.join(':'))}: `;
}
