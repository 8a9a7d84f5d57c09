// The recorded exchanges that belong to no call of the adapter, and why.
import { cloud } from './kinds.ts';
import type { Recorded } from './recorded.ts';

/** What belongs to no call, how many there are, and why. The first that fits decides. */
export const LEFT_OUT: readonly (readonly [reason: string, count: number, fits: (recorded: Recorded) => boolean])[] = [
  [
    'v2 list trimmed to other fields than ours: only its leases and tags are decoded, in a test of their own',
    17,
    ({ path, query }) => path === '/api/v2/machines' && query.includes('only='),
  ],
  [
    'v2 look-ups and changes by search expression: the adapter never sends names',
    90,
    ({ path }) => /^\/api\/v2\/(?:clouds|keys|machines)\/./.test(path),
  ],
  ['v2 lists and writes of things that go through v1', 228, ({ path }) => path.startsWith('/api/v2/')],
  [
    'v1 create: creates go through v2',
    21,
    ({ method, path }) => ['POST', 'PUT'].includes(method) && cloud('machines').test(path),
  ],
  [
    'v1 edits of clouds and keys, and key generation: never sent',
    10,
    ({ method, path }) => method !== 'GET' && /^\/api\/v1\/(?:clouds|keys)(?:\/[0-9a-f]{32})?$/.test(path),
  ],
  [
    'v1 machines by external id, and tags through it: never sent',
    11,
    ({ path }) => /^\/api\/v1\/clouds\/[0-9a-f]{32}\/machines\/./.test(path),
  ],
  ['monitoring and metrics: not built yet', 17, ({ path }) => /monitoring|metrics|stats|plugins/.test(path)],
  [
    'v1 cached or missing views: never asked',
    4,
    ({ path }) => /^\/api\/v1\/(?:machines|clouds)(?:\/[0-9a-f]{32})?$/.test(path),
  ],
  [
    'other parts of a cloud: networks, security groups, volumes, zones',
    4,
    ({ path }) => cloud('(?:networks|security-groups|volumes|zones)').test(path),
  ],
  [
    'accounts, sign-in, providers, unknown routes: never asked',
    12,
    ({ path }) => /^\/(?:api\/v1\/(?:ping|orgs?|tokens|providers|nonexistent)|auth|login)$/.test(path),
  ],
];
