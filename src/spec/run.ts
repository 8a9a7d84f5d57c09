// Setup over SSH: `run`, `run-file`, their environment and time limit, in a row or in `defaults`.
import { findReferences } from '../model/reference.ts';
import type { RunRef, Secret, TimeoutRef } from '../model/spec.ts';
import { type Context, isMap, readFileField, readSecret } from './context.ts';
import { recordOf, textOf } from './form.ts';
import { DURATION_PATTERN } from './forms.ts';
import { type Read, readPath, readTimeout } from './read.ts';
import type { Path } from './report.ts';

const MAX_SCRIPT_BYTES = 256 * 1024;

/** A script as POSIX shells take it: Windows line ends would become part of every word. */
export function readScript(text: string): Read<string> {
  if (text.trim() === '') return { refused: 'must not be empty' };
  if (/[\0\uFFFD]/.test(text)) return { refused: 'must be UTF-8 text without NUL characters' };
  if (Buffer.byteLength(text) > MAX_SCRIPT_BYTES) {
    return { refused: `must be at most ${MAX_SCRIPT_BYTES / 1024} KiB; copy larger things with scp afterwards` };
  }
  return { value: text.replaceAll('\r\n', '\n') };
}

/** Names of POSIX shells; those that the action sets itself are not the spec's. */
function readVariableName(text: string): Read<string> {
  if (/^MIST_/i.test(text)) return { refused: 'variables that begin with MIST_ are set by the action' };
  if (/^[A-Za-z_][A-Za-z0-9_]{0,127}$/.test(text)) return { value: text };
  return { refused: 'a variable name has 1 to 128 letters, digits and _, and does not begin with a digit' };
}

function readVariableValue(text: string): Read<string> {
  if (text.includes('\0')) return { refused: 'must not hold NUL characters' };
  if (Buffer.byteLength(text) > 32 * 1024) return { refused: 'must be at most 32 KiB' };
  return { value: text };
}

/** The fields of setup, as a row or `defaults` has them. */
export const RUN_FORMS = {
  run: textOf(readScript).optional().describe('Commands to run over SSH once the machine is ready.'),
  'run-file': textOf(readPath).optional().describe('Path of a script to run over SSH once the machine is ready.'),
  'run-timeout': textOf(readTimeout, 'must be a duration with its unit, such as 10m', { pattern: DURATION_PATTERN })
    .optional()
    .describe('How long the script may take, e.g. 10m.'),
  env: recordOf(textOf(readVariableName), textOf(readVariableValue))
    .optional()
    .describe('Environment of the script. Values that come from variables of the step are masked.'),
};

/** The fields of `RUN_FORMS` in their plain form. */
export type RunFields = {
  readonly run?: string | undefined;
  readonly 'run-file'?: string | undefined;
  readonly 'run-timeout'?: { readonly timeoutMs: number; readonly timeoutText: string } | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
};

/** What one place (a row, or `defaults`) says about setup; files are read and secrets are masked by then. */
export type RunParts = {
  readonly script: string | null;
  readonly limit: TimeoutRef;
  readonly env: Readonly<Record<string, string | Secret>>;
};

/** Names whose values are credentials more often than not. */
const SECRET_NAME = /(?:^|_)(?:TOKEN|PASSWORD|PASSWD|SECRET|CREDENTIALS?|API_?KEY|ACCESS_KEY|PRIVATE_KEY)$/i;

/** Reads the checked fields of one place; mistakes are in the report. */
export function readRun(fields: RunFields, path: Path, context: Context): RunParts {
  const env: Record<string, string | Secret> = {};
  for (const [name, text] of Object.entries(fields.env ?? {})) {
    const at = [...path, 'env', name];
    // What comes from the environment is a secret whatever it looks like: nothing in it is filled in.
    const given = context.fromEnvironment.has(JSON.stringify(at));
    const named = SECRET_NAME.test(name) && findReferences(text).length === 0;
    const value = (given || named) && text !== '' ? readSecret(context, at, text) : text;
    if (value !== null) env[name] = value;
  }
  return { script: scriptOf(fields, path, context), limit: fields['run-timeout'] ?? { timeoutMs: null }, env };
}

function scriptOf(fields: RunFields, path: Path, context: Context): string | null {
  const file = fields['run-file'];
  if (file === undefined) return fields.run ?? null;
  const at = [...path, 'run-file'];
  const text = readFileField(context, at, file);
  if (text === null) return null;
  for (const reference of findReferences(text)) {
    context.references.push({ reference, path: at, place: context.report.valuePlace(at) });
  }
  const read = readScript(text);
  if ('value' in read) return read.value;
  context.report.error(at, read.refused);
  return null;
}

/** `run` and `run-file` are two ways to say one thing. */
export function checkRunPair(row: Readonly<Record<string, unknown>>, path: Path, context: Context): void {
  if (!Object.hasOwn(row, 'run') || !Object.hasOwn(row, 'run-file')) return;
  context.report.error([...path, 'run-file'], 'cannot stand beside `run`; write one of them', 'key');
}

/** Levels after which nobody has logged in from here. */
const NO_LOGIN: readonly string[] = ['running', 'tcp', 'http', 'from: mist'];

function levelOf(wait: Readonly<Record<string, unknown>>): unknown {
  if (wait.http !== undefined) return 'http';
  return wait.from === undefined ? wait.for : 'from: mist';
}

/** What a row needs to be set up: something to run where there is an environment, and a login. */
export function checkRun(
  row: Readonly<Record<string, unknown>>,
  defaults: unknown,
  path: Path,
  context: Context,
): void {
  const shared = isMap(defaults) ? defaults : {};
  const has = (field: string): boolean => Object.hasOwn(row, field) || Object.hasOwn(shared, field);
  if (row.adopt !== undefined) return;
  if (!has('run') && !has('run-file')) {
    for (const field of ['env', 'run-timeout']) {
      if (Object.hasOwn(row, field))
        context.report.error([...path, field], 'needs `run` or `run-file` beside it', 'key');
    }
    return;
  }
  const own = Object.hasOwn(row, 'wait');
  const wait = own ? row.wait : shared.wait;
  const level = isMap(wait) ? levelOf(wait) : wait;
  if (typeof level !== 'string' || !NO_LOGIN.includes(level)) return;
  const at = own ? [...path, 'wait'] : [...path, Object.hasOwn(row, 'run-file') ? 'run-file' : 'run'];
  context.report.error(at, `\`wait: ${level}\` proves no login, and \`run\` needs one; write \`wait: ssh\``);
}

/** Row and `defaults` together; null where there is nothing to run. */
export function settleRun(row: RunParts, shared: RunParts | null): RunRef | null {
  const script = row.script ?? shared?.script ?? null;
  if (script === null) return null;
  return {
    script,
    ...(row.limit.timeoutMs === null && shared !== null ? shared.limit : row.limit),
    env: { ...shared?.env, ...row.env },
  };
}
