// The real OpenSSH client, run as a job would run it: with the handed-over files and nothing of the user's own.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Secret } from '../../src/model/spec.ts';
import { renderKnownHosts } from '../../src/render/known-hosts.ts';
import type { ReachableMachine } from '../../src/render/reachable-machine.ts';
import { renderSshConfig } from '../../src/render/ssh-config.ts';

/** What a program that was run to its end gave. */
export type Ran = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** True when OpenSSH's client programs are here: a machine that has only Node skips the tests that need them. */
export function hasOpenSsh(): boolean {
  return ['ssh', 'scp'].every((program) => spawnSync(program, ['-V']).error === undefined);
}

/** Runs a program with an environment that leads to no agent and no configuration. */
export function run(
  program: string,
  args: readonly string[],
  input = '',
  more: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: { PATH: '/usr/bin:/bin', HOME: '/nonexistent', ...more } });
    const out = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      out.stderr += text;
    });
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...out }));
  });
}

/** Writes key, known_hosts and ssh_config for the machines below `directory`; gives the path of the ssh_config. */
export function writeHandOver(
  directory: string,
  privateKey: Secret,
  machines: readonly Omit<ReachableMachine, 'keyFile' | 'groups'>[],
): string {
  mkdirSync(directory, { recursive: true });
  const path = (name: string): string => join(directory, name);
  const full = machines.map((machine) => ({ ...machine, keyFile: path('key'), groups: [] }));
  writeFileSync(path('key'), privateKey.reveal(), { mode: 0o600 });
  writeFileSync(path('known_hosts'), renderKnownHosts(full));
  writeFileSync(path('ssh_config'), renderSshConfig(full, path('known_hosts')));
  return path('ssh_config');
}
