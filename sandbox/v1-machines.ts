// API v1: machines. Live and cached lists, actions, leases, and the old create with its quirks.
import { failureText, runCreate } from './create-job.ts';
import { machineText } from './machine-texts.ts';
import { actionsIn, type Power, performAction, providerFails, refresh } from './machines.ts';
import { probeMachine } from './probe.ts';
import { json, jsonText, Refusal, type Reply, text } from './reply.ts';
import { type Call, type Fields, fieldsOf, isFields, param, type Route, textField } from './router.ts';
import { machineExtra, machineRow } from './rows-v1.ts';
import { editLease, parsePlainDate } from './schedules.ts';
import { type CloudRecord, cloudOf, knownMachines, type MachineRecord, paced } from './state.ts';
import { createErrorFor } from './switches.ts';
import { hexOf } from './world.ts';

const ACTIONS =
  "('start', 'stop', 'reboot', 'destroy', 'resize', 'rename', 'undefine', 'suspend', 'resume', 'remove', " +
  "'list_snapshots', 'create_snapshot', 'remove_snapshot', 'revert_to_snapshot', 'clone', 'expose', 'power_cycle')";

function cloudAt(call: Call): CloudRecord {
  const cloud = cloudOf(call.context.state, param(call, 0));
  if (cloud === undefined) throw new Refusal(404, 'Not Found: Cloud does not exist');
  return cloud;
}

/** Without `cached` the provider itself is asked, which also brings Mist's own view up to date. */
function listOf(call: Call): Reply {
  const { context } = call;
  const cloud = cloudAt(call);
  if (!/^(1|true)$/i.test(call.query.get('cached') ?? '')) {
    if (providerFails(context, cloud)) throw new Refusal(503, 'Cloud unavailable');
    refresh(context, cloud);
  }
  const rows = knownMachines(context.state, cloud.id).map((machine) => machineText(context, machine));
  return jsonText(`[${rows.join(',')}]`);
}

function allMachines(call: Call): Reply {
  const { context } = call;
  const rows = knownMachines(context.state).filter((one) => cloudOf(context.state, one.cloudId)?.enabled);
  return json(rows.map((machine) => machineRow(context, machine)));
}

/** The machine of this Mist id as Mist knows it. Throws the 404s of an unknown and of a terminated one. */
function machineAt(call: Call): MachineRecord {
  const id = param(call, 0);
  const machine = knownMachines(call.context.state).find((one) => one.id === id);
  if (machine === undefined) throw new Refusal(404, `Not Found: Machine ${id} doesn't exist`);
  if (machine.view?.state === 'terminated') throw new Refusal(404, `Not Found: Machine ${id} has been terminated`);
  return machine;
}

function isPower(action: string): action is Power {
  return action === 'start' || action === 'stop' || action === 'reboot' || action === 'destroy';
}

async function act(call: Call, machine: MachineRecord): Promise<Reply> {
  const { context } = call;
  const action = textField(fieldsOf(call), 'action');
  if (!ACTIONS.includes(`'${action}'`)) {
    throw new Refusal(400, `Bad Request: Action '${action}' should be one of ${ACTIONS}`);
  }
  const cloud = cloudOf(context.state, machine.cloudId);
  const allowed = actionsIn(machine.view?.state ?? 'unknown', cloud?.provider ?? '');
  if (allowed[action] !== true) throw new Refusal(403, `Forbidden: Machine doesn't support ${action}.`);
  if (cloud !== undefined && providerFails(context, cloud)) throw new Refusal(500, 'Internal Server Error');
  // What is not about power would need parameters that the product never sends.
  if (!isPower(action)) throw new Refusal(500, 'Internal Server Error');
  await performAction(context, machine, action);
  call.note.fields = { machine_id: machine.id };
  return text('OK');
}

function actByExternalId(call: Call): Promise<Reply> {
  const cloud = cloudAt(call);
  const wanted = param(call, 1);
  const machine = knownMachines(call.context.state, cloud.id).find((one) => one.externalId === wanted);
  if (machine === undefined) throw new Refusal(404, `Not Found: Machine ${wanted} doesn't exist`);
  return act(call, machine);
}

const CLASSES: Readonly<Record<string, string>> = { ec2: 'AmazonCloud', linode: 'LinodeCloud', docker: 'DockerCloud' };

function edit(call: Call): Reply {
  const { context } = call;
  const machine = machineAt(call);
  const { expiration } = fieldsOf(call);
  if (isFields(expiration)) editLease(context, machine, expiration);
  const cloud = cloudOf(context.state, machine.cloudId);
  const kind = CLASSES[cloud?.provider ?? ''] ?? 'Cloud';
  call.note.fields = { machine_id: machine.id, machine: machine.id };
  return json(
    `Machine ${machine.name} (${machine.id}) in <class 'mist.api.clouds.models.${kind}'> cloud ${cloud?.name} ` +
      `(${machine.cloudId}) of Org ${context.state.identity.orgName} (1 teams - 1 members)`,
  );
}

function tagsOf(fields: Fields): Record<string, string> {
  const given = fields.tags;
  if (given === undefined || given === null) return {};
  const parts = isFields(given) ? [given] : Array.isArray(given) ? given : null;
  if (parts === null || !parts.every(isFields)) {
    throw new Refusal(
      400,
      'Bad Request: Invalid tags format. Expecting either a dictionary of tags or a list of single-item dictionaries',
    );
  }
  return Object.fromEntries(parts.flatMap((part) => Object.entries(part).map(([key, value]) => [key, String(value)])));
}

type Lease = { readonly at: number; readonly action: string; readonly notify: number };

