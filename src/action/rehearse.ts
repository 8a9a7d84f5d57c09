// The rest of an apply gone through once on invented machines, while the live lists are under way. Nothing of it is seen.
import type { Applied } from '../engine/apply.ts';
import { rehearseApply } from '../engine/rehearsal.ts';
import { sentenceOf } from '../engine/world.ts';
import { renderPlanText } from '../render/plan.ts';
import { renderReportText } from '../render/report.ts';
import { renderSummary } from '../render/summary.ts';
import { handOverFiles, planFiles } from './hand-over.ts';
import { createLog } from './log.ts';
import { meanwhile } from './meanwhile.ts';
import { buildOutputs } from './outputs.ts';
import { createRedactor } from './redact.ts';
import type { Begun } from './run-apply.ts';
import type { Step } from './running-step.ts';

/** As long as a private key, of as many lines. */
const SECRET = Array.from({ length: 50 }, (_, line) => `rehearsed${line % 10}`.repeat(6)).join('\n');

type Rehearsed = Pick<Begun, 'apply' | 'input' | 'directory'> & { readonly world: Pick<Begun['world'], 'keyMaker'> };

/** Resolves once the live lists have come, or when all has been gone through. Never rejects. */
export async function rehearse(
  step: Pick<Step, 'scope' | 'log'>,
  { apply, input, directory, world }: Rehearsed,
): Promise<void> {
  const observation = await apply.observing.catch(() => null);
  if (observation === null) return;
  const { scope } = step;
  const log = createLog({ write: () => undefined, elapsed: () => 0, redactor: createRedactor(), commands: true });
  let applied: Applied | null = null;
  const withApplied = (piece: (applied: Applied) => unknown) => async (): Promise<void> => {
    if (applied !== null) piece(applied);
  };
  const pieces = [
    async () => {
      applied = await rehearseApply(log, input, observation);
    },
    withApplied(({ planned, report }) => {
      const { plan } = planned;
      log.info(renderPlanText(plan));
      planFiles(directory, plan);
      const { paths } = handOverFiles(directory, scope, report, {}, '');
      log.info(renderReportText(report));
      log.redact(renderSummary({ scope, report, changes: plan.changes }));
      buildOutputs(report, scope, paths);
    }),
    withApplied(() => log.mask(SECRET)),
    withApplied(() => world.keyMaker.prepare?.()),
  ];
  await meanwhile(observation.listings, pieces, (error) => step.log.debug(`Not rehearsed: ${sentenceOf(error)}`));
}
