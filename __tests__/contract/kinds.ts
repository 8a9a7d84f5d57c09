// Which call of the adapter each recorded exchange belongs to, and why some belong to none.
import { createHash } from 'node:crypto';
import type { CreateMachineRequest } from '../../src/engine/ports.ts';
import type { MistConnection } from '../../src/mist/connect.ts';
import { isMistId, type MistId } from '../../src/model/observed.ts';
import { makeSecret } from '../../src/model/secret.ts';
import * as expected from './expected.ts';
import { isFields, type Recorded } from './recorded.ts';

export type Kind = {
  readonly name: string;
  readonly method: string;
  readonly path: RegExp;
  readonly only?: (recorded: Recorded) => boolean;
  readonly call: (mist: MistConnection, recorded: Recorded) => Promise<unknown>;
  /** What a 2xx becomes. */
  readonly expected: (recorded: Recorded) => unknown;
};

export function someId(text: string): MistId {
  const id = createHash('md5').update(text).digest('hex');
  if (!isMistId(id)) throw new Error('not an id');
  return id;
}

/** The first id in the path; where the recording tried a name instead, any id: the answer is what is tested. */
function idIn({ path }: Recorded): MistId {
  const found = path.split('/').find((part) => isMistId(part));
  return found !== undefined && isMistId(found) ? found : someId(path);
}

const CREATE: CreateMachineRequest = {
  name: 'web',
  cloudId: someId('cloud'),
  imageId: someId('image'),
  sizeId: null,
  customSize: null,
  locationId: null,
  keyId: someId('key'),
  tags: {},
  leaseAt: null,
  cloudInit: null,
  passThrough: {},
};

const idOfBody = ({ value }: Recorded): unknown => ({ id: isFields(value) ? value.id : null });
const isDry = ({ request }: Recorded): boolean => isFields(request) && request.dry === true;
const nothing = (): undefined => undefined;
const logName = ({ query }: Recorded): string => query.replace('filter=', '');
const ID = '[0-9a-f]{32}';
/** The path of one part of a cloud, by id. */
export const cloud = (what: string): RegExp => new RegExp(`^/api/v1/clouds/${ID}/${what}$`);

