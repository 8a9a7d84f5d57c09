// Rows of `backends`: the three forms, the provider's own fields, and the credentials as secrets.
import type { BackendHost, BackendRow, ProviderId, Secret } from '../model/spec.ts';
import { type Context, isMap, readSecret } from './context.ts';
import { between, type Form, filledText, flag } from './form.ts';
import { oldHostField, readHosts } from './hosts.ts';
import { reportIssues } from './issues.ts';
import { type BackendField, findField, findProvider, PROVIDER_IDS, PROVIDER_SPECS } from './providers.ts';
import { readMistName } from './read.ts';
import type { Path } from './report.ts';
import { didYouMean } from './suggest.ts';

type FieldValue = string | number | boolean | Secret;

const KINDS: Readonly<Record<BackendField['kind'], Form<string | number | boolean>>> = {
  text: filledText(),
  port: between(1, 65_535, 'must be 1 to 65535'),
  flag: flag(),
};

/** Reads the section that stands under `section` (`backends` or `clouds`); bad rows are reported and left out. */
export function readBackends(value: unknown, section: string, context: Context): BackendRow[] {
  if (!isMap(value)) return [];
  const rows: BackendRow[] = [];
  for (const [name, row] of Object.entries(value)) {
    const path = [section, name];
    const named = readMistName(name);
    if ('refused' in named) context.report.error(path, named.refused, 'key');
    const read = readRow(row, path, context);
    if (read !== null) rows.push({ name, place: context.report.keyPlace(path), ...read });
  }
  return rows;
}

type RowState =
  | { readonly state: 'absent' | 'existing' }
  | {
      readonly state: 'present';
      readonly provider: ProviderId;
      readonly fields: Readonly<Record<string, FieldValue>>;
      readonly hosts?: readonly BackendHost[];
    };

function readRow(row: unknown, path: Path, context: Context): RowState | null {
  if (row === 'absent' || row === 'existing') return { state: row };
  if (!isMap(row)) {
    context.report.error(path, 'must be a map with `provider` and its fields, or the word `existing` or `absent`');
    return null;
  }
  const provider = readProvider(row, path, context);
  if (provider === null) return null;
  if (PROVIDER_SPECS[provider].hosts) return readHostRow(row, provider, path, context);
  const fields = readFields(row, provider, path, context);
  return fields === null ? null : { state: 'present', provider, fields };
}

function readHostRow(
  row: Readonly<Record<string, unknown>>,
  provider: ProviderId,
  path: Path,
  context: Context,
): RowState | null {
  for (const key of Object.keys(row)) {
    if (key === 'provider' || key === 'hosts') continue;
    const field = oldHostField(key);
    const advice =
      field === null ? didYouMean(key, ['provider', 'hosts']) : `; write it as \`${field}\` of an item of \`hosts\``;
    context.report.error([...path, key], `unknown field of ${provider}${advice}`, 'key');
  }
  if (row.hosts === undefined) {
    context.report.error([...path, 'hosts'], 'is required: a list such as [{ host: 10.0.0.5, user: root, key: ops }]');
    return null;
  }
  const hosts = readHosts(row.hosts, [...path, 'hosts'], context);
  return hosts === null ? null : { state: 'present', provider, fields: {}, hosts };
}

function readProvider(row: Readonly<Record<string, unknown>>, path: Path, context: Context): ProviderId | null {
  const { report } = context;
  const at = [...path, 'provider'];
  if (row.provider === undefined) {
    report.error(at, `is required; known are ${PROVIDER_IDS.join(', ')}`);
    return null;
  }
  if (typeof row.provider !== 'string') {
    report.error(at, 'must be the id of a provider, such as amazon');
    return null;
  }
  const found = findProvider(row.provider);
  if (found === null) report.error(at, `is no provider of Mist${didYouMean(row.provider, PROVIDER_IDS)}`);
  else if (typeof found === 'object') report.error(at, found.gone);
  else return found;
  return null;
}

function readFields(
  row: Readonly<Record<string, unknown>>,
  provider: ProviderId,
  path: Path,
  context: Context,
): Readonly<Record<string, FieldValue>> | null {
  const { report } = context;
  const known = PROVIDER_SPECS[provider].fields;
  const read: Record<string, FieldValue> = {};
  const written = new Map<BackendField, string>();
  let good = true;
  for (const [key, value] of Object.entries(row)) {
    if (key === 'provider') continue;
    const at = [...path, key];
    const field = findField(provider, key);
    const before = field === null ? undefined : written.get(field);
    if (field === null)
      report.error(
        at,
        `unknown field of ${provider}${
          report.mayGuess()
            ? didYouMean(
                key,
                known.map((one) => one.name),
              )
            : ''
        }`,
        'key',
      );
    else if (before !== undefined) report.error(at, `means the same as \`${before}\` above; write one of them`, 'key');
    if (field === null || before !== undefined) {
      good = false;
      continue;
    }
    written.set(field, key);
    const checked = readField(field, value, at, context);
    if (checked === null) good = false;
    else read[field.request] = checked;
  }
  for (const field of known) {
    if (!field.required || written.has(field)) continue;
    good = false;
    report.error([...path, field.name], 'is required');
  }
  return good ? read : null;
}

function readField(field: BackendField, value: unknown, path: Path, context: Context): FieldValue | null {
  const result = context.check(KINDS[field.kind], value);
  if (!result.success) {
    reportIssues(result.issues, path, context.report);
    return null;
  }
  return field.secret && typeof result.data === 'string' ? readSecret(context, path, result.data) : result.data;
}
