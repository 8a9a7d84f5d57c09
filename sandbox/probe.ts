// Mist's own probe of a machine: ping, then SSH with the keys and users that the server associates with it. The route and
// its errors are read in the server's source, the forms of both results are the recorded ones of machine rows.
import { json, Refusal, type Reply } from './reply.ts';
import type { Context, MachineRecord } from './state.ts';
import { matchesName } from './switches.ts';

type Row = Readonly<Record<string, unknown>>;

const NO_PING: Row = {
  packets_tx: null,
  packets_rx: null,
  packets_loss: null,
  rtt_min: null,
  rtt_max: null,
  rtt_avg: null,
  rtt_std: null,
  updated_at: null,
  unreachable_since: null,
};

const NO_SSH: Row = {
  uptime: null,
  loadavg: [],
  cores: null,
  users: null,
  pub_ips: [],
  priv_ips: [],
  df: null,
  macs: [],
  kernel: null,
  os: null,
  os_version: null,
  distro: null,
  dirty_cow: null,
  updated_at: null,
  unreachable_since: null,
};

function stamp(at: number): string {
  return `${new Date(at).toISOString().slice(0, 23).replace('T', ' ')}000`;
}

function sshResult(machine: MachineRecord): Row | null {
  if (machine.probedAt === null) return null;
  return {
    ...NO_SSH,
    uptime: Math.round((machine.probedAt - machine.createdAt) / 1000),
    loadavg: [0, 0, 0],
    cores: 1,
    users: 0,
    df: 'Filesystem Size Used Avail Use% Mounted on',
    kernel: '6.1.0',
    os: 'ubuntu',
    os_version: '24.04',
    distro: 'ubuntu',
    dirty_cow: false,
    updated_at: stamp(machine.probedAt),
  };
}

/** `probe` of a v1 row: always both parts, empty before the first probe. */
export function probeV1(machine: MachineRecord): Row {
  return { ping: NO_PING, ssh: sshResult(machine) ?? NO_SSH };
}

/** `probe` of a v2 row: only what there is. */
export function probeV2(machine: MachineRecord): Row {
  const ssh = sshResult(machine);
  return ssh === null ? {} : { ssh };
}

/** Loopback is never pinged. Throws what the server says when it cannot get in. */
export function probeMachine(context: Context, machine: MachineRecord): Reply {
  const { switches, world } = context;
  // It tries only keys that its worker has associated with the machine, which comes some seconds after the create.
  if (machine.associations.length === 0) {
    throw new Refusal(401, `Couldn't authenticate to machine: ${machine.cloudId}:${machine.id}`);
  }
  if (machine.state !== 'running' || matchesName(switches.sshNever, machine.name)) {
    throw new Refusal(503, 'Service unavailable: SSH timed-out repeatedly.');
  }
  machine.probedAt = world.now();
  return json({ ping: null, ssh: sshResult(machine) });
}
