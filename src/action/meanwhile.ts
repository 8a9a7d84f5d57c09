// What is done while an answer is under way, so that less is left to do once it is there.

/**
 * Does the pieces one after another, each in a turn of its own, and begins none once `answer` has settled. One may fail, of which
 * `failed` is told, and one that does not end is left behind when the answer comes.
 */
export async function meanwhile(
  answer: Promise<unknown>,
  pieces: readonly (() => Promise<unknown>)[],
  failed: (error: unknown) => void = () => undefined,
): Promise<void> {
  let waiting = true;
  const settled = answer
    .catch(() => undefined)
    .then(() => {
      waiting = false;
    });
  for (const piece of pieces) {
    // In a turn of its own, an answer that is there is heard before.
    await new Promise((resolve) => setImmediate(resolve));
    if (!waiting) return;
    await Promise.race([settled, piece().catch(failed)]);
  }
}
