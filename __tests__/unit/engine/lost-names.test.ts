// Machines that are listed without their names: which jobs are asked for them, and what is known then.
import { describe, expect, test } from '@jest/globals';
import { LostNames } from '../../../src/engine/lost-names.ts';
import { CancelledError } from '../../../src/model/errors.ts';
import type { ObservedCreate, ObservedMachine } from '../../../src/model/observed.ts';
import { engineWorld, failedWith, START } from '../../fakes/engine-world.ts';
import { observed } from '../plan/rows.ts';

const WEB = observed('web', { createdAt: START + 2_000 });
const NAMELESS: ObservedMachine = { ...WEB, name: WEB.externalId };
const JOB = 'b'.repeat(32);
const CREATE: ObservedCreate = { machineName: WEB.name, cloudId: WEB.cloudId, jobId: JOB, at: START, word: null };

function learning(
  creates: readonly ObservedCreate[],
  answer: (jobId: string) => string | null | Error = () => WEB.externalId,
) {
  const asked: string[] = [];
  const world = engineWorld({
    job: async (id) => {
      asked.push(id);
      const externalId = answer(id);
      if (externalId instanceof Error) throw externalId;
      return { id, created: true, externalId, error: null, finished: true };
    },
  });
  return { asked, world, names: new LostNames(world, creates) };
}

test('the job tells whose name it was', async () => {
  const { names } = learning([CREATE]);
  expect(names.nameOf(WEB.externalId)).toBeNull();
  await names.learn([NAMELESS]);
  expect([names.nameOf(WEB.externalId), names.nameOf('i-other')]).toEqual([WEB.name, null]);
});

describe('a job is asked for', () => {
  test.each<[string, readonly ObservedMachine[], boolean]>([
    ['where one of another name came at its time', [NAMELESS], true],
    ['where nothing is listed', [], false],
    ['where its own machine is listed', [WEB, { ...NAMELESS, externalId: 'i-2' }], false],
    ['where a namesake is listed that came before', [{ ...WEB, createdAt: START - 5_001 }, NAMELESS], true],
    ['where the other one has ended', [{ ...NAMELESS, state: 'terminated' }], false],
    ['where it came before', [{ ...NAMELESS, createdAt: START - 5_001 }], false],
    ['where it came as early as clocks may differ', [{ ...NAMELESS, createdAt: START - 5_000 }], true],
    ['where it came as late as the server keeps a create', [{ ...NAMELESS, createdAt: START + 600_000 }], true],
    ['where it came later', [{ ...NAMELESS, createdAt: START + 600_001 }], false],
    ['where its age is not known', [{ ...NAMELESS, createdAt: null }], true],
  ])('%s: %#', async (_, listed, asks) => {
    const { names, asked } = learning([CREATE]);
    await names.learn(listed);
    expect(asked).toEqual(asks ? [JOB] : []);
  });

  test('once, the newest twenty', async () => {
    const creates = Array.from({ length: 25 }, (_, n) => ({
      ...CREATE,
      jobId: `job ${n}`,
      at: START - n,
      machineName: `ma-${n}`,
    }));
    const { names, asked } = learning([...creates].reverse(), () => null);
    await names.learn([NAMELESS]);
    await names.learn([NAMELESS]);
    expect(asked).toEqual(creates.slice(0, 20).map(({ jobId }) => jobId));
  });

  test('again with the next list where that failed', async () => {
    let asks = 0;
    const { names, asked } = learning([CREATE], () => {
      asks += 1;
      return asks === 1 ? failedWith('server') : WEB.externalId;
    });
    await names.learn([NAMELESS]);
    expect(names.nameOf(WEB.externalId)).toBeNull();
    await names.learn([NAMELESS]);
    expect([names.nameOf(WEB.externalId), asked.length]).toEqual([WEB.name, 2]);
  });
});

test('a job that the server has forgotten tells nothing', async () => {
  const { names, world } = learning([CREATE]);
  world.reader.job = async () => null;
  await names.learn([NAMELESS]);
  expect(names.nameOf(WEB.externalId)).toBeNull();
});

test('a cancelled question ends', async () => {
  const { names } = learning([CREATE], () => new CancelledError());
  await expect(names.learn([NAMELESS])).rejects.toBeInstanceOf(CancelledError);
});
