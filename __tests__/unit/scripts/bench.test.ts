// What the bench makes of its samples, and that its floor asks for what it must and for nothing else. Nothing here is timed.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { markdownTable, spreadOf, summarize } from '../../../scripts/bench/figures.mjs';
import { type Figures, isGross, judge } from '../../../scripts/bench/goals.mjs';
import { peersTable } from '../../../scripts/bench/peers.mjs';
import { plot, ticks } from '../../../scripts/bench/plot.mjs';
import { runFloor } from '../../../scripts/bench/programs.mjs';
import { startStopwatch } from '../../../scripts/bench/stopwatch-client.mjs';

const at = (median: number) => ({ median, min: median, max: median });

function row(name: string, latencyMs: number, figures: Readonly<Record<string, Readonly<Record<string, number>>>>) {
  const spread: Figures = Object.fromEntries(
    Object.entries(figures).map(([program, measures]) => [
      program,
      Object.fromEntries(Object.entries(measures).map(([measure, value]) => [measure, at(value)])),
    ]),
  );
  return { name, latencyMs, figures: spread };
}

const noop = (wallMs: number, requests: number) =>
  row('noop-10', 50, { ours: { wallMs, requests, roundTrips: 2 }, floor: { wallMs: 147 } });

describe('goals', () => {
  test.each([
    ['within', 280, 4, [], []],
    ['over the floor, not grossly', 300, 4, ['no-op of 10 at 50 ms, against the floor'], []],
    [
      'grossly over both',
      700,
      4,
      ['no-op of 10 at 50 ms, against the floor', 'no-op of 10 at 50 ms, against the Go client'],
      ['no-op of 10 at 50 ms, against the floor', 'no-op of 10 at 50 ms, against the Go client'],
    ],
    ['one request too many', 280, 5, ['no-op of 10: requests'], ['no-op of 10: requests']],
  ])('no-op: %s', (_, wallMs, requests, over, gross) => {
    const goals = judge([noop(wallMs, requests)], null);
    expect(goals).toHaveLength(4);
    expect(goals.filter(({ ok }) => !ok).map(({ what }) => what)).toEqual(over);
    expect(goals.filter(isGross).map(({ what }) => what)).toEqual(gross);
  });

  test('the best run of each program counts where that is asked for', () => {
    const figures = {
      ours: { wallMs: { median: 900, min: 290, max: 950 }, requests: at(4), roundTrips: at(2) },
      floor: { wallMs: { median: 200, min: 147, max: 300 } },
    };
    const rows = [{ name: 'noop-10', latencyMs: 50, figures }];
    expect(judge(rows, null).filter(isGross)).toHaveLength(2);
    expect(judge(rows, null, 'min').filter(isGross)).toEqual([]);
  });

  test('polls are no part of the requests that are limited', () => {
    const figures = {
      ours: { wallMs: 2500, requests: 36, lists: 7, cpuMs: 300, peakMb: 90 },
      floor: { wallMs: 2450, cpuMs: 100 },
    };
    const goals = judge([row('fresh-10', 50, figures)], null);
    expect(goals.find(({ must }) => must === 4)).toMatchObject({ value: 30, limit: 30, ok: true });
  });

  test('a Go client that is slower here may be undercut by as much', () => {
    const slow = row('noop-10', 50, { ours: { wallMs: 600, requests: 4, roundTrips: 2 }, floor: { wallMs: 294 } });
    const goal = judge([slow], null).find(({ what }) => what.includes('Go client'));
    expect(goal).toMatchObject({ limit: 614, ok: true });
  });

  test('sizes are exact, and what was not measured is not judged', () => {
    const goals = judge([], { loaded: 2 * 1024 * 1024 + 1, dist: 1 });
    expect(goals.map(({ must, ok }) => [must, ok])).toEqual([
      [6, false],
      [6, true],
    ]);
    expect(goals.map(isGross)).toEqual([true, false]);
    expect(judge([], null)).toEqual([]);
  });
});

