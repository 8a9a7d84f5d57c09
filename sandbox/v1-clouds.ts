// API v1: clouds with their catalogs, and keys. Paths take ids only; a name is not found.
import { addCloud, checkCloudName, insertCloud, nameTaken, patchCloud, removeCloud, SERVER_NAMES } from './clouds.ts';
import { addKey, deleteKey, makeDefault, privateHalf } from './keys.ts';
import { providerFails } from './machines.ts';
import { json, Refusal, type Reply, text } from './reply.ts';
import { type Call, type Fields, fieldsOf, param, type Route, textField } from './router.ts';
import { cloudRow, imageRow, keyRow, locationRow, sizeRow } from './rows-v1.ts';
import { type CloudRecord, cloudOf, type KeyRecord } from './state.ts';

function cloudAt(call: Call): CloudRecord {
  const cloud = cloudOf(call.context.state, param(call, 0));
  if (cloud === undefined) throw new Refusal(404, 'Not Found: Cloud does not exist');
  return cloud;
}

function listed<T>(call: Call, cloud: CloudRecord, rows: readonly T[]): readonly T[] {
  return call.context.world.now() < cloud.catalogAt ? [] : rows;
}

function living(call: Call): CloudRecord[] {
  return call.context.state.clouds.filter((cloud) => !cloud.deleted);
}

function cloudName(call: Call, fields: Fields): string {
  if (call.context.options.series === '4.7') return textField(fields, 'title') || textField(fields, 'name');
  if ('title' in fields) {
    const value = String(fields.title);
    throw new Refusal(
      400,
      `Bad Request: {'msg': "Invalid parameters ['title'].", 'errors': {'title': "Invalid parameter title='${value}'."}}`,
    );
  }
  return textField(fields, 'name');
}

/** A provider `other` without machines answers 500, and the cloud is there all the same (recorded). */
function addOther(call: Call, name: string, fields: Fields): Reply {
  checkCloudName(name);
  if (nameTaken(call.context, name)) throw new Refusal(409, 'Cloud with this name already exists');
  const cloud = insertCloud(call.context, name, 'other', {}, 0);
  if (!Array.isArray(fields.machines)) throw new Refusal(500, 'Internal Server Error');
  return json({ ...cloudRow(call.context, cloud), index: living(call).length - 1 });
}

async function postCloud(call: Call): Promise<Reply> {
  const type = call.request.headers['content-type'] ?? '';
  if (call.body === null && type.startsWith('application/x-www-form-urlencoded')) {
    throw new Refusal(500, 'Internal Server Error');
  }
  const fields = fieldsOf(call);
  const asked = textField(fields, 'provider');
  if (asked === '') throw new Refusal(400, 'Required parameter not provided: provider');
  const provider = SERVER_NAMES[asked] ?? asked;
  const name = cloudName(call, fields);
  if (provider === 'other') return addOther(call, name, fields);
  const { title: _title, ...rest } = fields;
  const cloud = await addCloud(call.context, name, provider, rest, 401);
  return json({ ...cloudRow(call.context, cloud), index: living(call).indexOf(cloud) });
}

function renameCloud(call: Call): Reply {
  const cloud = cloudAt(call);
  const fields = fieldsOf(call);
  const name = textField(fields, 'new_name') || textField(fields, 'name');
  checkCloudName(name);
  cloud.name = name;
  return text('OK');
}

function images(call: Call): Reply {
  const cloud = cloudAt(call);
  const rows = listed(call, cloud, cloud.images).filter((image) => image.stored);
  return json(rows.map((image) => imageRow(call.context, cloud, image)));
}

