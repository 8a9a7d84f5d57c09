// Types and contract of the runner simulation in runner.mjs, for the tests.

/** What a step does to end main early. `afterMs` counts from its start; `on` is matched with each line it prints. */
export type Interrupt = {
  /**
   * `cancel`: SIGINT, 7.5 s, SIGTERM, 2.5 s, SIGKILL; the job is cancelled, post runs within 285 s. `kill`: SIGKILL of
   * main alone; the job has failed, post runs. `lost`: the whole runner is gone, no post runs, every process ends.
   */
  readonly kind: 'cancel' | 'kill' | 'lost';
  readonly afterMs?: number;
  readonly on?: { test(line: string): boolean };
  /** Ends main as soon as this settles. */
  readonly when?: Promise<unknown>;
};

/** The job around the steps; everything has a default. Give `runnerTemp` to share it between jobs. */
export type JobOptions = {
  readonly actionDirectory?: string;
  readonly actor?: string;
  readonly apiUrl?: string;
  readonly baseRef?: string;
  readonly checkRunId?: string;
  readonly debug?: boolean;
  /** The webhook payload, written to GITHUB_EVENT_PATH. */
  readonly event?: unknown;
  readonly eventName?: string;
  readonly githubToken?: string;
  readonly headRef?: string;
  /** False: nothing is masked, for measurements. To hide hundreds of values takes seconds, in which the step's streams are not read. */
  readonly masked?: boolean;
  readonly matrix?: unknown;
  readonly name?: string;
  readonly ref?: string;
  readonly repository?: string;
  readonly repositoryId?: string;
  readonly runAttempt?: string;
  readonly runId?: string;
  readonly runnerTemp?: string;
  /** Values that are masked before the job starts, as GitHub does with its secrets. */
  readonly secrets?: readonly string[];
  readonly serverUrl?: string;
  readonly sha?: string;
  readonly workflow?: string;
  readonly workspace?: string;
};

export type StepOptions = {
  /** `id:` of the step, its GITHUB_ACTION; without it `__self`, `__self_2`, … */
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, string>>;
  /** `env:` of the step, for main and post. */
  readonly env?: Readonly<Record<string, string>>;
  /** Takes the place of variables that the runner itself sets, e.g. `{ GITHUB_STATE: '/dev/full' }`. */
  readonly replaced?: Readonly<Record<string, string>>;
  readonly interrupt?: Interrupt | null;
};

export type Annotation = {
  readonly level: 'error' | 'warning' | 'notice';
  readonly message: string;
  readonly title: string | null;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly endLine: number | null;
  readonly endColumn: number | null;
};

/** One process of a step and what it left. */
export type PostResult = {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** Red: a non-zero exit, or a command file that the runner cannot read. */
  readonly failed: boolean;
  readonly state: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly path: readonly string[];
  /** Markdown of the job summary, masked. */
  readonly summary: string;
  /** The log as GitHub keeps it: both streams, commands obeyed, secrets masked. */
  readonly stdout: string;
  /** Both streams as they were printed: what a secret scan has to read. */
  readonly rawStdout: string;
  /** The text of the command files by variable, as the process left them. */
  readonly rawFiles: Readonly<Record<string, string>>;
  readonly annotations: readonly Annotation[];
  readonly seconds: number;
  /** When its process was started, as `performance.now()` of the runner. */
  readonly startedAt: number;
  /** From the first signal to the end, in ms; null when it was not interrupted. */
  readonly stopMs: number | null;
  /** A process that it started kept its streams: GitHub would have waited 5 s. */
  readonly streamsHeldOpen: boolean;
  readonly timedOut: boolean;
};

export type MainResult = PostResult & {
  readonly outputs: Readonly<Record<string, string>>;
  /** Names of outputs that hold a masked value. */
  readonly droppedOutputs: readonly string[];
};

export type JobStatus = 'success' | 'failure' | 'cancelled';

export type Job = {
  readonly runnerTemp: string;
  readonly workspace: string;
  /** Every value masked so far, in order. */
  readonly masks: readonly string[];
  /** What other steps of the job did to it: posts see it as `job.status`. */
  setStatus(status: JobStatus): void;
  /** Pids that carry the job's RUNNER_TRACKING_ID (Linux only). */
  processes(): readonly number[];
  /**
   * Runs main. `post` runs the step's post now; otherwise `finish` does. A post with an interrupt does not count as the
   * step's post: what it left is seen by running it again.
   */
  step(options?: StepOptions): Promise<MainResult & { post(interrupt?: Interrupt): Promise<PostResult> }>;
  /** Runs the posts that have not run, last step first, then ends what the job left; `orphans` are its pids. */
  finish(): Promise<{
    readonly posts: readonly PostResult[];
    readonly orphans: readonly number[];
    readonly status: JobStatus;
  }>;
  /** Removes the job's directories, but none that was given. */
  remove(): void;
};

/** Starts a job on this machine: temporary directories, no process yet. */
export function startJob(options?: JobOptions): Job;

/** One job of one step, main and post. `post` is null when the runner was lost. */
export function runStep(options?: StepOptions & { readonly job?: JobOptions; readonly keepFiles?: boolean }): Promise<
  MainResult & {
    readonly post: PostResult | null;
    readonly orphans: readonly number[];
    readonly status: JobStatus;
    readonly masks: readonly string[];
  }
>;

/** What all posts of a cancelled job share, in ms. */
export const POST_BUDGET_MS: number;
