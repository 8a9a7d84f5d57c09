// A step at work: what plan, apply and destroy share once inputs, scope and state are there.

import type { Scope } from '../model/identity.ts';
import type { Report } from '../model/outcome.ts';
import type { Plan } from '../plan/build-plan.ts';
import { leakSentence, renderReportText } from '../render/report.ts';
import { renderSummary } from '../render/summary.ts';
import type { Context } from './context.ts';
import type { Inputs } from './inputs.ts';
import type { ActionLog } from './log.ts';
import { buildOutputs, type HandedPaths } from './outputs.ts';
import type { StepWorld } from './process-world.ts';
import type { StateWriter } from './state-facts.ts';
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

/** Says what came of the step: log, outputs, summary, and an annotation for each thing that may be left. */
export function publish(step: Step, result: Report, changes: Plan['changes'], paths: HandedPaths): void {
  const { log, scope, runner } = step;
  if (result.outcomes.length > 0) log.info(renderReportText(result));
  for (const leak of result.leaks) log.error(leakSentence(leak), { title: 'May be left' });
  appendSummary(runner.env, log, renderSummary({ scope, report: result, changes }));
  setOutputs(runner, log, buildOutputs(result, scope, paths));
}
