// Every URL of Mist that is ever asked, built in one place. An id reaches a URL only after a check: Mist's v2 reads path
// segments as searches, and an empty or odd one can mean "any object of the organisation".
import { BugError } from '../model/errors.ts';
import { isMistId } from '../model/observed.ts';

/** Where a request goes: `route` for people (ids replaced, no query), `path` for the server. */
export type Route = { readonly route: string; readonly path: string };

/** `id` itself when it is 32 lower-case hex digits; otherwise BugError, and no request is made. */
export function checkedId(id: string): string {
  if (!isMistId(id)) throw new BugError('Something that is not a Mist id was about to become part of a request.');
  return id;
}

function fixed(path: string): () => Route {
  return () => ({ route: path, path });
}

function withId(before: string, after = ''): (id: string) => Route {
  return (id) => ({ route: `${before}/{id}${after}`, path: `${before}/${checkedId(id)}${after}` });
}

/** The fields that `decodeMachine` reads: whole v2 machines hold monitoring passwords. */
const MACHINE_FIELDS = [
  'id',
  'name',
  'external_id',
  'cloud',
  'state',
  'public_ips',
  'private_ips',
  'hostname',
  'ports',
  'tags',
  'expiration',
  'created',
  'missing_since',
  'cost',
  'key_associations',
  'image',
  'location',
  'size',
];

export const ROUTES = {
  clouds: fixed('/api/v1/clouds'),
  cloud: withId('/api/v1/clouds'),
  cloudMachines: withId('/api/v1/clouds', '/machines'),
  images: withId('/api/v1/clouds', '/images'),
  sizes: withId('/api/v1/clouds', '/sizes'),
  locations: withId('/api/v1/clouds', '/locations'),
  keys: fixed('/api/v1/keys'),
  key: withId('/api/v1/keys'),
  publicKey: withId('/api/v1/keys', '/public'),
  privateKey: withId('/api/v1/keys', '/private'),
  machine: withId('/api/v1/machines'),
  probe: withId('/api/v1/machines', '/probe'),
  tags: fixed('/api/v1/tags'),
  job: withId('/api/v1/jobs'),
  schedules: fixed('/api/v1/schedules'),
  schedule: withId('/api/v1/schedules'),
  tokens: fixed('/api/v1/tokens'),
  organisations: fixed('/api/v1/orgs'),
  createMachine: fixed('/api/v2/machines'),
  /** The server matches `filter` against whole entries: hits are compared by exact name afterwards. */
  manyLogs: (word: string): Route => ({
    route: '/api/v1/logs',
    path: `/api/v1/logs?filter=${encodeURIComponent(word)}&limit=1000`,
  }),
  logs: (machineName: string): Route => ({
    route: '/api/v1/logs',
    path: `/api/v1/logs?filter=${encodeURIComponent(machineName)}`,
  }),
  /** `deref=none` makes v2 answer with ids instead of names. `start` is an offset. */
  knownMachines: (start: number, limit: number): Route => ({
    route: '/api/v2/machines',
    path: `/api/v2/machines?start=${start}&limit=${limit}&deref=none&only=${MACHINE_FIELDS.join(',')}`,
  }),
} as const;
