// Types of programs.mjs, for the test of the floor.
export function runFloor(
  mode: 'first' | 'noop' | 'plan' | 'fresh' | 'destroy',
  env: Readonly<Record<string, string>>,
  options?: { readonly usage?: boolean },
): Promise<{ readonly wallMs: number; readonly cpuMs?: number; readonly peakMb?: number }>;
