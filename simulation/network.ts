// The network between one process and the server: it hands requests of the real adapter to the emulator, late or broken.
import type { Emulator } from '../sandbox/emulator.ts';
import type { Reply, SandboxRequest } from '../sandbox/reply.ts';
import type { Incoming, Network, Outgoing } from '../src/mist/network.ts';
import type { Life } from './life.ts';
import { type FaultKind, type FaultPlan, STAND_INS } from './network-faults.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What is seen of every request; each may throw nothing. */
export type Witness = {
  /** Before a byte is on the wire. Answers whether the process still lives. */
  started(n: number, request: SandboxRequest, origin: string): void;
  /** When the request reaches the server. */
  arrived(n: number, request: SandboxRequest): void;
  /** When a whole, unbroken answer of the server reached the process. */
  answered(n: number, request: SandboxRequest, reply: Reply): void;
};

/** What the network of one process is made of. */
export type NetworkOptions = {
  readonly time: VirtualTime;
  readonly emulator: Emulator;
  readonly life: Life;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** One way, ms; each trip takes between half and one and a half of it. */
  readonly latencyMs: number;
  readonly faults: FaultPlan;
  readonly witness: Witness;
  /** The server's clock minus the world's, ms: what its Date headers are wrong by. */
  readonly dateSkewMs: number;
};

type Exchange = {
  readonly n: number;
  readonly request: SandboxRequest;
  readonly fault: FaultKind | null;
  readonly stop: AbortSignal;
  readonly markSent: () => boolean;
  readonly resolve: (answer: Incoming) => void;
  readonly reject: (error: Error) => void;
};

const SLOW_MS = 20_000;
/** Later than two lists that prove absence, sooner than the engine trusts a silent log. */
const LATE_MS = 8_000;
/** A provider that lists nothing does so once in a while: two such lists in a row would be a proof, and a lie. */
const BETWEEN_EMPTY_MS = 60_000;
const MACHINE = /^\/api\/v1\/machines\/[0-9a-f]{32}$/;
const LIVE_LIST = /^\/api\/v1\/clouds\/[0-9a-f]{32}\/machines$/;

class WireError extends Error {
  readonly code: string;

  constructor(code: string) {
    super('the wire broke');
    this.code = code;
  }
}

/** Stands in for the adapter's own network: what the adapter sends goes to the emulator, and nowhere else. */
export class SimulatedNetwork implements Network {
  readonly #options: NetworkOptions;
  #lastEmpty = Number.NEGATIVE_INFINITY;
  /** Requests so far, and how many of them met a fault. */
  requests = 0;
  faults = 0;
  /** When each fault was met, the world's time, epoch ms. */
  readonly faultedAt: number[] = [];
  /** `method path` of each request, for sweeps and traces. */
  readonly trace: string[] = [];

  constructor(options: NetworkOptions) {
    this.#options = options;
  }

  /** Never settles once the process has ended, or where the transport has given up waiting by itself. */
  exchange(outgoing: Outgoing, stop: AbortSignal, markSent: () => boolean): Promise<Incoming> {
    return new Promise((resolve, reject) => {
      const { life, faults } = this.#options;
      if (!life.alive || stop.aborted) return;
      this.requests += 1;
      const n = this.requests;
      const request = requestOf(outgoing);
      const fault = this.#fitting(request, faults(n, request));
      if (fault !== null) {
        this.faults += 1;
        this.faultedAt.push(this.#options.time.now());
      }
      this.trace.push(`${request.method} ${request.path}${fault === null ? '' : ` [${fault}]`}`);
      this.#after(1, () => this.#start({ n, request, fault, stop, markSent, resolve, reject }, outgoing.origin));
    });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #fitting(request: SandboxRequest, fault: FaultKind | null): FaultKind | null {
    if (fault === 'edit-unkept') return request.method === 'PUT' && MACHINE.test(request.path) ? fault : null;
    if (fault !== 'empty-list') return fault;
    const now = this.#options.time.now();
    const fits = request.method === 'GET' && LIVE_LIST.test(request.path) && now - this.#lastEmpty >= BETWEEN_EMPTY_MS;
    if (!fits) return null;
    this.#lastEmpty = now;
    return fault;
  }

  #after(trips: number, run: () => void): void {
    const { time, latencyMs, random } = this.#options;
    time.schedule(time.now() + Math.max(1, Math.round(trips * latencyMs * (0.5 + random()))), run);
  }

