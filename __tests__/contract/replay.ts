// Replays recorded exchanges against the sandbox: translates recorded ids into the sandbox's, and compares shapes.
import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import ssh2 from 'ssh2';
import { insertCloud } from '../../sandbox/clouds.ts';
import { createEmulator, type Emulator } from '../../sandbox/emulator.ts';
import { fixedKeySource } from '../../sandbox/key-source.ts';
import { addKey } from '../../sandbox/keys.ts';
import { plantMachine } from '../../sandbox/plant.ts';
import type { Reply, SandboxRequest } from '../../sandbox/reply.ts';
import type { Series } from '../../sandbox/state.ts';
import { type VirtualWorld, virtualWorld } from '../../sandbox/virtual-world.ts';
import { seededRandom } from '../../sandbox/world.ts';

type Json = unknown;
type Dict = Record<string, Json>;

export type Exchange = {
  readonly note: string | null;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly query: Dict | string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Json;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Json;
  };
};

/** An exchange, or a note that polls of the same kind were left out of the recording. */
export type Recorded = Exchange | { readonly note: string; readonly request?: undefined };

const FOLDER = new URL('../fixtures/exchanges/', import.meta.url);

/** Names of all recordings. */
export function recordings(): string[] {
  return readdirSync(FOLDER).map((name) => name.replace(/\.json$/, ''));
}

/** The exchanges of one recording, in order. */
export function recorded(file: string): readonly Recorded[] {
  return JSON.parse(readFileSync(new URL(`${file}.json`, FOLDER), 'utf8')) as readonly Recorded[];
}

function pem(): string {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  }).privateKey;
}

/** Real keys in place of the recording's redacted ones. */
const KEYS = {
  rsa: [pem(), pem()],
  openssh: ssh2.utils.generateKeyPairSync('rsa', { bits: 2048 }).private,
  ed25519: ssh2.utils.generateKeyPairSync('ed25519').private,
};

export type World = {
  readonly series?: Series;
  /** Clouds that were there before the recording began, by name: provider, or `ec2` in us-east-1. */
  readonly clouds?: Readonly<Record<string, string>>;
  readonly keys?: readonly string[];
  /** Machines that were there, by name: `cloud` or `cloud state`. */
  readonly machines?: Readonly<Record<string, string>>;
  /** What happened to the world before an exchange, by its index. */
  readonly before?: Readonly<Record<number, (replay: Replay) => void | Promise<void>>>;
};

/** How far virtual time moves between two tries of one read, and between two exchanges. */
const STEP_MS = 250;
export const GAP_MS = 50;
const START = Date.UTC(2026, 10, 23, 2, 28, 0);
const HEX_ID = /[0-9a-f]{32}|(?:ami|i)-[0-9a-f]{8,17}|\b[0-9a-f]{24}\b/g;

function isDict(value: Json): value is Dict {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Where the recorded ids of things that were there before came from: id → name, over all recordings. */
function nameIndex(files: readonly string[]): Map<string, string> {
  const names = new Map<string, string>();
  const visit = (value: Json): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isDict(value)) return;
    const name = value.name ?? value.title;
    if (typeof value.id === 'string' && typeof name === 'string') names.set(value.id, name);
    for (const external of [value.external_id, value.machine_id]) {
      if (typeof external === 'string' && typeof name === 'string' && /^(?:ami|i)-/.test(external))
        names.set(external, name);
    }
    Object.values(value).forEach(visit);
  };
  for (const file of files) for (const entry of recorded(file)) if (entry.request) visit(entry.response.body);
  return names;
}

/** Top-level keys, those of the first element of a list, of `data` or `data[0]`, and of `plan`. */
export function shapeOf(body: Json): Record<string, readonly string[] | string> {
  const keys = (value: Json): readonly string[] | string =>
    isDict(value) ? Object.keys(value).sort() : Array.isArray(value) ? 'list' : typeof value;
  if (Array.isArray(body)) return { top: 'list', first: body.length === 0 ? 'none' : keys(body[0]) };
  if (!isDict(body)) return { top: keys(body) };
  const shape: Record<string, readonly string[] | string> = { top: keys(body) };
  const data = body.data;
  if (Array.isArray(data)) shape.first = data.length === 0 ? 'none' : keys(data[0]);
  else if (isDict(data) && !isDict(data.logs) && !Array.isArray(data.logs)) shape.data = keys(data);
  if (isDict(body.plan)) shape.plan = keys(body.plan);
  if (isDict(body.meta)) shape.meta = keys(body.meta);
  return shape;
}

