// YAML text → a value and, for every key and value in it, the place it was written. Knows YAML, knows nothing of specs.
import {
  CORE_SCHEMA,
  constructFromEvents,
  EVENT_ID,
  type Event,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE,
  YAMLException,
} from 'js-yaml';

import type { SourcePlace } from '../model/spec.ts';
import { blankBlocks, type Salvaged } from './salvage.ts';

/** One value of the text. `raw` is a scalar's text; `literal` tells that it is a block (`|`), kept line by line. */
export type Node = { readonly place: SourcePlace } & (
  | {
      readonly kind: 'scalar';
      readonly raw: string;
      readonly plain: boolean;
      readonly literal: boolean;
    }
  | { readonly kind: 'map'; readonly entries: ReadonlyMap<string, MapEntry> }
  | { readonly kind: 'list'; readonly items: readonly Node[] }
);
type MapEntry = { readonly key: SourcePlace; readonly node: Node };

/** What stands in the way of reading the text at all. */
export type LoadProblem = { readonly place: SourcePlace; readonly message: string };

/**
 * `value` holds only null, boolean, number, string, {} and []. Where there are problems, `document` is what can be read
 * without the lines `blanked` (from 1), or null when that is nothing.
 */
export type Loaded = {
  readonly problems: readonly LoadProblem[];
  readonly document: { readonly value: unknown; readonly root: Node; readonly blanked: readonly number[] } | null;
};

/** Generous for hand-written text, small enough that every later walk is instant. */
const MAX_BYTES = 64 * 1024;
const MAX_DEPTH = 20;
const MAX_NODES = 5000;
/** How often a text is read again after a mistake that ends the reading. */
const MOST_ATTEMPTS = 12;

/** How a variable gets its value, whoever runs this. */
export function setIt(name: string): string {
  return `set ${name} in the environment (in a workflow: in the step's \`env:\`)`;
}

const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
/** What is wrong with a `${{ … }}` that is still in the text when the action reads it. */
export const EXPRESSION_LEFT = `GitHub expands \${{ … }} only in workflow files; here, write \${NAME} and ${setIt('NAME')}`;

/**
 * `${NAME}` is no YAML inside of { } and [ ]. While YAML is read, its braces are two private characters of the same
 * length, so that offsets stay true; they are braces again in every value.
 */
const [OPEN, CLOSE] = ['\uE000', '\uE001'];

function shield(text: string): string {
  return text.replace(/\$\{([A-Za-z_][A-Za-z0-9_.-]*)\}/g, `$$${OPEN}$1${CLOSE}`);
}

function unshield(text: string): string {
  return text.replaceAll(OPEN, '{').replaceAll(CLOSE, '}');
}

function unshieldAll(value: unknown): unknown {
  if (typeof value === 'string') return unshield(value);
  if (Array.isArray(value)) return value.map(unshieldAll);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [unshield(key), unshieldAll(child)]));
}

/** Reads one YAML 1.2 document without anchors, aliases, tags and merge keys; never throws. */
export function load(text: string): Loaded {
  const start = { line: 1, column: 1 };
  if (Buffer.byteLength(text) > MAX_BYTES) {
    const message = `the text is larger than ${MAX_BYTES / 1024} KiB; split the spec or move scripts into files`;
    return { problems: [{ place: start, message }], document: null };
  }
  if (text.includes(OPEN) || text.includes(CLOSE)) {
    const message = 'the private-use characters U+E000 and U+E001 cannot be used';
    return { problems: [{ place: start, message }], document: null };
  }
  return readOn(text, shield(text), new Places(text));
}

/** Reads, and reads again without the lines of each mistake, for as long as that leads further down the text. */
function readOn(text: string, shielded: string, places: Places): Loaded {
  const problems: LoadProblem[] = [];
  const bad = new Set<number>();
  let salvaged: Salvaged = { text: shielded, blanked: [] };
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const read = readOnce(text, salvaged, places);
    const last = problems.at(-1)?.place.line ?? 0;
    const fresh = read.problems.filter((problem) => attempt === 0 || problem.place.line > last);
    problems.push(...fresh);
    if (read.document !== null) return { problems, document: read.document };
    // A second mistake that is not further down may be of our own making.
    if (fresh.length === 0 || fresh.length < read.problems.length || !fresh.every(canReadOn)) break;
    for (const { place } of fresh) bad.add(place.line);
    salvaged = blankBlocks(shielded, bad);
  }
  return { problems, document: null };
}

