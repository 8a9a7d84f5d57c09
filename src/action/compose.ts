// The one place where adapters are made: inputs and environment in, a world for the engine out.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Journal } from '../engine/ports.ts';
import type { World } from '../engine/world.ts';
import { connectMist, type MistConnection } from '../mist/connect.ts';
import { makeSecret } from '../model/secret.ts';
import type { Secret } from '../model/spec.ts';
import { createKeyMaker } from '../ssh/key-maker.ts';
import { createProber } from '../ssh/prober.ts';
import type { Context } from './context.ts';
import type { Inputs } from './inputs.ts';
import { findOrStartSandbox } from './local-sandbox.ts';
import type { ActionLog } from './log.ts';
import { systemClock } from './process-world.ts';

export type Composition = {
  readonly world: World;
  readonly connection: MistConnection;
  /** Mist's id of a token that was minted for this process; null otherwise. */
  readonly mintedToken: string | null;
};

export type ComposeInput = {
  readonly inputs: Inputs;
  readonly context: Context;
  readonly log: ActionLog;
  readonly signal: AbortSignal;
  readonly journal: Journal;
  /** How long a minted token must live, ms. */
  readonly tokenTtlMs: number;
  /** Told the id of a minted token before anything else is asked of the server. */
  readonly onMinted: (id: string) => void;
};

/** Finds or starts the sandbox, mints a token where an account was given, connects. */
export async function compose(input: ComposeInput): Promise<Composition> {
  const { inputs, log, signal, journal } = input;
  const { url, token } = await target(input);
  const common = {
    url,
    clock: systemClock,
    random: Math.random,
    log,
    signal,
    caCertificate: inputs.caCertificate,
    allowInsecureHttp: inputs.target.kind === 'server' && inputs.target.plain,
    proxyEnv: process.env,
  };
  let secret = token;
  let minted: string | null = null;
  if (inputs.credentials.kind === 'account') {
    const fresh = await mint(input, common);
    secret = fresh.token;
    minted = fresh.id;
  }
  const connection = connectMist({ ...common, token: secret });
  const world: World = {
    reader: connection.reader,
    writer: connection.writer,
    clock: systemClock,
    log,
    signal,
    journal,
    prober: createProber(),
    keyMaker: createKeyMaker(),
  };
  return { world, connection, mintedToken: minted };
}

type Common = Omit<Parameters<typeof connectMist>[0], 'token'>;

async function mint(input: ComposeInput, common: Common): Promise<{ readonly id: string; readonly token: Secret }> {
  const { inputs, context, tokenTtlMs } = input;
  if (inputs.credentials.kind !== 'account') throw new TypeError('no account');
  const { email, password, org } = inputs.credentials;
  input.log.mask(password.reveal());
  const anonymous = connectMist({ ...common, token: null });
  try {
    const name = `mist-action-${context.runId || 'local'}-${context.attempt}-${common.clock.now().toString(36)}`;
    const minted = await anonymous.tokens.mint({
      email,
      password,
      orgName: org,
      ttlSeconds: Math.ceil(tokenTtlMs / 1000),
      name,
    });
    input.onMinted(minted.id);
    return minted;
  } finally {
    await anonymous.close();
  }
}

async function target(input: ComposeInput): Promise<{ readonly url: string; readonly token: Secret | null }> {
  const { inputs, context, log, signal } = input;
  const own = inputs.credentials.kind === 'token' ? inputs.credentials.token : null;
  if (own) log.mask(own.reveal());
  if (inputs.target.kind === 'server') {
    if (inputs.target.plain) log.warning('The Mist server is reached by plain http: token and keys travel readable.');
    return { url: inputs.target.url, token: own };
  }
  const sandbox = await findOrStartSandbox({
    runnerTemp: context.runnerTemp,
    distDirectory: dirname(fileURLToPath(import.meta.url)),
    step: context.step,
    env: process.env,
    nodePath: process.execPath,
    signal,
  });
  log.mask(sandbox.token);
  if (sandbox.started) log.info(`A sandbox Mist server listens on ${sandbox.url}; it ends with this step's post.`);
  return { url: sandbox.url, token: own ?? makeSecret(sandbox.token) };
}