/** What is compared: status, content type, shape; a list that was empty in the recording asks for no first element. */
export function outcomeOf(
  status: number,
  contentType: string,
  body: Json,
): { readonly status: number; readonly type: string; readonly shape: ReturnType<typeof shapeOf> } {
  return { status, type: contentType.toLowerCase(), shape: shapeOf(body) };
}

function parse(reply: Reply): Json {
  if (!reply.contentType.includes('json')) return reply.body;
  return JSON.parse(reply.body);
}

/** One recording being replayed on a world of its own. */
export class Replay {
  readonly emulator: Emulator;
  readonly world: VirtualWorld;
  readonly #ids = new Map<string, string>();
  readonly #names: Map<string, string>;
  #minted = '';

  private constructor(emulator: Emulator, world: VirtualWorld, names: Map<string, string>) {
    this.emulator = emulator;
    this.world = world;
    this.#names = names;
  }

  static async of(setup: World, files: readonly string[]): Promise<Replay> {
    const world = virtualWorld(START, seededRandom(7));
    const emulator = createEmulator({
      world,
      seed: 'empty',
      keySource: fixedKeySource(KEYS.rsa),
      options: { series: setup.series ?? '2023', bootMs: 2000 },
    });
    const { context } = emulator;
    for (const [name, provider] of Object.entries(setup.clouds ?? {})) {
      const fields = provider === 'ec2' ? { apikey: 'AKIAOK1', region: 'us-east-1' } : { host: '127.0.0.1', port: 1 };
      insertCloud(context, name, provider, fields, 0);
    }
    for (const name of setup.keys ?? []) addKey(context, name, KEYS.rsa[0] ?? '');
    for (const [name, where] of Object.entries(setup.machines ?? {})) {
      const [cloudName, state] = where.split(' ');
      const cloud = context.state.clouds.find((one) => one.name === cloudName);
      if (cloud !== undefined) plantMachine(context, cloud, { name, ...(state === undefined ? {} : { state }) });
    }
    await world.advance(60_000);
    return new Replay(emulator, world, nameIndex(files));
  }

  /** The sandbox's id for a recorded one: learned from an answer, or found by the name the recording gives it. */
  #translateId(id: string): string {
    const known = this.#ids.get(id);
    if (known !== undefined) return known;
    const name = this.#names.get(id);
    if (name === undefined) return id;
    const { clouds, keys, machines } = this.emulator.context.state;
    const taken = new Set(this.#ids.values());
    const rows: readonly { id: string; externalId?: string; name: string }[] = [
      ...clouds.filter((one) => !one.deleted),
      ...keys,
      ...clouds.flatMap((one) => [...one.sizes, ...one.images, ...one.locations]),
      ...machines,
    ];
    const found = rows
      .map((row) => ({ own: id.includes('-') ? (row.externalId ?? '') : row.id, label: row.name }))
      .find((row) => row.label === name && row.own !== '' && !taken.has(row.own));
    if (found === undefined) return id;
    this.#ids.set(id, found.own);
    return found.own;
  }

  #translate(text: string): string {
    return text.replace(HEX_ID, (id) => this.#translateId(id));
  }

