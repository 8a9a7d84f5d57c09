// Zod's issues → diagnostics in plain words. The only place that knows zod's issue codes.
import type { z } from 'zod';

import type { Node } from './load.ts';
import { mayHoldSecret, type Path, type Report } from './report.ts';
import { didYouMean, suggest } from './suggest.ts';

type Issue = z.core.$ZodIssue;

/** A value in its plain form, or zod's issues with it. */
export type Checked<T> =
  | { readonly success: true; readonly data: T }
  | { readonly success: false; readonly issues: readonly Issue[] };

const WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
};

/**
 * Reports every issue of a value that stands at `base`. A path that has a diagnostic already gets no second one.
 * Messages never hold values, which may be secrets, but for numbers that ought to be quoted.
 */
export function reportIssues(issues: readonly Issue[], base: Path, report: Report): void {
  for (const issue of issues) {
    const path = [...base, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))];
    if (issue.code === 'unrecognized_keys') reportUnknown(issue.keys, issue.message.split(', '), path, report);
    else if (issue.code === 'invalid_union') reportUnion(issue, path, report);
    else if (issue.code === 'invalid_key') reportKey(issue, path, report);
    else if (!report.has(path)) report.error(path, messageOf(issue, report.nodeAt(path), path));
  }
}

function reportUnknown(keys: readonly string[], known: readonly string[], path: Path, report: Report): void {
  for (const key of keys) {
    const guess = report.mayGuess() ? didYouMean(key, known) : '';
    report.error([...path, key], `unknown field${guess}`, 'key');
  }
}

function reportKey(issue: Issue & { code: 'invalid_key' }, path: Path, report: Report): void {
  report.error(path, issue.issues[0]?.message ?? 'is no good key', 'key');
}

/** Speaks for the form that the author meant: the one whose kind of value is there. */
function reportUnion(issue: Issue & { code: 'invalid_union' }, path: Path, report: Report): void {
  const meant = issue.errors.find(
    (branch) => !branch.some((one) => one.path.length === 0 && one.code === 'invalid_type'),
  );
  if (meant !== undefined) reportIssues(meant, path, report);
  if (meant !== undefined || report.has(path)) return;
  const node = report.nodeAt(path);
  const takesAnyText = issue.errors.some((branch) =>
    branch.some(
      (one) => one.path.length === 0 && one.code === 'invalid_type' && one.expected === 'string' && isZods(one),
    ),
  );
  report.error(path, takesAnyText && isBareNumber(node) ? quoteIt(node, path) : issue.message);
}

/** True for a message of zod's own; those of the schemas are written for people. */
function isZods(issue: Issue): boolean {
  return issue.message.startsWith('Invalid ');
}

function messageOf(issue: Issue, node: Node | null, path: Path): string {
  if (!isZods(issue)) return issue.message;
  if (issue.code === 'invalid_type') return wrongType(issue.expected, node, path);
  if (issue.code === 'invalid_value') {
    const allowed = issue.values.map(String);
    const near = node?.kind === 'scalar' ? suggest(node.raw, allowed) : null;
    return `must be one of ${allowed.join(', ')}${near === null ? '' : `; did you mean \`${near}\`?`}`;
  }
  return issue.message;
}

function wrongType(expected: string, node: Node | null, path: Path): string {
  const wanted = WORDS[expected] ?? expected;
  if (node === null) return 'is required';
  if (node.kind === 'scalar' && node.plain && /^(?:|~|null|Null|NULL)$/.test(node.raw))
    return `is empty; it must be ${wanted}`;
  if (expected === 'string' && isBareNumber(node)) return quoteIt(node, path);
  const found = { scalar: 'one value', map: 'a map', list: 'a list' }[node.kind];
  if (node.kind !== 'scalar' || ['object', 'record', 'array'].includes(expected))
    return `must be ${wanted}, not ${found}`;
  if (!node.plain) return `must be ${wanted}, without quotes`;
  return node.raw.startsWith('$') ? `must be ${wanted}, and a variable always gives text` : `must be ${wanted}`;
}

type Scalar = Node & { kind: 'scalar' };

function isBareNumber(node: Node | null): node is Scalar {
  return node?.kind === 'scalar' && node.plain && /^(?:[-+.0-9].*|true|True|TRUE|false|False|FALSE)$/.test(node.raw);
}

function quoteIt(node: Scalar, path: Path): string {
  if (mayHoldSecret(path)) return 'must be text, and YAML reads it as something else; quote it';
  const raw = node.raw.slice(0, 40);
  return `must be text, and YAML reads ${raw} as something else; quote it: "${raw}"`;
}
