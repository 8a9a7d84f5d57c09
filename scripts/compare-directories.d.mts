// Types of compare-directories.mjs, for its test.

/** What is wrong with `actual`, one line per file; empty when it equals `expected` and holds no native file. */
export function compareDirectories(expected: string, actual: string): string[];
