// What can go wrong with one request on its way, and how often.
import type { SandboxRequest } from '../sandbox/reply.ts';

/**
 * `before`: the server never acted; `after`: it acted, and the caller does not learn it; `late`: the connection breaks, and
 * a proxy delivers the request all the same; `empty-list`: a live list is empty for once (no other request meets it).
 * `edit-unkept`: an edit of a lease is answered with OK and not done (no other request meets it).
 */
export const FAULT_KINDS = [
  'refused',
  'reset-before',
  'reset-after',
  'stall-before',
  'stall-after',
  'truncated',
  'html-before',
  'html-after',
  'error-500-before',
  'error-500-after',
  'bad-gateway-before',
  'gateway-timeout-after',
  'unavailable',
  'unauthorized',
  'forbidden',
  'not-found',
  'locked',
  'rate-limited',
  'wrong-json',
  'redirect',
  'slow',
  'late',
  'empty-list',
] as const;

/** One kind of fault; the last is met only where it is asked for, because it would change what all seeds mean. */
export type FaultKind = (typeof FAULT_KINDS)[number] | 'edit-unkept';

/** Decides the fault of the n-th request (from 1) of one process. */
export type FaultPlan = (n: number, request: SandboxRequest) => FaultKind | null;

/** Every request goes through. */
export const NO_FAULTS: FaultPlan = () => null;

/** Exactly one fault, at the n-th request. */
export function oneFault(at: number, kind: FaultKind): FaultPlan {
  return (n) => (n === at ? kind : null);
}

/** Each request after the first `quiet` ones fails with its kind's rate. */
export function randomFaults(random: () => number, rates: ReadonlyMap<FaultKind, number>, quiet: number): FaultPlan {
  return (n) => {
    if (n <= quiet) return null;
    for (const [kind, rate] of rates) if (random() < rate) return kind;
    return null;
  };
}

/** The answer that stands in for the server's; null where no answer is given or the server's own is used. */
export type StandIn = {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly header?: string;
};

const PAGE = '<html><head><title>nginx</title></head><body>nginx</body></html>';

/** Answers by kind. `acts` tells whether the server does the request all the same. */
export const STAND_INS: Readonly<Partial<Record<FaultKind, StandIn & { readonly acts: boolean }>>> = {
  'html-before': { status: 200, type: 'text/html', body: PAGE, acts: false },
  'html-after': { status: 200, type: 'text/html', body: PAGE, acts: true },
  'error-500-before': { status: 500, type: 'text/plain', body: 'Internal Server Error', acts: false },
  'error-500-after': { status: 500, type: 'text/plain', body: 'Internal Server Error', acts: true },
  'bad-gateway-before': { status: 502, type: 'text/html', body: PAGE, acts: false },
  'gateway-timeout-after': { status: 504, type: 'text/html', body: PAGE, acts: true },
  unavailable: { status: 503, type: 'text/plain', body: 'Cloud unavailable', acts: false },
  unauthorized: { status: 401, type: 'text/plain', body: 'User not authenticated. Please log in', acts: false },
  forbidden: { status: 403, type: 'text/plain', body: 'Forbidden: no permission', acts: false },
  'not-found': { status: 404, type: 'text/plain', body: 'Not Found: no such thing', acts: false },
  locked: { status: 423, type: 'text/plain', body: 'Cloud is locked', acts: false },
  'rate-limited': { status: 429, type: 'text/plain', body: 'Rate limited', header: '2', acts: false },
  'wrong-json': { status: 200, type: 'application/json', body: '{"unexpected":[1,2]}', acts: true },
  'empty-list': { status: 200, type: 'application/json', body: '[]', acts: false },
  'edit-unkept': { status: 200, type: 'text/plain', body: 'OK', acts: false },
  redirect: { status: 302, type: 'text/plain', body: '302 Found', acts: false },
};
