// The routes of the stopwatch server: API v1 and the two v2 routes that the action uses.
import { createPublicKey } from 'node:crypto';
import { hex } from './stopwatch-state.mjs';

const json = (value) => ({ status: 200, type: 'application/json', text: JSON.stringify(value) });
const listed = (text) => ({ status: 200, type: 'application/json', text });
const plain = (text, status = 200) => ({ status, type: 'text/plain', text });
const NOT_FOUND = plain('Not Found', 404);

const cloudRow = ({ id, name, provider }) => ({ id, name, provider, enabled: true, state: 'online', tags: {} });
const keyRow = ({ id, name }) => ({ id, name, isDefault: false, default: false, machines: [], tags: {} });

function machineOf(state, id) {
  const machine = state.machines.get(id);
  return machine === undefined || machine.gone ? null : machine;
}

function created(state, body) {
  const cloud = state.clouds.get(body.cloud);
  if (cloud === undefined || !state.keys.has(body.key)) return plain('"Not Found"', 404);
  const plan = {
    cloud: { id: cloud.id },
    image: { id: body.image },
    size: { id: body.size },
    location: { id: body.location },
    key: { id: body.key },
    machine_name: body.name,
    quantity: 1,
  };
  return json(body.dry === true ? { plan } : { jobId: state.create(body).job, plan });
}

function jobRow(state, id) {
  const machine = [...state.machines.values()].find((one) => one.job === id);
  if (machine === undefined) return NOT_FOUND;
  const log = { action: 'machine_creation_finished', external_id: machine.external, machine_name: machine.name };
  return json({ job_id: id, error: false, finished_at: machine.at / 1000, logs: [log] });
}

function logRows(state, name) {
  const made = [...state.machines.values()].filter((one) => one.name === name && one.job !== undefined);
  return json(
    made.map(({ job, at }) => ({ action: 'create_machine', job_id: job, machine_name: name, time: at / 1000 })),
  );
}

/** One field of the SSH wire format: a length of four bytes, then the bytes; numbers begin with a zero bit. */
function field(bytes) {
  const padded = bytes[0] > 127 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
  const length = Buffer.alloc(4);
  length.writeUInt32BE(padded.length);
  return Buffer.concat([length, padded]);
}

function publicLine(pem) {
  const { n, e } = createPublicKey(pem).export({ format: 'jwk' });
  const parts = [Buffer.from('ssh-rsa'), Buffer.from(e, 'base64url'), Buffer.from(n, 'base64url')];
  return `ssh-rsa ${Buffer.concat(parts.map(field)).toString('base64')}`;
}

function addKey(state, { name, priv }) {
  if ([...state.keys.values()].some((key) => key.name === name)) return plain('Conflict: name is taken', 409);
  const key = { id: hex(), name, priv, public: publicLine(priv) };
  state.keys.set(key.id, key);
  return json(keyRow(key));
}

function setTags(state, [{ tags, resource }]) {
  const machine = state.machines.get(resource.item_id);
  if (machine === undefined) return NOT_FOUND;
  for (const { key, value } of tags) machine.tags[key] = value;
  return plain('OK');
}

const ID = '([0-9a-f]{32})';

/** Method, path, and what answers: `(state, [path parts], body, query)`. */
const ROUTES = [
  ['GET', '/api/v1/clouds', (state) => json([...state.clouds.values()].map(cloudRow))],
  ['GET', `/api/v1/clouds/${ID}/machines`, (state, [cloud]) => listed(state.listV1(cloud))],
  [
    'GET',
    `/api/v1/clouds/${ID}/(images|sizes|locations)`,
    (state, [cloud, what]) => json(state.clouds.get(cloud)[what]),
  ],
  ['POST', `/api/v1/clouds/${ID}/images`, (state, [cloud]) => json(state.clouds.get(cloud).images)],
  ['GET', '/api/v1/keys', (state) => json([...state.keys.values()].map(keyRow))],
  ['GET', `/api/v1/keys/${ID}/private`, (state, [id]) => json(state.keys.get(id).priv)],
  ['GET', `/api/v1/keys/${ID}/public`, (state, [id]) => json(state.keys.get(id).public)],
  ['DELETE', `/api/v1/keys/${ID}`, (state, [id]) => (state.keys.delete(id) ? plain('OK') : NOT_FOUND)],
  ['GET', `/api/v1/jobs/${ID}`, (state, [id]) => jobRow(state, id)],
  ['GET', '/api/v1/logs', (state, _, __, query) => logRows(state, query.get('filter'))],
  ['GET', '/api/v1/schedules', (state) => json([...state.schedules.values()])],
  ['DELETE', `/api/v1/schedules/${ID}`, (state, [id]) => (state.schedules.delete(id) ? plain('OK') : NOT_FOUND)],
  ['POST', '/api/v1/tags', (state, _, body) => setTags(state, body)],
  ['POST', '/api/v2/machines', (state, _, body) => created(state, body)],
];

const CHANGES = {
  POST: (_, machine) => {
    machine.gone = true;
  },
  PUT: (state, machine, { expiration }) => state.lease(machine, expiration),
};

/** The answer to one request as `{status, type, text}`; 404 for what no step asks of a server. */
export function answer(state, { method, url }, text) {
  const { pathname, searchParams } = new URL(url, 'http://stopwatch');
  const body = text === '' ? null : JSON.parse(text);
  if (method === 'GET' && pathname === '/api/v2/machines') {
    const only = searchParams.get('only')?.split(',') ?? null;
    return listed(state.listV2(Number(searchParams.get('start')), Number(searchParams.get('limit')) || 100, only));
  }
  if (method === 'PUT' && pathname === '/api/v1/keys') return addKey(state, body);
  const changed = /^\/api\/v1\/machines\/([0-9a-f]{32})$/.exec(pathname);
  if (changed !== null && method in CHANGES) {
    const machine = machineOf(state, changed[1]);
    if (machine === null) return NOT_FOUND;
    CHANGES[method](state, machine, body);
    return plain('OK');
  }
  for (const [wanted, pattern, handle] of ROUTES) {
    const match = wanted === method ? new RegExp(`^${pattern}$`).exec(pathname) : null;
    if (match !== null) return handle(state, match.slice(1), body, searchParams);
  }
  return NOT_FOUND;
}
