// What a fresh apply costs as the number of machines grows, and the plot of it.
import { PEERS } from './peers.mjs';
import { plot } from './plot.mjs';
import { growthRow, withWorld } from './rows.mjs';

const COUNTS = [1, 2, 5, 10, 20, 50, 100, 200];

const DRAWN = ['Ansible 1.9.3, mist-ansible 0.1.8', 'Go client, one create each'];

/** A peer's points at 1 and 10 machines. */
function peersIn(measure) {
  const drawn = PEERS.filter(({ name }) => DRAWN.includes(name));
  return drawn.map((peer) => {
    const [one, ten] = peer[measure];
    return {
      name: peer.name,
      dashed: true,
      points: [
        [1, one],
        [10, ten],
      ],
    };
  });
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
      const [{ figures }] = await measure([growthRow(count)], world, rounds);
      console.error(`${count}: ${Math.round(figures.ours.wallMs.median)} ms, ${figures.ours.requests.median} requests`);
      points.push({ count, figures });
    }
    return { svg: growthPlot(points), points };
  });
}
