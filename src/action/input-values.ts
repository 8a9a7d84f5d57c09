// One raw input at a time: text from the runner's environment to a checked value, or an InputError that names it.
import { DURATION_FORMS, formatDuration, parseDuration } from '../model/duration.ts';
import { InputError } from '../model/errors.ts';

/** The process environment as a value. */
export type Env = Readonly<Record<string, string | undefined>>;

/** The text of an input as it was written: the runner names it `INPUT_`, upper case, blanks as `_`, hyphens kept. */
export function rawInput(env: Env, name: string): string {
  return env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? '';
}

/** The trimmed text, or `fallback` when it is blank. */
export function textInput<T>(env: Env, name: string, fallback: T): string | T {
  const text = rawInput(env, name).trim();
  return text === '' ? fallback : text;
}

/** One of `values`, exactly as written there. */
export function choiceInput<T extends string>(env: Env, name: string, values: readonly T[], fallback: T): T {
  const text = textInput(env, name, fallback);
  const value = values.find((candidate) => candidate === text);
  if (value === undefined) throw new InputError(name, `"${text}" is none of ${listed(values)}.`);
  return value;
}

/** `true`, `True`, `TRUE`, `false`, `False`, `FALSE`: what GitHub's own toolkit accepts. */
export function booleanInput(env: Env, name: string, fallback: boolean): boolean {
  const text = textInput(env, name, String(fallback));
  if (text === 'true' || text === 'True' || text === 'TRUE') return true;
  if (text === 'false' || text === 'False' || text === 'FALSE') return false;
  throw new InputError(name, `"${text}" is neither \`true\` nor \`false\`.`);
}

/** A whole number from `limits.min` to `limits.max`. */
export function integerInput(
  env: Env,
  name: string,
  fallback: number,
  limits: { readonly min: number; readonly max: number },
): number {
  const text = textInput(env, name, String(fallback));
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= limits.min && value <= limits.max) return value;
  throw new InputError(name, `"${text}" is no whole number from ${limits.min} to ${limits.max}.`);
}

/** Milliseconds of a duration within `limits` (ms), or `fallback` when blank. */
export function durationInput<T>(
  env: Env,
  name: string,
  fallback: T,
  limits: { readonly min: number; readonly max: number },
): number | T {
  const text = textInput(env, name, null);
  if (text === null) return fallback;
  const value = parseDuration(text);
  if (value === null) throw new InputError(name, `"${text}" is no duration; write it like ${DURATION_FORMS}.`);
  if (value >= limits.min && value <= limits.max) return value;
  throw new InputError(
    name,
    `${text} is outside of what is allowed: ${formatDuration(limits.min)} to ${formatDuration(limits.max)}.`,
  );
}

/** `` `a`, `b` or `c` ``. */
export function listed(values: readonly string[]): string {
  const quoted = values.map((value) => `\`${value}\``);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}
