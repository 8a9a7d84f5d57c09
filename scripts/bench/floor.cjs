// The floor: the least that any correct program has to ask and wait for, over node:http with kept connections and nothing else.
// No spec, plan, journal, proof, log or outputs. CommonJS, because an import of node:http loads more than a require of it.
// `floor.cjs MODE`, its world in FLOOR_URL, FLOOR_TOKEN, FLOOR_NAMES (JSON), FLOOR_POLL_MS, FLOOR_SPEC.
const http = require('node:http');

const { FLOOR_URL, FLOOR_TOKEN = 'token', FLOOR_NAMES = '[]', FLOOR_POLL_MS = '250', FLOOR_SPEC } = process.env;
const base = new URL(FLOOR_URL);
const names = JSON.parse(FLOOR_NAMES);
const agent = new http.Agent({ keepAlive: true });
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const IMAGE = 'ubuntu-noble-24.04-amd64';
const LOCATION = 'us-east-1a';
const KEY = 'floor-key';
const LEASE_MS = 1_800_000;
/** Two lists that prove absence lie this far apart, as in the action: the server caches one for a moment. */
const ABSENCE_GAP_MS = 5_000;
const FIELDS = 'id,name,external_id,cloud,state,public_ips,tags,expiration,created,missing_since';

function ask(method, path, body) {
  const text = body === undefined ? '' : JSON.stringify(body);
  const headers = { authorization: FLOOR_TOKEN, accept: 'application/json' };
  if (text !== '')
    Object.assign(headers, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  return new Promise((resolve, reject) => {
    const { hostname: host, port } = base;
    const request = http.request({ host, port, method, path, agent, headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        const answer = Buffer.concat(chunks).toString('utf8');
        if (response.statusCode >= 400) reject(new Error(`${method} ${path}: ${response.statusCode} ${answer}`));
        else resolve(/json/.test(response.headers['content-type']) ? JSON.parse(answer) : answer);
      });
    });
    request.on('error', reject);
    request.end(text);
  });
}

const clouds = () => ask('GET', '/api/v1/clouds');
const keys = () => ask('GET', '/api/v1/keys');
const schedules = () => ask('GET', '/api/v1/schedules');
const live = (cloud) => ask('GET', `/api/v1/clouds/${cloud}/machines`);
const known = () => ask('GET', `/api/v2/machines?start=0&limit=100000&deref=none&only=${FIELDS}`);
const catalog = (cloud) =>
  Promise.all(['images', 'sizes', 'locations'].map((what) => ask('GET', `/api/v1/clouds/${cloud}/${what}`)));

function makeKey() {
  const { generateKeyPair } = require('node:crypto');
  const encoding = { type: 'pkcs1', format: 'pem' };
  const options = { modulusLength: 3072, publicKeyEncoding: encoding, privateKeyEncoding: encoding };
  return new Promise((resolve, reject) =>
    generateKeyPair('rsa', options, (error, _, privateKey) => (error ? reject(error) : resolve(privateKey))),
  );
}

const cloudOf = (list) => list.find((cloud) => cloud.name === 'aws').id;
const ours = (list) => list.filter((machine) => names.includes(machine.name) && machine.state !== 'terminated');
const isUp = (machine) => machine.state === 'running' && machine.public_ips.length > 0;

/** One round trip: clouds, keys and machines; everything is there. */
async function noop() {
  const [, , { data }] = await Promise.all([clouds(), keys(), known()]);
  if (ours(data).filter(isUp).length !== names.length) throw new Error('not everything is there');
}

const lists = () => Promise.all([clouds(), keys()]);

/** What a plan of new machines needs: two lists, then a live list and the catalogs that turn names into ids. */
async function plan(listed = lists()) {
  const [found] = await listed;
  const cloud = cloudOf(found);
  const [list, [images, sizes, locations]] = await Promise.all([live(cloud), catalog(cloud)]);
  if (ours(list).length > 0) throw new Error('something of these names is there');
  const image = images.find(({ name }) => name.includes(IMAGE)) ?? (await searchImage(cloud));
  const fitting = sizes.filter(({ cpus, ram, architecture }) => cpus >= 1 && ram >= 1024 && architecture === 'x86');
  const size = fitting.sort((a, b) => a.extra.price - b.extra.price)[0];
  const location = locations.find(({ name }) => name === LOCATION);
  return { cloud, image: image.id, size: size.id, location: location.id };
}

async function searchImage(cloud) {
  const images = await ask('POST', `/api/v1/clouds/${cloud}/images`, { search_term: 'ubuntu/images/*24.04*' });
  return images.filter(({ name }) => name.includes(IMAGE)).sort((a, b) => (a.name < b.name ? 1 : -1))[0];
}

async function poll(cloud, done) {
  for (;;) {
    const list = ours(await live(cloud));
    if (list.length === names.length && list.every(done)) return list;
    await sleep(Number(FLOOR_POLL_MS));
  }
}

