// Telling what a teardown came to: log, summary, one annotation for each thing that may be left, and the file of those.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TeardownResult } from '../engine/teardown.ts';
import { sentenceOf } from '../engine/world.ts';
import { ActionError } from '../model/errors.ts';
import type { Scope } from '../model/identity.ts';
import type { JournalEntry } from '../model/journal.ts';
import type { Leak, Report } from '../model/outcome.ts';
import { countChanges } from '../model/plan.ts';
import { leakSentence } from '../render/report.ts';
import { renderSummary } from '../render/summary.ts';
import type { Env } from './input-values.ts';
import type { ActionLog } from './log.ts';
import { randomId } from './random-id.ts';
import { appendSummary } from './step.ts';

export type Explained = {
  readonly env: Env;
  readonly log: ActionLog;
  readonly scope: Scope;
  /** Where the file of leaks goes. */
  readonly runnerTemp: string;
  /** What stays by the teardown policy; null where the whole scope was to go. */
  readonly stays: Stays | null;
};

/** A scope of which only the half-made goes. */
export type Stays = {
  /** `Scope pr-42 stays (teardown: auto)`, without a full stop. */
  readonly sentence: string;
  /** Creates of this run that became ready. */
  readonly ready: readonly Pick<JournalEntry, 'address' | 'id'>[];
};

/** A teardown as a report: what was destroyed and what may be left. */
export function teardownReport({ destroyed, removedKeys, leaks }: TeardownResult): Report {
  const gone = [
    ...destroyed.map(({ name }) => `machine/${name}` as const),
    ...removedKeys.map((name) => `key/${name}` as const),
  ];
  return {
    machines: [],
    outcomes: gone.map((address) => ({ address, outcome: 'destroyed', why: null })),
    leaks,
    plan: { ...countChanges([]), destroy: destroyed.length },
    cost: { hourly: 0, monthly: 0, currency: 'USD', complete: true },
    changed: gone.length > 0,
  };
}

/**
 * Creates of which post can say nothing because `error` kept it from looking: each may be a machine that lives. A damaged
 * journal does not tell all of them.
 */
export function unproved(creates: readonly JournalEntry[], error: unknown, damaged: boolean): TeardownResult {
  const why = `post could not look: ${sentenceOf(error)}`;
  const others = damaged ? [{ name: '*', id: null }] : [];
  const leaks = [...creates, ...others].map(({ name, id }): Leak => ({ kind: 'create', name, id, backend: null, why }));
  return { destroyed: [], removedKeys: [], leaks, provedOn: [] };
}

/** Explains what post did. Throws ActionError `leak` when something may be left. */
export function explainTeardown({ env, log, scope, runnerTemp, stays }: Explained, result: TeardownResult): void {
  const { destroyed, removedKeys, leaks } = result;
  for (const { name, id } of destroyed)
    log.info(`machine/${name} has been destroyed (${id}), proved by two live lists`);
  for (const name of removedKeys) log.info(`key/${name} has been destroyed`);
  const rest = stays === null ? null : whatStays(stays, leaks.length === 0);
  const note = rest === null ? {} : { note: rest };
  appendSummary(env, log, renderSummary({ scope, report: teardownReport(result), changes: [], ...note }));
  if (rest !== null) log.info(rest);
  if (leaks.length === 0) {
    if (rest === null) log.info('Nothing of this scope is left.');
    return;
  }
  for (const leak of leaks) log.error(leakSentence(leak), { title: 'May be left' });
  const place = writeLeaks(log, leaks, runnerTemp);
  throw new ActionError(
    'leak',
    'remote',
    `Scope ${scope.name}: ${leaks.length} of its objects are not proved gone; they are listed ${place}.`,
    { hint: 'Leases end machines that have one. Look at the backends named above.' },
  );
}

const SHOWN = 10;

function whatStays({ sentence, ready }: Stays, proved: boolean): string {
  const names = ready.slice(0, SHOWN).map(({ address, id }) => `${address} (${id})`);
  const more = ready.length > SHOWN ? ` and ${ready.length - SHOWN} more` : '';
  const gone = proved ? 'Nothing is left of what did not become ready. ' : '';
  if (ready.length === 0) return `${gone}${sentence}; nothing that this run made became ready.`;
  return `${gone}${sentence}, with ${names.join(', ')}${more}. Apply again to complete it, or destroy it by its name.`;
}

/** Answers where the leaks are listed, in words: the annotations are there whatever the disk says. */
function writeLeaks(log: ActionLog, leaks: readonly Leak[], runnerTemp: string): string {
  const file = join(runnerTemp, `mist-leaks-${randomId()}.json`);
  try {
    writeFileSync(file, `${log.redact(JSON.stringify(leaks, null, 2))}\n`, { mode: 0o600, flag: 'wx' });
    return `in ${file}`;
  } catch {
    return 'above';
  }
}
