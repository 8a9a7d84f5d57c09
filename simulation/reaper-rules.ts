// What a reaper may send, held against what GitHub and the provider know, and what must be true when it says "gone".
import type { Reply, SandboxRequest } from '../sandbox/reply.ts';
import type { MachineRecord } from '../sandbox/state.ts';
import { ownsName, repositoryHash, rowPart, type Scope, TAG_PREFIX } from '../src/model/identity.ts';
import type { ReapResult } from '../src/reap/reap.ts';
import { FreshLists } from './fresh-lists.ts';
import { type GitHubLine, ownerKey } from './github.ts';
import type { Rules, Run } from './process.ts';
import type { ReapPlot } from './reaper.ts';
import { ORIGIN, type Universe } from './universe.ts';

const MACHINE = /^\/api\/v1\/machines\/([0-9a-f]{32})$/;
const KEY = /^\/api\/v1\/keys\/([0-9a-f]{32})$/;
const SCHEDULE = /^\/api\/v1\/schedules\/([0-9a-f]{32})$/;
/** Between GitHub's answer and the request that rests on it: nothing but the way to the server. */
const AT_ONCE_MS = 2_000;
const LEASE_GRACE_MS = 120_000;
const OLDER_THAN_MS = 30 * 60_000;
/** The server keeps whole seconds of a creation, and the reaper reckons its clock from a Date header. */
const ABOUT_MS = 2_000;

type Told = Pick<ReapPlot, 'dryRun' | 'olderThanMs' | 'maxReap'> & { readonly keepTag: string };

/** Watches one reaper. */
export class ReaperRules implements Rules {
  readonly #universe: Universe;
  readonly #line: GitHubLine;
  readonly #told: Told;
  readonly #lists: FreshLists;
  readonly #destroyed = new Set<string>();

  constructor(universe: Universe, line: GitHubLine, told: Told) {
    this.#universe = universe;
    this.#line = line;
    this.#told = told;
    this.#lists = new FreshLists(universe.time);
  }

  answered(request: SandboxRequest, reply: Reply): void {
    this.#lists.answered(request, reply);
  }

  started(request: SandboxRequest, origin: string): void {
    const { violations, emulator } = this.#universe;
    if (origin !== ORIGIN) violations.add('I10', `a reaper's request went to ${origin}`);
    if (request.headers.authorization !== emulator.token) violations.add('I10', "a reaper's request had another token");
    if (request.method === 'GET') return;
    const wrong = this.#told.dryRun ? 'it was told to look only' : this.#judge(request);
    if (wrong !== null) violations.add('I2', `reap: ${request.method} ${request.path}: ${wrong}`);
  }