  /** Pairs recorded with actual values, by name where there is one and by place otherwise, and learns the ids. */
  #learn(was: Json, is: Json): void {
    if (typeof was === 'string' && typeof is === 'string') {
      if (was !== is && new RegExp(`^(?:${HEX_ID.source})$`).test(was)) this.#ids.set(was, is);
    } else if (Array.isArray(was) && Array.isArray(is)) this.#learnList(was, is);
    else if (isDict(was) && isDict(is)) for (const [key, value] of Object.entries(was)) this.#learn(value, is[key]);
  }

  #learnList(was: readonly Json[], is: readonly Json[]): void {
    const left = [...is];
    const label = (value: Json): Json => (isDict(value) ? (value.name ?? value.title ?? value.action) : undefined);
    for (const [index, value] of was.entries()) {
      const wanted = label(value);
      const named = wanted === undefined ? -1 : left.findIndex((one) => label(one) === wanted);
      const partner = named >= 0 ? left.splice(named, 1)[0] : is[index];
      if (partner !== undefined) this.#learn(value, partner);
    }
  }

  #authorization(exchange: Exchange): string | undefined {
    const { note } = exchange;
    const header = exchange.request.headers.Authorization;
    const { token } = this.emulator;
    if (header === undefined || header === '') return header;
    if (note?.startsWith('upper-cased')) return token.toUpperCase();
    if (/with the (new|revoked) token/.test(note ?? '')) return this.#minted;
    return header.replace('TOKEN2', 'f'.repeat(64)).replace('TOKEN', token);
  }

  #body(exchange: Exchange): string {
    const { body } = exchange.request;
    if (body === null) return '';
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const rsa = JSON.stringify(KEYS.rsa[0]).slice(1, -1);
    const other = JSON.stringify(exchange.note?.includes('ed25519') ? KEYS.ed25519 : KEYS.openssh).slice(1, -1);
    return this.#translate(text)
      .replace(/-----BEGIN RSA PRIVATE KEY-----.*?-----END RSA PRIVATE KEY-----(\\n)?/, rsa)
      .replace(/-----BEGIN OPENSSH PRIVATE KEY-----.*?-----END OPENSSH PRIVATE KEY-----(\\n)?/, other);
  }

  /** The recorded request as this world's client would have sent it. Recorded dates are moved with the clock. */
  requestFor(exchange: Exchange): SandboxRequest {
    const { method, path, query } = exchange.request;
    const headers = Object.fromEntries(
      Object.entries(exchange.request.headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    delete headers.authorization;
    const authorization = this.#authorization(exchange);
    if (authorization !== undefined) headers.authorization = authorization;
    const pairs = new URLSearchParams(
      typeof query === 'string'
        ? query
        : Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
    );
    for (const [name, value] of pairs) pairs.set(name, this.#translate(value));
    return { method, path: this.#translate(path), query: pairs.toString(), headers, body: this.#body(exchange) };
  }

  async send(request: SandboxRequest): Promise<Reply> {
    let reply: Reply | null = null;
    const answered = this.emulator.handle(request).then((one) => {
      reply = one;
    });
    // A synchronous create answers only when time passes.
    for (let waited = 0; reply === null && waited < 120; waited += 1) await this.world.advance(waited === 0 ? 0 : 1000);
    await answered;
    if (reply === null) throw new Error('no reply');
    return reply;
  }

  /**
   * Sends the recorded request. A read is repeated as virtual time passes until it looks as recorded, because the
   * recording does not say when it was sent; after `patience` tries its last answer stands.
   */
  async play(exchange: Exchange, patience = 360): Promise<ReturnType<typeof outcomeOf>> {
    const wanted = expectedOf(exchange);
    for (let tries = 0; ; tries += 1) {
      const reply = await this.send(this.requestFor(exchange));
      const body = parse(reply);
      const seen = outcomeOf(reply.status, reply.contentType, body);
      const relaxed = wanted.shape.first === 'none' ? { ...seen, shape: { ...seen.shape, first: 'none' } } : seen;
      const same = JSON.stringify(relaxed) === JSON.stringify(wanted);
      if (same || exchange.request.method !== 'GET' || tries >= patience) {
        this.#learn(exchange.response.body, body);
        if (exchange.request.path === '/api/v1/tokens' && isDict(body) && typeof body.token === 'string') {
          this.#minted = body.token;
        }
        return relaxed;
      }
      await this.world.advance(STEP_MS);
    }
  }
}

/** The recorded outcome, in the form that is compared. */
export function expectedOf(exchange: Exchange): ReturnType<typeof outcomeOf> {
  const { status, headers, body } = exchange.response;
  return outcomeOf(status, headers['Content-Type'] ?? '', body);
}
