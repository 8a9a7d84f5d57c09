// What the hand-over files are made of. Other tools read these files as instructions, so nothing that could mean more
// than a value may get into them: addresses come from the server, names and users from the spec.
import { ActionError } from '../model/errors.ts';

/** A machine that can be logged into. `name` is the spec's (`web-1`), `ip` an address or a host name. */
export type ReachableMachine = {
  readonly name: string;
  readonly ip: string;
  readonly port: number;
  readonly user: string;
  /** Absolute path of the private key, or null where the user brings one (adopted machines). */
  readonly keyFile: string | null;
  /** `ssh-ed25519 AAAA…` and others; empty where none is known: strict checking then refuses the machine. */
  readonly hostKeys: readonly string[];
  readonly groups: readonly string[];
  /** Name of the entry of the host that it is reached through, where there is one. */
  readonly via?: string;
  /** More that tools may want to know, by the names of Ansible's variables. */
  readonly facts?: Readonly<Record<string, string>>;
};

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const ADDRESS = /^[A-Za-z0-9:][A-Za-z0-9.:_-]*$/;
const USER = /^[A-Za-z0-9_][A-Za-z0-9._@+$-]*$/;
/** Ansible expands `{{ }}` in variables: what a server answered must not hold any. */
const FACT = /^[A-Za-z0-9][A-Za-z0-9 ._:-]*$/;
const HOST_KEY = /^[a-z0-9][a-z0-9@.-]* [A-Za-z0-9+/]+={0,2}$/;

function hasControl(text: string): boolean {
  return [...text].some((character) => character < ' ' || character === '\u007f');
}

function refuse(name: string, what: string): never {
  throw new ActionError('hand-over', 'remote', `machine/${name}: its ${what} cannot be written to a file for OpenSSH.`);
}

/**
 * The machine itself, when every field is plain enough for the formats of OpenSSH and Ansible. Throws ActionError
 * `hand-over`, naming the field and not its value, otherwise.
 */
export function plainMachine(machine: ReachableMachine): ReachableMachine {
  const { name } = machine;
  if (!NAME.test(name)) refuse(JSON.stringify(name), 'name');
  if (!ADDRESS.test(machine.ip)) refuse(name, 'address');
  if (!USER.test(machine.user)) refuse(name, 'user');
  if (!Number.isInteger(machine.port) || machine.port < 1 || machine.port > 65_535) refuse(name, 'port');
  if (!machine.hostKeys.every((key) => HOST_KEY.test(key))) refuse(name, 'host key');
  if (machine.keyFile !== null && hasControl(machine.keyFile)) refuse(name, 'key file');
  if (!machine.groups.every((group) => NAME.test(group))) refuse(name, 'group');
  if (machine.via !== undefined && !NAME.test(machine.via)) refuse(name, 'jump host');
  for (const fact of Object.values(machine.facts ?? {})) if (!FACT.test(fact)) refuse(name, 'facts');
  return machine;
}

/**
 * The machines that the files can hold, in their order, and a sentence for each of the others: a value that is more than a
 * value keeps its own machine out, and those that are reached through it, and nobody else.
 */
export function fitForFiles(machines: readonly ReachableMachine[]): {
  readonly fit: readonly ReachableMachine[];
  readonly problems: readonly string[];
} {
  const problems: string[] = [];
  let fit = machines.filter((machine) => {
    try {
      plainMachine(machine);
      return true;
    } catch (error) {
      if (!(error instanceof ActionError)) throw error;
      problems.push(error.message);
      return false;
    }
  });
  for (;;) {
    const names = new Set(fit.map(({ name }) => name));
    const lost = fit.filter(({ via }) => via !== undefined && !names.has(via));
    if (lost.length === 0) return { fit, problems };
    problems.push(...lost.map(({ name, via }) => `machine/${name}: its jump host ${via} is in no file.`));
    fit = fit.filter((machine) => !lost.includes(machine));
  }
}

/**
 * A path as one quoted word of ssh_config(5). Windows paths get forward slashes, which its OpenSSH takes too, because
 * a backslash escapes in quotes; `%` begins a token there and is doubled.
 */
export function quotedPath(path: string): string {
  const windows = /^(?:[A-Za-z]:[\\/]|\\\\)/.test(path);
  const plain = windows ? path.replaceAll('\\', '/') : path.replaceAll('\\', '\\\\');
  return `"${plain.replaceAll('"', '\\"').replaceAll('%', '%%')}"`;
}

/**
 * What the host keys of a machine are looked up by. Its address would not do: behind two jump hosts there may be two of the
 * same. No address and no host name has a `/`.
 */
export function hostKeyAlias({ name }: Pick<ReachableMachine, 'name'>): string {
  return `machine/${name}`;
}

/** One word of a POSIX shell: Ansible splits its arguments as one does, and OpenSSH starts commands with one. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", `'"'"'`)}'`;
}

/**
 * The option by which `ssh` goes through `via`, an entry of the configuration at `sshConfigFile`: name and value. OpenSSH
 * hands the path of its configuration to the jump's own `ssh` without quotes, so an unusual one is quoted here.
 */
export function jumpOption(via: string, sshConfigFile: string): readonly [string, string] {
  if (/^[A-Za-z0-9._/:-]+$/.test(sshConfigFile)) return ['ProxyJump', via];
  const path = shellWord(sshConfigFile).replaceAll('%', '%%');
  return ['ProxyCommand', `ssh -F ${path} -W '[%h]:%p' ${via}`];
}
