// Modes plan and check: what apply would do, found out with read power only.
import { makePlan } from '../engine/make-plan.ts';
import { ActionError } from '../model/errors.ts';
import type { ObservedCloud } from '../model/observed.ts';
import type { ReadyMachine, Report } from '../model/outcome.ts';
import type { Spec } from '../model/spec.ts';
import type { MachineChange } from '../plan/build-plan.ts';
import { loginUserOf } from '../plan/login-user.ts';
import { renderPlanText } from '../render/plan.ts';
import type { Connected } from './connect-step.ts';
import { newFilesDirectory } from './files-directory.ts';
import { writePlanFiles } from './hand-over.ts';
import { NO_PATHS } from './outputs.ts';
import { planInput } from './plan-input.ts';
import { publish, type Step } from './running-step.ts';

/** Plans and publishes the plan. Throws ActionError `drift` where `check` is asked to fail on it. */
export async function runPlan(
  step: Step,
  spec: Spec,
  mode: 'plan' | 'check',
  { world }: Pick<Connected, 'world'>,
): Promise<void> {
  const { inputs, scope, log } = step;
  const { reader, clock, signal } = world;
  // Only the reading half is handed on: a plan has no power to change anything.
  const { plan, inventory } = await log.group('Plan', () =>
    makePlan({ reader, clock, log, signal }, planInput(step, spec, true)),
  );
  log.info(renderPlanText(plan));
  const replaced = plan.counts.replace > 0 && !inputs.replace;
  if (replaced) log.warning('Apply would refuse: a machine has to be replaced. Set `replace: true` to allow it.');
  const files = newFilesDirectory(step);
  const planFile = writePlanFiles(files, plan);
  const planned: Report = {
    machines: plan.changes.flatMap((change) =>
      change.kind === 'machine' ? plannedMachine(change, inventory.clouds) : [],
    ),
    outcomes: [],
    leaks: [],
    plan: plan.counts,
    cost: plan.cost,
    changed: false,
  };
  publish(step, planned, plan.changes, { ...NO_PATHS, files, plan: planFile });
  if (mode === 'check' && plan.drift && inputs.failOnDrift) {
    throw new ActionError('drift', 'remote', `scope ${scope.name}: reality differs from the spec.`, {
      hint: 'The plan above says where.',
    });
  }
}

/** A machine as a plan knows it: what is there now, untouched. */
function plannedMachine(change: MachineChange, clouds: readonly ObservedCloud[]): ReadyMachine[] {
  const { desired, observed } = change;
  if (desired === null) return [];
  return [
    {
      name: desired.name,
      row: desired.row,
      observed,
      mistName: desired.mistName,
      backend: change.backend ?? desired.backend,
      user: loginUserOf(desired, change.backend, clouds, change.placement?.image.name ?? null),
      port: desired.port ?? observed?.sshPort ?? 22,
      keyName: desired.keyName,
      groups: desired.groups,
      outcome: observed === null ? 'skipped' : 'unchanged',
      why: change.reason,
      hostKeys: [],
    },
  ];
}
