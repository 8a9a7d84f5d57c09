// What a fresh list says about one machine whose lease the keeper is to extend. Pure.
import type { Scope } from '../model/identity.ts';
import { isGone, type MachineListing, type MistId, type ObservedMachine } from '../model/observed.ts';
import { proveMachine } from '../plan/ownership.ts';

/**
 * A machine of the step. `name` is the one in Mist, `ttlMs` the length of its lease, `leftMs` what was left of it when the keeper was
 * started (null where that is not known). `inherited`: it was there before the step, so an earlier keeper that was killed may
 * have left a schedule beside its lease.
 */
export type KeptMachine = {
  readonly id: MistId;
  readonly cloudId: MistId;
  readonly name: string;
  readonly ttlMs: number;
  readonly leftMs: number | null;
  readonly inherited: boolean;
};

export type Verdict =
  | { readonly is: 'gone' }
  /** Not in this list: one list is no proof. */
  | { readonly is: 'absent' }
  | { readonly is: 'refused'; readonly why: string }
  /** Its lease does something else than destroy, so somebody has set it on purpose. */
  | { readonly is: 'left'; readonly why: string }
  | { readonly is: 'fine'; readonly machine: ObservedMachine; readonly until: number; readonly dueInMs: number }
  | { readonly is: 'due'; readonly machine: ObservedMachine };

/**
 * A lease is due when half of its length or less is left, and when the server shows none: an edit that was refused has
 * deleted it. `until` is when a lease in order ends. `now` is the server's clock, epoch ms; what falls due within `slackMs` is due already.
 */
export function judge(scope: Scope, kept: KeptMachine, listing: MachineListing, now: number, slackMs: number): Verdict {
  const machine = listing.machines.find((one) => one.id === kept.id);
  if (machine === undefined) return { is: 'absent' };
  if (isGone(machine)) return { is: 'gone' };
  if (machine.cloudId !== kept.cloudId) return { is: 'refused', why: 'it is on another backend' };
  if (machine.name !== kept.name) return { is: 'refused', why: `it is called ${machine.name} now` };
  const proof = proveMachine(scope, machine);
  if (!proof.owned) return { is: 'refused', why: proof.why };
  const { lease } = machine;
  if (lease === null) return { is: 'due', machine };
  if (lease.action !== 'destroy') return { is: 'left', why: `its lease is to ${lease.action} it` };
  const dueInMs = lease.at - kept.ttlMs / 2 - now;
  return dueInMs > slackMs ? { is: 'fine', machine, until: lease.at, dueInMs } : { is: 'due', machine };
}
