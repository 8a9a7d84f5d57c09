// Texts that take in the addresses of machines they wait for: filled when those are ready, right before the create.
import type { DesiredMachine } from '../model/desired.ts';
import { ActionError } from '../model/errors.ts';
import { machineAddress } from '../model/machine-address.ts';
import type { ObservedMachine } from '../model/observed.ts';
import type { ReadyMachine } from '../model/outcome.ts';
import { fillReferences, type MachineReference } from '../model/reference.ts';
import type { RunRef } from '../model/spec.ts';

/** The parts of a row that may hold references to other machines. */
export type FilledTexts = Pick<DesiredMachine, 'cloudInit' | 'passThrough' | 'run'>;

/**
 * The row's texts with every `${machines.…}` replaced by addresses of `needs`, several joined by commas in spec order.
 * Throws ActionError `no-address` when a machine that is ready has none of that kind.
 */
export function fillAddresses(desired: DesiredMachine, needs: readonly ReadyMachine[]): FilledTexts {
  const resolve = (reference: MachineReference): string => {
    const found = needs.filter((one) => one.row === reference.row && one.observed !== null);
    const addresses = found.flatMap((one) => (one.observed === null ? [] : (addressOf(reference, one.observed) ?? [])));
    if (found.length > 0 && addresses.length === found.length) return addresses.join(',');
    const message = `${desired.address}: \`${reference.text}\` cannot be filled in: machine/${reference.row} has no such address.`;
    throw new ActionError('no-address', 'remote', message);
  };
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string') return fillReferences(value, resolve);
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner)]));
  };
  return {
    cloudInit: desired.cloudInit === null ? null : fillReferences(desired.cloudInit, resolve),
    passThrough: Object.fromEntries(Object.entries(desired.passThrough).map(([key, value]) => [key, fill(value)])),
    ...(desired.run === undefined ? {} : { run: fillRun(desired.run, (text) => fillReferences(text, resolve)) }),
  };
}

function fillRun(run: RunRef, fill: (text: string) => string): RunRef {
  const env = Object.entries(run.env).map(([name, value]) => [name, typeof value === 'string' ? fill(value) : value]);
  return { ...run, script: fill(run.script), env: Object.fromEntries(env) };
}

/** What a list says of the addresses of a machine that is stopped is old, or only half of them. */
function addressOf({ kind }: MachineReference, machine: ObservedMachine): string | null {
  if (machine.state !== 'running') return null;
  const own = kind === 'public-ip' ? machine.publicIps : machine.privateIps;
  const address = kind === 'ip' ? machineAddress(machine) : kind === null ? null : (own[0] ?? null);
  // The text becomes a script on another machine: what a provider calls an address must look like one.
  return address !== null && /^[0-9A-Fa-f:.]{2,45}$/.test(address) ? address : null;
}