describe('figures', () => {
  test.each([
    [[3, 1, 2], at(2), { min: 1, max: 3 }],
    [[4, 1], at(2.5), { min: 1, max: 4 }],
    [[undefined, 5], at(5), {}],
  ])('%j', (values, base, ends) => {
    expect(spreadOf(values)).toEqual({ ...base, ...ends });
  });

  test('none are null, and a measure of some samples is one of all', () => {
    expect(spreadOf([])).toBeNull();
    expect(summarize([{ wallMs: 1 }, { wallMs: 3, requests: 7 }])).toEqual({
      wallMs: { median: 2, min: 1, max: 3 },
      requests: at(7),
    });
  });

  test('columns of a table are as wide as their widest cell', () => {
    expect(markdownTable(['a', 'bb'], [['ccc', 'd']])).toBe('| a   | bb |\n| --- | -- |\n| ccc | d  |');
  });
});

describe('peers', () => {
  const measured = (name: string, wallMs: number, floorMs: number) =>
    row(name, 50, {
      ours: { wallMs, requests: 7, cpuMs: 200, peakMb: 61 },
      floor: { wallMs: floorMs, requests: 3, cpuMs: 100, peakMb: 50 },
    });

  test('stand beside the action with how many times their own floor they take', () => {
    const rows = [measured('fresh-1', 3000, 2000), measured('fresh-10', 2500, 2000), measured('noop-10', 300, 100)];
    const cells = (peersTable(rows) ?? '').split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
    const of = (name: string) => cells.find((line) => line[1] === name)?.slice(2, 8);
    expect(of('**Mist action**')).toEqual([
      '3.00 s (1.50)',
      '2.50 s (1.25)',
      '0.300 s (3.00)',
      '7 / 7 / 7',
      '0.20 / 0.20 / 0.20',
      '61',
    ]);
    expect(of('Go client, one create each')?.[1]).toBe('22.4 s (9.16)');
  });

  test('are left out where one of the rows was not measured', () => {
    expect(peersTable([measured('fresh-1', 3000, 2000), measured('noop-10', 300, 100)])).toBeNull();
  });
});

describe('plot', () => {
  const chart = {
    title: 'a < b',
    xs: [1, 10, 100],
    panels: [
      {
        title: 'p & q',
        log: true,
        series: [
          { name: 'one', dashed: false, points: [[1, 1] as const, [10, 10] as const, [100, 100] as const] },
          { name: 'two', dashed: true, points: [[1, 5] as const] },
        ],
      },
    ],
  };

  test('the same points give the same bytes, and a straight line where both axes are logarithmic', () => {
    const svg = plot(chart);
    expect(plot(chart)).toBe(svg);
    const points = [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].slice(0, 3).map((one) => [one[1], one[2]]);
    const [first, middle, last] = points.map(([x, y]) => ({ x: Number(x), y: Number(y) }));
    expect(middle?.x).toBeCloseTo(((first?.x ?? 0) + (last?.x ?? 0)) / 2, 0);
    expect(middle?.y).toBeCloseTo(((first?.y ?? 0) + (last?.y ?? 0)) / 2, 0);
    expect(last?.y).toBeLessThan(first?.y ?? 0);
  });

  test('texts are escaped', () => {
    const svg = plot(chart);
    expect(svg).toContain('<title>a &lt; b</title>');
    expect(svg).toContain('p &amp; q');
  });

  test.each([
    [true, 3, 250, [1, 10, 100, 1000]],
    [false, 40, 110, [0, 50, 100, 150]],
  ])('marks (logarithmic: %s) from %d to %d', (log, least, most, marks) => {
    expect(ticks(log, least, most)).toEqual(marks);
  });
});

describe('floor, on the stopwatch server', () => {
  let server: Awaited<ReturnType<typeof startStopwatch>>;
  beforeAll(async () => {
    server = await startStopwatch();
  });
  afterAll(() => server.close());

  const names = ['floor-1', 'floor-2', 'floor-3'];
  const world = () => ({ FLOOR_URL: server.url, FLOOR_NAMES: JSON.stringify(names) });

  test('creates and finds three machines, and asks for nothing that the server refuses', async () => {
    await server.reset();
    await runFloor('fresh', world());
    const made = await server.stats();
    expect(made).toMatchObject({ names, keys: 1, schedules: 3, refused: [] });
    // Two lists, a live list and three catalogs, the key, three creates, one look.
    expect(made.requests).toBe(2 + 4 + 1 + 3 + 1);

    await server.tune();
    await runFloor('noop', world());
    expect(await server.stats()).toMatchObject({ requests: 3, refused: [] });
  }, 60_000);

  test('a no-op that finds too little fails', async () => {
    await server.reset();
    await expect(runFloor('noop', world())).rejects.toThrow('not everything is there');
  }, 60_000);
});
