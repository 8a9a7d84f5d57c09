// Reads are tried again where another try can help. Writes never come through here.
import type { Clock } from '../engine/ports.ts';
import { ApiError, TransportError } from '../model/errors.ts';
import { TruncatedError } from './error-body.ts';

/** A server that fails three times in a row is down, not busy. */
const MAX_TRIES = 3;
/** No try begins later than this after the first failure: post shares 285 s with all other posts of its job. */
const WINDOW_MS = 30_000;
const FIRST_PAUSE_MS = 500;
/** What a server may ask for: less than a second is a spin, more than a minute is longer than any lock of Mist's. */
const RETRY_AFTER_MS = { min: 1_000, max: 60_000 } as const;

export type RetryWorld = {
  readonly clock: Pick<Clock, 'elapsed' | 'sleep'>;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly signal: AbortSignal;
};

/** True for failures that may pass: no answer, a torn answer, 423, 429, 5xx. */
export function mayPass(error: unknown): boolean {
  if (error instanceof TransportError || error instanceof TruncatedError) return true;
  return error instanceof ApiError && (error.failure === 'busy' || error.failure === 'server');
}

/**
 * Runs a read up to three times within 30 s of its first failure; throws the last error. Pauses double and are
 * jittered; a Retry-After is obeyed between 1 and 60 s, but never past the window.
 */
export async function retryRead<T>(world: RetryWorld, attempt: () => Promise<T>): Promise<T> {
  let deadline = Number.POSITIVE_INFINITY;
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!mayPass(error) || tries >= MAX_TRIES) throw error;
      const now = world.clock.elapsed();
      if (tries === 1) deadline = now + WINDOW_MS;
      if (now >= deadline) throw error;
      await world.clock.sleep(Math.min(pauseMs(error, tries, world.random()), deadline - now), world.signal);
    }
  }
}

function pauseMs(error: unknown, tries: number, random: number): number {
  const asked = error instanceof ApiError ? error.retryAfterMs : undefined;
  if (asked !== undefined) return Math.min(Math.max(asked, RETRY_AFTER_MS.min), RETRY_AFTER_MS.max);
  return FIRST_PAUSE_MS * 2 ** (tries - 1) * (0.5 + random);
}
