// What reading a spec needs besides its text, handed from room file to room file.

import { makeSecret } from '../model/secret.ts';
import type { Secret } from '../model/spec.ts';
import type { Form } from './form.ts';
import type { Checked } from './issues.ts';
import { setIt } from './load.ts';
import type { Path, Report } from './report.ts';
import type { WrittenReference } from './variables.ts';

/** The world of one `parseSpec`: see its options. */
export type SpecOptions = {
  /** Path of the spec file relative to the workspace, or null for the text of an input. */
  readonly file: string | null;
  /** The step's environment; empty values count as missing. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Text of a file named by a `…-file` field; throws an Error whose message is a plain reason. */
  readonly readFile: (path: string) => string;
  /** True for the text of an input, where GitHub has already put secrets in and masked them. */
  readonly allowLiteralSecrets: boolean;
  /** Registers a secret in all its forms; called before the secret is used for anything. */
  readonly mask: (secret: string) => void;
  /** True for a spec that a stranger may have written: most of the language is banned then (see `untrusted.ts`). */
  readonly untrusted?: boolean;
};

/** Holds a value against a form: its plain form, or what is wrong with it. */
export type Check = <T>(form: Form<T>, value: unknown) => Checked<T>;

/** What every reader of rows is given. */
export type Context = {
  /** Holds a value against a form. */
  readonly check: Check;
  readonly options: SpecOptions;
  readonly report: Report;
  /** Paths (as JSON) whose value came from the environment. */
  readonly fromEnvironment: ReadonlySet<string>;
  /** References to other machines, found so far; those in files are added as the files are read. */
  readonly references: WrittenReference[];
};

/**
 * A secret field's value as a Secret, masked; null after a report when it stands literally in a file.
 * The message never holds the value.
 */
export function readSecret(context: Context, path: Path, text: string): Secret | null {
  // A variable that could not be filled in has been reported, and its name is what the reader of that message needs.
  if (context.report.has(path) && /^\$\{\w*\}$/.test(text)) return null;
  context.options.mask(text);
  if (!context.options.allowLiteralSecrets && !context.fromEnvironment.has(JSON.stringify(path))) {
    const message = `is a secret and must not stand in a file; write \${NAME} and ${setIt('NAME')}, from a secret`;
    if (!context.report.has(path)) context.report.error(path, message);
    return null;
  }
  return makeSecret(text);
}

/** The text of a file that a field names, or null after a report. */
export function readFileField(context: Context, path: Path, file: string): string | null {
  if (context.report.has(path)) return null;
  try {
    return context.options.readFile(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown reason';
    context.report.error(path, `cannot be read: ${reason}`);
    return null;
  }
}

/** True for a value that YAML made of a map. */
export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
