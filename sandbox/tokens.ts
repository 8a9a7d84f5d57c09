// API tokens: checking the header of a request, minting, listing, revoking.
import { Refusal } from './reply.ts';
import type { Fields } from './router.ts';
import type { Context, TokenRecord } from './state.ts';
import { hexOf } from './world.ts';

const MAX_TOKENS = 20;

function alive(context: Context, token: TokenRecord): boolean {
  const { world } = context;
  return !token.revoked && (token.ttl === 0 || world.now() < token.createdAt + token.ttl * 1000);
}

/** True when the bare header value (any case, blanks around it) is a token that lives; marks its use. */
export function checkToken(context: Context, header: string | undefined): TokenRecord | null {
  if (header === undefined) return null;
  const wanted = header.trim().toLowerCase();
  const found = context.state.tokens.find((one) => one.token === wanted && alive(context, one)) ?? null;
  if (found !== null) found.usedAt = context.world.now();
  return found;
}

/** A new token of 64 hex digits; `ttl` in seconds, 0 for one that never ends. */
export function issueToken(context: Context, name: string, ttl: number, token?: string): TokenRecord {
  const { world, state } = context;
  const record: TokenRecord = {
    id: hexOf(world, 24),
    token: token ?? hexOf(world, 64),
    name,
    ttl,
    createdAt: world.now(),
    usedAt: null,
    revoked: false,
  };
  state.tokens.unshift(record);
  return record;
}

/** `POST /api/v1/tokens`: the e-mail must be known, the password is not looked at at all (recorded). Throws Refusal. */
export function mintToken(context: Context, fields: Fields): TokenRecord {
  const email = fields.email;
  if (typeof email !== 'string' || email === '') {
    throw new Refusal(400, 'Required parameter not provided: No email provided');
  }
  if (!context.options.accounts.includes(email)) throw new Refusal(401, 'User not authenticated. Please log in');
  const living = context.state.tokens.filter((one) => alive(context, one));
  const name = typeof fields.name === 'string' && fields.name !== '' ? fields.name : `api_token_${living.length}`;
  if (living.some((one) => one.name === name))
    throw new Refusal(409, `Conflict: Token with name ${name} already exists`);
  if (living.length >= MAX_TOKENS)
    throw new Refusal(400, `Bad Request: MAX number of ${MAX_TOKENS} active tokens reached`);
  const ttl = Number(fields.ttl ?? 3600);
  return issueToken(context, name, Number.isFinite(ttl) && ttl >= 0 ? ttl : 3600);
}

function stamp(at: number | null): string {
  return at === null ? 'Never' : new Date(at).toISOString().replace('T', ' ').replace('Z', '000');
}

/** A token as v1 shows it: whole only in the answer that mints it, else its first four characters. */
export function tokenRow(context: Context, token: TokenRecord, whole: boolean): Record<string, unknown> {
  const { identity } = context.state;
  return {
    id: token.id,
    created: stamp(token.createdAt),
    last_accessed_at: stamp(token.usedAt),
    ip_address: '127.0.0.1',
    user_agent: null,
    org_id: identity.orgId,
    org_name: identity.orgName,
    user_id: identity.userId,
    name: token.name,
    ttl: token.ttl,
    token: whole ? token.token : `${token.token.slice(0, 4)}...`,
  };
}

/** Tokens that are neither revoked nor over, newest first. */
export function livingTokens(context: Context): TokenRecord[] {
  return context.state.tokens.filter((one) => alive(context, one));
}
