// API v2: lists, single objects, clouds, keys, jobs, tags, who am I. Path segments are searches, deletes included.
import { addCloud, removeCloud, SERVER_NAMES } from './clouds.ts';
import { addKey, deleteKey, makeDefault, privateHalf } from './keys.ts';
import { jobStory } from './logs.ts';
import { json, Problem, Refusal, type Reply } from './reply.ts';
import { type Call, isFields, param, type Route, textField } from './router.ts';
import { cloudRow2 } from './rows-v2.ts';
import { applyTags, tagCounts } from './tags.ts';
import { findOne, listReply, oneReply, type Resource } from './v2-lists.ts';
import { CLOUDS, IMAGES, KEYS, LOCATIONS, SIZES } from './v2-resources.ts';
import { bodyOf, checkCloudEdit, checkNewCloud, checkNewKey, checkTagType } from './v2-schema.ts';

async function postCloud(call: Call): Promise<Reply> {
  const { name, provider, credentials } = checkNewCloud(bodyOf(call));
  try {
    const cloud = await addCloud(call.context, name, SERVER_NAMES[provider] ?? provider, credentials, 403);
    const index = call.context.state.clouds.filter((one) => !one.deleted).indexOf(cloud);
    return json({ ...cloudRow2(call.context, cloud), index });
  } catch (error) {
    // A bad name and a provider that is down are not handled by this controller.
    if (error instanceof Refusal && (error.status === 400 || error.status >= 500)) throw new Problem(500);
    throw error;
  }
}

function putCloud(call: Call): Reply {
  const body = bodyOf(call);
  checkCloudEdit(body);
  const { row: cloud } = findOne(call, CLOUDS, param(call, 0));
  // The generated model takes no provider but one here, so new credentials always fail, with nothing changed.
  if (body.provider !== undefined) throw new Problem(500);
  const name = textField(body, 'name');
  if (name !== '') cloud.name = name;
  const { features } = body;
  if (isFields(features) && features.compute !== true) cloud.enabled = false;
  return json('Cloud updated successfully');
}

function dropCloud(call: Call): Reply {
  removeCloud(findOne(call, CLOUDS, param(call, 0)).row);
  return json('Cloud removed successfully');
}

async function postKey(call: Call): Promise<Reply> {
  const body = bodyOf(call);
  checkNewKey(body);
  const { context } = call;
  const given = textField(body, 'private');
  const pair = given === '' ? await context.keySource.generate() : { privateKey: given, publicKey: '' };
  if (body.dry === true) return json({ private: pair.privateKey, public: pair.publicKey });
  return json({ id: addKey(context, textField(body, 'name'), pair.privateKey).id });
}

function putKey(call: Call): Reply {
  const { row: key } = findOne(call, KEYS, param(call, 0));
  const name = call.query.get('name');
  if (name !== null && name !== '') key.name = name;
  if (call.query.get('default') === 'true') makeDefault(call.context, key);
  return json(`Updated key \`${key.name}\``);
}

function dropKey(call: Call): Reply {
  const { row: key } = findOne(call, KEYS, param(call, 0));
  deleteKey(call.context, key, false);
  return json(`Deleted key \`${key.name}\``);
}

function getKey(call: Call): Reply {
  const secret = call.query.get('private') === 'true';
  return oneReply(call, KEYS, param(call, 0), (key) => (secret ? { private: privateHalf(call.context, key) } : {}));
}

function job(call: Call): Reply {
  const id = param(call, 0);
  const story = jobStory(call.context, id);
  if (story === null) throw new Refusal(404, 'Job not found');
  const { owner_id: org, job: _job, key_id: _key, script_id: _script, ...merged } = story.merged;
  const rename = ({ owner_id, ...log }: Readonly<Record<string, unknown>>) => ({ ...log, org: owner_id });
  const data = {
    action: 'create_machine',
    ...merged,
    error: story.error,
    finished_at: story.finishedAt,
    job_id: id,
    logs: story.logs.map(rename),
    org,
    started_at: story.startedAt,
  };
  return json({ data, meta: { returned: 1, total: 1 } });
}

