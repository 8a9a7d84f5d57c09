// Hazards of a real server that the adapter answers, one named test each; docs/reliability.md lists them all.
import { expect, test } from '@jest/globals';
import { decodeCreated, decodeCreateLog, decodeDryPlan, decodeJob } from '../../../src/mist/decode-jobs.ts';
import { makeTransport } from '../../../src/mist/transport.ts';
import { overDispatcher } from '../../../src/mist/undici-network.ts';
import { asRow, type Row } from '../../../src/mist/wire.ts';
import { ApiError, TransportError } from '../../../src/model/errors.ts';
import { AnsweringDispatcher, json, jumpingClock, plain, scripted } from '../../fakes/mist-answers.ts';

const A = 'a'.repeat(32);
const asked = { method: 'GET', route: '/api/v1/x', status: 200 };
const row = (fields: object): Row => asRow(asked, 'x', { ...fields });

test('H21: the answer of a synchronous create is not taken for an accepted one', () => {
  expect(() => decodeCreated(row({ id: 'i-0abc', name: 'web', extra: { password: 'hunter2' } }))).toThrow(ApiError);
});

test('H22: what jobs, logs and plans hold beside the wanted fields reaches nobody', () => {
  const hidden = { cloudinit: 'hunter2', root_pass: 'hunter2', extra: { password: 'hunter2' } };
  const done = { action: 'machine_creation_finished', error: false, external_id: 'i-1', ...hidden };
  const entry = { action: 'create_machine', job_id: A, time: 1, request_body: { name: 'web', ...hidden }, ...hidden };
  const kept = [
    decodeDryPlan(row({ plan: { cloud: { id: A }, machine_name: 'web', ...hidden }, ...hidden })),
    decodeCreated(row({ jobId: A, plan: hidden, ...hidden })),
    decodeJob(row({ job_id: A, error: 'refused\nhunter2', finished_at: 1, logs: [done], ...hidden })),
    decodeCreateLog(row(entry), 'web'),
  ];
  expect(kept).toHaveLength(4);
  expect(kept).not.toContain(null);
  expect(JSON.stringify(kept)).not.toContain('hunter2');
});

test('H28: a refused login and refused credentials of a backend are told apart', async () => {
  const failureOf = (body: string) =>
    scripted(() => plain(401, body))
      .reader.clouds()
      .then(
        () => 'none',
        (error: unknown) => (error instanceof ApiError ? error.failure : String(error)),
      );
  expect(await failureOf('User not authenticated. Please log in')).toBe('auth');
  expect(await failureOf("Unauthorized cloud credentials: 'AuthFailure'")).toBe('provider-auth');
});

test('H30: the token goes into the header, and no cookie is sent or kept', async () => {
  const mist = scripted(() => ({ ...json([]), headers: { 'set-cookie': 'session=abc; Path=/' } }));
  await mist.reader.keys();
  await mist.reader.keys();
  expect(mist.asked).toHaveLength(2);
  for (const { headers } of mist.asked) {
    expect(headers).toMatchObject({ authorization: 't0k3n-t0k3n' });
    expect(Object.keys(headers).map((name) => name.toLowerCase())).not.toContain('cookie');
  }
});

test('H31: a server that never answers meets a deadline of our own', async () => {
  class SilentDispatcher extends AnsweringDispatcher {
    override dispatch(...[options, handler]: Parameters<AnsweringDispatcher['dispatch']>): boolean {
      return super.dispatch(options, {
        onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
      });
    }
  }
  const transport = makeTransport({
    network: overDispatcher(new SilentDispatcher(() => ({}))),
    token: null,
    clock: jumpingClock(),
    log: { debug: () => undefined },
    signal: new AbortController().signal,
  });
  const route = { route: '/api/v1/keys', path: '/api/v1/keys' };
  const call = {
    method: 'POST',
    origin: 'https://mist.test',
    ...route,
    body: () => ({}),
    credentials: 'token',
  } as const;
  const answer: unknown = await transport.send({ ...call, timeoutMs: 30_000 }).catch((error: unknown) => error);
  expect(answer).toBeInstanceOf(TransportError);
  expect(answer).toMatchObject({ message: expect.stringContaining('no complete answer within 30 s') });
}, 2_000);
