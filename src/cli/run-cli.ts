// The same engine outside GitHub: a command line becomes a step, and what a failed step leaves half-made is removed at once.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMist } from '../action/compose-list.ts';
import { processWorld, type StepWorld, stepLog } from '../action/process-world.ts';
import { runMain } from '../action/run-main.ts';
import { runPost } from '../action/run-post.ts';
import { failStep } from '../action/step.ts';
import { COMMAND_VOICE } from '../action/voice.ts';
import { type Command, readCommand, USAGE } from './arguments.ts';
import { listCatalog, listProviders } from './list.ts';
import { type MistFile, readMistFile } from './mist-file.ts';
import { readRecords } from './records.ts';
import { mistInputs, stepEnvironment } from './step-environment.ts';

const DRIFT_EXIT_CODE = 2;

/** Runs one command; sets the exit code, never throws. Outputs go to standard output as JSON, the log to standard error. */
export async function runCli(argv: readonly string[]): Promise<void> {
  const world: StepWorld = {
    ...processWorld,
    env: { ...process.env, GITHUB_ACTIONS: '' },
    write: (text) => process.stderr.write(text),
    voice: COMMAND_VOICE,
  };
  const log = stepLog(world);
  try {
    const command = readCommand(argv);
    if (command.kind === 'help') process.stdout.write(USAGE);
    else if (command.kind === 'list') await runList(command, world);
    else await runVerb(command, world);
  } catch (error) {
    failStep(world, log, error);
  }
}

async function runList(command: Extract<Command, { kind: 'list' }>, world: StepWorld): Promise<void> {
  if (command.what === 'providers') return print(listProviders());
  const inputs = { ...mistInputs(command.inputs, { env: world.env, mistFile: mistFile() }), ...command.inputs };
  const opened = await openMist(inputs, world);
  try {
    print(await listCatalog(opened.reader, command));
  } finally {
    await opened.close();
  }
}

async function runVerb(command: Extract<Command, { kind: 'run' }>, world: StepWorld): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'mist-action-'));
  const files = mkdtempSync(join(tmpdir(), 'mist-files-'));
  // What apply hands over stays with the user. A second Ctrl-C ends the process on the spot, and nothing below runs then.
  let kept = false;
  const clean = (): void => {
    rmSync(scratch, { recursive: true, force: true });
    if (!kept) rmSync(files, { recursive: true, force: true });
  };
  process.once('exit', clean);
  const stateFile = join(scratch, 'state');
  const outputFile = join(scratch, 'output');
  let failed = true;
  const step: StepWorld = {
    ...world,
    setFailed: () => {
      failed = true;
      world.setFailed();
    },
  };
  try {
    for (const path of [stateFile, outputFile]) writeFileSync(path, '', { mode: 0o600 });
    const at = {
      env: world.env,
      mistFile: mistFile(),
      directory: process.cwd(),
      remote: gitRemote(),
      files,
      stateFile,
      outputFile,
    };
    const env = stepEnvironment(command, at);
    failed = false;
    await runMain({ ...step, env });
    const outputs = readRecords(readFileSync(outputFile, 'utf8'));
    kept = command.verb === 'apply' && (!failed || staysUsable(outputs));
    print(Object.fromEntries(kept ? outputs : [...outputs].map(([name, value]) => [name, inside(value, files)])));
    await runPost({
      ...step,
      env: { ...env, ...postState(stateFile, kept), 'INPUT_JOB-STATUS': failed ? 'failure' : 'success' },
    });
    if (!failed && command.verb === 'check' && outputs.get('drift') === 'true') process.exitCode = DRIFT_EXIT_CODE;
  } finally {
    process.off('exit', clean);
    clean();
  }
}

/** The value of an output, or nothing where it is a path in a directory that goes. */
function inside(value: string, directory: string): string {
  return value.startsWith(directory) ? '' : value;
}

/** True where an apply that failed has machines, and files to reach them: they stay, so what opens them stays too. */
function staysUsable(outputs: ReadonlyMap<string, string>): boolean {
  return (outputs.get('machine-ids') ?? '[]') !== '[]' && (outputs.get('ssh-config-file') ?? '') !== '';
}

/** The state as post gets it. Files that are the user's now are kept from it. */
function postState(stateFile: string, kept: boolean): Record<string, string> {
  const records = [...readRecords(readFileSync(stateFile, 'utf8'))];
  const handed = !kept ? records : records.filter(([name]) => name !== 'files-dir' && !/^file\d+$/.test(name));
  return Object.fromEntries(handed.map(([name, value]) => [`STATE_${name}`, value]));
}

function mistFile(): MistFile | null {
  try {
    return readMistFile(readFileSync(join(homedir(), '.mist'), 'utf8'));
  } catch {
    return null;
  }
}

function gitRemote(): string | null {
  try {
    return execFileSync('git', ['remote', 'get-url', 'origin'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return null;
  }
}

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
