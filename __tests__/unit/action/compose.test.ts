// Composing: which server, which token, and what happens to a token that nobody would find again.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Composition, compose } from '../../../src/action/compose.ts';
import { readContext } from '../../../src/action/context.ts';
import { readInputs } from '../../../src/action/inputs.ts';
import { stepLog } from '../../../src/action/process-world.ts';
import { JOB_VOICE } from '../../../src/action/voice.ts';
import { ActionError, ApiError, CancelledError } from '../../../src/model/errors.ts';
import { quickTime } from '../../fakes/quick-time.ts';
import { type LiveJob, withJob } from '../../fakes/step-in-process.ts';

type Composing = {
  readonly inputs: Record<string, string>;
  readonly onMinting?: (name: string | null) => void;
  readonly onMinted?: (id: string) => void;
};

/** Composes for a step with these inputs; closes what was connected after `use`. */
async function composed(
  job: LiveJob,
  { inputs, onMinting = () => undefined, onMinted = () => undefined }: Composing,
  use: (composition: Composition) => Promise<void> | void,
): Promise<string> {
  const all = { 'mist-url': job.url, ...inputs };
  const env: Record<string, string> = { GITHUB_REPOSITORY: 'acme/shop', RUNNER_TEMP: job.runnerTemp };
  for (const [name, value] of Object.entries(all)) env[`INPUT_${name.toUpperCase()}`] = value;
  let printed = '';
  const runner = {
    env,
    clock: quickTime(() => 0).clock,
    write: (text: string) => {
      printed += text;
    },
    setFailed: () => undefined,
    exit: () => undefined,
    onSignal: () => () => undefined,
    voice: JOB_VOICE,
    distDirectory: job.runnerTemp,
  };
  const composition = await compose({
    runner,
    inputs: readInputs(env),
    context: readContext(env, () => ''),
    log: stepLog(runner),
    signal: new AbortController().signal,
    journal: {
      intend: () => {
        throw new Error('nothing is created here');
      },
      sent: (entry) => entry,
      settle: (entry) => entry,
    },
    tokenTtlMs: 3_600_500,
    onMinting,
    onMinted,
  });
  try {
    await use(composition);
  } finally {
    await composition.connection.close();
  }
  return printed;
}

const ACCOUNT = { 'mist-email': 'admin@example.com', 'mist-password': 'correct horse battery' };

test('a key that is still being made when the connection is closed is not waited for', () =>
  withJob(async (job) => {
    writeFileSync(join(job.runnerTemp, 'key-maker.js'), 'setTimeout(() => {}, 60_000);');
    let making: Promise<unknown> = Promise.resolve();
    await composed(job, { inputs: { 'mist-token': job.emulator.token } }, ({ world }) => {
      making = world.keyMaker.rsa();
      making.catch(() => undefined);
    });
    await expect(making).rejects.toBeInstanceOf(CancelledError);
  }));

describe('with a token', () => {
  test('asks nothing yet, and the connection carries it', () =>
    withJob(async (job) => {
      await composed(job, { inputs: { 'mist-token': job.emulator.token } }, async ({ world, mintedToken }) => {
        expect([mintedToken, job.asked().all]).toEqual([null, 0]);
        expect((await world.reader.clouds()).map(({ name }) => name)).toEqual(['aws', 'linode', 'docker']);
      });
    }));

  test('over plain http to another machine, warns', () =>
    withJob(async (job) => {
      const inputs = {
        'mist-url': 'http://mist.internal',
        'allow-insecure-http': 'true',
        'mist-token': 'x'.repeat(64),
      };
      const printed = await composed(job, { inputs }, ({ mintedToken }) => expect(mintedToken).toBe(null));
      expect(printed).toContain('Warning: The Mist server is reached by plain http: token and keys travel readable.');
    }));
});

describe('with an account', () => {
  test('mints a token that ends, and tells its id before it is used', () =>
    withJob(async (job) => {
      const told: [string, number][] = [];
      const onMinted = (id: string): void => void told.push([id, job.asked().all]);
      await composed(job, { inputs: ACCOUNT, onMinted }, async ({ world, mintedToken }) => {
        await world.reader.clouds();
        expect(told).toEqual([[mintedToken, 1]]);
      });
      const [token] = job.emulator.context.state.tokens;
      expect(token).toMatchObject({ id: told[0]?.[0], ttl: 3601, revoked: false });
      expect(token?.name).toMatch(/^mist-action-local-1-/);
    }));

  test('revokes a token whose id cannot be kept', () =>
    withJob(async (job) => {
      const full = new ActionError('state', 'user', 'The state cannot be written: ENOSPC.');
      const onMinted = (): void => {
        throw full;
      };
      await expect(composed(job, { inputs: ACCOUNT, onMinted }, () => undefined)).rejects.toBe(full);
      expect(job.emulator.context.state.tokens.map(({ name, revoked }) => [name === 'seed', revoked])).toEqual([
        [false, true],
        [true, false],
      ]);
    }));

  test('that cannot be revoked either: the first error counts', () =>
    withJob(async (job) => {
      job.fault({ method: 'DELETE', route: '^/api/v1/tokens', times: 0 }, { kind: 'status', status: 500 });
      const onMinted = (): void => {
        throw new ActionError('state', 'user', 'The state cannot be written: ENOSPC.');
      };
      await expect(composed(job, { inputs: ACCOUNT, onMinted }, () => undefined)).rejects.toThrow('ENOSPC');
    }));

  test('a login that fails holds no password', () =>
    withJob(async (job) => {
      const inputs = { ...ACCOUNT, 'mist-email': 'nobody@example.com' };
      const failure = await composed(job, { inputs }, () => undefined).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(ApiError);
      expect(failure).toMatchObject({ status: 401, failure: 'auth' });
      expect(JSON.stringify([failure, String(failure)])).not.toContain(ACCOUNT['mist-password']);
    }));
});
