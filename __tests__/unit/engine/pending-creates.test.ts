// Creates without a machine: how each is decided, and what is said of those that are not.
import { describe, expect, test } from '@jest/globals';
import {
  type Made,
  type PendingCreate,
  PendingCreates,
  pendingOf,
  queuedOf,
} from '../../../src/engine/pending-creates.ts';
import { CancelledError } from '../../../src/model/errors.ts';
import { createWord, TAGS } from '../../../src/model/identity.ts';
import type { JournalEntry } from '../../../src/model/journal.ts';
import type { ObservedCreateLog, ObservedJob, ObservedMachine } from '../../../src/model/observed.ts';
import { engineWorld, failedWith, START } from '../../fakes/engine-world.ts';
import { observed } from '../plan/rows.ts';

const WEB = observed('web');
const JOB = 'b'.repeat(32);
const WORD = createWord(WEB.name, START);
const SENT: PendingCreate = { name: WEB.name, at: START, jobId: null, sent: true, word: WORD };
const ACCEPTED: PendingCreate = { ...SENT, jobId: JOB };

const UNKNOWN = 'nothing is known of it yet';
const APPEARING = 'its create was accepted, and no machine has appeared yet';
const SILENT = 'its create was sent, no answer came, and the log of the server does not show it';
const UNASKED = 'the server could not be asked about its create';

function job(fields: Partial<ObservedJob> = {}): ObservedJob {
  return { id: JOB, created: false, externalId: null, error: null, finished: false, ...fields };
}

type Server = { job: () => ObservedJob | null; logs: () => ObservedCreateLog[]; readonly asked: string[] };

