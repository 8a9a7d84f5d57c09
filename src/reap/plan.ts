// What is to be removed and what is left alone, with the reason for each: from two looks and what GitHub said. Pure.
import type { RepositoryIdentity } from '../model/identity.ts';
import type { MistId, ObservedKey, ObservedMachine, ObservedSchedule } from '../model/observed.ts';
import { isSameMachine } from '../plan/mirrors.ts';
import { type Claim, claimMachine } from './claim.ts';
import { isKept, judge, type ReapRules } from './judge.ts';
import { type KnownOwners, stateOf } from './owners.ts';
import { isSame, mayLive, type Survey } from './survey.ts';

/** `reason` finishes "is removed because". */
export type DoomedMachine = {
  readonly machine: ObservedMachine;
  readonly claim: Claim;
  readonly backend: string;
  readonly reason: string;
  /** Ids under which other backends list it as well, because they are the same account. */
  readonly alsoListedAs: readonly MistId[];
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
  const living = second.machines.filter(mayLive);
  for (const machine of living) {
    const claim = claimMachine(repository, machine);
    if (claim.kind === 'foreign') continue;
    const backend = backends.get(machine.cloudId) ?? '';
    const verdict = judge({ machine, claim, owner: stateOf(owners, claim), now }, rules);
    const others = living.filter((one) => isSameMachine(one, machine, second.clouds));
    const alsoListedAs = others.map(({ id }) => id);
    const keeper = others.find((one) => isKept(one, rules.keepTag));
    if (verdict.reap && keeper !== undefined) {
      const where = backends.get(keeper.cloudId) ?? '';
      left.push(leave(machine, backend, `it has the tag ${rules.keepTag} on ${where}, which is the same account`));
    } else if (!verdict.reap) left.push(leave(machine, backend, verdict.why));
    else if (isSame(before.get(machine.id), machine))
      machines.push({ machine, claim, backend, reason: verdict.reason, alsoListedAs });
    else {
      unstable = true;
      left.push(leave(machine, backend, 'two lists, some seconds apart, do not show it the same'));
    }
  }
  const once = eachOnce(machines);
  const going = new Set<string>(once.flatMap(({ alsoListedAs }) => alsoListedAs));
  return { machines: once, left: left.filter(({ id }) => !going.has(id)), unstable };
}

/** Of several rows of one machine the one that tells most: whose it surely is, then with its lease. */
function eachOnce(machines: readonly DoomedMachine[]): readonly DoomedMachine[] {
  const told = ({ claim, machine }: DoomedMachine): number =>
    (claim.kind === 'owned' ? 2 : 0) + (machine.lease === null ? 0 : 1);
  const dropped = new Set<string>();
  for (const one of [...machines].sort((a, b) => told(b) - told(a))) {
    if (!dropped.has(one.machine.id)) for (const id of one.alsoListedAs) dropped.add(id);
  }
  return machines.filter(({ machine }) => !dropped.has(machine.id));
}

/** A row of what stays. */
export function leave(machine: ObservedMachine, backend: string, why: string): LeftAlone {
  return { kind: 'machine', name: machine.name, id: machine.id, backend, why };
}