  #start(exchange: Exchange, origin: string): void {
    const { life, witness } = this.#options;
    const { n, request, fault, stop, markSent, reject } = exchange;
    if (!life.alive || stop.aborted) return;
    if (fault === 'refused') {
      this.#break(exchange, 'ECONNREFUSED');
      return;
    }
    if (!markSent()) {
      reject(new WireError('STOPPED'));
      return;
    }
    // What the witness does here may end the process: the byte has left by then.
    witness.started(n, request, origin);
    if (fault === 'late') {
      this.#after(1, () => this.#break(exchange, 'ECONNRESET'));
      const { time, emulator } = this.#options;
      time.schedule(time.now() + LATE_MS, () => {
        witness.arrived(n, request);
        void emulator.handle(request);
      });
      return;
    }
    if (fault === 'reset-before') {
      this.#after(1, () => this.#break(exchange, 'ECONNRESET'));
      return;
    }
    if (fault === 'stall-before') return;
    const standIn = fault === null ? undefined : STAND_INS[fault];
    if (standIn !== undefined && !standIn.acts) {
      this.#after(2, () => this.#standIn(exchange));
      return;
    }
    this.#after(1, () => {
      witness.arrived(n, request);
      void this.#options.emulator.handle(request).then((reply) => this.#reply(exchange, reply));
    });
  }

  #reply(exchange: Exchange, reply: Reply): void {
    const { fault } = exchange;
    if (fault === 'stall-after') return;
    if (fault === 'reset-after') {
      this.#after(1, () => this.#break(exchange, 'ECONNRESET'));
      return;
    }
    if (fault !== null && STAND_INS[fault] !== undefined) {
      this.#after(1, () => this.#standIn(exchange));
      return;
    }
    const { time } = this.#options;
    if (fault === 'slow') time.schedule(time.now() + SLOW_MS, () => this.#deliver(exchange, reply));
    else this.#after(1, () => this.#deliver(exchange, reply));
  }

  #standIn(exchange: Exchange): void {
    const { fault } = exchange;
    const own = fault === null ? undefined : STAND_INS[fault];
    if (own === undefined) return;
    const headers: Record<string, string> = {};
    if (own.header !== undefined) headers['retry-after'] = own.header;
    if (fault === 'redirect') headers.location = 'http://127.0.0.1:9/elsewhere';
    this.#answer(exchange, own.status, { 'content-type': own.type, ...headers }, own.body);
  }

  #deliver(exchange: Exchange, reply: Reply): void {
    const { n, request, fault } = exchange;
    if (fault === 'truncated') {
      this.#answer(exchange, reply.status, { 'content-type': reply.contentType }, reply.body, true);
      return;
    }
    const headers = { 'content-type': reply.contentType, ...reply.headers };
    if (this.#answer(exchange, reply.status, headers, reply.body)) this.#options.witness.answered(n, request, reply);
  }

  #answer(
    { stop, resolve }: Exchange,
    status: number,
    headers: Readonly<Record<string, string>>,
    body: string,
    torn = false,
  ): boolean {
    const { life, time, dateSkewMs } = this.#options;
    if (!life.alive || stop.aborted) return false;
    const date = new Date(time.now() + dateSkewMs).toUTCString();
    const bytes = Buffer.from(body);
    resolve({ status, headers: { ...headers, date }, body: torn ? tornBody(bytes) : wholeBody(bytes) });
    return !torn;
  }

  #break({ stop, reject }: Exchange, code: string): void {
    if (this.#options.life.alive && !stop.aborted) reject(new WireError(code));
  }
}

async function* wholeBody(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function* tornBody(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes.subarray(0, bytes.length >> 1);
  throw new WireError('CLOSED_EARLY');
}

function requestOf({ method, path: whole, headers, body }: Outgoing): SandboxRequest {
  const [path = '', query = ''] = whole.split('?');
  return { method, path, query, headers, body: body ?? '' };
}
