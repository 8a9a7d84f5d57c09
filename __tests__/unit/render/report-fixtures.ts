// Values that the tests of outputs and rendering start from; each test changes what it is about.
import type { Scope } from '../../../src/model/identity.ts';
import { isMistId, type MistId, type ObservedMachine } from '../../../src/model/observed.ts';
import type { ReadyMachine, Report } from '../../../src/model/outcome.ts';
import type { Change } from '../../../src/model/plan.ts';

export const SCOPE: Scope = { name: 'pr-42', named: true, repository: { serverUrl: 'https://github.com', id: '1' } };

export function id(digit: string): MistId {
  const text = digit.repeat(32);
  if (!isMistId(text)) throw new Error(`${digit} is no hex digit`);
  return text;
}

export function observed(change: Partial<ObservedMachine> = {}): ObservedMachine {
  return {
    id: id('a'),
    externalId: 'i-0abc',
    name: 'ma-123456-pr-42-web-1-89abcdef',
    cloudId: id('c'),
    state: 'running',
    publicIps: ['198.51.100.7'],
    privateIps: ['10.0.0.7'],
    hostname: null,
    sshPort: 22,
    tags: {},
    lease: { id: null, action: 'destroy', at: Date.UTC(2026, 10, 23, 12, 30, 15, 250) },
    createdAt: 0,
    missing: false,
    costHourly: 0.0104,
    keyIds: [],
    imageId: null,
    locationId: null,
    size: null,
    ...change,
  };
}

export function machine(change: Partial<ReadyMachine> = {}): ReadyMachine {
  return {
    name: 'web-1',
    row: 'web',
    observed: observed(),
    mistName: 'ma-123456-pr-42-web-1-89abcdef',
    backend: 'aws',
    user: 'ubuntu',
    port: 22,
    keyName: 'ma-key',
    groups: ['web'],
    outcome: 'created',
    why: null,
    hostKeys: [],
    ...change,
  };
}

export function report(change: Partial<Report> = {}): Report {
  return {
    machines: [machine()],
    outcomes: [{ address: 'machine/web-1', outcome: 'created', why: null }],
    leaks: [],
    plan: { create: 1, update: 0, replace: 0, adopt: 0, destroy: 0, 'no-op': 0 },
    cost: { hourly: 0.0104, monthly: 7.592, currency: 'USD', complete: true },
    changed: true,
    ...change,
  };
}

export function change(fields: Partial<Change> = {}): Change {
  return {
    address: 'machine/web-1',
    action: 'create',
    reason: 'no machine of this name',
    id: null,
    backend: 'aws',
    costHourly: 0.0104,
    ...fields,
  };
}
