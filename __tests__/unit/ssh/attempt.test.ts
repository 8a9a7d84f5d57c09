import { describe, expect, test } from '@jest/globals';
import type { ProbeResult } from '../../../src/engine/ports.ts';
import { CancelledError } from '../../../src/model/errors.ts';
import { type Limits, runAttempt, type Settle } from '../../../src/ssh/attempt.ts';

/** An attempt that does nothing by itself, and counts how often it was closed. */
function fakeAttempt() {
  const state: { closed: number; settle: Settle<ProbeResult> | null } = { closed: 0, settle: null };
  const start = (settle: Settle<ProbeResult>) => {
    state.settle = settle;
    return {
      seen: () => 'halfway',
      close: () => {
        state.closed += 1;
      },
    };
  };
  return { state, start };
}

function attempt(limits: Limits, start: Parameters<typeof runAttempt<ProbeResult>>[1]): Promise<ProbeResult> {
  return runAttempt(limits, start, (seen) => ({ ok: false, final: false, seen }));
}

describe('runAttempt', () => {
  test('gives the first result and closes', async () => {
    const { state, start } = fakeAttempt();
    const result = attempt({ timeoutMs: 5000, signal: new AbortController().signal }, start);
    state.settle?.({ ok: true, hostKey: null });
    state.settle?.({ ok: false, final: true, seen: 'too late' });
    expect(await result).toEqual({ ok: true, hostKey: null });
    expect(state.closed).toBeGreaterThan(0);
  });

  test('tells how far it came when its time is over', async () => {
    const { state, start } = fakeAttempt();
    const result = await attempt({ timeoutMs: 20, signal: new AbortController().signal }, start);
    expect(result).toEqual({ ok: false, final: false, seen: 'halfway within 0.1 s' });
    expect(state.closed).toBe(1);
  });

  test('is cancelled at once', async () => {
    const { state, start } = fakeAttempt();
    const abort = new AbortController();
    const result = attempt({ timeoutMs: 60_000, signal: abort.signal }, start);
    abort.abort();
    await expect(result).rejects.toBeInstanceOf(CancelledError);
    expect(state.closed).toBe(1);
  });

  test('does not start when it is cancelled already', async () => {
    const { state, start } = fakeAttempt();
    await expect(attempt({ timeoutMs: 5, signal: AbortSignal.abort() }, start)).rejects.toBeInstanceOf(CancelledError);
    expect(state.settle).toBeNull();
  });
});
