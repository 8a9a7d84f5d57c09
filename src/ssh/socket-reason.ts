// Why an attempt failed, in one line that holds no address.
import type { ProbeResult } from '../engine/ports.ts';

/** Why it came to nothing. */
export type Failure = Extract<ProbeResult, { readonly ok: false }>;

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection is refused',
  ECONNRESET: 'the connection is reset',
  EHOSTUNREACH: 'there is no route to the host',
  ENETUNREACH: 'there is no route to the network',
  ETIMEDOUT: 'the host does not answer',
  ENOTFOUND: 'the host name is unknown',
  EAI_AGAIN: 'the host name cannot be looked up',
};

/** One line for a socket's error, from its code alone: messages repeat addresses in several forms. */
export function socketReason(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  return code === null ? 'the connection failed' : (REASONS[code] ?? `the connection failed (${code})`);
}

/** A failure that another attempt may not meet. */
export function notYet(seen: string): Failure {
  return { ok: false, final: false, seen };
}

/** A failure that every other attempt would meet, too. */
export function never(seen: string): Failure {
  return { ok: false, final: true, seen };
}

/** False where the system would throw instead of trying. */
export function isPort(port: number): boolean {
  return Number.isInteger(port) && port > 0 && port < 65_536;
}
