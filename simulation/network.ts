// The network between one process and the server: it hands requests of the real adapter to the emulator, late or broken.
import { Dispatcher } from 'undici';
import type { Emulator } from '../sandbox/emulator.ts';
import type { Reply, SandboxRequest } from '../sandbox/reply.ts';
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
  readonly handler: Dispatcher.DispatchHandler;
  readonly controller: Wire;
};

/** What undici's handlers control: here only the end of an exchange counts. */
class Wire implements Dispatcher.DispatchController {
  readonly #fail: (error: Error) => void;
  readonly paused = false;
  aborted = false;
  done = false;
  reason: Error | null = null;

  constructor(fail: (error: Error) => void) {
    this.#fail = fail;
  }

  abort(reason: Error): void {
    if (this.aborted || this.done) return;
    this.aborted = true;
    this.reason = reason;
    this.#fail(reason);
  }

  pause(): void {}
  resume(): void {}
}

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

/** Stands in for undici’s own dispatcher: what the adapter sends goes to the emulator, and nowhere else. */
export class SimulatedNetwork extends Dispatcher {
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
    super();
    this.#options = options;
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const { life, faults } = this.#options;
    if (!life.alive) return true;
    this.requests += 1;
    const n = this.requests;
    const request = requestOf(options);
    const fault = this.#fitting(request, faults(n, request));
    if (fault !== null) {
      this.faults += 1;
      this.faultedAt.push(this.#options.time.now());
    }
    this.trace.push(`${request.method} ${request.path}${fault === null ? '' : ` [${fault}]`}`);
    const controller: Wire = new Wire((error) => {
      if (life.alive) handler.onResponseError?.(controller, error);
    });
    this.#after(1, () => this.#start({ n, request, fault, handler, controller }, String(options.origin)));
    return true;
  }

  override close(): Promise<void>;
  override close(callback: () => void): void;
  override close(callback?: () => void): Promise<void> | void {
    if (callback === undefined) return Promise.resolve();
    callback();
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
    const { n, request, fault, handler, controller } = exchange;
    if (!life.alive) return;
    if (fault === 'refused') {
      this.#break(exchange, 'ECONNREFUSED');
      return;
    }
    handler.onRequestStart?.(controller, null);
    if (controller.aborted) return;
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
    const { n, request, fault, controller } = exchange;
    if (fault === 'truncated') {
      this.#answer(exchange, reply.status, { 'content-type': reply.contentType }, reply.body, true);
      return;
    }
    const headers = { 'content-type': reply.contentType, ...reply.headers };
    if (this.#answer(exchange, reply.status, headers, reply.body) && !controller.aborted) {
      this.#options.witness.answered(n, request, reply);
    }
  }

  #answer(
    { handler, controller }: Exchange,
    status: number,
    headers: Readonly<Record<string, string>>,
    body: string,
    torn = false,
  ): boolean {
    const { life, time, dateSkewMs } = this.#options;
    if (!life.alive || controller.aborted) return false;
    const date = new Date(time.now() + dateSkewMs).toUTCString();
    handler.onResponseStart?.(controller, status, { ...headers, date }, '');
    const bytes = Buffer.from(body);
    if (torn) {
      handler.onResponseData?.(controller, bytes.subarray(0, bytes.length >> 1));
      controller.done = true;
      handler.onResponseError?.(controller, new WireError('UND_ERR_SOCKET'));
      return false;
    }
    handler.onResponseData?.(controller, bytes);
    controller.done = true;
    handler.onResponseEnd?.(controller, {});
    return true;
  }

  #break({ handler, controller }: Exchange, code: string): void {
    if (!this.#options.life.alive || controller.aborted) return;
    controller.done = true;
    handler.onResponseError?.(controller, new WireError(code));
  }
}

function requestOf(options: Dispatcher.DispatchOptions): SandboxRequest {
  const [path = '', query = ''] = options.path.split('?');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(options.headers ?? {})) headers[name] = String(value);
  const body = typeof options.body === 'string' ? options.body : '';
  return { method: options.method, path, query, headers, body };
}
