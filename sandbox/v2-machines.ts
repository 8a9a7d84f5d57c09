// API v2: machines. Creates and dry runs, actions and edits on the first machine that a search finds.
import { runCreate } from './create-job.ts';
import { actionsIn, type Power, performAction, providerFails } from './machines.ts';
import { makePlan, type Plan } from './planner.ts';
import { json, NO_METHOD, NO_ROUTE, Problem, Refusal, type Reply } from './reply.ts';
import { type Call, isFields, param, type Route } from './router.ts';
import { editLease } from './schedules.ts';
import type { Context } from './state.ts';
import { findOne, listReply, oneReply } from './v2-lists.ts';
import { MACHINES } from './v2-resources.ts';
import { bodyOf, checkCreate, checkMachineEdit } from './v2-schema.ts';
import { hexOf } from './world.ts';

/** The plan with one id that is not the one asked for, when a switch says so. */
function shownPlan(context: Context, plan: Plan): Record<string, unknown> {
  const { dryDiffers } = context.switches;
  if (dryDiffers === null || !isFields(plan.shown[dryDiffers])) return plan.shown;
  return { ...plan.shown, [dryDiffers]: { ...plan.shown[dryDiffers], id: hexOf(context.world, 32) } };
}

function namesOf(context: Context, plan: Plan): string[] {
  if (plan.quantity <= 1) return [plan.name];
  return Array.from({ length: plan.quantity }, () => `${plan.name}-${hexOf(context.world, 10)}`);
}

function create(call: Call): Reply {
  const { context } = call;
  const body = bodyOf(call);
  checkCreate(body);
  const plan = makePlan(context, body);
  // The plan of EC2 looks at the provider's security groups, so a provider that is down shows here.
  if (providerFails(context, plan.cloud)) throw new Refusal(503, 'Service Unavailable');
  if (body.dry === true) return json({ plan: shownPlan(context, plan) });
  const jobId = hexOf(context.world, 32);
  const { cloud, image, size, location, key, cost, tags, lease, cloudInit } = plan;
  runCreate(context, {
    jobId,
    api: 'v2',
    cloud,
    names: namesOf(context, plan),
    spec: {
      imageId: image.id,
      imageExternalId: image.externalId,
      imageName: image.name,
      sizeId: size?.id ?? '',
      locationId: location?.id ?? '',
      hourly: cost,
      cloudInit,
      keyId: key?.id ?? null,
    },
    size: size?.externalId ?? '',
    tags,
    lease,
    leaseError: null,
    started: plan.shown,
  });
  call.note.jobId = jobId;
  return json({ jobId, plan: plan.shown });
}

const DONE: Readonly<Record<Power, string>> = {
  start: 'Started',
  stop: 'Stopped',
  reboot: 'Rebooted',
  destroy: 'Destroyed',
};

const OTHER_ACTIONS = new Set(['suspend', 'resume', 'resize', 'rename', 'clone', 'undefine', 'power-cycle', 'console']);

function isPower(action: string): action is Power {
  return Object.hasOwn(DONE, action);
}

async function act(call: Call): Promise<Reply> {
  const { context } = call;
  const action = param(call, 1);
  // Keys are associated with PUT.
  if (action === 'associate-key') throw new Problem(405, NO_METHOD);
  if (!isPower(action) && !OTHER_ACTIONS.has(action)) throw new Problem(404, NO_ROUTE);
  const { machine, cloud } = findOne(call, MACHINES, param(call, 0)).row;
  const allowed = actionsIn(machine.view?.state ?? 'unknown', cloud?.provider ?? '');
  if (allowed[action] !== true) throw new Refusal(422, 'Action not supported on target machine');
  if (!isPower(action)) {
    if (action === 'resize') throw new Refusal(400, 'Bad Request: Failed to resize node');
    throw new Problem(500);
  }
  if (cloud !== undefined && providerFails(context, cloud)) throw new Problem(500);
  await performAction(context, machine, action);
  return json(`${DONE[action]} machine \`${machine.name}\``);
}

function edit(call: Call): Reply {
  const body = bodyOf(call);
  checkMachineEdit(body);
  const { machine } = findOne(call, MACHINES, param(call, 0)).row;
  const { expiration } = body;
  try {
    if (isFields(expiration)) editLease(call.context, machine, expiration);
  } catch (error) {
    // No refusal of a lease is handled by this controller; the old lease is gone all the same.
    if (error instanceof Refusal) throw new Problem(500);
    throw error;
  }
  return json('Machine successfully updated');
}

/** Routes of v2 for machines. */
export const V2_MACHINES: readonly Route[] = [
  { method: 'GET', pattern: '/api/v2/machines', action: 'list_machines', handle: (call) => listReply(call, MACHINES) },
  { method: 'POST', pattern: '/api/v2/machines', action: 'create_machine', handle: create },
  {
    method: 'GET',
    pattern: '/api/v2/machines/:search',
    action: 'get_machine',
    handle: (call) => oneReply(call, MACHINES, param(call, 0)),
  },
  { method: 'PUT', pattern: '/api/v2/machines/:search', action: 'edit_machine', handle: edit },
  { method: 'POST', pattern: '/api/v2/machines/:search/actions/:action', action: 'machine_action', handle: act },
];
