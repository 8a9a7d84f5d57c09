// Naming texts by what they hold. `node:crypto` is loaded by the first hash: a step asks its first lists without one.

/** SHA-256 of `data`, text as UTF-8. */
export function sha256(data: string | Uint8Array, encoding: 'hex' | 'base64url'): string {
  return process.getBuiltinModule('node:crypto').hash('sha256', data, encoding);
}

/** The first `length` (at most 64) hex digits of the SHA-256 of `text` as UTF-8. */
export function contentHash(text: string, length: number): string {
  return sha256(text, 'hex').slice(0, length);
}
