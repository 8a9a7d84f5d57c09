// A row that is met by the machine of an earlier create: what this apply has made is waited for, so that it is found as a twin.
import { expect, test } from '@jest/globals';
import { CloudWatch } from '../../../src/engine/cloud-watch.ts';
import { untilOwnCame } from '../../../src/engine/own-create.ts';
import { ActionError, WaitTimeoutError } from '../../../src/model/errors.ts';
import { createWord, TAGS } from '../../../src/model/identity.ts';
import type { ObservedMachine } from '../../../src/model/observed.ts';
import { engineWorld, failedWith, START } from '../../fakes/engine-world.ts';
import { AWS, observed, SCOPE } from '../plan/rows.ts';

const TAKEN = observed('web');
const OWN_ID = 'e'.repeat(32) as ObservedMachine['id'];
const WORD = createWord(TAKEN.name, START);
const made = (word: string | undefined, fields: Partial<ObservedMachine> = {}): ObservedMachine => ({
  ...TAKEN,
  tags: word === undefined ? {} : { [TAGS.create]: word },
  ...fields,
});
const OTHERS = made('other');

/** Lists answer in turn, the last one for ever; answers how many were asked for. */
async function wait(
  taken: ObservedMachine,
  lists: readonly (readonly ObservedMachine[])[],
  follower: { externalId?: string | null; created?: boolean; failed?: Error } = {},
  newest: readonly ObservedMachine[] | null = null,
  name = TAKEN.name,
) {
  let asked = 0;
  let jobs = 0;
  const world = engineWorld({
    liveMachines: async () => {
      asked += 1;
      return { machines: lists[Math.min(asked, lists.length) - 1] ?? [], serverTime: null };
    },
  });
  const entry = { name, at: START, address: 'machine/web' as const };
  const followed = {
    externalId: follower.externalId ?? null,
    created: follower.created ?? false,
    seen: 'accepted',
    ask: () => {
      jobs += 1;
    },
    throwIfFailed: () => {
      if (follower.failed) throw follower.failed;
    },
  };
  const first = newest && { listing: { machines: newest, serverTime: null }, askedAt: -10_000 };
  const watch = new CloudWatch(world, AWS.id, first);
  await untilOwnCame(world, SCOPE, { entry, follower: followed }, taken, watch, world.clock.elapsed() + 60_000);
  return { asked, jobs, said: world.said };
}

test.each([
  ['its own', made(WORD)],
  ['one without a word', made(undefined)],
])('%s is waited for no longer', async (_, taken) => {
  expect(await wait(taken, [])).toMatchObject({ asked: 0, jobs: 0 });
});

test.each<[string, ObservedMachine, string | null]>([
  ['by its word', made(WORD, { id: OWN_ID }), null],
  ['by the id that its job tells', made(undefined, { id: OWN_ID, externalId: 'i-own' }), 'i-own'],
])('its own comes, known %s', async (_, own, externalId) => {
  expect(await wait(OTHERS, [[OTHERS], [OTHERS], [OTHERS, own]], { externalId })).toMatchObject({ asked: 3, jobs: 2 });
});

test.each(['create-failed', 'create-lost'])('nothing comes of it: %s', async (code) => {
  const failed = new ActionError(code, 'remote', 'no');
  expect(await wait(OTHERS, [[OTHERS]], { failed })).toMatchObject({ asked: 1 });
});

test('what cannot be known ends it', async () => {
  await expect(wait(OTHERS, [[OTHERS]], { failed: failedWith('auth') })).rejects.toThrow(/500/);
});

test('a machine of another name or create is not its own, and the time ends', async () => {
  const others = [OTHERS, made(WORD, { id: OWN_ID, name: 'ma-other' }), made('third', { id: OWN_ID })];
  const waiting = wait(OTHERS, [others]);
  await expect(waiting).rejects.toThrow(WaitTimeoutError);
  await expect(waiting).rejects.toThrow(/earlier create, and of this one accepted/);
});

test('the newest list knows tags that the machine did not have before', async () => {
  expect(await wait(made(undefined), [], {}, [made('third', { id: OWN_ID }), made(WORD)])).toMatchObject({ asked: 0 });
  const late = await wait(made(undefined), [[OTHERS, made(WORD, { id: OWN_ID })]], {}, [
    made(WORD, { id: OWN_ID }),
    OTHERS,
  ]);
  expect(late).toMatchObject({
    asked: 1,
    said: [expect.stringContaining(`machine/web: ${TAKEN.id} is from an earlier create`)],
  });
});

test('its own that came and went is waited for 15 s after its job told of it', async () => {
  const { asked } = await wait(OTHERS, [[OTHERS]], { externalId: 'i-own', created: true });
  expect(asked).toBeGreaterThan(2);
});

test('its own that nothing proves yet is waited for: it would not be removed', async () => {
  const own = made(undefined, { id: OWN_ID, externalId: 'i-own', name: 'the-database' });
  const taken = { ...OTHERS, name: 'the-database' };
  const waiting = wait(taken, [[taken, own]], { externalId: 'i-own', created: true }, null, 'the-database');
  await expect(waiting).rejects.toThrow(WaitTimeoutError);
});
