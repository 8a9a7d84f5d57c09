// Where a teardown looks: every backend of the organisation, or those for which the journal has creates.
import { ApiError, CancelledError } from '../model/errors.ts';
import type { JournalEntry } from '../model/journal.ts';
import { isMistId, type MistId, type ObservedCloud } from '../model/observed.ts';
import type { Leak } from '../model/outcome.ts';
import { beforeDeadline, LATE } from './deadline.ts';
import type { CameListing } from './sweep.ts';
import { sentenceOf, type World } from './world.ts';

/** Names of backends by their ids, as a plan saw them. Good for texts only: nothing is decided by them. */
export type BackendNames = Readonly<Record<string, string>>;

/** `first`: a live list that was asked for already. */
export type CloudToSweep = {
  readonly id: MistId;
  readonly name: string;
  readonly provider?: string;
  readonly first?: Promise<CameListing>;
};
export type Clouds = { readonly found: readonly CloudToSweep[]; readonly lost: readonly Leak[] };

type Where = {
  readonly where: 'everywhere' | 'journal';
  readonly backends?: BackendNames | null;
  /** On the monotonic clock, ms. */
  readonly deadline: number;
};

const LIST_INTERVAL_MS = 5_000;
/** A slow provider must not hold up what can be destroyed on the others. */
const FIRST_LISTS_MS = 3_000;

type Placed = {
  readonly kind: string;
  readonly placement?: { readonly cloud: Pick<ObservedCloud, 'id' | 'name'> } | null;
};

/** The backends on which a plan makes machines. */
export function backendsOf({ changes }: { readonly changes: readonly Placed[] }): BackendNames {
  return Object.fromEntries(
    changes.flatMap(({ placement }) => (placement ? [[placement.cloud.id, placement.cloud.name]] : [])),
  );
}

/**
 * The backends to sweep, and what is lost with one that has left Mist; or leaks, where that cannot be found out. Backends that
 * the step knows and that answer a live list are there, so that the list of all of them is not asked for.
 */
export async function cloudsToSweep(
  world: World,
  input: Where,
  creates: readonly JournalEntry[],
): Promise<Clouds | { readonly leaks: Leak[] }> {
  const firsts = input.where === 'journal' ? firstLists(world, input.backends ?? {}, creates) : [];
  if (firsts.length > 0 && (await allCame(world, input.deadline, firsts))) return { found: firsts, lost: [] };
  const listed = await beforeDeadline(world, input.deadline, listClouds(world, input.deadline));
  if (listed === LATE || typeof listed === 'string') {
    const why = `the backends could not be listed: ${listed === LATE ? 'no answer in time' : listed}`;
    // Where names decide on every backend, the journal does not tell all that may be there.
    const others = input.where === 'everywhere' || creates.length === 0 ? [{ name: '*', id: null }] : [];
    return {
      leaks: [...creates, ...others].map(({ name, id }) => ({ kind: 'machine', name, id, backend: null, why })),
    };
  }
  const wanted = new Set(creates.map((entry) => entry.cloudId));
  const there = input.where === 'everywhere' ? listed : listed.filter((cloud) => wanted.has(cloud.id));
  const found = there.map(({ id, name, provider }) => ({ ...firsts.find((one) => one.id === id), id, name, provider }));
  const lost = creates
    .filter((entry) => !listed.some((cloud) => cloud.id === entry.cloudId))
    .map(
      (entry): Leak => ({
        kind: 'create',
        name: entry.name,
        id: entry.id,
        backend: null,
        why: 'its backend is no longer in Mist, and machines run on',
      }),
    );
  return { found, lost };
}

/** Live lists of the backends with creates, asked for now; none where one of those is not known by name. */
function firstLists(
  world: World,
  backends: BackendNames,
  creates: readonly JournalEntry[],
): readonly (CloudToSweep & { readonly first: Promise<CameListing> })[] {
  const ids = [...new Set(creates.map((entry) => entry.cloudId ?? ''))];
  const known = ids.flatMap((id) => {
    const name = Object.hasOwn(backends, id) ? backends[id] : undefined;
    return name !== undefined && isMistId(id) ? [{ id, name }] : [];
  });
  if (known.length < ids.length) return [];
  return known.map((cloud) => {
    const first = world.reader
      .liveMachines(cloud.id)
      .then((listing): CameListing => ({ listing, cameAt: world.clock.elapsed() }));
    // Whoever sweeps hears of it.
    first.catch(() => undefined);
    return { ...cloud, first };
  });
}

async function allCame(
  world: World,
  deadline: number,
  firsts: readonly { readonly first: Promise<CameListing> }[],
): Promise<boolean> {
  const soon = Math.min(deadline, world.clock.elapsed() + FIRST_LISTS_MS);
  const came = Promise.all(firsts.map(({ first }) => first)).then(
    () => true,
    (error: unknown) => {
      if (error instanceof CancelledError) throw error;
      return false;
    },
  );
  return (await beforeDeadline(world, soon, came)) === true;
}

/** The list of clouds, asked for until the deadline: a server that is down for a minute must not cost the proof. */
async function listClouds(world: World, deadline: number): Promise<readonly ObservedCloud[] | string> {
  for (;;) {
    try {
      return await world.reader.clouds();
    } catch (error) {
      const hopeless = error instanceof ApiError && error.failure === 'auth';
      if (error instanceof CancelledError) throw error;
      if (hopeless || world.clock.elapsed() + LIST_INTERVAL_MS >= deadline) return sentenceOf(error);
    }
    await world.clock.sleep(LIST_INTERVAL_MS, world.signal);
  }
}
