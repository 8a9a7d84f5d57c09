// A job whose steps run inside the test: runMain and runPost on a process, files and a Mist server of its own.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmulator, type Emulator } from '../../sandbox/emulator.ts';
import type { Fault, FaultMatch } from '../../sandbox/faults.ts';
import { close, httpServer, listen } from '../../sandbox/http-server.ts';
import { addKey } from '../../sandbox/keys.ts';
import type { MachineHost } from '../../sandbox/machine-host.ts';
import { seededRandom } from '../../sandbox/world.ts';
import { parsePairs } from '../../scripts/runner/command-files.mjs';
import { LogReader, Masks } from '../../scripts/runner/log.mjs';
import type { Annotation } from '../../scripts/runner.mjs';
// What main and post load on use is loaded before any step's quick clock runs.
import '../../src/action/explain-teardown.ts';
import '../../src/action/read-spec.ts';
import '../../src/action/run-apply.ts';
import '../../src/action/run-destroy.ts';
import '../../src/action/run-plan.ts';
import '../../src/action/tear-down-scope.ts';
import type { StepWorld } from '../../src/action/process-world.ts';
import { runMain } from '../../src/action/run-main.ts';
import { runPost } from '../../src/action/run-post.ts';
import { JOB_VOICE } from '../../src/action/voice.ts';
import { RSA_KEYS } from '../unit/sandbox/rsa-keys.ts';
import { quickTime } from './quick-time.ts';

export type Env = Record<string, string | undefined>;

/** What one main or post came to. */
export type Ended = {
  readonly failed: boolean;
  /** Exit codes of a process that was told to end at once. */
  readonly exits: readonly number[];
  readonly stdout: string;
  readonly annotations: readonly Annotation[];
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly notices: readonly string[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
};

export type RunOptions = {
  readonly env?: Env;
  /** Told every line, with what sends a signal to the step. */
  readonly onLine?: (line: string, signal: (name: string) => void) => void;
};

export type LiveJob = {
  readonly url: string;
  readonly emulator: Emulator;
  readonly runnerTemp: string;
  readonly workspace: string;
  main(inputs?: Record<string, string>, options?: RunOptions): Promise<Ended>;
  post(inputs?: Record<string, string>, options?: RunOptions): Promise<Ended>;
  /** What main left for post: `STATE_` variables. */
  state(): Record<string, string>;
  /** Writes a file of the workspace. */
  file(path: string, text: string): void;
  fault(match: FaultMatch, fault: Fault): void;
  /** Names of machines that live, the provider's truth. */
  living(): string[];
  /** Names of keys that this action made. */
  keys(): string[];
  /** Creates that the server was asked for, dry runs left out. */
  creates(): number;
  /** How many requests the server got, and how many of them change something. */
  asked(): { readonly all: number; readonly writes: number };
  /** Paths below RUNNER_TEMP and workspace, without the runner's own. */
  files(): string[];
};

export type JobOptions = {
  readonly env?: Env;
  /** The webhook payload. */
  readonly event?: unknown;
  readonly host?: MachineHost;
  readonly bootMs?: number;
  /** How much faster than real time goes by; 10 unless given. */
  readonly pace?: number;
};

/** A machine row that boots within half a second and needs no new key. */
export const ROW = '{ image: ubuntu 24.04, size: { cpu: 1, ram: 1g }, backend: aws, key: ops, wait: running }';
export const ONE = `machines:\n  web: ${ROW}\n`;

const COMMAND_FILES = { GITHUB_OUTPUT: 'output', GITHUB_STATE: 'state', GITHUB_STEP_SUMMARY: 'summary' };

/** Runs `work` with a job and ends its server and files whatever happens. A crash of the server fails the test. */
export async function withJob(work: (job: LiveJob) => Promise<void>, options: JobOptions = {}): Promise<void> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'step-')));
  const time = quickTime(seededRandom(7), options.pace);
  const emulator = createEmulator({
    world: time.world,
    options: { bootMs: options.bootMs ?? 500, workerStepMs: 500 },
    ...(options.host === undefined ? {} : { host: options.host }),
  });
  addKey(emulator.context, 'ops', RSA_KEYS[0] ?? '');
  const server = httpServer(emulator);
  const url = `http://127.0.0.1:${await listen(server, '127.0.0.1', 0)}`;
  try {
    await work(makeJob({ root, url, emulator, time, options }));
    if (emulator.crashes.length > 0) throw new Error(emulator.crashes.join('\n'));
  } finally {
    await close(server);
    rmSync(root, { recursive: true, force: true });
  }
}

type Setup = {
  readonly root: string;
  readonly url: string;
  readonly emulator: Emulator;
  readonly time: ReturnType<typeof quickTime>;
  readonly options: JobOptions;
};

