// When to look at a machine that is coming up. A look is a live listing at the provider, so there are few of them, and
// they stand where machines usually come up: by what this run has seen, else by what is known of providers.

/** Containers need about two seconds; some clouds say `running` after five to ten. */
const FIRST_LOOKS_MS = [2_100, 6_000];
/** From then on a machine of 30 s waits 3 s too long on average, which is a tenth. */
const GAP_MS = 6_200;
/**
 * A look is one request however many wait for it, and a machine that is up and not seen costs time and money. So several
 * are looked at sooner: the next look comes when a share of the wait so far has passed again, but the looks that N of them
 * cost are never more than N single ones would. Ten creates on a live server were all up after 6.8 s. What waiting costs
 * grows with N and what a look costs does not, so that for more than MANY the share falls with the root of N.
 */
const SHARE_OF_WAIT = 0.3;
const MANY = 20;
const SOONEST_MS = 700;
/** Around the usual time the gap is a tenth of it, within these bounds. */
const SHARE_OF_USUAL = 0.1;
const SHORTEST_GAP_MS = 250;
const LONGEST_SHORT_GAP_MS = 2_000;
/** Past this multiple of the usual time a machine is no usual one. */
const STRAGGLING = 1.5;
/** Machines that were asked for within this share of their wait are looked at together. */
const TOGETHER = 0.1;

/**
 * The next look, in ms after the create, when the last one was `waited` ms after it (0 for none). `usual`: how long
 * machines of the same cloud took in this run, ms. `awaited`: how many machines of that cloud are waited for.
 */
export function nextLook(waited: number, usual: readonly number[], awaited = 1): number {
  const plain =
    awaited > 1 ? sharedLook(waited, awaited) : (FIRST_LOOKS_MS.find((at) => at > waited) ?? waited + GAP_MS);
  const middle = median(usual);
  if (middle === null || waited >= middle * STRAGGLING) return plain;
  if (waited < middle) return Math.min(plain, middle);
  const short = Math.min(Math.max(middle * SHARE_OF_USUAL, SHORTEST_GAP_MS), LONGEST_SHORT_GAP_MS);
  return Math.min(plain, waited + short);
}

function sharedLook(waited: number, awaited: number): number {
  const [first = 0] = FIRST_LOOKS_MS;
  const share = GAP_MS / awaited;
  const growth = SHARE_OF_WAIT * Math.min(1, Math.sqrt(MANY / awaited));
  if (waited === 0) return Math.min(first, Math.max(SOONEST_MS, share));
  if (waited < first) return first;
  return waited + Math.min(GAP_MS, Math.max(share, waited * growth));
}

/** The next look, on the same clock as `at`, the last one, for a machine that was asked for at `created`. */
export function lookAfter(at: number, created: number, usual: readonly number[], awaited: number): number {
  const next = created + nextLook(Math.max(0, at - created), usual, awaited);
  // One that was looked at for the sake of others is not looked at again at once for its own.
  return at > created ? Math.max(next, at + SHORTEST_GAP_MS) : next;
}

/** One moment for several looks: the last of those that are due shortly after the first. All on one clock, ms. */
export function together(looks: readonly { readonly since: number; readonly due: number }[]): number {
  const first = looks.reduce((least, look) => (look.due < least.due ? look : least));
  const latest = first.due + Math.max(0, first.due - first.since) * TOGETHER;
  return Math.max(...looks.map(({ due }) => due).filter((due) => due <= latest));
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1] ?? null;
}
