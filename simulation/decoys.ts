// What belongs to others in a simulated organisation: look-alikes of everything that the scopes under test will own.
import { insertCloud } from '../sandbox/clouds.ts';
import { plantMachine, plantSchedule } from '../sandbox/plant.ts';
import type { CloudRecord, Context } from '../sandbox/state.ts';
import { mistName, ownerHash, type Scope, scopePrefix, TAGS, tagValue } from '../src/model/identity.ts';
import type { KeyBook } from './key-book.ts';
import type { UniverseOptions } from './universe.ts';

const DAY_MS = 86_400_000;

type Decoy = { readonly name: string; readonly tags?: Readonly<Record<string, string>>; readonly state?: string };

/** One last hex digit turned: a name that fails the proof by a hair. */
function edited(name: string): string {
  return `${name.slice(0, -1)}${name.endsWith('0') ? '1' : '0'}`;
}

/** Every tag that this scope would write on that row. */
function copiedTags(scope: Scope, row: string): Record<string, string> {
  return {
    [TAGS.scope]: tagValue(scope.name),
    [TAGS.row]: row,
    [TAGS.owner]: ownerHash(scope, 'machine', row),
    [TAGS.digest]: 'aaaaaa.bbbbbb.cccccc.dddddd.eeeeee.ffffff.000000',
  };
}

/** Scopes next to this one: other attempts, longer and shorter names, another repository, the named twin. */
function siblings(scope: Scope, inUse: readonly Scope[]): readonly Scope[] {
  const other = { serverUrl: scope.repository.serverUrl, id: `${scope.repository.id}1` };
  return [
    { ...scope, name: `${scope.name}1` },
    { ...scope, name: scope.name.slice(0, -1) },
    { ...scope, repository: other },
    { ...scope, named: !scope.named },
  ].filter((one) => !inUse.some((used) => used.name === one.name && used.named === one.named));
}

/** Machines that a careless match would take for those of `scope`; ids of other objects are put into names by the caller. */
function machineDecoys(scope: Scope, inUse: readonly Scope[], rows: readonly string[], idOfOther: string): Decoy[] {
  const [row = 'web'] = rows;
  const own = mistName(scope, 'machine', row);
  return [
    { name: edited(own), tags: copiedTags(scope, row) },
    { name: `${own}-1`, tags: copiedTags(scope, row) },
    { name: `x${own}` },
    { name: own.slice(0, -1) },
    { name: own.toUpperCase() },
    { name: `${scopePrefix(scope)}${row}` },
    { name: `${scopePrefix(scope)}${row}-00000000` },
    ...siblings(scope, inUse).map((one) => ({ name: mistName(one, 'machine', row) })),
    { name: row },
    { name: `${row}1` },
    { name: `copy of ${own}`, tags: copiedTags(scope, row) },
    { name: `backup-${idOfOther}` },
    { name: idOfOther, tags: { note: idOfOther } },
    { name: ' ' },
    { name: 'and' },
    { name: `${own} stopped`, state: 'stopped' },
  ];
}

/** What the decoys were like when the world began; held against the world at its end. */
export type DecoyRecord = { readonly count: number; changed(): readonly string[] };

/** Plants at least 50 objects of others: machines on every cloud, clouds, keys and schedules. */
export function plantDecoys(
  context: Context,
  keys: KeyBook,
  { scopes, rows, disabledBackend }: Pick<UniverseOptions, 'scopes' | 'rows' | 'disabledBackend'>,
): DecoyRecord {
  const { state } = context;
  const clouds = state.clouds.filter((cloud) => !cloud.deleted);
  const spare = insertCloud(context, `${clouds[0]?.name ?? 'aws'}0`, 'linode', {}, 0);
  const empty = insertCloud(context, `${clouds[0]?.name ?? 'aws'}-old`, 'docker', {}, 0);
  const off = insertCloud(context, 'disabled', 'linode', {}, 0);
  off.enabled = !disabledBackend;
  // Most stand where nothing is made: lists of the clouds in use are read a hundred times in every world.
  plantMachines(context, [...clouds, spare, spare, spare, spare, spare, spare, spare], scopes, rows);
  for (const scope of scopes) plantKeys(context, keys, scope, scopes);
  for (let n = 0; n < 18; n += 1) plantKey(context, keys, `team-${n}`);
  for (const machine of state.machines.slice(0, 4)) {
    const lease = { name: `${machine.name}-expiration-7`, action: 'destroy', at: context.world.now() + 90 * DAY_MS };
    plantSchedule(context, machine, { ...lease, lease: true });
  }
  return record(context, [spare, empty, off]);
}

function plantMachines(
  context: Context,
  clouds: readonly CloudRecord[],
  scopes: readonly Scope[],
  rows: readonly string[],
): void {
  const createdAt = context.world.now() - DAY_MS;
  // Which of them stand among our machines is drawn, so that over many worlds each of them does.
  let n = Math.floor(context.world.random() * clouds.length);
  for (const scope of scopes) {
    for (const decoy of machineDecoys(scope, scopes, rows, context.state.machines[0]?.id ?? '0'.repeat(32))) {
      const cloud = clouds[n % clouds.length];
      n += 1;
      if (cloud !== undefined) plantMachine(context, cloud, { ...decoy, tags: { ...decoy.tags }, createdAt });
    }
  }
}

function plantKeys(context: Context, keys: KeyBook, scope: Scope, inUse: readonly Scope[]): void {
  const own = mistName(scope, 'key', 'k');
  for (const name of [edited(own), `${own}-old`, own.slice(0, -1), `x${own}`, own.toUpperCase()]) {
    plantKey(context, keys, name);
  }
  for (const one of siblings(scope, inUse)) plantKey(context, keys, mistName(one, 'key', 'k'));
}

/** A key of others, put there without the server's own checks. */
export function plantKey(context: Context, keys: KeyBook, name: string): void {
  const { state } = context;
  if (state.keys.some((key) => key.name === name)) return;
  const pair = keys.make('ssh-rsa');
  const id = Array.from({ length: 32 }, () => Math.floor(context.world.random() * 16).toString(16)).join('');
  state.vault.set(name, pair.privateKey);
  const isDefault = state.keys.length === 0;
  state.keys.push({ id, name, publicKey: pair.publicKey, vaultPath: name, isDefault, tags: {} });
}

function record(context: Context, clouds: readonly CloudRecord[]): DecoyRecord {
  const { state } = context;
  const photograph = (): ReadonlyMap<string, string> => {
    const seen = new Map<string, string>();
    for (const { id, name, state: now, tags, leaseId, removedAt, planted } of state.machines) {
      if (planted) seen.set(`machine ${id}`, JSON.stringify([name, now, tags, leaseId, removedAt]));
    }
    for (const key of state.keys)
      seen.set(`key ${key.id}`, `${key.name} ${key.publicKey} ${state.vault.get(key.vaultPath)}`);
    for (const one of state.schedules) seen.set(`schedule ${one.id}`, JSON.stringify([one.deleted, one.enabled]));
    for (const cloud of clouds) seen.set(`cloud ${cloud.id}`, JSON.stringify([cloud.deleted, cloud.enabled]));
    return seen;
  };
  const before = photograph();
  return {
    count: before.size,
    changed() {
      const now = photograph();
      return [...before].filter(([what, was]) => now.get(what) !== was).map(([what]) => what);
    },
  };
}
