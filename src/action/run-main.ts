// Main: inputs → spec → plan → apply (or plan, check, destroy) → outputs, files and summary. What a mode does is loaded
// once the mode is known, the language of specs only where there is one.

import { CancelledError, InputError } from '../model/errors.ts';
import type { Spec } from '../model/spec.ts';
import { appendSynced, appendWhole } from './command-file.ts';
import { type Context, isSecretless, scopeOf } from './context.ts';
import { refuseCollisions } from './export-env.ts';
import { type Inputs, readInputs } from './inputs.ts';
import { withPlaces } from './plan-mistakes.ts';
import { cancelOnSignals, processWorld, type StepWorld, stepLog } from './process-world.ts';
import { randomUUID } from './random-id.ts';
import type { Step } from './running-step.ts';
import { checkSavePaths, saveRoots } from './save-path.ts';
import { openState, saveFacts } from './state-facts.ts';
import { failStep, stepContext } from './step.ts';

/** What is kept of it to write the truth, before everything is aborted. */
const WRITE_RESERVE_MS = 5_000;

/** Runs main; sets the exit code, never throws. */
export async function runMain(runner: StepWorld = processWorld): Promise<void> {
  const log = stepLog(runner);
  try {
    const context = stepContext(runner.env);
    if (isSecretless(runner.env, context)) {
      log.notice('No credentials: GitHub withholds secrets from forks and Dependabot. Nothing was done.');
      return;
    }
    const inputs = readInputs(runner.env);
    const { signal, stop } = cancelOnSignals(runner, log, {
      ms: inputs.timeout.ms,
      text: `\`timeout\` is ${inputs.timeout.text}`,
    });
    try {
      await runStep({ runner, inputs, context, log, signal });
    } catch (error) {
      // Whatever was interrupted knows that it was, the signal knows by what.
      throw error instanceof CancelledError && signal.aborted ? signal.reason : error;
    } finally {
      stop();
    }
  } catch (error) {
    failStep(runner, log, error);
  }
}

async function runStep(given: Omit<Step, 'scope' | 'state' | 'answers' | 'end'>): Promise<void> {
  const { runner, inputs, context, log } = given;
  const reserve = Math.min(WRITE_RESERVE_MS, inputs.timeout.ms / 20);
  const end = runner.clock.elapsed() + inputs.timeout.ms - reserve;
  const scope = scopeOf(inputs, context);
  const mode = modeOf(inputs, context);
  if (mode === 'destroy' && !scope.named) {
    throw new InputError('scope', '`destroy` needs the name of the scope.', {
      hint: "Unnamed scopes are removed by their own step's post.",
    });
  }
  const spec = mode === 'destroy' || mode === 'reap' ? null : await readSpecOf(given);
  const { state, answers } = openState(runner.env, { append: appendSynced, appendWhole, uuid: randomUUID });
  // Before anything is asked: without state not even that is of use.
  saveFacts(state, {
    scope,
    mode,
    mistUrl: inputs.target.kind === 'sandbox' ? 'sandbox' : inputs.target.url,
    started: runner.clock.now(),
  });
  const step: Step = { ...given, scope, state, answers, end };
  if (mode === 'reap') {
    const { runReap } = await import('./run-reap.ts');
    return runReap(step);
  }
  log.info(`Scope: ${scope.name}${scope.named ? '' : ' (goes with this job)'}`);
  if (spec === null || mode === 'destroy') {
    const { runDestroy } = await import('./run-destroy.ts');
    return runDestroy(step);
  }
  const [{ whileConnected }, { needsNewKey }] = await Promise.all([
    import('./connect-step.ts'),
    import('../engine/first-lists.ts'),
  ]);
  try {
    const newKey = mode === 'apply' && needsNewKey(scope, spec);
    await whileConnected(step, newKey, async (connected) => {
      if (mode === 'apply') {
        const { runApply } = await import('./run-apply.ts');
        await runApply(step, spec, connected);
      } else {
        const { runPlan } = await import('./run-plan.ts');
        await runPlan(step, spec, mode, connected);
      }
    });
  } catch (error) {
    throw withPlaces(error, spec, inputs.spec.kind === 'file' ? inputs.spec.path : null);
  }
}

async function readSpecOf(given: Omit<Step, 'scope' | 'state' | 'answers' | 'end'>): Promise<Spec> {
  const loading = import('./read-spec.ts');
  // Read from the disk meanwhile; whoever connects hears of it when that cannot be loaded.
  import('./connect-step.ts').catch(() => undefined);
  const { readSpec } = await loading;
  const spec = await readSpec(given);
  checkSavePaths(spec, saveRoots(given.context));
  const { exportPrefix } = given.inputs;
  if (exportPrefix !== null) refuseCollisions(exportPrefix, spec);
  return spec;
}

/** `auto` follows the event: a closed or unlabelled pull request is torn down, everything else applies. */
function modeOf(inputs: Inputs, context: Context): Exclude<Inputs['mode'], 'auto'> {
  if (inputs.mode !== 'auto') return inputs.mode;
  const { action } = context.event;
  return action === 'closed' || action === 'unlabeled' ? 'destroy' : 'apply';
}
