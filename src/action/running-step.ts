// A step at work: what plan, apply and destroy share once inputs, scope and state are there.

import type { PlanInput } from '../engine/make-plan.ts';
import type { Scope } from '../model/identity.ts';
import type { Report } from '../model/outcome.ts';
import type { Spec } from '../model/spec.ts';
import type { Plan } from '../plan/build-plan.ts';
import { leakSentence, renderReportText } from '../render/report.ts';
import { renderSummary } from '../render/summary.ts';
import { expandSpec } from '../spec/expand.ts';
import type { Context } from './context.ts';
import { createFilesDir } from './files.ts';
import type { Inputs } from './inputs.ts';
import type { ActionLog } from './log.ts';
import { buildOutputs, type HandedPaths } from './outputs.ts';
import type { StepWorld } from './process-world.ts';
import { randomId } from './random-id.ts';
import { type StateWriter, saveFacts } from './state-facts.ts';
import { appendSummary, setOutputs } from './step.ts';

export type Step = {
  readonly runner: StepWorld;
  readonly inputs: Inputs;
  readonly context: Context;
  readonly scope: Scope;
  readonly log: ActionLog;
  readonly signal: AbortSignal;
  readonly state: StateWriter;
  /** The same without a sync: for what is told before anything is changed, and for what post finds in Mist where it is lost. */
  readonly unsynced: StateWriter;
  /** When the work must be over, on the monotonic clock, ms: some time before `signal` ends it, for writing the truth. */
  readonly end: number;
};

const DEFAULT_LEASE_MS = 30 * 60_000;

/** What planning wants to know. Without `ttl`, unnamed scopes get a lease and named ones none. */
export function planInput(step: Step, spec: Spec, replace: boolean): PlanInput {
  const { inputs, scope } = step;
  const ttl = inputs.ttl === 'none' ? null : (inputs.ttl ?? (scope.named ? null : DEFAULT_LEASE_MS));
  return {
    scope,
    spec,
    expand: (enabledBackends, gather) =>
      expandSpec(spec, { scope, defaultTtlMs: ttl, ttlUnsaid: inputs.ttl === null, enabledBackends, gather }),
    maxMachines: inputs.maxMachines,
    replace,
    trustOnFirstUse: inputs.trustOnFirstUse,
  };
}

/** Makes the files directory and records it for post; answers its path. Throws ActionError. */
export function newFilesDirectory(step: Step): string {
  const record = createFilesDir(step.context.runnerTemp, randomId());
  saveFacts(step.unsynced, { filesDir: record });
  return record.path;
}

/** Says what came of the step: log, outputs, summary, and an annotation for each thing that may be left. */
export function publish(step: Step, result: Report, changes: Plan['changes'], paths: HandedPaths): void {
  const { log, scope, runner } = step;
  if (result.outcomes.length > 0) log.info(renderReportText(result));
  for (const leak of result.leaks) log.error(leakSentence(leak), { title: 'May be left' });
  appendSummary(runner.env, log, renderSummary({ scope, report: result, changes }));
  setOutputs(runner, log, buildOutputs(result, scope, paths));
}
