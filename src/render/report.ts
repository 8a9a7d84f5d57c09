// What came of a run, in sentences for the log. Pure.
import type { Leak, Outcome, OutcomeWord, Report } from '../model/outcome.ts';
import { countKinds } from './counts.ts';

const SENTENCES: Readonly<Record<OutcomeWord, string>> = {
  created: 'has been created',
  updated: 'has been updated',
  replaced: 'has been replaced',
  adopted: 'has been adopted',
  unchanged: 'is unchanged',
  destroyed: 'has been destroyed',
  failed: 'has failed',
  skipped: 'has been skipped',
  unknown: 'is in an unknown state',
};

/** `machine/web-1 has been created`, with the reason where there is one. */
export function outcomeSentence(outcome: Outcome): string {
  const sentence = `${outcome.address} ${SENTENCES[outcome.outcome]}`;
  return outcome.why === null ? sentence : `${sentence}: ${outcome.why}`;
}

/** `machine ma-… (3f0c…) on aws may be left: …`; the full id, so that it can be searched for. */
export function leakSentence(leak: Leak): string {
  const id = leak.id === null ? '' : ` (${leak.id})`;
  const place = leak.backend === null ? '' : ` on ${leak.backend}`;
  return `${leak.kind} ${leak.name}${id}${place} is not proved gone: ${leak.why}`;
}

/** `2 machines and 1 key created, 1 machine failed.`, in the order of the words; or the sentence that nothing was to be done. */
export function outcomeTotals(outcomes: readonly Outcome[]): string {
  const words = Object.keys(SENTENCES).flatMap((word) => {
    const counted = countKinds(outcomes.filter(({ outcome }) => outcome === word).map(({ address }) => address));
    return counted === '' ? [] : [`${counted} ${word}`];
  });
  if (outcomes.every(({ outcome }) => outcome === 'unchanged')) return 'Nothing to do: reality matches the spec.';
  return `${words.join(', ')}.`;
}

/** The whole report as lines for the log: each outcome, the totals, and what may be left. */
export function renderReportText(report: Report): string {
  return [
    ...report.outcomes.map(outcomeSentence),
    outcomeTotals(report.outcomes),
    ...report.leaks.map(leakSentence),
  ].join('\n');
}
