import { describe, expect, test } from '@jest/globals';
import { TruncatedError } from '../../../src/mist/error-body.ts';
import { mayPass, retryRead } from '../../../src/mist/retries.ts';
import { ApiError, type ApiFailure, BugError, CancelledError, TransportError } from '../../../src/model/errors.ts';
import { jumpingClock } from '../../fakes/mist-answers.ts';

const at = { method: 'GET', route: '/api/v1/clouds' };
const api = (failure: ApiFailure, retryAfterMs?: number): ApiError =>
  new ApiError({ ...at, failure, status: 0, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) }, 'x');

test.each([
  [api('busy'), true],
  [api('server'), true],
  [new TransportError({ ...at, sent: true }, 'x'), true],
  [new TruncatedError({ ...at, failure: 'protocol', status: 200 }, 'x'), true],
  [api('protocol'), false],
  [api('auth'), false],
  [api('not-found'), false],
  [api('rejected'), false],
  [api('quota'), false],
  [new CancelledError(), false],
  [new BugError('x'), false],
  [new Error('x'), false],
])('%s may pass: %s', (error, passes) => {
  expect(mayPass(error)).toBe(passes);
});

async function pauses(error: unknown, random = 0.5, cost = 0): Promise<{ tries: number; slept: readonly number[] }> {
  const clock = jumpingClock();
  let tries = 0;
  const work = retryRead({ clock, random: () => random, signal: new AbortController().signal }, async () => {
    tries += 1;
    if (cost > 0) await clock.sleep(cost);
    throw error;
  });
  await expect(work).rejects.toBe(error);
  return { tries, slept: clock.slept };
}

describe('retryRead', () => {
  test('three tries with doubling pauses', async () => {
    expect(await pauses(api('server'))).toEqual({ tries: 3, slept: [500, 1000] });
  });

  test.each([
    [0, [250, 500]],
    [0.999, [749.5, 1499]],
  ])('jitter by %d', async (random, slept) => {
    const result = await pauses(api('server'), random);
    expect(result.slept.map((ms) => Math.round(ms * 2) / 2)).toEqual(slept);
  });

  test('one try for what cannot pass', async () => {
    expect(await pauses(api('rejected'))).toEqual({ tries: 1, slept: [] });
  });

  test.each([
    [0, [1000, 1000]],
    [5000, [5000, 5000]],
    [1e12, [30_000]],
    [20_000, [20_000, 10_000]],
  ])('Retry-After %d ms stays between a second and the window', async (ms, slept) => {
    expect((await pauses(api('busy', ms))).slept).toEqual(slept);
  });

  test('no try begins more than 30 s after the first failure', async () => {
    expect((await pauses(api('server'), 0.5, 31_000)).tries).toBe(2);
  });

  test('gives the first success', async () => {
    let tries = 0;
    const value = await retryRead(
      { clock: jumpingClock(), random: () => 0, signal: new AbortController().signal },
      async () => {
        tries += 1;
        if (tries === 1) throw api('server');
        return tries;
      },
    );
    expect(value).toBe(2);
  });

  test('a cancelled pause ends it', async () => {
    const work = retryRead({ clock: jumpingClock(), random: () => 0, signal: AbortSignal.abort() }, () =>
      Promise.reject(api('server')),
    );
    await expect(work).rejects.toBeInstanceOf(CancelledError);
  });
});
