// Main: inputs → spec → plan → apply (or plan, check, destroy) → outputs, files and summary. What a mode does is loaded
// once the mode is known, the language of specs only where there is one.

import { CancelledError, InputError } from '../model/errors.ts';
import type { Spec } from '../model/spec.ts';
import { appendSynced, appendWhole } from './command-file.ts';
import type { Connected } from './connect-step.ts';
import { type Context, isSecretless, scopeOf } from './context.ts';
import { distrustOf } from './distrust.ts';
import { refuseCollisions } from './export-env.ts';
import { type Inputs, readInputs } from './inputs.ts';
import { loadCompiled } from './load-compiled.ts';
import { withPlaces } from './plan-mistakes.ts';
import { cancelOnSignals, processWorld, type StepWorld, stepLog } from './process-world.ts';
import { randomId } from './random-id.ts';
import type { Step } from './running-step.ts';
import { checkSavePaths, saveRoots } from './save-path.ts';
import { openState, type StepMode, saveFacts } from './state-facts.ts';
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

type GivenStep = Omit<Step, 'scope' | 'state' | 'unsynced' | 'end'>;

async function runStep(given: GivenStep): Promise<void> {
  const { runner, inputs, context } = given;
  const reserve = Math.min(WRITE_RESERVE_MS, inputs.timeout.ms / 20);
  const end = runner.clock.elapsed() + inputs.timeout.ms - reserve;
  const scope = scopeOf(inputs, context);
  const mode = modeOf(inputs, context);
  if (mode === 'destroy' && !scope.named) {
    throw new InputError('scope', '`destroy` needs the name of the scope.', {
      hint: "Unnamed scopes are removed by their own step's post.",
    });
  }
  const { state, unsynced } = openState(runner.env, { append: appendSynced, appendWhole, uuid: randomId });
  const step: Step = { ...given, scope, state, unsynced, end };
  if (mode === 'destroy') {
    saveBeginning(step);
    saveScope(step, mode);
    const { runDestroy } = await import('./run-destroy.ts');
    return runDestroy(step);
  }
  if (mode === 'reap') {
    saveBeginning(step);
    saveScope(step, mode);
    const { runReap } = await import('./run-reap.ts');
    return runReap(step);
  }
  await runWithSpec(step, mode);
}

async function runWithSpec(step: Step, mode: 'apply' | 'plan' | 'check'): Promise<void> {
  const { inputs, scope } = step;
  let connected: Connected | null = null;
  // Nearly every spec of an unnamed scope needs a pair, and nothing takes longer; one that does not gives it up in the end.
  const probablyNewKey = mode === 'apply' && !scope.named && mayAskFirst(step);
  try {
    if (mayAskFirst(step)) {
      saveBeginning(step);
      connected = await connect(step);
      if (probablyNewKey) connected = await beginKeyOf(connected);
    }
    const spec = await readSpecOf(step);
    if (connected === null) saveBeginning(step);
    saveScope(step, mode);
    connected ??= await connect(step);
    try {
      if (mode === 'apply') {
        const [{ needsNewKey }, { runApply }] = await loadCompiled(() =>
          Promise.all([import('../engine/first-lists.ts'), import('./run-apply.ts')]),
        );
        const ready = !probablyNewKey && needsNewKey(scope, spec) ? await beginKeyOf(connected) : connected;
        await runApply(step, spec, ready);
      } else {
        const { runPlan } = await import('./run-plan.ts');
        await runPlan(step, spec, mode, connected);
      }
    } catch (error) {
      throw withPlaces(error, spec, inputs.spec.kind === 'file' ? inputs.spec.path : null);
    }
  } finally {
    await connected?.connection.close();
  }
}

/**
 * True when the two lists that every plan begins with may be asked for while the spec is read: they need nothing of it. Not
 * where the spec may be a stranger's, or where connecting begins something itself: a sandbox, a token.
 */
function mayAskFirst({ inputs, context }: Step): boolean {
  return inputs.target.kind === 'server' && inputs.credentials.kind === 'token' && distrustOf(context) === 'nothing';
}

async function connect(step: Step): Promise<Connected> {
  const { connectStep } = await import('./connect-step.ts');
  return connectStep(step);
}

async function beginKeyOf(connected: Connected): Promise<Connected> {
  const { beginKey } = await import('./connect-step.ts');
  return beginKey(connected);
}

/** Before anything is asked: without state not even that is of use. */
function saveBeginning({ runner, inputs, unsynced }: Step): void {
  const mistUrl = inputs.target.kind === 'sandbox' ? 'sandbox' : inputs.target.url;
  saveFacts(unsynced, { mistUrl, started: runner.clock.now() });
}

/** Before anything is changed, and on the disk with the first intent: post takes a step without a scope for one that did nothing. */
function saveScope({ unsynced, scope, log }: Step, mode: StepMode): void {
  saveFacts(unsynced, { scope, mode });
  if (mode !== 'reap') log.info(`Scope: ${scope.name}${scope.named ? '' : ' (goes with this job)'}`);
}

async function readSpecOf(given: Step): Promise<Spec> {
  const { readSpec } = await import('./read-spec.ts');
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
