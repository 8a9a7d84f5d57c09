// The heartbeat of a step: main starts a keeper for the leases of its machines, post ends it before anything else.
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isReady } from '../engine/apply-machines.ts';
import type { Clock } from '../engine/ports.ts';
import { sentenceOf, serverNow, type World } from '../engine/world.ts';
import type { KeptMachine } from '../keeper/judge.ts';
import { parseNotes, tellNotes } from '../keeper/note.ts';
import type { DesiredMachine } from '../model/desired.ts';
import { formatDuration } from '../model/duration.ts';
import type { ObservedMachine } from '../model/observed.ts';
import type { ReadyMachine } from '../model/outcome.ts';
import { formatOrder, type ServerAccess } from './keeper-order.ts';
import type { KeeperEnd } from './keeper-process.ts';
import type { ActionLog } from './log.ts';
import type { Step } from './running-step.ts';
import { type StepFacts, saveFacts } from './state-facts.ts';

/** What a heartbeat needs of its step. */
type Beating = Pick<Step, 'runner' | 'scope' | 'log' | 'state' | 'context' | 'inputs' | 'signal'>;

/** GitHub ends any job after five days, on runners of one's own too. */
const LONGEST_JOB_MS = 5 * 86_400_000;
/** Where no process of the runner can be watched, a lost runner is not noticed: then as long as jobs last unless told otherwise. */
const UNWATCHED_JOB_MS = 6.5 * 3_600_000;
const LOG_NAME = 'keeper.log';
/** A job of five days that fails once a minute writes about 2 MB. */
const MOST_LOG_BYTES = 8 * 1024 * 1024;

/** Of an `Applied`, what tells which machines to keep. */
export type Made = {
  readonly report: {
    readonly machines: readonly (Pick<ReadyMachine, 'name' | 'outcome'> & {
      readonly observed: Pick<ObservedMachine, 'id' | 'cloudId' | 'name' | 'lease'> | null;
    })[];
  };
  readonly planned: {
    readonly expanded: { readonly machines: readonly Pick<DesiredMachine, 'name' | 'ttlMs' | 'adopt'>[] };
  };
};

/**
 * Ready machines of ours that have a lease. Adopted ones are never destroyed by this action, so nor are they kept. `now` is the
 * server's clock, epoch ms.
 */
export function keptMachines({ report, planned }: Made, now: number): readonly KeptMachine[] {
  return report.machines.flatMap(({ name, observed, outcome }) => {
    const desired = planned.expanded.machines.find((one) => one.name === name);
    if (observed === null || !isReady(outcome) || !desired || desired.adopt !== null || !desired.ttlMs) return [];
    const { id, cloudId, name: mistName, lease } = observed;
    const leftMs = lease === null ? null : Math.round(lease.at - now);
    const inherited = outcome !== 'created' && outcome !== 'replaced';
    return [{ id, cloudId, name: mistName, ttlMs: desired.ttlMs, leftMs, inherited }];
  });
}

/**
 * Starts a keeper for what apply has made, unless the step was told not to or is being cancelled. Its files, and the log
 * that post reads, lie in `directory`. Machines have a lease without it, so its failure is a warning.
 */
export async function startHeartbeat(
  step: Beating,
  applied: Made,
  { world, server }: { readonly world: Pick<World, 'clock' | 'reader'>; readonly server: ServerAccess | null },
  directory: string,
): Promise<void> {
  const { runner, scope, log, state, context, inputs, signal } = step;
  const machines = inputs.heartbeat && !signal.aborted ? keptMachines(applied, serverNow(world)) : [];
  if (machines.length === 0 || server === null) return;
  try {
    // Without machines to keep, starting processes is not even loaded.
    const [{ startKeeper }, { runnerWorker }] = await Promise.all([
      import('./keeper-process.ts'),
      import('./process-identity.ts'),
    ]);
    const watched = runnerWorker(process.ppid);
    const longestMs = watched === null ? UNWATCHED_JOB_MS : LONGEST_JOB_MS;
    const task = { scope, machines, parallelism: inputs.parallelism, longestMs };
    const keeper = await startKeeper(formatOrder({ server, task, runner: watched }), {
      distDirectory: runner.distDirectory,
      nodePath: process.execPath,
      env: runner.env,
      cwd: context.runnerTemp,
      logPath: join(directory, LOG_NAME),
      save: (identity) => saveFacts(state, { keeper: identity }),
    });
    const what = machines.length === 1 ? 'lease of 1 machine' : `leases of ${machines.length} machines`;
    const most = watched === null ? `, for ${formatDuration(longestMs)} at most` : '';
    log.info(`A keeper (process ${keeper.pid}) extends the ${what} as long as the job lives${most}.`);
  } catch (error) {
    log.warning(`The leases are not extended, so the machines end with them: ${sentenceOf(error)}`);
  }
}

/**
 * Ends the keeper, so that it cannot extend the lease of anything that post is about to destroy; null when there is none
 * to end. Never throws.
 */
export async function endHeartbeat(log: ActionLog, facts: StepFacts, clock: Clock): Promise<KeeperEnd | null> {
  if (facts.keeper === null) return null;
  try {
    const { stopKeeper } = await import('./keeper-process.ts');
    const end = await stopKeeper(facts.keeper, clock);
    if (end === 'killed') log.warning('The keeper had to be killed; a lease that it was extending may be missing.');
    if (end === 'stays') log.warning(`The keeper (process ${facts.keeper.pid}) could not be ended.`);
    return end;
  } catch (error) {
    log.warning(`The keeper could not be ended: ${sentenceOf(error)}`);
    return 'stays';
  }
}

/** Puts what the keeper did into the job's log; its file is removed afterwards with all others. Never throws. */
export function tellHeartbeat(log: ActionLog, facts: StepFacts, end: KeeperEnd | null): void {
  if (end === null || facts.filesDir === null) return;
  try {
    const path = join(facts.filesDir.path, LOG_NAME);
    const stats = lstatSync(path);
    if (!stats.isFile() || stats.size > MOST_LOG_BYTES) throw new Error('it is not what the keeper writes');
    const { lines, troubles } = tellNotes(parseNotes(readFileSync(path, 'utf8')), end === 'gone');
    for (const line of lines) log.info(`keeper: ${line}`);
    for (const trouble of troubles) log.warning(`keeper: ${trouble}`);
  } catch (error) {
    log.warning(`The log of the keeper cannot be read: ${sentenceOf(error)}`);
  }
}
