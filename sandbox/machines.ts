// The provider's side of machines, and Mist's cached view of it: launching, polling, live lists, power actions.
import { addLog } from './logs.ts';
import { fakeAddress } from './machine-host.ts';
import { type CloudRecord, type Context, cloudOf, type MachineRecord, paced } from './state.ts';
import { bootEndOf, matchesName } from './switches.ts';
import { hexOf } from './world.ts';

/** EC2 lists a terminated machine for a while; the others forget it at once. */
const TERMINATED_ROW_MS = 600_000;
/** After a create or an action the poller is fast for this long (seen on a live server). */
const FAST_POLL_MS = 600_000;

/** Actions that the provider carries out. */
export type Power = 'start' | 'stop' | 'reboot' | 'destroy';

/** Which actions Mist offers in a state; it decides by its cached view, never by the provider. */
export function actionsIn(state: string, provider: string): Record<string, boolean> {
  const running = state === 'running';
  const alive = state !== 'terminated' && state !== 'unknown';
  return {
    start: state === 'stopped',
    stop: running,
    reboot: running,
    destroy: alive && provider !== 'other',
    resize: provider === 'ec2',
    rename: true,
    remove: provider === 'other',
    tag: true,
    resume: false,
    expose: false,
    suspend: false,
    undefine: false,
    clone: false,
    power_cycle: false,
    create_snapshot: false,
    remove_snapshot: false,
    revert_to_snapshot: false,
  };
}

function look(context: Context, machine: MachineRecord): void {
  if (machine.view === null) {
    addLog(context, {
      action: 'create_machine',
      type: 'observation',
      fields: {
        cloud_id: machine.cloudId,
        machine_id: machine.id,
        resource_type: 'machine',
        name: machine.name,
        external_id: machine.externalId,
      },
    });
  }
  machine.view = {
    state: machine.state,
    publicIps: [...machine.publicIps],
    privateIps: [...machine.privateIps],
    sshPort: machine.sshPort,
    at: context.world.now(),
  };
  machine.missingSince = null;
}

/** True when the provider of this cloud cannot be listed now. */
export function providerFails(context: Context, cloud: CloudRecord): boolean {
  return cloud.refused || context.switches.providerDown.includes(cloud.name);
}

/** Mist gives every machine of an account a row of its own on each cloud that is this account; tags and leases stay apart. */
function mirrorAccount({ world, state }: Context, cloud: CloudRecord): void {
  const siblings = new Set(
    state.clouds.filter(({ account, id }) => account === cloud.account && id !== cloud.id).map(({ id }) => id),
  );
  if (siblings.size === 0) return;
  for (const truth of state.machines.filter((one) => one.mirrorOf === null && siblings.has(one.cloudId))) {
    const known = state.machines.find((one) => one.mirrorOf === truth && one.cloudId === cloud.id);
    const own = { id: hexOf(world, 32), cloudId: cloud.id, mirrorOf: truth, tags: {}, leaseId: null, associations: [] };
    const mirror = known ?? { ...truth, ...own, jobId: null, view: null, missingSince: null, probedAt: null };
    if (known === undefined) state.machines.push(mirror);
    const { state: now, publicIps, privateIps, sshPort, removedAt } = truth;
    Object.assign(mirror, { state: now, publicIps, privateIps, sshPort, removedAt });
  }
}

/** Brings Mist's view of one cloud up to the provider's truth: what the poller and every live list do. */
export function refresh(context: Context, cloud: CloudRecord): void {
  const now = context.world.now();
  mirrorAccount(context, cloud);
  for (const machine of context.state.machines) {
    if (machine.cloudId !== cloud.id) continue;
    const listed = !matchesName(context.switches.unlisted, machine.name);
    if (listed && (machine.removedAt === null || machine.removedAt > now)) look(context, machine);
    else if (machine.view !== null && machine.missingSince === null) machine.missingSince = now;
  }
}

function armPoll(context: Context, cloud: CloudRecord): void {
  const { world } = context;
  const fast = world.now() < cloud.fastPollUntil;
  const delay = fast ? paced(context, 10_000) : 1_800_000;
  // Slightly after the worker's own step, so that without a live list the worker finds nothing at its first look.
  cloud.cancelPoll = world.schedule(world.now() + delay + paced(context, 500), () => {
    if (cloud.deleted) return;
    if (cloud.enabled && !providerFails(context, cloud)) refresh(context, cloud);
    armPoll(context, cloud);
  });
}

/** Starts the poller of a cloud, or puts it into its fast pace. */
export function startPolling(context: Context, cloud: CloudRecord, fast: boolean): void {
  const alreadyFast = context.world.now() < cloud.fastPollUntil;
  if (fast) cloud.fastPollUntil = context.world.now() + FAST_POLL_MS;
  if (alreadyFast) return;
  cloud.cancelPoll?.();
  armPoll(context, cloud);
}

/** cloud-init is at work for a while after the provider says `running` and SSH answers. */
const CLOUD_INIT_MS = 1_500;

