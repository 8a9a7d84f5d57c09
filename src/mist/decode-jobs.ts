// Creates and what became of them: dry plans, job ids, create jobs, log entries. Jobs and logs hold whole request bodies;
// only the fields below are ever looked at.
import { TAGS } from '../model/identity.ts';
import type { DryPlan, ObservedCreate, ObservedCreateLog, ObservedJob } from '../model/observed.ts';
import { cleanLine } from './error-line.ts';
import { inner, innerRows, misfit, mistId, numberOrNull, type Row, text, textOrNull } from './wire.ts';

/** Logged when the provider has answered the create; ten to forty seconds after the request. */
const CREATED = 'machine_creation_finished';

const CREATE_ACTIONS: ReadonlySet<string> = new Set([
  'create_machine',
  'async_machine_creation_started',
  'sending_create_machine_request',
  CREATED,
]);

/** The ids in a dry run's `plan`. Throws when the answer holds a job: then it was no dry run. */
export function decodeDryPlan(row: Row): DryPlan {
  if (textOrNull(row, 'jobId') !== null) throw misfit(row.asked, `${row.path}.jobId`, 'nothing: this was a dry run');
  const plan = inner(row, 'plan');
  if (plan === null) throw misfit(row.asked, `${row.path}.plan`, 'an object');
  const idOf = (name: string): string | null => {
    const chosen = inner(plan, name);
    return chosen === null ? null : textOrNull(chosen, 'id');
  };
  return {
    cloudId: idOf('cloud'),
    imageId: idOf('image'),
    sizeId: idOf('size'),
    locationId: idOf('location'),
    keyId: idOf('key'),
    name: textOrNull(plan, 'machine_name'),
  };
}

/** The job of an accepted create. */
export function decodeCreated(row: Row): { readonly jobId: string } {
  return { jobId: mistId(row, 'jobId') };
}

/** A create job. Its error is kept as one cleaned line; a provider's refusal arrives here, not in the create's answer. */
export function decodeJob(row: Row): ObservedJob {
  const error = row.fields.error;
  const done = innerRows(row, 'logs').filter((log) => log.fields.action === CREATED && !log.fields.error);
  const external = done.map((log) => textOrNull(log, 'external_id')).find((id) => id !== null);
  return {
    id: text(row, 'job_id'),
    created: done.length > 0,
    externalId: external ?? null,
    error: decodeJobError(error),
    finished: (numberOrNull(row, 'finished_at') ?? 0) !== 0,
  };
}

/** The server says `false` while there is none; the interface file promises a boolean, real errors are texts. */
function decodeJobError(error: unknown): string | null {
  if (!error) return null;
  return typeof error === 'string' ? cleanLine(error) || 'no reason given' : 'no reason given';
}

/**
 * A log entry when it tells of an accepted create of exactly this name, else null. Dry runs and refused creates have no
 * job and are left out; so are the poller's observations, which may come from another organisation on the same account.
 */
export function decodeCreateLog(row: Row, machineName: string): ObservedCreateLog | null {
  const action = textOrNull(row, 'action');
  const jobId = typeof row.fields.job_id === 'string' ? row.fields.job_id : '';
  if (action === null || !CREATE_ACTIONS.has(action) || jobId === '' || loggedName(row) !== machineName) return null;
  const seconds = numberOrNull(row, 'time');
  if (seconds === null) throw misfit(row.asked, `${row.path}.time`, 'a number');
  const word =
    requestsOf(row)
      .map(wordOf)
      .find((one) => one !== null) ?? null;
  return { action, jobId, machineName, at: Math.round(seconds * 1000), word };
}

/** When the poller has seen a machine of exactly this name for the first time, epoch ms, if this log entry tells so, else null. */
export function decodeSighting(row: Row, machineName: string): number | null {
  const { action, type, name, time } = row.fields;
  if (action !== 'create_machine' || type !== 'observation' || name !== machineName) return null;
  if (typeof time !== 'number') throw misfit(row.asked, `${row.path}.time`, 'a number');
  return Math.round(time * 1000);
}

/**
 * A log entry when it is the request of an accepted create with a tag of this value, else null. Only this entry holds the
 * request; what else the same search finds tells of the same machine.
 */
export function decodeTaggedCreate(row: Row, tagValue: string): ObservedCreate | null {
  const { action, job_id: jobId, time } = row.fields;
  const body = requestsOf(row).find(({ tags }) => hasValue(tags, tagValue));
  if (action !== 'create_machine' || typeof jobId !== 'string' || jobId === '' || body === undefined) return null;
  const { name, cloud } = body;
  if (typeof name !== 'string' || typeof cloud !== 'string') return null;
  if (typeof time !== 'number') throw misfit(row.asked, `${row.path}.time`, 'a number');
  return { machineName: name, cloudId: cloud, jobId, at: Math.round(time * 1000), word: wordOf(body) };
}

type Fields = Readonly<Record<string, unknown>>;

/** What a log entry keeps of its request. */
function requestsOf(row: Row): readonly Fields[] {
  return [row.fields.request_body, row.fields.request_params].map(fieldsOf);
}

function wordOf({ tags }: Fields): string | null {
  const word = fieldsOf(tags)[TAGS.create];
  return typeof word === 'string' ? word : null;
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function hasValue(tags: unknown, wanted: string): boolean {
  return Object.values(fieldsOf(tags)).includes(wanted);
}

function loggedName(row: Row): string | null {
  const own = row.fields.machine_name;
  if (typeof own === 'string') return own;
  const name = requestsOf(row)
    .map((body) => body.name)
    .find((one) => typeof one === 'string');
  return name ?? null;
}
