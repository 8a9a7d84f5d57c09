// Setup over SSH: the row's script runs on a machine that is ready, and its exit code decides whether the row is.
import type { DesiredMachine } from '../model/desired.ts';
import { formatDuration, formatSeconds } from '../model/duration.ts';
import { ActionError, BugError } from '../model/errors.ts';
import { type Scope, TAGS } from '../model/identity.ts';
import { machineAddress } from '../model/machine-address.ts';
import type { ObservedMachine } from '../model/observed.ts';
import type { RunRef } from '../model/spec.ts';
import { runDigest } from '../plan/digest.ts';
import type { RemoteResult, SshTarget } from './ports.ts';
import { RunOutput } from './run-output.ts';
import { setupScript } from './setup-script.ts';
import type { World } from './world.ts';

export type SetupInput = {
  readonly desired: DesiredMachine;
  /** The row's script with addresses filled in. */
  readonly run: RunRef;
  readonly scope: Scope;
  readonly backend: string;
  readonly machine: ObservedMachine;
  /** The login that has been proved; undefined where there was none. */
  readonly target: SshTarget | undefined;
  /** On the monotonic clock, ms. */
  readonly deadline: number;
  /** That deadline in the user's words. */
  readonly limitText: string;
  /** Told what is going on, for the progress line. */
  readonly report: (state: string) => void;
};

/** Lines of progress show this much of what the script printed last. */
const SHOWN = 120;

/**
 * Runs the script and shows what it printed as a section of its own, whatever comes of it. Answers the tags that remember
 * it. Throws ActionError `run-failed` unless it ends with exit code 0 in time; nothing is run twice.
 */
export async function runSetup(world: World, input: SetupInput): Promise<Readonly<Record<string, string>>> {
  const { desired, run, deadline, report } = input;
  const { target } = input;
  if (target === undefined) throw new BugError(`${desired.address} was to be set up, but nobody has logged into it.`);
  const output = new RunOutput();
  const since = world.clock.elapsed();
  const timeoutMs = Math.max(1, Math.min(run.timeoutMs ?? Number.POSITIVE_INFINITY, deadline - since));
  let ending = 'interrupted';
  report('running its setup');
  world.log.info(`${desired.address} is ready; running its setup`);
  try {
    const result = await world.shell.run(
      target,
      {
        script: setupScript(run.script, environmentOf(input)),
        timeoutMs,
        onOutput: ({ stream, text }) => {
          output.add(stream, text);
          // A line that is cut could hide a secret from the log, which looks for whole ones.
          const last = output.last;
          report(`running its setup${last === null || last.length > SHOWN ? '' : `: ${last}`}`);
        },
      },
      world.signal,
    );
    ending = endingOf(result, world.clock.elapsed() - since >= timeoutMs ? limitOf(input, since) : null);
    if (result.ran && result.exitCode === 0) return { [TAGS.run]: runDigest(desired) ?? '' };
    throw failed(desired, ending, output.quote());
  } finally {
    const took = formatDuration(world.clock.elapsed() - since);
    world.log.section(`${desired.address}: run, ${ending}, ${took}`, output.text());
  }
}

function limitOf({ run, deadline, limitText }: SetupInput, since: number): string {
  const { timeoutMs, timeoutText } = run;
  if (timeoutMs === null || since + timeoutMs > deadline) return limitText;
  return `within ${timeoutText ?? formatSeconds(timeoutMs)}`;
}

/** What the script finds in its environment: facts of its machine, and what the row says. */
function environmentOf({ desired, run, scope, backend, machine }: SetupInput): Record<string, string> {
  const own = Object.entries(run.env).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : value.reveal(),
  ]);
  return {
    MIST_NAME: desired.name,
    MIST_ROW: desired.row,
    MIST_SCOPE: scope.name,
    MIST_ID: machine.id,
    MIST_BACKEND: backend,
    MIST_IP: machineAddress(machine) ?? '',
    MIST_PRIVATE_IP: machine.privateIps[0] ?? '',
    ...Object.fromEntries(own),
  };
}

/** `exit code 3`, `ended by SIGKILL`, …: how it ended, in words. `limit` is what was reached, in words, if any was. */
function endingOf(result: RemoteResult, limit: string | null): string {
  if (!result.ran) {
    return limit === null ? `the connection was lost: ${result.seen}` : `not over ${limit}`;
  }
  if (result.exitCode !== null) return `exit code ${result.exitCode}`;
  return `ended by ${result.signal === null ? 'an unknown signal' : `SIG${result.signal.replace(/^SIG/, '')}`}`;
}

function failed({ address }: DesiredMachine, ending: string, quote: string | null): ActionError {
  const said = quote === null ? '' : `; it said last: ${quote}`;
  return new ActionError('run-failed', 'remote', `${address}: its \`run\` failed, ${ending}${said}`, {
    hint: 'All that it printed is in its own group of the log.',
  });
}
