// The error at the end of an apply: every cause once, with its reason, and what stays.
import { describe, expect, test } from '@jest/globals';
import { failureOf } from '../../../src/engine/apply-failure.ts';
import type { Leak, OutcomeWord, ReadyMachine, Report } from '../../../src/model/outcome.ts';
import { type Outcome, reasonFor } from '../../../src/model/outcome.ts';
import type { PlannedChange } from '../../../src/plan/build-plan.ts';
import { machine, observed, report } from '../render/report-fixtures.ts';

function row(name: string, outcome: OutcomeWord, why: string | null = null): ReadyMachine {
  return machine({ name, row: name.replace(/-\d+$/, ''), outcome, why, ...(why === null ? {} : { observed: null }) });
}

function reportOf(machines: readonly ReadyMachine[], more: Partial<Report> = {}): Report {
  const outcomes = machines.map(({ name, outcome, why }): Outcome => ({ address: `machine/${name}`, outcome, why }));
  return report({ machines, outcomes, ...more });
}

function failure(ended: Report, given: { named?: boolean; changes?: readonly PlannedChange[]; short?: string[] } = {}) {
  const short = new Set(given.short ?? ended.machines.map((one) => one.row));
  return failureOf({ report: ended, short, plan: { changes: given.changes ?? [] }, named: given.named ?? false });
}

/** As far as what stays looks at it. */
function changeOf(name: string, action: PlannedChange['action']): PlannedChange {
  return { kind: 'machine', address: `machine/${name}`, action, observed: observed() } as PlannedChange;
}

test('nothing failed, no error', () => {
  expect(failure(reportOf([row('web', 'created')]), { named: true })).toBeNull();
});

describe('causes', () => {
  test('each failed machine is named once with its reason', () => {
    const ended = reportOf([row('db', 'failed', 'quota'), row('web', 'skipped', 'x'), row('lb', 'failed', 'no route')]);
    expect(failure(ended)).toMatchObject({
      code: 'apply-failed',
      message: 'machine/db: quota\nmachine/lb: no route',
      hint: undefined,
    });
  });

  test('what failed for one reason shares a line', () => {
    const names = ['web-1', 'web-2', 'web-3', 'web-4', 'web-5', 'web-6', 'web-7'];
    const [first = '', ...rest] = names;
    const ended = reportOf([row(first, 'failed', 'late'), ...rest.map((name) => row(name, 'failed', 'quota'))]);
    expect(failure(ended)?.message).toBe(
      'machine/web-1: late\nmachine/web-2, machine/web-3, machine/web-4, machine/web-5, machine/web-6 and 1 more: quota',
    );
  });

  test('a handful of reasons is shown, the others are counted', () => {
    const ended = reportOf([1, 2, 3, 4, 5, 6, 7].map((n) => row(`m${n}`, 'failed', `reason ${n}`)));
    const lines = failure(ended)?.message.split('\n');
    expect(lines).toEqual([...[1, 2, 3, 4, 5].map((n) => `machine/m${n}: reason ${n}`), 'and 2 more']);
  });

  test('what a row may lose is no cause; a key or a backend always is', () => {
    const web = reportOf([row('web-1', 'created'), row('web-2', 'failed', 'late')]);
    expect(failure(web, { short: [] })).toBeNull();
    const outcomes: Outcome[] = [{ address: 'key/gone', outcome: 'failed', why: 'machines use it' }];
    expect(failure({ ...web, outcomes }, { short: [] })?.message).toBe('key/gone: machines use it');
  });

  test('a leak is told where nothing failed', () => {
    const leak: Leak = { kind: 'machine', name: 'ma-x', id: null, backend: 'aws', why: 'still there' };
    const ended = reportOf([row('web', 'created')], { leaks: [leak] });
    expect(failure(ended)).toMatchObject({ code: 'leak', message: 'machine ma-x may be left: still there' });
  });
});

describe('what stays', () => {
  const mixed = reportOf([row('db', 'unchanged'), row('web', 'created'), row('lb', 'failed', 'late')]);
  const advice = 'Apply again to complete the scope, or destroy it by its name.';

  test('in a named scope what is ready', () => {
    const changes = [changeOf('lb', 'create')].map((one) => ({ ...one, observed: null }) as PlannedChange);
    expect(failure(mixed, { named: true, changes })?.hint).toBe(
      `What is ready stays: machine/db, machine/web. ${advice}`,
    );
  });

  test('what was there before, ready or not, but nothing that is being replaced', () => {
    const ended = reportOf([row('lb', 'failed', 'late'), row('old', 'failed', 'late')]);
    const changes = [changeOf('lb', 'update'), changeOf('old', 'replace')];
    expect(failure(ended, { named: true, changes })?.hint).toBe(
      `What was there before and is not ready stays too: machine/lb. ${advice}`,
    );
  });

  test('nothing is promised of an unnamed scope, nor where nothing is there', () => {
    expect(failure(mixed)?.hint).toBeUndefined();
    expect(failure(reportOf([row('lb', 'failed', 'late')]), { named: true })?.hint).toBeUndefined();
  });
});

test.each([
  ['machine/web: is late', 'is late'],
  ['is late', 'is late'],
  ['machine/web-1: is late', 'machine/web-1: is late'],
])('of %j the address is told once', (sentence, reason) => {
  expect(reasonFor('machine/web', sentence)).toBe(reason);
});
