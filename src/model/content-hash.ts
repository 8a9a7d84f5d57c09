// Naming texts by what they hold.
import { createHash } from 'node:crypto';

/** The first `length` (at most 64) hex digits of the SHA-256 of `text` as UTF-8. */
export function contentHash(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}
