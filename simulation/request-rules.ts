// The invariants that every single request has to keep, checked the moment it is sent: I2, I9 and I10.
import type { Emulator } from '../sandbox/emulator.ts';
import type { Reply, SandboxRequest } from '../sandbox/reply.ts';
import { ownsName, rowPart, type Scope } from '../src/model/identity.ts';
import { FreshLists } from './fresh-lists.ts';
import type { RunnerState } from './runner-state.ts';
import type { Violations } from './violations.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What one process is allowed to act on besides what its scope's names prove. */
export type Rights = {
  readonly scope: Scope;
  /** Literal names, adopted ids and uploaded keys of its spec. */
  readonly literal: ReadonlySet<string>;
  readonly adopted: ReadonlySet<string>;
  readonly keys: ReadonlySet<string>;
  /** Names of backends that its spec adds or removes. */
  readonly backends: ReadonlySet<string>;
  /** Plan and check: no request may change anything. */
  readonly readOnly: boolean;
};

/** What the rules look at: the truth of the emulator, and what the process wrote down. */
export type RuleWorld = {
  readonly time: VirtualTime;
  readonly emulator: Emulator;
  readonly origin: string;
  readonly state: RunnerState;
  readonly violations: Violations;
  readonly rights: Rights;
};

const ID = '([0-9a-f]{32})';
const MACHINE = new RegExp(`^/api/v1/machines/${ID}$`);
const PROBE = new RegExp(`^/api/v1/machines/${ID}/probe$`);
const KEY = new RegExp(`^/api/v1/keys/${ID}$`);
const SCHEDULE = new RegExp(`^/api/v1/schedules/${ID}$`);
const CLOUD = new RegExp(`^/api/v1/clouds/${ID}$`);
const TRACE = /^\{"name":"ma-trace-[0-9a-f]{16}"\}$/;
const SEARCH = /^\/api\/v1\/clouds\/[0-9a-f]{32}\/images$/;

function bodyOf(request: SandboxRequest): Readonly<Record<string, unknown>> {
  const parsed: unknown = request.body === '' ? {} : JSON.parse(request.body);
  if (Array.isArray(parsed)) return { list: parsed };
  return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
}

/** Watches the requests of one process. */
export class RequestRules {
  readonly #world: RuleWorld;
  readonly #lists: FreshLists;
  /** Names for which a create was sent, with how often. */
  readonly creates = new Map<string, number>();

  constructor(world: RuleWorld) {
    this.#world = world;
    this.#lists = new FreshLists(world.time);
  }

  answered(request: SandboxRequest, reply: Reply): void {
    this.#lists.answered(request, reply);
  }

  started(request: SandboxRequest, origin: string): void {
    const { violations, rights, emulator } = this.#world;
    if (origin !== this.#world.origin) violations.add('I10', `a request went to ${origin}`);
    if (request.headers.authorization !== emulator.token) violations.add('I10', 'a request had another token');
    if (request.method === 'GET' || SEARCH.test(request.path)) return;
    const body = bodyOf(request);
    if (request.path === '/api/v2/machines' && body.dry === true) return;
    // Makes a pair of keys and stores nothing: how the engine proves that the server's log is alive.
    if (request.path === '/api/v1/keys' && request.method === 'POST' && !rights.readOnly) return;
    if (rights.readOnly) violations.add('I2', `a plan sent ${request.method} ${request.path}`);
    const wrong = this.#judge(request, body);
    if (wrong !== null) violations.add('I2', `${request.method} ${request.path}: ${wrong}`);
  }

  #judge(request: SandboxRequest, body: Readonly<Record<string, unknown>>): string | null {
    const { method, path } = request;
    const name = String(body.name ?? '');
    if (path === '/api/v2/machines' && method === 'POST') return this.#create(name);
    if (path === '/api/v1/keys' && method === 'PUT') return this.#addKey(name);
    // A word for the server's log: the pair that this makes is stored nowhere.
    if (path === '/api/v1/keys' && method === 'POST') return TRACE.test(request.body) ? null : 'it is no trace';
    if (path === '/api/v1/clouds' && method === 'POST') return this.#addCloud(name);
    if (path === '/api/v1/tags' && method === 'POST') return this.#tags(body.list);
    const machine = MACHINE.exec(path)?.[1];
    if (machine !== undefined) return this.#machine(machine, method === 'POST');
    const probed = PROBE.exec(path)?.[1];
    if (probed !== undefined && method === 'POST') return this.#whose(probed, false);
    const key = KEY.exec(path)?.[1];
    if (key !== undefined && method === 'DELETE') return this.#deleteKey(key);
    const schedule = SCHEDULE.exec(path)?.[1];
    if (schedule !== undefined && method === 'DELETE') return this.#deleteSchedule(schedule);
    const cloud = CLOUD.exec(path)?.[1];
    if (cloud !== undefined && method === 'DELETE') return this.#removeCloud(cloud);
    return 'no such request is part of the product';
  }

