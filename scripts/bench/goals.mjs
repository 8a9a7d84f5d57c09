// What the figures must show. A goal that lacks its rows is left out, so that a run of some rows judges what it has.
import { PEERS, PEERS_FLOOR } from './peers.mjs';

/** The no-op of ten at 50 ms, in ms: of the Go client, and of the floor beside it. */
const GO_NOOP_MS = 1000 * PEERS.find(({ name }) => name.startsWith('Go client')).seconds[2];
const PEERS_FLOOR_NOOP_MS = 1000 * PEERS_FLOOR.seconds[2];
const MIB = 1024 * 1024;
const LATENCIES = [0, 50, 200];

/** What fails a short run: a count or size that is over, or anything else that is over twice. */
export function isGross({ kind, value, limit }) {
  return kind === 'exact' ? value > limit : value > 2 * limit;
}

function goal(must, what, value, limit, unit, kind = 'ratio') {
  return { must, what, value, limit, unit, kind, ok: value <= limit };
}

function startGoals(find) {
  const start = find('start', 0);
  const post = find('post-nothing', 0);
  const goals = [];
  if (start) {
    const limit = 3 * start.bare.wallMs + 60;
    goals.push(goal(1, 'start to first request', start.ours.firstMs, limit, 'ms'));
  }
  if (post) goals.push(goal(1, 'post with nothing to do', post.ours.wallMs, 3 * post.bare.wallMs, 'ms'));
  return goals;
}

function noopGoals(find) {
  const row = find('noop-10', 50);
  if (!row) return [];
  const floor = row.floor.wallMs;
  const own = row.ours.wallMs;
  return [
    goal(2, 'no-op of 10 at 50 ms, against the floor', own / floor, 2, 'x'),
    goal(2, 'no-op of 10 at 50 ms, against the Go client', own, (GO_NOOP_MS * floor) / PEERS_FLOOR_NOOP_MS, 'ms'),
    goal(2, 'no-op of 10: requests', row.ours.requests, 3 + 1, '', 'exact'),
    goal(2, 'no-op of 10: round trips', row.ours.roundTrips, 2, '', 'exact'),
  ];
}

function freshGoals(find, latencyMs) {
  const [one, ten, fifty] = [1, 10, 50].map((count) => find(`fresh-${count}`, latencyMs));
  const at = `at ${latencyMs} ms`;
  const wall = (row) => row.ours.wallMs;
  const goals = [];
  if (ten) goals.push(goal(3, `fresh 10 ${at}, against the floor`, wall(ten) / ten.floor.wallMs, 1.1, 'x'));
  if (one && ten) goals.push(goal(3, `fresh 10 ${at}, against 1`, wall(ten) / wall(one), 1.05, 'x'));
  if (one && fifty) goals.push(goal(3, `fresh 50 ${at}, against 1`, wall(fifty) / wall(one), 1.25, 'x'));
  return goals;
}

function sshGoals(find) {
  const goals = [];
  for (const count of [1, 10]) {
    const row = find(`ssh-${count}`, 0);
    const ratio = row && row.ours.wallMs / row.floor.wallMs;
    if (row) goals.push(goal(3, `to SSH and lease, ${count}, against the floor`, ratio, 1.15, 'x'));
  }
  return goals;
}

/** `polls` are the lists of the cloud after the first one; two more requests may prove the lease. */
function requestGoals(find) {
  const goals = [];
  for (const count of [1, 10, 50]) {
    const row = find(`fresh-${count}`, 50);
    if (!row) continue;
    const polls = row.ours.lists - 1;
    const limit = 8 + 2 * count + 2;
    goals.push(goal(4, `fresh ${count}: requests but polls`, row.ours.requests - polls, limit, '', 'exact'));
  }
  const life = find('life-1', 50);
  if (life) {
    const { requests, wallMs } = life.ours;
    goals.push(goal(4, 'whole life of 1, 30 s boot: requests', requests, 25, '', 'exact'));
    goals.push(goal(4, 'wait for a 30 s boot, against the floor', wallMs / life.floor.wallMs, 1.1, 'x'));
  }
  return goals;
}

function memoryGoals(find) {
  const goals = [];
  const limits = [
    ['fresh-10', 100, 'fresh 10'],
    ['fresh-50', 160, 'fresh 50'],
    ['noop-5000', 200, '5,000 listed'],
  ];
  for (const [name, limit, what] of limits) {
    const row = find(name, 50);
    if (row) goals.push(goal(5, `peak memory, ${what}`, row.ours.peakMb, limit, 'MB'));
  }
  const ten = find('fresh-10', 50);
  if (ten) goals.push(goal(5, 'CPU of fresh 10, against the floor', ten.ours.cpuMs / ten.floor.cpuMs, 3, 'x'));
  return goals;
}

function byteGoals(bytes) {
  if (bytes === null) return [];
  return [
    goal(6, 'bytes that main loads without SSH', bytes.loaded / MIB, 2, 'MiB', 'exact'),
    goal(6, 'bytes of dist/', bytes.dist / MIB, 5, 'MiB', 'exact'),
  ];
}

/** `figures` with one number for each measure: `median`, or `min`, which the load of a machine moves less. */
function numbersOf(figures, statistic) {
  const of = (measures) => Object.entries(measures).map(([measure, spread]) => [measure, spread?.[statistic]]);
  return Object.fromEntries(
    Object.entries(figures).map(([program, measures]) => [program, Object.fromEntries(of(measures))]),
  );
}

/**
 * Every goal that `rows` (`{name, latencyMs, figures}`) and `bytes` (`{loaded, dist}` or null) can be held against, by the medians
 * unless `statistic` says `min`.
 */
export function judge(rows, bytes, statistic = 'median') {
  const find = (name, latencyMs) => {
    const row = rows.find((one) => one.name === name && one.latencyMs === latencyMs);
    return row === undefined ? null : numbersOf(row.figures, statistic);
  };
  return [
    ...startGoals(find),
    ...noopGoals(find),
    ...LATENCIES.flatMap((latencyMs) => freshGoals(find, latencyMs)),
    ...sshGoals(find),
    ...requestGoals(find),
    ...memoryGoals(find),
    ...byteGoals(bytes),
  ];
}
