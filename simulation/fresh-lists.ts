// What a process has seen of the provider: the newest live lists of each backend, and when they came.
import type { Reply, SandboxRequest } from '../sandbox/reply.ts';
import type { VirtualTime } from './virtual-time.ts';

const FRESH_MS = 30_000;
/** A newer list may come while what an older one led to has been decided and is on its way: the longest trip. */
const OVERLAP_MS = 600;
const LIVE_LIST = /^\/api\/v1\/clouds\/[0-9a-f]{32}\/machines$/;

type CameList = { readonly at: number; readonly text: string };

/** Tells which ids were listed to a process in the last 30 s, by the newest list or one that was just as new a moment ago. */
export class FreshLists {
  readonly #time: VirtualTime;
  /** By path, the newest first. */
  readonly #lists = new Map<string, readonly CameList[]>();

  constructor(time: VirtualTime) {
    this.#time = time;
  }

  answered(request: SandboxRequest, reply: Reply): void {
    if (request.method !== 'GET' || reply.status !== 200 || !LIVE_LIST.test(request.path)) return;
    const at = this.#time.now();
    const before = (this.#lists.get(request.path) ?? []).filter((one) => at - one.at <= OVERLAP_MS);
    this.#lists.set(request.path, [{ at, text: reply.body }, ...before]);
  }

  show(id: string): boolean {
    const now = this.#time.now();
    return [...this.#lists.values()].some((lists) =>
      lists.some(({ at, text }, n) => now - at <= (n === 0 ? FRESH_MS : OVERLAP_MS) && text.includes(id)),
    );
  }
}
