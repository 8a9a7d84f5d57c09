// What post does when there is something to remove: connects, tears down by proof, ends tokens.
import type { Journal } from '../engine/ports.ts';
import { type TeardownResult, tearDown } from '../engine/teardown.ts';
import { formatDuration } from '../model/duration.ts';
import { ActionError, BugError, CancelledError } from '../model/errors.ts';
import type { Scope } from '../model/identity.ts';
import type { JournalEntry } from '../model/journal.ts';
import { type Composition, compose } from './compose.ts';
import { type Context, scopeOf } from './context.ts';
import { endTokens } from './end-tokens.ts';
import type { Inputs } from './inputs.ts';
import type { ActionLog } from './log.ts';
import type { PostDecision } from './post-decision.ts';
import { cancelOnSignals, type StepWorld } from './process-world.ts';
import type { StepFacts } from './state-facts.ts';

const TOKEN_TTL_MS = 1_800_000;

/** A step as post finds it. */
export type Begun = {
  readonly runner: StepWorld;
  readonly context: Context;
  readonly log: ActionLog;
  readonly facts: StepFacts;
  readonly scope: Scope;
  readonly entries: readonly JournalEntry[];
};

/** Removes what `decision` names, and ends the tokens of this job; null when there was nothing else to do. */
export async function tearDownScope(
  post: Begun,
  inputs: Inputs,
  decision: PostDecision,
): Promise<TeardownResult | null> {
  const { runner, scope, entries, log, facts } = post;
  refuseOtherServer(inputs, facts);
  refuseOtherScope(inputs, post);
  const deadline = runner.clock.elapsed() + decision.deadlineMs;
  const { signal, stop } = cancelOnSignals(runner, log, {
    ms: decision.budgetMs,
    text: `removing may take ${formatDuration(decision.budgetMs)}`,
  });
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
    const { parallelism } = inputs;
    const { backends } = facts;
    const input = { scope, journal: entries, what, where, backends, deadline, parallelism };
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
function refuseOtherScope(inputs: Inputs, { context, scope }: Begun): void {
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
