// Reaping: look, ask GitHub whether the owners live, look again, decide, and (unless dry) remove with proof. The rules are
// in docs/architecture.md, "Reaping".
import { beforeDeadline, LATE } from '../engine/deadline.ts';
import type { GitHubReader } from '../engine/ports.ts';
import { removeSchedules } from '../engine/remove-rest.ts';
import { sentenceOf, serverNow, type World } from '../engine/world.ts';
import { ActionError, CancelledError } from '../model/errors.ts';
import type { RepositoryIdentity } from '../model/identity.ts';
import type { ObservedMachine } from '../model/observed.ts';
import type { Leak } from '../model/outcome.ts';
import { type Claim, claimKey, claimMachine, isKnown } from './claim.ts';
import { judge, type ReapRules } from './judge.ts';
import { askableOwner, askOwner, askOwners, stateOf } from './owners.ts';
import { type DoomedMachine, type LeftAlone, type Looks, leave, planMachines, type ReapPlan } from './plan.ts';
import { removeMachines } from './remove.ts';
import { deleteKeys, deleteSchedules, type StrayResult } from './remove-strays.ts';
import { planKeys, planSchedules } from './strays.ts';
import { mayLive, type Survey, takeSurvey } from './survey.ts';

export type ReapInput = {
  readonly repository: RepositoryIdentity;
  readonly rules: ReapRules;
  /** More machines than that: nothing is removed. */
  readonly maxReap: number;
  readonly dryRun: boolean;
  /** On the monotonic clock, ms: what is not proved by then is a leak. */
  readonly deadline: number;
  readonly parallelism: number;
};

export type ReapResult = {
  readonly plan: ReapPlan;
  /** Why nothing was removed although it was asked for; null otherwise. */
  readonly refused: string | null;
  /** Ids of the planned machines, keys and schedules that are proved gone. */
  readonly removed: ReadonlySet<string>;
  /** Doomed at first, and spared by the last look. */
  readonly spared: readonly LeftAlone[];
  readonly leaks: readonly Leak[];
  /** Names of the backends that both looks covered. */
  readonly backends: readonly string[];
  /** Disabled backends that could not be listed: what lives there is not known. */
  readonly unseen: readonly { readonly backend: string; readonly why: string }[];
};

/** Two lists that are to agree lie at least this far apart: the server caches one for a moment. */
const STABLE_GAP_MS = 5_000;
/** A server's worker that is at work on a machine changes it for some seconds. */
const MOST_LOOKS = 3;
/** What is kept of the time for schedules and keys, which come after the machines. */
const REST_MS = 15_000;
/** A machine appears within ten minutes of its create, also when the message was delivered twice; clocks differ. */
const LOG_BEFORE_MS = 30 * 60_000;
const LOG_AFTER_MS = 2 * 60_000;

/**
 * Reaps one repository. Throws ActionError when the repository is not known, when GitHub or Mist may not be asked, and
 * on cancellation; nothing has been removed then, except on cancellation.
 */
export async function reap(world: World, github: GitHubReader, input: ReapInput): Promise<ReapResult> {
  if (!isKnown(input.repository)) {
    throw new ActionError(
      'reap-repository',
      'user',
      'It is not known exactly which repository to reap for: nothing was removed.',
    );
  }
  const looks = await look(world, github, input);
  const plan = await decide(world, looks);
  const unread = unreadLeaks(looks);
  const unseen = unseenOf(looks);
  const covered = looks.second.clouds.filter(
    ({ name }) => ![...unread, ...unseen].some(({ backend }) => backend === name),
  );
  const nothing: ReapResult = {
    plan,
    refused: null,
    removed: new Set(),
    spared: [],
    leaks: unread,
    backends: covered.map(({ name }) => name),
    unseen,
  };
  if (plan.machines.length > input.maxReap) {
    const refused = `${plan.machines.length} machines would be removed and \`max-reap\` is ${input.maxReap}: nothing was removed.`;
    return { ...nothing, refused };
  }
  return input.dryRun ? nothing : { ...nothing, ...(await remove(world, github, input, looks, plan, unread)) };
}

/** Looks until two in a row read every backend and agree on all that would go, three times at most after the first. */
async function look(world: World, github: GitHubReader, input: ReapInput): Promise<Looks> {
  const { clock, signal } = world;
  const { repository, rules, parallelism } = input;
  let known = await world.reader.knownMachines();
  let first = await takeSurvey(world, parallelism);
  for (let attempt = 1; ; attempt += 1) {
    const listedAt = clock.elapsed();
    const owners = await askOwners(github, claimsIn(repository, first));
    await clock.sleep(STABLE_GAP_MS - (clock.elapsed() - listedAt), signal);
    const second = await takeSurvey(world, parallelism);
    const looks: Looks = { repository, first, second, known, owners, rules, now: serverNow(world) };
    if (attempt === MOST_LOOKS || isSettled(looks)) return looks;
    // The server's own view stays the one from before both looks.
    known = [...known, ...first.machines];
    first = second;
  }
}

function isSettled(looks: Looks): boolean {
  return looks.first.unread.length + looks.second.unread.length === 0 && !planMachines(looks).unstable;
}

/** Whose everything is that may live: machines first, because keys have no tags to tell their scope. */
function claimsIn(repository: RepositoryIdentity, { machines, keys }: Survey): Claim[] {
  const claims = machines.map((machine) => claimMachine(repository, machine));
  const scopes = claims.flatMap((claim) => (claim.kind === 'owned' ? [claim.scope] : []));
  const living = machines.filter(mayLive).map((machine) => claimMachine(repository, machine));
  return [...living, ...keys.map(({ name }) => claimKey(repository, name, scopes))];
}

