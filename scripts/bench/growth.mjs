// What a fresh apply costs as the number of machines grows, and the plot of it.
import { plot } from './plot.mjs';
import { growthRow, withWorld } from './rows.mjs';

const COUNTS = [1, 2, 5, 10, 20, 50, 100, 200];

/** Measured once against a server with the same latency and boot; docs/performance.md has the whole table. */
const PEERS = {
  'Ansible modules (2014)': {
    seconds: [
      [1, 34.18],
      [10, 312.4],
    ],
    requests: [
      [1, 32],
      [10, 122],
    ],
  },
  'Go client, one create each': {
    seconds: [
      [1, 2.67],
      [10, 22.4],
    ],
    requests: [
      [1, 9],
      [10, 36],
    ],
  },
};

function peersIn(measure) {
  return Object.entries(PEERS).map(([name, peer]) => ({ name, dashed: true, points: peer[measure] }));
}

/** `points` are `{count, figures}`. */
export function growthPlot(points) {
  const xs = points.map(({ count }) => count);
  const line = (name, read) => ({ name, dashed: false, points: points.map((one) => [one.count, read(one.figures)]) });
  const both = (read) => [line('Mist action', ({ ours }) => read(ours)), line('Floor', ({ floor }) => read(floor))];
  return plot({
    title: 'Fresh machines, 50 ms latency, 2 s boot: seconds, requests and memory by number of machines',
    xs,
    panels: [
      { title: 'Seconds', log: true, series: [...both(({ wallMs }) => wallMs.median / 1000), ...peersIn('seconds')] },
      { title: 'Requests', log: true, series: [...both(({ requests }) => requests.median), ...peersIn('requests')] },
      { title: 'Peak memory, MB', log: false, series: both(({ peakMb }) => peakMb.median) },
    ],
  });
}

/** Measures all counts; answers the SVG and its points. */
export function plotGrowth({ rounds, measure }) {
  return withWorld({}, async (world) => {
    const points = [];
    for (const count of COUNTS) {
      const { figures } = await measure(growthRow(count), world, rounds);
      console.error(`${count}: ${Math.round(figures.ours.wallMs.median)} ms, ${figures.ours.requests.median} requests`);
      points.push({ count, figures });
    }
    return { svg: growthPlot(points), points };
  });
}
