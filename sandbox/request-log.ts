// What the sandbox keeps of requests: a plain record for tests, and the server's own log entry of every change.
import { addLog } from './logs.ts';
import type { Reply, SandboxRequest } from './reply.ts';
import { isFields, type LogNote, type Match } from './router.ts';
import type { Context, TokenRecord } from './state.ts';

/** One request as tests see it; `status` is null until it was answered. */
export type RequestRecord = {
  readonly n: number;
  /** Epoch ms by the sandbox's clock. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  status: number | null;
  readonly bodyBytes: number;
  readonly write: boolean;
  fault: string | null;
};

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return { _python_object: body };
  }
}

/** v1 censors the private half of a key, v2 only the credentials of new clouds: `private` stays readable (H23). */
function censored(request: SandboxRequest): unknown {
  const body = request.body === '' ? {} : parsed(request.body);
  if (!isFields(body)) return body;
  const hidden = request.path.startsWith('/api/v1/') ? ['priv', 'password', 'apisecret', 'token'] : ['credentials'];
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key, hidden.includes(key) ? '***CENSORED***' : value]),
  );
}

/** The server hides the private half in what it logs of an answer (read in its source). */
function withoutPrivateHalf(body: unknown): unknown {
  return isFields(body) && 'priv' in body ? { ...body, priv: '***CENSORED***' } : body;
}

type Answered = {
  readonly reply: Reply;
  readonly match: Match | null;
  readonly note: LogNote;
  readonly token: TokenRecord | null;
};

/** Writes the entry of a change to the server's log. Reads, searches and unauthenticated requests leave none. */
export function logRequest(context: Context, request: SandboxRequest, answered: Answered): void {
  const { reply, match, note, token } = answered;
  if (match === null || token === null || request.method === 'GET' || request.method === 'HEAD') return;
  if (match.route.action === 'search_images') return;
  const v1 = request.path.startsWith('/api/v1/');
  addLog(context, {
    action: match.route.action,
    type: 'request',
    error: reply.status >= 400 ? reply.body.slice(0, 200) : false,
    ...(note.jobId === undefined ? {} : { story: { jobId: note.jobId, relation: 'opens' as const } }),
    fields: {
      session_id: token.id,
      request_path: request.path,
      request_method: request.method,
      request_ip: '127.0.0.1',
      user_agent: request.headers['user-agent'] ?? '',
      response_code: reply.status,
      api_token_id: token.id,
      api_token_name: token.name,
      api_token: `${token.token.slice(0, 4)}***CENSORED***`,
      token_expires: token.ttl === 0 ? 'Never' : String(token.createdAt + token.ttl * 1000),
      [v1 ? 'request_params' : 'request_body']: censored(request),
      response_body: withoutPrivateHalf(parsed(reply.body)),
      ...note.fields,
    },
  });
}
