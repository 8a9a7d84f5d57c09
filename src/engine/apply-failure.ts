// What an apply that is not as the spec wants it says at its end: every cause once, and what stays. Pure.
import { ActionError } from '../model/errors.ts';
import type { Outcome, ReadyMachine, Report } from '../model/outcome.ts';
import type { MachineChange, Plan } from '../plan/build-plan.ts';
import { isReady } from './apply-machines.ts';

/** More of one kind are counted: the error is an annotation, and the whole list stands in the log and the summary. */
const SHOWN = 5;

/** Which rows asked for how many machines, and what is known at the end of the apply. */
export type Ended = {
  /** Rows of which fewer machines are ready than they ask for. */
  readonly short: ReadonlySet<string>;
  readonly plan: Pick<Plan, 'changes'>;
  readonly report: Report;
  /** In a named scope what is good stays; an unnamed one goes whole. */
  readonly named: boolean;
};

/** One error of all failed changes, else of the first leak; null when there is neither. */
export function failureOf(ended: Ended): ActionError | null {
  const { report, short } = ended;
  const causes = report.outcomes.filter((one) => {
    if (one.outcome !== 'failed' && one.outcome !== 'unknown') return false;
    const machine = report.machines.find((candidate) => `machine/${candidate.name}` === one.address);
    return machine === undefined || short.has(machine.row);
  });
  const stays = whatStays(ended);
  const options = stays === null ? {} : { hint: stays };
  if (causes.length > 0) return new ActionError('apply-failed', 'remote', causesText(causes), options);
  const leak = report.leaks[0];
  return leak ? new ActionError('leak', 'remote', `${leak.kind} ${leak.name} may be left: ${leak.why}`, options) : null;
}

/** A line for each reason, with all that failed for it. */
function causesText(causes: readonly Outcome[]): string {
  const byReason = new Map<string, string[]>();
  for (const { address, why, outcome } of causes) {
    const reason = why ?? outcome;
    byReason.set(reason, [...(byReason.get(reason) ?? []), address]);
  }
  const groups = [...byReason].map(([reason, addresses]) => ({ addresses, text: `${listed(addresses)}: ${reason}` }));
  const hidden = groups.slice(SHOWN).reduce((sum, { addresses }) => sum + addresses.length, 0);
  const more = hidden === 0 ? [] : [`and ${hidden} more`];
  return [...groups.slice(0, SHOWN).map(({ text }) => text), ...more].join('\n');
}

function listed(names: readonly string[]): string {
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  return names.slice(0, SHOWN).join(', ') + more;
}

/** What of a named scope is there after a failure; null where nothing is, and in unnamed scopes. */
function whatStays({ named, report, plan }: Ended): string | null {
  if (!named) return null;
  const ready = report.machines.filter(({ outcome }) => isReady(outcome)).map(addressOf);
  const before = report.machines.filter((one) => !isReady(one.outcome) && wasThere(plan, one)).map(addressOf);
  const sentences = [
    ...(ready.length === 0 ? [] : [`What is ready stays: ${listed(ready)}.`]),
    ...(before.length === 0 ? [] : [`What was there before and is not ready stays too: ${listed(before)}.`]),
  ];
  if (sentences.length === 0) return null;
  return [...sentences, 'Apply again to complete the scope, or destroy it by its name.'].join(' ');
}

function addressOf({ name }: ReadyMachine): string {
  return `machine/${name}`;
}

/** A machine that is being replaced may be gone by now, so nothing is promised of it. */
function wasThere({ changes }: Pick<Plan, 'changes'>, { name }: ReadyMachine): boolean {
  return changes.some(
    (change): change is MachineChange =>
      change.kind === 'machine' &&
      change.address === `machine/${name}` &&
      change.observed !== null &&
      change.action !== 'replace',
  );
}
