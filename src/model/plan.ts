// A plan is a value: what will be done, to what, and why. Apply obeys it and never re-decides; `reason` is for people.
import type { Address } from './desired.ts';

export const ACTIONS = ['create', 'update', 'replace', 'adopt', 'destroy', 'no-op'] as const;
export type Action = (typeof ACTIONS)[number];

export type Change = {
  readonly address: Address;
  readonly action: Action;
  readonly reason: string;
  /** Mist id of the object acted on; null for creates. */
  readonly id: string | null;
  /** Name of the backend in Mist, where it matters. */
  readonly backend: string | null;
  /** USD per hour that this change leads to; null when unknown. */
  readonly costHourly: number | null;
};

export type PlanCounts = Readonly<Record<Action, number>>;

export type PlanCost = {
  readonly hourly: number;
  readonly monthly: number;
  readonly currency: 'USD';
  /** False when the price of at least one machine is unknown. */
  readonly complete: boolean;
};

/** Hours in a month as Mist and the clouds count them (30.4 days). */
export const HOURS_PER_MONTH = 730;

/** How many changes of each kind, every kind present. */
export function countChanges(changes: readonly Change[]): PlanCounts {
  const counts = Object.fromEntries(ACTIONS.map((action) => [action, 0])) as Record<Action, number>;
  for (const change of changes) counts[change.action] += 1;
  return counts;
}