function boot(context: Context, machine: MachineRecord, provider: string): void {
  const { world, switches, state, host, options } = context;
  if (matchesName(switches.neverBoot, machine.name)) return;
  const silent = matchesName(switches.sshNever, machine.name);
  const key = state.keys.find((one) => one.id === machine.keyId);
  const addressed = silent
    ? Promise.resolve({ ip: fakeAddress(state.machines.length, 88), port: 1 })
    : host.boot({
        id: machine.id,
        name: machine.name,
        cloudInit: machine.cloudInit,
        authorizedKeys: key === undefined ? [] : [key.publicKey],
        image: machine.imageName,
        provider,
        privateIps: machine.privateIps,
        firstBoot: { end: bootEndOf(switches, machine.name, provider), ms: options.bootMs + CLOUD_INIT_MS },
      });
  const settled = addressed.catch(() => null);
  world.schedule(world.now() + options.bootMs, () => {
    void settled.then(async (address) => {
      if (machine.state === 'terminated') return host.destroy(machine.id);
      if (machine.state !== 'pending' && machine.state !== 'starting') return;
      machine.state = address === null ? 'error' : 'running';
      const hidden = matchesName(switches.privateOnly, machine.name);
      machine.publicIps = address === null || hidden ? [] : [address.ip];
      machine.sshPort = address?.port ?? 22;
    });
  });
}

/** What a machine is launched with. Planted ones are not booted and wake no poller. */
export type LaunchSpec = Pick<
  MachineRecord,
  | 'imageId'
  | 'imageExternalId'
  | 'imageName'
  | 'sizeId'
  | 'locationId'
  | 'hourly'
  | 'cloudInit'
  | 'keyId'
  | 'jobId'
  | 'name'
> & { readonly planted?: boolean; readonly tags?: Record<string, string>; readonly createdAt?: number };

function externalIdFor(context: Context, provider: string): string {
  if (provider === 'ec2') return `i-${hexOf(context.world, 17)}`;
  if (provider === 'linode') return String(10_000_000 + Math.floor(context.world.random() * 90_000_000));
  return hexOf(context.world, 64);
}

/** The provider accepts a create: the machine exists from here on, whether or not Mist ever notices. */
export function launch(context: Context, cloud: CloudRecord, spec: LaunchSpec): MachineRecord {
  const { world, state } = context;
  const octet = (): number => 1 + Math.floor(world.random() * 250);
  const { tags, planted, createdAt, ...rest } = spec;
  const id = hexOf(world, 32);
  const externalId = externalIdFor(context, cloud.provider);
  const machine: MachineRecord = {
    ...rest,
    name: matchesName(context.switches.unnamed, spec.name) && planted !== true ? externalId : spec.name,
    orderedAs: spec.name,
    id,
    externalId,
    cloudId: cloud.id,
    mirrorOf: null,
    createdAt: createdAt ?? world.now(),
    state: 'pending',
    publicIps: [],
    privateIps: cloud.provider === 'docker' ? [] : [`10.${octet()}.${octet()}.${octet()}`],
    sshPort: 22,
    removedAt: null,
    view: null,
    missingSince: null,
    tags: { ...tags },
    leaseId: null,
    associations: [],
    planted: planted ?? false,
    probedAt: null,
  };
  state.machines.push(machine);
  if (!machine.planted) {
    boot(context, machine, cloud.provider);
    startPolling(context, cloud, true);
  }
  return machine;
}

/**
 * A power action at the provider. Mist's view keeps its old state until the next look, but for destroy, which it marks
 * at once without asking whether the provider obeyed.
 */
export async function performAction(context: Context, machine: MachineRecord, action: Power): Promise<void> {
  const cloud = cloudOf(context.state, machine.cloudId);
  if (action === 'destroy') {
    if (machine.view !== null) machine.view = { ...machine.view, state: 'terminated' };
    if (cloud !== undefined) startPolling(context, cloud, true);
    if (matchesName(context.switches.destroyLies, machine.name)) return;
    await remove(context, machine.mirrorOf ?? machine, cloud?.provider === 'ec2');
    return;
  }
  if (cloud !== undefined) startPolling(context, cloud, true);
  const truth = machine.mirrorOf ?? machine;
  if (action === 'stop' && truth.state === 'running') {
    truth.state = 'stopped';
    truth.publicIps = [];
    await context.host.stop(truth.id);
  }
  if (action === 'start' && truth.state === 'stopped') {
    truth.state = 'starting';
    boot(context, truth, cloud?.provider ?? '');
  }
}

/** Ends a machine at the provider, as its owner's console would; `stays` keeps the terminated row listed for a while. */
export async function remove(context: Context, machine: MachineRecord, stays: boolean): Promise<void> {
  const now = context.world.now();
  machine.state = 'terminated';
  machine.publicIps = [];
  machine.removedAt ??= now + (stays ? TERMINATED_ROW_MS : 0);
  await context.host.destroy(machine.id);
}
