// The one place where adapters are made: inputs and environment in, a world for the engine out.
import type { Journal } from '../engine/ports.ts';
import type { World } from '../engine/world.ts';
import { effectOf } from '../engine/write-ahead.ts';
import { connectMist, type MistConnection } from '../mist/connect.ts';
import type { MintedToken, MintRequest, MistTokens } from '../mist/tokens.ts';
import { CancelledError } from '../model/errors.ts';
import { makeSecret } from '../model/secret.ts';
import type { Secret } from '../model/spec.ts';
import type { Context } from './context.ts';
import type { Inputs } from './inputs.ts';
import { proxyVariables, type ServerAccess } from './keeper-order.ts';
import type { ActionLog } from './log.ts';
import { keyMakerOnUse, proberOnUse, shellOnUse } from './on-use.ts';
import type { StepWorld } from './process-world.ts';

export type Composition = {
  readonly world: World;
  readonly connection: MistConnection;
  /** For another process of this step that needs the same server; null without a token. */
  readonly server: ServerAccess | null;
  /** Mist's id of a token that was minted for this process; null otherwise. */
  readonly mintedToken: string | null;
};

export type ComposeInput = {
  readonly runner: StepWorld;
  readonly inputs: Inputs;
  readonly context: Context;
  readonly log: ActionLog;
  readonly signal: AbortSignal;
  readonly journal: Journal;
  /** How long a minted token must live, ms. */
  readonly tokenTtlMs: number;
  /**
   * Told the name of a token that is about to be minted, so that it is found when its answer is lost; null once the server
   * has refused it for sure. When it throws, nothing is minted.
   */
  readonly onMinting: (name: string | null) => void;
  /** Told the id of a minted token before anything else is asked of the server. */
  readonly onMinted: (id: string) => void;
};

/** Finds or starts the sandbox, mints a token where an account was given, connects. */
export async function compose(input: ComposeInput): Promise<Composition> {
  const { runner, inputs, log, signal, journal } = input;
  const { url, token } = await target(input);
  const common = {
    url,
    clock: runner.clock,
    random: Math.random,
    log,
    signal,
    caCertificate: inputs.caCertificate,
    allowInsecureHttp: inputs.target.kind === 'server' && inputs.target.plain,
    proxyEnv: runner.env,
  };
  let secret = token;
  let minted: string | null = null;
  if (inputs.credentials.kind === 'account') {
    const fresh = await mint(input, common);
    secret = fresh.token;
    minted = fresh.id;
  }
  const connected = connectMist({ ...common, token: secret });
  const ended = new AbortController();
  const processes = { distDirectory: runner.distDirectory, nodePath: process.execPath, env: runner.env };
  const world: World = {
    reader: connected.reader,
    writer: connected.writer,
    clock: runner.clock,
    log,
    signal,
    journal,
    prober: proberOnUse(inputs.caCertificate),
    shell: shellOnUse(),
    keyMaker: keyMakerOnUse(async () => {
      const { rsaKeyFromProcess } = await import('./key-process.ts');
      return rsaKeyFromProcess({ ...processes, signal: AbortSignal.any([signal, ended.signal]) });
    }),
  };
  const connection: MistConnection = {
    ...connected,
    close: async () => {
      // A pair that a failed step did not come to use is not waited for.
      ended.abort(new CancelledError());
      await connected.close();
    },
  };
  const { caCertificate, allowInsecureHttp } = common;
  const server =
    secret === null
      ? null
      : { url, token: secret, caCertificate, allowInsecureHttp, proxyEnv: proxyVariables(runner.env) };
  return { world, connection, server, mintedToken: minted };
}

type Common = Omit<Parameters<typeof connectMist>[0], 'token'>;

async function mint(input: ComposeInput, common: Common): Promise<MintedToken> {
  const { inputs, context, tokenTtlMs } = input;
  if (inputs.credentials.kind !== 'account') throw new TypeError('no account');
  const { email, password, org } = inputs.credentials;
  input.log.mask(password.reveal());
  const anonymous = connectMist({ ...common, token: null });
  try {
    const name = `${tokenNamePrefix(context)}${common.clock.now().toString(36)}`;
    input.onMinting(name);
    const minted = await mintKnown(input, anonymous.tokens, {
      email,
      password,
      orgName: org,
      ttlSeconds: Math.ceil(tokenTtlMs / 1000),
      name,
    });
    await told(input, common, minted);
    return minted;
  } finally {
    await anonymous.close();
  }
}

/** Begins the name of every token of one attempt of a run. */
export function tokenNamePrefix({ runId, attempt }: Pick<Context, 'runId' | 'attempt'>): string {
  return `mist-action-${runId || 'local'}-${attempt}-`;
}

/** Whoever looks for the token afterwards is told when there is surely none. */
async function mintKnown(input: ComposeInput, tokens: MistTokens, request: MintRequest): Promise<MintedToken> {
  try {
    return await tokens.mint(request);
  } catch (error) {
    if (effectOf(error) === 'none') input.onMinting(null);
    throw error;
  }
}

/** A token that nobody would find again ends at once. */
async function told(input: ComposeInput, common: Common, minted: MintedToken): Promise<void> {
  try {
    input.onMinted(minted.id);
  } catch (error) {
    const own = connectMist({ ...common, token: minted.token });
    try {
      await own.tokens.revoke(minted.id);
    } catch {
      input.log.warning(`The token ${minted.id} could not be revoked; it ends by itself within a day.`);
    } finally {
      await own.close();
    }
    throw error;
  }
}

async function target(input: ComposeInput): Promise<{ readonly url: string; readonly token: Secret | null }> {
  const { runner, inputs, context, log, signal } = input;
  const own = inputs.credentials.kind === 'token' ? inputs.credentials.token : null;
  if (own) log.mask(own.reveal());
  if (inputs.target.kind === 'server') {
    if (inputs.target.plain) log.warning('The Mist server is reached by plain http: token and keys travel readable.');
    return { url: inputs.target.url, token: own };
  }
  const { findOrStartSandbox } = await import('./local-sandbox.ts');
  const sandbox = await findOrStartSandbox({
    runnerTemp: context.runnerTemp,
    distDirectory: runner.distDirectory,
    step: context.step,
    env: runner.env,
    nodePath: process.execPath,
    signal,
  });
  log.mask(sandbox.token);
  if (sandbox.started) log.info(`A sandbox Mist server listens on ${sandbox.url}; it ends with this step's post.`);
  return { url: sandbox.url, token: own ?? makeSecret(sandbox.token) };
}
