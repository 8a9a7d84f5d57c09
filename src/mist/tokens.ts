// Tokens for people who give e-mail and password: minted for one job, revoked in post.
import type { Log } from '../engine/ports.ts';
import { ActionError, InputError } from '../model/errors.ts';
import { isMistId } from '../model/observed.ts';
import { makeSecret } from '../model/secret.ts';
import type { Secret } from '../model/spec.ts';
import type { Calls } from './calls.ts';
import { decodeOrganisation } from './decode-accounts.ts';
import { ROUTES } from './routes.ts';
import { asRow, asRows, text, textOrNull } from './wire.ts';

export type MintRequest = {
  readonly email: string;
  readonly password: Secret;
  /** Id or exact name of an organisation, or null for the account's own. */
  readonly orgName: string | null;
  /** How long the token lives; the server's own default is an hour. */
  readonly ttlSeconds: number;
  /** Must be new on the account: the server refuses a name that is there already. */
  readonly name: string;
};

export type MintedToken = { readonly id: string; readonly token: Secret };

export type MistTokens = {
  /** Makes a token, masked before it is returned. Throws InputError when the organisation is not one of the account's. */
  mint(request: MintRequest): Promise<MintedToken>;
  /** The account's tokens that still work. */
  list(): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** Ends a token by the id that `mint` gave. */
  revoke(id: string): Promise<void>;
};

/** Looking up an organisation needs a token; this one lives long enough for that, and is revoked at once. */
const LOOKUP_TTL_SECONDS = 300;

/**
 * Makes the token calls of one server. `callsWith` binds calls to a token; with null they carry none. A request for a
 * token without a usable lifetime would make one that never ends, so it is refused here.
 */
export function makeTokens(callsWith: (token: Secret | null) => Calls, own: Calls, log: Pick<Log, 'mask'>): MistTokens {
  const anonymous = callsWith(null);

  async function create(request: MintRequest, orgId: string | null): Promise<MintedToken & { org: readonly string[] }> {
    if (!(request.ttlSeconds >= 1))
      throw new ActionError('token-ttl', 'user', 'A token must end: its lifetime is zero.');
    const { asked, value } = await anonymous.send('POST', {
      route: ROUTES.tokens(),
      body: () => ({
        email: request.email,
        password: request.password.reveal(),
        name: request.name,
        ttl: Math.ceil(request.ttlSeconds),
        ...(orgId === null ? {} : { org_id: orgId }),
      }),
      secrets: [request.password.reveal()],
    });
    const row = asRow(asked, 'token', value);
    const token = text(row, 'token');
    log.mask(token);
    const org = [textOrNull(row, 'org_id'), textOrNull(row, 'org_name')].filter((name) => name !== null);
    return { id: text(row, 'id'), token: makeSecret(token), org };
  }

  const revokeWith = (calls: Calls, id: string): Promise<void> =>
    calls.order('DELETE', { route: ROUTES.tokens(), body: () => ({ id }) });

  async function findOrganisation(request: MintRequest, wanted: string): Promise<string> {
    const name = `${request.name}-lookup`;
    const temporary = await create({ ...request, name, ttlSeconds: LOOKUP_TTL_SECONDS }, null);
    const calls = callsWith(temporary.token);
    try {
      const { asked, value } = await calls.get({ route: ROUTES.organisations() });
      const found = asRows(asked, 'organisations', value).map(decodeOrganisation);
      const hits = found.filter((organisation) => organisation.name === wanted);
      const only = hits[0];
      if (only === undefined || hits.length > 1) {
        throw new InputError('mist-org', `${hits.length} organisations of this account have that name.`, {
          hint: 'Give the 32-hex id of the organisation instead.',
        });
      }
      return only.id;
    } finally {
      await revokeWith(calls, temporary.id);
    }
  }

  return {
    async mint(request) {
      const { orgName } = request;
      const orgId = orgName === null || isMistId(orgName) ? orgName : await findOrganisation(request, orgName);
      const minted = await create(request, orgId);
      if (orgId !== null && !minted.org.includes(orgId)) {
        await revokeWith(callsWith(minted.token), minted.id);
        throw new InputError('mist-org', 'the server made a token for another organisation; it was revoked.');
      }
      return { id: minted.id, token: minted.token };
    },
    async list() {
      const { asked, value } = await own.get({ route: ROUTES.tokens() });
      return asRows(asked, 'tokens', value).map((row) => ({ id: text(row, 'id'), name: text(row, 'name') }));
    },
    revoke: (id) => revokeWith(own, id),
  };
}