/** After an open quote or bracket nobody knows where the next value begins; other mistakes end with their block. */
function canReadOn({ place, message }: LoadProblem): boolean {
  return !/is not closed|deeper than|only one YAML|is empty|more than|unexpected end/.test(message) && place.line > 0;
}

function readOnce(text: string, { text: shielded, blanked }: Salvaged, places: Places): Loaded {
  try {
    const events = parseEvents(shielded, { maxDepth: 100 });
    const reader = new TreeReader(shielded, events, places);
    const root = reader.readDocument();
    if (reader.problems.length > 0 || root === null) return { problems: reader.problems, document: null };
    const [value] = constructFromEvents(events, { source: shielded, schema: CORE_SCHEMA });
    return { problems: [], document: { value: unshieldAll(value), root, blanked } };
  } catch (error) {
    return { problems: [syntaxProblem(error, text)], document: null };
  }
}

function syntaxProblem(error: unknown, text: string): LoadProblem {
  if (!(error instanceof YAMLException)) throw error;
  const line = (error.mark?.line ?? 0) + 1;
  const place = { line, column: (error.mark?.column ?? 0) + 1 };
  const written = text.split(/\r\n|\n|\r/)[line - 1] ?? '';
  if (written.includes('${{')) return { place, message: EXPRESSION_LEFT };
  if (/depth/i.test(error.reason)) return { place, message: `nested deeper than ${MAX_DEPTH} levels` };
  if (written.trimStart().startsWith('\t') || error.reason.includes('tab')) {
    return { place, message: 'YAML does not allow tabs for indentation; use spaces' };
  }
  if (/^[^#]*:\s+[@`%]/.test(written)) {
    return { place, message: 'a value cannot begin with @, % or a backtick; quote it' };
  }
  if (error.reason === 'deficient indentation') {
    return { place, message: 'a quote or bracket above is not closed, or this line is not indented far enough' };
  }
  return { place, message: `not valid YAML: ${error.reason}` };
}

/** Offsets → line and column, by binary search over the line beginnings. */
class Places {
  readonly #starts: number[];

  constructor(text: string) {
    // A byte order mark is no column of the first line.
    this.#starts = [text.startsWith('\uFEFF') ? 1 : 0];
    for (const found of text.matchAll(/\r\n|\n|\r/g)) this.#starts.push(found.index + found[0].length);
  }

  at(offset: number): SourcePlace {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
  }
}

/** Walks the events once, building nodes and collecting everything a spec may not use. */
class TreeReader {
  readonly problems: LoadProblem[] = [];
  readonly #text: string;
  readonly #events: readonly Event[];
  readonly #places: Places;
  #next = 0;
  #nodes = 0;
  #tooDeep = false;

  constructor(text: string, events: readonly Event[], places: Places) {
    this.#text = text;
    this.#events = events;
    this.#places = places;
  }

  readDocument(): Node | null {
    const [first] = this.#events;
    if (first?.type !== EVENT_ID.DOCUMENT) return this.#emptyText();
    if (first.directives.length > 0) this.#refuse({ line: 1, column: 1 }, 'YAML directives (%…) are not used in specs');
    this.#next = 1;
    const root = this.#readNode(1, { line: 1, column: 1 });
    this.#next += 1;
    const second = this.#events[this.#next + 1];
    if (second)
      this.#refuse(
        this.#placeOf(second) ?? { line: 1, column: 1 },
        'only one YAML document is read; remove the rest, from `---` on',
      );
    return root;
  }

  #emptyText(): null {
    this.#refuse({ line: 1, column: 1 }, 'the spec is empty; write at least `machines:` with one row');
    return null;
  }

  #readNode(depth: number, fallback: SourcePlace): Node | null {
    const event = this.#events[this.#next];
    this.#next += 1;
    if (event === undefined || event.type === EVENT_ID.POP || event.type === EVENT_ID.DOCUMENT) return null;
    const place = this.#placeOf(event) ?? fallback;
    this.#nodes += 1;
    if (this.#nodes === MAX_NODES + 1) this.#refuse(place, `more than ${MAX_NODES} values; split the spec`);
    if (depth === MAX_DEPTH + 1 && !this.#tooDeep) {
      this.#tooDeep = true;
      this.#refuse(place, `nested deeper than ${MAX_DEPTH} levels`);
    }
    if (event.type === EVENT_ID.ALIAS) {
      this.#refuse(place, 'aliases (*name) are not used in specs; use `defaults:`, or write the value again');
      return { kind: 'scalar', place, raw: '', plain: false, literal: false };
    }
    if (event.anchorStart !== -1) {
      this.#refuse(this.#places.at(event.anchorStart - 1), 'anchors (&name) are not used in specs; use `defaults:`');
    }
    if (event.tagStart !== -1) {
      this.#refuse(
        this.#places.at(event.tagStart),
        'YAML tags (!…) are not used in specs; quote the value to make it text',
      );
    }
    if (event.type === EVENT_ID.SCALAR) {
      const raw = unshield(getScalarValue(this.#text, event));
      const plain = event.style === SCALAR_STYLE.PLAIN;
      return { kind: 'scalar', place, raw, plain, literal: event.style === SCALAR_STYLE.LITERAL_BLOCK };
    }
    return event.type === EVENT_ID.SEQUENCE ? this.#readList(depth, place) : this.#readMap(depth, place);
  }

  #readList(depth: number, place: SourcePlace): Node {
    const items: Node[] = [];
    for (let item = this.#readNode(depth + 1, place); item !== null; item = this.#readNode(depth + 1, place)) {
      items.push(item);
    }
    return { kind: 'list', place, items };
  }

  #readMap(depth: number, place: SourcePlace): Node {
    const entries = new Map<string, MapEntry>();
    for (let key = this.#readNode(depth, place); key !== null; key = this.#readNode(depth, place)) {
      const node = this.#readNode(depth + 1, key.place);
      if (node === null) break;
      if (key.kind !== 'scalar') this.#refuse(key.place, 'a key must be plain text');
      else if (this.#isGoodKey(key.raw, key, entries)) entries.set(key.raw, { key: key.place, node });
    }
    return { kind: 'map', place, entries };
  }

  #isGoodKey(raw: string, key: Node & { kind: 'scalar' }, entries: ReadonlyMap<string, MapEntry>): boolean {
    const before = entries.get(raw);
    if (raw === '<<' && key.plain) this.#refuse(key.place, 'merge keys (<<) are not used in specs; use `defaults:`');
    else if (FORBIDDEN_KEYS.has(raw)) this.#refuse(key.place, `\`${raw}\` cannot be a key`);
    else if (before)
      this.#refuse(key.place, `\`${raw.slice(0, 60)}\` is already on line ${before.key.line}; a key may stand once`);
    else return true;
    return false;
  }

  #placeOf(event: Event): SourcePlace | null {
    switch (event.type) {
      case EVENT_ID.SCALAR: {
        if (event.valueStart === -1) return null;
        if (event.style === SCALAR_STYLE.PLAIN) return this.#places.at(event.valueStart);
        if (event.indent === -1) return this.#places.at(event.valueStart - 1);
        return this.#places.at(this.#firstText(event.valueStart, event.indent));
      }
      case EVENT_ID.ALIAS:
        return this.#places.at(event.anchorStart - 1);
      case EVENT_ID.SEQUENCE:
      case EVENT_ID.MAPPING:
        return this.#places.at(event.start);
      default:
        return null;
    }
  }

  /** Where a block's first line with text begins: the empty ones above it belong to its value and have no indentation. */
  #firstText(start: number, indent: number): number {
    const empty = /(?: *(?:\r\n|\n|\r))*/y;
    empty.lastIndex = start;
    const found = empty.exec(this.#text);
    return start + (found?.[0].length ?? 0) + indent;
  }

  #refuse(place: SourcePlace, message: string): void {
    this.problems.push({ place, message });
  }
}
