// Post: destroys first, proves, then explains. Red when something may be left.
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Journal } from '../engine/ports.ts';
import { type TeardownResult, tearDown } from '../engine/teardown.ts';
import { ActionError, BugError } from '../model/errors.ts';
import type { Scope } from '../model/identity.ts';
import type { JournalEntry } from '../model/journal.ts';
import type { Report } from '../model/outcome.ts';
import { countChanges } from '../model/plan.ts';
import { decideTeardown } from '../plan/teardown-policy.ts';
import { leakSentence } from '../render/report.ts';
import { renderSummary } from '../render/summary.ts';
import { type Composition, compose } from './compose.ts';
import type { Context } from './context.ts';
import { removeFilesDir, removeRecorded } from './files.ts';
import { type Inputs, readInputs } from './inputs.ts';
import { stopSandbox } from './local-sandbox.ts';
import type { ActionLog } from './log.ts';
import { cancelOnSignals, processLog, systemClock } from './process-world.ts';
import { readFacts, readFileRecords, type StepFacts } from './state-facts.ts';
import { readJournal } from './state-journal.ts';
import { appendSummary, failStep, stepContext } from './step.ts';

/** All posts of a cancelled job share 285 s; this one leaves time to write the truth, and for others. */
const CANCELLED_BUDGET_MS = 240_000;
const BUDGET_MS = 600_000;
const WRITE_RESERVE_MS = 20_000;
const TOKEN_TTL_MS = 1_800_000;

type Post = {
  readonly inputs: Inputs;
  readonly context: Context;
  readonly log: ActionLog;
  readonly facts: StepFacts;
  readonly scope: Scope;
  readonly entries: readonly JournalEntry[];
};

/** Runs post; sets the exit code, never throws. */
export async function runPost(): Promise<void> {
  const log = processLog();
  try {
    const { facts, warnings } = readFacts(process.env);
    const { entries, warnings: torn } = readJournal(process.env);
    for (const warning of [...warnings, ...torn]) log.warning(warning);
    const context = stepContext();
    try {
      if (facts.scope === null) explainNothing(log, entries);
      else await tearDownStep({ inputs: readInputs(process.env), context, log, facts, scope: facts.scope, entries });
    } finally {
      removeFiles(log, facts, context);
      if (await stopSandbox({ runnerTemp: context.runnerTemp, step: context.step }))
        log.info('The sandbox server has ended.');
    }
  } catch (error) {
    failStep(log, error);
  }
}

/** Main records the scope before it can create anything: without it nothing was begun. */
function explainNothing(log: ActionLog, entries: readonly JournalEntry[]): void {
  if (entries.length === 0) {
    log.info('Main ended before it could change anything: there is nothing to remove.');
    return;
  }
  throw new ActionError(
    'state',
    'remote',
    'The journal has entries but no scope, so it is not known what belongs to this step.',
    {
      hint: "The leases end what was created; `mode: destroy` with the scope's name removes it at once.",
    },
  );
}

async function tearDownStep(post: Post): Promise<void> {
  const { inputs, scope, entries, log, facts } = post;
  const decision = decideTeardown(inputs.teardown, scope.named, inputs.jobStatus);
  const everything = decision === 'all' && inputs.mode !== 'plan' && inputs.mode !== 'check';
  const halfMade = entries.filter(
    (entry) => entry.kind === 'create-machine' && entry.result !== 'refused' && entry.id === null,
  );
  const needed = everything ? entries.length > 0 || scope.named : halfMade.length > 0;
  if (!needed && facts.tokenId === null) {
    log.info(
      everything
        ? 'Nothing was created: there is nothing to remove.'
        : `Scope ${scope.name} stays (teardown: ${inputs.teardown}).`,
    );
    return;
  }
  const budget = inputs.jobStatus === 'cancelled' ? CANCELLED_BUDGET_MS : BUDGET_MS;
  const { signal, stop } = cancelOnSignals(log, budget, 'post');
  const started = systemClock.elapsed();
  let composition: Composition | null = null;
  try {
    composition = await compose({
      ...post,
      signal,
      journal: readOnlyJournal,
      tokenTtlMs: TOKEN_TTL_MS,
      onMinted: () => undefined,
    });
    if (needed) await remove(post, composition, everything ? 'all' : halfMade, started + budget - WRITE_RESERVE_MS);
  } finally {
    await endTokens(post, composition);
    stop();
    await composition?.connection.close();
  }
}

/** Post creates nothing, so it has nothing to write ahead. */
const readOnlyJournal: Journal = {
  intend: () => {
    throw new BugError('Post must not create anything.');
  },
  sent: (entry) => entry,
  settle: (entry) => entry,
};

async function remove(
  post: Post,
  { world }: Composition,
  what: 'all' | readonly JournalEntry[],
  deadline: number,
): Promise<void> {
  const { scope, entries, inputs, log } = post;
  const result = await log.group('Tear down', () =>
    tearDown(world, {
      scope,
      journal: entries,
      what: what === 'all' ? 'all' : { names: new Set(what.map((entry) => entry.name)) },
      where: what === 'all' && scope.named ? 'everywhere' : 'journal',
      deadline,
      parallelism: inputs.parallelism,
    }),
  );
  explain(post, result);
}

function explain(post: Post, result: TeardownResult): void {
  const { log, scope, context } = post;
  for (const { name, id } of result.destroyed)
    log.info(`machine/${name} has been destroyed (${id}), proved by two live lists`);
  for (const name of result.removedKeys) log.info(`key/${name} has been destroyed`);
  const { leaks, destroyed, removedKeys } = result;
  const report: Report = {
    machines: [],
    outcomes: [
      ...destroyed.map(({ name }) => `machine/${name}` as const),
      ...removedKeys.map((name) => `key/${name}` as const),
    ].map((address) => ({
      address,
      outcome: 'destroyed',
      why: null,
    })),
    leaks,
    plan: { ...countChanges([]), destroy: destroyed.length },
    cost: { hourly: 0, monthly: 0, currency: 'USD', complete: true },
    changed: destroyed.length > 0,
  };
  appendSummary(log, renderSummary({ scope, report, changes: [] }));
  if (leaks.length === 0) {
    log.info('Nothing of this scope is left.');
    return;
  }
  for (const leak of leaks) log.error(leakSentence(leak), { title: 'May be left' });
  const file = join(context.runnerTemp, `mist-leaks-${randomUUID()}.json`);
  writeFileSync(file, `${JSON.stringify(leaks, null, 2)}\n`, { mode: 0o600 });
  throw new ActionError(
    'leak',
    'remote',
    `Scope ${scope.name}: ${leaks.length} of its objects are not proved gone; they are listed in ${file}.`,
    {
      hint: 'Leases end machines that have one. Look at the backends named above.',
    },
  );
}

/** A token that was minted for this job ends with it, and the one that post itself needed for that. */
async function endTokens(post: Post, composition: Composition | null): Promise<void> {
  const { facts, log } = post;
  const ids = [facts.tokenId, composition?.mintedToken].filter((id) => typeof id === 'string');
  for (const id of ids) {
    try {
      await composition?.connection.tokens.revoke(id);
    } catch {
      log.warning(`The token ${id} could not be revoked; it ends by itself within a day.`);
      process.exitCode = 1;
    }
  }
}

function removeFiles(log: ActionLog, facts: StepFacts, context: Context): void {
  const warnings = removeRecorded(readFileRecords(process.env));
  const rest = facts.filesDir === null ? [] : removeFilesDir(facts.filesDir, context.runnerTemp);
  for (const warning of [...warnings, ...rest]) log.warning(warning);
}
