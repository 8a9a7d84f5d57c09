// Other clients for Mist, measured once with the latency, boot and catalogs that the rows here have, on another machine:
// comparable by how many times the floor of their own run they take. Seconds, requests and CPU seconds: fresh 1, fresh 10,
// no-op of 10. What ran, and with which repairs, is said in docs/performance.md.
import { markdownTable } from './figures.mjs';

const peer = (name, seconds, requests, cpu, peakMb) => ({ name, seconds, requests, cpu, peakMb });

/** The floor that the peers were measured against: a v2 client that keeps its connections, on Node 24. */
export const PEERS_FLOOR = peer('Their floor', [2.433, 2.446, 0.147], [14, 23, 3], [0.22, 0.21, 0.18], 60);

export const PEERS = [
  peer('Ansible 1.9.3, mist-ansible 0.1.8', [34.18, 312.4, 7.43], [32, 122, 45], [2.4, 4.9, 5.0], 59),
  peer('ansible-core 2.19, the same, ported', [37.29, 319.1, 13.46], [32, 122, 45], [7.0, 19.5, 11.5], 56),
  peer('Ansible 1.9.3, mist 1.10 modules, patched', [34.09, 313.4, 7.55], [32, 122, 45], [2.4, 5.2, 5.2], 59),
  peer('Python client 1.10, a script', [6.24, 6.19, 0.63], [17, 17, 7], [0.37, 0.34, 0.31], 32),
  peer('Go client, one create for all', [2.67, 2.71, 0.307], [9, 9, 4], [0.24, 0.23, 0.17], 24),
  peer('Go client, one create each', [2.67, 22.4, 0.307], [9, 36, 4], [0.24, 0.47, 0.17], 24),
];

/** The action, or the floor, of this run in the same form; null unless all three rows were measured. */
function ownRow(name, program, rows) {
  const found = ['fresh-1', 'fresh-10', 'noop-10'].map((row) =>
    rows.find((one) => one.name === row && one.latencyMs === 50),
  );
  if (found.some((row) => row === undefined)) return null;
  const of = (measure) => found.map(({ figures }) => figures[program][measure].median);
  const seconds = (values) => values.map((ms) => ms / 1000);
  return peer(name, seconds(of('wallMs')), of('requests'), seconds(of('cpuMs')), Math.max(...of('peakMb')));
}

function cells({ name, seconds, requests, cpu, peakMb }, floor) {
  const time = (index) => `${seconds[index].toPrecision(3)} s (${(seconds[index] / floor.seconds[index]).toFixed(2)})`;
  return [
    name,
    time(0),
    time(1),
    time(2),
    requests.map(Math.round).join(' / '),
    cpu.map((value) => value.toFixed(2)).join(' / '),
    String(Math.round(peakMb)),
  ];
}

const HEAD = ['', 'Fresh, 1', 'Fresh, 10', 'No-op of 10', 'Requests', 'CPU s', 'Peak MB'];

/** Peers beside the action, each with how many times its floor it takes; null unless the rows for it were measured. */
export function peersTable(rows) {
  const [ours, floor] = [ownRow('**Mist action**', 'ours', rows), ownRow('Floor of this run', 'floor', rows)];
  if (ours === null || floor === null) return null;
  const theirs = [...PEERS, PEERS_FLOOR].map((one) => cells(one, PEERS_FLOOR));
  return markdownTable(HEAD, [...theirs, cells(ours, floor), cells(floor, floor)]);
}
