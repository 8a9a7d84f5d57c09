// Random names of this process's own things. `node:crypto` is loaded by the first: a step asks its first lists without one.

/** A random UUID. */
export function randomUUID(): string {
  return process.getBuiltinModule('node:crypto').randomUUID();
}
