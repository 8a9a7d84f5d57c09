// One process of a simulated runner, whatever it does: its network, its end, and what is watched of it.
import type { Reply, SandboxRequest } from '../sandbox/reply.ts';
import { connectMist, type MistConnection } from '../src/mist/connect.ts';
import { makeSecret } from '../src/model/secret.ts';
import type { Life } from './life.ts';
import { SimulatedNetwork } from './network.ts';
import { NO_FAULTS } from './network-faults.ts';
import type { Cut, Hazards } from './step-options.ts';
import { ORIGIN, type Universe } from './universe.ts';

/** How a process ended: its exit code, as GitHub shows it. */
export type Ending = 'green' | 'red' | 'killed';

/** One process that has ended. `value` is null where it was killed or threw. */
export type Run<T> = {
  readonly ending: Ending;
  readonly value: T | null;
  readonly error: Error | null;
  readonly network: SimulatedNetwork;
  readonly life: Life;
  readonly tookMs: number;
  readonly endedAt: number;
};

/** Sees every request of one process; what breaks an invariant goes to the world's violations. */
export type Rules = {
  started(request: SandboxRequest, origin: string): void;
  answered(request: SandboxRequest, reply: Reply): void;
};

/** The longest any step's process may take: the longest timeout of a step and what it needs to stop. */
const LIMIT_MS = 40 * 60_000;

/** A process that has not begun. `what` names it in violations. */
export type Starting = {
  readonly universe: Universe;
  readonly what: string;
  readonly life: Life;
  readonly hazards: Hazards;
  readonly rules: Rules;
};

/** Runs `work` to its end, its cut, or the limit of every wait (I8). Never throws what `work` throws. */
export async function runProcess<T>(
  starting: Starting,
  work: (network: SimulatedNetwork) => Promise<{ readonly value: T; readonly error: Error | null }>,
): Promise<Run<T>> {
  const { universe, what, life, hazards } = starting;
  const { time } = universe;
  const began = time.now();
  const network = openNetwork(starting);
  const cut = hazards.cut ?? null;
  if (cut !== null && 'ms' in cut.at) time.schedule(began + cut.at.ms, () => cutOff(life, cut));
  const overdue = time.schedule(began + LIMIT_MS, () => {
    if (!life.alive) return;
    universe.violations.add('I8', `${what} had no end after ${LIMIT_MS / 60_000} minutes`);
    life.kill();
  });
  let ended: { value: T | null; error: Error | null } | 'killed';
  try {
    ended = await life.outlive(work(network));
  } catch (error) {
    ended = { value: null, error: error instanceof Error ? error : new Error(String(error)) };
  }
  overdue();
  const killed = ended === 'killed' || !life.alive;
  life.alive = false;
  checkStop(starting);
  const value = killed || ended === 'killed' ? null : ended.value;
  const error = ended === 'killed' ? null : ended.error;
  const ending = killed ? 'killed' : error === null ? 'green' : 'red';
  return { ending, value, error, network, life, tookMs: time.now() - began, endedAt: time.now() };
}

/** The network of one process, with its faults, its cut and its rules. */
export function openNetwork({ universe, life, hazards, rules }: Omit<Starting, 'what'>): SimulatedNetwork {
  const cut = hazards.cut ?? null;
  const cutAt = (n: number, moment: string): void => {
    if (cut !== null && 'request' in cut.at && cut.at.request === n && cut.at.moment === moment) cutOff(life, cut);
  };
  return new SimulatedNetwork({
    time: universe.time,
    emulator: universe.emulator,
    life,
    random: universe.random,
    latencyMs: universe.options.latencyMs,
    faults: hazards.faults ?? NO_FAULTS,
    dateSkewMs: 0,
    witness: {
      started: (n, request, origin) => {
        rules.started(request, origin);
        cutAt(n, 'started');
      },
      arrived: (n) => cutAt(n, 'arrived'),
      answered: (n, request, reply) => {
        rules.answered(request, reply);
        cutAt(n, 'answered');
      },
    },
  });
}

/** The real adapter over a simulated network. `signal` ends its calls. */
export function connect(
  universe: Universe,
  life: Life,
  network: SimulatedNetwork,
  signal: AbortSignal = life.signal,
): MistConnection {
  return connectMist({
    url: ORIGIN,
    token: makeSecret(universe.emulator.token),
    clock: life.clock(),
    random: universe.random,
    log: life.log(),
    signal,
    caCertificate: null,
    allowInsecureHttp: false,
    proxyEnv: {},
    network,
  });
}

/** A cancelled process has to stop at once, not when its exit is forced. */
function checkStop({ universe, what, life }: Starting): void {
  const { time, violations } = universe;
  if (life.signalledAt === null) return;
  const ms = time.now() - life.signalledAt;
  if (ms >= 3_000) violations.add('I8', `${what} was still busy ${ms} ms after the signal`);
}

function cutOff(life: Life, cut: Cut): void {
  if (cut.how === 'kill') life.kill();
  else life.interrupt('SIGINT');
}
