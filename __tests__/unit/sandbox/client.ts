// A client of the emulator on virtual time, for unit tests of the sandbox.
import { createEmulator, type Emulator, type EmulatorSetup } from '../../../sandbox/emulator.ts';
import { fixedKeySource } from '../../../sandbox/key-source.ts';
import type { Reply } from '../../../sandbox/reply.ts';
import { type VirtualWorld, virtualWorld } from '../../../sandbox/virtual-world.ts';
import { seededRandom } from '../../../sandbox/world.ts';
import { RSA_KEYS } from './rsa-keys.ts';

export const START = Date.UTC(2026, 10, 23, 12, 0, 0);

export type Row = Record<string, unknown>;

export type Client = {
  readonly emulator: Emulator;
  readonly world: VirtualWorld;
  /** Sends with the seed token and a JSON body. */
  send(method: string, target: string, body?: unknown): Promise<Reply>;
  /** The parsed JSON body; throws unless the status is 200. */
  ok(method: string, target: string, body?: unknown): Promise<unknown>;
  rows(target: string): Promise<Row[]>;
  cloudId(name: string): string;
};

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `value` as an object; throws where a test got something else. */
export function row(value: unknown): Row {
  if (!isRow(value)) throw new Error(`Not an object: ${JSON.stringify(value)}`);
  return value;
}

export function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new Error(`Not a string: ${JSON.stringify(value)}`);
  return value;
}

/** A fresh default sandbox with a boot of 3 s and the worker's real step of 10 s, unless the setup says otherwise. */
export function client(setup: Partial<EmulatorSetup> = {}): Client {
  const world = virtualWorld(START, seededRandom(11));
  const emulator = createEmulator({ world, keySource: fixedKeySource(RSA_KEYS), ...setup });
  const send = (method: string, target: string, body?: unknown): Promise<Reply> => {
    const [path = '', query = ''] = target.split('?');
    return emulator.handle({
      method,
      path,
      query,
      headers: { authorization: emulator.token, 'content-type': 'application/json' },
      body: body === undefined ? '' : JSON.stringify(body),
    });
  };
  const ok = async (method: string, target: string, body?: unknown): Promise<unknown> => {
    const reply = await send(method, target, body);
    if (reply.status !== 200) throw new Error(`${method} ${target}: ${reply.status} ${reply.body}`);
    return reply.contentType === 'application/json' ? JSON.parse(reply.body) : reply.body;
  };
  const rows = async (target: string): Promise<Row[]> => {
    const body = await ok('GET', target);
    const list = Array.isArray(body) ? body : row(body).data;
    if (!Array.isArray(list)) throw new Error(`${target}: no list`);
    return list.map(row);
  };
  const cloudId = (name: string): string => {
    const found = emulator.context.state.clouds.find((cloud) => cloud.name === name);
    if (found === undefined) throw new Error(`no cloud ${name}`);
    return found.id;
  };
  return { emulator, world, send, ok, rows, cloudId };
}

/** Adds a key and returns its id. */
export async function addKey(to: Client, name: string, index = 0): Promise<string> {
  return textOf(row(await to.ok('PUT', '/api/v1/keys', { name, priv: RSA_KEYS[index] })).id);
}

/** The body of a v2 create on this cloud: first stored image, t2.micro or its like, all as ids. */
export function createBody(from: Client, name: string, extra: Row = {}, cloudName = 'aws'): Row {
  const cloud = from.emulator.context.state.clouds.find((one) => one.name === cloudName);
  const image = cloud?.images.find((one) => one.stored && one.osDistro === 'ubuntu');
  const size = cloud?.sizes.find((one) => one.cpus === 1 && one.ram === 1024);
  return {
    name,
    cloud: cloud?.id,
    image: image?.id,
    ...(cloudName === 'docker' ? { size: { cpu: 1, memory: 1024 } } : { size: size?.id }),
    ...extra,
  };
}

/** Sends a v2 create and returns its job id. */
export async function create(from: Client, name: string, extra: Row = {}, cloudName = 'aws'): Promise<string> {
  return textOf(row(await from.ok('POST', '/api/v2/machines', createBody(from, name, extra, cloudName))).jobId);
}

/** A live list of one cloud. */
export function live(from: Client, cloudName = 'aws'): Promise<Row[]> {
  return from.rows(`/api/v1/clouds/${from.cloudId(cloudName)}/machines`);
}

/** Creates a machine, lets the worker finish, and returns its row. */
export async function running(from: Client, name: string, extra: Row = {}, cloudName = 'aws'): Promise<Row> {
  await create(from, name, extra, cloudName);
  await from.world.advance(4000);
  await live(from, cloudName);
  await from.world.advance(12_000);
  const found = (await live(from, cloudName)).find((one) => one.name === name);
  return row(found);
}

/** `YYYY-MM-DD HH:MM:SS`, `seconds` from now. */
export function plainDate(from: Client, seconds: number): string {
  return new Date(from.world.now() + seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

/** RFC 3339 with `Z`, `seconds` from now. */
export function zuluDate(from: Client, seconds: number): string {
  return `${new Date(from.world.now() + seconds * 1000).toISOString().slice(0, 19)}Z`;
}
