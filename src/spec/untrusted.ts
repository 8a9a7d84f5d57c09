// What a spec may say that a stranger wrote: a short list of fields, small machines, few of them, all of them leased.
import { IMAGE_FAMILIES } from '../model/providers.ts';
import { isMap } from './context.ts';
import { MACHINE_FIELDS } from './machine-shape.ts';
import { readLease, readRam } from './read.ts';
import type { Path, Report } from './report.ts';

/** Most that an untrusted spec may ask for: machines in all, and of each processors, MiB and lease (ms). */
export const UNTRUSTED_LIMITS = {
  machines: 5,
  cpu: 4,
  ramMb: 8192,
  ttlMs: 2 * 3_600_000,
  usualTtlMs: 30 * 60_000,
} as const;

/**
 * Everything else is banned, so that a field that is added to the language is not open to strangers by accident. Tags are: the
 * reaper spares what bears its `keep-tag`, whatever that is called, and schedules and rules in Mist choose machines by tag.
 */
const ALLOWED: readonly string[] = [
  'backend',
  'image',
  'size',
  'location',
  'ttl',
  'cloud-init',
  'key',
  'wait',
  'groups',
  'user',
  'port',
  'count',
  'min-ready',
  'needs',
];
/** Levels that stay at the machine's own SSH port. */
const WAIT_FIELDS: readonly string[] = ['for', 'timeout'];

const BANNED = 'cannot be used in a spec that came with an untrusted change';

type Fields = Readonly<Record<string, unknown>>;

/** Reports everything in `written` (the spec as YAML gives it) that a stranger may not ask for. */
export function checkUntrusted(written: Fields, report: Report): void {
  for (const section of ['backends', 'clouds']) {
    if (written[section] !== undefined) report.error([section], BANNED, 'key');
  }
  const generated = checkKeys(written.keys, report);
  checkFields(written.defaults, ['defaults'], generated, report);
  let machines = 0;
  for (const [name, row] of Object.entries(isMap(written.machines) ? written.machines : {})) {
    const path = ['machines', name];
    checkFields(row, path, generated, report);
    if (!isMap(row)) continue;
    machines += typeof row.count === 'number' ? row.count : 1;
  }
  if (machines > UNTRUSTED_LIMITS.machines) {
    const message = `asks for ${machines} machines; a spec that came with an untrusted change may have ${UNTRUSTED_LIMITS.machines}`;
    report.error(['machines'], message, 'key');
  }
}

/** Names of the rows that make a key of the scope's own: nobody else's key is used, shown or removed. */
function checkKeys(keys: unknown, report: Report): ReadonlySet<string> {
  const generated = new Set<string>();
  for (const [name, row] of Object.entries(isMap(keys) ? keys : {})) {
    const fields = isMap(row) ? Object.keys(row) : [];
    const banned = fields.filter((field) => field !== 'generate');
    for (const field of banned) report.error(['keys', name, field], BANNED, 'key');
    if (isMap(row) && row.generate === true) generated.add(name);
    else if (banned.length === 0) report.error(['keys', name], `${BANNED}; write { generate: true }`);
  }
  return generated;
}

function checkFields(row: unknown, path: Path, generated: ReadonlySet<string>, report: Report): void {
  if (!isMap(row)) return;
  for (const field of Object.keys(row)) {
    if (MACHINE_FIELDS.includes(field) && !ALLOWED.includes(field)) report.error([...path, field], BANNED, 'key');
  }
  for (const field of Object.keys(isMap(row.wait) ? row.wait : {})) {
    if (!WAIT_FIELDS.includes(field)) report.error([...path, 'wait', field], BANNED, 'key');
  }
  if (typeof row.key === 'string' && !generated.has(row.key)) {
    report.error([...path, 'key'], `must be a row of \`keys\` with { generate: true }: another key ${BANNED}`);
  }
  checkImage(row.image, [...path, 'image'], report);
  checkSize(row.size, [...path, 'size'], report);
  checkLease(row.ttl, [...path, 'ttl'], report);
}

/** A private image may hold what strangers should not see. */
function checkImage(image: unknown, path: Path, report: Report): void {
  if (typeof image !== 'string') return;
  const [family = '', version = '', more] = image.split(' ');
  const isFamily = IMAGE_FAMILIES.some((known) => known === family) && /^[0-9][0-9a-z.]*$/.test(version);
  if (!isFamily || more !== undefined) {
    report.error(path, `must be a family such as \`ubuntu 24.04\`: an image by name or id ${BANNED}`);
  }
}

/** What a named size costs is known only to the provider. */
function checkSize(size: unknown, path: Path, report: Report): void {
  const { cpu, ramMb } = UNTRUSTED_LIMITS;
  const most = `{ cpu: ${cpu}, ram: ${ramMb / 1024}g }`;
  if (typeof size === 'string') {
    report.error(path, `must be a map of at most ${most}: a size by name or id ${BANNED}`);
  } else if (isMap(size)) {
    const ram = typeof size.ram === 'string' ? readRam(size.ram) : { refused: '' };
    const tooMuch = 'value' in ram && ram.value > ramMb;
    if (tooMuch || (typeof size.cpu === 'number' && size.cpu > cpu)) {
      report.error(path, `must be at most ${most} in a spec that came with an untrusted change`);
    }
  }
}

function checkLease(ttl: unknown, path: Path, report: Report): void {
  const lease = typeof ttl === 'string' ? readLease(ttl) : { refused: '' };
  if (!('value' in lease)) return;
  if (lease.value === 'none' || lease.value > UNTRUSTED_LIMITS.ttlMs) {
    report.error(path, 'must be at most 2h in a spec that came with an untrusted change');
  }
}
