// What main hands the keeper through a pipe: where the server is, how to log in, and which leases to extend.
import type { KeeperTask } from '../keeper/keeper.ts';
import { BugError } from '../model/errors.ts';
import { isMistId } from '../model/observed.ts';
import { makeSecret } from '../model/secret.ts';
import type { Secret } from '../model/spec.ts';
import type { ProcessIdentity } from './process-identity.ts';
import { parseIdentity, parseScope } from './state-facts.ts';

/** How to reach the server. `proxyEnv` may hold passwords. */
export type ServerAccess = {
  readonly url: string;
  readonly token: Secret;
  readonly caCertificate: string | null;
  readonly allowInsecureHttp: boolean;
  readonly proxyEnv: Readonly<Record<string, string>>;
};

export type KeeperOrder = {
  readonly server: ServerAccess;
  readonly task: KeeperTask;
  /** The runner's process where it is known: without it nobody would end the keeper. */
  readonly runner: ProcessIdentity | null;
};

const PROXY_VARIABLES = ['http_proxy', 'https_proxy', 'no_proxy'];

/** The proxy variables of an environment, and nothing else of it. */
export function proxyVariables(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const names = PROXY_VARIABLES.flatMap((name) => [name, name.toUpperCase()]);
  return Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}

/** The order as text with the token in it: for a pipe, never for arguments, environment or a file. */
export function formatOrder(order: KeeperOrder): string {
  return JSON.stringify({ ...order, server: { ...order.server, token: order.server.token.reveal() } });
}

/** Takes an order apart again. Throws BugError, without any of the text, when it is not whole. */
export function parseOrder(text: string): KeeperOrder {
  const { server, task, runner } = fieldsOf(parsed(text));
  const identity = runner === null ? null : parseIdentity(JSON.stringify(runner));
  if (runner !== null && identity === null) throw broken();
  return { server: parseServer(fieldsOf(server)), task: parseTask(fieldsOf(task)), runner: identity };
}

type Fields = Readonly<Record<string, unknown>>;

function parseServer({ url, token, caCertificate, allowInsecureHttp, proxyEnv }: Fields): ServerAccess {
  if (typeof url !== 'string' || typeof token !== 'string' || token === '') throw broken();
  if (typeof allowInsecureHttp !== 'boolean') throw broken();
  if (caCertificate !== null && typeof caCertificate !== 'string') throw broken();
  const proxies = Object.entries(fieldsOf(proxyEnv)).map(([name, value]) => [name, String(value)]);
  return { url, token: makeSecret(token), caCertificate, allowInsecureHttp, proxyEnv: Object.fromEntries(proxies) };
}

function parseTask({ scope, machines, parallelism, longestMs }: Fields): KeeperTask {
  const checked = parseScope(JSON.stringify(scope));
  if (checked === null || !Array.isArray(machines) || !isCount(parallelism) || !isCount(longestMs)) throw broken();
  return { scope: checked, machines: machines.map(parseMachine), parallelism, longestMs };
}

function parseMachine(value: unknown): KeeperTask['machines'][number] {
  const { id, cloudId, name, ttlMs, leftMs, inherited } = fieldsOf(value);
  if (typeof id !== 'string' || !isMistId(id) || typeof cloudId !== 'string' || !isMistId(cloudId)) throw broken();
  if (typeof name !== 'string' || name === '' || !isCount(ttlMs) || typeof inherited !== 'boolean') throw broken();
  if (leftMs !== null && !Number.isSafeInteger(leftMs)) throw broken();
  return { id, cloudId, name, ttlMs, leftMs: leftMs === null ? null : Number(leftMs), inherited };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}

function fieldsOf(value: unknown): Fields {
  if (typeof value !== 'object' || value === null) throw broken();
  return { ...value };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes the text, which holds the token.
    throw broken();
  }
}

function broken(): BugError {
  return new BugError('The order of the keeper is not whole.');
}
