// Work for a few at once, and numbers about what came out.

/** Runs `work(item, worker)` over `items` with `workers` at once, in order of the list; results in that order. */
export async function pool(items, workers, work) {
  const results = new Array(items.length);
  let next = 0;
  const run = async (worker) => {
    while (next < items.length) {
      const at = next;
      next += 1;
      results[at] = await work(items[at], worker);
    }
  };
  await Promise.all(Array.from({ length: Math.min(workers, items.length) }, (_, worker) => run(worker)));
  return results;
}

/** The value below which `share` (0 to 1) of `values` lie, by nearest rank; NaN for none. */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** `p50 12 ms, p99 30 ms, max 31 ms`. */
export function spread(values) {
  const ms = (value) => `${Math.round(value)} ms`;
  return `p50 ${ms(percentile(values, 0.5))}, p99 ${ms(percentile(values, 0.99))}, max ${ms(Math.max(...values))}`;
}
