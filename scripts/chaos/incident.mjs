// The public incident again: 44 cancelled runs of one workflow, 37 of them killed while their machine was being created, so
// that the job that was to stop it knew nothing (openvdb/fvdb-core#768: at least 9 machines stayed).

import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../../sandbox/world.ts';
import { awaitLeases, reap, serverNow, watchLives } from './lost.mjs';
import { pool } from './pool.mjs';
import { problemsOf, touchedStrangers } from './proof.mjs';
import {
  leftOf,
  loseRunner,
  machinesOf,
  openJob,
  openWorld,
  plantTwins,
  scopeOf,
  strangersOf,
  TTL,
  watchFor,
} from './world.mjs';

const RUNS = 44;
const KILLED_OF_RUNS = 37 / 44;
/** How far into the boot (3 s, in fast time 2 s) a kill falls at most, in real ms. */
const INTO_BOOT_MS = 1_300;

const specOf = (fast) => `machines:
  gpu: { image: ubuntu 24.04, size: { cpu: 1, ram: 1g }, backend: aws${fast ? ', wait: running' : ''} }
`;

/** Runs main and ends it: in the middle of the start, or when the machine is there. Returns the job, still open. */
async function cancelled(world, { runId, midStart, pauseMs }) {
  const { server, fast, env } = world;
  const scope = scopeOf(runId);
  const job = openJob(runId);
  const inputs = { 'mist-url': server.url, 'mist-token': server.token, ttl: TTL, spec: specOf(fast) };
  const watch = watchFor(world, (state) => machinesOf(scope, state).some(({ state: now }) => now === 'pending'));
  const when = watch.when.then(() => sleep(pauseMs));
  const interrupt = midStart ? { kind: 'kill', when } : { kind: 'cancel', on: /machine\/gpu has been created/ };
  const main = await job.step({ inputs, env, interrupt });
  watch.end();
  return { job, scope, main, killed: main.signal === 'SIGKILL', at: await serverNow(world) };
}

function plansOf(runs, seed) {
  const random = seededRandom(seed);
  const killed = Math.round(runs * KILLED_OF_RUNS);
  return Array.from({ length: runs }, (_, n) => ({
    runId: `${600_000 + n}`,
    midStart: n < killed,
    pauseMs: Math.floor(random() * INTO_BOOT_MS),
  }));
}

async function withPost(plans, { parallel }) {
  const world = await openWorld({ slowBoot: true });
  try {
    for (const { runId } of plans) await plantTwins(world, scopeOf(runId));
    const before = strangersOf(world, await world.server.state());
    const results = await pool(plans, parallel, async (plan) => {
      const { job, scope, main, killed } = await cancelled(world, plan);
      try {
        const post = await main.post();
        const state = await world.server.state();
        const { requests } = state;
        return { killed, problems: problemsOf(world, { scopes: [scope], state, before, result: post, requests }) };
      } finally {
        loseRunner(job);
        job.remove();
      }
    });
    const scopes = plans.map(({ runId }) => scopeOf(runId));
    return { results, left: leftOf(scopes, await world.server.state()) };
  } finally {
    await world.server.stop();
  }
}

async function withLease(plans, { parallel }) {
  const world = await openWorld({ slowBoot: true, fast: true });
  const lives = watchLives(world);
  try {
    for (const { runId } of plans) await plantTwins(world, scopeOf(runId));
    const before = strangersOf(world, await world.server.state());
    const lost = await pool(plans, Math.min(2, parallel), async (plan) => {
      const { job, scope, killed } = await cancelled(world, plan);
      loseRunner(job);
      job.remove();
      return { label: `run ${plan.runId}`, scope, killed, at: await serverNow(world) };
    });
    const ended = await awaitLeases(world, lost, lives);
    const touched = touchedStrangers(world, await world.server.state(), before);
    const facts = { runs: Object.fromEntries(plans.map(({ runId }) => [runId, 'completed'])) };
    const reaped = await reap(world, { scopes: lost.map(({ scope }) => scope), facts });
    const alive = reaped.destroyed === 0 ? [] : [`the reaper found ${reaped.destroyed} machines alive`];
    const problems = [...ended.problems, ...touched, ...reaped.problems, ...alive];
    return { killed: lost.filter((one) => one.killed).length, problems, longestMs: ended.longestMs };
  } finally {
    await lives.stop();
    await world.server.stop();
  }
}

/** Plays it twice, with post and with nothing but the lease: `runs` runs each (44, with `ci` 8). Returns `{ok, lines}`. */
export async function incident({ ci, runs, seed, parallel, print }) {
  const plans = plansOf(runs ?? (ci ? 8 : RUNS), seed);
  const wanted = plans.filter(({ midStart }) => midStart).length;
  const posts = await withPost(plans, { parallel });
  for (const problem of posts.results.flatMap(({ problems }) => problems)) print(`FAIL  ${problem}`);
  const killed = posts.results.filter((one) => one.killed).length;
  const leases = await withLease(plans, { parallel });
  for (const problem of leases.problems) print(`FAIL  ${problem}`);
  const bad = posts.results.filter(({ problems }) => problems.length > 0).length;
  return {
    ok:
      bad === 0 &&
      posts.left.length === 0 &&
      leases.problems.length === 0 &&
      killed === wanted &&
      leases.killed === wanted,
    lines: [
      `${plans.length} cancelled runs, ${killed} killed while the machine was being created; after post: ${posts.left.length} left, ${bad} posts with something wrong`,
      `the same with the runner lost (${leases.killed} killed mid-start): ${leases.problems.length} problems, the last machine gone ${Math.round(leases.longestMs / 1000)} s after its runner`,
    ],
  };
}