function following(pending: readonly PendingCreate[], strict = false) {
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
  return { world, server, creates: new PendingCreates(world, pending, strict) };
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
    ['made by it', { createdAt: START, tags: { [TAGS.create]: WORD } }, true],
    ['made by another create', { createdAt: START, tags: { [TAGS.create]: 'x' } }, false],
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
    word: WORD,
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

describe('a create that only the log tells', () => {
  const logged: PendingCreate = { ...ACCEPTED, logged: true };
  const log = (jobId: string | null, at: number): ObservedCreateLog => ({
    action: 'create_machine',
    jobId,
    machineName: WEB.name,
    at,
    word: null,
  });

  async function left(create: PendingCreate, seen: readonly number[], logs: readonly ObservedCreateLog[]) {
    const { world, creates, server } = following([create]);
    world.reader.sightings = async (name) => {
      expect(name).toBe(WEB.name);
      return seen;
    };
    server.job = job;
    server.logs = () => [...logs];
    await creates.resolve([]);
    return creates.open.length;
  }

  test.each<[string, readonly number[], readonly ObservedCreateLog[], number]>([
    ['that the server has seen come has gone again', [START], [log(JOB, START)], 0],
    ['that it has not seen is waited for', [], [log(JOB, START)], 1],
    ['that it saw before was another one', [START - 1], [log(JOB, START)], 1],
    ['is one of two, of which it has seen one', [START + 9], [log(JOB, START), log('c', START + 1)], 1],
    ['is one of two that it has seen', [START, START + 9], [log(JOB, START), log('c', START + 1)], 0],
    ['has more than one line', [START], [log(JOB, START), log(JOB, START + 1), log(null, START)], 0],
    ['came after another one', [START], [log('c', START - 2_001), log(JOB, START - 2_000)], 0],
    ['is not in the log any more', [START], [], 1],
  ])('%s', async (_, seen, logs, open) => {
    expect(await left(logged, seen, logs)).toBe(open);
  });

  test.each([
    ['for ten minutes', 599_999, 1],
    ['and no longer', 600_000, 0],
  ])('is waited for %s', async (_, age, open) => {
    const at = START - age;
    expect(await left({ ...logged, at }, [], [log(JOB, at)])).toBe(open);
  });

  test('that the journal tells is waited for whatever the server has seen', async () => {
    expect(await left(ACCEPTED, [START], [log(JOB, START)])).toBe(1);
  });

  test.each<[string, number, readonly PendingCreate[]]>([
    ['just now', START, [{ ...logged, at: START }]],
    ['as long ago as the server keeps one', START - 599_999, [{ ...logged, at: START - 599_999 }]],
    ['before that', START - 600_000, []],
  ])('is one that was accepted %s', (_, at, pending) => {
    const one = { machineName: WEB.name, cloudId: WEB.cloudId, jobId: JOB, at, word: WORD };
    expect(queuedOf([one], START)).toEqual(pending);
  });
});

describe('of which create a machine is', () => {
  const OTHER: ObservedCreateLog = {
    action: 'create_machine',
    jobId: 'c',
    machineName: WEB.name,
    at: START,
    word: null,
  };
  const OWN: ObservedCreateLog = { ...OTHER, jobId: JOB };
  const fresh = { ...WEB, createdAt: START };

  test.each<[string, Partial<ObservedMachine>, Made]>([
    ['with its word', { tags: { [TAGS.create]: WORD } }, 'yes'],
    ['with its word, and older than it', { tags: { [TAGS.create]: WORD }, createdAt: 1 }, 'yes'],
    ['with another word', { tags: { [TAGS.create]: 'x' } }, 'no'],
    ['as old as clocks may differ', { createdAt: START - 119_999 }, 'unclear'],
    ['older than that', { createdAt: START - 120_000 }, 'no'],
    ['of unknown age', { createdAt: null }, 'unclear'],
    ['made after it', {}, 'unclear'],
    ['of another name', { name: 'ma-other', tags: { [TAGS.create]: WORD } }, 'no'],
  ])('%s', (_, fields, made) => {
    expect(following([ACCEPTED], true).creates.made({ ...fresh, ...fields })).toBe(made);
  });

  test.each<[string, readonly ObservedCreateLog[], string | null, Made, number?]>([
    ['the log has no other create of its name', [OWN], null, 'yes'],
    ['it has, and the job tells the provider’s id', [OWN, OTHER], WEB.externalId, 'yes'],
    ['it has, and the job tells another id', [OWN, OTHER], 'i-other', 'no'],
    ['it has, and the job tells none', [OWN, OTHER], null, 'unclear'],
    ['it has one that the server keeps no more', [OWN, { ...OTHER, at: START - 600_001 }], null, 'yes'],
    ['it has one that the server may keep', [OWN, { ...OTHER, at: START - 600_000 }], null, 'unclear'],
    ['a create that is delivered twice', [OWN], 'i-first', 'yes'],
    ['the clock of its host is slow', [OWN], null, 'yes', 30_000],
    ['the clock is slow, and the job tells the provider’s id', [OWN, OTHER], WEB.externalId, 'yes', 30_000],
    ['the clock is as slow as most, and there is another create', [OWN, OTHER], null, 'unclear', 5_000],
    ['the clock is slower, and there is another create', [OWN, OTHER], null, 'no', 5_001],
  ])('%s', async (_, logs, externalId, made, early = 0) => {
    const { creates, server } = following([ACCEPTED], true);
    server.job = () => job({ created: true, externalId });
    server.logs = () => [...logs];
    const machine = { ...fresh, createdAt: START - early };
    await creates.resolve([machine]);
    expect(creates.made(machine)).toBe(made);
  });

  test('it stays open until it is known that the machine is its own', async () => {
    const { world, creates, server } = following([ACCEPTED], true);
    const open: number[] = [];
    const look = async (machine: ObservedMachine) => {
      await creates.resolve([machine]);
      world.pass(3_000);
      open.push(creates.open.length);
    };
    server.logs = () => [OWN, OTHER];
    await look(fresh);
    await look({ ...fresh, tags: { [TAGS.create]: 'x' } });
    await look({ ...fresh, tags: { [TAGS.create]: WORD } });
    expect(open).toEqual([1, 1, 0]);
  });

  test('what is decided is asked for again only while a machine is unclear, and the log only for that', async () => {
    const { world, creates, server } = following([ACCEPTED], true);
    server.job = () => job({ created: true });
    server.logs = () => [OWN, OTHER];
    const lists = [
      [],
      [fresh],
      [{ ...fresh, state: 'terminated' as const }],
      [{ ...fresh, tags: { [TAGS.create]: 'x' } }],
    ];
    for (const list of lists) {
      await creates.resolve(list);
      world.pass(3_000);
    }
    expect(server.asked).toEqual([`job ${JOB}`, `job ${JOB}`, `log ${WEB.name}`]);
  });

  test('none of one that the log proves to have never come', async () => {
    const { world, creates } = following([SENT], true);
    const made: Made[] = [];
    for (let look = 0; look < 3; look += 1) {
      world.pass(15_000);
      await creates.resolve([fresh]);
      made.push(creates.made(fresh));
    }
    expect(made).toEqual(['unclear', 'unclear', 'no']);
  });

  test('any of several of one name will do', () => {
    const second = { ...ACCEPTED, at: START + 60_000, word: createWord(WEB.name, START + 60_000) };
    const { creates } = following([ACCEPTED, second], true);
    const tagged = (word: string) => creates.made({ ...fresh, tags: { [TAGS.create]: word } });
    expect([tagged(WORD), tagged(second.word), tagged('x'), creates.made(fresh)]).toEqual([
      'yes',
      'yes',
      'no',
      'unclear',
    ]);
  });

  test('where everything goes, the log is not asked for it', async () => {
    const { creates, server } = following([ACCEPTED]);
    await creates.resolve([fresh]);
    expect([server.asked, creates.open]).toEqual([[], []]);
  });

  test('one that may be of two creates decides neither of them: their jobs do', async () => {
    const second = { ...ACCEPTED, jobId: 'c', at: START + 3_000, word: createWord(WEB.name, START + 3_000) };
    const { world, creates, server } = following([ACCEPTED, second]);
    const machine = { ...WEB, createdAt: START + 4_000 };
    await creates.resolve([machine]);
    expect(creates.open.map(({ jobId }) => jobId)).toEqual([JOB, 'c']);
    world.pass(3_000);
    server.job = () =>
      server.asked.at(-1) === 'job c' ? job({ created: true, externalId: machine.externalId }) : job();
    await creates.resolve([machine]);
    expect(creates.open.map(({ jobId }) => jobId)).toEqual([JOB]);
    world.pass(3_000);
    server.job = () => job({ externalId: 'i-second' });
    await creates.resolve([machine, { ...machine, externalId: 'i-second' }]);
    expect(creates.open).toEqual([]);
  });

  test.each<[string, Partial<ObservedMachine>, readonly string[]]>([
    ['the word of the first', { createdAt: START + 60_000, tags: { [TAGS.create]: WORD } }, ['c']],
    ['its age, by which it is older than the second', { createdAt: START + 1_000 }, ['c']],
    ['nothing', { createdAt: null }, [JOB, 'c']],
  ])('of two, it is told by %s', async (_, fields, open) => {
    const second = { ...ACCEPTED, jobId: 'c', at: START + 60_000, word: createWord(WEB.name, START + 60_000) };
    const { creates } = following([ACCEPTED, second]);
    await creates.resolve([{ ...WEB, ...fields }]);
    expect(creates.open.map(({ jobId }) => jobId)).toEqual(open);
  });

  test('two names are two matters', async () => {
    const { creates } = following([ACCEPTED, { ...ACCEPTED, name: 'ma-other', jobId: 'c' }]);
    await creates.resolve([{ ...WEB, createdAt: START + 1_000 }]);
    expect(creates.open.map(({ jobId }) => jobId)).toEqual(['c']);
  });

  test.each<[string, string, Made]>([
    ['another create’s', WEB.name, 'no'],
    ['its own, delivered twice,', 'ma-other', 'yes'],
  ])('another id than the job tells is %s where a create of %s is followed too', async (_, name, made) => {
    const { creates, server } = following([ACCEPTED, { ...ACCEPTED, name, jobId: 'c', at: START + 1 }], true);
    server.job = () => job({ externalId: 'i-other' });
    const machine = { ...WEB, createdAt: START + 1_000 };
    await creates.resolve([machine]);
    expect(creates.made(machine)).toBe(made);
  });

  test('a job tells the name that a machine was to have', async () => {
    const { creates, server } = following([ACCEPTED, { ...ACCEPTED, name: 'ma-other', jobId: 'c' }]);
    server.job = () => job({ externalId: server.asked.at(-1) === 'job c' ? 'i-other' : 'i-web' });
    await creates.resolve([]);
    expect(['i-web', 'i-other', 'i-third'].map((id) => creates.nameOf(id))).toEqual([WEB.name, 'ma-other', null]);
  });
});
