// What the sandbox answers: the reply type, and the error encodings of both API versions as recorded.

/** How the answer reaches the caller; everything but `send` is a fault of the wire. */
export type Fate = 'send' | 'drop' | 'reset' | 'stall' | 'truncate';

/** One request as it arrived: raw path, raw query (without `?`), lower-case header names, body as text. */
export type SandboxRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** An answer. `fate` tells the carrier what to do with it. */
export type Reply = {
  readonly status: number;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly fate: Fate;
};

/** Recorded: v1 sends its plain texts as HTML. */
const V1_TEXT = 'text/html; charset=UTF-8';

function reply(status: number, contentType: string, body: string): Reply {
  return { status, contentType, headers: {}, body, fate: 'send' };
}

/** A JSON body, as both APIs send it. */
export function json(value: unknown, status = 200): Reply {
  return jsonText(JSON.stringify(value), status);
}

/** A body that is JSON already. */
export function jsonText(body: string, status = 200): Reply {
  return reply(status, 'application/json', body);
}

/** A plain text of API v1: `OK`, or `Kind: message`. */
export function text(body: string, status = 200): Reply {
  return reply(status, V1_TEXT, body);
}

/** Any other body. */
export function raw(status: number, contentType: string, body: string): Reply {
  return reply(status, contentType, body);
}

/** The page that v1 answers to unknown routes and wrong methods, with 404. */
export function htmlPage(): Reply {
  return reply(
    404,
    V1_TEXT,
    '<html><head><title>Mist</title></head><body>This is the page of the user interface.</body></html>',
  );
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  415: 'Unsupported Media Type',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** problem+json of API v2: schema, authentication, routing and internal errors. */
export function problem(status: number, detail: string): Reply {
  const body = { detail, status, title: TITLES[status] ?? 'Error', type: 'about:blank' };
  return reply(status, 'application/problem+json', JSON.stringify(body));
}

/** The detail of every 500 of v2 (recorded). */
export const INTERNAL =
  'The server encountered an internal error and was unable to complete your request. ' +
  'Either the server is overloaded or there is an error in the application.';
/** The detail of v2's 404 for unknown routes (recorded). */
export const NO_ROUTE =
  'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.';
/** The detail of v2's 405 (recorded). */
export const NO_METHOD = 'The method is not allowed for the requested URL.';

/** A request that a controller refuses. v1 says it as text, v2 as a JSON string with the same words. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** An error of v2 that is always problem+json: a schema that does not hold, or an exception nobody caught. */
export class Problem extends Error {
  readonly status: number;

  constructor(status: number, detail: string = INTERNAL) {
    super(detail);
    this.status = status;
  }
}

/** How Python prints a JSON value: v2 echoes whole bodies this way, credentials included. */
export function pythonText(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value === 'string') return `'${value}'`;
  if (Array.isArray(value)) return `[${value.map(pythonText).join(', ')}]`;
  if (typeof value === 'object') {
    return `{${Object.entries(value)
      .map(([key, inner]) => `'${key}': ${pythonText(inner)}`)
      .join(', ')}}`;
  }
  return String(value);
}
