// The input `export-env`: facts of the machines as environment variables of the steps that follow.

import { ActionError, InputError } from '../model/errors.ts';
import { machineAddress } from '../model/machine-address.ts';
import type { ReadyMachine } from '../model/outcome.ts';
import type { Spec } from '../model/spec.ts';
import { appendWhole, fileErrorCode, formatRecord } from './command-file.ts';
import type { Env } from './input-values.ts';
import type { ActionLog } from './log.ts';
import { type HandedPaths, isUsable } from './outputs.ts';
import { randomId } from './random-id.ts';

/** What a machine's variables end with; in this order in the documentation. */
const FACTS = ['IP', 'PRIVATE_IP', 'PORT', 'USER', 'ID'] as const;
type Fact = (typeof FACTS)[number];

/** Variables of the runner, and what its own steps read: a prefix must not lead there. */
const RESERVED = /^(?:GITHUB|RUNNER|ACTIONS|INPUT|STATE)_/;

/** A value is one plain word: what a server answered must not become a line of a script. */
const PLAIN = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$|^::[0-9A-Fa-f:.]{0,43}$/;

/** `mist` and `MIST_` → `MIST_`. Throws InputError for what makes no name of a variable, or one of the runner's. */
export function readPrefix(text: string): string {
  const prefix = text.endsWith('_') ? text.toUpperCase() : `${text.toUpperCase()}_`;
  if (!/^[A-Z][A-Z0-9_]{0,30}$/.test(prefix)) {
    throw new InputError('export-env', `"${text.slice(0, 40)}" is no prefix of a variable.`, {
      hint: 'Use up to 30 letters, digits and _, beginning with a letter, such as `MIST`.',
    });
  }
  if (!RESERVED.test(prefix)) return prefix;
  throw new InputError('export-env', `variables that begin with ${prefix} belong to the runner.`, {
    hint: 'Use another prefix, such as `MIST`.',
  });
}

function variable(prefix: string, machine: string, fact: Fact): string {
  return `${prefix}${machine.toUpperCase().replaceAll('-', '_')}_${fact}`;
}

/** Throws InputError when facts of two machines of the spec would have one name (`web-private` has the `IP` of `web`). */
export function refuseCollisions(prefix: string, spec: Spec): void {
  const names = spec.machines.flatMap((row) => {
    if (row.state === 'absent') return [];
    return row.counted ? Array.from({ length: row.count }, (_, index) => `${row.name}-${index + 1}`) : [row.name];
  });
  const owners = new Map<string, string>();
  for (const name of names) {
    for (const fact of FACTS) {
      const key = variable(prefix, name, fact);
      const before = owners.get(key);
      if (before !== undefined) {
        throw new InputError('export-env', `${key} would be a fact of \`${before}\` and of \`${name}\`.`, {
          hint: 'Rename one of the rows, or read the output `machines` instead.',
        });
      }
      owners.set(key, name);
    }
  }
}

/** Variables of all machines that can be worked with, and the files that belong to all of them. */
export function exportedVariables(
  prefix: string,
  machines: readonly ReadyMachine[],
  paths: HandedPaths,
): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const machine of machines) {
    const { observed } = machine;
    if (observed === null || !isUsable(machine)) continue;
    const facts: Record<Fact, string | null> = {
      IP: machineAddress(observed),
      PRIVATE_IP: observed.privateIps[0] ?? null,
      PORT: String(machine.port),
      USER: machine.user,
      ID: observed.id,
    };
    for (const fact of FACTS) {
      const value = facts[fact];
      if (value !== null && PLAIN.test(value)) found[variable(prefix, machine.name, fact)] = value;
    }
  }
  const files = { SSH_CONFIG_FILE: paths.sshConfig, INVENTORY_FILE: paths.inventory };
  for (const [name, path] of Object.entries(files)) if (path !== '') found[`${prefix}${name}`] = path;
  return found;
}

/** Hands variables to the steps that follow; outside GitHub they are lines of the log. Throws ActionError. */
export function exportVariables(env: Env, log: ActionLog, variables: Readonly<Record<string, string>>): void {
  const path = env.GITHUB_ENV ?? '';
  const entries = Object.entries(variables);
  if (path === '') {
    for (const [name, value] of entries) log.info(`export ${name}=${value}`);
    return;
  }
  if (entries.length === 0) return;
  try {
    appendWhole(path, entries.map(([name, value]) => formatRecord(name, value, randomId)).join(''));
  } catch (error) {
    throw new ActionError('outputs', 'user', `The variables cannot be exported: ${fileErrorCode(error)}.`, {
      hint: 'Is the disk full?',
    });
  }
}
