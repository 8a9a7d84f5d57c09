// Types of command-files.mjs, for its tests.

/** Entries of a command file in order; `error` is why reading stopped early. */
export function parsePairs(text: string): { pairs: [string, string][]; error: string | null };
