// Post: destroys first, proves, then explains. Red when something may be left. Most posts of a workflow have nothing to
// do: what the rest needs is loaded only by those that have.
import type { TeardownResult } from '../engine/teardown.ts';
import { sentenceOf } from '../engine/world.ts';
import { ActionError } from '../model/errors.ts';
import type { JournalEntry } from '../model/journal.ts';
import type { Context } from './context.ts';
import { mayHaveToken } from './end-tokens.ts';
import type { Stays } from './explain-teardown.ts';
import { removeFilesDir, removeRecorded } from './files.ts';
import { type Env, textInput } from './input-values.ts';
import { readInputs } from './inputs.ts';
import type { ActionLog } from './log.ts';
import { decidePost } from './post-decision.ts';
import { sinceFirstPost } from './posts-clock.ts';
import { processWorld, type StepWorld, stepLog } from './process-world.ts';
import { readFacts, readFileRecords, type StepFacts } from './state-facts.ts';
import { readJournal } from './state-journal.ts';
import { failStep, stepContext } from './step.ts';
import type { Begun } from './tear-down-scope.ts';
import type { Voice } from './voice.ts';

type Post = Begun & {
  /** Part of the journal cannot be read. */
  readonly damaged: boolean;
};

/** Runs post; sets the exit code, never throws. */
export async function runPost(runner: StepWorld = processWorld): Promise<void> {
  const log = stepLog(runner);
  const { env } = runner;
  try {
    const { facts, warnings } = readFacts(env);
    const { entries, warnings: torn } = readJournal(env);
    for (const warning of [...warnings, ...torn]) log.warning(warning);
    const heartbeat = facts.keeper === null ? null : await import('./heartbeat.ts');
    const ended = heartbeat === null ? null : await heartbeat.endHeartbeat(log, facts, runner.clock);
    const context = stepContext(env);
    try {
      const damaged = torn.length > 0;
      if (facts.scope === null) explainNothing(log, runner.voice, entries.length + warnings.length + torn.length);
      else await tearDownStep({ runner, context, log, facts, scope: facts.scope, entries, damaged });
    } finally {
      heartbeat?.tellHeartbeat(log, facts, ended);
      removeFiles(env, log, facts, context);
      await endSandbox(env, log, facts, context);
    }
  } catch (error) {
    failStep(runner, log, error);
  }
}

/** Main records the scope before it can create anything: without it nothing was begun. */
function explainNothing(log: ActionLog, voice: Voice, traces: number): void {
  if (traces === 0) {
    if (voice.tellsNothing) log.info('Main ended before it could change anything: there is nothing to remove.');
    return;
  }
  throw new ActionError(
    'state',
    'remote',
    'The saved state has no scope that can be read, so it is not known what belongs to this run.',
    {
      hint: "The leases end what was created; `mode: destroy` with the scope's name removes it at once.",
    },
  );
}

type Removed = TeardownResult & { readonly stays: Stays | null };

/** Whatever keeps post from looking, what main has begun is told. */
async function tearDownStep(post: Post): Promise<void> {
  const { runner, log, scope, entries, context, damaged } = post;
  let result: Removed | null;
  try {
    result = await removeBegun(post);
  } catch (error) {
    // What became ready in a named scope may be meant to stay; the rest is not meant to be there at all.
    const creates = entries.filter((entry) => mayLive(entry) && (!scope.named || entry.id === null));
    if (creates.length === 0) throw error;
    const { unproved } = await import('./explain-teardown.ts');
    result = { ...unproved(creates, error, damaged), stays: null };
  }
  if (result === null) return;
  const { explainTeardown } = await import('./explain-teardown.ts');
  const { stays } = result;
  explainTeardown({ env: runner.env, log, scope, runnerTemp: context.runnerTemp, stays }, result);
}

function mayLive(entry: JournalEntry): boolean {
  return entry.kind === 'create-machine' && entry.result !== 'refused';
}

/** Removes by the teardown policy; null when there is nothing to remove. What removes is loaded only when there is. */
async function removeBegun(post: Post): Promise<Removed | null> {
  const { runner, scope, entries, log, facts, damaged } = post;
  const inputs = readInputs(runner.env);
  const { teardown, jobStatus } = inputs;
  const mode = facts.mode ?? inputs.mode;
  const stays = `Scope ${scope.name} stays${runner.voice.staysBy(teardown)}`;
  const postsSinceMs = jobStatus === 'cancelled' ? sinceFirstPost(runner.env, runner.clock.now()) : 0;
  const decision = decidePost({ teardown, mode, jobStatus, scope, entries, damaged, postsSinceMs });
  if (damaged && decision.what !== 'all') {
    log.error(`The journal is damaged: what did not become ready in scope ${scope.name} may be left.`);
    runner.setFailed();
  }
  if (decision.what === 'nothing' && !mayHaveToken(facts)) {
    if (decision.keeps && (entries.length > 0 || damaged)) log.info(`${stays}.`);
    else if (runner.voice.tellsNothing) log.info('Nothing was created: there is nothing to remove.');
    return null;
  }
  // Whoever kills this post leaves at least the names in the log.
  if (jobStatus === 'cancelled') tellBegun(log, entries);
  const { tearDownScope } = await import('./tear-down-scope.ts');
  const result = await tearDownScope(post, inputs, decision);
  if (result === null) return null;
  const ready = entries.filter((entry) => mayLive(entry) && entry.id !== null);
  return { ...result, stays: decision.what === 'all' ? null : { sentence: stays, ready } };
}

function tellBegun(log: ActionLog, entries: readonly JournalEntry[]): void {
  const begun = entries.filter(mayLive).map(({ name, id }) => `machine/${name}${id === null ? '' : ` (${id})`}`);
  if (begun.length > 0) log.info(`This run began ${begun.join(', ')}.`);
}

function removeFiles(env: Env, log: ActionLog, facts: StepFacts, context: Context): void {
  const warnings = removeRecorded(readFileRecords(env));
  const rest = facts.filesDir === null ? [] : removeFilesDir(facts.filesDir, context.runnerTemp);
  for (const warning of [...warnings, ...rest]) log.warning(warning);
}

/** Its file is looked at only where the step asked for a sandbox. */
async function endSandbox(env: Env, log: ActionLog, facts: StepFacts, context: Context): Promise<void> {
  if (facts.mistUrl !== 'sandbox' && textInput(env, 'mist-url', '') !== 'sandbox') return;
  try {
    const { runnerTemp, step } = context;
    const { stopSandbox } = await import('./local-sandbox.ts');
    if (await stopSandbox({ runnerTemp, step })) log.info('The sandbox server has ended.');
  } catch (error) {
    log.warning(`The sandbox server could not be ended: ${sentenceOf(error)}`);
  }
}