  #judge({ method, path, body }: SandboxRequest): string | null {
    const machine = MACHINE.exec(path)?.[1];
    if (machine !== undefined && method === 'POST') {
      return body === '{"action":"destroy"}' ? this.#destroy(machine) : 'a reaper only destroys';
    }
    const key = KEY.exec(path)?.[1];
    if (key !== undefined && method === 'DELETE') return this.#deleteKey(key);
    const schedule = SCHEDULE.exec(path)?.[1];
    if (schedule !== undefined && method === 'DELETE') return this.#deleteSchedule(schedule);
    return 'a reaper does no such thing';
  }

  #destroy(id: string): string | null {
    const { emulator, time } = this.#universe;
    const machine = emulator.context.state.machines.find((one) => one.id === id);
    if (machine === undefined) return 'there is no such machine';
    this.#destroyed.add(id);
    if (this.#destroyed.size > this.#told.maxReap) return `it is more than ${this.#told.maxReap} machines`;
    if (machine.planted) return `${machine.name} belongs to somebody else`;
    if (!this.#lists.show(id)) return `${machine.name} was not on a list of the last 30 s`;
    if (this.#told.keepTag in machine.tags) return `${machine.name} is to be kept`;
    const age = time.now() - machine.createdAt;
    if (age + ABOUT_MS < (this.#told.olderThanMs ?? OLDER_THAN_MS)) return `${machine.name} is too young`;
    const scope = this.#scopeOf(machine.name);
    // A literal name belongs to whoever asked for it first, and only its tags say who: one of the world's scopes.
    const owners = scope === null ? this.#universe.options.scopes : [scope];
    const reasons = owners.map((one) => this.#mayEnd(one, machine));
    return reasons.every((reason) => reason !== null) ? (reasons[0] ?? null) : null;
  }

  #scopeOf(name: string): Scope | null {
    return this.#universe.options.scopes.find((scope) => rowPart(scope, 'machine', name) !== null) ?? null;
  }

  /** Why what this scope made must live, or null. */
  #mayEnd(scope: Scope, machine: MachineRecord | null): string | null {
    const { github, time } = this.#universe;
    const owner = ownerKey(scope);
    const what = `${machine?.name ?? 'a key'} of ${scope.name}`;
    if (owner === null) return machine === null ? null : this.#leaseLives(machine, what);
    const asked = this.#line.asked.get(owner);
    // Others of the same owner may have been asked for since, without an answer.
    if (asked === undefined || time.now() - asked > AT_ONCE_MS) return `GitHub has not just said whose ${what} is`;
    const { state, since } = github.truth(owner);
    if (state.is === 'live' && time.now() - since > AT_ONCE_MS) return `the owner of ${what} lives`;
    if (state.is === 'unknown' && owner.startsWith('run')) return `GitHub does not know the run of ${what}`;
    return state.is === 'unknown' && machine !== null ? this.#leaseLives(machine, what) : null;
  }

  #leaseLives(machine: MachineRecord, what: string): string | null {
    const { schedules } = this.#universe.emulator.context.state;
    const ours = Object.keys(machine.tags).some((tag) => tag.startsWith(TAG_PREFIX));
    const lease = schedules.find((one) => one.id === machine.leaseId && !one.deleted);
    if (lease === undefined) return `${what} has no lease and stays until its destroy`;
    if (machine.state === 'stopped' && !ours) return null;
    return this.#universe.time.now() - lease.at + ABOUT_MS >= LEASE_GRACE_MS
      ? null
      : `the lease of ${what} is not over`;
  }

  #deleteKey(id: string): string | null {
    const { state } = this.#universe.emulator.context;
    const key = state.keys.find((one) => one.id === id);
    if (key === undefined) return null;
    const scope = this.#universe.options.scopes.find((one) => ownsName(one, 'key', key.name));
    if (scope === undefined) return `${key.name} belongs to somebody else`;
    const user = state.machines.find(
      (one) => lives(one) && (one.keyId === id || rowPart(scope, 'machine', one.name) !== null),
    );
    return user === undefined ? this.#mayEnd(scope, null) : `${user.name} lives and needs ${key.name}`;
  }

  #deleteSchedule(id: string): string | null {
    const { state } = this.#universe.emulator.context;
    const schedule = state.schedules.find((one) => one.id === id);
    if (schedule === undefined) return null;
    const machine = state.machines.find((one) => one.id === schedule.machineId);
    if (machine === undefined) return null;
    const [scope] = this.#universe.options.scopes;
    if (machine.planted || scope === undefined) return `the schedule of ${machine.name} belongs to somebody else`;
    const named = machine.name.startsWith(`ma-${repositoryHash(scope.repository)}-`) || this.#destroyed.has(machine.id);
    if (!named) return `the schedule of ${machine.name} is not known to be ours`;
    return lives(machine) ? `its machine ${machine.name} lives` : null;
  }

  /** After its end: nothing that it calls removed lives, and what it could not ask made it red. */
  judge({ ending, value }: Run<ReapResult>): void {
    const { violations, emulator } = this.#universe;
    if (ending === 'green' && this.#line.unanswered > 0)
      violations.add('I5', 'reap: green, and GitHub had not answered');
    if (value?.refused && this.#destroyed.size > 0)
      violations.add('I2', 'reap: it refused, and destroyed all the same');
    for (const id of value?.removed ?? []) {
      const machine = emulator.context.state.machines.find((one) => one.id === id);
      if (machine !== undefined && lives(machine))
        violations.add('I5', `reap: ${machine.name} is called removed and lives`);
    }
  }
}

function lives(machine: MachineRecord): boolean {
  return machine.removedAt === null && machine.state !== 'terminated';
}
