// Collects every mistake of one spec with its place. Messages name what is allowed; the path is added by whoever prints.
import type { Diagnostic } from '../model/errors.ts';
import type { SourcePlace } from '../model/spec.ts';
import type { Node } from './load.ts';

/** Steps from the root of the spec to a value: keys of maps and indexes of lists. */
export type Path = readonly (string | number)[];

/** `machines.web.needs[0]`; `spec` for the whole text. Long keys are cut, so that no message becomes unreadable. */
export function pathText(path: Path): string {
  if (path.length === 0) return 'spec';
  const text = path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      return `${index === 0 ? '' : '.'}${step.length > 60 ? `${step.slice(0, 60)}…` : step}`;
    })
    .join('');
  return oneLine(text);
}

/** Keeps a message on one line, whatever the author's text holds. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]/gu, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** True where values are credentials more often than not: messages about them never hold the value. */
export function mayHoldSecret(path: Path): boolean {
  return path[0] === 'backends' || path[0] === 'clouds' || path[0] === 'keys';
}

/** Where a diagnostic points: at the value, or at the key in front of it. */
export type Pointer = 'value' | 'key';

/** Beyond these, a spec holds something else altogether, and a guess for each word would take seconds. */
const MOST_GUESSES = 200;

/** The diagnostics of one spec. A path that is not in the text points at the deepest key of it that is. */
export class Report {
  readonly #root: Node;
  readonly #found = new Map<string, Diagnostic>();
  readonly #paths = new Set<string>();
  #guesses = 0;

  /** True when a whole row may be missing, so that rules between rows would find what is none. */
  readonly lacksRows: boolean;
  readonly #damaged: boolean;
  readonly #damagedRows: ReadonlySet<string>;

  /** `blanked`: lines that could not be read. What is said about rows that they belong to would be guesswork. */
  constructor(root: Node, blanked: readonly number[] = []) {
    this.#root = root;
    const { rows, between } = rowsWith(root, blanked);
    this.#damaged = blanked.length > 0;
    this.#damagedRows = rows;
    this.lacksRows = between;
  }

  /** Records what kept a part of the text from being read. */
  unreadable(place: SourcePlace, message: string): void {
    this.#add({ path: 'spec', ...place, message: oneLine(message), severity: 'error' });
  }

  /** Records a mistake; the same message at the same place and path counts once. */
  error(path: Path, message: string, pointer: Pointer = 'value'): void {
    this.errorAt(this.#placeOf(path, pointer), path, message);
  }

  /** Records a mistake at a place of its own inside a value, e.g. in the middle of a block of text. */
  errorAt(place: SourcePlace, path: Path, message: string): void {
    if (this.#damaged && (path.length < 2 || this.#damagedRows.has(pathText(path.slice(0, 2))))) return;
    this.#add({ path: pathText(path), ...place, message: oneLine(message), severity: 'error' });
  }

  #add(diagnostic: Diagnostic): void {
    this.#paths.add(diagnostic.path);
    this.#found.set(JSON.stringify(diagnostic), diagnostic);
  }

  /** True while there is time to look for what a word was meant to be; each call counts as one look. */
  mayGuess(): boolean {
    this.#guesses += 1;
    return this.#guesses <= MOST_GUESSES;
  }

  /** True when exactly this path has been complained about: followers of one mistake are not worth a second one. */
  has(path: Path): boolean {
    return this.#paths.has(pathText(path));
  }

  /** The place of the key of a row. */
  keyPlace(path: Path): SourcePlace {
    return this.#placeOf(path, 'key');
  }

  /** The place of the value at a path. */
  valuePlace(path: Path): SourcePlace {
    return this.#placeOf(path, 'value');
  }

  /** The node at a path, or null. */
  nodeAt(path: Path): Node | null {
    let node: Node | null = this.#root;
    for (const step of path) node = node === null ? null : childOf(node, step);
    return node;
  }

  /** All mistakes in the order of the text. */
  diagnostics(): Diagnostic[] {
    return [...this.#found.values()].sort((a, b) => a.line - b.line || a.column - b.column);
  }

  #placeOf(path: Path, pointer: Pointer): SourcePlace {
    let node = this.#root;
    let key = this.#root.place;
    for (const step of path) {
      const child = childOf(node, step);
      if (child === null) return key;
      key = node.kind === 'map' ? (node.entries.get(String(step))?.key ?? key) : child.place;
      node = child;
    }
    return pointer === 'key' ? key : node.place;
  }
}

/** The rows (as path texts) that any of `lines` lies in, and whether one lies in no row's own lines. */
function rowsWith(
  root: Node,
  lines: readonly number[],
): { readonly rows: ReadonlySet<string>; readonly between: boolean } {
  const starts: { readonly line: number; readonly row: string | null }[] = [];
  for (const [section, { key, node }] of root.kind === 'map' ? root.entries : []) {
    starts.push({ line: key.line, row: null });
    for (const [name, entry] of node.kind === 'map' ? node.entries : []) {
      starts.push({ line: entry.key.line, row: pathText([section, name]) });
      // `defaults` has fields, not rows: what is damaged there touches every row.
      if (section === 'defaults') starts.push({ line: entry.key.line + 1, row: null });
    }
  }
  const rows = new Set<string>();
  let between = false;
  for (const line of lines) {
    const before = starts.filter((start) => start.line <= line).at(-1);
    if (before?.row === undefined || before.row === null) between = true;
    else rows.add(before.row);
  }
  return { rows, between };
}

function childOf(node: Node, step: string | number): Node | null {
  if (node.kind === 'map') return node.entries.get(String(step))?.node ?? null;
  return node.kind === 'list' && typeof step === 'number' ? (node.items[step] ?? null) : null;
}
