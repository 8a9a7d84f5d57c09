// Rows of `machines` and `defaults`: one row with the defaults put in, and the rules between the fields of one row.
import { findReferences } from '../model/reference.ts';
import type { MachineRow, MachineSettings } from '../model/spec.ts';
import { readCloudInit } from './cloud-init.ts';
import { type Context, isMap, readFileField } from './context.ts';
import { reportIssues } from './issues.ts';
import {
  type DefaultFields,
  defaultsShape,
  type MachineFields,
  machineShape,
  PASS_THROUGH,
  PLACEMENT_FIELDS,
  ROW_FIELDS,
} from './machine-shape.ts';
import { readRowName } from './read.ts';
import type { Path, Report } from './report.ts';
import { checkRun, checkRunPair, type RunParts, readRun, settleRun } from './run.ts';
import { suggest } from './suggest.ts';
import { settleVia } from './via.ts';

const KNOWN = machineShape.names;

/** Shapes are checked before; files are read by then. */
type Ready<T> = T & { readonly cloudInit: string | null; readonly setup: RunParts };

/** `defaults` with its files read; null when it is missing or bad. */
export function readDefaults(value: unknown, context: Context): Ready<DefaultFields> | null {
  if (!isMap(value)) return null;
  const misplaced = ROW_FIELDS.filter((field) => Object.hasOwn(value, field));
  for (const field of misplaced) {
    context.report.error(['defaults', field], 'belongs to a row of `machines`, not to `defaults`', 'key');
  }
  const rest = Object.fromEntries(Object.entries(value).filter(([key]) => !misplaced.includes(key)));
  const shape = context.check(defaultsShape, rest);
  if (!shape.success) reportIssues(shape.issues, ['defaults'], context.report);
  checkCloudInitPair(value, ['defaults'], context);
  checkRunPair(value, ['defaults'], context);
  return shape.success ? withTexts(shape.data, ['defaults'], context) : null;
}

/** Reads `machines`; bad rows are reported and left out. */
export function readMachines(
  value: unknown,
  defaults: { readonly written: unknown; readonly read: Ready<DefaultFields> | null },
  context: Context,
): MachineRow[] {
  if (!isMap(value)) return [];
  const inherited = meantBy(isMap(defaults.written) ? Object.keys(defaults.written) : [], context.report);
  const rows: MachineRow[] = [];
  for (const [name, row] of Object.entries(value)) {
    const path = ['machines', name];
    const named = readRowName(name);
    if ('refused' in named) context.report.error(path, named.refused, 'key');
    const place = context.report.keyPlace(path);
    if (row === 'absent') {
      rows.push({ name, place, state: 'absent' });
      continue;
    }
    const fields = readRow(row, path, inherited, context);
    if (isMap(row)) checkRun(row, defaults.written, path, context);
    if (fields === null) continue;
    const settings = settle(name, fields, defaults.read);
    checkMinReady(fields, settings.count, path, context);
    rows.push({ name, place, state: 'present', ...settings });
  }
  return rows;
}

function readRow(
  row: unknown,
  path: Path,
  inherited: ReadonlySet<string>,
  context: Context,
): Ready<MachineFields> | null {
  if (!isMap(row)) {
    const message =
      row === null
        ? 'is empty; write {} for a machine that takes everything from `defaults`'
        : row === 'existing'
          ? 'cannot be `existing`; to take over a machine, write { adopt: <its Mist id> }'
          : 'must be a map of fields, or the word `absent`';
    context.report.error(path, message, row === null ? 'key' : 'value');
    return null;
  }
  const shape = context.check(machineShape, row);
  if (!shape.success) reportIssues(shape.issues, path, context.report);
  checkTogether(row, path, context);
  checkComplete(row, path, inherited, context);
  return shape.success ? withTexts(shape.data, path, context) : null;
}

function withTexts<T extends DefaultFields>(fields: T, path: Path, context: Context): Ready<T> {
  return { ...fields, cloudInit: cloudInitOf(fields, path, context), setup: readRun(fields, path, context) };
}

/** Rules between fields that need no more than to know which are there. */
function checkTogether(row: Readonly<Record<string, unknown>>, path: Path, context: Context): void {
  const { report } = context;
  checkCloudInitPair(row, path, context);
  checkRunPair(row, path, context);
  if (row.adopt !== undefined) {
    for (const field of PLACEMENT_FIELDS) {
      if (!Object.hasOwn(row, field)) continue;
      report.error(
        [...path, field],
        'cannot stand beside `adopt`: the machine is there already and keeps no lease',
        'key',
      );
    }
    const level = loginLevel(row.wait);
    if (level !== null && row.key === undefined) {
      const message = `waiting for ${level} on an adopted machine needs \`key\`, the key that opens it`;
      report.error([...path, 'wait'], message);
    }
    return;
  }
  if (row.name !== undefined && row.count !== undefined) {
    report.error([...path, 'name'], 'a literal name cannot stand beside `count`: every machine needs its own', 'key');
  }
  if (row['min-ready'] !== undefined && row.count === undefined) {
    report.error([...path, 'min-ready'], 'needs `count` beside it', 'key');
  }
}

