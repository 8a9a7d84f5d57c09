// Machines as v1 and v2 of both series give them, reduced to what decisions need.
//
// Differences that end here: 4.7 v1 says `machine_id` where all others say `external_id`; v1 says `missing_since: ""`, a
// map of key associations and `ssh_port`, v2 null, a list and `ports.ssh`.
import { TAG_PREFIX } from '../model/identity.ts';
import type { MachineState, ObservedLease, ObservedMachine } from '../model/observed.ts';
import { parseServerDate } from './dates.ts';
import { asRow, inner, misfit, mistId, numberOrNull, type Row, text, textOrEmpty, textOrNull, texts } from './wire.ts';

const STATES: Readonly<Record<MachineState, true>> = {
  running: true,
  starting: true,
  stopping: true,
  stopped: true,
  pending: true,
  suspended: true,
  terminated: true,
  error: true,
  rebooting: true,
  paused: true,
  reconfiguring: true,
  unknown: true,
  updating: true,
  migrating: true,
  normal: true,
  succeeded: true,
  failed: true,
};

/** Begins every name in Mist that any scope gives. */
const NAME_PREFIX = 'ma-';

function isState(value: string): value is MachineState {
  return Object.hasOwn(STATES, value);
}

/**
 * One machine of a list. Needs id, name, cloud (an id: v2 lists are asked with `deref=none`), state and the address
 * lists; throws a `protocol` error naming what is missing. A state that is not known becomes `unknown`. A lease that cannot be
 * read is such an error on what may be ours; on a machine of others, whose lease decides nothing, it is null: their row must
 * not keep ours from being listed.
 */
export function decodeMachine(row: Row): ObservedMachine {
  const state = textOrEmpty(row, 'state');
  const known = isState(state) ? state : 'unknown';
  const created = textOrNull(row, 'created');
  const name = textOrEmpty(row, 'name');
  const tags = decodeTags(row);
  return {
    id: mistId(row, 'id'),
    externalId: textOrEmpty(row, 'external_id', 'machine_id'),
    name,
    cloudId: mistId(row, 'cloud'),
    state: known,
    publicIps: texts(row, 'public_ips'),
    privateIps: texts(row, 'private_ips'),
    hostname: textOrNull(row, 'hostname'),
    sshPort: decodePort(row),
    tags,
    lease: mayBeOurs(name, tags) ? decodeLease(row) : readableLease(row),
    createdAt: created === null ? null : parseServerDate(created),
    missing: textOrNull(row, 'missing_since') !== null,
    costHourly: decodeCost(row, known),
    keyIds: decodeKeyIds(row),
    imageId: textOrNull(row, 'image'),
    locationId: textOrNull(row, 'location'),
    size: textOrNull(row, 'size'),
  };
}

/** True for a name as we give it, and for any tag of ours, which a literal name has. */
function mayBeOurs(name: string, tags: Readonly<Record<string, string>>): boolean {
  return name.startsWith(NAME_PREFIX) || Object.keys(tags).some((tag) => tag.startsWith(TAG_PREFIX));
}

function readableLease(row: Row): ObservedLease | null {
  try {
    return decodeLease(row);
  } catch {
    return null;
  }
}

function decodePort(row: Row): number | null {
  const ports = inner(row, 'ports');
  return numberOrNull(row, 'ssh_port') ?? (ports === null ? null : numberOrNull(ports, 'ssh'));
}

/** Tags are a map; a tag without a value comes as null and becomes an empty text. */
export function decodeTags(row: Row): Readonly<Record<string, string>> {
  const tags = inner(row, 'tags');
  if (tags === null) return {};
  return Object.fromEntries(
    Object.entries(tags.fields).map(([key, value]) => {
      if (value === null) return [key, ''];
      if (typeof value === 'object') throw misfit(row.asked, `${row.path}.tags`, 'a map of texts');
      return [key, String(value)];
    }),
  );
}

/**
 * The lease in `expiration`. A lease whose date cannot be read is an error, never "no lease".
 */
export function decodeLease(row: Row): ObservedLease | null {
  const lease = inner(row, 'expiration');
  if (lease === null) return null;
  const id = textOrNull(lease, 'id');
  const date = textOrNull(lease, 'date');
  if (id === null && date === null) return null;
  const at = date === null ? null : parseServerDate(date);
  if (at === null) throw misfit(row.asked, `${lease.path}.date`, 'a date');
  return { id, action: text(lease, 'action'), at };
}

/**
 * Mist writes 0 both for "costs nothing" and for "price not known": seen on the first listings of an EC2 machine and on
 * providers without prices. Only an ended or stopped machine's 0 is believed.
 */
function decodeCost(row: Row, state: MachineState): number | null {
  const cost = inner(row, 'cost');
  const hourly = cost === null ? null : numberOrNull(cost, 'hourly');
  return hourly === 0 && state !== 'terminated' && state !== 'stopped' ? null : hourly;
}

/** v1 gives a map by association id, v2 a list; each association names its key. */
function decodeKeyIds(row: Row): readonly string[] {
  const value = row.fields.key_associations;
  if (value === undefined || value === null || value === '') return [];
  if (typeof value !== 'object') throw misfit(row.asked, `${row.path}.key_associations`, 'a map or a list');
  const keys = Object.values(value).map((item: unknown) =>
    text(asRow(row.asked, `${row.path}.key_associations`, item), 'key'),
  );
  return [...new Set(keys)];
}
