// The one way to hold a value that must not be shown: whatever prints, joins or serialises it gets `[secret]`.
import type { Secret } from './spec.ts';

const SHOWN = '[secret]';

/**
 * Wraps `text` so that only `reveal()` gives it back. Templates, `JSON.stringify`, `console.log` and `util.inspect`
 * show `[secret]`; the text is held in a closure, so no property walk finds it.
 */
export function makeSecret(text: string): Secret {
  const secret = {
    reveal: () => text,
    toString: () => SHOWN,
    toJSON: () => SHOWN,
    [Symbol.for('nodejs.util.inspect.custom')]: () => SHOWN,
  };
  return Object.freeze(secret);
}

/** True for values made by `makeSecret` (or any other Secret): tells them from plain strings, numbers and booleans. */
export function isSecret(value: unknown): value is Secret {
  return typeof value === 'object' && value !== null && 'reveal' in value && typeof value.reveal === 'function';
}
