import { describe, expect, test } from '@jest/globals';
import { drawWholePlot } from '../../simulation/actor-plots.ts';
import { FAULT_KINDS } from '../../simulation/network-faults.ts';
import { playPlot } from '../../simulation/schedule.ts';
import { playCase, SHAPES, sweepCases } from '../../simulation/sweep.ts';
import { brokenResult, resultOf, Tally } from '../../simulation/tally.ts';

const LONG_MS = 240_000;

describe('random schedules', () => {
  test(
    'the same seed plays the same, to the last request',
    async () => {
      for (const seed of [7, 21]) {
        const [first, second] = [await playPlot(drawWholePlot(seed)), await playPlot(drawWholePlot(seed))];
        expect(second).toEqual(first);
        expect(first.trace.length).toBeGreaterThan(20);
      }
    },
    LONG_MS,
  );

  test(
    'forty seeds break no invariant, and are no idle play',
    async () => {
      const tally = new Tally();
      for (let seed = 1; seed <= 40; seed += 1) tally.add(resultOf(String(seed), await playPlot(drawWholePlot(seed))));
      expect(tally.violated).toEqual([]);
      expect(tally.text(1)).toMatch(/requests each: median (?:[6-9]\d|\d{3})/);
      expect(tally.text(1)).toMatch(/apply green \d+.*destroy green \d+.*post green \d+/s);
    },
    LONG_MS,
  );
});

describe('seeds that once broke an invariant', () => {
  test.each<[string, number]>([
    ['a key was added late, and post was green before it came', 1024233],
    ['a key was added later still, when post had ended', 704],
    ['the same, in a scope whose reap follows', 1020310],
    ['a literal name without its tag was forgotten when one list lacked it', 1024589],
    ['a second keeper met a schedule that was planted for the first', 2000972],
    ['the worker gave a create up because of a destroy that the provider did not obey', 1013361],
    ['a create was sent when nothing could come of it in time', 2003357],
    ['a rejected edit was repeated on a machine that had left the list', 2021087],
    ['the same machine, asked by a probe that never ends', 2021757],
    ['a clock with parts of milliseconds damaged the journal', 2035483],
    ['a keeper began edits after its signal, when a list came at last', 2001007],
    ['the lease of a machine that an earlier post destroyed out of sight', 50965],
    ['a reaper left a machine of a dead run that had the tags of its host key and no others', 4019876],
    ['a machine without its name was not told when one list lacked it', 4025144],
    ['one machine decided two creates of its name, and the other came later', 4033352],
    ['two lists lacked everything, ninety seconds apart', 4092516],
    ['a server that is silent for 90 s keeps a keeper from a bomb', 4088636],
    ['no tag told the key of a machine whose create was given up', 4121934],
    ['a create came after an apply that was met by the machine of an earlier one', 4193172],
    ['a literal name that no tag proved yet was used as it is', 4180458],
    ['a proxy delivered a create after the last list, before the log could show it', 4236575],
  ])('%s', async (_, seed) => {
    expect((await playPlot(drawWholePlot(seed))).violations).toEqual([]);
  });
});

describe('the sweep', () => {
  test(
    'covers every request with every kind of fault and six cuts',
    async () => {
      const cases = await sweepCases('job');
      const requests = cases.length / (FAULT_KINDS.length + 6);
      expect(requests).toBeGreaterThan(25);
      expect(Number.isInteger(requests)).toBe(true);
      expect(FAULT_KINDS.length).toBeGreaterThanOrEqual(14);
      expect(new Set(cases.map((one) => one.name)).size).toBe(cases.length);
    },
    LONG_MS,
  );

  test(
    'a share of it breaks nothing',
    async () => {
      const cases = (await sweepCases('job')).filter((_, n) => n % 29 === 0);
      for (const one of cases) {
        const { violations } = await playCase(one);
        expect({ name: one.name, violations }).toEqual({ name: one.name, violations: [] });
      }
    },
    LONG_MS,
  );

  test('every shape is named', () => {
    expect(Object.keys(SHAPES)).toEqual(['job', 'environment']);
  });
});

test('what breaks is counted and can be replayed', () => {
  const tally = new Tally();
  tally.add({ ...brokenResult('5', new Error('x')), violations: [{ invariant: 'I2', what: 'touched' }] });
  expect(tally.violated.map((one) => one.name)).toEqual(['5']);
  expect(tally.text(1)).toContain('foreign destroys and edits 1');
  expect(tally.text(1)).toContain('VIOLATED 5\n  I2: touched');
});