function postTags(call: Call): Reply {
  const { operations } = bodyOf(call);
  for (const operation of Array.isArray(operations) ? operations.filter(isFields) : []) {
    const tags = Array.isArray(operation.tags) ? operation.tags.filter(isFields) : [];
    const resources = Array.isArray(operation.resources) ? operation.resources.filter(isFields) : [];
    const removing = operation.operation === 'remove';
    for (const resource of resources) {
      const change = {
        type: checkTagType(resource.resource_type),
        id: String(resource.resource_id),
        add: removing ? [] : tags.map((tag) => [String(tag.key), String(tag.value ?? '')] as const),
        remove: removing ? tags.map((tag) => String(tag.key)) : [],
      };
      if (!applyTags(call.context, change)) throw new Refusal(400, 'Bad Request: Resource with that id does not exist');
    }
  }
  return json('Tags succesfully updated');
}

function whoAmI(call: Call): Reply {
  const { orgId, orgName, userId, email } = call.context.state.identity;
  const user = { email, first_name: 'Sandbox', id: userId, last_name: 'Admin', role: 'Admin', username: null };
  return json({ data: { orgs: [{ id: orgId, last_active: null, name: orgName }], user }, meta: {} });
}

function pair<T>(plural: string, resource: Resource<T>): Route[] {
  return [
    {
      method: 'GET',
      pattern: `/api/v2/${plural}`,
      action: `list_${plural}`,
      handle: (call) => listReply(call, resource),
    },
    {
      method: 'GET',
      pattern: `/api/v2/${plural}/:search`,
      action: `get_${resource.kind}`,
      handle: (call) => oneReply(call, resource, param(call, 0)),
    },
  ];
}

function tagList(call: Call): Reply {
  const data = tagCounts(call.context);
  return json({ data, meta: { returned: data.length, sort: null, start: 0, total: data.length } });
}

/** Two routes of the real server are unfinished: they answer this text with 200. */
function unfinished(): Reply {
  return json('do some magic!');
}

/** Routes of both series. */
export const V2_ROUTES: readonly Route[] = [
  ...pair('clouds', CLOUDS),
  ...pair('images', IMAGES),
  ...pair('sizes', SIZES),
  ...pair('locations', LOCATIONS),
  { method: 'POST', pattern: '/api/v2/clouds', action: 'add_cloud', handle: postCloud },
  { method: 'PUT', pattern: '/api/v2/clouds/:search', action: 'edit_cloud', handle: putCloud },
  { method: 'DELETE', pattern: '/api/v2/clouds/:search', action: 'remove_cloud', handle: dropCloud },
  { method: 'GET', pattern: '/api/v2/keys', action: 'list_keys', handle: (call) => listReply(call, KEYS) },
  { method: 'GET', pattern: '/api/v2/keys/:search', action: 'get_key', handle: getKey },
  { method: 'POST', pattern: '/api/v2/keys', action: 'add_key', handle: postKey },
  { method: 'PUT', pattern: '/api/v2/keys/:search', action: 'edit_key', handle: putKey },
  { method: 'DELETE', pattern: '/api/v2/keys/:search', action: 'delete_key', handle: dropKey },
  { method: 'GET', pattern: '/api/v2/jobs/:id', action: 'get_job', handle: job },
  { method: 'GET', pattern: '/api/v2/tags', action: 'list_tags', handle: tagList },
];

/** Routes that 4.7 does not have. */
export const V2_NEWER: readonly Route[] = [
  { method: 'POST', pattern: '/api/v2/tags', action: 'tag_resources', handle: postTags },
  { method: 'GET', pattern: '/api/v2/auth', action: 'get_auth', handle: whoAmI },
  { method: 'GET', pattern: '/api/v2/auth/tokens', action: 'list_tokens', handle: unfinished },
  { method: 'POST', pattern: '/api/v2/auth/tokens', action: 'create_token', handle: unfinished },
];
