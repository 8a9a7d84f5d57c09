// API v2: the checks of its interface description, which come before any controller and echo what they refuse.
import { REGIONS } from './clouds.ts';
import { Problem, pythonText } from './reply.ts';
import { type Call, type Fields, isFields } from './router.ts';

const PROVIDERS = [
  ...['amazon', 'azure', 'google', 'alibaba', 'cloudsigma', 'equinix', 'ibm', 'digitalocean', 'linode', 'rackspace'],
  ...['vultr', 'openstack', 'onapp', 'vsphere', 'vexxhost', 'kvm', 'lxd', 'docker', 'kubevirt', 'kubernetes'],
  ...['openshift', 'other'],
];

/** The body as an object. Throws Problem 415 and 400 in the server's order and words. */
export function bodyOf(call: Call): Fields {
  const type = call.request.headers['content-type'] ?? '';
  if (call.request.body !== '' && !type.includes('json')) {
    throw new Problem(415, `Invalid Content-type (${type}), expected JSON data`);
  }
  if (call.request.body !== '' && call.body === null) throw new Problem(400, 'Request body is not valid JSON');
  if (!isFields(call.body)) throw new Problem(400, `${pythonText(call.body)} is not of type 'object'`);
  return call.body;
}

/** The 400 of v2 for a body that fits no schema: it repeats the whole body. */
export function fitsNone(body: unknown): Problem {
  return new Problem(400, `${pythonText(body)} is not valid under any of the given schemas`);
}

function hasText(fields: Fields, ...names: string[]): boolean {
  return names.every((name) => typeof fields[name] === 'string' && fields[name] !== '');
}

/** EC2 wants a key pair and a region of its list; docker's port is a string here (v1 takes a number). */
function credentialsFit(provider: unknown, credentials: Fields): boolean {
  switch (provider) {
    case 'amazon':
      return hasText(credentials, 'apikey', 'apisecret', 'region') && REGIONS.includes(String(credentials.region));
    case 'docker':
      return hasText(credentials, 'host') && (credentials.port === undefined || hasText(credentials, 'port'));
    case 'linode':
      return hasText(credentials, 'apikey') || hasText(credentials, 'token');
    default:
      return Object.keys(credentials).length > 0;
  }
}

/** Throws Problem 400: an unknown provider by its list, anything else with the whole body, credentials included. */
export function checkNewCloud(body: Fields): { name: string; provider: string; credentials: Fields } {
  const { provider, credentials } = body;
  if (typeof provider === 'string' && !PROVIDERS.includes(provider)) {
    throw new Problem(400, `'${provider}' is not one of ${pythonText(PROVIDERS)} - 'provider'`);
  }
  if (typeof body.name !== 'string' || typeof provider !== 'string') throw fitsNone(body);
  if (!isFields(credentials) || !credentialsFit(provider, credentials)) throw fitsNone(body);
  return { name: body.name, provider, credentials };
}

/** An edit may rename, or name provider and credentials together; credentials alone fit nothing. */
export function checkCloudEdit(body: Fields): void {
  if (isFields(body.credentials) && typeof body.provider !== 'string') throw fitsNone(body);
}

/** Throws Problem 400 unless the body asks for a key to be generated or gives one, by name. */
export function checkNewKey(body: Fields): void {
  const named = typeof body.name === 'string';
  if (!named || (body.generate !== true && typeof body.private !== 'string')) throw fitsNone(body);
}

function wrong(value: unknown, type: string, path: string): Problem {
  return new Problem(400, `${pythonText(value)} is not of type '${type}' - '${path}'`);
}

/** Throws Problem 400 for what the schema of a create refuses. Unknown fields pass silently. */
export function checkCreate(body: Fields): void {
  for (const name of ['name', 'image']) {
    if (body[name] === undefined) throw new Problem(400, `'${name}' is a required property`);
  }
  if (body.dry !== undefined && typeof body.dry !== 'boolean') throw wrong(body.dry, 'boolean', 'dry');
  if (body.tags !== undefined && !isFields(body.tags)) throw wrong(body.tags, 'object', 'tags');
  const size = body.size;
  if (isFields(size)) {
    const custom = size.cpu !== undefined && size.memory !== undefined;
    if (!custom && typeof size.search !== 'string') throw fitsNone(size);
  }
  const expiration = body.expiration;
  if (expiration === undefined) return;
  if (!isFields(expiration)) throw wrong(expiration, 'object', 'expiration');
  for (const name of ['date', 'action']) {
    if (expiration[name] === undefined) throw new Problem(400, `'${name}' is a required property - 'expiration'`);
  }
  const { date, action } = expiration;
  if (action !== 'stop' && action !== 'destroy') {
    throw new Problem(400, `${pythonText(action)} is not one of ['stop', 'destroy'] - 'expiration.action'`);
  }
  if (typeof date !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(date)) {
    throw new Problem(400, `${pythonText(date)} is not a 'date-time' - 'expiration.date'`);
  }
}

/** Throws Problem 400 for what the schema of a machine's edit refuses: it wants an action, and `notify` in seconds. */
export function checkMachineEdit(body: Fields): void {
  const expiration = body.expiration;
  if (expiration === undefined) return;
  if (!isFields(expiration)) throw wrong(expiration, 'object', 'expiration');
  if (expiration.action === undefined) throw new Problem(400, "'action' is a required property - 'expiration'");
  const { notify } = expiration;
  if (notify !== undefined && !Number.isInteger(notify)) throw wrong(notify, 'integer', 'expiration.notify');
}

const TAGGED = [
  'buckets',
  'clouds',
  'clusters',
  'images',
  'keys',
  'machines',
  'networks',
  'records',
  'schedules',
  'volumes',
];

/** Throws Problem 400 for a resource type that is not one of the plurals. */
export function checkTagType(type: unknown): string {
  if (typeof type === 'string' && TAGGED.includes(type)) return type;
  throw new Problem(
    400,
    `${pythonText(type)} is not one of ${pythonText(TAGGED)} - 'operations.0.resources.0.resource_type'`,
  );
}
