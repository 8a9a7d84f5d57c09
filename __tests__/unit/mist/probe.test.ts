// The server's own probe: what each of its answers means, and which of them speak of our token and not of the machine.
import { expect, test } from '@jest/globals';
import { ApiError, CancelledError } from '../../../src/model/errors.ts';
import { isMistId } from '../../../src/model/observed.ts';
import { json, plain, scripted } from '../../fakes/mist-answers.ts';

const ID = '5'.repeat(32);
const id = isMistId(ID) ? ID : null;

function probe(mist: ReturnType<typeof scripted>) {
  if (id === null) throw new Error('not an id');
  return mist.reader.probe(id);
}

test('is one POST by exact id', async () => {
  const mist = scripted(() => json({ ping: null, ssh: { uptime: 12.5, unreachable_since: null } }));
  expect(await probe(mist)).toEqual({ ok: true, hostKey: null });
  expect(mist.asked).toMatchObject([{ method: 'POST', path: `/api/v1/machines/${ID}/probe`, body: {} }]);
});

test.each([
  ['no login', json({ ping: null, ssh: null }), 'did not log in'],
  ['a disabled cloud', json({ ping: false, ssh: false }), 'did not log in'],
  ['an old result', json({ ping: null, ssh: { unreachable_since: '2026-11-23 03:05:19' } }), 'cannot reach it'],
  ['a refused key', plain(401, "Couldn't authenticate to machine: 1f:2e"), 'cannot log in'],
  ['silence', plain(503, 'Service unavailable: SSH timed-out repeatedly.'), 'failed with 503'],
  ['a lock', plain(423, 'Locked'), 'failed with 423'],
  ['a crash', plain(500, 'Internal Server Error'), 'failed with 500'],
  ['a machine it has not seen', plain(404, "Not Found: Machine x doesn't exist"), 'does not know it yet'],
  ['a lost connection', { reset: true }, 'no answer came'],
])('%s may pass', async (_, answer, seen) => {
  const mist = scripted(() => answer);
  expect(await probe(mist)).toEqual({ ok: false, final: false, seen: expect.stringContaining(seen) });
  expect(mist.asked).toHaveLength(1);
});

test.each([
  ['no permission', plain(403, 'Forbidden: you are not allowed'), 'does not allow'],
  ['no such route', plain(404, '<!DOCTYPE html><html></html>'), 'has no probe'],
])('%s does not', async (_, answer, seen) => {
  const result = await probe(scripted(() => answer));
  expect(result).toEqual({ ok: false, final: true, seen: expect.stringContaining(seen) });
});

test('a bad token is thrown, and so is a cancelled run', async () => {
  const refused = scripted(() => plain(401, 'User not authenticated. Please log in'));
  await expect(probe(refused)).rejects.toBeInstanceOf(ApiError);
  await expect(probe(scripted(() => json({}), AbortSignal.abort()))).rejects.toBeInstanceOf(CancelledError);
});
