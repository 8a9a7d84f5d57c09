import { expect, test } from '@jest/globals';
import { renderSummary } from '../../../src/render/summary.ts';
import { change, id, machine, observed, report, SCOPE } from './report-fixtures.ts';

test('shows what a person needs: state, address, ssh command, lease, price, and the plan behind a triangle', () => {
  const text = renderSummary({ scope: SCOPE, report: report(), changes: [change()] });
  expect(text).toContain('### Mist: scope `pr-42`\n\n1 machine created.');
  expect(text).toContain(
    '| `web-1` | aws | running, created | `198.51.100.7` | `ssh ubuntu@198.51.100.7` | 2026-11-23 12:30 UTC | $0.0104/h |',
  );
  expect(text).toContain('Cost: $0.0104/h, about $7.59 a month.');
  expect(text).toMatch(/<details>\n<summary>Plan: 1 machine to create.<\/summary>\n\n\|/);
});

test.each([
  [machine({ port: 2222 }), '`ssh -p 2222 ubuntu@198.51.100.7`'],
  [machine({ observed: observed({ publicIps: ['2001:db8::1'] }) }), '`ssh ubuntu@2001:db8::1`'],
  [machine({ observed: observed({ lease: null, costHourly: null }) }), '| never | unknown |'],
  [machine({ observed: observed({ publicIps: [], privateIps: [] }) }), '| running, created |  |  |'],
  [
    machine({ observed: null, outcome: 'failed', why: 'quota | of @mona' }),
    '| failed: quota \\| of @\u200bmona |  |  |  |  |',
  ],
])('a machine that differs (%#)', (one, expected) => {
  expect(renderSummary({ scope: SCOPE, report: report({ machines: [one] }), changes: [] })).toContain(expected);
});

test('leaks stand before the machines', () => {
  const leaks = [
    { kind: 'machine', name: 'ma-`x`', id: id('b'), backend: 'aws', why: 'still <running>' },
    { kind: 'key', name: 'ma-key', id: null, backend: null, why: 'in use' },
  ] as const;
  const text = renderSummary({ scope: SCOPE, report: report({ leaks }), changes: [] });
  expect(text).toContain('#### 2 things are not proved gone');
  expect(text).toContain(`| machine | \`\` ma-\`x\` \`\` | \`${id('b')}\` | aws | still &lt;running&gt; |`);
  expect(text.indexOf('not proved gone')).toBeLessThan(text.indexOf('| Machine |'));
  const one = renderSummary({ scope: SCOPE, report: report({ leaks: leaks.slice(0, 1) }), changes: [] });
  expect(one).toContain('#### One thing is not proved gone');
});

test('of a run without machines and changes there is no table', () => {
  const text = renderSummary({ scope: SCOPE, report: report({ machines: [], outcomes: [] }), changes: [] });
  expect(text).not.toContain('|');
  expect(text).toContain('Nothing of this scope was found.');
});

test('of a plan the headline is what is planned, never that there is nothing to do', () => {
  const changes = [
    { address: 'machine/web', action: 'create', reason: 'no such machine', id: null, backend: 'aws', costHourly: null },
  ] as const;
  const text = renderSummary({ scope: SCOPE, report: report({ machines: [], outcomes: [] }), changes });
  expect(text).toContain('Plan: 1 machine to create.');
  expect(text).not.toContain('Nothing');
});

test('stays under the limit of the runner', () => {
  const machines = Array.from({ length: 100 }, () => machine({ outcome: 'failed', why: 'x'.repeat(20_000) }));
  const text = renderSummary({ scope: SCOPE, report: report({ machines }), changes: [] });
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1_000_000);
  expect(text).toContain('left out');
});
