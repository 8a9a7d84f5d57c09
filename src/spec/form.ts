// What a value of a spec may look like, said once and read in two ways: `read` takes a good value and says nothing of a bad
// one, `zod` makes the schema that finds words for it and that the published JSON Schema comes from. Loading zod and making
// its schemas takes longer than all else that reading a spec does, so it is only loaded for a spec that has a mistake.
import type { z } from 'zod';
import { isMap } from './context.ts';
import type { Read } from './read.ts';

/** What of the library forms are made of; handed in by whoever has loaded it. */
export type Zod = Pick<
  typeof z,
  | 'array'
  | 'boolean'
  | 'enum'
  | 'int'
  | 'literal'
  | 'looseObject'
  | 'NEVER'
  | 'number'
  | 'object'
  | 'record'
  | 'strictObject'
  | 'string'
  | 'union'
  | 'unknown'
>;

/** In place of a value: this is not of the form. */
export const ODD: unique symbol = Symbol('odd');
type Odd = typeof ODD;

/** Refuses a value that is of the right form but means nothing; `path` leads to the part that is at fault. */
export type Refuse = (message: string, path?: readonly string[]) => null;

/** The form of one value, `T` in its plain form. `O` is true for a field that may be left out. */
export class Form<T, O extends boolean = false> {
  /** The plain form, or ODD exactly where the schema finds a mistake. */
  readonly read: (value: unknown) => T | Odd;
  /** The same as a schema. */
  readonly zod: (z: Zod) => z.ZodType;
  readonly mayMiss: O;

  constructor(read: (value: unknown) => T | Odd, zod: (z: Zod) => z.ZodType, mayMiss: O) {
    this.read = read;
    this.zod = zod;
    this.mayMiss = mayMiss;
  }

  optional(): Form<T, true> {
    return new Form(this.read, (z) => this.zod(z).optional(), true);
  }

  /** With a text for editors. */
  describe(text: string): Form<T, O> {
    return new Form(this.read, (z) => this.zod(z).describe(text), this.mayMiss);
  }

  /** Changes the value; null after a refusal. */
  transform<R>(change: (value: T, refuse: Refuse) => R | null): Form<R> {
    const read = (value: unknown): R | Odd => {
      const plain = this.read(value);
      return plain === ODD ? ODD : (change(plain, () => null) ?? ODD);
    };
    const zod = (z: Zod): z.ZodType =>
      this.zod(z).transform((value, context) => {
        const refuse: Refuse = (message, path = []) => {
          context.issues.push({ code: 'custom', input: undefined, message, path: [...path] });
          return null;
        };
        // The schema gives what `read` gives: both are made from the same parts.
        return change(value as T, refuse) ?? z.NEVER;
      });
    return new Form(read, zod, false);
  }
}

