// `${NAME}`: whole scalars, from the step's environment only, after parsing, so that no value can become YAML.
import { findReferences, type MachineReference } from '../model/reference.ts';
import type { SourcePlace } from '../model/spec.ts';
import { EXPRESSION_LEFT, type Node, setIt } from './load.ts';
import { mayHoldSecret, type Path, type Report } from './report.ts';

/** `${machines.…}` in a text of the spec: `path` leads to the text, `place` to the reference in it. */
export type WrittenReference = {
  readonly reference: MachineReference;
  readonly path: Path;
  readonly place: SourcePlace;
};

/** The value with every `${NAME}` filled in, the paths (as JSON) where that happened, and the references left in texts. */
export type Resolved = {
  readonly value: unknown;
  readonly fromEnvironment: ReadonlySet<string>;
  readonly references: readonly WrittenReference[];
};

type Scalar = Node & { readonly kind: 'scalar' };

/** Null where a spec may not use the environment at all. */
type Environment = Readonly<Record<string, string | undefined>> | null;

/** Fields whose text may hold `${…}` of its own, for a shell or a provider. */
const FREE_TEXT = new Set(['cloud-init', 'run', 'scripts', 'schedules', 'net', 'volumes', 'disks', 'extra', 'metrics']);
/** Fields that are sent when the rows in `needs` are ready, so that their addresses can be put in. */
const TAKES_ADDRESSES = new Set(['cloud-init', 'run', 'env', 'scripts', 'net', 'volumes', 'disks', 'extra']);

/** The runner's own variables: the step's inputs and the tokens of the runner are not the spec's business. */
const RUNNERS_OWN = /^(?:INPUT|STATE|ACTIONS)_/;

/**
 * Replaces whole scalars `${NAME}` by the environment's text and reports missing names, `${…}` inside of other text,
 * references to other rows where none can stand, and numbers that YAML would bend (`3.10` → 3.1).
 */
export function resolveVariables(value: unknown, root: Node, environment: Environment, report: Report): Resolved {
  const fromEnvironment = new Set<string>();
  const references: WrittenReference[] = [];
  const visit = (part: unknown, node: Node, path: Path): unknown => {
    if (node.kind === 'map') {
      if (typeof part !== 'object' || part === null) return part;
      const entries = Object.entries(part).map(([key, child]): [string, unknown] => {
        const entry = node.entries.get(key);
        return [key, entry ? visit(child, entry.node, [...path, key]) : child];
      });
      return Object.fromEntries(entries);
    }
    if (node.kind === 'list') {
      if (!Array.isArray(part)) return part;
      return part.map((child: unknown, index) => {
        const item = node.items[index];
        return item ? visit(child, item, [...path, index]) : child;
      });
    }
    if (typeof part === 'number') checkNumber(part, node, path, report);
    if (typeof part !== 'string' || !part.includes('${')) return part;
    const found = findReferences(part);
    for (const reference of found) references.push({ reference, path, place: placeInside(node, reference.at) });
    if (found.length > 0 && !part.includes('${{')) {
      checkPlace(found, node, path, report);
      return part;
    }
    const text = fill(part, node, path, environment, report);
    if (text === null) return part;
    fromEnvironment.add(JSON.stringify(path));
    return text;
  };
  return { value: visit(value, root, []), fromEnvironment, references };
}

/** References stand where text is sent after other rows are ready; elsewhere they are a mistake. */
function checkPlace(found: readonly MachineReference[], node: Scalar, path: Path, report: Report): void {
  if (TAKES_ADDRESSES.has(fieldOf(path)) && !mayHoldSecret(path)) return;
  const fields = [...TAKES_ADDRESSES].join(', ');
  const message = `addresses of other machines are known only when those are ready; they can stand in ${fields}`;
  for (const { at } of found) report.errorAt(placeInside(node, at), path, message);
}

function checkNumber(value: number, node: Scalar, path: Path, report: Report): void {
  if (String(value) === node.raw) return;
  const raw = node.raw.slice(0, 40);
  const reading = Number.isFinite(value) ? `the number ${value}` : 'no usable number';
  const open = `YAML reads ${raw} as ${reading}; quote it if text is meant: "${raw}"`;
  report.error(path, mayHoldSecret(path) ? 'YAML reads this as a number and changes it; quote it' : open);
}

/** Where in the text `at` (an offset into the value) stands: exact in blocks, else the beginning of the value. */
function placeInside(node: Scalar, at: number): SourcePlace {
  if (!node.literal) return node.place;
  // The place is that of the first line with text.
  const start = node.raw.lastIndexOf('\n', node.raw.search(/\S|$/)) + 1;
  const before = node.raw.slice(start, at).split('\n');
  return {
    line: node.place.line + before.length - 1,
    column: node.place.column + (before.at(-1) ?? '').length,
  };
}

function fill(text: string, node: Scalar, path: Path, environment: Environment, report: Report): string | null {
  const left = text.indexOf('${{');
  if (left !== -1) {
    report.errorAt(placeInside(node, left), path, EXPRESSION_LEFT);
    return null;
  }
  const name = /^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$/.exec(text)?.[1];
  if (name === undefined) {
    if (isFreeText(path)) return null;
    const whole = /^\$\{[^}]*\}$/.test(text);
    const advice = whole ? 'a name has letters, digits and _ only' : `\${NAME} must be the whole value`;
    report.error(path, `${advice}: put the complete text into an environment variable`);
    return null;
  }
  if (environment === null) {
    report.error(path, `\${${name}} cannot be used in a spec that came with an untrusted change`);
    return null;
  }
  if (RUNNERS_OWN.test(name)) {
    report.error(path, `\${${name}} belongs to GitHub's runner and cannot be used; take another name`);
    return null;
  }
  const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
  if (value === undefined) report.error(path, `\${${name}} is not set; ${setIt(name)}`);
  else if (value === '') report.error(path, `\${${name}} is empty; is the secret or variable behind it set?`);
  return value === undefined || value === '' ? null : value;
}

function isFreeText(path: Path): boolean {
  return !mayHoldSecret(path) && (FREE_TEXT.has(fieldOf(path)) || isWaitCommand(path));
}

/** A shell command has its own use for `${…}`. */
function isWaitCommand(path: Path): boolean {
  return fieldOf(path) === 'wait' && path.at(-1) === 'command';
}

/** The field of a machine row or of `defaults` that a path is in. */
function fieldOf(path: Path): string {
  return String(path[0] === 'defaults' ? path[1] : path[2]);
}
