// A known_hosts file with the host keys that machines must present: a line each.
import { hostKeyAlias, plainMachine, type ReachableMachine } from './reachable-machine.ts';

/** How OpenSSH looks a host up: in lower case, `[host]:port` unless the port is 22 (sshd(8), SSH_KNOWN_HOSTS). */
function lookupName(ip: string, port: number): string {
  const host = ip.toLowerCase();
  return port === 22 ? host : `[${host}]:${port}`;
}

/** The names of a machine, by which `ssh user@address` finds it too. One address behind jump hosts may be many machines. */
function lookupNames(machine: ReachableMachine): string {
  const alias = hostKeyAlias(machine);
  return machine.via === undefined ? `${alias},${lookupName(machine.ip, machine.port)}` : alias;
}

/**
 * The lines of machines whose host keys are known, in order, each ended by a newline. Throws ActionError `hand-over` for
 * a value that the format cannot hold.
 */
export function renderKnownHosts(machines: readonly ReachableMachine[]): string {
  return machines
    .map(plainMachine)
    .flatMap((machine) => machine.hostKeys.map((key) => `${lookupNames(machine)} ${key}\n`))
    .join('');
}
