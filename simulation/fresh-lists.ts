// What a process has seen of the provider: the newest live list of each backend, and when it came.
import type { Reply, SandboxRequest } from '../sandbox/reply.ts';
import type { VirtualTime } from './virtual-time.ts';

const FRESH_MS = 30_000;
const LIVE_LIST = /^\/api\/v1\/clouds\/[0-9a-f]{32}\/machines$/;

/** Tells which ids were listed to a process in the last 30 s. */
export class FreshLists {
  readonly #time: VirtualTime;
  readonly #lists = new Map<string, { readonly at: number; readonly text: string }>();

  constructor(time: VirtualTime) {
    this.#time = time;
  }

  answered(request: SandboxRequest, reply: Reply): void {
    if (request.method !== 'GET' || reply.status !== 200 || !LIVE_LIST.test(request.path)) return;
    this.#lists.set(request.path, { at: this.#time.now(), text: reply.body });
  }

  show(id: string): boolean {
    return [...this.#lists.values()].some((list) => this.#time.now() - list.at <= FRESH_MS && list.text.includes(id));
  }
}