/** What a written `wait` logs in for, from here; null where no key of ours is needed. */
function loginLevel(wait: unknown): string | null {
  if (!isMap(wait)) return wait === 'ssh' || wait === 'cloud-init' ? wait : null;
  if (wait.http !== undefined || wait.from !== undefined) return null;
  if (wait.command !== undefined) return 'a command';
  return loginLevel(wait.for ?? 'ssh');
}

function checkCloudInitPair(row: Readonly<Record<string, unknown>>, path: Path, context: Context): void {
  if (!Object.hasOwn(row, 'cloud-init') || !Object.hasOwn(row, 'cloud-init-file')) return;
  context.report.error([...path, 'cloud-init-file'], 'cannot stand beside `cloud-init`; write one of them', 'key');
}

/** The fields that keys are or nearly are: a mistyped `imag` is one mistake, not also a missing `image`. */
function meantBy(keys: readonly string[], report: Report): ReadonlySet<string> {
  const meant = (key: string): string => (report.mayGuess() ? (suggest(key, KNOWN) ?? key) : key);
  return new Set(keys.map((key) => (KNOWN.includes(key) ? key : meant(key))));
}

function checkComplete(
  row: Readonly<Record<string, unknown>>,
  path: Path,
  inherited: ReadonlySet<string>,
  context: Context,
): void {
  if (row.adopt !== undefined) return;
  const own = meantBy(Object.keys(row), context.report);
  for (const field of ['image', 'size']) {
    if (!own.has(field) && !inherited.has(field))
      context.report.error([...path, field], 'is required, here or in `defaults`');
  }
}

function cloudInitOf(fields: DefaultFields, path: Path, context: Context): string | null {
  const file = fields['cloud-init-file'];
  if (file === undefined) return fields['cloud-init'] ?? null;
  const at = [...path, 'cloud-init-file'];
  const text = readFileField(context, at, file);
  if (text === null) return null;
  for (const reference of findReferences(text)) {
    context.references.push({ reference, path: at, place: context.report.valuePlace(at) });
  }
  const read = readCloudInit(text);
  if ('value' in read) return read.value;
  context.report.error(at, read.refused);
  return null;
}

function checkMinReady(fields: MachineFields, count: number, path: Path, context: Context): void {
  const least = fields['min-ready'];
  if (typeof least === 'number' && fields.count !== undefined && least > count) {
    context.report.error([...path, 'min-ready'], `must be at most \`count\`, which is ${count}`);
  }
}

function settle(name: string, row: Ready<MachineFields>, shared: Ready<DefaultFields> | null): MachineSettings {
  const count = row.count ?? 1;
  const least = row['min-ready'];
  const handling = {
    count,
    counted: row.count !== undefined,
    minReady: typeof least === 'object' ? Math.ceil((count * least.percent) / 100) : (least ?? count),
    needs: [...new Set(row.needs ?? [])],
    tags: { ...shared?.tags, ...row.tags },
    groups: row.groups ?? shared?.groups ?? [name],
    user: row.user ?? shared?.user ?? null,
    port: row.port ?? shared?.port ?? null,
    literalName: row.name ?? null,
  };
  const power = row.state ?? (row.adopt === undefined ? shared?.state : undefined);
  const powered = power === undefined ? {} : { power };
  if (row.adopt !== undefined)
    return { ...handling, ...adopted(row, row.adopt), ...(row.via === undefined ? {} : { via: row.via }), ...powered };
  const via = settleVia(name, row.via, shared?.via);
  const run = settleRun(row.setup, shared?.setup ?? null);
  return {
    ...handling,
    backend: row.backend ?? shared?.backend ?? null,
    image: row.image ?? shared?.image ?? null,
    size: row.size ?? shared?.size ?? null,
    location: row.location ?? shared?.location ?? null,
    key: row.key ?? shared?.key ?? null,
    cloudInit: row.cloudInit ?? shared?.cloudInit ?? null,
    wait: row.wait ?? shared?.wait ?? { level: 'ssh', timeoutMs: null },
    ttlMs: row.ttl ?? shared?.ttl ?? null,
    adopt: null,
    passThrough: Object.fromEntries(
      PASS_THROUGH.flatMap((field) => {
        const value = row[field] ?? shared?.[field];
        return value === undefined ? [] : [[field, value]];
      }),
    ),
    ...(run === null ? {} : { run }),
    ...(via === null ? {} : { via }),
    ...powered,
  };
}

/** An adopted machine takes nothing from `defaults` that could change where it is or end it. */
function adopted(row: Ready<MachineFields>, id: string) {
  return {
    backend: null,
    image: null,
    size: null,
    location: null,
    key: row.key ?? null,
    cloudInit: null,
    wait: row.wait ?? { level: 'running', timeoutMs: null },
    ttlMs: 'none',
    adopt: id,
    passThrough: {},
  } as const;
}
