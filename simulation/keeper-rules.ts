// What a keeper may send, and what must be true when it says that a lease was extended.
import type { Reply, SandboxRequest } from '../sandbox/reply.ts';
import { LEASE_TOLERANCE_MS } from '../src/engine/lease.ts';
import type { KeeperTask } from '../src/keeper/keeper.ts';
import { FreshLists } from './fresh-lists.ts';
import type { Rules } from './process.ts';
import { ORIGIN, type Universe } from './universe.ts';

const MACHINE = /^\/api\/v1\/machines\/([0-9a-f]{32})$/;
const SCHEDULE = /^\/api\/v1\/schedules\/([0-9a-f]{32})$/;
/** Two for an edit that is refused once and repeated. */
const LAST_EDITS = 2;
/** What a request needs at most, as a multiple of one trip's usual time, from the sender's decision to its first byte. */
const LONGEST_TRIP = 1.5;

/** Schedules that would act on this machine beside its lease. */
export function armedBeside(universe: Universe, id: string): readonly { readonly id: string; readonly name: string }[] {
  const { machines, schedules } = universe.emulator.context.state;
  const lease = machines.find((one) => one.id === id)?.leaseId;
  return schedules.filter((one) => one.machineId === id && !one.deleted && one.enabled && one.id !== lease);
}

/** Watches one keeper. */
export class KeeperRules implements Rules {
  readonly #universe: Universe;
  readonly #task: KeeperTask;
  readonly #torn: () => boolean;
  readonly #lists: FreshLists;
  readonly #waiting: { readonly n: number; readonly resolve: () => void }[] = [];
  #edits = 0;
  #over = false;
  /** Ids of machines whose edit has left and is not finished. */
  readonly #underWay = new Set<string>();
  /** Since SIGTERM: when it came, the machines whose edit was under way then, and the edits that left since. */
  #last: { readonly at: number; readonly before: ReadonlySet<string>; readonly edits: Map<string, number> } | null =
    null;

  constructor(universe: Universe, task: KeeperTask, torn: () => boolean) {
    this.#universe = universe;
    this.#task = task;
    this.#torn = torn;
    this.#lists = new FreshLists(universe.time);
  }

  nthEdit(n: number): Promise<void> {
    if (this.#over || this.#edits >= n) return Promise.resolve();
    return new Promise((resolve) => void this.#waiting.push({ n, resolve }));
  }

  over(): void {
    this.#over = true;
    for (const { resolve } of this.#waiting) resolve();
  }

  terminated(): void {
    this.#last ??= { at: this.#universe.time.now(), before: new Set(this.#underWay), edits: new Map() };
  }

  answered(request: SandboxRequest, reply: Reply): void {
    this.#lists.answered(request, reply);
  }

  started(request: SandboxRequest, origin: string): void {
    const { violations, emulator } = this.#universe;
    if (origin !== ORIGIN) violations.add('I10', `a keeper's request went to ${origin}`);
    if (request.headers.authorization !== emulator.token) violations.add('I10', "a keeper's request had another token");
    if (request.method === 'GET') return;
    const wrong = this.#judge(request);
    if (wrong !== null) violations.add('I2', `keeper: ${request.method} ${request.path}: ${wrong}`);
  }

  #judge({ method, path, body }: SandboxRequest): string | null {
    if (this.#torn()) return "this step's post has begun to destroy";
    const machine = MACHINE.exec(path)?.[1];
    if (machine !== undefined && method === 'PUT') return this.#edit(machine, body);
    const schedule = SCHEDULE.exec(path)?.[1];
    if (schedule !== undefined && method === 'DELETE') return this.#disarm(schedule);
    return 'a keeper has no power to do that';
  }

  #edit(id: string, body: string): string | null {
    this.#edits += 1;
    for (const { n, resolve } of this.#waiting) if (this.#edits >= n) resolve();
    this.#underWay.add(id);
    if (!/^\{"expiration":\{"date":"[^"]+","action":"destroy","notify":0\}\}$/.test(body)) return 'it is no extension';
    const machine = this.#universe.emulator.context.state.machines.find((one) => one.id === id);
    if (machine === undefined || !this.#task.machines.some((one) => one.id === id)) return 'it is none of its machines';
    if (machine.planted) return `${machine.name} belongs to somebody else`;
    if (!this.#lists.show(id)) return `${machine.name} was not on a list of the last 30 s`;
    return this.#afterSignal(id);
  }

  /** An edit that had left at SIGTERM is finished, which may be by its repeat; no other one is begun. */
  #afterSignal(id: string): string | null {
    if (this.#last === null) return null;
    const { at, before, edits } = this.#last;
    const { time, options } = this.#universe;
    const onItsWay = time.now() - at <= Math.max(1, Math.round(LONGEST_TRIP * options.latencyMs));
    edits.set(id, (edits.get(id) ?? 0) + 1);
    if (!before.has(id) && !onItsWay && edits.get(id) === 1)
      return 'it was begun after the signal that ends the keeper';
    const again = (edits.get(id) ?? 0) + (before.has(id) ? 1 : 0) > LAST_EDITS;
    return again ? 'it was begun again after the signal that ends the keeper' : null;
  }

  #disarm(id: string): string | null {
    const { schedules, machines } = this.#universe.emulator.context.state;
    const schedule = schedules.find((one) => one.id === id);
    if (schedule === undefined || !this.#task.machines.some((one) => one.id === schedule.machineId)) {
      return 'it is no schedule of its machines';
    }
    const machine = machines.find((one) => one.id === schedule.machineId);
    return machine?.leaseId === id ? `it is the lease of ${machine.name}` : null;
  }

  /** An edit of the machine of this name in Mist has come to its end. */
  finished(name: string): void {
    this.#underWay.delete(this.#idOf(name));
  }

  #idOf(name: string): string {
    return this.#task.machines.find((one) => one.name === name)?.id ?? '';
  }

  /** The keeper says that the machine of this name in Mist now has a lease until `at`. */
  extended(name: string, at: number): void {
    const { violations, emulator } = this.#universe;
    const id = this.#idOf(name);
    const { machines, schedules } = emulator.context.state;
    const machine = machines.find((one) => one.id === id);
    if (machine === undefined || machine.removedAt !== null || machine.state === 'terminated') return;
    const lease = schedules.find((one) => one.id === machine.leaseId && !one.deleted);
    const fits = lease?.action === 'destroy' && Math.abs(lease.at - at) <= LEASE_TOLERANCE_MS;
    if (!fits) violations.add('I5', `the keeper says that the lease of ${name} was extended, and it was not`);
    for (const one of armedBeside(this.#universe, id)) {
      violations.add(
        'I1',
        `the keeper says that the lease of ${name} was extended, and ${one.name} is armed beside it`,
      );
    }
  }
}
