// The outputs of the step: a report in the exact words that workflows rely on. JSON is snake_case, has null instead of
// gaps, and keeps the order of the spec.
import type { Scope } from '../model/identity.ts';
import { machineAddress } from '../model/machine-address.ts';
import type { ObservedMachine } from '../model/observed.ts';
import type { OutcomeWord, ReadyMachine, Report } from '../model/outcome.ts';
import { ACTIONS, type PlanCost } from '../model/plan.ts';

/** Paths of what was written for the job; a blank one was not written. `keys` goes by the key's name in Mist. */
export type HandedPaths = {
  readonly sshConfig: string;
  readonly knownHosts: string;
  readonly inventory: string;
  readonly machines: string;
  readonly files: string;
  readonly plan: string;
  readonly keys: Readonly<Record<string, string>>;
};

/** Nothing was written. */
export const NO_PATHS: HandedPaths = {
  sshConfig: '',
  knownHosts: '',
  inventory: '',
  machines: '',
  files: '',
  plan: '',
  keys: {},
};

/** GitHub takes 1 MB of outputs per job; what is beyond is lost without a word. */
const MAX_OUTPUT_BYTES = 1_000_000;

/** Outcomes after which a machine cannot be worked with, whatever was last seen of it. */
const UNUSABLE: readonly OutcomeWord[] = ['failed', 'skipped', 'unknown', 'destroyed'];

/** True when the job can work with the machine: it came up in this run, and it was not stopped. */
export function isUsable({ outcome, observed }: Pick<ReadyMachine, 'outcome' | 'observed'>): boolean {
  return !UNUSABLE.includes(outcome) && (observed === null || !isStopped(observed));
}

function isStopped({ state }: ObservedMachine): boolean {
  return state === 'stopped' || state === 'stopping';
}

/** Where the machine can be reached; a stopped one cannot, whatever addresses it keeps. */
export function reachableAt(observed: ObservedMachine | null): string | null {
  return observed === null || isStopped(observed) ? null : machineAddress(observed);
}

/** Epoch ms as ISO 8601 in UTC, whole seconds. */
function isoTime(at: number): string {
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** Sums of prices without the dust of binary fractions. */
function money(value: number): number {
  return Number(value.toFixed(6));
}

function machineJson(machine: ReadyMachine, scope: Scope, keys: Readonly<Record<string, string>>) {
  const { observed } = machine;
  return {
    name: machine.name,
    row: machine.row,
    scope: scope.name,
    id: observed?.id ?? null,
    external_id: observed?.externalId ?? null,
    mist_name: machine.mistName,
    backend: machine.backend,
    state: observed?.state ?? null,
    ip: reachableAt(observed),
    public_ips: observed?.publicIps ?? [],
    private_ips: observed?.privateIps ?? [],
    user: machine.user,
    port: machine.port,
    key_file: keyFileOf(machine, keys),
    groups: machine.groups,
    expires_at: observed?.lease ? isoTime(observed.lease.at) : null,
    cost_hourly: observed?.costHourly ?? null,
    outcome: machine.outcome,
  };
}

/** The text of the output `machines` and of the machines file. */
export function machinesJson(
  machines: readonly ReadyMachine[],
  scope: Scope,
  keys: Readonly<Record<string, string>>,
): string {
  return JSON.stringify(machines.map((machine) => machineJson(machine, scope, keys)));
}

function keyFileOf(machine: ReadyMachine, keys: Readonly<Record<string, string>>): string | null {
  return machine.keyName !== null && Object.hasOwn(keys, machine.keyName) ? (keys[machine.keyName] ?? null) : null;
}

function matrixJson(machines: readonly ReadyMachine[]): string {
  const include = machines.flatMap((machine) => {
    const { name, observed, user, port } = machine;
    const ip = reachableAt(observed);
    if (observed === null || ip === null || !isUsable(machine)) return [];
    return [{ name, ip, id: observed.id, user, port }];
  });
  return JSON.stringify({ include });
}

/** Cost with fixed keys and rounded sums, as in the output `cost`. */
export function costJson(cost: PlanCost): string {
  const { hourly, monthly, currency, complete } = cost;
  return JSON.stringify({ hourly: money(hourly), monthly: money(monthly), currency, complete });
}

/** The one path that all machines share, else blank. */
function sharedKeyFile(machines: readonly ReadyMachine[], keys: Readonly<Record<string, string>>): string {
  const files = new Set(machines.map((machine) => keyFileOf(machine, keys)));
  const only = files.size === 1 ? [...files][0] : null;
  return only ?? '';
}

/** Every output of action.yml by name. Machines that could not be read in this run have null where facts would be. */
export function buildOutputs(report: Report, scope: Scope, paths: HandedPaths): Readonly<Record<string, string>> {
  const { machines } = report;
  const seen = machines.flatMap(({ observed }) => (observed === null ? [] : [observed]));
  const ips = seen.map(reachableAt).filter((ip) => ip !== null);
  const only = machines.length === 1 ? seen[0] : undefined;
  const leases = seen.flatMap(({ lease }) => (lease === null ? [] : [lease.at]));
  const differs = ACTIONS.some((action) => action !== 'no-op' && report.plan[action] > 0);
  return {
    machines: machinesJson(machines, scope, paths.keys),
    'machine-ids': JSON.stringify(seen.map(({ id }) => id)),
    ips: JSON.stringify(ips),
    'machine-id': only?.id ?? '',
    ip: reachableAt(only ?? null) ?? '',
    matrix: matrixJson(machines),
    'ssh-config-file': paths.sshConfig,
    'known-hosts-file': paths.knownHosts,
    'inventory-file': paths.inventory,
    'key-file': sharedKeyFile(machines, paths.keys),
    'machines-file': paths.machines,
    files: paths.files,
    changed: String(report.changed),
    drift: String(differs),
    plan: JSON.stringify(Object.fromEntries(ACTIONS.map((action) => [action, report.plan[action]]))),
    'plan-file': paths.plan,
    cost: costJson(report.cost),
    scope: scope.name,
    'expires-at': leases.length === 0 ? '' : isoTime(Math.min(...leases)),
    leaks: JSON.stringify(report.leaks.map(({ kind, name, id, backend, why }) => ({ kind, name, id, backend, why }))),
  };
}

/**
 * Writes outputs one record each. Returns warnings: what is too large for GitHub is left out (the machines file has
 * it), and GitHub will drop an output in which it finds a masked value. Throws what `write` throws.
 */
export function writeOutputs(
  outputs: Readonly<Record<string, string>>,
  world: {
    readonly write: (name: string, value: string) => void;
    readonly redact: (text: string) => string;
    /** Elsewhere nothing is too large, and nothing is dropped. */
    readonly toGitHub: boolean;
  },
): readonly string[] {
  const warnings: string[] = [];
  // The smallest first, so that what is left out is what is too large.
  const bySize = Object.entries(outputs).sort(([, a], [, b]) => Buffer.byteLength(a) - Buffer.byteLength(b));
  let used = 0;
  for (const [name, value] of bySize) {
    used += Buffer.byteLength(value);
    if (world.toGitHub && used > MAX_OUTPUT_BYTES) {
      warnings.push(`The output \`${name}\` is left out: GitHub takes 1 MB per job. Use the output \`machines-file\`.`);
      continue;
    }
    if (world.toGitHub && world.redact(value) !== value) {
      warnings.push(`GitHub drops the output \`${name}\`, because a secret of this job occurs in it.`);
    }
    world.write(name, value);
  }
  return warnings;
}
