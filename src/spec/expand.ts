// Spec → desired: rows with count become machines, rows without key or backend get the one that is meant.
import type { Address, DesiredKey, DesiredMachine, DesiredVia } from '../model/desired.ts';
import { type Gather, PlanError, throwAtOnce } from '../model/errors.ts';
import { mistName, type Scope } from '../model/identity.ts';
import type { KeyRow, MachineRow, Spec } from '../model/spec.ts';

/**
 * The row part of the name of the key that a scope generates for rows without `key`. One letter, because a row of
 * `keys` has two or more: the two can never be the same key.
 */
export const DEFAULT_KEY_ROW = 'k';

/** What a spec does not know by itself. */
export type ExpandOptions = {
  readonly scope: Scope;
  /** Lease of rows that say nothing about it, in ms; null for none. */
  readonly defaultTtlMs: number | null;
  /** True when nothing was said about leases outside of the spec either. */
  readonly ttlUnsaid?: boolean;
  /** Names of the backends that can be used: enabled on the server, and those that this spec adds. */
  readonly enabledBackends: readonly string[];
  /** Told of each row that cannot be expanded, which is then left out; without it the first one is thrown. */
  readonly gather?: Gather;
};

type PresentRow = MachineRow & { readonly state: 'present' };

/**
 * Machines in the order of the spec, and every key that the spec or one of them names (a key that has no row is taken
 * to be in Mist already). Adopted machines have the backend `''`: where they are is known when they are found.
 * PlanError when a row names no backend and not exactly one can be used.
 */
export function expandSpec(
  spec: Spec,
  options: ExpandOptions,
): { readonly machines: readonly DesiredMachine[]; readonly keys: readonly DesiredKey[] } {
  const rows = spec.machines.filter((row) => row.state === 'present');
  const keys = expandKeys(spec, rows, options.scope);
  const byRow = new Map(keys.map((key) => [key.row, key]));
  const names = new Map(rows.map((row) => [row.name, machineNames(row)]));
  const machines = rows.flatMap((row) => {
    const keyName = row.adopt !== null && row.key === null ? null : (byRow.get(row.key)?.mistName ?? null);
    const needs = row.needs.flatMap((need) => names.get(need) ?? []).map(addressOf);
    const via = viaOf(row, (key) => byRow.get(key)?.mistName ?? null);
    const backend = row.adopt === null ? chooseBackend(row, spec, options) : '';
    if (backend === null) return [];
    const shared = { options, backend, keyName, needs };
    return machineNames(row).map((name) => ({ ...expandRow(row, name, shared), ...via }));
  });
  return { machines, keys };
}

/** `web`, or `web-1` to `web-10`. */
function machineNames(row: PresentRow): string[] {
  return row.counted ? Array.from({ length: row.count }, (_, index) => `${row.name}-${index + 1}`) : [row.name];
}

function viaOf({ via }: PresentRow, keyNameOf: (key: string) => string | null): { readonly via?: DesiredVia } {
  if (via === undefined) return {};
  if (via.by === 'row') return { via: { by: 'machine', name: via.row } };
  const { key, ...host } = via;
  return { via: { ...host, keyName: key === null ? null : keyNameOf(key) } };
}

function addressOf(name: string): Address {
  return `machine/${name}`;
}

function expandRow(
  row: PresentRow,
  name: string,
  at: {
    readonly options: ExpandOptions;
    readonly backend: string;
    readonly keyName: string | null;
    readonly needs: readonly Address[];
  },
): DesiredMachine {
  const { scope, defaultTtlMs } = at.options;
  const ttlMs = row.ttlMs === null ? defaultTtlMs : row.ttlMs;
  return {
    address: addressOf(name),
    name,
    row: row.name,
    mistName: row.literalName ?? mistName(scope, 'machine', name),
    literal: row.literalName !== null,
    backend: at.backend,
    image: row.image,
    size: row.size,
    location: row.location,
    keyName: at.keyName,
    tags: row.tags,
    cloudInit: row.cloudInit,
    wait: row.wait,
    groups: row.groups,
    ttlMs: row.adopt !== null || ttlMs === 'none' ? null : ttlMs,
    ...(ttlMs === null && at.options.ttlUnsaid === true ? { keepsLease: true } : {}),
    user: row.user,
    port: row.port,
    adopt: row.adopt,
    passThrough: row.passThrough,
    ...(row.run === undefined ? {} : { run: row.run }),
    ...(row.power === undefined ? {} : { power: row.power }),
    needs: at.needs,
    minReady: row.minReady,
  };
}

function chooseBackend(row: PresentRow, spec: Spec, options: ExpandOptions): string | null {
  const { enabledBackends, gather = throwAtOnce } = options;
  if (row.backend !== null) return row.backend;
  const absent = new Set(spec.backends.filter((one) => one.state === 'absent').map((one) => one.name));
  const usable = [...new Set(enabledBackends)].filter((one) => !absent.has(one));
  const [only] = usable;
  if (only !== undefined && usable.length === 1) return only;
  const address = addressOf(machineNames(row)[0] ?? row.name);
  if (only === undefined) {
    gather(
      new PlanError('no-backend', address, 'the Mist server has no enabled backend.', {
        hint: 'Add one under `backends:` in the spec, or in Mist.',
      }),
    );
    return null;
  }
  const list = usable.sort().join(', ');
  gather(
    new PlanError('ambiguous-backend', address, `names no backend, and there are ${usable.length}: ${list}.`, {
      hint: 'Write `backend:` in the row or in `defaults:`.',
    }),
  );
  return null;
}

function expandKeys(spec: Spec, rows: readonly PresentRow[], scope: Scope): DesiredKey[] {
  const keys: DesiredKey[] = [];
  for (const key of spec.keys) if (key.state !== 'absent') keys.push(desiredKey(key.name, key.state, scope));
  const hosts = spec.backends.flatMap((one) => (one.state === 'present' ? (one.hosts ?? []) : []));
  const jumps = rows.flatMap(({ via }) => (via?.by === 'host' ? [via] : []));
  for (const { key } of [...hosts, ...rows, ...jumps]) {
    if (key !== null && !keys.some((one) => one.row === key)) keys.push(desiredKey(key, 'existing', scope));
  }
  if (rows.some((row) => row.key === null && row.adopt === null)) {
    const name = mistName(scope, 'key', DEFAULT_KEY_ROW);
    keys.push({ address: `key/${DEFAULT_KEY_ROW}`, row: null, mistName: name, source: 'generated' });
  }
  return keys;
}

function desiredKey(row: string, source: Exclude<KeyRow['state'], 'absent'>, scope: Scope): DesiredKey {
  return { address: `key/${row}`, row, mistName: source === 'generated' ? mistName(scope, 'key', row) : row, source };
}
