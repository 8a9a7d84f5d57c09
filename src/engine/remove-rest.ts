// After the machines: the keys this scope generated and the lease schedules that outlive their machines (H33).
import { ownsName, type Scope } from '../model/identity.ts';
import type { JournalEntry } from '../model/journal.ts';
import { isGone, type ObservedKey, type ObservedSchedule } from '../model/observed.ts';
import type { Leak } from '../model/outcome.ts';
import { isListedInPart } from '../model/providers.ts';
import { provesKey } from '../plan/ownership.ts';
import { sentenceOf, serverNow, type World } from './world.ts';

/** A machine's end takes some seconds to reach the key associations and the list of schedules. */
const ATTEMPTS = 3;
const INTERVAL_MS = 2_000;
/** A proxy may deliver an add whose reply was lost; the silence about a create is believed no sooner (`acceptance.ts`). */
const LATE_ADD_MS = 15_000;
/** A list shows what was there when it was asked for: one that took longer is no news. */
const NEWS_MS = 5_000;

/** The server calls the schedule of a lease `<machine>-expiration-<random>`, and where it safe-expires `<machine>-safe-expiration-<random>`. */
const LEASE_NAME = /^(.+)-expiration-[0-9A-Za-z-]+$/;
const SAFE = /-safe$/;

/**
 * Deletes by exact id the lease schedules that select nothing but machines proved gone, and reads the list again. `ended`: the
 * scope of which no machine lives any more; then the leases of machines that a list no longer shows, because an earlier teardown was
 * killed, go too. They are known by their name. Where a backend lists in part (KVM), one that is still to come is left, and the log says
 * so: nobody saw its machine end, and if that lives, unlisted, its lease is what ends it. Schedules that also select something else are
 * left alone.
 */
export async function removeSchedules(
  world: World,
  gone: ReadonlySet<string>,
  ended: Scope | null = null,
): Promise<Leak[]> {
  if (gone.size === 0 && ended === null) return [];
  const { reader, writer, clock, signal, log } = world;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { over, armed } = await sortOut(world, await reader.schedules(), gone, ended);
      if (over.length === 0 || attempt > ATTEMPTS) {
        if (armed.length > 0)
          log.info(
            `Left armed, because nobody has seen their machines end: ${armed.map(({ name }) => name).join(', ')}`,
          );
        return over.map(({ id, name }) => ({
          kind: 'schedule',
          name,
          id,
          backend: null,
          why: 'still listed after it was deleted',
        }));
      }
      await Promise.all(over.map((schedule) => writer.deleteSchedule(schedule.id)));
    } catch (error) {
      if (attempt > ATTEMPTS) return [{ kind: 'schedule', name: '*', id: null, backend: null, why: sentenceOf(error) }];
      await clock.sleep(INTERVAL_MS, signal);
    }
  }
}

type Sorted = { readonly over: readonly ObservedSchedule[]; readonly armed: readonly ObservedSchedule[] };

async function sortOut(
  world: World,
  schedules: readonly ObservedSchedule[],
  gone: ReadonlySet<string>,
  ended: Scope | null,
): Promise<Sorted> {
  // What people schedule for a machine of ours is theirs, whatever becomes of the machine.
  const filled = schedules.filter(({ name, machineIds }) => machineIds.length > 0 && LEASE_NAME.test(name));
  const over = filled.filter(({ machineIds }) => machineIds.every((id) => gone.has(id)));
  const isLeft = ({ name }: ObservedSchedule): boolean => {
    const machine = name.replace(LEASE_NAME, '$1');
    return ended !== null && [machine, machine.replace(SAFE, '')].some((one) => ownsName(ended, 'machine', one));
  };
  const named = filled.filter((one) => !over.includes(one) && isLeft(one));
  const armed = await unprovedOf(world, named);
  if (named.length === armed.length) return { over, armed };
  // A name alone may stand on a schedule of somebody else's machine.
  const living = new Set<string>();
  for (const machine of await world.reader.knownMachines()) if (!isGone(machine)) living.add(machine.id);
  const past = named.filter((one) => !armed.includes(one) && !one.machineIds.some((id) => living.has(id)));
  return { over: [...over, ...past], armed };
}

