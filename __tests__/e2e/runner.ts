// The runner simulation as the end-to-end tests use it: jobs on the built dist/, and `sandbox` as their Mist server.
import { resolve } from 'node:path';
import type { Job, JobOptions, MainResult } from '../../scripts/runner.mjs';
import * as simulation from '../../scripts/runner.mjs';

export type {
  Annotation,
  Interrupt,
  Job,
  JobOptions,
  MainResult,
  PostResult,
  StepOptions,
} from '../../scripts/runner.mjs';

/** Where action.yml and dist/ are: this checkout, unless MIST_ACTION_DIRECTORY names another build of it. */
export const actionDirectory = resolve(process.env.MIST_ACTION_DIRECTORY || '.');

/** A job on `actionDirectory`; see scripts/runner.d.mts. */
export function startJob(options: JobOptions = {}): Job {
  return simulation.startJob({ actionDirectory, ...options });
}

/** One job of one step on `actionDirectory`; see scripts/runner.d.mts. */
export function runStep(options: Parameters<typeof simulation.runStep>[0] = {}): ReturnType<typeof simulation.runStep> {
  return simulation.runStep({ ...options, job: { actionDirectory, ...options.job } });
}

/** Runs `work` with a job and ends the job, its processes and its files whatever happens. */
export async function withJob<T>(options: JobOptions, work: (job: Job) => Promise<T>): Promise<T> {
  const job = startJob(options);
  try {
    return await work(job);
  } finally {
    await job.finish();
    job.remove();
  }
}

/** One element of the output `machines`, as far as tests look at it. */
export type MachineOutput = {
  readonly name: string;
  readonly row: string;
  readonly id: string;
  readonly ip: string;
  readonly port: number;
  readonly user: string;
  readonly state: string;
  readonly outcome: string;
};

/** The output `machines`, parsed; throws with the log when the step did not set it. */
export function machinesOf(result: MainResult): readonly MachineOutput[] {
  const text = result.outputs.machines;
  if (text === undefined) throw new Error(`The step set no \`machines\`:\n${result.stdout}`);
  return JSON.parse(text) as MachineOutput[];
}
