// Mode apply: what there is is asked for, and while that is under way the rest of the mode is loaded.
import { type BegunApply, beginApply } from '../engine/begin-apply.ts';
import type { PlanInput } from '../engine/make-plan.ts';
import { scopePrefix } from '../model/identity.ts';
import type { Spec } from '../model/spec.ts';
import type { Connected } from './connect-step.ts';
import { newFilesDirectory } from './files-directory.ts';
import { loadCompiled } from './load-compiled.ts';
import { meanwhile } from './meanwhile.ts';
import { planInput } from './plan-input.ts';
import type { Step } from './running-step.ts';
import { journalIsThere } from './state-journal.ts';

/** `directory`: where the files that are handed over will be. `input`: what was begun with. */
export type Begun = Connected & { readonly directory: string; readonly input: PlanInput; readonly apply: BegunApply };

/** Applies and publishes. Throws ActionError when a row is not as the spec wants it. */
export async function runApply(step: Step, spec: Spec, connected: Connected): Promise<void> {
  const applying = step.log.group('Apply', async () => {
    const begun = await begin(step, spec, connected);
    const { applyStep } = await loadRest();
    return applyStep(step, spec, begun);
  });
  const { handOver } = await applying.catch((error: unknown) => {
    // Post will say that there was nothing to remove.
    if (!journalIsThere(step.runner.env, connected.entries()))
      step.log.error(`The runner lost the state of this step: what it began in scope ${step.scope.name} may be left.`);
    throw error;
  });
  await handOver();
}

/**
 * Resolves once the live lists have left, or have come to nothing, of which apply hears. Throws ActionError where there is no
 * place for files: a disk that takes none is told before there are machines.
 */
async function begin(step: Step, spec: Spec, connected: Connected): Promise<Begun> {
  const directory = newFilesDirectory(step);
  // All names begin with it. Its hash loads what hashes, 7 ms that would else be spent between the answer and the next request.
  scopePrefix(step.scope);
  const input = planInput(step, spec, step.inputs.replace);
  const apply = beginApply(connected.world, input);
  await meanwhile(apply.observing, [loadEngine]);
  await apply.observing.catch(() => undefined);
  await new Promise((resolve) => setImmediate(resolve));
  return { ...connected, directory, input, apply };
}

/** The larger half of the rest: with it out of the way, there is time for more while the live lists are under way. */
function loadEngine(): Promise<unknown> {
  return loadCompiled(() => import('../engine/apply.ts'));
}

async function loadRest(): Promise<typeof import('./apply-step.ts')> {
  const [rest] = await loadCompiled(() =>
    Promise.all([
      import('./apply-step.ts'),
      // Wanted with the answer to a key; whoever uses it hears of it when it cannot be loaded.
      import('../ssh/key-maker.ts').catch(() => undefined),
    ]),
  );
  return rest;
}
