// A create after its acceptance: the provider's answer, the worker that waits for the row, lease and tags, post-deploy.
import { addLog } from './logs.ts';
import { type LaunchSpec, launch, startPolling } from './machines.ts';
import { leaseByWorker } from './schedules.ts';
import { type CloudRecord, type Context, type MachineRecord, paced } from './state.ts';
import { createErrorFor, matchesName } from './switches.ts';
import { hexOf } from './world.ts';

/** An accepted create, as the worker gets it. */
export type CreateOrder = {
  readonly jobId: string;
  readonly api: 'v1' | 'v2';
  readonly cloud: CloudRecord;
  readonly names: readonly string[];
  readonly spec: Omit<LaunchSpec, 'name' | 'jobId'>;
  /** The size's external id, by which some creates are refused. */
  readonly size: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly lease: { readonly at: number; readonly action: string; readonly notify: number } | null;
  /** API v1 found the lease's date bad: the machine runs, without lease, tags and key, and the job ends with this. */
  readonly leaseError: string | null;
  /** What the job's first entry repeats (the whole plan in v2). */
  readonly started: Readonly<Record<string, unknown>>;
};

/** The worker looks 10 times at most: after 1, 3, 6 … steps. */
const LAST_LOOK = 10;

function jobLog(
  context: Context,
  order: CreateOrder,
  action: string,
  fields: Record<string, unknown>,
  end: { readonly closes?: boolean; readonly error?: string } = {},
): void {
  const closes = end.closes === true || end.error !== undefined;
  addLog(context, {
    action,
    type: 'job',
    error: end.error ?? false,
    story: { jobId: order.jobId, relation: closes ? 'closes' : 'updates' },
    fields: { job: 'create_machine', ...fields },
  });
}

function finished(context: Context, order: CreateOrder, name: string, externalId: string, error?: string): void {
  const fields: Record<string, unknown> = { cloud_id: order.cloud.id, machine_name: name };
  if (error === undefined || order.api === 'v1') fields.external_id = externalId;
  jobLog(context, order, 'machine_creation_finished', fields, error === undefined ? {} : { error });
}

function providerError(context: Context, order: CreateOrder, name: string): string | null {
  const own = createErrorFor(context.switches, { cloud: order.cloud.name, name, size: order.size });
  if (own !== null) return own;
  const taken = context.state.machines.some(
    (one) => one.cloudId === order.cloud.id && one.name === name && one.removedAt === null,
  );
  // Docker's names are unique; EC2 and most others take the same name twice.
  if (order.cloud.provider === 'docker' && taken) {
    return `None {"message": "Conflict. The container name \\"/${name}\\" is already in use"}`;
  }
  return null;
}

/** The words of a failed create: v1 names the provider's type, v2 the cloud. */
export function failureText(order: Pick<CreateOrder, 'api' | 'cloud'>, text: string): string {
  if (order.api === 'v1') return `Machine creation failed: ${providerLabel(order.cloud)}, got exception ${text}`;
  return `Machine creation failed with exception: Machine creation failed: ${order.cloud.name}, got exception ${text}`;
}

function providerLabel(cloud: CloudRecord): string {
  return cloud.provider === 'ec2' ? 'EC2' : cloud.provider.charAt(0).toUpperCase() + cloud.provider.slice(1);
}

function postDeploy(context: Context, order: CreateOrder, machine: MachineRecord, tries: number): void {
  const { world, switches } = context;
  const wait = paced(context, 600) * Math.min(tries, 30);
  world.schedule(world.now() + Math.max(wait, 20), () => {
    if (machine.state === 'terminated') return;
    const reachable = machine.state === 'running' && !matchesName(switches.sshNever, machine.name);
    if (!reachable) return postDeploy(context, order, machine, tries + 1);
    const where = {
      external_id: machine.externalId,
      host: machine.publicIps[0] ?? machine.privateIps[0] ?? '',
      ssh_user: order.cloud.provider === 'ec2' ? 'ec2-user' : 'root',
    };
    const ids =
      order.api === 'v1' && context.options.series === '2023'
        ? { cloud: order.cloud.id, machine: machine.id, key: machine.keyId }
        : { cloud_id: order.cloud.id, machine_id: machine.id, key_id: machine.keyId };
    if (machine.keyId !== null)
      jobLog(context, order, 'probe', { ...ids, ...where, result: { uptime: '12.3', cores: '1' } });
    jobLog(context, order, 'post_deploy_finished', { ...ids, ...where }, { closes: true });
  });
}

/** The worker has found the row: key, then lease, then the log line, then (an asynchronous task) the tags. */
function complete(context: Context, order: CreateOrder, machine: MachineRecord): void {
  const { world, switches } = context;
  if (order.leaseError !== null) {
    finished(context, order, machine.orderedAs, machine.externalId, order.leaseError);
    return;
  }
  if (machine.keyId !== null) {
    const user = order.cloud.provider === 'ec2' ? 'ec2-user' : 'root';
    machine.associations.push({ keyId: machine.keyId, associationId: hexOf(world, 24), user });
  }
  if (order.lease !== null && !matchesName(switches.leaseSwallowed, machine.orderedAs)) {
    leaseByWorker(context, machine, order.lease);
  }
  finished(context, order, machine.orderedAs, machine.externalId);
  world.schedule(world.now() + paced(context, 1000 + Math.floor(world.random() * 1000)), () => {
    machine.tags = { ...machine.tags, ...order.tags };
  });
  postDeploy(context, order, machine, 1);
}

function lookFor(context: Context, order: CreateOrder, machine: MachineRecord, nth: number): void {
  const { world, options } = context;
  world.schedule(world.now() + nth * options.workerStepMs, () => {
    // Destroyed before the worker was done: it gives up without a word, and the job never finishes.
    if (machine.state === 'terminated' || machine.view?.state === 'terminated') return;
    if (machine.view !== null && machine.missingSince === null) return complete(context, order, machine);
    if (nth >= LAST_LOOK) {
      finished(context, order, machine.orderedAs, machine.externalId, 'Machine with external_id was not found');
      return;
    }
    lookFor(context, order, machine, nth + 1);
  });
}

function createOne(context: Context, order: CreateOrder, name: string): void {
  const error = providerError(context, order, name);
  if (error !== null) {
    finished(context, order, name, '', failureText(order, error));
    return;
  }
  const machine = launch(context, order.cloud, { ...order.spec, name, jobId: order.jobId });
  lookFor(context, order, machine, 1);
}

/**
 * Runs an accepted create in the background: the provider is asked within a moment, and every result is written to the
 * job's log. `spec.secondMachine` of the switches makes the broker deliver the whole order once more.
 */
export function runCreate(context: Context, order: CreateOrder): void {
  const { world, switches } = context;
  const begin = (): void => {
    jobLog(context, order, 'async_machine_creation_started', { ...order.started });
    for (const name of order.names) {
      if (order.api === 'v2') {
        jobLog(context, order, 'sending_create_machine_request', { cloud_id: order.cloud.id, machine_name: name });
      }
      world.schedule(world.now() + paced(context, 200), () => createOne(context, order, name));
    }
  };
  startPolling(context, order.cloud, true);
  world.schedule(world.now() + switches.queueMs + paced(context, order.api === 'v1' ? 1000 : 10), begin);
  const again = switches.secondMachine;
  if (again !== null && order.names.some((name) => matchesName(again.name, name))) {
    world.schedule(world.now() + again.afterMs, begin);
  }
}
