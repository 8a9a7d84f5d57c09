// Image and size in all the forms in which a spec may write them, as zod schemas that give the plain form.
import { z } from 'zod';

import { IMAGE_FAMILIES } from '../model/providers.ts';
import type { ImageRef, SizeRef } from '../model/spec.ts';
import { type Read, readLine, readRam } from './read.ts';

// To make code for each schema takes longer than to read a spec once.
z.config({ jitless: true });

const ARCHITECTURES = ['x86_64', 'arm64'] as const;

/**
 * A text field whose text is turned into a value by `read`; its refusal becomes the message. `otherwise` is the message
 * for what is no text, where quoting it would not help; `pattern` what editors may know of the text beforehand.
 */
export function textOf<T>(read: (text: string) => Read<T>, otherwise?: string, pattern?: string) {
  const written = z.string(otherwise);
  return (pattern === undefined ? written : written.meta({ pattern })).transform((text, context) => {
    const result = read(text);
    if ('value' in result) return result.value;
    context.issues.push({ code: 'custom', input: undefined, message: result.refused });
    return z.NEVER;
  });
}

/** Of schemas that take anything: what an editor should offer and accept in their place. */
export const EDITOR_FORMS = new WeakMap<z.core.$ZodType, z.ZodType>();

/**
 * A field of the language whose feature comes later: present in the text, it is refused with that reason. `form` is what
 * it will take, for the published schema.
 */
export function notYet(what: string, form: z.ZodType) {
  const field = z.unknown().superRefine((_value, context) => {
    context.addIssue({ code: 'custom', input: undefined, message: `is not built yet: ${what}` });
  });
  EDITOR_FORMS.set(field, form);
  return field;
}

/**
 * A map without other fields than `names`. For unknown keys the message of the issue is the list of known ones, joined by `, `:
 * zod's issue carries the unknown keys only.
 */
export function fields<S extends z.core.$ZodLooseShape>(shape: S, names: readonly string[] = Object.keys(shape)) {
  const known = names.join(', ');
  return z.strictObject(shape, { error: (issue) => (issue.code === 'unrecognized_keys' ? known : undefined) });
}

type Makers = Readonly<Record<string, () => z.ZodType>>;
type Made<M extends Makers> = { readonly [K in keyof M]: ReturnType<M[K]> };

/** A spec has few different sets of fields; who reads very many specs must not keep all of theirs. */
const MOST_SETS = 64;

/**
 * A map without other fields, each of which may be left out. The forms of fields are made when a value has those fields: to
 * make all of them takes longer than to read a usual spec.
 */
export class OptionalFields<M extends Makers> {
  readonly #makers: M;
  readonly #forms = new Map<string, z.ZodType | undefined>();
  readonly #made = new Map<string, z.ZodObject<Made<M>, z.core.$strict>>();
  readonly names: readonly string[];

  constructor(makers: M) {
    this.#makers = makers;
    this.names = Object.keys(makers);
  }

  /** The forms of all fields. */
  get shape(): Made<M> {
    return this.whole().shape;
  }

  /** All of it as one schema. */
  whole(): z.ZodObject<Made<M>, z.core.$strict> {
    return this.#schemaOf(this.names);
  }

  safeParse(value: unknown): z.ZodSafeParseResult<z.output<z.ZodObject<Made<M>, z.core.$strict>>> {
    const given = typeof value === 'object' && value !== null ? value : {};
    return this.#schemaOf(this.names.filter((name) => Object.hasOwn(given, name))).safeParse(value);
  }

  /** Rows of one spec have mostly the same fields. */
  #schemaOf(names: readonly string[]): z.ZodObject<Made<M>, z.core.$strict> {
    const key = names.join(' ');
    const known = this.#made.get(key);
    if (known) return known;
    const forms = names.map((name) => [name, this.#formOf(name)]);
    const fresh = fields(Object.fromEntries(forms) as Made<M>, this.names);
    if (this.#made.size >= MOST_SETS) this.#made.clear();
    this.#made.set(key, fresh);
    return fresh;
  }

  #formOf(name: string): z.ZodType | undefined {
    if (!this.#forms.has(name)) this.#forms.set(name, this.#makers[name]?.());
    return this.#forms.get(name);
  }
}

function isFamily(word: string): boolean {
  return IMAGE_FAMILIES.some((family) => family === word);
}

function readImageText(text: string): Read<ImageRef> {
  const [os = '', version, more] = text.split(' ');
  if (isFamily(text)) {
    return { refused: `names a family without version; write one, e.g. \`${text} ${exampleVersion(text)}\`` };
  }
  if (isFamily(os) && version !== undefined && more === undefined && /^[0-9][0-9a-z.]{0,15}$/.test(version)) {
    return { value: { by: 'family', os, version, arch: null } };
  }
  const line = readLine(text);
  return 'refused' in line ? line : { value: { by: 'name', name: line.value } };
}

function exampleVersion(family: string): string {
  const versions: Readonly<Record<string, string>> = { ubuntu: '24.04', debian: '12', alpine: '3.20', fedora: '42' };
  return versions[family] ?? '9';
}

function readVersion(text: string): Read<string> {
  if (/^[0-9a-z][0-9a-z.]{0,15}$/.test(text)) return { value: text };
  return { refused: 'must be a version such as "24.04"' };
}

/** `ubuntu 24.04`, `{os, version, arch}`, or an id, external id or exact name. */
export const imageForm = () =>
  z
    .union(
      [
        textOf(readImageText),
        fields({
          os: z.enum(IMAGE_FAMILIES).describe('Image family.'),
          version: textOf(readVersion).describe('Version of the family, quoted.'),
          arch: z.enum(ARCHITECTURES).optional().describe('Processor architecture; x86_64 where both exist.'),
        }).transform(({ os, version, arch }): ImageRef => ({ by: 'family', os, version, arch: arch ?? null })),
      ],
      { error: 'must be text such as `ubuntu 24.04` or a map of os, version and arch' },
    )
    .describe('Image: `ubuntu 24.04`, `{os, version, arch}`, or an id, external id or exact name.');

function readSizeText(text: string): Read<SizeRef> {
  const line = readLine(text);
  return 'refused' in line ? line : { value: { by: 'name', name: line.value } };
}

/** An id, external id or exact name, or `{cpu, ram}`: the cheapest with at least that. */
export const sizeForm = () =>
  z
    .union(
      [
        textOf(readSizeText),
        fields({
          cpu: z.int().min(1, 'must be 1 to 512').max(512, 'must be 1 to 512').describe('Processors, at least.'),
          ram: textOf(
            readRam,
            'must be an amount of memory with its unit, such as 4g or 4096m',
            '^[0-9]{1,7}(\\.[0-9]{1,3})?[gmGM]?$',
          ).describe('Memory, at least: 4g, 4096m or "4096" (MiB).'),
        }).transform(({ cpu, ram }): SizeRef => ({ by: 'at-least', cpu, ramMb: ram })),
      ],
      { error: 'must be text such as `t3.small` or a map such as { cpu: 2, ram: 4g }' },
    )
    .describe('Size: an id, external id or exact name, or `{cpu, ram}` for the cheapest with at least that.');

/** Durations as far as a pattern tells. */
export const DURATION_PATTERN = '^\\s*[0-9]{1,6}[smhd]\\s*$';