function makeJob({ root, url, emulator, time, options }: Setup): LiveJob {
  const [runnerTemp, workspace, commands] = ['temp', 'workspace', 'commands'].map((name) => join(root, name));
  if (runnerTemp === undefined || workspace === undefined || commands === undefined) throw new Error('no directories');
  for (const path of [runnerTemp, workspace, commands]) mkdirSync(path);
  writeFileSync(join(commands, 'event.json'), JSON.stringify(options.event ?? {}));
  const context: Env = {
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: 'machines',
    GITHUB_ACTOR: 'octocat',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_EVENT_PATH: join(commands, 'event.json'),
    GITHUB_JOB: 'test',
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_REPOSITORY_ID: '4242',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: '9000000001',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: runnerTemp,
    ...options.env,
  };
  const inputsOf = (inputs: Record<string, string>): Env => {
    const all = { 'mist-url': url, 'mist-token': emulator.token, heartbeat: 'false', ...inputs };
    return Object.fromEntries(Object.entries(all).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]));
  };
  const state = (): Record<string, string> => {
    const { pairs } = parsePairs(readFileSync(join(commands, 'state'), 'utf8'));
    return Object.fromEntries(pairs.map(([name, value]) => [`STATE_${name}`, value]));
  };
  const run = (entry: typeof runMain, env: Env, { onLine, env: more }: RunOptions): Promise<Ended> =>
    runStep(entry, { ...context, ...env, ...more }, commands, time.clock, onLine);
  writeFileSync(join(commands, 'state'), '');
  return {
    url,
    emulator,
    runnerTemp,
    workspace,
    state,
    main: (inputs = {}, more = {}) => run(runMain, inputsOf(inputs), more),
    post: (inputs = {}, more = {}) => run(runPost, { ...inputsOf(inputs), ...state() }, more),
    file: (path, text) => {
      mkdirSync(join(workspace, path, '..'), { recursive: true });
      writeFileSync(join(workspace, path), text);
    },
    fault: (match, fault) => emulator.faults.add({ match, fault }),
    living: () =>
      emulator.context.state.machines
        .filter((one) => one.state !== 'terminated' && one.removedAt === null)
        .map((one) => one.name),
    keys: () => emulator.context.state.keys.map((one) => one.name).filter((name) => name.startsWith('ma-')),
    creates: () =>
      emulator.requests.filter((one) => one.write && one.method === 'POST' && one.path === '/api/v2/machines').length,
    asked: () => ({
      all: emulator.requests.length,
      writes: emulator.requests.filter((one) => one.write).length,
    }),
    files: () => [...pathsBelow(runnerTemp), ...pathsBelow(workspace)],
  };
}

function pathsBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort();
}

/** Runs an entry with the runner's command files (fresh ones but for the state) and reads them when it has ended. */
async function runStep(
  entry: (runner: StepWorld) => Promise<void>,
  env: Env,
  commands: string,
  clock: StepWorld['clock'],
  onLine: RunOptions['onLine'],
): Promise<Ended> {
  const paths = Object.fromEntries(Object.entries(COMMAND_FILES).map(([name, file]) => [name, join(commands, file)]));
  for (const [name, path] of Object.entries(paths)) if (name !== 'GITHUB_STATE') writeFileSync(path, '');
  const handlers = new Set<(name: string) => void>();
  const reader = new LogReader(new Masks());
  const exits: number[] = [];
  let failed = false;
  let stdout = '';
  await entry({
    env: { ...paths, ...env },
    clock,
    write: (text) => {
      stdout += text;
      for (const line of text.split('\n').slice(0, -1)) {
        reader.line(line);
        onLine?.(line, (name) => {
          for (const handler of handlers) handler(name);
        });
      }
    },
    setFailed: () => {
      failed = true;
    },
    exit: (code) => exits.push(code),
    onSignal: (handler) => {
      handlers.add(handler);
      return () => handlers.delete(handler);
    },
    voice: JOB_VOICE,
    distDirectory: join(commands, 'dist'),
  });
  if (handlers.size > 0) throw new Error('The step still listens to signals.');
  const of = (level: Annotation['level']): string[] =>
    reader.annotations.filter((one) => one.level === level).map((one) => one.message);
  return {
    failed,
    exits,
    stdout,
    annotations: reader.annotations,
    errors: of('error'),
    warnings: of('warning'),
    notices: of('notice'),
    outputs: Object.fromEntries(parsePairs(readFileSync(join(commands, 'output'), 'utf8')).pairs),
    summary: readFileSync(join(commands, 'summary'), 'utf8'),
  };
}