/** A key is made from the start, and added beside the second round trip, once it is sure that its name is free. */
async function addKey(making, listed) {
  const [privateKey, [, known]] = await Promise.all([making, listed]);
  if (known.some(({ name }) => name === KEY)) throw new Error('the key is there');
  return ask('PUT', '/api/v1/keys', { name: KEY, priv: privateKey });
}

/** Plan and key, then all creates at once, each with a lease. */
async function create() {
  const making = makeKey();
  const listed = lists();
  const [ids, { id: key }] = await Promise.all([plan(listed), addKey(making, listed)]);
  const expiration = { date: `${new Date(Date.now() + LEASE_MS).toISOString().slice(0, 19)}Z`, action: 'destroy' };
  const body = { ...ids, key, expiration, tags: { floor: 'yes' }, dry: false };
  await Promise.all(names.map((name) => ask('POST', '/api/v2/machines', { ...body, name })));
  return { cloud: ids.cloud, privateKey: await making };
}

async function fresh() {
  const { cloud } = await create();
  await poll(cloud, isUp);
}

/** What a machine does to present a key of its own from now on; the variable stands for /etc/ssh. It prints the public half. */
const OWN_KEY = [
  'cd "$MIST_ACTION_ETC_SSH"',
  'ssh-keygen -q -t ed25519 -N "" -C "" -f "$PWD/next"',
  'mv next ssh_host_ed25519_key',
  'cat next.pub',
].join(' && ');

/** One login with the key: runs `command` where there is one; answers what that printed and the host key, both base64. */
function login({ public_ips: [host], ssh_port: port }, privateKey, command) {
  const { Client } = require('ssh2');
  return new Promise((resolve, reject) => {
    const client = new Client();
    let hostKey = '';
    const end = (printed) => {
      client.end();
      resolve({ printed, hostKey });
    };
    client.on('ready', () => {
      if (command === undefined) return end('');
      client.exec(command, (error, channel) => {
        if (error) return reject(error);
        let printed = '';
        channel.on('data', (chunk) => {
          printed += chunk;
        });
        channel.on('close', () => end(printed));
      });
    });
    client.on('error', reject);
    const hostVerifier = (blob) => {
      hostKey = blob.toString('base64');
      return true;
    };
    client.connect({ host, port, username: 'ubuntu', privateKey, hostVerifier });
  });
}

/** The least that ends a host key which others know: one login that has another made, and one at which that is presented. */
async function exchange(machine, privateKey) {
  const { printed } = await login(machine, privateKey, OWN_KEY);
  const { hostKey } = await login(machine, privateKey);
  if (printed.split(' ')[1]?.trim() !== hostKey) throw new Error('a machine presents another host key than its own');
}

/** Creates, then each machine exchanges its host key as soon as it runs, while the list is asked until every lease is there. */
async function ssh() {
  const { cloud, privateKey } = await create();
  const begun = new Map();
  const list = await poll(cloud, (machine) => {
    if (isUp(machine) && !begun.has(machine.id)) begun.set(machine.id, exchange(machine, privateKey));
    return isUp(machine) && machine.expiration;
  });
  await Promise.all(begun.values());
  if (begun.size !== list.length) throw new Error('not every machine was logged into');
}

/** Destroys by id from a live list, two lists that prove it, then what outlives machines: schedules and the key. */
async function destroy() {
  const cloud = cloudOf(await clouds());
  const machines = ours(await live(cloud));
  if (machines.length !== names.length) throw new Error('not everything is there to be destroyed');
  await Promise.all(machines.map(({ id }) => ask('POST', `/api/v1/machines/${id}`, { action: 'destroy' })));
  await untilNone(cloud);
  await sleep(ABSENCE_GAP_MS);
  const [, leases, left] = await Promise.all([untilNone(cloud), schedules(), keys()]);
  const gone = new Set(machines.map(({ id }) => id));
  const over = leases.filter(({ selectors }) => selectors.some(({ ids }) => ids?.some((id) => gone.has(id))));
  const mine = left.filter(({ name }) => name === KEY);
  await Promise.all([
    ...over.map(({ id }) => ask('DELETE', `/api/v1/schedules/${id}`)),
    ...mine.map(({ id }) => ask('DELETE', `/api/v1/keys/${id}`, { delete_from_vault: true })),
  ]);
}

async function untilNone(cloud) {
  while (ours(await live(cloud)).length > 0) await sleep(Number(FLOOR_POLL_MS));
}

const MODES = {
  first: clouds,
  /** Reads a spec as YAML and asks for one list. */
  parse: async () => {
    const text = require('node:fs').readFileSync(FLOOR_SPEC, 'utf8');
    if (Object.keys(require('js-yaml').load(text).machines).length === 0) throw new Error('an empty spec');
    await clouds();
  },
  noop,
  plan: () => plan(),
  fresh,
  ssh,
  destroy,
};

MODES[process.argv[2]]().then(
  () => agent.destroy(),
  (error) => {
    console.error(error.message);
    process.exit(1);
  },
);