function glob(pattern: string): RegExp {
  return new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}`);
}

/**
 * The provider's own search; what it finds is in Mist's list from then on. On EC2 it is a case-sensitive beginning of the
 * name (with `*`) or a word of the description.
 */
function searchImages(call: Call): Reply {
  const cloud = cloudAt(call);
  if (providerFails(call.context, cloud)) throw new Refusal(500, 'Internal Server Error');
  const term = textField(fieldsOf(call), 'search_term');
  if (term === '') return images(call);
  const matches = glob(term);
  const found = listed(call, cloud, cloud.images).filter((image) =>
    cloud.provider === 'ec2'
      ? matches.test(image.name) || image.description.includes(term)
      : image.name.toLowerCase().includes(term.toLowerCase()),
  );
  for (const image of found) image.stored = true;
  return json(found.map((image) => imageRow(call.context, cloud, image)));
}

/** An unknown cloud is 500 here: the lookup is not guarded on the real server. */
function sizes(call: Call): Reply {
  const cloud = cloudOf(call.context.state, param(call, 0));
  if (cloud === undefined) throw new Refusal(500, 'Internal Server Error');
  return json(listed(call, cloud, cloud.sizes).map((size) => sizeRow(call.context, cloud, size)));
}

function locations(call: Call): Reply {
  const cloud = cloudOf(call.context.state, param(call, 0));
  if (cloud === undefined) throw new Refusal(404, "'Cloud not found'");
  return json(listed(call, cloud, cloud.locations).map((one) => locationRow(call.context, cloud, one)));
}

function keyAt(call: Call): KeyRecord {
  const key = call.context.state.keys.find((one) => one.id === param(call, 0));
  if (key === undefined) throw new Refusal(404, 'Not Found: Key id does not exist');
  return key;
}

async function makePair(call: Call): Promise<Reply> {
  const pair = await call.context.keySource.generate();
  return json({ priv: pair.privateKey, public: pair.publicKey });
}

function putKey(call: Call): Reply {
  const fields = fieldsOf(call);
  const name = textField(fields, 'name');
  if (name === '') throw new Refusal(400, 'Bad Request: Key name is not provided');
  const privateKey = textField(fields, 'priv');
  if (privateKey === '') throw new Refusal(400, 'Required parameter not provided: Private key is not provided');
  const { id, isDefault } = addKey(call.context, name, privateKey);
  return json({ id, name, machines: [], isDefault });
}

function removeKey(call: Call): Reply {
  deleteKey(call.context, keyAt(call), fieldsOf(call).delete_from_vault === true);
  return text('OK');
}

function renameKey(call: Call): Reply {
  const key = keyAt(call);
  const name = textField(fieldsOf(call), 'new_name');
  if (name === '') throw new Refusal(400, 'Required parameter not provided: new_name');
  key.name = name;
  return json({ new_name: name });
}

function setDefault(call: Call): Reply {
  makeDefault(call.context, keyAt(call));
  return text('OK');
}

function patch(call: Call): Reply {
  patchCloud(call.context, cloudAt(call), fieldsOf(call));
  return text('OK');
}

function deleteCloud(call: Call): Reply {
  removeCloud(cloudAt(call));
  return text('OK');
}

/** Routes of v1 for clouds and keys. */
export const V1_CLOUDS: readonly Route[] = [
  {
    method: 'GET',
    pattern: '/api/v1/clouds',
    action: 'list_clouds',
    handle: (call) => json(living(call).map((cloud) => cloudRow(call.context, cloud))),
  },
  { method: 'POST', pattern: '/api/v1/clouds', action: 'add_cloud', handle: postCloud },
  { method: 'PUT', pattern: '/api/v1/clouds/:id', action: 'rename_cloud', handle: renameCloud },
  { method: 'PATCH', pattern: '/api/v1/clouds/:id', action: 'update_cloud', handle: patch },
  { method: 'DELETE', pattern: '/api/v1/clouds/:id', action: 'delete_cloud', handle: deleteCloud },
  { method: 'GET', pattern: '/api/v1/clouds/:id/images', action: 'list_images', handle: images },
  { method: 'POST', pattern: '/api/v1/clouds/:id/images', action: 'search_images', handle: searchImages },
  { method: 'GET', pattern: '/api/v1/clouds/:id/sizes', action: 'list_sizes', handle: sizes },
  { method: 'GET', pattern: '/api/v1/clouds/:id/locations', action: 'list_locations', handle: locations },
  {
    method: 'GET',
    pattern: '/api/v1/keys',
    action: 'list_keys',
    handle: (call) => json(call.context.state.keys.map((key) => keyRow(call.context, key))),
  },
  { method: 'POST', pattern: '/api/v1/keys', action: 'generate_key', handle: makePair },
  { method: 'PUT', pattern: '/api/v1/keys', action: 'add_key', handle: putKey },
  {
    method: 'GET',
    pattern: '/api/v1/keys/:id/private',
    action: 'read_private_key',
    handle: (call) => json(privateHalf(call.context, keyAt(call))),
  },
  {
    method: 'GET',
    pattern: '/api/v1/keys/:id/public',
    action: 'read_public_key',
    handle: (call) => json(keyAt(call).publicKey),
  },
  { method: 'POST', pattern: '/api/v1/keys/:id', action: 'set_default_key', handle: setDefault },
  { method: 'PUT', pattern: '/api/v1/keys/:id', action: 'edit_key', handle: renameKey },
  { method: 'DELETE', pattern: '/api/v1/keys/:id', action: 'delete_key', handle: removeKey },
];
