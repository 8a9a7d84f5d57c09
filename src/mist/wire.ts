// From `unknown` to values: the small readers that every decoder is made of. What does not fit is a `protocol` error that
// names the field and the route, never the value. Unknown fields are ignored.
import { ApiError } from '../model/errors.ts';
import { isMistId, type MistId } from '../model/observed.ts';

/** What was asked and how it was answered, for messages. `route` has its ids replaced. */
export type Asked = { readonly method: string; readonly route: string; readonly status: number };

/** One JSON object of an answer, with the place it stands at (`clouds[2].expiration`). */
export type Row = {
  readonly asked: Asked;
  readonly path: string;
  readonly fields: Readonly<Record<string, unknown>>;
};

/** The error for an answer that does not have the shape that every known Mist server gives. */
export function misfit(asked: Asked, path: string, wanted: string): ApiError {
  return new ApiError({ failure: 'protocol', ...asked }, `${path}: expected ${wanted}`, {
    hint: 'The server answers in a way that this action does not know. Is it a Mist server of the 4.7 or 2023 series?',
  });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `value` as a JSON object; throws when it is anything else. */
export function asRow(asked: Asked, path: string, value: unknown): Row {
  if (!isObject(value)) throw misfit(asked, path, 'an object');
  return { asked, path, fields: value };
}

/** `value` as an array of JSON objects; one stray element fails the whole list, so that no list is ever partial. */
export function asRows(asked: Asked, path: string, value: unknown): readonly Row[] {
  if (!Array.isArray(value)) throw misfit(asked, path, 'a list');
  return value.map((item, index) => asRow(asked, `${path}[${index}]`, item));
}

function place(row: Row, names: readonly string[]): string {
  return `${row.path}.${names.join(' or ')}`;
}

/** The first of these fields that is text, not empty; throws when there is none. Several names: the two series differ. */
export function text(row: Row, ...names: readonly string[]): string {
  const found = textOrNull(row, ...names);
  if (found === null) throw misfit(row.asked, place(row, names), 'text');
  return found;
}

/** Like `text`, but null where all are absent, null or empty; another type still throws. */
export function textOrNull(row: Row, ...names: readonly string[]): string | null {
  for (const name of names) {
    const value = row.fields[name];
    if (value === undefined || value === null || value === '') continue;
    if (typeof value !== 'string') throw misfit(row.asked, place(row, [name]), 'text');
    return value;
  }
  return null;
}

/** Text that may be empty or null (then ''), as foreign objects have it; throws when none of the fields is there at all. */
export function textOrEmpty(row: Row, ...names: readonly string[]): string {
  const value = textOrNull(row, ...names);
  if (value === null && !names.some((name) => Object.hasOwn(row.fields, name))) {
    throw misfit(row.asked, place(row, names), 'text');
  }
  return value ?? '';
}

/** A 32-hex Mist id; throws for anything else, provider ids and names included. */
export function mistId(row: Row, name: string): MistId {
  const value = row.fields[name];
  if (typeof value !== 'string' || !isMistId(value)) throw misfit(row.asked, place(row, [name]), 'a 32-hex id');
  return value;
}

/** A finite number, or null where absent or null. Digits in quotes count: providers' extras hold both. */
export function numberOrNull(row: Row, name: string): number | null {
  const value = row.fields[name];
  if (value === undefined || value === null || value === '') return null;
  const number = typeof value === 'string' && /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) throw misfit(row.asked, place(row, [name]), 'a number');
  return number;
}

/** A boolean; throws when absent. */
export function flag(row: Row, name: string): boolean {
  const value = row.fields[name];
  if (typeof value !== 'boolean') throw misfit(row.asked, place(row, [name]), 'true or false');
  return value;
}

/** A list of texts; throws when absent. */
export function texts(row: Row, name: string): readonly string[] {
  const value = row.fields[name];
  if (!Array.isArray(value)) throw misfit(row.asked, place(row, [name]), 'a list');
  return value.map((item: unknown, index) => {
    if (typeof item !== 'string') throw misfit(row.asked, `${place(row, [name])}[${index}]`, 'text');
    return item;
  });
}

/** An object inside, or null where absent, null or an empty text (the v1 way to say "none"). */
export function inner(row: Row, name: string): Row | null {
  const value = row.fields[name];
  if (value === undefined || value === null || value === '') return null;
  return asRow(row.asked, place(row, [name]), value);
}

/** A list of objects inside; an absent one is empty. */
export function innerRows(row: Row, name: string): readonly Row[] {
  const value = row.fields[name];
  return value === undefined || value === null ? [] : asRows(row.asked, place(row, [name]), value);
}
