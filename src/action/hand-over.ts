// Writing what the job gets: keys, ssh_config, known_hosts, inventory, machines file and plan, each 0600 under RUNNER_TEMP.
import { join } from 'node:path';
import type { ReadyKey } from '../engine/key-chain.ts';
import { ActionError } from '../model/errors.ts';
import type { Scope } from '../model/identity.ts';
import type { ReadyMachine, Report } from '../model/outcome.ts';
import type { Spec } from '../model/spec.ts';
import type { Plan } from '../plan/build-plan.ts';
import { renderInventory } from '../render/inventory.ts';
import { renderKnownHosts } from '../render/known-hosts.ts';
import { renderPlanJson, renderPlanMarkdown } from '../render/plan.ts';
import { fitForFiles, type ReachableMachine } from '../render/reachable-machine.ts';
import { renderSshConfig } from '../render/ssh-config.ts';
import { makeDirectory, writePrivateFile } from './files.ts';
import type { ActionLog } from './log.ts';
import { type HandedPaths, machinesJson, reachableAt } from './outputs.ts';
import { type SaveRoots, saveKeyFile } from './save-path.ts';
import type { FileRecord } from './state-facts.ts';

/** Markdown of a plan file may be as long as a comment takes. */
const PLAN_MARKDOWN_BYTES = 1_000_000;

/** A file of its own, 0600: where it will be and what is in it. */
type PrivateFile = { readonly path: string; readonly text: string };

/** The plan as JSON and Markdown, in this order. */
export function planFiles(directory: string, plan: Plan): readonly [json: PrivateFile, markdown: PrivateFile] {
  return [
    { path: join(directory, 'plan.json'), text: renderPlanJson(plan) },
    { path: join(directory, 'plan.md'), text: renderPlanMarkdown(plan, PLAN_MARKDOWN_BYTES) },
  ];
}

/** Writes the plan as JSON and Markdown; answers the path of the JSON. */
export function writePlanFiles(directory: string, plan: Plan): string {
  const files = planFiles(directory, plan);
  for (const { path, text } of files) writePrivateFile(path, text);
  return files[0].path;
}

/** Writes private halves, one file per key, under names that cannot leave the directory. */
export function writeKeys(directory: string, keys: readonly ReadyKey[]): Record<string, string> {
  const paths: Record<string, string> = {};
  if (keys.length === 0) return paths;
  const folder = join(directory, 'keys');
  makeDirectory(folder);
  keys.forEach((key, index) => {
    const plain = key.mistName.replace(/[^A-Za-z0-9._-]/g, '_').slice(0, 80);
    const path = join(folder, `${index + 1}-${plain}`);
    const text = key.privateKey.reveal();
    writePrivateFile(path, text.endsWith('\n') ? text : `${text}\n`);
    paths[key.mistName] = path;
  });
  return paths;
}

/**
 * `save:` of generated keys. `record` keeps each file and directory for post, before there is anything in it.
 * Throws ActionError for the first that cannot be saved.
 */
export function saveKeys(
  spec: Spec,
  nameInMist: (row: string) => string | null,
  keys: readonly ReadyKey[],
  roots: SaveRoots,
  to: { readonly log: ActionLog; readonly record: (file: FileRecord) => void; readonly savedKey: string },
): void {
  for (const row of spec.keys) {
    if (row.state !== 'generated' || row.save === null) continue;
    const key = keys.find((one) => one.mistName === nameInMist(row.name));
    if (!key) continue;
    saveKeyFile(row.save, key.privateKey.reveal(), roots, to.record);
    to.log.warning(`key/${row.name} is saved as ${row.save}: ${to.savedKey}`);
  }
}

/** Files that were written, and ActionError `hand-over` naming the machines that they could not hold; null when it is all. */
export type HandedOver = { readonly paths: HandedPaths; readonly leftOut: ActionError | null };

/**
 * All files of a report. Machines that are not ready have no entry in those for SSH and Ansible; one with a value that could
 * mean more than itself there is left out and told, and costs no other its entry.
 */
export function handOverFiles(
  directory: string,
  scope: Scope,
  report: Report,
  keyPaths: Readonly<Record<string, string>>,
  planFile: string,
): HandedOver & { readonly files: readonly PrivateFile[] } {
  const inside = report.machines.flatMap((machine) => reachableOf(machine, keyPaths));
  const { fit: all, problems } = fitForFiles([...inside, ...jumpsOf(report.machines, keyPaths)]);
  const reachable = inside.filter((machine) => all.includes(machine));
  const knownHosts = join(directory, 'known_hosts');
  const paths: HandedPaths = {
    files: directory,
    knownHosts,
    sshConfig: join(directory, 'ssh_config'),
    inventory: join(directory, 'inventory.yml'),
    machines: join(directory, 'machines.json'),
    plan: planFile,
    keys: keyPaths,
  };
  const files = [
    { path: knownHosts, text: renderKnownHosts(all) },
    { path: paths.sshConfig, text: renderSshConfig(all, knownHosts, paths.sshConfig) },
    { path: paths.inventory, text: renderInventory(reachable, knownHosts, paths.sshConfig) },
    { path: paths.machines, text: `${machinesJson(report.machines, scope, keyPaths)}\n` },
  ];
  return { paths, files, leftOut: leftOutOf(problems) };
}

/** Writes them. Throws ActionError when nothing can be written. */
export function writeHandOver(...given: Parameters<typeof handOverFiles>): HandedOver {
  const { files, ...handed } = handOverFiles(...given);
  for (const { path, text } of files) writePrivateFile(path, text);
  return handed;
}

function leftOutOf(problems: readonly string[]): ActionError | null {
  if (problems.length === 0) return null;
  const rest = `The files for SSH and Ansible are without ${problems.length === 1 ? 'it' : 'them'}.`;
  return new ActionError('hand-over', 'remote', [...problems, rest].join(' '), {
    hint: 'All machines are in the outputs `machines` and `machines-file`.',
  });
}

function reachableOf(machine: ReadyMachine, keyPaths: Readonly<Record<string, string>>): ReachableMachine[] {
  const ip = reachableAt(machine.observed);
  if (ip === null) return [];
  const { name, row, port, user, hostKeys, groups, keyName, observed } = machine;
  const keyFile = keyName === null ? null : (keyPaths[keyName] ?? null);
  const privateIp = observed?.privateIps[0];
  const facts = {
    mist_id: observed?.id ?? '',
    mist_row: row,
    ...(privateIp === undefined ? {} : { mist_private_ip: privateIp }),
  };
  const via = machine.via === undefined ? {} : { via: machine.via.name };
  return [{ name, ip, port, user, keyFile, hostKeys, groups, facts, ...via }];
}

/** Jump hosts outside of the spec: entries for SSH, once each, and no hosts of the inventory. */
function jumpsOf(machines: readonly ReadyMachine[], keyPaths: Readonly<Record<string, string>>): ReachableMachine[] {
  const jumps = new Map<string, ReachableMachine>();
  for (const { via } of machines) {
    if (via === undefined || via.outside === null) continue;
    const { host, port, user, hostKey, keyName } = via.outside;
    const { name } = via;
    const keyFile = keyPaths[keyName] ?? null;
    jumps.set(name, { name, ip: host, port, user, keyFile, hostKeys: [hostKey], groups: [] });
  }
  return [...jumps.values()];
}
