// Runs one process of an action as the runner does: signals on cancel, open streams, what is left at the job's end.
// Times as in actions/runner 2.336, src/Runner.Sdk/ProcessInvoker.cs.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** Milliseconds between SIGINT and SIGTERM, and between SIGTERM and SIGKILL. */
export const CANCEL_STEPS_MS = { interrupt: 7500, terminate: 2500 };

/** How long the runner goes on reading from a stream that a grandchild keeps open. */
const STREAMS_MS = 5000;

const NOT_STARTED = {
  exitCode: 1,
  signal: null,
  seconds: 0,
  startedAt: 0,
  stopMs: null,
  streamsHeldOpen: false,
  timedOut: false,
};

/** Runs `act` after `afterMs`, when a line of the log matches `on`, or with `when`; at most once. Returns what to call per line. */
function trigger({ afterMs, on, when }, act) {
  let done = false;
  const fire = () => {
    if (done) return;
    done = true;
    act();
  };
  const timer = afterMs === undefined ? undefined : setTimeout(fire, afterMs);
  when?.then(fire, fire);
  return {
    line: (text) => {
      if (on?.test(text)) fire();
    },
    end: () => {
      done = true;
      clearTimeout(timer);
    },
  };
}

/**
 * Runs `command` and hands each line of both streams to `onLine`. `interrupt` is `{kind, afterMs | on | when}`: `cancel` is
 * the runner's sequence of signals, `kill` and `lost` one SIGKILL. Resolves when the process has ended and its streams
 * are closed, or 5 s later: `{exitCode, signal, raw, seconds, startedAt, stopMs, streamsHeldOpen, timedOut}`; never rejects.
 */
export function runProcess({ command, args, cwd, env, onLine, interrupt = null, timeoutMs }) {
  const started = performance.now();
  let child;
  try {
    child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    // An environment that is too large (E2BIG, of too much state) keeps the process from starting.
    onLine(`::error::${error.message}`);
    return Promise.resolve({ ...NOT_STARTED, raw: error.message });
  }
  let raw = '';
  let signalledAt = null;
  let timedOut = false;
  const timers = [];
  const after = (ms, act) => timers.push(setTimeout(act, ms));
  const kill = () => child.kill('SIGKILL');
  const cancel = () => {
    child.kill('SIGINT');
    after(CANCEL_STEPS_MS.interrupt, () => child.kill('SIGTERM'));
    after(CANCEL_STEPS_MS.interrupt + CANCEL_STEPS_MS.terminate, kill);
  };
  const stopper = trigger(interrupt ?? {}, () => {
    signalledAt = performance.now();
    if (interrupt?.kind === 'cancel') cancel();
    else kill();
  });
  after(timeoutMs, () => {
    timedOut = true;
    kill();
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text) => {
      raw += text;
    });
    createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => {
      stopper.line(line);
      onLine(line);
    });
  }
  return new Promise((resolve) => {
    const end = (exitCode, signal, streamsHeldOpen, stoppedAt) => {
      stopper.end();
      for (const timer of timers) clearTimeout(timer);
      resolve({
        exitCode,
        signal,
        raw,
        seconds: (performance.now() - started) / 1000,
        startedAt: started,
        stopMs: signalledAt === null ? null : stoppedAt - signalledAt,
        streamsHeldOpen,
        timedOut,
      });
    };
    child.on('error', (error) => {
      onLine(`::error::${error.message}`);
      end(1, null, false, performance.now());
    });
    child.on('exit', (code, signal) => {
      const stoppedAt = performance.now();
      const hold = setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
        end(code, signal, true, stoppedAt);
      }, STREAMS_MS);
      child.on('close', () => {
        clearTimeout(hold);
        end(code, signal, false, stoppedAt);
      });
    });
  });
}

/** Pids of the processes that carry `RUNNER_TRACKING_ID=<id>`: Linux only, elsewhere none are found. */
export function trackedProcesses(trackingId) {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => carries(pid, `RUNNER_TRACKING_ID=${trackingId}`))
    .map(Number);
}

function carries(pid, assignment) {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(assignment);
  } catch {
    // The process has ended meanwhile, or belongs to somebody else.
    return false;
  }
}

/** Ends the processes that a job left behind, as the runner does in "Cleaning up orphan processes"; returns them. */
export function killOrphans(trackingId) {
  const pids = trackedProcesses(trackingId);
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  }
  return pids;
}
