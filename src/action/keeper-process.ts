// The keeper as main starts it and post ends it: a process in its own session that the runner ends with the job.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, openSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../engine/ports.ts';
import { ActionError } from '../model/errors.ts';
import { childEnvironment } from './child-environment.ts';
import { identify, type ProcessIdentity, stillRuns } from './process-identity.ts';

/** What the start needs of this process; `env` is what the keeper may inherit from. */
export type KeeperSpawn = {
  readonly distDirectory: string;
  readonly nodePath: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Must not exist; made 0600. */
  readonly logPath: string;
  /** Makes the identity durable; when it throws, the keeper is ended before it was told anything. */
  readonly save: (identity: ProcessIdentity) => void;
};

const HAND_OVER_MS = 5_000;
/** An edit under way may take its time (2.5 s) so that no machine loses its lease by the end of its keeper. */
const GRACE_MS = 3_000;
const KILL_MS = 1_000;
const POLL_MS = 25;

/** Starts the keeper and hands it `order` by pipe. Throws ActionError or what `save` throws; then nothing is left. */
export async function startKeeper(order: string, at: KeeperSpawn): Promise<ProcessIdentity> {
  const child = launch(at);
  // Errors after the ones that are waited for (a kill of what has ended, a pipe that breaks late) change nothing.
  child.on('error', () => undefined);
  child.stdin?.on('error', () => undefined);
  try {
    await once(child, 'spawn');
    const identity = child.pid === undefined ? null : identify(child.pid);
    if (identity === null) throw failure('ended at once, or this system does not tell when it was started');
    at.save(identity);
    await handOver(child, order);
    child.unref();
    return identity;
  } catch (error) {
    child.kill('SIGKILL');
    throw error instanceof ActionError ? error : failure('could not be started');
  }
}

/** A file as its streams: a pipe would tie the step's end to its life. */
function launch(at: KeeperSpawn): ChildProcess {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_APPEND;
  const log = openSync(at.logPath, flags | (constants.O_NOFOLLOW ?? 0), 0o600);
  try {
    return spawn(at.nodePath, [join(at.distDirectory, 'keeper.js')], {
      cwd: at.cwd,
      detached: true,
      env: childEnvironment(at.env),
      stdio: ['pipe', log, log],
      windowsHide: true,
    });
  } finally {
    closeSync(log);
  }
}

async function handOver(child: ChildProcess, order: string): Promise<void> {
  const { stdin } = child;
  if (stdin === null) throw failure('has no pipe');
  const given = once(stdin, 'finish', { signal: AbortSignal.timeout(HAND_OVER_MS) });
  stdin.end(order);
  await given;
}

function failure(what: string): ActionError {
  return new ActionError('keeper', 'bug', `The keeper ${what}.`);
}

type KeeperSignal = 'SIGTERM' | 'SIGKILL';

/** Where keepers run. `signal` throws where there is no such process. */
export type Processes = {
  readonly runs: (identity: ProcessIdentity) => boolean;
  readonly signal: (pid: number, signal: KeeperSignal) => void;
};

const OF_THIS_SYSTEM: Processes = { runs: stillRuns, signal: (pid, signal) => void process.kill(pid, signal) };

/** `ended` by itself or by SIGTERM, `killed` by SIGKILL, `gone` before; `stays` when not even that ended it. */
export type KeeperEnd = 'gone' | 'ended' | 'killed' | 'stays';

/** Ends exactly that process: a number that has gone to another one is left alone. Returns once it has ended. */
export async function stopKeeper(
  keeper: ProcessIdentity,
  clock: Clock,
  processes: Processes = OF_THIS_SYSTEM,
): Promise<KeeperEnd> {
  if (!signalTo(processes, keeper, 'SIGTERM')) return 'gone';
  if (await hasEnded(processes, keeper, clock, GRACE_MS)) return 'ended';
  if (!signalTo(processes, keeper, 'SIGKILL')) return 'ended';
  return (await hasEnded(processes, keeper, clock, KILL_MS)) ? 'killed' : 'stays';
}

async function hasEnded(
  processes: Processes,
  keeper: ProcessIdentity,
  clock: Clock,
  withinMs: number,
): Promise<boolean> {
  const deadline = clock.elapsed() + withinMs;
  while (processes.runs(keeper)) {
    if (clock.elapsed() >= deadline) return false;
    await clock.sleep(POLL_MS);
  }
  return true;
}

/** False when that process has ended already, between the look and the signal included. */
function signalTo(processes: Processes, keeper: ProcessIdentity, signal: KeeperSignal): boolean {
  if (!processes.runs(keeper)) return false;
  try {
    processes.signal(keeper.pid, signal);
    return true;
  } catch {
    return false;
  }
}
