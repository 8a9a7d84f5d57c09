// The inputs of the step: read once, checked whole, handed on as one immutable value. The defaults of action.yml are
// repeated here because a step can be started without the runner.
import { InputError, InputErrors } from '../model/errors.ts';
import { makeSecret } from '../model/secret.ts';
import type { Secret } from '../model/spec.ts';
import { readPrefix } from './export-env.ts';
import {
  booleanInput,
  choiceInput,
  durationInput,
  type Env,
  integerInput,
  rawInput,
  textInput,
} from './input-values.ts';
import { type MistTarget, parseMistUrl } from './mist-url.ts';

const MODES = ['apply', 'plan', 'check', 'destroy', 'reap', 'auto'] as const;
const TEARDOWNS = ['auto', 'always', 'on-success', 'on-failure', 'never'] as const;
const SSH_ACCESS = ['none', 'actor', 'collaborators'] as const;

const MINUTE = 60_000;
const DAY = 86_400_000;
/** A lease that is nearer than this may be lost on the server (its worker runs the end of a lease late). */
const TTL_LIMITS = { min: 15 * MINUTE, max: 90 * DAY };
/** A job on a runner of one's own ends after five days. */
const TIMEOUT_LIMITS = { min: 1000, max: 5 * DAY };
const COUNT_LIMITS = { min: 1, max: 100 };
const OLDER_THAN_LIMITS = { min: 0, max: 3650 * DAY };
const REAP_LIMITS = { min: 1, max: 1000 };

/** How to authenticate: `account` means that a token is made for this job and revoked in post. */
export type Credentials =
  | { readonly kind: 'none' }
  | { readonly kind: 'token'; readonly token: Secret }
  | { readonly kind: 'account'; readonly email: string; readonly password: Secret; readonly org: string | null };

/** The spec's text, or a path as written (`given` is false for the default path). */
export type SpecSource =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly path: string; readonly given: boolean };

export type Mode = (typeof MODES)[number];
export type Teardown = (typeof TEARDOWNS)[number];
export type JobStatus = 'success' | 'failure' | 'cancelled';

/** All inputs, checked. Durations in ms. */
export type Inputs = {
  readonly target: MistTarget;
  readonly credentials: Credentials;
  readonly spec: SpecSource;
  readonly mode: Mode;
  /** As written and trimmed, or null for the scope of this step. */
  readonly scope: string | null;
  /** `none` as written; null leaves it to the kind of scope. */
  readonly ttl: number | 'none' | null;
  readonly teardown: Teardown;
  readonly heartbeat: boolean;
  /** How long the run may take, with the text as it was written. */
  readonly timeout: { readonly ms: number; readonly text: string };
  readonly parallelism: number;
  readonly maxMachines: number;
  readonly replace: boolean;
  readonly failOnDrift: boolean;
  readonly githubToken: Secret | null;
  readonly caCertificate: string | null;
  readonly allowUntrustedSpec: boolean;
  readonly trustOnFirstUse: boolean;
  /** Prefix of exported variables with its `_`, or null for none. */
  readonly exportPrefix: string | null;
  readonly jobStatus: JobStatus;
  /** The matrix of this leg as JSON, `null` outside a matrix. */
  readonly jobLeg: string;
  readonly jobCheckRunId: string | null;
  readonly reap: ReapInputs;
};

/** What only `mode: reap` looks at. `olderThanMs` is null for the defaults by kind of proof. */
export type ReapInputs = {
  readonly olderThanMs: number | null;
  readonly keepTag: string;
  readonly maxReap: number;
  readonly dryRun: boolean;
};

/** Reads and checks every input. Throws InputError, or InputErrors with every one that cannot be used. */
export function readInputs(env: Env): Inputs {
  return Object.freeze(
    readAll(unbuilt(env), {
      target: () => parseMistUrl(textInput(env, 'mist-url', ''), booleanInput(env, 'allow-insecure-http', false)),
      credentials: () => readCredentials(env),
      spec: () => readSpecSource(env),
      mode: () => choiceInput(env, 'mode', MODES, 'apply'),
      scope: () => readScope(env),
      ttl: () => (textInput(env, 'ttl', null) === 'none' ? 'none' : durationInput(env, 'ttl', null, TTL_LIMITS)),
      teardown: () => choiceInput(env, 'teardown', TEARDOWNS, 'auto'),
      heartbeat: () => booleanInput(env, 'heartbeat', true),
      timeout: () => ({
        ms: durationInput(env, 'timeout', 20 * MINUTE, TIMEOUT_LIMITS),
        text: textInput(env, 'timeout', '20m'),
      }),
      parallelism: () => integerInput(env, 'parallelism', 10, COUNT_LIMITS),
      maxMachines: () => integerInput(env, 'max-machines', 20, COUNT_LIMITS),
      replace: () => booleanInput(env, 'replace', false),
      failOnDrift: () => booleanInput(env, 'fail-on-drift', false),
      githubToken: () => secretInput(env, 'github-token'),
      caCertificate: () => readCaCertificate(env),
      allowUntrustedSpec: () => booleanInput(env, 'allow-untrusted-spec', false),
      trustOnFirstUse: () => booleanInput(env, 'trust-on-first-use', false),
      exportPrefix: () => readExportPrefix(env),
      jobStatus: () => readJobStatus(env),
      jobLeg: () => textInput(env, 'job-leg', 'null'),
      jobCheckRunId: () => textInput(env, 'job-check-run-id', null),
      reap: () => readReap(env),
    }),
  );
}

