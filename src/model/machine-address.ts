// Which of a machine's addresses is the one to use: asked by probing, outputs and files, so that all say the same.
import type { ObservedMachine } from './observed.ts';

/** The first public IPv4, else the first public IPv6, else the first private address; null while there is none. */
export function machineAddress(machine: Pick<ObservedMachine, 'publicIps' | 'privateIps'>): string | null {
  const v4 = machine.publicIps.find((ip) => !ip.includes(':'));
  return v4 ?? machine.publicIps[0] ?? machine.privateIps[0] ?? null;
}