  #needsIntent(name: string): void {
    if (!this.#world.state.names(name)) this.#world.violations.add('I9', `${name} was sent without an intent`);
  }

  #create(name: string): string | null {
    const { rights, emulator } = this.#world;
    this.#needsIntent(name);
    this.creates.set(name, (this.creates.get(name) ?? 0) + 1);
    if ((this.creates.get(name) ?? 0) > 1) return `${name} was asked for twice by one process`;
    if (rowPart(rights.scope, 'machine', name) !== null) return null;
    if (!rights.literal.has(name)) return `${name} is no name of this scope`;
    return emulator.context.state.machines.some((one) => one.planted && one.name === name) ? `${name} is taken` : null;
  }

  #addKey(name: string): string | null {
    const { rights } = this.#world;
    this.#needsIntent(name);
    return ownsName(rights.scope, 'key', name) || rights.keys.has(name) ? null : `${name} is no key of this scope`;
  }

  #addCloud(name: string): string | null {
    this.#needsIntent(name);
    return this.#world.rights.backends.has(name) ? null : `${name} is not in the spec`;
  }

  #tags(list: unknown): string | null {
    const ids = Array.isArray(list) ? list.map((one) => String(one?.resource?.item_id)) : [];
    return ids.map((id) => this.#machine(id, false)).find((wrong) => wrong !== null) ?? null;
  }

  /** Ours by the world's own knowledge, and listed to this process a moment ago. */
  #machine(id: string, destroys: boolean): string | null {
    const machine = this.#world.emulator.context.state.machines.find((one) => one.id === id);
    if (machine === undefined) return 'there is no such machine';
    return this.#lists.show(id) ? this.#whose(id, destroys) : `${machine.name} was not on a list of the last 30 s`;
  }

  #whose(id: string, destroys: boolean): string | null {
    const { rights, emulator } = this.#world;
    const machine = emulator.context.state.machines.find((one) => one.id === id);
    if (machine === undefined) return 'there is no such machine';
    if (rights.adopted.has(id)) return destroys ? `${machine.name} is adopted` : null;
    if (machine.planted) return `${machine.name} belongs to somebody else`;
    if (rights.literal.has(machine.name) || rowPart(rights.scope, 'machine', machine.name) !== null) return null;
    return `${machine.name} belongs to another scope`;
  }

  #deleteKey(id: string): string | null {
    const { rights, emulator } = this.#world;
    const key = emulator.context.state.keys.find((one) => one.id === id);
    if (key === undefined) return null;
    return ownsName(rights.scope, 'key', key.name) ? null : `${key.name} is no key of this scope`;
  }

  #deleteSchedule(id: string): string | null {
    const { rights, emulator } = this.#world;
    const schedule = emulator.context.state.schedules.find((one) => one.id === id);
    const machine = emulator.context.state.machines.find((one) => one.id === schedule?.machineId);
    if (machine === undefined) return null;
    const ours = rowPart(rights.scope, 'machine', machine.name) !== null || rights.literal.has(machine.name);
    return ours && !machine.planted ? null : `the schedule of ${machine.name} belongs to somebody else`;
  }

  #removeCloud(id: string): string | null {
    const cloud = this.#world.emulator.context.state.clouds.find((one) => one.id === id);
    if (cloud === undefined) return null;
    if (!this.#world.rights.backends.has(cloud.name)) return `${cloud.name} is not in the spec`;
    const living = this.#world.emulator.context.state.machines.some(
      (one) => one.cloudId === id && one.state !== 'terminated' && one.removedAt === null,
    );
    return living ? `machines live on ${cloud.name}` : null;
  }
}
