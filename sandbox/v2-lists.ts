// API v2: how lists and single objects are answered, whatever they list: search, paging, `only`, CSV.
import { json, Problem, Refusal, type Reply, raw } from './reply.ts';
import type { Call } from './router.ts';
import type { Deref } from './rows-v2.ts';
import { type Searchable, SearchError, searchIn } from './search.ts';

type Row = Record<string, unknown>;

/** One kind of resource: all rows, how they are searched, how one is shown. */
export type Resource<T> = {
  /** Singular, as in `meta.kind`; lists use the plural. */
  readonly kind: string;
  /** As in `Machine does not exist`. */
  readonly label: string;
  all(call: Call): readonly T[];
  searchable(row: T): Searchable;
  show(call: Call, row: T, deref: Deref): Row;
};

function derefOf(call: Call): Deref {
  const wanted = call.query.get('deref') ?? 'auto';
  // Documented, but every server seen answers 500 to it.
  if (wanted === 'id') throw new Problem(500);
  return wanted === 'none' ? 'none' : 'auto';
}

/** The names that `only` asks for; null for whole rows. */
function onlyOf(call: Call): ReadonlySet<string> | null {
  const only = call.query.get('only');
  return only === null || only === '' ? null : new Set(only.split(','));
}

function trim(only: ReadonlySet<string> | null, row: Row): Row {
  if (only === null) return row;
  const trimmed: Row = {};
  for (const name of Object.keys(row)) if (only.has(name)) trimmed[name] = row[name];
  return trimmed;
}

function metaOf(call: Call, fields: Row): Row {
  if (call.context.options.series !== '4.7') return fields;
  const { kind: _kind, ...rest } = fields;
  return rest;
}

function csv(rows: readonly Row[]): Reply {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (value: unknown): string => {
    const plain = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
    return /[",\r\n]/.test(plain) ? `"${plain.replace(/"/g, '""')}"` : plain;
  };
  const lines = rows.map((row) => names.map((name) => cell(row[name])).join(','));
  return raw(200, 'text/csv; charset=utf-8', `${[names.join(','), ...lines].join('\r\n')}\r\n`);
}

/** Paging as the server does it: limit 100 unless given, 0 means 100, no upper bound; `start` is an offset, else 0. */
function page<T>(call: Call, rows: readonly T[]): { rows: readonly T[]; start: number } {
  const limit = Number(call.query.get('limit') ?? 100);
  if (limit < 0) throw new Problem(500);
  const offset = Number(call.query.get('start') ?? 0);
  const start = Number.isInteger(offset) && offset > 0 ? offset : 0;
  return { rows: rows.slice(start, start + (limit || 100)), start };
}

/** `GET /api/v2/{kind}s`: `search` and every other filter are substring searches unless quoted. */
export function listReply<T>(call: Call, resource: Resource<T>): Reply {
  const deref = derefOf(call);
  let rows = resource.all(call);
  const search = call.query.get('search');
  if (search !== null) rows = searchIn(rows, search, resource.searchable);
  const { rows: shown, start } = page(call, rows);
  const only = onlyOf(call);
  const data = shown.map((row) => trim(only, resource.show(call, row, deref)));
  if ((call.request.headers.accept ?? '').includes('text/csv')) return csv(data);
  const meta = {
    kind: `${resource.kind}s`,
    returned: data.length,
    sort: call.query.get('sort'),
    start,
    total: rows.length,
  };
  return json({ data, meta: metaOf(call, meta) });
}

/**
 * The object that a path segment means: the first hit of a search. Throws Refusal 404, also for an expression that the
 * parser chokes on.
 */
export function findOne<T>(call: Call, resource: Resource<T>, search: string): { row: T; total: number } {
  let found: T[] = [];
  try {
    found = searchIn(resource.all(call), search, resource.searchable);
  } catch (error) {
    if (!(error instanceof SearchError)) throw error;
  }
  const row = found[0];
  if (row === undefined) throw new Refusal(404, `${resource.label} does not exist`);
  return { row, total: found.length };
}

/** `GET /api/v2/{kind}s/{search}`: `total` tells how many would have matched. Keys know no `kind` and no `only`. */
export function oneReply<T>(
  call: Call,
  resource: Resource<T>,
  search: string,
  extra: (row: T) => Row = () => ({}),
): Reply {
  const { row, total } = findOne(call, resource, search);
  const shown = { ...resource.show(call, row, derefOf(call)), ...extra(row) };
  if (resource.kind === 'key') return json({ data: shown, meta: { returned: 1, total } });
  const meta = { kind: resource.kind, returned: 1, sort: '', start: 0, total };
  return json({ data: trim(onlyOf(call), shown), meta: metaOf(call, meta) });
}
