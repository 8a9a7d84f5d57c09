// Removing what a scope owns: machines first, by proof, then lease schedules and keys. Used by `destroy`, by post, and by
// apply for what it left half-made.

import { createWord, ownsName, type Scope, TAGS } from '../model/identity.ts';
import type { JournalEntry } from '../model/journal.ts';
import { isGone, type ObservedCreate, type ObservedMachine } from '../model/observed.ts';
import type { Leak } from '../model/outcome.ts';
import { proveMachine } from '../plan/ownership.ts';
import { type BackendNames, type CloudToSweep, cloudsToSweep } from './clouds-to-sweep.ts';
import { creates as createsOf, lostItsTags } from './creates-of-scope.ts';
import { beforeDeadline, LATE } from './deadline.ts';
import { LostNames } from './lost-names.ts';
import { type PendingCreates, pendingOf, queuedOf } from './pending-creates.ts';
import { removeKeys, removeSchedules } from './remove-rest.ts';
import { type SweepResult, sweepCloud, type Verdict } from './sweep.ts';
import { serverNow, type World } from './world.ts';

export type TeardownInput = {
  readonly scope: Scope;
  readonly journal: readonly JournalEntry[];
  /** `all` of the scope, or only what the journal's creates of these names have made. */
  readonly what: 'all' | { readonly names: ReadonlySet<string> };
  /** Look at every backend of the organisation, or only at those that the journal names. */
  readonly where: 'everywhere' | 'journal';
  /** Backends that the step knows: with `journal` the list of all of them is asked for only where one of these does not answer. */
  readonly backends?: BackendNames | null;
  /** On the monotonic clock, ms. */
  readonly deadline: number;
  readonly parallelism: number;
};

export type TeardownResult = {
  readonly destroyed: readonly { readonly id: string; readonly name: string }[];
  readonly removedKeys: readonly string[];
  readonly leaks: readonly Leak[];
  /** Backends on which absence was proved by two live lists. */
  readonly provedOn: readonly string[];
};

const LOST_TAGS = "the server's log shows that this scope created it, and the tags that would prove it are gone";
const NAMELESS = 'its name was lost at the provider: by its id, the server made it as';
const UNCLEAR = 'it is not known whether this run made it or another one, under the same name';
/** The server's log is a hint: the machines do not wait longer for it. */
const LOG_PATIENCE_MS = 15_000;
/** What is kept of the time for schedules and keys, which come after the machines. */
const REST_MS = 10_000;

/** Never throws but for cancellation: what could not be done is a leak with its reason. */
export async function tearDown(world: World, input: TeardownInput): Promise<TeardownResult> {
  const creates = input.journal.filter((entry) => mayHaveMade(entry, input.what));
  const { deadline } = input;
  const left = deadline - world.clock.elapsed();
  const machines = { ...input, deadline: deadline - Math.min(REST_MS, left / 4) };
  const clouds = await cloudsToSweep(world, machines, creates);
  if ('leaks' in clouds) return { destroyed: [], removedKeys: [], leaks: clouds.leaks, provedOn: [] };
  const logged = await loggedCreates(world, machines);
  const first = await Promise.all(
    clouds.found.map(async (cloud) => ({ cloud, ...(await sweepOne(world, machines, cloud, { creates, logged })) })),
  );
  const sweeps = await sweepLate(world, machines, first, { creates, logged });
  const gone = new Set(sweeps.flatMap((sweep) => [...sweep.gone.keys()]));
  const leaks = [...clouds.lost, ...sweeps.flatMap((sweep) => sweep.leaks)];
  const ended = input.what === 'all' && leaks.length === 0;
  const [schedules, keys] = await Promise.all([
    beforeDeadline(world, deadline, removeSchedules(world, gone, ended ? input.scope : null)),
    // A key stays as long as anything of the scope may live: it is the only way in.
    ended
      ? beforeDeadline(world, deadline, removeKeys(world, input.scope, gone, input.journal))
      : ({ removed: [], leaks: [] } as const),
  ]);
  return {
    destroyed: sweeps.flatMap((sweep) => sweep.destroyed),
    removedKeys: keys === LATE ? [] : keys.removed,
    leaks: [
      ...leaks,
      ...(schedules === LATE ? [unfinished('schedule')] : schedules),
      ...(keys === LATE ? [unfinished('key')] : keys.leaks),
    ],
    provedOn: sweeps.filter((sweep) => sweep.leaks.length === 0).map((sweep) => sweep.cloud.name),
  };
}

function mayHaveMade({ kind, result, phase }: JournalEntry, what: TeardownInput['what']): boolean {
  if (kind !== 'create-machine' || result === 'refused') return false;
  // Of an intent no byte has left: what bears its name is somebody else's.
  return what === 'all' || phase !== 'intent';
}

function unfinished(kind: Leak['kind']): Leak {
  return { kind, name: '*', id: null, backend: null, why: 'the server did not answer in time' };
}

