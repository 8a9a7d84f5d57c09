// Routes as tables: a pattern per row, and what every handler is given.
import type { Reply, SandboxRequest } from './reply.ts';
import type { Context } from './state.ts';

/** What a handler may say about its request for the log: which job or machine it was about. */
export type LogNote = { jobId?: string; fields?: Record<string, unknown> };

/** One request on its way to its handler. */
export type Call = {
  readonly context: Context;
  readonly request: SandboxRequest;
  /** Decoded path segments of the pattern's `:names`, in order. */
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  /** The parsed body; null without one or where it is no JSON. */
  readonly body: unknown;
  readonly note: LogNote;
};

/** One row of a table of routes. */
export type Route = {
  readonly method: string;
  readonly pattern: string;
  /** The action's name in the server's log. */
  readonly action: string;
  readonly handle: (call: Call) => Reply | Promise<Reply>;
};

/** A route and the values of its `:names`. */
export type Match = { readonly route: Route; readonly params: readonly string[] };

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

type Split = { readonly route: Route; readonly wanted: readonly string[] };

/** Tables with their patterns taken apart, once each. */
const SPLIT = new WeakMap<readonly Route[], readonly Split[]>();

function splitOf(routes: readonly Route[]): readonly Split[] {
  const known = SPLIT.get(routes);
  if (known !== undefined) return known;
  const split = routes.map((route) => ({ route, wanted: route.pattern.split('/') }));
  SPLIT.set(routes, split);
  return split;
}

function fits(wanted: readonly string[], given: readonly string[]): boolean {
  if (wanted.length !== given.length) return false;
  return wanted.every((part, index) => (part.startsWith(':') ? given[index] !== '' : part === given[index]));
}

function paramsOf(wanted: readonly string[], given: readonly string[]): string[] {
  return given.filter((_, index) => wanted[index]?.startsWith(':')).map(decode);
}

/** The route of this method and path; `'method'` where only the method is wrong, `'path'` where nothing fits. */
export function findRoute(routes: readonly Route[], method: string, path: string): Match | 'method' | 'path' {
  const given = path.split('/');
  let seen = false;
  for (const { route, wanted } of splitOf(routes)) {
    if (!fits(wanted, given)) continue;
    if (route.method === method) return { route, params: paramsOf(wanted, given) };
    seen = true;
  }
  return seen ? 'method' : 'path';
}

/** The n-th path parameter; routes give as many as their pattern names. */
export function param(call: Call, index: number): string {
  return call.params[index] ?? '';
}

/** A JSON object of unknown content. */
export type Fields = Readonly<Record<string, unknown>>;

/** True for JSON objects. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The body as an object; v1 reads everything else as "no parameters". */
export function fieldsOf(call: Call): Fields {
  return isFields(call.body) ? call.body : {};
}

/** A field's text, or empty for anything else. */
export function textField(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
}