export const KINDS: readonly Kind[] = [
  {
    name: 'clouds',
    method: 'GET',
    path: /^\/api\/v1\/clouds$/,
    call: ({ reader }) => reader.clouds(),
    expected: ({ value }) => expected.expectedClouds(value),
  },
  {
    name: 'addCloud',
    method: 'POST',
    path: /^\/api\/v1\/clouds$/,
    call: ({ writer }) => writer.addCloud('x', 'amazon', {}),
    expected: idOfBody,
  },
  {
    name: 'removeCloud',
    method: 'DELETE',
    path: /^\/api\/v1\/clouds\/[^/]+$/,
    call: ({ writer }, recorded) => writer.removeCloud(idIn(recorded)),
    expected: nothing,
  },
  {
    name: 'images',
    method: 'GET',
    path: cloud('images'),
    call: ({ reader }, recorded) => reader.images(idIn(recorded), null),
    expected: ({ value }) => expected.expectedImages(value),
  },
  {
    name: 'image search',
    method: 'POST',
    path: cloud('images'),
    call: ({ reader }, recorded) => reader.images(idIn(recorded), 'ubuntu'),
    expected: ({ value }) => expected.expectedImages(value),
  },
  {
    name: 'sizes',
    method: 'GET',
    path: cloud('sizes'),
    call: ({ reader }, recorded) => reader.sizes(idIn(recorded)),
    expected: ({ value }) => expected.expectedSizes(value),
  },
  {
    name: 'locations',
    method: 'GET',
    path: cloud('locations'),
    call: ({ reader }, recorded) => reader.locations(idIn(recorded)),
    expected: ({ value }) => expected.expectedLocations(value),
  },
  {
    name: 'liveMachines',
    method: 'GET',
    path: cloud('machines'),
    call: async ({ reader }, recorded) => (await reader.liveMachines(idIn(recorded))).machines,
    expected: ({ value }) => expected.expectedMachines(value),
  },
  {
    name: 'job',
    method: 'GET',
    path: new RegExp(`^/api/v1/jobs/${ID}$`),
    call: ({ reader }, recorded) => reader.job(idIn(recorded)),
    expected: ({ value }) => expected.expectedJob(value),
  },
  {
    name: 'keys',
    method: 'GET',
    path: /^\/api\/v1\/keys$/,
    call: ({ reader }) => reader.keys(),
    expected: ({ value }) => expected.expectedKeys(value),
  },
  {
    name: 'addKey',
    method: 'PUT',
    path: /^\/api\/v1\/keys$/,
    call: ({ writer }) => writer.addKey('x', makeSecret('PEM')),
    expected: idOfBody,
  },
  {
    name: 'deleteKey',
    method: 'DELETE',
    path: new RegExp(`^/api/v1/keys/${ID}$`),
    call: ({ writer }, recorded) => writer.deleteKey(idIn(recorded)),
    expected: nothing,
  },
  {
    name: 'privateKey',
    method: 'GET',
    path: new RegExp(`^/api/v1/keys/${ID}/private$`),
    call: async ({ reader }, recorded) => (await reader.privateKey(idIn(recorded))).reveal(),
    expected: ({ value }) => value,
  },
  {
    name: 'publicKey',
    method: 'GET',
    path: new RegExp(`^/api/v1/keys/${ID}/public$`),
    call: ({ reader }, recorded) => reader.publicKey(idIn(recorded)),
    expected: ({ value }) => value,
  },
  {
    name: 'createLogs',
    method: 'GET',
    path: /^\/api\/v1\/logs$/,
    call: ({ reader }, recorded) => reader.createLogs(logName(recorded)),
    expected: (recorded) => expected.expectedLogs(recorded.value, logName(recorded)),
  },
  {
    name: 'action',
    method: 'POST',
    path: new RegExp(`^/api/v1/machines/${ID}$`),
    call: ({ writer }, recorded) => {
      const action = isFields(recorded.request) ? recorded.request.action : null;
      if (action === 'stop' || action === 'start') return writer.setPower(idIn(recorded), action);
      return writer.destroyMachine(idIn(recorded));
    },
    expected: nothing,
  },
  {
    name: 'setLease',
    method: 'PUT',
    path: new RegExp(`^/api/v1/machines/${ID}$`),
    call: ({ writer }, recorded) => writer.setLease(idIn(recorded), 0),
    expected: nothing,
  },
  {
    name: 'schedules',
    method: 'GET',
    path: /^\/api\/v1\/schedules$/,
    call: ({ reader }) => reader.schedules(),
    expected: ({ value }) => expected.expectedSchedules(value),
  },
  {
    name: 'deleteSchedule',
    method: 'DELETE',
    path: new RegExp(`^/api/v1/schedules/${ID}$`),
    call: ({ writer }, recorded) => writer.deleteSchedule(idIn(recorded)),
    expected: nothing,
  },
  {
    name: 'setTags',
    method: 'POST',
    path: /^\/api\/v1\/tags$/,
    call: ({ writer }) => writer.setTags({ id: someId('m'), cloudId: someId('c') }, { a: 'b' }),
    expected: nothing,
  },
  {
    name: 'mint',
    method: 'POST',
    path: /^\/api\/v1\/tokens$/,
    call: async ({ tokens }) => {
      const minted = await tokens.mint({
        email: 'e',
        password: makeSecret('p'),
        orgName: null,
        ttlSeconds: 3600,
        name: 'n',
      });
      return { id: minted.id, token: minted.token.reveal() };
    },
    expected: ({ value }) => (isFields(value) ? { id: value.id, token: value.token } : null),
  },
  {
    name: 'revoke',
    method: 'DELETE',
    path: /^\/api\/v1\/tokens$/,
    call: ({ tokens }) => tokens.revoke('6b03a7fba41ff9ebf435dbc7'),
    expected: nothing,
  },
  {
    name: 'dryRun',
    method: 'POST',
    path: /^\/api\/v2\/machines$/,
    only: isDry,
    call: ({ writer }) => writer.dryRun(CREATE),
    expected: ({ value }) => expected.expectedPlan(value),
  },
  {
    name: 'createMachine',
    method: 'POST',
    path: /^\/api\/v2\/machines$/,
    only: (recorded) => !isDry(recorded),
    call: ({ writer }) => writer.createMachine(CREATE),
    expected: ({ value }) => ({ jobId: isFields(value) ? value.jobId : null }),
  },
  {
    name: 'knownMachines',
    method: 'GET',
    path: /^\/api\/v2\/machines$/,
    only: ({ query }) => !query.includes('only='),
    call: ({ reader }) => reader.knownMachines(),
    expected: ({ value }) => expected.expectedMachines(isFields(value) ? value.data : null),
  },
];

/** The adapter asks with `deref=none`; most recordings were asked without and name their cloud. Ids go in its place. */
export function dereferenced(recorded: Recorded): Recorded {
  const { value } = recorded;
  if (!isFields(value) || !Array.isArray(value.data)) return recorded;
  const data = value.data.map((row: unknown) => (isFields(row) ? { ...row, cloud: someId(String(row.cloud)) } : row));
  const changed = { ...value, data };
  return { ...recorded, value: changed, text: JSON.stringify(changed) };
}

export function kindOf(recorded: Recorded): Kind | undefined {
  return KINDS.find(
    (kind) => kind.method === recorded.method && kind.path.test(recorded.path) && (kind.only?.(recorded) ?? true),
  );
}
