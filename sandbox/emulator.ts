// The emulator: one function from request to answer, over a state, a clock, chance and a host of machines. No I/O of its own.
import { insertCloud } from './clouds.ts';
import { controlReply } from './control.ts';
import { createFaults, type FaultHook, type Faults, faultReply, isBefore } from './faults.ts';
import { type KeySource, nodeKeySource } from './key-source.ts';
import { type MachineHost, nullHost } from './machine-host.ts';
import {
  htmlPage,
  INTERNAL,
  json,
  NO_METHOD,
  NO_ROUTE,
  Problem,
  problem,
  Refusal,
  type Reply,
  raw,
  type SandboxRequest,
  text,
} from './reply.ts';
import { logRequest, type RequestRecord } from './request-log.ts';
import { type Call, findRoute, type LogNote, type Match, type Route } from './router.ts';
import { type Context, newState, type SandboxOptions, type Series, type TokenRecord } from './state.ts';
import { defaultSwitches } from './switches.ts';
import { checkToken, issueToken } from './tokens.ts';
import { V1_ACCOUNT } from './v1-account.ts';
import { V1_CLOUDS } from './v1-clouds.ts';
import { V1_MACHINES } from './v1-machines.ts';
import { V2_MACHINES } from './v2-machines.ts';
import { V2_NEWER, V2_ROUTES } from './v2-routes.ts';
import type { World } from './world.ts';

/** What an emulator is made of; all but the world has a default. */
export type EmulatorSetup = {
  readonly world: World;
  readonly host?: MachineHost;
  readonly keySource?: KeySource;
  readonly options?: Partial<SandboxOptions>;
  /** 64 hex digits; made from the world's chance when not given. */
  readonly token?: string;
  /** `default`: the clouds `aws`, `linode` and `docker`; `empty`: nothing. */
  readonly seed?: 'default' | 'empty';
  /** Decides faults in process, before the rules of the control surface. */
  readonly hook?: FaultHook;
};

/** A server in memory. */
export type Emulator = {
  readonly token: string;
  readonly context: Context;
  readonly faults: Faults;
  /** Every request but those of the control surface, oldest first. */
  readonly requests: RequestRecord[];
  /** Exceptions that no real server would have: bugs of the sandbox. Tests require it to be empty. */
  readonly crashes: string[];
  handle(request: SandboxRequest): Promise<Reply>;
};

const EMAIL = 'admin@example.com';
const DEFAULTS: SandboxOptions = { series: '2023', bootMs: 3000, workerStepMs: 10_000, accounts: [EMAIL] };

const V1_ROUTES: readonly Route[] = [...V1_ACCOUNT, ...V1_CLOUDS, ...V1_MACHINES];
const ROUTES_2: Readonly<Record<Series, readonly Route[]>> = {
  '4.7': [...V2_ROUTES, ...V2_MACHINES],
  '2023': [...V2_ROUTES, ...V2_MACHINES, ...V2_NEWER],
};

function seedDefault(context: Context): void {
  const aws = insertCloud(context, 'aws', 'ec2', { apikey: 'AKIASANDBOX', region: 'us-east-1' }, 0);
  // As if somebody of this organisation had searched for it before; other families still need the provider's search.
  for (const image of aws.images) image.stored ||= image.name.includes('-24.04-');
  insertCloud(context, 'linode', 'linode', { apiversion: '4' }, 0);
  insertCloud(context, 'docker', 'docker', { host: '127.0.0.1', port: 2375, show_all: false }, 0);
}

function parseBody(body: string): unknown {
  try {
    return body === '' ? null : JSON.parse(body);
  } catch {
    return null;
  }
}

/** Answers outside the API: the deprecated login, and the page of the user interface. */
function outside(request: SandboxRequest): Reply {
  if (request.path === '/login' && request.method === 'POST') return raw(403, 'text/plain', 'Invalid csrf token\n');
  if (request.path === '/login') {
    return { ...raw(302, 'text/plain; charset=UTF-8', '302 Found'), headers: { Location: '/sign-in' } };
  }
  const page = htmlPage();
  return request.path === '/' ? { ...page, status: 200 } : page;
}

function refuseV1(error: unknown, crashes: string[]): Reply {
  if (error instanceof Refusal) return text(error.message, error.status);
  if (!(error instanceof Problem)) crashes.push(String(error instanceof Error ? error.stack : error));
  return text('Internal Server Error', 500);
}

function refuseV2(error: unknown, crashes: string[]): Reply {
  if (error instanceof Refusal) return json(error.message, error.status);
  if (error instanceof Problem) return problem(error.status, error.message);
  crashes.push(String(error instanceof Error ? error.stack : error));
  return problem(500, INTERNAL);
}

type Answered = {
  readonly reply: Reply;
  readonly match: Match | null;
  readonly note: LogNote;
  readonly token: TokenRecord | null;
};

