import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createLog } from '../../../src/action/log.ts';
import { cancelOnSignals, processWorld, stepLog, systemClock } from '../../../src/action/process-world.ts';
import { createRedactor } from '../../../src/action/redact.ts';
import { CancelledError } from '../../../src/model/errors.ts';

function cancellable(timeoutMs = 60_000) {
  const written: string[] = [];
  const exits: number[] = [];
  const handlers = new Set<(name: string) => void>();
  const log = createLog({
    write: (text) => written.push(text.trimEnd()),
    elapsed: () => 0,
    redactor: createRedactor(),
    commands: true,
  });
  const runner = {
    clock: systemClock,
    exit: (code: number) => exits.push(code),
    onSignal: (handler: (name: string) => void) => {
      handlers.add(handler);
      return () => handlers.delete(handler);
    },
  };
  const raise = (name: string): void => {
    for (const handler of handlers) handler(name);
  };
  return {
    written,
    exits,
    handlers,
    raise,
    ...cancelOnSignals(runner, log, { ms: timeoutMs, text: '`timeout` is 90s' }),
  };
}

describe('the system clock', () => {
  test('sleeps', async () => {
    const began = systemClock.elapsed();
    await systemClock.sleep(20);
    await systemClock.sleep(-5);
    expect(systemClock.elapsed() - began).toBeGreaterThanOrEqual(19);
    expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1000);
  });

  test('wakes at once with the reason of the signal', async () => {
    const controller = new AbortController();
    const reason = new CancelledError('SIGINT ended the step.');
    const sleeping = systemClock.sleep(60_000, controller.signal);
    controller.abort(reason);
    await expect(sleeping).rejects.toBe(reason);
    await expect(systemClock.sleep(60_000, controller.signal)).rejects.toBe(reason);
    await expect(systemClock.sleep(60_000, AbortSignal.abort())).rejects.toBeInstanceOf(CancelledError);
  });
});

describe('cancelOnSignals', () => {
  test('the first signal aborts, the second exits', () => {
    const step = cancellable();
    step.raise('SIGINT');
    expect([step.signal.aborted, step.signal.reason.message, step.exits]).toEqual([true, 'Ended by SIGINT.', []]);
    step.raise('SIGTERM');
    expect([step.exits, step.written]).toEqual([[130], ['::warning::SIGINT: stopping; nothing new is begun.']]);
    step.stop();
  });

  test('work that does not stop is ended before the runner kills it', async () => {
    const step = cancellable();
    step.raise('SIGINT');
    await systemClock.sleep(3200);
    expect(step.exits).toEqual([1]);
    step.stop();
  }, 10_000);

  test('the time of the step ends it', async () => {
    const step = cancellable(20);
    await systemClock.sleep(60);
    expect(step.signal.reason).toEqual(new CancelledError('The time is over: `timeout` is 90s.'));
    step.stop();
  });

  test('after stop nothing is heard', async () => {
    const step = cancellable(20);
    step.stop();
    await systemClock.sleep(60);
    expect([step.signal.aborted, step.handlers.size]).toEqual([false, 0]);
  });
});

describe('this process', () => {
  test('hears SIGINT and SIGTERM until it is told not to', () => {
    const heard: string[] = [];
    const forget = processWorld.onSignal((name) => heard.push(name));
    process.emit('SIGINT', 'SIGINT');
    process.emit('SIGTERM', 'SIGTERM');
    forget();
    expect(heard).toEqual(['SIGINT', 'SIGTERM']);
    expect(process.listeners('SIGINT')).toHaveLength(0);
  });

  test('fails by its exit code', () => {
    const before = process.exitCode;
    try {
      processWorld.setFailed();
      expect(process.exitCode).toBe(1);
    } finally {
      process.exitCode = before;
    }
  });

  test('knows where its entries lie', () => {
    expect(existsSync(join(processWorld.distDirectory, 'process-world.ts'))).toBe(true);
  });

  test.each([
    ['true', '::warning::x\n'],
    ['', 'Warning: x\n'],
  ])('with GITHUB_ACTIONS %j its log writes %j', (value, line) => {
    const written: string[] = [];
    stepLog({
      env: { GITHUB_ACTIONS: value },
      clock: systemClock,
      write: (text) => written.push(text),
    }).warning('x');
    expect(written).toEqual([line]);
  });
});