async function decide(world: World, looks: Looks): Promise<ReapPlan> {
  const planned = planMachines(looks);
  const machines: DoomedMachine[] = [];
  const left = [...planned.left];
  for (const one of planned.machines) {
    if (one.claim.kind === 'owned' || (await wasCreatedHere(world, one.machine))) machines.push(one);
    else
      left.push(
        leave(
          one.machine,
          one.backend,
          `${one.reason}, but its job is not known and the server's log shows no create of it`,
        ),
      );
  }
  const keys = planKeys(looks, machines);
  const schedules = planSchedules(looks);
  return {
    machines,
    keys: keys.keys,
    schedules: schedules.schedules,
    left: [...left, ...keys.left, ...schedules.left],
  };
}

/** Did this server accept a create of exactly this name when the machine came to be? A log that fails proves nothing. */
async function wasCreatedHere(world: World, { name, createdAt }: ObservedMachine): Promise<boolean> {
  try {
    const logs = await world.reader.createLogs(name);
    return logs.some(
      ({ at }) => createdAt === null || (at >= createdAt - LOG_BEFORE_MS && at <= createdAt + LOG_AFTER_MS),
    );
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    world.log.warning(`The log of creates of ${name} could not be read: ${sentenceOf(error)}`);
    return false;
  }
}

type Removed = Pick<ReapResult, 'removed' | 'spared' | 'leaks'>;

async function remove(
  world: World,
  github: GitHubReader,
  input: ReapInput,
  looks: Looks,
  plan: ReapPlan,
  unread: readonly Leak[],
): Promise<Removed> {
  const { repository, rules } = input;
  const again = (machine: ObservedMachine, owner: Parameters<typeof judge>[0]['owner']): string | null => {
    const claim = claimMachine(repository, machine);
    const verdict = judge({ machine, claim, owner, now: serverNow(world) }, rules);
    return verdict.reap ? null : verdict.why;
  };
  const { deadline, parallelism } = input;
  const time = deadline - world.clock.elapsed();
  const machines = await removeMachines(world, {
    doomed: plan.machines,
    spare: (machine) => again(machine, stateOf(looks.owners, claimMachine(repository, machine))),
    spareNow: async (machine) => again(machine, await askAgain(github, claimMachine(repository, machine))),
    deadline: deadline - Math.min(REST_MS, time / 4),
    parallelism,
  });
  const { gone } = machines;
  const ended = await beforeDeadline(world, deadline, removeSchedules(world, gone));
  const schedules = await beforeDeadline(world, deadline, deleteSchedules(world, plan.schedules));
  const keyInput = {
    keys: plan.keys,
    living: () => livingNow(world, looks, goneEverywhere(plan, gone)),
    spareNow: async ({ claim }: { readonly claim: Claim }) => {
      const state = await askAgain(github, claim);
      return state?.is === 'live' ? 'its owner lives again' : null;
    },
  };
  const keys = await beforeDeadline(world, deadline, deleteKeys(world, keyInput));
  const strays = [schedules === LATE ? late('schedule') : schedules, keys === LATE ? late('key') : keys];
  return {
    removed: new Set([...gone, ...strays.flatMap(({ removed }) => removed)]),
    spared: [...machines.spared, ...strays.flatMap(({ spared }) => spared)],
    leaks: [
      ...unread,
      ...machines.leaks,
      ...(ended === LATE ? late('schedule').leaks : ended),
      ...strays.flatMap(({ leaks }) => leaks),
    ],
  };
}

function late(kind: Leak['kind']): StrayResult {
  const leak: Leak = { kind, name: '*', id: null, backend: null, why: 'the server did not answer in time' };
  return { removed: [], spared: [], leaks: [leak] };
}

async function askAgain(github: GitHubReader, claim: Claim): ReturnType<typeof askOwner> {
  const owner = askableOwner(claim);
  return owner === null ? null : askOwner(github, owner);
}

/** What is gone is gone under all of its ids. */
function goneEverywhere({ machines }: ReapPlan, gone: ReadonlySet<string>): ReadonlySet<string> {
  const ended = machines.filter(({ machine }) => gone.has(machine.id));
  return new Set([...gone, ...ended.flatMap(({ alsoListedAs }) => alsoListedAs)]);
}

/** Everything that may live after the removal: the second look without what is proved gone, and what is new since. */
async function livingNow(world: World, looks: Looks, gone: ReadonlySet<string>): Promise<readonly ObservedMachine[]> {
  const known = await world.reader.knownMachines();
  return [...looks.second.machines, ...known].filter((machine) => mayLive(machine) && !gone.has(machine.id));
}

function unseenOf({ first, second }: Looks): ReapResult['unseen'] {
  const unseen = new Map([...first.unseen, ...second.unseen].map(({ cloud, why }) => [cloud.name, why]));
  return [...unseen].map(([backend, why]) => ({ backend, why }));
}

/** A backend that could not be listed may hold what lost its owner: the result is not "nothing is left". */
function unreadLeaks({ first, second }: { readonly first: Survey; readonly second: Survey }): Leak[] {
  const unread = new Map([...first.unread, ...second.unread].map(({ cloud, why }) => [cloud.id, { cloud, why }]));
  return [...unread.values()].map(({ cloud, why }) => ({
    kind: 'machine',
    name: '*',
    id: null,
    backend: cloud.name,
    why: `its backend could not be listed: ${why}`,
  }));
}
