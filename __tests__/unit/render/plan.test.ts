import { describe, expect, test } from '@jest/globals';
import type { PlanCost } from '../../../src/model/plan.ts';
import {
  formatCost,
  formatHourly,
  planSummary,
  renderPlanJson,
  renderPlanMarkdown,
  renderPlanText,
} from '../../../src/render/plan.ts';
import { change } from './report-fixtures.ts';

const COST: PlanCost = { hourly: 0.0208, monthly: 15.184, currency: 'USD', complete: false };

const CHANGES = [
  change({ address: 'key/ci', reason: 'no such key', backend: null, costHourly: null }),
  change(),
  change({ address: 'machine/db', action: 'update', reason: 'tags differ', costHourly: null }),
  change({ address: 'machine/api', action: 'replace', reason: 'image differs' }),
  change({ address: 'machine/old', action: 'adopt', reason: 'asked for by id' }),
  change({ address: 'machine/gone', action: 'destroy', reason: 'left the spec | @mona' }),
  change({ address: 'machine/same', action: 'no-op', reason: 'as wanted' }),
];

test('as text: a line for each change with symbol, place, price and reason', () => {
  expect(renderPlanText({ changes: CHANGES, cost: COST }).split('\n')).toEqual([
    '  + key/ci: no such key',
    '  + machine/web-1 (aws, $0.0104/h): no machine of this name',
    '  ~ machine/db (aws, unknown): tags differ',
    '-/+ machine/api (aws, $0.0104/h): image differs',
    ' <- machine/old (aws, $0.0104/h): asked for by id',
    '  - machine/gone (aws): left the spec | @mona',
    '  = machine/same (aws, $0.0104/h): as wanted',
    'Plan: 1 machine and 1 key to create, 1 machine to update, 1 machine to replace, 1 machine to adopt, 1 machine to destroy, 1 machine unchanged.',
    'Cost: $0.0208/h, about $15.18 a month, without machines of unknown price.',
  ]);
});

describe('as Markdown', () => {
  test('is a table in which foreign text has no power', () => {
    const text = renderPlanMarkdown({ changes: CHANGES, cost: COST }, 10_000);
    expect(text).toContain('| `-/+` | `machine/api` | replace | aws | $0.0104/h | image differs |');
    expect(text).toContain('| `-` | `machine/gone` | destroy | aws |  | left the spec \\| @\u200bmona |');
    expect(text).toContain('1 machine to destroy');
  });

  test('is cut by rows', () => {
    const many = Array.from({ length: 1000 }, () => change());
    const text = renderPlanMarkdown({ changes: many, cost: COST }, 5000);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(5000);
    expect(text).toMatch(/left out/);
  });

  test('of nothing has no table', () => {
    expect(renderPlanMarkdown({ changes: [], cost: COST }, 5000)).not.toContain('|');
  });
});

test.each([
  { actions: [], summary: 'Nothing to do: reality matches the spec.' },
  { actions: ['no-op', 'no-op'] as const, summary: 'Nothing to do: reality matches the spec.' },
  { actions: ['create', 'no-op'] as const, summary: 'Plan: 1 machine to create, 1 machine unchanged.' },
])('$actions: $summary', ({ actions, summary }) => {
  expect(planSummary(actions.map((action) => change({ action })))).toBe(summary);
});

test.each([
  [null, 'unknown'],
  [0, '$0.00/h'],
  [0.1 + 0.2, '$0.30/h'],
  [0.0104, '$0.0104/h'],
  [12, '$12.00/h'],
])('%p USD per hour is %s', (price, text) => {
  expect(formatHourly(price)).toBe(text);
});

test('a complete cost needs no remark', () => {
  expect(formatCost({ ...COST, complete: true })).toBe('$0.0208/h, about $15.18 a month');
});

test('as JSON: snake_case, every count, null for what is not known', () => {
  const plan = JSON.parse(renderPlanJson({ changes: CHANGES.slice(0, 2), cost: COST }));
  expect(plan).toEqual({
    changes: [
      { address: 'key/ci', action: 'create', reason: 'no such key', id: null, backend: null, cost_hourly: null },
      {
        address: 'machine/web-1',
        action: 'create',
        reason: 'no machine of this name',
        id: null,
        backend: 'aws',
        cost_hourly: 0.0104,
      },
    ],
    counts: { create: 2, update: 0, replace: 0, adopt: 0, destroy: 0, 'no-op': 0 },
    cost: COST,
  });
});
