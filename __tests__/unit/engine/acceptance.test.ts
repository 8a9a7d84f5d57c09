// Was a create accepted whose answer was lost? What the log says, and what its silence is worth.
import { describe, expect, test } from '@jest/globals';
import { type Acceptance, AcceptanceLog } from '../../../src/engine/acceptance.ts';
import { contentHash } from '../../../src/model/content-hash.ts';
import { createWord } from '../../../src/model/identity.ts';
import type { ObservedCreateLog } from '../../../src/model/observed.ts';
import { type EngineWorld, engineWorld, failedWith, START } from '../../fakes/engine-world.ts';

const NAME = 'ma-1-web';
const JOB = 'b'.repeat(32);
const PATIENCE = 15_000;
const SLACK = 5_000;
const OWN_WORD = createWord(NAME, START);
const WORD = `ma-trace-${contentHash(`${NAME} ${START + PATIENCE + 500}`, 16)}`;

const accepted = (at: number, jobId: string | null = JOB, word: string | null = null): ObservedCreateLog => ({
  action: 'create_machine',
  jobId,
  machineName: NAME,
  at,
  word,
});
const SURE = { jobId: JOB, sure: true };
const UNSURE = { jobId: JOB, sure: false };

type Server = {
  logs: ObservedCreateLog[];
  readonly shown: Set<string>;
  readonly traces: string[];
  traceFails: boolean;
};

function logOf(aheadMs = 500): { world: EngineWorld; server: Server; log: AcceptanceLog } {
  const server: Server = { logs: [], shown: new Set(), traces: [], traceFails: false };
  const world = engineWorld(
    {
      serverClockOffsetMs: () => aheadMs,
      createLogs: async (name) => {
        expect(name).toBe(NAME);
        return server.logs;
      },
      logTime: async (word) => (server.shown.has(word) ? 0 : null),
    },
    {
      leaveTrace: async (word) => {
        if (server.traceFails) throw failedWith('server');
        server.traces.push(word);
      },
    },
  );
  return { world, server, log: new AcceptanceLog(world) };
}

describe('a create in the log', () => {
  test.each<[string, readonly ObservedCreateLog[], Acceptance]>([
    ['with its word', [accepted(START, JOB, OWN_WORD)], SURE],
    ['with its word, whenever that was', [accepted(START - 60_000, JOB, OWN_WORD)], SURE],
    ['after newer and older ones of its name', [accepted(START + 9, 'b'), accepted(START, JOB, OWN_WORD)], SURE],
    ['with another word', [accepted(START, 'b', 'x'.repeat(16))], 'unknown'],
    ['with another word in one of its lines', [accepted(START, 'b'), accepted(START, 'b', 'x')], 'unknown'],
    ['with its word, and no job', [accepted(START, null, OWN_WORD)], 'unknown'],
    ['at its time', [accepted(START)], UNSURE],
    ['earlier by what clocks may differ', [accepted(START - SLACK)], UNSURE],
    ['from before', [accepted(START - SLACK - 1)], 'unknown'],
    ['without a job', [accepted(START, null)], 'unknown'],
    ['after a line without a job', [accepted(START, null), accepted(START + 1)], UNSURE],
    ['the second of its name', [accepted(START - SLACK - 1, 'old'), accepted(START + 1)], UNSURE],
    ['a later one before an earlier one', [accepted(START - 1, 'old'), accepted(START)], UNSURE],
    ['none', [], 'unknown'],
  ])('%s', async (_, logs, answer) => {
    const { server, log } = logOf();
    server.logs = [...logs];
    expect(await log.look(NAME, START)).toEqual(answer);
    expect(server.traces).toEqual([]);
  });
});

describe('a log that is silent', () => {
  test('is given time before anything is asked of it', async () => {
    const { world, server, log } = logOf();
    await log.look(NAME, START);
    world.pass(PATIENCE - 1);
    expect(await log.look(NAME, START)).toBe('unknown');
    expect(server.traces).toEqual([]);
    world.pass(1);
    expect(await log.look(NAME, START)).toBe('unknown');
    expect(server.traces).toEqual([WORD]);
  });

  test('the time counts from when the follower began', async () => {
    const world = engineWorld({ createLogs: async () => [] });
    world.pass(60_000);
    const log = new AcceptanceLog(world);
    // A trace would be a request that this world does not know.
    expect(await log.look(NAME, START)).toBe('unknown');
  });

  test('is proof only in a look that began after it had shown our word', async () => {
    const { world, server, log } = logOf();
    world.pass(PATIENCE);
    const looks = [await log.look(NAME, START), await log.look(NAME, START)];
    server.shown.add('another word');
    looks.push(await log.look(NAME, START));
    server.shown.add(WORD);
    looks.push(await log.look(NAME, START), await log.look(NAME, START), await log.look(NAME, START));
    expect(looks).toEqual(['unknown', 'unknown', 'unknown', 'unknown', 'never', 'never']);
    expect(server.traces).toEqual([WORD]);
  });

  test('a create that shows together with our word was accepted', async () => {
    const { world, server, log } = logOf();
    world.pass(PATIENCE);
    await log.look(NAME, START);
    server.shown.add(WORD);
    await log.look(NAME, START);
    server.logs = [accepted(START)];
    expect(await log.look(NAME, START)).toEqual(SURE);
  });

  test('what may be an older create of its name is that of ours only once the log has shown our word', async () => {
    const { world, server, log } = logOf();
    server.logs = [accepted(START - 1)];
    const looks = [await log.look(NAME, START)];
    world.pass(PATIENCE);
    looks.push(await log.look(NAME, START));
    server.shown.add(WORD);
    looks.push(await log.look(NAME, START), await log.look(NAME, START));
    expect(looks).toEqual([UNSURE, UNSURE, UNSURE, SURE]);
    expect(server.traces).toEqual([WORD]);
  });

  test('an older create with another word is never that of ours', async () => {
    const { world, server, log } = logOf();
    server.logs = [accepted(START - 1, 'b', 'x')];
    world.pass(PATIENCE);
    server.shown.add(WORD);
    expect([await log.look(NAME, START), await log.look(NAME, START), await log.look(NAME, START)]).toEqual([
      'unknown',
      'unknown',
      'never',
    ]);
  });

  test('what has shown our word once is not asked for it again', async () => {
    const { world, server, log } = logOf();
    world.pass(PATIENCE);
    await log.look(NAME, START);
    server.shown.add(WORD);
    const both = await Promise.all([log.look(NAME, START), log.look(NAME, START)]);
    server.shown.clear();
    expect([...both, await log.look(NAME, START)]).toEqual(['unknown', 'unknown', 'never']);
  });

  test('a word that could not be left is left with the next look', async () => {
    const { world, server, log } = logOf();
    world.pass(PATIENCE);
    server.traceFails = true;
    await expect(log.look(NAME, START)).rejects.toThrow();
    server.traceFails = false;
    expect(await log.look(NAME, START)).toBe('unknown');
    expect(server.traces).toEqual([WORD]);
  });
});
