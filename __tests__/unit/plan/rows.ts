// Desired and observed rows for the tests of plan: each test changes what it is about.
import type { DesiredMachine } from '../../../src/model/desired.ts';
import { mistName, ownerHash, type Scope, TAGS } from '../../../src/model/identity.ts';
import {
  isMistId,
  type MistId,
  type ObservedCloud,
  type ObservedImage,
  type ObservedMachine,
  type ObservedSize,
} from '../../../src/model/observed.ts';

export const SCOPE: Scope = { name: 'pr-42', named: true, repository: { serverUrl: 'https://github.com', id: '1' } };

/** An id of 32 digits from a small number. */
export function id(n: number): MistId {
  const text = n.toString(16).padStart(32, '0');
  if (!isMistId(text)) throw new Error(`${n} makes no id`);
  return text;
}

export const AWS: ObservedCloud = { id: id(0xc), name: 'aws', provider: 'ec2', enabled: true };

export function desired(name: string, fields: Partial<DesiredMachine> = {}): DesiredMachine {
  return {
    address: `machine/${name}`,
    name,
    row: name,
    mistName: mistName(SCOPE, 'machine', name),
    literal: false,
    backend: 'aws',
    image: { by: 'name', name: 'ubuntu' },
    size: { by: 'name', name: 't3.micro' },
    location: null,
    keyName: mistName(SCOPE, 'key', 'k'),
    tags: {},
    cloudInit: null,
    wait: { level: 'ssh', timeoutMs: null },
    groups: [name],
    ttlMs: null,
    user: null,
    port: null,
    adopt: null,
    passThrough: {},
    needs: [],
    minReady: 1,
    ...fields,
  };
}

/** A machine as `desired(row)` would have made it, without its tags. */
export function observed(row: string, fields: Partial<ObservedMachine> = {}): ObservedMachine {
  return {
    id: id(row.length * 1000 + row.charCodeAt(0)),
    externalId: `i-${row}`,
    name: mistName(SCOPE, 'machine', row),
    cloudId: AWS.id,
    state: 'running',
    publicIps: ['198.51.100.7'],
    privateIps: [],
    hostname: null,
    sshPort: null,
    tags: {},
    lease: null,
    createdAt: 1_000,
    missing: false,
    costHourly: 0.01,
    keyIds: [],
    imageId: null,
    locationId: null,
    size: null,
    ...fields,
  };
}

/** The tags that prove nothing and may not contradict. */
export function ownTags(row: string, scope: Scope = SCOPE): Record<string, string> {
  return { [TAGS.scope]: scope.name, [TAGS.row]: row, [TAGS.owner]: ownerHash(scope, 'machine', row) };
}

export function image(name: string, fields: Partial<ObservedImage> = {}): ObservedImage {
  return {
    id: id(name.length),
    externalId: `ami-${name}`,
    name,
    osType: 'linux',
    osDistro: null,
    architectures: [],
    ...fields,
  };
}

export function size(
  name: string,
  cpus: number | null,
  ramMb: number | null,
  priceHourly: number | null,
): ObservedSize {
  return {
    id: id(name.length * 7),
    externalId: name,
    name,
    cpus,
    ramMb,
    diskGb: null,
    architecture: null,
    priceHourly,
  };
}
