// Types of plot.mjs, for its test.
export type Series = {
  readonly name: string;
  readonly dashed: boolean;
  readonly points: readonly (readonly [number, number])[];
};

export function ticks(log: boolean, least: number, most: number): number[];

export function plot(chart: {
  readonly title: string;
  readonly xs: readonly number[];
  readonly panels: readonly { readonly title: string; readonly log: boolean; readonly series: readonly Series[] }[];
}): string;
