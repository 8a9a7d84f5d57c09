// The recorded exchanges with real servers, as a client would have received them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../fixtures/exchanges');

export type Fields = Readonly<Record<string, unknown>>;

export type Recorded = {
  /** `v1-keys.json#9`: file and position. */
  readonly at: string;
  readonly method: string;
  readonly path: string;
  /** As text, whatever form it was recorded in; empty for none. */
  readonly query: string;
  readonly request: unknown;
  readonly status: number;
  readonly contentType: string;
  /** The decoded body, without the marks of rows that the recording left out. */
  readonly value: unknown;
  /** The body on the wire. */
  readonly text: string;
};

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Long lists were cut when they were recorded: a text at the end says how many rows are missing. */
function withoutMarks(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.filter((item) => !(typeof item === 'string' && item.startsWith('…'))).map(withoutMarks);
  }
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutMarks(item)]));
}

function read(file: string): readonly Recorded[] {
  const list: unknown = JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));
  if (!Array.isArray(list)) throw new Error(`${file} is not a list`);
  return list.flatMap((item: unknown, index) => {
    if (!isFields(item) || !isFields(item.request) || !isFields(item.response)) return [];
    const { request, response } = item;
    const headers = isFields(response.headers) ? response.headers : {};
    const contentType = String(headers['Content-Type'] ?? '');
    const value = withoutMarks(response.body);
    return [
      {
        at: `${file}#${index}`,
        method: String(request.method),
        path: String(request.path),
        query: typeof request.query === 'string' ? request.query : JSON.stringify(request.query ?? ''),
        request: request.body,
        status: Number(response.status),
        contentType,
        value,
        text: contentType.includes('json') || typeof value !== 'string' ? JSON.stringify(value) : value,
      },
    ];
  });
}

/** Every exchange of every file, in order; notes without a request are no exchanges. */
export const RECORDED: readonly Recorded[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .flatMap(read);
