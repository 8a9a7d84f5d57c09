// Types of figures.mjs, for its test.
export type Spread = { readonly median: number; readonly min: number; readonly max: number };

export function spreadOf(values: readonly (number | undefined)[]): Spread | null;

export function summarize(
  samples: readonly Readonly<Record<string, number | undefined>>[],
): Record<string, Spread | null>;

export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string;
