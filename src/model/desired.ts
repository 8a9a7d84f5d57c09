// What the spec asks for, row by row expanded: one value per backend, key and machine. Pure data, no ids of Mist yet.
import type { ImageRef, KeyRow, MachineSettings, PowerState, RunRef, SizeRef, ViaRef, WaitRef } from './spec.ts';

/** Stable name of a thing in plans, logs and the journal: `machine/web-1`. Ids are always Mist's ids. */
export type Address = `${'backend' | 'key' | 'machine'}/${string}`;

export type DesiredKey = {
  readonly address: Address;
  /** The name in the spec; `null` for the one key that is generated when rows name none. */
  readonly row: string | null;
  /** The name in Mist: scoped for generated keys, the row's own otherwise. */
  readonly mistName: string;
  readonly source: Exclude<KeyRow, { state: 'absent' }>['state'];
};

/** The jump host: another machine by its name, or a host outside with the name in Mist of the key that opens it. */
export type DesiredVia =
  | { readonly by: 'machine'; readonly name: string }
  | (Omit<Extract<ViaRef, { by: 'host' }>, 'key'> & { readonly keyName: string | null });

export type DesiredMachine = {
  readonly address: Address;
  /** `web-1`, or `web` without count. */
  readonly name: string;
  readonly row: string;
  /** The name in Mist; a literal one when `literal`. */
  readonly mistName: string;
  readonly literal: boolean;
  readonly backend: string;
  readonly image: ImageRef | null;
  readonly size: SizeRef | null;
  readonly location: string | null;
  /** Name in Mist of the key that is deployed; null only for adopted machines. */
  readonly keyName: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly cloudInit: string | null;
  readonly wait: WaitRef;
  readonly groups: readonly string[];
  /** Lease in ms from now, or null for none. */
  readonly ttlMs: number | null;
  /** True where neither row nor input says anything about a lease: then one that is there is left as it is. */
  readonly keepsLease?: boolean;
  readonly user: string | null;
  readonly port: number | null;
  readonly adopt: string | null;
  readonly passThrough: MachineSettings['passThrough'];
  readonly run?: RunRef;
  readonly via?: DesiredVia;
  readonly power?: PowerState;
  /** Addresses that must be ready before this one is created. */
  readonly needs: readonly Address[];
  readonly minReady: number;
};
