// The job summary: machines with how to reach them, what may be left, and the plan. Pure.
import type { Scope } from '../model/identity.ts';
import { machineAddress } from '../model/machine-address.ts';
import type { Leak, ReadyMachine, Report } from '../model/outcome.ts';
import type { Change } from '../model/plan.ts';
import { codeSpan, document, escapeText, MAX_SUMMARY_BYTES, paragraph, type Section, table } from './markdown.ts';
import { formatCost, formatHourly, planSection, planSummary } from './plan.ts';
import { outcomeTotals } from './report.ts';

/** What a summary is made of; `changes` are those of the plan that led to the report. */
export type SummaryView = {
  readonly scope: Scope;
  readonly report: Report;
  readonly changes: readonly Change[];
  /** Said after the headline; where nothing was done, in its place. */
  readonly note?: string;
};

/** The ssh command for a person's own terminal: without the files that live on the runner only. */
function sshCommand(machine: ReadyMachine, address: string): string {
  const port = machine.port === 22 ? '' : `-p ${machine.port} `;
  return `ssh ${port}${machine.user}@${address}`;
}

function formatTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function expiry(observed: ReadyMachine['observed']): string {
  if (observed === null) return '';
  return observed.lease === null ? 'never' : escapeText(formatTime(observed.lease.at));
}

function machineRow(machine: ReadyMachine): readonly string[] {
  const { observed } = machine;
  const address = observed === null ? null : machineAddress(observed);
  const state = observed === null ? machine.outcome : `${observed.state}, ${machine.outcome}`;
  return [
    codeSpan(machine.name),
    escapeText(machine.backend),
    escapeText(machine.why === null ? state : `${state}: ${machine.why}`),
    address === null ? '' : codeSpan(address),
    address === null ? '' : codeSpan(sshCommand(machine, address)),
    expiry(observed),
    observed === null ? '' : escapeText(formatHourly(observed.costHourly)),
  ];
}

/** What is not proved gone, as a table; nothing where there is nothing. */
export function leakSections(leaks: readonly Leak[]): readonly Section[] {
  if (leaks.length === 0) return [];
  const rows = leaks.map((leak) => [
    leak.kind,
    codeSpan(leak.name),
    leak.id === null ? '' : codeSpan(leak.id),
    leak.backend === null ? '' : escapeText(leak.backend),
    escapeText(leak.why),
  ]);
  const count = leaks.length === 1 ? 'One thing is' : `${leaks.length} things are`;
  return [paragraph(`#### ${count} not proved gone`), table(['Kind', 'Name in Mist', 'Id', 'Backend', 'Why'], rows)];
}

/** What was done; where nothing was to be done by this mode, what is planned, or that nothing was found. */
function headline({ report, changes, note }: SummaryView): string {
  if (report.outcomes.length > 0) return [outcomeTotals(report.outcomes), note ?? ''].join(' ').trim();
  if (changes.length > 0) return planSummary(changes);
  if (note !== undefined) return note;
  return report.leaks.length > 0 ? 'Nothing could be proved gone.' : 'Nothing of this scope was found.';
}

/** The summary as Markdown, under GitHub's limit; leaks stand first, because they need somebody. */
export function renderSummary(view: SummaryView, maxBytes: number = MAX_SUMMARY_BYTES): string {
  const { report, scope } = view;
  const sections: Section[] = [
    paragraph(`### Mist: scope ${codeSpan(scope.name)}`, '', escapeText(headline(view))),
    ...leakSections(report.leaks),
  ];
  if (report.machines.length > 0) {
    const rows = report.machines.map(machineRow);
    sections.push(table(['Machine', 'Backend', 'State', 'Address', 'SSH', 'Expires', 'Price'], rows));
    sections.push(paragraph(`Cost: ${escapeText(formatCost(report.cost))}.`));
  }
  if (view.changes.length > 0) sections.push(planSection(view.changes));
  return document(sections, maxBytes);
}