/** Of these leases, those still to come where what no list shows may live all the same. */
async function unprovedOf(world: World, leases: readonly ObservedSchedule[]): Promise<readonly ObservedSchedule[]> {
  const now = serverNow(world);
  const armed = leases.filter((lease) => isArmed(lease, now));
  if (armed.length === 0) return [];
  return (await world.reader.clouds()).some(({ provider }) => isListedInPart(provider)) ? armed : [];
}

/** True for a schedule that is still to run. `now` is the server's clock, epoch ms. */
export function isArmed({ enabled, at }: Pick<ObservedSchedule, 'enabled' | 'at'>, now: number): boolean {
  return enabled && (at === null || at > now);
}

/**
 * Deletes the keys that this scope generated. A key that Mist still associates with a machine that is not proved gone is
 * kept and reported: that machine could not be opened any more. What `journal` has added without an answer is waited for.
 */
export async function removeKeys(
  world: World,
  scope: Scope,
  gone: ReadonlySet<string>,
  journal: readonly JournalEntry[] = [],
): Promise<{ removed: string[]; leaks: Leak[] }> {
  const { reader, writer, clock, signal } = world;
  const removed = new Set<string>();
  const wait = untilAdded(world, scope, journal);
  if (wait > 0) await clock.sleep(wait, signal);
  for (let attempt = 1; ; attempt += 1) {
    try {
      const asked = clock.elapsed();
      const ours = (await reader.keys()).filter((key) => provesKey(scope, key));
      if (ours.length === 0) {
        if (clock.elapsed() - asked <= NEWS_MS || attempt > ATTEMPTS) return { removed: [...removed], leaks: [] };
        continue;
      }
      const living = await livingUsers(world, ours, gone);
      const free = ours.filter((key) => !key.machineIds.some((id) => living.has(id)));
      if (attempt > ATTEMPTS) return { removed: [...removed], leaks: ours.map(keyLeak) };
      for (const key of free) {
        await writer.deleteKey(key.id);
        removed.add(key.name);
      }
      if (free.length < ours.length) await clock.sleep(INTERVAL_MS, signal);
    } catch (error) {
      if (attempt > ATTEMPTS) {
        return {
          removed: [...removed],
          leaks: [{ kind: 'key', name: '*', id: null, backend: null, why: sentenceOf(error) }],
        };
      }
      await clock.sleep(INTERVAL_MS, signal);
    }
  }
}

/** How long it may be until every add of these keys that was sent and not answered has come or will not come, ms. */
function untilAdded(world: World, scope: Scope, journal: readonly JournalEntry[]): number {
  const open = journal.filter(
    ({ kind, name, phase, result }) =>
      kind === 'add-key' &&
      ownsName(scope, 'key', name) &&
      phase !== 'intent' &&
      (result === null || result === 'unknown'),
  );
  return Math.max(0, ...open.map(({ at }) => Math.min(LATE_ADD_MS, at + LATE_ADD_MS - serverNow(world))));
}

/** Machines that keys are associated with and that the server still knows as living; associations outlive machines. */
async function livingUsers(
  world: World,
  keys: readonly ObservedKey[],
  gone: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const users = new Set(keys.flatMap((key) => key.machineIds).filter((id) => !gone.has(id)));
  if (users.size === 0) return users;
  const known = await world.reader.knownMachines();
  return new Set(known.filter((machine) => users.has(machine.id) && !isGone(machine)).map((machine) => machine.id));
}

function keyLeak(key: ObservedKey): Leak {
  const why =
    key.machineIds.length > 0 ? 'kept: Mist still associates it with a machine' : 'still listed after it was deleted';
  return { kind: 'key', name: key.name, id: key.id, backend: null, why };
}