/** Where a whole scope ends, what the server's log knows of it: a literal name without its tags is found by nothing else. */
async function loggedCreates(world: World, input: TeardownInput): Promise<readonly ObservedCreate[]> {
  if (input.what !== 'all' || input.where !== 'everywhere') return [];
  const left = input.deadline - world.clock.elapsed();
  return createsOf(world, input.scope, Math.min(LOG_PATIENCE_MS, left / 4));
}

/** The creates that journal and log tell. */
type Told = { readonly creates: readonly JournalEntry[]; readonly logged: readonly ObservedCreate[] };
type Swept = SweepResult & { readonly cloud: CloudToSweep };

/** The log is read again: what was accepted while the sweeps went on, by a run that works or was lost, is swept too. */
async function sweepLate(world: World, input: TeardownInput, first: readonly Swept[], told: Told): Promise<Swept[]> {
  if (world.clock.elapsed() >= input.deadline) return [...first];
  const logged = await loggedCreates(world, input);
  const late = unknownOf(logged, told).filter(({ jobId }) => !told.logged.some((one) => one.jobId === jobId));
  const now = serverNow(world);
  return Promise.all(
    first.map(async (swept) => {
      const { first: _, ...cloud } = swept.cloud;
      if (
        queuedOf(
          late.filter(({ cloudId }) => cloudId === cloud.id),
          now,
        ).length === 0
      )
        return swept;
      const again = await sweepOne(world, input, cloud, { ...told, logged });
      const destroyed = [...swept.destroyed, ...again.destroyed.filter(({ id }) => !swept.gone.has(id))];
      // What the first sweep has proved stays so, though no list of the second shows it.
      const leaks = again.leaks.filter(({ id }) => id === null || !swept.gone.has(id));
      return { ...again, cloud, destroyed, leaks, gone: new Map([...swept.gone, ...again.gone]) };
    }),
  );
}

/** What the journal does not tell of. */
function unknownOf(logged: readonly ObservedCreate[], { creates }: Pick<Told, 'creates'>): readonly ObservedCreate[] {
  const known = new Set<string>();
  for (const { jobId, name, at } of creates) {
    known.add(createWord(name, at));
    if (jobId !== null) known.add(jobId);
  }
  const isKnown = (one: string | null): boolean => one !== null && known.has(one);
  return logged.filter(({ jobId, word }) => !isKnown(jobId) && !isKnown(word));
}

function sweepOne(
  world: World,
  input: TeardownInput,
  cloud: CloudToSweep,
  { creates, logged }: Told,
): Promise<SweepResult> {
  const { scope, what } = input;
  const here = creates.filter((entry) => entry.cloudId === cloud.id && (what === 'all' || what.names.has(entry.name)));
  const made = new Set(here.map((entry) => entry.name));
  const unknown = unknownOf(logged, { creates }).filter(({ cloudId }) => cloudId === cloud.id);
  const queued = queuedOf(unknown, serverNow(world));
  const lost = new LostNames(world, unknown);
  const spared = new Set<string>();
  const spare = (machine: ObservedMachine): 'leave' => {
    const { id, name } = machine;
    if (!isGone(machine) && !spared.has(id))
      world.log.info(`${name} (${id}) on ${cloud.name} is left alone: this run did not make it.`);
    spared.add(id);
    return 'leave';
  };
  const select = (machine: ObservedMachine, pending: PendingCreates): Verdict => {
    const meant = pending.nameOf(machine.externalId) ?? lost.nameOf(machine.externalId);
    // Names prove whose a machine is; without one it is left to people.
    if (meant !== null && meant !== machine.name) return { refused: `${NAMELESS} ${meant}` };
    if (what !== 'all' && !what.names.has(machine.name)) return 'leave';
    const proof = proveMachine(scope, machine);
    if (proof.owned) {
      const made = what === 'all' ? 'yes' : pending.made(machine);
      if (made === 'yes') return 'destroy';
      return made === 'no' ? spare(machine) : { refused: UNCLEAR, untagged: true };
    }
    // A literal name is proved by its tag alone.
    if (!made.has(machine.name) && lostItsTags(machine, logged)) return { refused: LOST_TAGS, untagged: true };
    // A name of this scope with tags that say otherwise is somebody's mistake: people have to look at it.
    const named = !machine.missing && ownsName(scope, 'machine', machine.name);
    if (!made.has(machine.name) && !named) return 'leave';
    return { refused: proof.why, untagged: !named && machine.tags[TAGS.owner] === undefined };
  };
  return sweepCloud(world, {
    cloud,
    select,
    expected: here.filter((entry) => entry.id !== null),
    unknown: input.where === 'everywhere',
    pending: [...pendingOf(here), ...queued],
    strict: what !== 'all',
    learn: (listed) => lost.learn(listed),
    deadline: input.deadline,
    parallelism: input.parallelism,
  });
}
