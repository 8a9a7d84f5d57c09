// The engine's world for tests of one verb: each names the few requests it expects, any other one is a mistake in the test.
import type { Clock, MistReader, MistWriter } from '../../src/engine/ports.ts';
import type { World } from '../../src/engine/world.ts';
import { ApiError, type ApiFailure, BugError, CancelledError, TransportError } from '../../src/model/errors.ts';

/** Wall clock, epoch ms, at the start; the monotonic clock begins at 0. */
export const START = Date.UTC(2026, 10, 23, 3);

export type EngineWorld = World & {
  /** What was logged for people, in order. */
  readonly said: string[];
  /** What every sleep asked for, ms, deadlines included. */
  readonly slept: number[];
  /** Lets time pass without a sleep, as a slow request does. */
  pass(ms: number): void;
};

type Timer = { readonly at: number; readonly ring: () => void };

/** A clock that jumps to the next sleeper as soon as nothing else is left to do. */
function jumpingClock(): { readonly clock: Clock; readonly slept: number[]; readonly pass: (ms: number) => void } {
  const timers = new Set<Timer>();
  const slept: number[] = [];
  let at = 0;
  let planned = false;
  const jump = (): void => {
    planned = false;
    const [next] = [...timers].sort((a, b) => a.at - b.at);
    if (next === undefined) return;
    timers.delete(next);
    at = Math.max(at, next.at);
    next.ring();
    plan();
  };
  const plan = (): void => {
    if (planned) return;
    planned = true;
    setImmediate(jump);
  };
  const clock: Clock = {
    now: () => START + at,
    elapsed: () => at,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        slept.push(ms);
        if (signal?.aborted) return reject(new CancelledError());
        const timer = { at: at + Math.max(0, ms), ring: resolve };
        timers.add(timer);
        const stop = (): void => {
          timers.delete(timer);
          reject(new CancelledError());
        };
        signal?.addEventListener('abort', stop, { once: true });
        plan();
      }),
  };
  const pass = (ms: number): void => {
    at += ms;
  };
  return { clock, slept, pass };
}

function no(): never {
  throw new BugError('Not asked in this test.');
}

const MUTE_READER: MistReader = {
  clouds: no,
  keys: no,
  liveMachines: no,
  knownMachines: no,
  images: no,
  sizes: no,
  locations: no,
  job: no,
  createLogs: no,
  sightings: no,
  createsTagged: no,
  logTime: no,
  schedules: no,
  publicKey: no,
  privateKey: no,
  probe: no,
  serverClockOffsetMs: () => 0,
};

const MUTE_WRITER: MistWriter = {
  dryRun: no,
  createMachine: no,
  destroyMachine: no,
  setLease: no,
  setTags: no,
  addKey: no,
  deleteKey: no,
  addCloud: no,
  removeCloud: no,
  deleteSchedule: no,
  leaveTrace: no,
  setPower: no,
};

/** A world whose server answers only what is given here; sleeping takes no real time. */
export function engineWorld(
  reader: Partial<MistReader>,
  writer: Partial<MistWriter> = {},
  signal: AbortSignal = new AbortController().signal,
): EngineWorld {
  const { clock, slept, pass } = jumpingClock();
  const said: string[] = [];
  const say = (message: string): void => {
    said.push(message);
  };
  return {
    reader: { ...MUTE_READER, ...reader },
    writer: { ...MUTE_WRITER, ...writer },
    clock,
    log: { info: say, debug: say, warning: say, section: say, group: (_, work) => work(), mask: () => undefined },
    signal,
    journal: { intend: no, sent: no, settle: no },
    prober: { tcp: no, ssh: no, http: no },
    shell: { run: no },
    keyMaker: { rsa: no, hostKey: no, publicOf: no },
    said,
    slept,
    pass,
  };
}

const ROUTE = { method: 'GET', route: '/api/v1/clouds' } as const;

/** An answer that is a failure of this kind; its message ends with `reason`. */
export function failedWith(failure: ApiFailure, reason = 'no'): ApiError {
  return new ApiError({ ...ROUTE, failure, status: 500 }, reason);
}

/** No answer at all. */
export function unanswered(sent = true): TransportError {
  return new TransportError({ ...ROUTE, sent }, 'reset');
}

/** The n-th answer of a list, the last one again and again; an error is thrown. */
export function inTurn<T>(...answers: readonly (NoInfer<T> | Error)[]): () => Promise<T> {
  let asked = 0;
  return async () => {
    const answer = answers[Math.min(asked, answers.length - 1)];
    asked += 1;
    if (answer instanceof Error) throw answer;
    if (answer === undefined) throw new BugError('No answer was given to this fake.');
    return answer;
  };
}
