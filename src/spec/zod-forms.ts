// Forms as zod schemas: the one place that loads zod, for the words of mistakes and for the published schema.
import {
  array,
  boolean,
  config,
  enum as enumOf,
  int,
  literal,
  looseObject,
  NEVER,
  number,
  object,
  record,
  strictObject,
  string,
  union,
  unknown,
  type z,
} from 'zod';
import type { Check } from './context.ts';
import { FieldsForm, type Form, type Shape, strict, type Zod } from './form.ts';

// To make code for each schema takes longer than to read a spec once.
config({ jitless: true });

/** What forms are made of, and no more: the rest of the library, with its texts in all languages, stays out of the bundle. */
const parts: Zod = {
  array,
  boolean,
  enum: enumOf,
  int,
  literal,
  looseObject,
  NEVER,
  number,
  object,
  record,
  strictObject,
  string,
  union,
  unknown,
};

/** A spec has few different sets of fields; who reads very many specs must not keep all of theirs. */
const MOST_SETS = 64;

/** The schema of a form. */
export function schemaOf(form: Form<unknown, boolean>): z.ZodType {
  return form.zod(parts);
}

/** Holds a value against the schema of a form. */
export const checkWithZod: Check = <T>(form: Form<T>, value: unknown) => {
  const result = (form instanceof FieldsForm ? schemaFor(form, value) : knownSchema(form)).safeParse(value);
  if (!result.success) return { success: false, issues: result.error.issues };
  // Schema and plain reading are made from one form.
  return { success: true, data: result.data as T };
};

const known = new WeakMap<Form<unknown, boolean>, z.ZodType>();

function knownSchema(form: Form<unknown, boolean>): z.ZodType {
  const before = known.get(form);
  if (before !== undefined) return before;
  const schema = form.zod(parts);
  known.set(form, schema);
  return schema;
}

const sets = new WeakMap<Form<unknown, boolean>, Map<string, z.ZodType>>();

/** Schemas are made of the fields that a value has: to make all of them takes longer than to read a usual spec. */
function schemaFor(form: FieldsForm<Shape>, value: unknown): z.ZodType {
  const given = typeof value === 'object' && value !== null ? value : {};
  const wanted = Object.entries(form.shape).filter(([name, { mayMiss }]) => !mayMiss || Object.hasOwn(given, name));
  // Rows of one spec have mostly the same fields.
  const made = sets.get(form) ?? new Map<string, z.ZodType>();
  sets.set(form, made);
  const key = wanted.map(([name]) => name).join(' ');
  const before = made.get(key);
  if (before !== undefined) return before;
  const schemas = wanted.map(([name, field]) => [name, knownSchema(field)] as const);
  const fresh = strict(parts, Object.fromEntries(schemas), form.names);
  if (made.size >= MOST_SETS) made.clear();
  made.set(key, fresh);
  return fresh;
}