function form<T>(is: (value: unknown) => value is T, zod: (z: Zod) => z.ZodType): Form<T> {
  return new Form((value) => (is(value) ? value : ODD), zod, false);
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** Any text. */
export const text = (): Form<string> => form(isText, (z) => z.string());

/** Any text but the empty one. */
export const filledText = (): Form<string> =>
  form(
    (value): value is string => isText(value) && value !== '',
    (z) => z.string().min(1, 'must not be empty'),
  );

/** True or false. */
export const flag = (): Form<boolean> =>
  form(
    (value): value is boolean => typeof value === 'boolean',
    (z) => z.boolean(),
  );

/** Any number. */
export const decimal = (): Form<number> =>
  form(Number.isFinite as (value: unknown) => value is number, (z) => z.number());

/** A whole number of any size. */
export const whole = (): Form<number> =>
  form(Number.isSafeInteger as (value: unknown) => value is number, (z) => z.int());

/** A whole number of at least `least`. */
export const atLeast = (least: number, message: string): Form<number> =>
  form(
    (value): value is number => Number.isSafeInteger(value) && Number(value) >= least,
    (z) => z.int().min(least, message),
  );

/** A whole number within limits. */
export const between = (least: number, most: number, message: string): Form<number> =>
  form(
    (value): value is number => Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most,
    (z) => z.int().min(least, message).max(most, message),
  );

/** One value and no other; `message` where zod's own words would not help. */
export const literal = <T extends string | true>(only: T, message: string): Form<T> =>
  form(
    (value): value is T => value === only,
    (z) => z.literal(only, message),
  );

/** One of some words. */
export const oneOf = <const T extends string>(words: readonly T[]): Form<T> =>
  form(
    (value): value is T => words.some((word) => word === value),
    (z) => z.enum(words),
  );

/** Anything at all. */
export const anything = (): Form<unknown> =>
  new Form(
    (value) => value,
    (z) => z.unknown(),
    false,
  );

/**
 * A text field whose text is turned into a value by `read`; its refusal becomes the message. `otherwise` is the message
 * for what is no text, where quoting it would not help; `editors` is what they may know of the text beforehand.
 */
export function textOf<T>(
  read: (text: string) => Read<T>,
  otherwise?: string,
  editors: { readonly pattern?: string; readonly enum?: readonly string[] } = {},
): Form<T> {
  const written = form(isText, (z) =>
    Object.keys(editors).length === 0 ? z.string(otherwise) : z.string(otherwise).meta({ ...editors }),
  );
  const plain = (value: unknown): T | Odd => {
    const result = isText(value) ? read(value) : null;
    return result !== null && 'value' in result ? result.value : ODD;
  };
  const zod = (z: Zod): z.ZodType =>
    written.zod(z).transform((value, context) => {
      const result = read(String(value));
      if ('value' in result) return result.value;
      context.issues.push({ code: 'custom', input: undefined, message: result.refused });
      return z.NEVER;
    });
  return new Form(plain, zod, false);
}

/** A list of equal items. */
export function listOf<T>(item: Form<T>): Form<T[]> {
  const read = (value: unknown): T[] | Odd => {
    if (!Array.isArray(value)) return ODD;
    const items: T[] = [];
    for (const one of value) {
      const plain = item.read(one);
      if (plain === ODD) return ODD;
      items.push(plain);
    }
    return items;
  };
  return new Form(read, (z) => z.array(item.zod(z)), false);
}

/** A map with keys of the author's choice. */
export function recordOf<T>(key: Form<string>, item: Form<T>): Form<Record<string, T>> {
  const read = (value: unknown): Record<string, T> | Odd => {
    if (!isMap(value)) return ODD;
    const record: Record<string, T> = {};
    for (const [name, one] of Object.entries(value)) {
      const plainName = key.read(name);
      const plain = item.read(one);
      if (plainName === ODD || plain === ODD) return ODD;
      record[plainName] = plain;
    }
    return record;
  };
  return new Form(read, (z) => z.record(key.zod(z) as z.ZodType<string, string>, item.zod(z)), false);
}

/** The first of two forms that fits; `message` where none was meant. */
export function either<A, B>(first: Form<A>, second: Form<B>, message: string): Form<A | B> {
  const read = (value: unknown): A | B | Odd => {
    const plain = first.read(value);
    return plain === ODD ? second.read(value) : plain;
  };
  return new Form(read, (z) => z.union([first.zod(z), second.zod(z)], { error: message }), false);
}

export type Shape = Readonly<Record<string, Form<unknown, boolean>>>;
type Plain<F> = F extends Form<infer T, boolean> ? T : never;
type Kept<S extends Shape> = { [K in keyof S as S[K]['mayMiss'] extends true ? never : K]: Plain<S[K]> };
type Left<S extends Shape> = {
  [K in keyof S as S[K]['mayMiss'] extends true ? K : never]?: Plain<S[K]> | undefined;
};
/** The plain form of a map of fields. */
export type Fields<S extends Shape> = Kept<S> & Left<S>;

/** The fields of `value` in the order of the shape; ODD where one is odd or lacking. */
function readFields(shape: Shape, value: Readonly<Record<string, unknown>>): Record<string, unknown> | Odd {
  const read: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(shape)) {
    if (!Object.hasOwn(value, name)) {
      if (field.mayMiss) continue;
      return ODD;
    }
    const plain = field.read(value[name]);
    if (plain === ODD) return ODD;
    read[name] = plain;
  }
  return read;
}

/** The schemas of the fields of a map. */
export function schemasOf(shape: Shape, z: Zod): Record<string, z.ZodType> {
  return Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, field.zod(z)]));
}

/**
 * A map without other fields. For unknown keys the message of zod's issue is the list of known ones, joined by `, `: its
 * issue carries the unknown keys only.
 */
export class FieldsForm<S extends Shape> extends Form<Fields<S>> {
  readonly shape: S;
  readonly names: readonly string[];

  constructor(shape: S) {
    const names = Object.keys(shape);
    const read = (value: unknown): Fields<S> | Odd => {
      if (!isMap(value) || !Object.keys(value).every((name) => Object.hasOwn(shape, name))) return ODD;
      return readFields(shape, value) as Fields<S> | Odd;
    };
    super(read, (z) => strict(z, schemasOf(shape, z), names), false);
    this.shape = shape;
    this.names = names;
  }
}

/** The schema of a map that has no fields but `known`. */
export function strict(z: Zod, schemas: Record<string, z.ZodType>, known: readonly string[]): z.ZodType {
  const words = known.join(', ');
  return z.strictObject(schemas, { error: (issue) => (issue.code === 'unrecognized_keys' ? words : undefined) });
}

export function fields<S extends Shape>(shape: S): FieldsForm<S> {
  return new FieldsForm(shape);
}

/** A map with some known fields, any others being passed on behind them. */
export function loose<S extends Shape>(shape: S): Form<Fields<S> & Record<string, unknown>> {
  const read = (value: unknown): (Fields<S> & Record<string, unknown>) | Odd => {
    const known = isMap(value) ? readFields(shape, value) : ODD;
    if (!isMap(value) || known === ODD) return ODD;
    const others = Object.entries(value).filter(([name]) => !Object.hasOwn(shape, name));
    return { ...known, ...Object.fromEntries(others) } as Fields<S> & Record<string, unknown>;
  };
  return new Form(read, (z) => z.looseObject(schemasOf(shape, z)), false);
}
