// The published JSON Schema of a spec (draft-7), made from the same schemas that read it: for completion, hover and
// errors in editors. What needs more than one field to tell (needs, names, ambiguity) only `parseSpec` can say.
import { z } from 'zod';

import type { ProviderId } from '../model/spec.ts';
import type { Form } from './form.ts';
import { hostShape } from './hosts.ts';
import { keyShape } from './keys.ts';
import { EDITOR_FORMS } from './later.ts';
import { defaultsShape, machineShape } from './machine-shape.ts';
import { type BackendField, PROVIDER_IDS, PROVIDER_SPECS } from './providers.ts';
import { schemaOf } from './zod-forms.ts';

/** Changes only with a change of the language that turns good specs into bad ones. */
export const SCHEMA_VERSION = 1;

type Json = Readonly<Record<string, unknown>>;

/** A whole scalar `${NAME}` may stand wherever text may. */
const VARIABLE = '^\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}$';
const ROW_NAME = '^[a-z]([a-z0-9-]*[a-z0-9])?$';
const MIST_NAME = '^[0-9A-Za-z][0-9A-Za-z_ .-]*[0-9A-Za-z]$';

/** The whole schema, keys in a fixed order. */
export function specSchema(): Json {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Mist action spec',
    description: `Version ${SCHEMA_VERSION} of the spec language of Mist action.`,
    type: 'object',
    additionalProperties: false,
    minProperties: 1,
    properties: {
      defaults: { ...schemaFrom(defaultsShape), description: 'What rows of `machines` have in common.' },
      backends: { $ref: '#/definitions/backends' },
      clouds: { $ref: '#/definitions/backends', description: 'Another word for `backends`.' },
      keys: {
        type: 'object',
        description: 'SSH keys by name.',
        propertyNames: { pattern: MIST_NAME, maxLength: 64 },
        additionalProperties: {
          anyOf: [word('existing', 'The key must be in Mist.'), word('absent', 'Remove it.'), keyRow()],
        },
      },
      machines: {
        type: 'object',
        description: 'Machines by name: the name of a row is its identity.',
        propertyNames: { pattern: ROW_NAME, maxLength: 40 },
        additionalProperties: {
          anyOf: [word('absent', 'Destroy it.'), { title: 'machine', ...schemaFrom(machineShape) }],
        },
      },
    },
    allOf: [requiredInRows('image'), requiredInRows('size')],
    definitions: { backends: backends() },
  };
}

function word(text: string, description: string): Json {
  return { title: text, description, type: 'string', enum: [text] };
}

function keyRow(): Json {
  return { title: 'key', ...schemaFrom(keyShape), minProperties: 1 };
}

function backends(): Json {
  return {
    type: 'object',
    description: 'Backends (cloud accounts) by their name in Mist.',
    propertyNames: { pattern: MIST_NAME, maxLength: 64 },
    additionalProperties: {
      anyOf: [
        word('existing', 'The backend must be in Mist.'),
        word('absent', 'Remove it, unless anything is on it.'),
        ...PROVIDER_IDS.map(backendRow),
      ],
    },
  };
}

function backendRow(id: ProviderId): Json {
  const { names, fields, hosts } = PROVIDER_SPECS[id];
  const provider = { type: 'string', enum: [id, ...names], description: 'Provider of the backend.' };
  if (hosts) {
    const list = {
      type: 'array',
      description: 'Hosts, each opened with a key.',
      minItems: 1,
      maxItems: 100,
      items: schemaFrom(hostShape()),
    };
    return row(id, { provider, hosts: list }, ['provider', 'hosts']);
  }
  const properties = Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field)]));
  const spellings = Object.fromEntries(
    fields.map((field) => [`^(${otherSpellings(field).join('|')})$`, fieldSchema(field)]),
  );
  const required = fields.filter((field) => field.required).map((field) => field.name);
  return {
    ...row(id, { provider, ...properties }, ['provider']),
    patternProperties: spellings,
    // Older spellings fill a field too, and which of them did cannot be said here.
    ...when({ propertyNames: { enum: ['provider', ...fields.map((field) => field.name)] } }, { required }),
  };
}

/** `if` and `then`, built from entries: an object that is written with a `then` looks like a promise. */
function when(condition: Json, consequence: Json): Json {
  return Object.fromEntries([
    ['if', condition],
    ['then', consequence],
  ]);
}

/** Every machine that is made needs `field`, here or in `defaults`. */
function requiredInRows(field: string): Json {
  const inDefaults = { required: ['defaults'], properties: { defaults: { required: [field] } } };
  const has = (name: string): Json => ({ title: name, required: [name] });
  const rows = { anyOf: [{ title: 'word', type: 'string' }, has(field), has('adopt')] };
  return when({ not: inDefaults }, { properties: { machines: { additionalProperties: rows } } });
}

function row(title: string, properties: Json, required: readonly string[]): Json {
  return { title, type: 'object', properties, required, additionalProperties: false };
}

function fieldSchema({ kind, describe, secret }: BackendField): Json {
  const description = secret ? `${describe} A secret: \${NAME} in a file.` : describe;
  if (kind === 'flag') return { type: 'boolean', description };
  if (kind === 'port') return { type: 'integer', minimum: 1, maximum: 65_535, description };
  return { type: 'string', minLength: 1, description };
}

/** The ways to write a field but for its own name. */
function otherSpellings(field: BackendField): string[] {
  const all = [field.name, field.request, ...field.aliases].flatMap((name) => {
    const words = name.split(/[-_]/);
    const camel = words.map((part, index) => (index === 0 ? part : `${part.charAt(0).toUpperCase()}${part.slice(1)}`));
    return [words.join('-'), words.join('_'), words.join(''), camel.join('')];
  });
  return [...new Set(all)].filter((name) => name !== field.name);
}

function schemaFrom(form: Form<unknown>): Json {
  return fromZod(schemaOf(form));
}

function fromZod(schema: z.ZodType): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io: 'input',
    target: 'draft-7',
    override: ({ zodSchema, jsonSchema }) => {
      const form = EDITOR_FORMS.get(zodSchema);
      if (form !== undefined) Object.assign(jsonSchema, fromZod(form));
      adjust(jsonSchema);
    },
  });
  return json;
}

const TITLES: Readonly<Record<string, string>> = { string: 'text', object: 'map', array: 'list' };

/** Variables in place of fixed words and patterns, and a title for every branch, which editors show. */
function adjust(json: z.core.JSONSchema.BaseSchema): void {
  const fixed = json.enum !== undefined && json.type === 'string' ? { enum: json.enum } : null;
  if (fixed !== null && json.anyOf === undefined) {
    json.anyOf = [
      { title: 'value', type: 'string', ...fixed },
      { title: 'variable', type: 'string', pattern: VARIABLE },
    ];
    delete json.enum;
    delete json.type;
  }
  if (json.pattern !== undefined && json.pattern !== VARIABLE) json.pattern = `${json.pattern}|${VARIABLE}`;
  for (const branch of json.anyOf ?? []) {
    if (typeof branch !== 'object' || branch === null || branch.title !== undefined) continue;
    branch.title = typeof branch.type === 'string' ? (TITLES[branch.type] ?? branch.type) : 'word';
  }
}