function leaseOf(fields: Fields, now: number): { lease: Lease | null; error: string | null } {
  const given = fields.expiration;
  if (!isFields(given)) return { lease: null, error: null };
  const at = parsePlainDate(String(given.date));
  if (at === null) return { lease: null, error: 'Bad Request: Date value was not valid' };
  if (at <= now) {
    return { lease: null, error: 'Bad Request: Date of future task is in the past. Please contact Marty McFly' };
  }
  return {
    lease: { at, action: textField(given, 'action') || 'stop', notify: Number(given.notify ?? 0) },
    error: null,
  };
}

function specOf(call: Call, cloud: CloudRecord, fields: Fields) {
  const image = cloud.images.find((one) => one.id === fields.image);
  const size = cloud.sizes.find((one) => one.id === fields.size || one.externalId === fields.size);
  const asked = String(fields.image);
  const key = call.context.state.keys.find((one) => one.id === fields.key);
  return {
    size: size?.externalId ?? String(fields.size),
    spec: {
      // Any image id is passed through to the provider without a look (recorded).
      imageId: image?.id ?? '',
      imageExternalId: image?.externalId ?? asked,
      imageName: image?.name ?? asked,
      sizeId: size?.id ?? '',
      locationId: textField(fields, 'location'),
      hourly: size?.price ?? 0,
      cloudInit: textField(fields, 'cloud_init') || null,
      keyId: key?.id ?? null,
    },
  };
}

function create(call: Call): Reply | Promise<Reply> {
  const { context } = call;
  const cloud = cloudAt(call);
  const fields = fieldsOf(call);
  for (const name of ['name', 'image', 'size']) {
    if (!fields[name]) throw new Refusal(400, `Required parameter not provided: ${name}`);
  }
  const tags = tagsOf(fields);
  const { spec, size } = specOf(call, cloud, fields);
  const jobId = hexOf(context.world, 32);
  const base = textField(fields, 'name');
  const quantity = Number(fields.quantity ?? 1);
  const names = quantity > 1 ? Array.from({ length: quantity }, (_, index) => `${base}-${index + 1}`) : [base];
  const { lease, error } = leaseOf(fields, context.world.now());
  const started = {
    cloud_id: cloud.id,
    key_id: spec.keyId,
    script_id: '',
    quantity,
    machine_names: names,
    volumes: [],
  };
  const order = { jobId, api: 'v1' as const, cloud, names, spec, size, tags, lease, leaseError: error, started };
  call.note.jobId = jobId;
  call.note.fields = { cloud_id: cloud.id, job: 'create_machine' };
  if (fields.async === true) {
    runCreate(context, order);
    return json({ job_id: jobId, job: 'create_machine' });
  }
  const refused = createErrorFor(context.switches, { cloud: cloud.name, name: base, size });
  if (refused !== null) throw new Refusal(500, failureText(order, refused));
  runCreate(context, order);
  return waitForIt(call, jobId, base);
}

/** The synchronous create blocks, and its `id` is the provider's, not Mist's. */
function waitForIt(call: Call, jobId: string, name: string): Promise<Reply> {
  const { world, state, options } = call.context;
  return new Promise((resolve) => {
    world.schedule(world.now() + Math.max(paced(call.context, 10_000), options.bootMs), () => {
      const machine = state.machines.find((one) => one.jobId === jobId);
      resolve(
        json({
          id: machine?.externalId ?? '',
          name,
          extra: machine === undefined ? {} : machineExtra(machine, 'ec2'),
          public_ips: machine?.publicIps ?? [],
          private_ips: machine?.privateIps ?? [],
          job_id: jobId,
          job: 'create_machine',
        }),
      );
    });
  });
}

/** These routes never worked on a server seen: a dictionary of tags and every delete end in 500. */
function machineTags(call: Call): Reply {
  const known = knownMachines(call.context.state, param(call, 0)).some((one) => one.externalId === param(call, 1));
  if (!known) throw new Refusal(404, 'Not Found: Resource with that id does not exist');
  if (!isFields(fieldsOf(call).tags)) throw new Refusal(400, 'Bad Request: tags should be dictionary of tags');
  throw new Refusal(500, 'Internal Server Error');
}

function deleteMachineTag(): Reply {
  throw new Refusal(500, 'Internal Server Error');
}

/** Routes of v1 for machines. */
export const V1_MACHINES: readonly Route[] = [
  { method: 'GET', pattern: '/api/v1/machines', action: 'list_machines', handle: allMachines },
  { method: 'GET', pattern: '/api/v1/clouds/:id/machines', action: 'list_machines', handle: listOf },
  { method: 'POST', pattern: '/api/v1/clouds/:id/machines', action: 'create_machine', handle: create },
  {
    method: 'POST',
    pattern: '/api/v1/clouds/:id/machines/:external',
    action: 'machine_action',
    handle: actByExternalId,
  },
  {
    method: 'POST',
    pattern: '/api/v1/machines/:id',
    action: 'machine_action',
    handle: (call) => act(call, machineAt(call)),
  },
  {
    method: 'POST',
    pattern: '/api/v1/machines/:id/probe',
    action: 'probe',
    handle: (call) => probeMachine(call.context, machineAt(call)),
  },
  { method: 'PUT', pattern: '/api/v1/machines/:id', action: 'edit_machine', handle: edit },
  { method: 'POST', pattern: '/api/v1/clouds/:id/machines/:external/tags', action: 'set_tags', handle: machineTags },
  {
    method: 'DELETE',
    pattern: '/api/v1/clouds/:id/machines/:external/tags/:key',
    action: 'delete_tag',
    handle: deleteMachineTag,
  },
];
