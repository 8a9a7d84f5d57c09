// An OpenSSH configuration: `ssh -F <file> web-1` is all that a step needs to log in, with strict host keys.
import { hostKeyAlias, jumpOption, plainMachine, quotedPath, type ReachableMachine } from './reachable-machine.ts';

function block(pattern: string, lines: readonly string[]): string {
  return [`Host ${pattern}`, ...lines.map((line) => `  ${line}`), ''].join('\n');
}

/** Host keys from our own file and nowhere else; what it does not hold is refused and never asked about. */
function strict(knownHostsFile: string): readonly string[] {
  return [
    `UserKnownHostsFile ${quotedPath(knownHostsFile)}`,
    'GlobalKnownHostsFile /dev/null',
    'StrictHostKeyChecking yes',
    // Addresses of clouds are used again; what counts is the key in our own file.
    'CheckHostIP no',
    'UpdateHostKeys no',
  ];
}

function hostBlock(machine: ReachableMachine, knownHostsFile: string, sshConfigFile: string): string {
  const { name, ip, port, user, keyFile, via } = plainMachine(machine);
  return block(name, [
    `HostName ${ip}`,
    `HostKeyAlias ${hostKeyAlias(machine)}`,
    `Port ${port}`,
    `User ${user}`,
    // An agent with many keys would use up the server's tries before the right one, and whoever can use the agent is none
    // of the machine's business. Where the user brings the key, it may be in one.
    ...(keyFile === null ? [] : [`IdentityFile ${quotedPath(keyFile)}`, 'IdentitiesOnly yes', 'IdentityAgent none']),
    'PreferredAuthentications publickey',
    ...strict(knownHostsFile),
    ...(via === undefined ? [] : [jumpOption(via, sshConfigFile).join(' ')]),
  ]);
}

/**
 * One `Host` block a machine, named like the spec's machines and in their order, and one for every other host, which is
 * refused unless its key is known. `sshConfigFile` is where the text will be: what is reached through another machine needs
 * it. Throws ActionError `hand-over` for a value that the format cannot hold.
 */
export function renderSshConfig(
  machines: readonly ReachableMachine[],
  knownHostsFile: string,
  sshConfigFile = '',
): string {
  const blocks = machines.map((machine) => hostBlock(machine, knownHostsFile, sshConfigFile));
  // The first value that OpenSSH reads counts, so this one is the last.
  return [...blocks, block('*', strict(knownHostsFile))].join('\n');
}
