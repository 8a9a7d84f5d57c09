// Types of goals.mjs, for its test.
import type { Spread } from './figures.mjs';

export type Figures = Readonly<Record<string, Readonly<Record<string, Spread | null>>>>;

export type Goal = {
  /** Number of the goal in docs/performance.md. */
  readonly must: number;
  readonly what: string;
  readonly value: number;
  readonly limit: number;
  readonly unit: 'ms' | 'x' | 'MB' | 'MiB' | '';
  /** `exact`: does not depend on the machine, so that nothing above the limit is let through. */
  readonly kind: 'exact' | 'ratio';
  readonly ok: boolean;
};

export function judge(
  rows: readonly { readonly name: string; readonly latencyMs: number; readonly figures: Figures }[],
  bytes: { readonly loaded: number; readonly dist: number } | null,
  statistic?: 'median' | 'min',
): Goal[];

export function isGross(goal: Goal): boolean;
