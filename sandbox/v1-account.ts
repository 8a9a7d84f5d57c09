// API v1 around the organisation: ping, tokens, jobs, logs, schedules, tags.
import { jobStory, searchLogs } from './logs.ts';
import { json, Refusal, type Reply, text } from './reply.ts';
import { type Call, type Fields, fieldsOf, isFields, param, type Route } from './router.ts';
import { scheduleRow } from './rows-v1.ts';
import { removeSchedule } from './schedules.ts';
import { applyTags, type TagChange } from './tags.ts';
import { livingTokens, mintToken, tokenRow } from './tokens.ts';

function ping(call: Call): Reply {
  return json({ hello: call.context.state.identity.email });
}

function revoke(call: Call): Reply {
  const { id } = fieldsOf(call);
  const token = livingTokens(call.context).find((one) => one.id === id);
  if (token === undefined) throw new Refusal(404, 'Not Found: Api token not found');
  token.revoked = true;
  return text('OK');
}

function job(call: Call): Reply {
  const id = param(call, 0);
  const story = jobStory(call.context, id);
  if (story === null) throw new Refusal(404, `Not Found: Story ${id}`);
  return json({
    logs: story.logs,
    type: null,
    error: story.error,
    story_id: id,
    started_at: story.startedAt,
    finished_at: story.finishedAt,
    ...story.merged,
  });
}

function logs(call: Call): Reply {
  // Adding a type to the filter found nothing on any server seen.
  if (call.query.has('type') || call.query.has('event_type')) return json([]);
  const limit = Number(call.query.get('limit') ?? 100);
  return json(searchLogs(call.context, call.query.get('filter'), Number.isFinite(limit) && limit > 0 ? limit : 100));
}

function schedules(call: Call): Reply {
  const { context } = call;
  return json(context.state.schedules.filter((one) => !one.deleted).map((one) => scheduleRow(context, one)));
}

function deleteSchedule(call: Call): Reply {
  const { context } = call;
  const schedule = context.state.schedules.find((one) => one.id === param(call, 0) && !one.deleted);
  if (schedule === undefined) throw new Refusal(404, 'Not Found: Schedule does not exist');
  removeSchedule(context, schedule);
  return text('OK');
}

function changeOf(operation: unknown): TagChange | null {
  if (!isFields(operation) || !isFields(operation.resource) || !Array.isArray(operation.tags)) return null;
  const resource: Fields = operation.resource;
  if (resource.type === 'machine' && typeof resource.cloud_id !== 'string') {
    throw new Refusal(400, 'Required parameter not provided: cloud_id');
  }
  const tags = operation.tags.filter(isFields);
  return {
    type: String(resource.type),
    id: String(resource.item_id),
    add: tags.filter((tag) => tag.op !== '-').map((tag) => [String(tag.key), String(tag.value ?? '')]),
    remove: tags.filter((tag) => tag.op === '-').map((tag) => String(tag.key)),
  };
}

function bulkTags(call: Call): Reply {
  if (!Array.isArray(call.body)) throw new Refusal(400, 'Required parameter not provided: tags');
  const changes = call.body.map(changeOf).filter((change) => change !== null);
  for (const change of changes) {
    if (!applyTags(call.context, change)) throw new Refusal(404, 'Not Found: Resource with that id does not exist');
  }
  return text('OK');
}

function orgs(call: Call): Reply {
  const { orgId, orgName } = call.context.state.identity;
  return json([{ id: orgId, name: orgName }]);
}

/** Routes of v1 around the organisation. */
export const V1_ACCOUNT: readonly Route[] = [
  { method: 'GET', pattern: '/api/v1/ping', action: 'ping', handle: ping },
  { method: 'GET', pattern: '/api/v1/orgs', action: 'list_orgs', handle: orgs },
  {
    method: 'GET',
    pattern: '/api/v1/tokens',
    action: 'list_tokens',
    handle: (call) => json(livingTokens(call.context).map((one) => tokenRow(call.context, one, false))),
  },
  {
    method: 'POST',
    pattern: '/api/v1/tokens',
    action: 'create_token',
    handle: (call) => json(tokenRow(call.context, mintToken(call.context, fieldsOf(call)), true)),
  },
  { method: 'DELETE', pattern: '/api/v1/tokens', action: 'revoke_token', handle: revoke },
  { method: 'GET', pattern: '/api/v1/jobs/:id', action: 'show_job', handle: job },
  { method: 'GET', pattern: '/api/v1/logs', action: 'list_logs', handle: logs },
  { method: 'GET', pattern: '/api/v1/schedules', action: 'list_schedules', handle: schedules },
  { method: 'DELETE', pattern: '/api/v1/schedules/:id', action: 'delete_schedule', handle: deleteSchedule },
  { method: 'POST', pattern: '/api/v1/tags', action: 'modify_tags', handle: bulkTags },
];
