import { expect, test } from '@jest/globals';
import type { Outcome, OutcomeWord } from '../../../src/model/outcome.ts';
import { leakSentence, outcomeSentence, outcomeTotals, renderReportText } from '../../../src/render/report.ts';
import { id, report } from './report-fixtures.ts';

function outcome(word: OutcomeWord, why: string | null = null): Outcome {
  return { address: 'machine/web-1', outcome: word, why };
}

test.each([
  [outcome('created'), 'machine/web-1 has been created'],
  [outcome('updated'), 'machine/web-1 has been updated'],
  [outcome('replaced'), 'machine/web-1 has been replaced'],
  [outcome('adopted'), 'machine/web-1 has been adopted'],
  [outcome('unchanged'), 'machine/web-1 is unchanged'],
  [outcome('destroyed'), 'machine/web-1 has been destroyed'],
  [outcome('failed', 'no quota'), 'machine/web-1 has failed: no quota'],
  [outcome('skipped', 'key/ci failed'), 'machine/web-1 has been skipped: key/ci failed'],
  [outcome('unknown', 'no answer'), 'machine/web-1 is in an unknown state: no answer'],
])('%j', (one, sentence) => {
  expect(outcomeSentence(one)).toBe(sentence);
});

test('totals follow one order, and nothing done is said as such', () => {
  const key = { ...outcome('created'), address: 'key/k' } as const;
  expect(outcomeTotals([outcome('failed'), key, outcome('created'), outcome('created')])).toBe(
    '2 machines and 1 key created, 1 machine failed.',
  );
  expect(outcomeTotals([outcome('unchanged')])).toBe('Nothing to do: reality matches the spec.');
  expect(outcomeTotals([])).toBe('Nothing to do: reality matches the spec.');
});

test('what may be left is told with its full id where there is one', () => {
  const leak = { kind: 'machine', name: 'ma-x', id: id('a'), backend: 'aws', why: 'still running' } as const;
  expect(leakSentence(leak)).toBe(`machine ma-x (${id('a')}) on aws is not proved gone: still running`);
  expect(leakSentence({ ...leak, kind: 'key', id: null, backend: null })).toBe(
    'key ma-x is not proved gone: still running',
  );
});

test('the whole report', () => {
  const leaks = [{ kind: 'create', name: 'ma-x', id: null, backend: 'aws', why: 'no answer' }] as const;
  expect(renderReportText(report({ leaks }))).toBe(
    'machine/web-1 has been created\n1 machine created.\ncreate ma-x on aws is not proved gone: no answer',
  );
});
