// A connection for reading only, made from inputs: what `cli.js list` needs of the server.
import type { MistReader } from '../engine/ports.ts';
import { connectMist } from '../mist/connect.ts';
import { InputError } from '../model/errors.ts';
import type { Secret } from '../model/spec.ts';
import { readInputs } from './inputs.ts';
import { type StepWorld, stepLog } from './process-world.ts';

const TOKEN_TTL_SECONDS = 300;

export type OpenedMist = { readonly reader: MistReader; readonly close: () => Promise<void> };

/** Connects with the inputs given by name; a token that is minted for it is revoked by `close`. */
export async function openMist(inputs: Readonly<Record<string, string>>, world: StepWorld): Promise<OpenedMist> {
  const env = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]));
  const { target, credentials, caCertificate } = readInputs(env);
  if (target.kind !== 'server' || credentials.kind === 'none')
    throw new InputError('mist-url', 'a server and its credentials are needed.');
  const log = stepLog(world);
  const options = {
    url: target.url,
    clock: world.clock,
    random: Math.random,
    log,
    signal: new AbortController().signal,
    caCertificate,
    allowInsecureHttp: target.plain,
    proxyEnv: world.env,
  };
  if (credentials.kind === 'token') {
    log.mask(credentials.token.reveal());
    return open(credentials.token, null);
  }
  log.mask(credentials.password.reveal());
  const anonymous = connectMist({ ...options, token: null });
  const name = `mist-action-list-${world.clock.now().toString(36)}`;
  const { email, password, org } = credentials;
  const minted = await anonymous.tokens.mint({ email, password, orgName: org, ttlSeconds: TOKEN_TTL_SECONDS, name });
  await anonymous.close();
  return open(minted.token, minted.id);

  function open(token: Secret, id: string | null): OpenedMist {
    const connection = connectMist({ ...options, token });
    const close = async (): Promise<void> => {
      if (id !== null) await connection.tokens.revoke(id);
      await connection.close();
    };
    return { reader: connection.reader, close };
  }
}
