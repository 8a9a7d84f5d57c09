// Faults of single requests, on demand: rules that tests post, and a hook through which a simulator decides each one.
import { json, problem, type Reply, raw, type SandboxRequest, text } from './reply.ts';
import { type Fields, isFields } from './router.ts';

/** `before`: the server never acted. `after`: it acted, and only the answer is lost. */
export type When = 'before' | 'after';

/** What goes wrong with one request. `status` and `html` answer in the server's place, after it acted where `when` says so. */
export type Fault =
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'drop' | 'reset' | 'stall'; readonly when: When }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly contentType?: string;
      readonly body?: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly when?: When;
    }
  /** A proxy's HTML page. */
  | { readonly kind: 'html'; readonly status: number; readonly when?: When }
  /** The answer breaks off half way. */
  | { readonly kind: 'truncate' }
  | { readonly kind: 'locked' }
  | { readonly kind: 'rate-limit'; readonly retryAfter: string }
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'unavailable' };

/** Which requests a rule is about. */
export type FaultMatch = {
  readonly method?: string;
  /** Regular expression over the path and query. */
  readonly route?: string;
  /** Which match is hit first, from 1. */
  readonly nth?: number;
  /** How many matches are hit from there on: 1 unless given; 0 for all. */
  readonly times?: number;
};

const KINDS = new Set([
  'delay',
  'drop',
  'reset',
  'stall',
  'status',
  'html',
  'truncate',
  'locked',
  'rate-limit',
  'unauthorized',
  'unavailable',
]);

function isFault(value: unknown): value is Fault {
  if (!isFields(value) || typeof value.kind !== 'string' || !KINDS.has(value.kind)) return false;
  const { kind, ms, status, when, retryAfter } = value;
  if (kind === 'delay') return typeof ms === 'number';
  if (kind === 'status' || kind === 'html') return typeof status === 'number';
  if (kind === 'rate-limit') return typeof retryAfter === 'string';
  return !(kind === 'drop' || kind === 'reset' || kind === 'stall') || when === 'before' || when === 'after';
}

function isMatch(value: unknown): value is FaultMatch {
  return isFields(value);
}

/** The rule in a posted body. Throws where the fault is none that can be played. */
export function readRule(body: Fields): FaultRule {
  const { match, fault } = body;
  if (!isFault(fault)) throw new Error(`not a fault: ${JSON.stringify(fault)}`);
  return { match: isMatch(match) ? match : {}, fault };
}

/** One fault and the requests that it hits. */
export type FaultRule = { readonly match: FaultMatch; readonly fault: Fault };

/** Decides the fault of the n-th request (from 1) in process; null for none. */
export type FaultHook = (request: SandboxRequest, n: number) => Fault | null;

/** The rules in force. */
export type Faults = {
  add(rule: FaultRule): void;
  clear(): void;
  /** The fault of this request; counts it against every rule that matches. */
  next(request: SandboxRequest, n: number): Fault | null;
};

/** Rules are asked in the order they were added, after the hook. */
export function createFaults(hook: FaultHook | null): Faults {
  const rules: { readonly rule: FaultRule; seen: number }[] = [];
  return {
    add: (rule) => void rules.push({ rule, seen: 0 }),
    clear: () => void rules.splice(0),
    next(request, n) {
      const decided = hook?.(request, n) ?? null;
      if (decided !== null) return decided;
      let chosen: Fault | null = null;
      for (const entry of rules) {
        const { match, fault } = entry.rule;
        if (match.method !== undefined && match.method !== request.method) continue;
        const target = request.query === '' ? request.path : `${request.path}?${request.query}`;
        if (match.route !== undefined && !new RegExp(match.route).test(target)) continue;
        entry.seen += 1;
        const first = match.nth ?? 1;
        const times = match.times ?? 1;
        const hit = entry.seen >= first && (times === 0 || entry.seen < first + times);
        if (hit) chosen ??= fault;
      }
      return chosen;
    },
  };
}

/** True where the fault takes effect before the server acts: its answer then comes from `faultReply`. */
export function isBefore(fault: Fault): boolean {
  switch (fault.kind) {
    case 'delay':
    case 'truncate':
      return false;
    case 'drop':
    case 'reset':
    case 'stall':
      return fault.when === 'before';
    case 'status':
    case 'html':
      return fault.when !== 'after';
    default:
      return true;
  }
}

const PAGE = '<html><head><title>502 Bad Gateway</title></head><body><center>nginx</center></body></html>';

/** What the caller gets under this fault; `answer` is the server's own one where it acted. */
export function faultReply(fault: Fault, request: SandboxRequest, answer: Reply | null): Reply {
  const v2 = request.path.startsWith('/api/v2');
  switch (fault.kind) {
    case 'drop':
    case 'reset':
    case 'stall':
      return { ...(answer ?? text('')), fate: fault.kind };
    case 'truncate':
      return { ...(answer ?? text('')), fate: 'truncate' };
    case 'status':
      return {
        ...raw(fault.status, fault.contentType ?? 'text/html; charset=UTF-8', fault.body ?? 'Internal Server Error'),
        headers: fault.headers ?? {},
      };
    case 'html':
      return raw(fault.status, 'text/html', PAGE);
    case 'locked':
      return v2 ? json('Cloud is locked', 423) : text('Cloud is locked', 423);
    case 'rate-limit':
      return { ...text('Rate limited', 429), headers: { 'Retry-After': fault.retryAfter } };
    case 'unauthorized':
      return v2 ? problem(401, 'Provided apikey is not valid') : text('User not authenticated. Please log in', 401);
    case 'unavailable':
      return v2 ? json('Service Unavailable', 503) : text('Cloud unavailable', 503);
    case 'delay':
      return answer ?? text('');
  }
}
