// Loading code while there is nothing to do but wait. V8 compiles a function when it is first called, which for all that follows
// on an answer is after that answer has come (docs/performance.md has what that costs).

/**
 * What `load` loads, with every function in it compiled. Takes longer than without: for when an answer is under way. A module of
 * Node's own that comes with it takes three times as long, because its kept code is refused meanwhile: load those before.
 */
export async function loadCompiled<T>(load: () => Promise<T>): Promise<T> {
  const { setFlagsFromString } = process.getBuiltinModule('node:v8');
  // Read by V8 at each compilation, and of no meaning for what is compiled.
  setFlagsFromString('--no-lazy');
  try {
    return await load();
  } finally {
    setFlagsFromString('--lazy');
  }
}
