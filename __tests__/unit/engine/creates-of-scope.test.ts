// What the server's log tells of machines that no list shows as ours.
import { describe, expect, test } from '@jest/globals';
import { creates, lostItsTags, refuseHidden } from '../../../src/engine/creates-of-scope.ts';
import { CancelledError } from '../../../src/model/errors.ts';
import { environmentHash, TAGS } from '../../../src/model/identity.ts';
import type { ObservedCloud, ObservedCreate, ObservedJob, ObservedMachine } from '../../../src/model/observed.ts';
import { engineWorld, failedWith, START } from '../../fakes/engine-world.ts';
import { AWS, id, observed, SCOPE } from '../plan/rows.ts';

const PATIENCE = 15_000;
const JOB = 'b'.repeat(32);
const CREATE: ObservedCreate = { machineName: 'the-database', cloudId: AWS.id, jobId: JOB, at: START, word: null };
const OFF: ObservedCloud = { ...AWS, enabled: false };
const ALSO_OFF: ObservedCloud = { ...OFF, id: id(0xd), name: 'linode' };

function logging(logged: readonly ObservedCreate[] | Error, job: Partial<ObservedJob> | null = null) {
  const asked: string[] = [];
  const world = engineWorld({
    createsTagged: async (word) => {
      asked.push(word);
      if (logged instanceof Error) throw logged;
      return logged;
    },
    job: async (jobId) => {
      asked.push(`job ${jobId}`);
      return job === null
        ? null
        : { id: jobId, created: false, externalId: null, error: null, finished: false, ...job };
    },
  });
  return { world, asked };
}

describe('the creates of a scope', () => {
  test('are found by its word', async () => {
    const { world, asked } = logging([CREATE]);
    expect(await creates(world, SCOPE, PATIENCE)).toEqual([CREATE]);
    expect([asked, world.said]).toEqual([[environmentHash(SCOPE)], []]);
  });

  test('none, with a warning, where the log cannot be read', async () => {
    const { world } = logging(failedWith('server'));
    expect(await creates(world, SCOPE, PATIENCE)).toEqual([]);
    expect(world.said).toEqual([
      expect.stringMatching(
        /^The server's log cannot be read \(GET \/api\/v1\/clouds: 500 no\): a machine of this scope/,
      ),
    ]);
  });

  test('nor for longer than it is waited for', async () => {
    const world = engineWorld({ createsTagged: () => new Promise(() => undefined) });
    world.pass(500);
    expect(await creates(world, SCOPE, PATIENCE)).toEqual([]);
    expect(world.clock.elapsed()).toBe(500 + PATIENCE);
    expect(world.said).toEqual([expect.stringMatching(/^The server's log cannot be read \(no answer in time\):/)]);
  });

  test('a cancelled run ends', async () => {
    await expect(creates(logging(new CancelledError()).world, SCOPE, PATIENCE)).rejects.toBeInstanceOf(CancelledError);
  });
});

describe('a machine that lost its tags', () => {
  test.each<[string, Partial<ObservedMachine>, boolean]>([
    ['of that name, backend and time', {}, true],
    ['of unknown age', { createdAt: null }, true],
    ['by a clock that is behind', { createdAt: START - 120_000 }, true],
    ['made before', { createdAt: START - 120_001 }, false],
    ['told late', { createdAt: START + 600_000 }, true],
    ['made after', { createdAt: START + 600_001 }, false],
    ['of another name', { name: 'the-database-2' }, false],
    ['on another backend', { cloudId: ALSO_OFF.id }, false],
    ['with an owner', { tags: { [TAGS.owner]: 'x' } }, false],
    ['with another tag', { tags: { team: 'qa' } }, true],
  ])('%s: %j', async (_, fields, lost) => {
    const machine = observed('db', { name: CREATE.machineName, createdAt: START, ...fields });
    const other = { ...CREATE, machineName: 'something-else' };
    expect(lostItsTags(machine, [other, CREATE])).toBe(lost);
    expect(lostItsTags(machine, [])).toBe(false);
  });
});

describe('a disabled backend', () => {
  const refused = {
    code: 'hidden-machine',
    address: 'backend/aws',
    message:
      'backend/aws: it is disabled in Mist, and the last machine that this scope created as the-database was made there: it may live on, unseen.',
    hint: 'Enable the backend, so that its machines can be seen. Nothing was changed.',
  };

  test.each<[string, Partial<ObservedJob> | null, boolean]>([
    ['that the server does not know', null, true],
    ['at work', {}, true],
    ['done', { created: true, finished: true }, true],
    ['done, with an error after that', { created: true, finished: true, error: 'x' }, true],
    ['over without a word', { finished: true }, true],
    ['with an error, and not over', { error: 'x' }, true],
    ['failed', { finished: true, error: 'x' }, false],
  ])('to which the last create went, its job %s', async (_, job, refuses) => {
    const { world, asked } = logging([CREATE], job);
    const work = refuseHidden(world, SCOPE, [OFF]);
    await (refuses ? expect(work).rejects.toMatchObject(refused) : expect(work).resolves.toBeUndefined());
    expect(asked).toEqual([environmentHash(SCOPE), `job ${JOB}`]);
  });

  test.each<[string, readonly ObservedCreate[], boolean]>([
    ['the last create of a name counts', [CREATE, { ...CREATE, cloudId: id(5), at: START + 1 }], false],
    ['in whatever order they are told', [{ ...CREATE, cloudId: id(5), at: START + 1 }, CREATE], false],
    ['of two at one time the one that is told last', [{ ...CREATE, cloudId: id(5) }, CREATE], true],
    ['of each name', [CREATE, { ...CREATE, machineName: 'b', cloudId: id(5), at: START + 1 }], true],
    ['that of the beginning of time too', [{ ...CREATE, at: 0 }], true],
  ])('%s', async (_, logged, refuses) => {
    const work = refuseHidden(logging(logged).world, SCOPE, [ALSO_OFF, OFF]);
    await (refuses ? expect(work).rejects.toMatchObject(refused) : expect(work).resolves.toBeUndefined());
  });

  test('without a create of ours is told', async () => {
    const { world } = logging([]);
    await refuseHidden(world, SCOPE, [OFF, { ...AWS, id: id(7), name: 'on' }, ALSO_OFF]);
    expect(world.said).toEqual([
      expect.stringMatching(/^Disabled in Mist: aws, linode\. The server's log shows nothing of this scope there;/),
    ]);
  });

  test.each([
    ['no backend is disabled', SCOPE, [AWS]],
    ['there is none', SCOPE, []],
    ['the scope ends with its job', { ...SCOPE, named: false }, [OFF]],
  ])('the log is not asked where %s', async (_, scope, clouds) => {
    const { world, asked } = logging([CREATE]);
    await refuseHidden(world, scope, clouds);
    expect([asked, world.said]).toEqual([[], []]);
  });

  test('a log that cannot be read is an error', async () => {
    await expect(refuseHidden(logging(failedWith('server')).world, SCOPE, [OFF])).rejects.toThrow('500 no');
  });
});
