import { expect, test } from '@jest/globals';
import { judge } from '../../../src/keeper/judge.ts';
import { mistName, type Scope } from '../../../src/model/identity.ts';
import type { ObservedMachine } from '../../../src/model/observed.ts';
import { mistId, START } from '../../fakes/kept-mist.ts';

const SCOPE: Scope = { name: 'pr-42', named: true, repository: { serverUrl: 'https://github.com', id: '1' } };
const KEPT = {
  id: mistId(1),
  cloudId: mistId(2),
  name: mistName(SCOPE, 'machine', 'web'),
  ttlMs: 1_000_000,
  leftMs: null,
  inherited: false,
};
const MACHINE: ObservedMachine = {
  ...KEPT,
  externalId: 'i-1',
  state: 'running',
  publicIps: [],
  privateIps: [],
  hostname: null,
  sshPort: null,
  tags: {},
  lease: null,
  createdAt: null,
  missing: false,
  costHourly: null,
  keyIds: [],
  imageId: null,
  locationId: null,
  size: null,
};
const SLACK = 50_000;

function lease(leftMs: number, action = 'destroy'): Partial<ObservedMachine> {
  return { lease: { id: mistId(3), action, at: START + leftMs } };
}

test.each<[string, Partial<ObservedMachine> | null, object]>([
  ['all of its lease left', lease(1_000_000), { is: 'fine', dueInMs: 500_000 }],
  ['just more than half and the slack left', lease(550_001), { is: 'fine', dueInMs: 50_001 }],
  ['half and the slack left', lease(550_000), { is: 'due' }],
  ['a lease that is over', lease(-1), { is: 'due' }],
  ['no lease', {}, { is: 'due' }],
  ['no lease while it is stopped', { state: 'stopped' }, { is: 'due' }],
  ['a lease to stop it', lease(1, 'stop'), { is: 'left', why: 'its lease is to stop it' }],
  ['no place in the list', null, { is: 'absent' }],
  ['another id', { id: mistId(9) }, { is: 'absent' }],
  ['ended', { ...lease(1), state: 'terminated' }, { is: 'gone' }],
  ['another backend', { cloudId: mistId(9) }, { is: 'refused', why: 'it is on another backend' }],
  ['another name', { name: 'web' }, { is: 'refused', why: 'it is called web now' }],
  ['lost its provider’s word', { missing: true }, { is: 'refused', why: 'the provider no longer lists it' }],
])('a machine with %s', (_, more, verdict) => {
  const machines = more === null ? [] : [{ ...MACHINE, ...more }];
  expect(judge(SCOPE, KEPT, { machines, serverTime: null }, START, SLACK)).toMatchObject(verdict);
});

test('a name that fits the order but not the scope is refused', () => {
  const kept = { ...KEPT, name: 'web' };
  const listing = { machines: [{ ...MACHINE, name: 'web' }], serverTime: null };
  expect(judge(SCOPE, kept, listing, START, SLACK)).toEqual({
    is: 'refused',
    why: 'its name is not one of this scope',
  });
});
