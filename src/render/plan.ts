// A plan for eyes: log text, Markdown and the JSON of the plan file. Pure; says what is planned, decides nothing.
import { ACTIONS, type Action, type Change, countChanges, type PlanCost } from '../model/plan.ts';
import { countKinds } from './counts.ts';
import { codeSpan, details, document, escapeText, paragraph, type Section, table } from './markdown.ts';

/** What is rendered: the changes in the order of the spec and what they come to. */
export type PlanView = { readonly changes: readonly Change[]; readonly cost: PlanCost };

const SYMBOLS: Readonly<Record<Action, string>> = {
  create: '+',
  update: '~',
  replace: '-/+',
  adopt: '<-',
  destroy: '-',
  'no-op': '=',
};

const WIDEST_SYMBOL = 3;

/** USD without a tail of zeros, at least two decimals: `$0.02/h`, `$0.0104/h`. */
export function formatHourly(costHourly: number | null): string {
  if (costHourly === null) return 'unknown';
  const [whole, fraction = ''] = costHourly.toFixed(6).split('.');
  return `$${whole}.${fraction.replace(/0+$/, '').padEnd(2, '0')}/h`;
}

/** `$0.02/h, about $14.60 a month`; says when a price is missing from it. */
export function formatCost(cost: PlanCost): string {
  const sum = `${formatHourly(cost.hourly)}, about $${cost.monthly.toFixed(2)} a month`;
  return cost.complete ? sum : `${sum}, without machines of unknown price`;
}

/** `Plan: 2 machines and 1 key to create, 1 machine to destroy, 3 machines unchanged.`, or the sentence that nothing is to be done. */
export function planSummary(changes: readonly Change[]): string {
  const counted = (action: Action): string =>
    countKinds(changes.filter((change) => change.action === action).map(({ address }) => address));
  const parts = ACTIONS.filter((action) => action !== 'no-op' && counted(action) !== '').map(
    (action) => `${counted(action)} to ${action}`,
  );
  if (parts.length === 0) return 'Nothing to do: reality matches the spec.';
  if (counted('no-op') !== '') parts.push(`${counted('no-op')} unchanged`);
  return `Plan: ${parts.join(', ')}.`;
}

function changeLine(change: Change): string {
  const notes = [change.backend, priced(change) ? formatHourly(change.costHourly) : null];
  const shown = notes.filter((note) => note !== null);
  const where = shown.length === 0 ? '' : ` (${shown.join(', ')})`;
  return `${SYMBOLS[change.action].padStart(WIDEST_SYMBOL)} ${change.address}${where}: ${change.reason}`;
}

/** Only machines that will be there have a price. */
function priced(change: Change): boolean {
  return change.address.startsWith('machine/') && change.action !== 'destroy';
}

/** The plan as lines for the log. */
export function renderPlanText(plan: PlanView): string {
  return [...plan.changes.map(changeLine), planSummary(plan.changes), `Cost: ${formatCost(plan.cost)}.`].join('\n');
}

function changeTable(changes: readonly Change[]): Section {
  const rows = changes.map((change) => [
    codeSpan(SYMBOLS[change.action]),
    codeSpan(change.address),
    change.action,
    change.backend === null ? '' : escapeText(change.backend),
    priced(change) ? escapeText(formatHourly(change.costHourly)) : '',
    escapeText(change.reason),
  ]);
  return table(['', 'What', 'Change', 'Backend', 'Price', 'Why'], rows);
}

/** The plan as a Markdown document of at most `maxBytes`. */
export function renderPlanMarkdown(plan: PlanView, maxBytes: number): string {
  const head = paragraph('### Plan', '', escapeText(planSummary(plan.changes)));
  const cost = paragraph(`Cost: ${escapeText(formatCost(plan.cost))}.`);
  const sections = plan.changes.length === 0 ? [head, cost] : [head, changeTable(plan.changes), cost];
  return document(sections, maxBytes);
}

/** The plan behind a triangle, as a part of a larger document. */
export function planSection(changes: readonly Change[]): Section {
  return details(planSummary(changes), changeTable(changes));
}

/** The text of the plan file: JSON in snake_case, counts of every kind, null for what is not known. */
export function renderPlanJson(plan: PlanView): string {
  const changes = plan.changes.map(({ address, action, reason, id, backend, costHourly }) => ({
    address,
    action,
    reason,
    id,
    backend,
    cost_hourly: costHourly,
  }));
  const { hourly, monthly, currency, complete } = plan.cost;
  const counts = countChanges(plan.changes);
  return `${JSON.stringify({ changes, counts, cost: { hourly, monthly, currency, complete } }, null, 2)}\n`;
}
