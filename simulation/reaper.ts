// `mode: reap` as a process of its own, on a runner and in a job that share nothing with those it looks at.
import { type ReapResult, reap } from '../src/reap/reap.ts';
import { GitHubLine, type GitHubMood } from './github.ts';
import { Life } from './life.ts';
import type { FaultPlan } from './network-faults.ts';
import { connect, type Run, runProcess } from './process.ts';
import { ReaperRules } from './reaper-rules.ts';
import type { Cut } from './step-options.ts';
import type { Universe } from './universe.ts';

/** One reap. Times in ms; `olderThanMs` null for the defaults. */
export type ReapPlot = {
  readonly atMs: number;
  readonly dryRun: boolean;
  readonly olderThanMs: number | null;
  readonly maxReap: number;
  readonly cut: Cut | null;
  readonly github: GitHubMood;
};

const TIMEOUT_MS = 10 * 60_000;
const WRITE_RESERVE_MS = 5_000;
/** The default of the input `keep-tag`. */
export const KEEP_TAG = 'keep';

/** Reaps the repository of the world's scopes; what breaks an invariant is in the world's violations. */
export async function playReap(universe: Universe, plot: ReapPlot, faults: FaultPlan): Promise<Run<ReapResult>> {
  const { time, github, options } = universe;
  const life = new Life(time, -options.skewMs);
  const line = new GitHubLine(github, time, life, plot.github);
  const rules = new ReaperRules(universe, line, { ...plot, keepTag: KEEP_TAG });
  const run = await runProcess(
    { universe, what: 'reap', life, hazards: { faults, cut: plot.cut }, rules },
    async (network) => {
      life.expireAfter(TIMEOUT_MS);
      const refuse = (): never => {
        throw new Error('A reaper must not create anything.');
      };
      const { reader, writer } = connect(universe, life, network);
      const world = {
        reader,
        writer,
        clock: life.clock(),
        log: life.log(),
        signal: life.signal,
        journal: { intend: refuse, sent: refuse, settle: refuse },
        prober: universe.park.prober(life),
        shell: universe.park.shell(life),
        keyMaker: universe.keys.maker(),
      };
      const [scope] = options.scopes;
      if (scope === undefined) throw new Error('A world without scopes has nothing to reap.');
      const value = await reap(world, line.reader(), {
        repository: scope.repository,
        rules: { olderThanMs: plot.olderThanMs, keepTag: KEEP_TAG },
        maxReap: plot.maxReap,
        dryRun: plot.dryRun,
        deadline: time.elapsed() + TIMEOUT_MS - WRITE_RESERVE_MS,
        parallelism: 10,
      });
      // What src/action/run-reap.ts makes red.
      const trouble = value.refused ?? (value.leaks.length > 0 ? `${value.leaks.length} are not proved gone` : null);
      return { value, error: trouble === null ? null : new Error(trouble) };
    },
  );
  rules.judge(run);
  return run;
}
