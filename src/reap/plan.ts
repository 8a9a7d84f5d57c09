// What is to be removed and what is left alone, with the reason for each: from two looks and what GitHub said. Pure.
import type { RepositoryIdentity } from '../model/identity.ts';
import type { MistId, ObservedKey, ObservedMachine, ObservedSchedule } from '../model/observed.ts';
import { type Claim, claimMachine } from './claim.ts';
import { judge, type ReapRules } from './judge.ts';
import { type KnownOwners, stateOf } from './owners.ts';
import { isSame, mayLive, type Survey } from './survey.ts';

/** `reason` finishes "is removed because". */
export type DoomedMachine = {
  readonly machine: ObservedMachine;
  readonly claim: Claim;
  readonly backend: string;
  readonly reason: string;
};
export type DoomedKey = { readonly key: ObservedKey; readonly claim: Claim; readonly reason: string };
export type DoomedSchedule = { readonly schedule: ObservedSchedule; readonly reason: string };

/** Something of ours that stays. `why` finishes "is left alone because". */
export type LeftAlone = {
  readonly kind: 'machine' | 'key' | 'schedule';
  readonly name: string;
  readonly id: MistId;
  readonly backend: string | null;
  readonly why: string;
};

export type ReapPlan = {
  readonly machines: readonly DoomedMachine[];
  readonly keys: readonly DoomedKey[];
  readonly schedules: readonly DoomedSchedule[];
  readonly left: readonly LeftAlone[];
};

export type Looks = {
  readonly repository: RepositoryIdentity;
  readonly first: Survey;
  readonly second: Survey;
  /** The server's own view, read before the first look. */
  readonly known: readonly ObservedMachine[];
  readonly owners: KnownOwners;
  readonly rules: ReapRules;
  /** The server's clock, epoch ms. */
  readonly now: number;
};

/**
 * The machines of this repository that may live, sorted into doomed and left alone; `unstable` when one is left only because
 * the looks differ. The log of `likely` ones has not been read yet.
 */
export function planMachines(looks: Looks): Pick<ReapPlan, 'machines' | 'left'> & { readonly unstable: boolean } {
  const { repository, first, second, owners, rules, now } = looks;
  const before = new Map<string, ObservedMachine>(first.machines.map((machine) => [machine.id, machine]));
  const backends = new Map<string, string>(second.clouds.map((cloud) => [cloud.id, cloud.name]));
  const machines: DoomedMachine[] = [];
  const left: LeftAlone[] = [];
  let unstable = false;
  for (const machine of second.machines.filter(mayLive)) {
    const claim = claimMachine(repository, machine);
    if (claim.kind === 'foreign') continue;
    const backend = backends.get(machine.cloudId) ?? '';
    const verdict = judge({ machine, claim, owner: stateOf(owners, claim), now }, rules);
    if (!verdict.reap) left.push(leave(machine, backend, verdict.why));
    else if (isSame(before.get(machine.id), machine))
      machines.push({ machine, claim, backend, reason: verdict.reason });
    else {
      unstable = true;
      left.push(leave(machine, backend, 'two lists, some seconds apart, do not show it the same'));
    }
  }
  return { machines, left, unstable };
}

/** A row of what stays. */
export function leave(machine: ObservedMachine, backend: string, why: string): LeftAlone {
  return { kind: 'machine', name: machine.name, id: machine.id, backend, why };
}
