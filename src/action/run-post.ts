// Post: destroys first, proves, then explains. Red when something may be left.
import type { Journal } from '../engine/ports.ts';
import { type TeardownResult, tearDown } from '../engine/teardown.ts';
import { sentenceOf } from '../engine/world.ts';
import { ActionError, BugError, CancelledError } from '../model/errors.ts';
import type { Scope } from '../model/identity.ts';
import type { JournalEntry } from '../model/journal.ts';
import { type Composition, compose } from './compose.ts';
import { type Context, scopeOf } from './context.ts';
import { endTokens, mayHaveToken } from './end-tokens.ts';
import { explainTeardown, unproved } from './explain-teardown.ts';
import { removeFilesDir, removeRecorded } from './files.ts';
import { endHeartbeat, tellHeartbeat } from './heartbeat.ts';
import { type Env, textInput } from './input-values.ts';
import { type Inputs, readInputs } from './inputs.ts';
import { stopSandbox } from './local-sandbox.ts';
import type { ActionLog } from './log.ts';
import { decidePost } from './post-decision.ts';
import { cancelOnSignals, processWorld, type StepWorld, stepLog } from './process-world.ts';
import { readFacts, readFileRecords, type StepFacts } from './state-facts.ts';
import { readJournal } from './state-journal.ts';
import { failStep, stepContext } from './step.ts';

const TOKEN_TTL_MS = 1_800_000;

type Post = {
  readonly runner: StepWorld;
  readonly context: Context;
  readonly log: ActionLog;
  readonly facts: StepFacts;
  readonly scope: Scope;
  readonly entries: readonly JournalEntry[];
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
    const heartbeat = await endHeartbeat(log, facts, runner.clock);
    const context = stepContext(env);
    try {
      const damaged = torn.length > 0;
      if (facts.scope === null) explainNothing(log, entries.length + warnings.length + torn.length);
      else await tearDownStep({ runner, context, log, facts, scope: facts.scope, entries, damaged });
    } finally {
      tellHeartbeat(log, facts, heartbeat);
      removeFiles(env, log, facts, context);
      await endSandbox(env, log, facts, context);
    }
  } catch (error) {
    failStep(runner, log, error);
  }
}

/** Main records the scope before it can create anything: without it nothing was begun. */
function explainNothing(log: ActionLog, traces: number): void {
  if (traces === 0) {
    log.info('Main ended before it could change anything: there is nothing to remove.');
    return;
  }
  throw new ActionError(
    'state',
    'remote',
    'The saved state has no scope that can be read, so it is not known what belongs to this step.',
    {
      hint: "The leases end what was created; `mode: destroy` with the scope's name removes it at once.",
    },
  );
}

/** Whatever keeps post from looking, what main has begun is told. */
async function tearDownStep(post: Post): Promise<void> {
  const { runner, log, scope, entries, context } = post;
  let result: TeardownResult | null;
  try {
    result = await removeBegun(post, readInputs(runner.env));
  } catch (error) {
    // What became ready in a named scope may be meant to stay; the rest is not meant to be there at all.
    const creates = entries.filter((entry) => mayLive(entry) && (!scope.named || entry.id === null));
    if (creates.length === 0) throw error;
    result = unproved(creates, error);
  }
  if (result !== null) explainTeardown({ env: runner.env, log, scope, runnerTemp: context.runnerTemp }, result);
}

function mayLive(entry: JournalEntry): boolean {
  return entry.kind === 'create-machine' && entry.result !== 'refused';
}

/** Removes by the teardown policy; null when there is nothing to remove. */
async function removeBegun(post: Post, inputs: Inputs): Promise<TeardownResult | null> {
  const { runner, scope, entries, log, facts, damaged } = post;
  const { teardown, mode, jobStatus, parallelism } = inputs;
  const decision = decidePost({ teardown, mode, jobStatus, scope, entries, damaged });
  if (damaged && decision.what !== 'all') {
    log.error(`The journal is damaged: what did not become ready in scope ${scope.name} may be left.`);
    runner.setFailed();
  }
  if (decision.what === 'nothing' && !mayHaveToken(facts)) {
    log.info(
      decision.keeps && (entries.length > 0 || damaged)
        ? `Scope ${scope.name} stays (teardown: ${teardown}).`
        : 'Nothing was created: there is nothing to remove.',
    );
    return null;
  }
  refuseOtherServer(inputs, facts);
  refuseOtherScope(inputs, post);
  const deadline = runner.clock.elapsed() + decision.deadlineMs;
  const { signal, stop } = cancelOnSignals(runner, log, decision.budgetMs, 'post');
  let composition: Composition | null = null;
  try {
    composition = await compose({
      ...post,
      inputs,
      signal,
      journal: readOnlyJournal,
      tokenTtlMs: TOKEN_TTL_MS,
      onMinting: () => undefined,
      onMinted: () => undefined,
    });
    if (decision.what === 'nothing') return null;
    const { what, where } = decision;
    const { world } = composition;
    const input = { scope, journal: entries, what, where, deadline, parallelism };
    return await log.group('Tear down', () => tearDown(world, input));
  } catch (error) {
    throw error instanceof CancelledError && signal.aborted ? signal.reason : error;
  } finally {
    const { setFailed } = runner;
    await endTokens({ ...post, setFailed }, composition?.connection.tokens ?? null, composition?.mintedToken ?? null);
    stop();
    await composition?.connection.close();
  }
}

/** On another server nothing of ours is found, and that would look like a proof. */
function refuseOtherServer({ target }: Inputs, { mistUrl }: StepFacts): void {
  const now = target.kind === 'sandbox' ? 'sandbox' : target.url;
  if (mistUrl === null || mistUrl === now) return;
  throw new ActionError('state', 'user', `Main used the Mist server ${mistUrl}, and \`mist-url\` is another one now.`, {
    hint: 'Give the step a `mist-url` that does not change while the job runs.',
  });
}

/** What main saved must be what this step is: another step can write what looks like saved state. */
function refuseOtherScope(inputs: Inputs, { context, scope }: Post): void {
  const own = scopeOf(inputs, context);
  const same =
    own.name === scope.name &&
    own.named === scope.named &&
    own.repository.id === scope.repository.id &&
    own.repository.serverUrl === scope.repository.serverUrl;
  if (same) return;
  throw new ActionError(
    'state',
    'user',
    `The saved state names the scope ${scope.name}, and this step's is ${own.name}.`,
    {
      hint: 'Nothing was removed. The state was changed by another step, or `scope` changed while the job ran.',
    },
  );
}

/** Post creates nothing, so it has nothing to write ahead. */
const readOnlyJournal: Journal = {
  intend: () => {
    throw new BugError('Post must not create anything.');
  },
  sent: (entry) => entry,
  settle: (entry) => entry,
};

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
    if (await stopSandbox({ runnerTemp, step })) log.info('The sandbox server has ended.');
  } catch (error) {
    log.warning(`The sandbox server could not be ended: ${sentenceOf(error)}`);
  }
}
