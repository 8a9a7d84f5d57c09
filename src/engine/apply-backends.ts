// Backends belong to the organisation: apply adds what a spec wants present and removes only what it names as absent,
// and never one on which anything lives, because Mist would hide those machines while they run on (H8, H38).
import { ActionError, ApiError, TransportError } from '../model/errors.ts';
import { isGone, type MistId, type ObservedMachine } from '../model/observed.ts';
import { type Outcome, reasonFor } from '../model/outcome.ts';
import type { BackendRow } from '../model/spec.ts';
import type { BackendChange } from '../plan/build-plan.ts';
import type { KeyChain } from './key-chain.ts';
import { settleCatalogs } from './settle-catalogs.ts';
import { ABSENCE_GAP_MS } from './sweep.ts';
import { sentenceOf, serverNow, type World } from './world.ts';
import { effectOf, writeAhead } from './write-ahead.ts';

/** Adds missing backends, the keys of their hosts before them, and waits until their catalogs stand still. Throws at the first that cannot be added. */
export async function addBackends(
  world: World,
  rows: readonly BackendRow[],
  changes: readonly BackendChange[],
  keys: KeyChain,
): Promise<Outcome[]> {
  const missing = changes.filter((change) => change.action === 'create');
  return Promise.all(
    missing.map(async (change): Promise<Outcome> => {
      const row = rows.find((one) => one.name === change.backend);
      if (row?.state !== 'present') throw new ActionError('bug', 'bug', `${change.address} was planned without a row.`);
      const id = await addBackend(world, row, keys);
      // A list of hosts has no catalog.
      if (row.hosts === undefined) await settleCatalogs(world, id);
      world.log.info(`${change.address} has been created`);
      return { address: change.address, outcome: 'created', why: null };
    }),
  );
}

type PresentRow = Extract<BackendRow, { state: 'present' }>;

async function addBackend(world: World, row: PresentRow, keys: KeyChain) {
  const { journal, writer, reader, log } = world;
  const address = `backend/${row.name}` as const;
  for (const value of Object.values(row.fields)) if (typeof value === 'object') log.mask(value.reveal());
  const hosts = await Promise.all(
    (row.hosts ?? []).map(async ({ key, ...host }) => ({ ...host, keyId: (await keys.get(keys.nameOf(key))).id })),
  );
  const intent = { kind: 'add-backend' as const, address, name: row.name, cloudId: null, at: serverNow(world) };
  try {
    const { value } = await writeAhead(journal, intent, (onSent) =>
      writer.addCloud(row.name, row.provider, row.fields, onSent, hosts),
    );
    return value.id;
  } catch (error) {
    if (error instanceof ApiError && error.failure === 'provider-auth') {
      throw new ActionError('backend-credentials', 'user', `${address}: the provider refused the credentials.`, {
        hint: 'Check the credential fields of this row; nothing was added.',
      });
    }
    if (!(error instanceof ApiError || error instanceof TransportError) || effectOf(error) === 'none') throw error;
    // The server answers 500 and adds the backend all the same (seen on a live server): the list decides.
    const added = (await reader.clouds()).filter((cloud) => cloud.name === row.name);
    if (added.length === 1 && added[0]) return added[0].id;
    throw error;
  }
}

/** Removes backends that the spec names as absent; refused, as a failed outcome, while anything on one may live. */
export async function removeBackends(world: World, changes: readonly BackendChange[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const change of changes.filter((one) => one.action === 'destroy')) {
    const why = await removeBackend(world, change).catch((error: unknown) =>
      reasonFor(change.address, sentenceOf(error)),
    );
    if (why === null) world.log.info(`${change.address} has been destroyed`);
    outcomes.push({ address: change.address, outcome: why === null ? 'destroyed' : 'failed', why });
  }
  return outcomes;
}

/** What lives there by two live lists some seconds apart, or as the server itself knows it: one empty list is no proof. */
async function livingOn(world: World, cloudId: MistId): Promise<readonly ObservedMachine[]> {
  const { reader, clock, signal } = world;
  const first = await reader.liveMachines(cloudId);
  const known = (await reader.knownMachines()).filter((machine) => machine.cloudId === cloudId && !machine.missing);
  const listed = new Set(first.machines.map((machine) => machine.id));
  const unlisted = known.filter((machine) => !listed.has(machine.id));
  const early = [...first.machines, ...unlisted].filter((machine) => !isGone(machine));
  if (early.length > 0) return early;
  await clock.sleep(ABSENCE_GAP_MS, signal);
  return (await reader.liveMachines(cloudId)).machines.filter((machine) => !isGone(machine));
}

async function removeBackend(world: World, change: BackendChange): Promise<string | null> {
  const cloud = change.observed;
  if (cloud === null) return null;
  if (!cloud.enabled) return 'it is disabled, so what lives on it cannot be seen; enable it first';
  const living = await livingOn(world, cloud.id);
  if (living.length > 0) {
    const names = living
      .slice(0, 5)
      .map((machine) => machine.name)
      .join(', ');
    return `refused: ${living.length} machines are on it (${names}); without the backend nobody would see them, and they would run on`;
  }
  await world.writer.removeCloud(cloud.id);
  const left = (await world.reader.clouds()).some((one) => one.id === cloud.id);
  return left ? 'it is still listed after it was removed' : null;
}
