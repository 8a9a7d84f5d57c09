// The bench's hand on a stopwatch server, which runs as a process of its own.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { findNode24 } from '../node24.mjs';

const PROGRAM = fileURLToPath(new URL('stopwatch.mjs', import.meta.url));

/** Nothing of the load of other programs, and machines that run at once. */
const QUICK = { latencyMs: 0, bootMs: 0, planted: 0 };

/** Starts a server; `close` it yourself. Options of its operations default to no latency, no boot, no other machines. */
export async function startStopwatch() {
  const child = fork(PROGRAM, [], { execPath: findNode24(), execArgv: [] });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The stopwatch server ended by itself (${code}).`);
  });
  ended.catch(() => undefined);
  const [{ ready: port }] = await Promise.race([once(child, 'message'), ended]);
  let last = 0;
  const waiting = new Map();
  child.on('message', ({ id, result }) => {
    waiting.get(id)?.(result);
    waiting.delete(id);
  });
  const call = (op, options) => {
    last += 1;
    const answered = new Promise((resolve) => waiting.set(last, resolve));
    child.send({ id: last, op, options: { ...QUICK, ...options } });
    return Promise.race([answered, ended]);
  };
  return {
    url: `http://127.0.0.1:${port}`,
    reset: (options) => call('reset', options),
    /** Other latency and boot for what there is, and counters at zero. */
    tune: (options) => call('tune', options),
    save: () => call('save'),
    restore: (options) => call('restore', options),
    stats: () => call('stats'),
    close: () => child.disconnect(),
  };
}
