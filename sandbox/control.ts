// The control surface under /_sandbox, private to tests: see everything, plant decoys, turn faults and switches.
import { insertAgain, insertCloud } from './clouds.ts';
import { type Faults, readRule } from './faults.ts';
import { addKey } from './keys.ts';
import { remove } from './machines.ts';
import { plantMachine, plantSchedule } from './plant.ts';
import { json, Refusal, type Reply, type SandboxRequest, text } from './reply.ts';
import type { RequestRecord } from './request-log.ts';
import { type Fields, isFields, textField } from './router.ts';
import type { CloudRecord, Context, MachineRecord } from './state.ts';
import { checkToken } from './tokens.ts';

/** What the control surface sees and turns. */
export type Controlled = {
  readonly context: Context;
  readonly faults: Faults;
  readonly requests: RequestRecord[];
  readonly crashes: readonly string[];
};

function machineState(context: Context, machine: MachineRecord): Record<string, unknown> {
  const lease = context.state.schedules.find((one) => one.id === machine.leaseId && !one.deleted);
  return {
    id: machine.id,
    external_id: machine.externalId,
    name: machine.name,
    cloud: context.state.clouds.find((cloud) => cloud.id === machine.cloudId)?.name ?? null,
    state: machine.state,
    gone: machine.state === 'terminated' || machine.removedAt !== null,
    planted: machine.planted,
    tags: machine.tags,
    lease: lease === undefined ? null : { id: lease.id, action: lease.action, at: lease.at },
    public_ips: machine.publicIps,
    ssh_port: machine.sshPort,
    cloud_init: machine.cloudInit,
    key_id: machine.keyId,
    job_id: machine.jobId,
    created: machine.createdAt,
  };
}

/** Everything there is, the provider's truth included: machines that are gone, schedules nobody refers to. */
export function fullState({ context, requests, crashes }: Controlled): Record<string, unknown> {
  const { clouds, keys, machines, schedules, tokens } = context.state;
  return {
    now: context.world.now(),
    clouds: clouds.map(({ id, name, provider, enabled, deleted, refused }) => ({
      id,
      name,
      provider,
      enabled,
      deleted,
      refused,
    })),
    keys: keys.map(({ id, name, isDefault, publicKey }) => ({ id, name, default: isDefault, public: publicKey })),
    machines: machines.map((machine) => machineState(context, machine)),
    schedules: schedules
      .filter((one) => !one.deleted)
      .map(({ id, name, machineId, action, at, enabled, runs }) => ({
        id,
        name,
        machine_id: machineId,
        action,
        at,
        enabled,
        runs,
      })),
    tokens: tokens.map(({ id, name, ttl, revoked }) => ({ id, name, ttl, revoked })),
    requests,
    writes: requests.filter((request) => request.write).length,
    crashes,
  };
}

function cloudNamed(context: Context, wanted: unknown): CloudRecord {
  const cloud = context.state.clouds.find((one) => !one.deleted && (one.id === wanted || one.name === wanted));
  if (cloud === undefined) throw new Refusal(404, 'no such cloud');
  return cloud;
}

function strings(value: unknown): Record<string, string> {
  if (!isFields(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, String(one)]));
}

function postMachine(context: Context, body: Fields): Reply {
  const machine = plantMachine(context, cloudNamed(context, body.cloud ?? 'aws'), {
    name: textField(body, 'name'),
    tags: strings(body.tags),
    state: textField(body, 'state') || 'running',
    createdAt: typeof body.created === 'number' ? body.created : context.world.now(),
  });
  return json({ id: machine.id, external_id: machine.externalId });
}

async function patchMachine(context: Context, id: string, body: Fields): Promise<Reply> {
  const machine = context.state.machines.find((one) => one.id === id);
  if (machine === undefined) throw new Refusal(404, 'no such machine');
  if (body.gone === true) await remove(context, machine, body.row === true);
  if (typeof body.state === 'string') machine.state = body.state;
  if (typeof body.name === 'string') machine.name = body.name;
  if (isFields(body.tags)) machine.tags = strings(body.tags);
  if (Array.isArray(body.public_ips)) machine.publicIps = body.public_ips.map(String);
  return json(machineState(context, machine));
}

function postSchedule(context: Context, body: Fields): Reply {
  const machine = context.state.machines.find((one) => one.id === body.machine_id);
  if (machine === undefined) throw new Refusal(404, 'no such machine');
  const at = typeof body.at === 'number' ? body.at : context.world.now() + 3_600_000;
  const schedule = plantSchedule(context, machine, {
    name: textField(body, 'name') || `${machine.name}-expiration-1`,
    action: textField(body, 'action') || 'destroy',
    at,
    lease: body.lease === true,
  });
  return json({ id: schedule.id });
}

function patchCloud(context: Context, id: string, body: Fields): Reply {
  const cloud = cloudNamed(context, id);
  if (typeof body.enabled === 'boolean') cloud.enabled = body.enabled;
  if (typeof body.refused === 'boolean') cloud.refused = body.refused;
  return text('OK');
}

async function postKey(context: Context, body: Fields): Promise<Reply> {
  const given = textField(body, 'private');
  const privateKey = given === '' ? (await context.keySource.generate()).privateKey : given;
  return json({ id: addKey(context, textField(body, 'name'), privateKey).id });
}

async function control(controlled: Controlled, request: SandboxRequest, body: Fields): Promise<Reply> {
  const { context, faults, requests } = controlled;
  const [, , kind, id] = request.path.split('/');
  switch (`${request.method} ${kind}${id === undefined ? '' : '/'}`) {
    case 'GET state':
      return json(fullState(controlled));
    case 'POST faults':
      faults.add(readRule(body));
      return text('OK');
    case 'DELETE faults':
      faults.clear();
      return text('OK');
    case 'DELETE requests':
      requests.splice(0);
      return text('OK');
    case 'POST switches':
      Object.assign(context.switches, body);
      return json(context.switches);
    case 'POST machines':
      return postMachine(context, body);
    case 'PATCH machines/':
      return patchMachine(context, id ?? '', body);
    case 'POST schedules':
      return postSchedule(context, body);
    case 'POST keys':
      return postKey(context, body);
    case 'POST clouds': {
      const of = textField(body, 'account');
      if (of !== '') return json({ id: insertAgain(context, textField(body, 'name'), cloudNamed(context, of)).id });
      const fields = isFields(body.fields) ? body.fields : {};
      return json({ id: insertCloud(context, textField(body, 'name'), textField(body, 'provider'), fields, 0).id });
    }
    case 'PATCH clouds/':
      return patchCloud(context, id ?? '', body);
    default:
      throw new Refusal(404, 'no such control');
  }
}

/** Answers one request of the control surface; needs a token that lives. Not part of the server's own log. */
export async function controlReply(controlled: Controlled, request: SandboxRequest): Promise<Reply> {
  if (checkToken(controlled.context, request.headers.authorization) === null) return text('no token', 401);
  try {
    const body: unknown = request.body === '' ? {} : JSON.parse(request.body);
    return await control(controlled, request, isFields(body) ? body : {});
  } catch (error) {
    if (error instanceof Refusal) return text(error.message, error.status);
    return text(error instanceof Error ? error.message : 'failed', 400);
  }
}
