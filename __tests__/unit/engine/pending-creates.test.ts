// Creates without a machine: how each is decided, and what is said of those that are not.
import { describe, expect, test } from '@jest/globals';
import { type PendingCreate, PendingCreates, pendingOf } from '../../../src/engine/pending-creates.ts';
import { CancelledError } from '../../../src/model/errors.ts';
import { createWord } from '../../../src/model/identity.ts';
import type { JournalEntry } from '../../../src/model/journal.ts';
import type { ObservedCreateLog, ObservedJob, ObservedMachine } from '../../../src/model/observed.ts';
import { engineWorld, failedWith, START } from '../../fakes/engine-world.ts';
import { observed } from '../plan/rows.ts';

const WEB = observed('web');
const JOB = 'b'.repeat(32);
const SENT: PendingCreate = { name: WEB.name, at: START, jobId: null, sent: true };
const ACCEPTED: PendingCreate = { ...SENT, jobId: JOB };

const UNKNOWN = 'nothing is known of it yet';
const APPEARING = 'its create was accepted, and no machine has appeared yet';
const SILENT = 'its create was sent, no answer came, and the log of the server does not show it';
const UNASKED = 'the server could not be asked about its create';

function job(fields: Partial<ObservedJob> = {}): ObservedJob {
  return { id: JOB, created: false, externalId: null, error: null, finished: false, ...fields };
}

type Server = { job: () => ObservedJob | null; logs: () => ObservedCreateLog[]; readonly asked: string[] };

function following(pending: readonly PendingCreate[]) {
  const server: Server = { job: () => null, logs: () => [], asked: [] };
  const world = engineWorld(
    {
      job: async (jobId) => {
        server.asked.push(`job ${jobId}`);
        return server.job();
      },
      createLogs: async (name) => {
        server.asked.push(`log ${name}`);
        return server.logs();
      },
      logTime: async () => 1,
    },
    { leaveTrace: async () => undefined },
  );
  return { world, server, creates: new PendingCreates(world, pending) };
}

describe('what the journal leaves open', () => {
  const entry: JournalEntry = {
    seq: 0,
    kind: 'create-machine',
    address: 'machine/web',
    name: WEB.name,
    cloudId: null,
    at: START,
    phase: 'sent',
    result: null,
    jobId: null,
    id: null,
  };

  test.each<[string, Partial<JournalEntry>, readonly PendingCreate[]]>([
    ['sent', {}, [SENT]],
    ['intended', { phase: 'intent' }, [{ ...SENT, sent: false }]],
    ['accepted', { phase: 'settled', result: 'accepted', jobId: JOB }, [ACCEPTED]],
    ['answered by nobody', { phase: 'settled', result: 'unknown' }, [SENT]],
    ['refused', { phase: 'settled', result: 'refused' }, []],
    ['a machine that is known', { phase: 'settled', result: 'accepted', jobId: JOB, id: WEB.id }, []],
    ['a key', { kind: 'add-key' }, []],
    ['a backend', { kind: 'add-backend' }, []],
    ['an adopted machine', { kind: 'adopt-machine' }, []],
  ])('%s', (_, fields, pending) => {
    expect(pendingOf([{ ...entry, ...fields }])).toEqual(pending);
  });
});

test('a create of which no byte left needs no more than two lists', () => {
  const { creates } = following([SENT, { ...SENT, name: 'ma-never', sent: false }]);
  expect(creates.open).toEqual([{ ...SENT, why: UNKNOWN }]);
});

describe('a list decides a create', () => {
  test.each<[string, Partial<ObservedMachine>, boolean]>([
    ['made just then', { createdAt: START }, true],
    ['made in the whole second before', { createdAt: START - 2_000 }, true],
    ['made and gone again', { createdAt: START, state: 'terminated' }, true],
    ['made before', { createdAt: START - 2_001 }, false],
    ['made before and gone', { createdAt: START - 2_001, state: 'terminated' }, false],
    ['of unknown age', { createdAt: null }, true],
    ['of unknown age and gone', { createdAt: null, state: 'terminated' }, false],
    ['another one', { name: 'ma-other', createdAt: START }, false],
  ])('by a machine that was %s', async (_, fields, decided) => {
    const { creates, server } = following([ACCEPTED]);
    await creates.resolve([observed('other', { createdAt: START }), { ...WEB, ...fields }]);
    expect(creates.open).toHaveLength(decided ? 0 : 1);
    expect(server.asked).toEqual(decided ? [] : [`job ${JOB}`]);
  });
});

