// What can go wrong, as types: every error says who must act and what to do. Nothing here does I/O.

/** Who must act: the author of the workflow, the Mist server or a cloud behind it, or the makers of this action. */
export type ErrorSource = 'user' | 'remote' | 'bug';

type ErrorOptions = { readonly hint?: string; readonly cause?: unknown };

/**
 * Base of every error this action throws. `code` is stable, `message` says what failed and where, `hint` what to do.
 * Neither message nor hint may hold a secret or a server's body: they are printed as they are.
 */
export class ActionError extends Error {
  override readonly name: string = 'ActionError';
  readonly code: string;
  readonly source: ErrorSource;
  readonly hint: string | undefined;

  constructor(code: string, source: ErrorSource, message: string, options: ErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.source = source;
    this.hint = options.hint;
  }
}

/** An input of the step is missing, blank or not one of its values; names the input. */
export class InputError extends ActionError {
  override readonly name = 'InputError';
  readonly input: string;

  constructor(input: string, message: string, options: ErrorOptions = {}) {
    super('input', 'user', `Input \`${input}\`: ${message}`, options);
    this.input = input;
  }
}

/** Several inputs cannot be used; each is an InputError, in the order of the inputs. */
export class InputErrors extends ActionError {
  override readonly name = 'InputErrors';
  readonly mistakes: readonly InputError[];

  constructor(mistakes: readonly InputError[]) {
    super('input', 'user', mistakes.map(({ message }) => message).join(' '));
    this.mistakes = mistakes;
  }
}

/** One mistake in a spec. `line` and `column` count from 1; `path` is the place in words, e.g. `machines.web.image`. */
export type Diagnostic = {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly severity: 'error' | 'warning';
};

/** The spec cannot be used; carries every mistake found in it, in the order of the text. */
export class SpecError extends ActionError {
  override readonly name = 'SpecError';
  readonly diagnostics: readonly Diagnostic[];
  /** Path of the spec file relative to the workspace, or null for an inline spec. */
  readonly file: string | null;

  constructor(diagnostics: readonly Diagnostic[], file: string | null) {
    const errors = diagnostics.filter((d) => d.severity === 'error');
    const first = errors[0];
    const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
    super('spec', 'user', first ? `${first.path}: ${first.message}${more}` : 'The spec cannot be used.');
    this.diagnostics = diagnostics;
    this.file = file;
  }
}

/** Nothing can be planned: an ambiguous match, an unknown name, a change that is not allowed. */
export class PlanError extends ActionError {
  override readonly name = 'PlanError';
  readonly address: string;

  constructor(code: string, address: string, message: string, options: ErrorOptions = {}) {
    super(code, 'user', `${address}: ${message}`, options);
    this.address = address;
  }
}

/** Several things cannot be planned; each is a PlanError, in the order in which they were found. */
export class PlanErrors extends ActionError {
  override readonly name = 'PlanErrors';
  readonly mistakes: readonly PlanError[];

  constructor(mistakes: readonly PlanError[]) {
    const [first] = mistakes;
    super('plan', 'user', `${first?.message ?? 'Nothing can be planned.'} (and ${mistakes.length - 1} more)`, {
      ...(first?.hint === undefined ? {} : { hint: first.hint }),
    });
    this.mistakes = mistakes;
  }
}

/** Takes a mistake, so that planning can go on and find the others. */
export type Gather = (error: PlanError) => void;

/** For whoever wants to know the first mistake only. */
export const throwAtOnce: Gather = (error) => {
  throw error;
};

/** How a request to Mist failed, as far as it decides what to do next. */
export type ApiFailure =
  /** The token is missing, wrong, revoked or read-only (401, 405 by token). */
  | 'auth'
  /** The provider refused the credentials of a backend (v1 401, v2 403 with that text). */
  | 'provider-auth'
  /** 403 otherwise: no permission, an address not allowed, or an action that the object does not support. */
  | 'forbidden'
  /** 404; never proof that something is absent. */
  | 'not-found'
  /** 400, 409, 415, 422: the request was understood and refused. */
  | 'rejected'
  /** 402, or a provider's quota or limit. */
  | 'quota'
  /** 423 or 429: try again later. */
  | 'busy'
  /** 5xx: it may have acted. */
  | 'server'
  /** The answer is not what a Mist server says (HTML, truncated JSON, missing field, redirect, too large). */
  | 'protocol';

/**
 * The server answered, but not with what was asked for. `reason` is one line that has been picked and cleaned from
 * the answer (never a whole body); headers and request bodies are never kept.
 */
export class ApiError extends ActionError {
  override readonly name = 'ApiError';
  readonly failure: ApiFailure;
  readonly status: number;
  readonly method: string;
  /** The route with ids replaced, e.g. `/api/v1/machines/{id}`. */
  readonly route: string;
  readonly retryAfterMs: number | undefined;

  constructor(
    at: {
      readonly failure: ApiFailure;
      readonly status: number;
      readonly method: string;
      readonly route: string;
      readonly retryAfterMs?: number;
    },
    reason: string,
    options: ErrorOptions = {},
  ) {
    super(`api-${at.failure}`, 'remote', `${at.method} ${at.route}: ${at.status} ${reason}`, options);
    this.failure = at.failure;
    this.status = at.status;
    this.method = at.method;
    this.route = at.route;
    this.retryAfterMs = at.retryAfterMs;
  }
}

/** No answer came: DNS, TLS, reset, timeout, cancelled. `sent` tells whether the request may have reached the server. */
export class TransportError extends ActionError {
  override readonly name = 'TransportError';
  readonly sent: boolean;
  readonly method: string;
  readonly route: string;

  constructor(
    at: { readonly method: string; readonly route: string; readonly sent: boolean },
    reason: string,
    options: ErrorOptions = {},
  ) {
    super('transport', 'remote', `${at.method} ${at.route}: ${reason}`, options);
    this.sent = at.sent;
    this.method = at.method;
    this.route = at.route;
  }
}

/** Something did not become ready in its time, told as `within 90s` or the like; says what it was last seen as. */
export class WaitTimeoutError extends ActionError {
  override readonly name = 'WaitTimeoutError';
  readonly address: string;

  constructor(address: string, wanted: string, lastSeen: string, time: string, options: ErrorOptions = {}) {
    super('wait-timeout', 'remote', `${address}: not ${wanted} ${time}; last seen: ${lastSeen}`, options);
    this.address = address;
  }
}

/** The run was cancelled (signal) or its time is over. */
export class CancelledError extends ActionError {
  override readonly name = 'CancelledError';

  constructor(message = 'The run was cancelled.') {
    super('cancelled', 'user', message);
  }
}

/** A state that the code rules out; the message asks to report it. */
export class BugError extends ActionError {
  override readonly name = 'BugError';

  constructor(message: string) {
    super('bug', 'bug', `${message} This is a bug in the action: please report it.`);
  }
}

/** Closes a switch over a union: the compiler proves that it cannot be reached. */
export function assertNever(value: never): never {
  throw new BugError(`Unexpected value ${JSON.stringify(value)}.`);
}
