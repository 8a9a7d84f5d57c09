// Which failure an answer is. Mist has four encodings: v1 one-liners (mostly labelled text/html), HTML pages for unknown
// routes and proxies, v2 JSON strings, v2 problem+json.
import { ApiError, type ApiFailure } from '../model/errors.ts';
import { echoes, lineOfProblem, lineOfText } from './error-line.ts';
import type { Call, Reply } from './transport.ts';

/** The body broke off inside its JSON: worth another try where tries are allowed. */
export class TruncatedError extends ApiError {}

const PROVIDER_AUTH = /unauthorized cloud|cloud ?unauthorized|cloud credentials/i;
const QUOTA = /quota|limit ?exceeded|exceeded? (?:your|the) .{0,40}limit/i;
const WRONG_SERVER = 'Is this the URL of a Mist server? Check `mist-url`.';

/** True for a page: an unknown v1 route, a proxy, a sign-in page. One-liners carry the same content type. */
export function isHtml(reply: Pick<Reply, 'text'>): boolean {
  return /^\s*<(?:!doctype|html|head|body|\?xml)/i.test(reply.text);
}

/** The error of an answer that is not 2xx, else null. `secrets` are texts of the request that must not come back. */
export function errorOf(call: Call, reply: Reply, secrets: readonly string[]): ApiError | null {
  if (reply.status >= 200 && reply.status < 300) return null;
  if (reply.status >= 300 && reply.status < 400) return redirectError(call, reply);
  const page = isHtml(reply);
  const picked = page ? 'an HTML page' : lineOf(reply);
  const line = echoes(picked, secrets) ? 'the answer repeats the request and is not shown' : picked;
  const failure = classify(reply.status, picked, page);
  return new ApiError(
    { failure, status: reply.status, method: call.method, route: call.route, ...retryAfter(reply) },
    reasonFor(failure, line),
    hintFor(call, failure),
  );
}

/** A `protocol` error about an answer as a whole; `wrong` says what is wrong with it. */
export function protocolError(call: Call, reply: Reply, wrong: string): ApiError {
  const at = { failure: 'protocol', status: reply.status, method: call.method, route: call.route } as const;
  return new ApiError(at, wrong, { hint: WRONG_SERVER });
}

function redirectError(call: Call, reply: Reply): ApiError {
  const target = reply.location === null ? null : originOf(reply.location, call.origin);
  const where = target === null ? 'somewhere' : target === call.origin ? 'another path of itself' : target;
  const hint =
    target === null || target === call.origin
      ? WRONG_SERVER
      : `Redirects are not followed, so that the token stays here. If ${target} is your server, give it as \`mist-url\`.`;
  const at = { failure: 'protocol', status: reply.status, method: call.method, route: call.route } as const;
  return new ApiError(at, `the server redirects to ${where}`, { hint });
}

function originOf(location: string, base: string): string | null {
  return URL.canParse(location, base) ? new URL(location, base).origin : null;
}

function lineOf(reply: Reply): string {
  if (!/\bjson\b/i.test(reply.contentType)) return lineOfText(reply.text);
  let body: unknown;
  try {
    body = JSON.parse(reply.text);
  } catch {
    return 'no reason given';
  }
  if (typeof body === 'string') return lineOfText(body);
  if (typeof body !== 'object' || body === null) return 'no reason given';
  const title = 'title' in body && typeof body.title === 'string' ? body.title : 'no reason given';
  const detail = 'detail' in body && typeof body.detail === 'string' ? body.detail : '';
  return lineOfProblem(reply.status, title, detail);
}

function classify(status: number, line: string, page: boolean): ApiFailure {
  if (status === 423 || status === 429) return 'busy';
  if (status >= 500) return 'server';
  if (page) return 'protocol';
  switch (status) {
    case 401:
      return PROVIDER_AUTH.test(line) ? 'provider-auth' : 'auth';
    case 402:
      return 'quota';
    case 403:
      if (PROVIDER_AUTH.test(line)) return 'provider-auth';
      return QUOTA.test(line) ? 'quota' : 'forbidden';
    case 404:
      return /requested URL was not found/.test(line) ? 'protocol' : 'not-found';
    case 405:
      return /method is not allowed/i.test(line) ? 'protocol' : 'auth';
    default:
      return QUOTA.test(line) ? 'quota' : 'rejected';
  }
}

function reasonFor(failure: ApiFailure, line: string): string {
  const said = line === '' ? 'no reason given' : line;
  return failure === 'auth' ? `the server refused the login (${said})` : said;
}

function hintFor(call: Call, failure: ApiFailure): { readonly hint?: string } {
  switch (failure) {
    case 'auth':
      return { hint: `Check the ${call.credentials}: is it valid for this server, not expired, and not read-only?` };
    case 'provider-auth':
      return { hint: 'The Mist token is fine: the cloud refused the credentials of this backend. Check them.' };
    case 'protocol':
      return { hint: WRONG_SERVER };
    default:
      return {};
  }
}

/** Seconds or an HTTP date, as sent; the retry loop clamps it. Dates count against the answer's own Date header. */
function retryAfter(reply: Reply): { readonly retryAfterMs?: number } {
  const raw = reply.retryAfter?.trim() ?? '';
  if (/^\d{1,12}$/.test(raw)) return { retryAfterMs: Number(raw) * 1000 };
  const at = /^[A-Z][a-z]{2},/.test(raw) ? Date.parse(raw) : Number.NaN;
  if (!Number.isFinite(at) || reply.serverTime === null) return {};
  return { retryAfterMs: Math.max(0, at - reply.serverTime) };
}
