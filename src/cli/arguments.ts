// The command line as a value. The verbs are the modes of the action; every input of the action is an option.
import { parseArgs } from 'node:util';
import { ActionError } from '../model/errors.ts';

export const VERBS = ['plan', 'apply', 'check', 'destroy', 'reap', 'list'] as const;
export const LISTS = ['images', 'sizes', 'locations', 'providers', 'backends'] as const;

export type Verb = Exclude<(typeof VERBS)[number], 'list'>;

/** Inputs that are options under their own names; what belongs to a job (teardown, heartbeat, comment, …) is not. */
const INPUTS = [
  'mist-url',
  'mist-org',
  'scope',
  'ttl',
  'timeout',
  'parallelism',
  'max-machines',
  'ca-certificate',
  'older-than',
  'keep-tag',
  'max-reap',
  'max-cost',
] as const;
const SWITCHES = [
  'replace',
  'trust-on-first-use',
  'allow-insecure-http',
  'fail-on-drift',
  'allow-unknown-cost',
] as const;

export type Command =
  | { readonly kind: 'help' }
  | {
      readonly kind: 'list';
      readonly what: (typeof LISTS)[number];
      readonly backend: string | null;
      readonly search: string | null;
      readonly inputs: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'run';
      readonly verb: Verb;
      /** As given; null where the verb needs none. */
      readonly specFile: string | null;
      readonly repository: string | null;
      readonly repositoryId: string | null;
      /** Values of the action's inputs by name. */
      readonly inputs: Readonly<Record<string, string>>;
    };

export const USAGE = `usage: node dist/cli.js VERB [-f spec.yml] [options]

verbs
  plan       what apply would do; changes nothing
  apply      make reality match the spec within the scope
  check      drift only: exit code 2 when there is some
  destroy    remove everything of one scope (--scope)
  reap       say what lost its owner; --no-dry-run removes it
  list       images | sizes | locations | providers | backends   [--backend NAME] [--search TEXT]

options
  -f FILE                the spec, in this directory or below it (default .github/mist.yml)
  --scope NAME           the environment (default: local)
  --repository OWNER/NAME, --repository-id ID
                         whose environment it is (default: the git remote \`origin\`); give the id that
                         GitHub shows for the repository to share scopes with its workflows
  ${INPUTS.filter((name) => name !== 'scope')
    .map((name) => `--${name}`)
    .join(' VALUE, ')} VALUE
  ${SWITCHES.map((name) => `--${name}`).join(', ')}
                         as the inputs of the action

environment: MIST_URL, MIST_TOKEN, or MIST_EMAIL and MIST_PASSWORD; else ~/.mist
exit codes: 0 done, 2 drift (check), 1 error. Outputs are one JSON object on standard output, the log goes to standard error.
`;

/** Reads the command line. Throws ActionError with what is allowed. */
export function readCommand(argv: readonly string[]): Command {
  const { values, positionals } = parse(argv);
  const [verb, what] = positionals;
  if (values.help === true || verb === undefined) return { kind: 'help' };
  if (!VERBS.some((one) => one === verb)) throw wrong(`there is no verb \`${verb}\`; verbs are ${VERBS.join(', ')}`);
  const inputs = inputsOf(values);
  if (verb === 'list') {
    const list = LISTS.find((one) => one === what);
    if (list === undefined) throw wrong(`\`list\` takes one of ${LISTS.join(', ')}`);
    return { kind: 'list', what: list, backend: text(values.backend), search: text(values.search), inputs };
  }
  if (what !== undefined) throw wrong(`\`${what}\` is too much`);
  const chosen = VERBS.find((one): one is Verb => one === verb && one !== 'list');
  if (chosen === undefined) throw wrong(`there is no verb \`${verb}\``);
  return {
    kind: 'run',
    verb: chosen,
    specFile: text(values.file),
    repository: text(values.repository),
    repositoryId: text(values['repository-id']),
    inputs: { ...inputs, ...(values['no-dry-run'] === true ? { 'dry-run': 'false' } : {}) },
  };
}

type Parsed = { readonly values: Readonly<Record<string, unknown>>; readonly positionals: readonly string[] };

function parse(argv: readonly string[]): Parsed {
  const named = [...INPUTS, 'backend', 'search', 'repository', 'repository-id'].map(
    (name) => [name, { type: 'string' }] as const,
  );
  const switches = [...SWITCHES, 'no-dry-run'].map((name) => [name, { type: 'boolean' }] as const);
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        ...Object.fromEntries<{ readonly type: 'string' | 'boolean' }>([...named, ...switches]),
        file: { type: 'string', short: 'f' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    // Only what parseArgs says; a stack would name nothing of the user's.
    const said = typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : '';
    throw wrong(said.replace(/\.?$/, '') || 'the options cannot be read');
  }
}

function inputsOf(values: Readonly<Record<string, unknown>>): Record<string, string> {
  const inputs: Record<string, string> = {};
  for (const name of INPUTS) {
    const value = text(values[name]);
    if (value !== null) inputs[name] = value;
  }
  for (const name of SWITCHES) if (values[name] === true) inputs[name] = 'true';
  return inputs;
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function wrong(what: string): ActionError {
  return new ActionError('command-line', 'user', `Command line: ${what}.`, { hint: 'See `node dist/cli.js --help`.' });
}
