// An Ansible inventory in YAML, with the spec's groups, facts of the machines and the same strict host keys as the OpenSSH files.
import {
  hostKeyAlias,
  jumpOption,
  plainMachine,
  quotedPath,
  type ReachableMachine,
  shellWord,
} from './reachable-machine.ts';

/** Names with a meaning of their own in Ansible: every host is in `all` anyway. */
const RESERVED: ReadonlySet<string> = new Set(['all', 'ungrouped']);

function commonArguments(machine: ReachableMachine, knownHostsFile: string, sshConfigFile: string): string {
  const { via, keyFile } = machine;
  const jump =
    via === undefined
      ? []
      : [`-F ${shellWord(sshConfigFile)}`, `-o ${shellWord(jumpOption(via, sshConfigFile).join('='))}`];
  return [
    `-o HostKeyAlias=${hostKeyAlias(machine)}`,
    `-o ${shellWord(`UserKnownHostsFile=${quotedPath(knownHostsFile)}`)}`,
    '-o GlobalKnownHostsFile=/dev/null',
    '-o StrictHostKeyChecking=yes',
    '-o CheckHostIP=no',
    '-o IdentitiesOnly=yes',
    // Where the user brings the key it may be in an agent.
    ...(keyFile === null ? [] : ['-o IdentityAgent=none']),
    ...jump,
  ].join(' ');
}

function hostVariables(
  machine: ReachableMachine,
  knownHostsFile: string,
  sshConfigFile: string,
): Record<string, string | number> {
  return {
    ansible_host: machine.ip,
    ansible_port: machine.port,
    ansible_user: machine.user,
    ...(machine.keyFile === null ? {} : { ansible_ssh_private_key_file: machine.keyFile }),
    ansible_ssh_common_args: commonArguments(machine, knownHostsFile, sshConfigFile),
    ...machine.facts,
  };
}

/** Ansible takes letters, digits and _ in names of groups and warns of others. A spec cannot have two that become one. */
function groupName(group: string): string {
  return group.replaceAll('-', '_');
}

/** Groups in order of first use. A group that only names its one host is left out: Ansible warns, and the host's name does. */
function groupsOf(machines: readonly ReachableMachine[]): Record<string, { hosts: Record<string, null> }> {
  const members = new Map<string, string[]>();
  for (const { name, groups } of machines) {
    for (const group of new Set(groups.map(groupName))) members.set(group, [...(members.get(group) ?? []), name]);
  }
  const useful = [...members].filter(
    ([group, names]) => !RESERVED.has(group) && !(names.length === 1 && names[0] === group),
  );
  return Object.fromEntries(
    useful.map(([group, names]) => [group, { hosts: Object.fromEntries(names.map((name) => [name, null])) }]),
  );
}

/** What YAML 1.1, which Ansible reads, takes for something else than text. */
const WORDS: ReadonlySet<string> = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null']);

/** Text as YAML 1.1 and 1.2 both read it: a plain word, or in quotes and in ASCII. */
function scalar(text: string): string {
  if (/^[A-Za-z][A-Za-z0-9_.-]*$/.test(text) && !WORDS.has(text.toLowerCase())) return text;
  const quoted = JSON.stringify(text.toWellFormed());
  return quoted.replace(/[^ -~]/gu, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
  });
}

type Tree = { readonly [key: string]: Tree | string | number | null };

/** A map as a block. Only what an inventory is made of: to have it from a library takes as long as all else in the file. */
function block(tree: Tree, indent: string): string {
  return Object.entries(tree)
    .map(([key, value]) => `${indent}${scalar(key)}:${valueText(value, indent)}\n`)
    .join('');
}

function valueText(value: Tree[string], indent: string): string {
  if (value === null) return ' null';
  if (typeof value !== 'object') return ` ${typeof value === 'string' ? scalar(value) : value}`;
  return Object.keys(value).length === 0 ? ' {}' : `\n${block(value, `${indent}  `).trimEnd()}`;
}

/**
 * The inventory, ended by a newline: host variables under `all.hosts`, the spec's groups under `all.children`. Throws
 * ActionError `hand-over` for a value that the formats cannot hold.
 */
export function renderInventory(
  machines: readonly ReachableMachine[],
  knownHostsFile: string,
  sshConfigFile = '',
): string {
  const plain = machines.map(plainMachine);
  const hosts = plain.map((machine) => [machine.name, hostVariables(machine, knownHostsFile, sshConfigFile)]);
  return block({ all: { hosts: Object.fromEntries(hosts), children: groupsOf(plain) } }, '');
}
