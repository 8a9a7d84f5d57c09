// Types of peers.mjs, for its test.
import type { Figures } from './goals.mjs';

export function peersTable(
  rows: readonly { readonly name: string; readonly latencyMs: number; readonly figures: Figures }[],
): string | null;
