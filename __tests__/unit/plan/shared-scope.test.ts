// What an apply may do with things of an unnamed scope that its own step did not make.
import { describe, expect, test } from '@jest/globals';
import type { Scope } from '../../../src/model/identity.ts';
import { mistName } from '../../../src/model/identity.ts';
import { type InScope, refuseShared } from '../../../src/plan/shared-scope.ts';
import { desired, id, observed, SCOPE } from './rows.ts';

const JOB: Scope = { name: 'run-9-1-0badcafe', named: false, repository: SCOPE.repository };
const WEB = observed('web', { name: mistName(JOB, 'machine', 'web') });
type Act = InScope['differences'][number]['difference']['action'];

const nothing: InScope = { differences: [], twins: [], orphans: [], unusedKeys: [], made: new Set() };

function row(action: Act, owned = true): InScope['differences'] {
  return [
    { match: { desired: desired('web'), observed: WEB, owned }, difference: { action, reason: 'r', update: null } },
  ];
}

describe('a machine that another step made', () => {
  test.each<[string, Partial<InScope>]>([
    ['its row was changed', { differences: row('replace') }],
    ['its row is to be absent', { differences: row('destroy') }],
    ['no row asks for it', { orphans: [WEB] }],
    ['it is surplus', { twins: [WEB] }],
  ])('is refused: %s', (_, more) => {
    expect(() => refuseShared(JOB, { ...nothing, ...more })).toThrow(`made machine ${WEB.name} (${WEB.id}).`);
    expect(refuseShared(JOB, { ...nothing, ...more, made: new Set([WEB.name]) })).toEqual([]);
    expect(refuseShared({ ...JOB, name: 'pr-9', named: true }, { ...nothing, ...more })).toEqual([]);
  });

  test.each<Act>(['no-op', 'update'])('is handed out with a warning: %s', (action) => {
    expect(refuseShared(JOB, { ...nothing, differences: row(action) })).toEqual([
      expect.stringMatching(/^machine\/web: another step made ma-\S+, and its post destroys it\. Two calls/),
    ]);
  });

  test('is none of ours: nothing is said', () => {
    expect(refuseShared(JOB, { ...nothing, differences: row('adopt', false) })).toEqual([]);
  });
});

test('a key that no row uses is refused by its name', () => {
  const key = { id: id(1), name: mistName(JOB, 'key', 'k'), machineIds: [], isDefault: false };
  const unusedKeys = [key];
  expect(() => refuseShared(JOB, { ...nothing, unusedKeys })).toThrow(`made key ${key.name} (${key.id}).`);
  expect(refuseShared(JOB, { ...nothing, unusedKeys, made: new Set([key.name]) })).toEqual([]);
});