describe('a job decides a create', () => {
  test.each<[string, ObservedJob | null, string | null, boolean]>([
    ['not known yet', null, APPEARING, false],
    ['at work', job(), APPEARING, false],
    ['with an error, and not at its end', job({ error: 'x' }), APPEARING, false],
    ['at its end without an error', job({ finished: true }), APPEARING, false],
    ['failed', job({ finished: true, error: 'x' }), null, true],
    ['done', job({ created: true }), null, true],
    ['done and at its end', job({ created: true, finished: true }), null, true],
    ['done, with an error after that', job({ created: true, finished: true, error: 'x' }), null, true],
  ])('that is %s', async (_, answer, why, created) => {
    const { creates, server } = following([ACCEPTED]);
    server.job = () => answer;
    await creates.resolve([]);
    expect(creates.open).toEqual(why === null ? [] : [{ ...ACCEPTED, why }]);
    expect([...creates.ended]).toEqual(created ? [WEB.name] : []);
  });
});

describe('the log decides a create whose answer was lost', () => {
  const logged: ObservedCreateLog = {
    action: 'create_machine',
    jobId: JOB,
    machineName: WEB.name,
    at: START,
    word: createWord(WEB.name, START),
  };

  test('another create of its name does not decide it, whatever became of that one', async () => {
    const { world, creates, server } = following([SENT]);
    server.logs = () => [{ ...logged, at: START - 1, word: null }];
    server.job = () => job({ finished: true, error: 'no capacity' });
    await creates.resolve([]);
    world.pass(3_000);
    await creates.resolve([]);
    expect(creates.open).toEqual([{ ...SENT, why: APPEARING }]);
    const own = { ...logged, jobId: 'c'.repeat(32) };
    server.logs = () => [own, { ...logged, at: START - 1, word: null }];
    world.pass(3_000);
    await creates.resolve([]);
    expect(creates.open).toEqual([{ ...SENT, jobId: own.jobId, why: APPEARING }]);
  });

  test('it gives the job, which is followed from then on', async () => {
    const { world, creates, server } = following([SENT]);
    await creates.resolve([]);
    expect(creates.open).toEqual([{ ...SENT, why: SILENT }]);
    server.logs = () => [logged];
    world.pass(3_000);
    await creates.resolve([]);
    expect(creates.open).toEqual([{ ...ACCEPTED, why: APPEARING }]);
    server.job = () => job({ created: true });
    world.pass(3_000);
    await creates.resolve([]);
    expect(creates.open).toEqual([]);
    expect(server.asked).toEqual([`log ${WEB.name}`, `log ${WEB.name}`, `job ${JOB}`]);
  });

  test('its silence is proof only after it has shown a later word', async () => {
    const { world, creates } = following([SENT]);
    const open: number[] = [];
    for (let look = 0; look < 4; look += 1) {
      world.pass(15_000);
      await creates.resolve([]);
      open.push(creates.open.length);
    }
    expect(open).toEqual([1, 1, 0, 0]);
    expect(creates.ended.size).toBe(0);
  });
});

describe('asking', () => {
  test('is done every three seconds at most, and not for nothing', async () => {
    const { world, creates, server } = following([ACCEPTED]);
    await creates.resolve([]);
    world.pass(2_999);
    await creates.resolve([]);
    expect(server.asked).toHaveLength(1);
    world.pass(1);
    await creates.resolve([]);
    expect(server.asked).toHaveLength(2);
    world.pass(2_999);
    await creates.resolve([]);
    expect(server.asked).toHaveLength(2);
    await creates.resolve([{ ...WEB, createdAt: START }]);
    world.pass(3_000);
    await creates.resolve([]);
    expect(server.asked).toHaveLength(2);
  });

  test('that fails keeps the create open and says so', async () => {
    const { creates, server } = following([ACCEPTED]);
    server.job = () => {
      throw failedWith('server');
    };
    await creates.resolve([]);
    expect(creates.open).toEqual([{ ...ACCEPTED, why: UNASKED }]);
  });

  test('that is cancelled ends', async () => {
    const { creates, server } = following([SENT]);
    server.logs = () => {
      throw new CancelledError();
    };
    await expect(creates.resolve([])).rejects.toBeInstanceOf(CancelledError);
  });

  test('each create by itself', async () => {
    const other = observed('other');
    const { creates, server } = following([ACCEPTED, { ...SENT, name: other.name }]);
    server.job = () => job({ created: true });
    await creates.resolve([]);
    expect(server.asked).toEqual([`job ${JOB}`, `log ${other.name}`]);
    expect(creates.open.map(({ name }) => name)).toEqual([other.name]);
  });
});
