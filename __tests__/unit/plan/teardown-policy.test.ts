import { expect, test } from '@jest/globals';
import { decideTeardown, type JobStatus, type TeardownPolicy } from '../../../src/plan/teardown-policy.ts';

const STATUSES: readonly JobStatus[] = ['success', 'failure', 'cancelled'];

test.each<[TeardownPolicy, boolean, string]>([
  ['auto', false, 'all all all'],
  ['auto', true, 'half-made half-made half-made'],
  ['always', true, 'all all all'],
  ['always', false, 'all all all'],
  ['on-success', false, 'all half-made half-made'],
  ['on-success', true, 'all half-made half-made'],
  ['on-failure', false, 'half-made all all'],
  ['on-failure', true, 'half-made all all'],
  ['never', false, 'half-made half-made half-made'],
])('%s, named %s: success, failure, cancelled → %s', (policy, named, decisions) => {
  expect(STATUSES.map((status) => decideTeardown(policy, named, status)).join(' ')).toBe(decisions);
});

test('a policy that is none is a bug, not a decision', () => {
  expect(() => decideTeardown('sometimes' as TeardownPolicy, true, 'success')).toThrow('"sometimes"');
});