type Readers<T> = { readonly [K in keyof T]: () => T[K] };

/** Runs `checks` and every reader, and throws what all of them found before anything is returned. */
function readAll<T extends object>(checks: readonly (() => unknown)[], readers: Readers<T>): T {
  const found: InputError[] = [];
  const attempt = (read: () => unknown): unknown => {
    try {
      return read();
    } catch (error) {
      if (error instanceof InputError) found.push(error);
      else if (error instanceof InputErrors) found.push(...error.mistakes);
      else throw error;
      return null;
    }
  };
  for (const check of checks) attempt(check);
  const values = Object.entries<() => unknown>(readers).map(([name, read]) => [name, attempt(read)]);
  const [first] = found;
  if (first !== undefined) throw found.length === 1 ? first : new InputErrors(found);
  return Object.fromEntries(values);
}

function readScope(env: Env): string | null {
  const scope = textInput(env, 'scope', null);
  if (scope === null || textInput(env, 'mode', '') !== 'reap') return scope;
  throw new InputError('scope', '`reap` looks at all scopes of the repository.', {
    hint: 'Leave it out, or use `mode: destroy` for one scope.',
  });
}

function readExportPrefix(env: Env): string | null {
  const text = textInput(env, 'export-env', null);
  return text === null ? null : readPrefix(text);
}

function readReap(env: Env): ReapInputs {
  return readAll([], {
    olderThanMs: () => durationInput(env, 'older-than', null, OLDER_THAN_LIMITS),
    keepTag: () => textInput(env, 'keep-tag', 'keep'),
    maxReap: () => integerInput(env, 'max-reap', 20, REAP_LIMITS),
    dryRun: () => booleanInput(env, 'dry-run', true),
  });
}

/** How the job went, as post needs it: anything but GitHub's three words counts as a failure, which keeps nothing. */
function readJobStatus(env: Env): JobStatus {
  const status = textInput(env, 'job-status', 'success').toLowerCase();
  return status === 'success' || status === 'cancelled' ? status : 'failure';
}

function secretInput(env: Env, name: string): Secret | null {
  const text = textInput(env, name, null);
  return text === null ? null : makeSecret(text);
}

function readCredentials(env: Env): Credentials {
  const token = secretInput(env, 'mist-token');
  const email = textInput(env, 'mist-email', null);
  const password = secretInput(env, 'mist-password');
  if (token !== null && (email !== null || password !== null)) {
    throw new InputError(
      'mist-token',
      'it is given together with `mist-email` or `mist-password`; give one or the other.',
    );
  }
  if (email !== null && password === null)
    throw new InputError('mist-password', '`mist-email` is given, but this is blank.');
  if (email === null && password !== null)
    throw new InputError('mist-email', '`mist-password` is given, but this is blank.');
  if (email !== null && password !== null) {
    return { kind: 'account', email, password, org: textInput(env, 'mist-org', null) };
  }
  if (token !== null) return { kind: 'token', token };
  if (textInput(env, 'mist-url', '') === 'sandbox') return { kind: 'none' };
  throw new InputError('mist-token', 'it is blank.', {
    hint: 'Pass an API token from a secret. A secret that does not exist, or that a fork may not see, is blank.',
  });
}

function readSpecSource(env: Env): SpecSource {
  const text = rawInput(env, 'spec');
  const path = textInput(env, 'spec-file', null);
  if (text.trim() !== '') {
    if (path !== null) throw new InputError('spec-file', 'it is given together with `spec`; give one or the other.');
    // Not trimmed: lines and columns of messages count from the text as it was written.
    return { kind: 'text', text };
  }
  return { kind: 'file', path: path ?? '.github/mist.yml', given: path !== null };
}

function readCaCertificate(env: Env): string | null {
  const text = textInput(env, 'ca-certificate', null);
  if (text === null) return null;
  if (/-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----/.test(text)) return `${text}\n`;
  throw new InputError('ca-certificate', 'it is no PEM certificate (`-----BEGIN CERTIFICATE-----` …).');
}

/** Features that have their place in the language already: refused with that reason, because ignoring one would harm. */
function unbuilt(env: Env): readonly (() => void)[] {
  const given = ['max-cost', 'keep-on-failure', 'environment', 'label'].map((name) => () => {
    if (textInput(env, name, null) !== null) throw notBuilt(name, 'this input');
  });
  const on = ['comment', 'require-reviewed-plan'].map((name) => () => {
    if (booleanInput(env, name, false)) throw notBuilt(name, '`true`');
  });
  const access = (): void => {
    const wanted = choiceInput(env, 'ssh-access', SSH_ACCESS, 'none');
    if (wanted !== 'none') throw notBuilt('ssh-access', `\`${wanted}\``);
  };
  return [...given, ...on, access];
}

function notBuilt(name: string, what: string): InputError {
  return new InputError(name, `${what} is not built yet.`, { hint: 'Leave it out.' });
}
