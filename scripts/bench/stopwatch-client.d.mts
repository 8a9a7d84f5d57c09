// Types of stopwatch-client.mjs, for its test.
export type StopwatchOptions = { readonly latencyMs?: number; readonly bootMs?: number; readonly planted?: number };

export type StopwatchStats = {
  readonly requests: number;
  readonly routes: Readonly<Record<string, number>>;
  readonly depth: number;
  readonly mostInFlight: number;
  /** Requests that were answered with 400 or more. */
  readonly refused: readonly string[];
  /** What is there: machines that are not planted, keys, schedules. */
  readonly names: readonly string[];
  readonly keys: number;
  readonly schedules: number;
};

export function startStopwatch(): Promise<{
  readonly url: string;
  reset(options?: StopwatchOptions): Promise<void>;
  tune(options?: StopwatchOptions): Promise<void>;
  save(): Promise<void>;
  restore(options?: StopwatchOptions): Promise<void>;
  stats(): Promise<StopwatchStats>;
  close(): void;
}>;