function callOf(context: Context, request: SandboxRequest, match: Match, note: LogNote): Call {
  const { params } = match;
  return { context, request, params, query: new URLSearchParams(request.query), body: parseBody(request.body), note };
}

async function answerV1(context: Context, request: SandboxRequest, crashes: string[]): Promise<Answered> {
  const note: LogNote = {};
  const found = findRoute(V1_ROUTES, request.method, request.path.replace(/\/$/, ''));
  if (typeof found === 'string') return { reply: htmlPage(), match: null, note, token: null };
  const token = checkToken(context, request.headers.authorization);
  // Minting a token is the one call that needs none.
  const open = found.route.action === 'create_token';
  if (token === null && !open) {
    return { reply: text('User not authenticated. Please log in', 401), match: null, note, token };
  }
  try {
    return { reply: await found.route.handle(callOf(context, request, found, note)), match: found, note, token };
  } catch (error) {
    return { reply: refuseV1(error, crashes), match: found, note, token };
  }
}

async function answerV2(context: Context, request: SandboxRequest, crashes: string[]): Promise<Answered> {
  const note: LogNote = {};
  const found = findRoute(ROUTES_2[context.options.series], request.method, request.path);
  const none = { match: null, note, token: null };
  if (found === 'path') return { ...none, reply: problem(404, NO_ROUTE) };
  if (found === 'method') return { ...none, reply: problem(405, NO_METHOD) };
  const header = request.headers.authorization;
  if (header === undefined) return { ...none, reply: problem(401, 'No authorization token provided') };
  const token = checkToken(context, header);
  if (token === null) return { ...none, reply: problem(401, 'Provided apikey is not valid') };
  try {
    return { reply: await found.route.handle(callOf(context, request, found, note)), match: found, note, token };
  } catch (error) {
    return { reply: refuseV2(error, crashes), match: found, note, token };
  }
}

async function answer(context: Context, request: SandboxRequest, crashes: string[]): Promise<Answered> {
  if (request.path.startsWith('/api/v1/')) return answerV1(context, request, crashes);
  if (request.path.startsWith('/api/v2/')) return answerV2(context, request, crashes);
  return { reply: outside(request), match: null, note: {}, token: null };
}

function pause(world: World, ms: number): Promise<void> {
  return new Promise((resolve) => {
    world.schedule(world.now() + ms, resolve);
  });
}

/** A server in memory. Everything it does happens inside `handle` or on the world's timers. */
export function createEmulator(setup: EmulatorSetup): Emulator {
  const { world } = setup;
  const context: Context = {
    world,
    options: { ...DEFAULTS, ...setup.options },
    state: newState(world, EMAIL),
    switches: defaultSwitches(),
    host: setup.host ?? nullHost(),
    keySource: setup.keySource ?? nodeKeySource(),
  };
  if (setup.seed !== 'empty') seedDefault(context);
  const { token } = issueToken(context, 'seed', 0, setup.token);
  const faults = createFaults(setup.hook ?? null);
  const requests: RequestRecord[] = [];
  const crashes: string[] = [];

  async function perform(request: SandboxRequest): Promise<Reply> {
    const answered = await answer(context, request, crashes);
    logRequest(context, request, answered);
    return answered.reply;
  }

  async function handle(request: SandboxRequest): Promise<Reply> {
    if (request.path.startsWith('/_sandbox/')) return controlReply({ context, faults, requests, crashes }, request);
    const record: RequestRecord = {
      n: requests.length + 1,
      at: world.now(),
      method: request.method,
      path: request.path,
      query: request.query,
      status: null,
      bodyBytes: Buffer.byteLength(request.body),
      write: isWrite(request),
      fault: null,
    };
    requests.push(record);
    const fault = faults.next(request, record.n);
    record.fault = fault?.kind ?? null;
    if (fault?.kind === 'delay') await pause(world, fault.ms);
    if (fault !== null && isBefore(fault)) {
      const reply = faultReply(fault, request, null);
      record.status = reply.status;
      return reply;
    }
    const own = await perform(request);
    const reply = fault === null ? own : faultReply(fault, request, own);
    record.status = reply.status;
    return reply;
  }

  return { token, context, faults, requests, crashes, handle };
}

/** True for requests that change something a user owns: a search for images and a dry run do not. */
function isWrite(request: SandboxRequest): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false;
  if (request.method === 'POST' && /^\/api\/v1\/(?:clouds\/[^/]+\/images|machines\/[^/]+\/probe)$/.test(request.path))
    return false;
  if (request.method === 'POST' && request.path === '/api/v2/machines') {
    const body = parseBody(request.body);
    return !(typeof body === 'object' && body !== null && 'dry' in body && body.dry === true);
  }
  return true;
}
