// Types of fuzz-specs.mjs, for the tests.

/** Spec number `index` of a seed: the same text every time. */
export function specFor(seed: number, index: number): string;
