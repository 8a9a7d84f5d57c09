// A server whose scheduler is dead: leases end and nothing happens. Every process is killed, and the reaper must find it all.
import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../../sandbox/world.ts';
import { LEASE_LIMIT_MS, reap, serverNow } from './lost.mjs';
import { touchedStrangers } from './proof.mjs';
import { leftOf, loseRunner, machinesOf, openJob, openWorld, plantTwins, scopeOf, strangersOf, TTL } from './world.mjs';

const MOST_MAIN_MS = 3_000;
/** Rule 3 of reaping: a named scope is over two minutes after its lease. */
const OVER_MS = 2 * 60_000;

const ROW = 'image: ubuntu 24.04, size: { cpu: 1, ram: 1g }, wait: running';
const SPEC = `machines:
  db: { ${ROW}, backend: aws }
  web: { count: 2, ${ROW}, backend: linode }
  cache: { ${ROW}, backend: docker }
`;

const alive = (scopes, state) => scopes.flatMap((scope) => machinesOf(scope, state)).filter(({ gone }) => !gone).length;

/** Loses the runner of one job: at `afterMs`, or with all its machines ready. */
async function lose(world, { runId, name, afterMs }) {
  const { server, env } = world;
  const job = openJob(runId);
  try {
    const inputs = {
      'mist-url': server.url,
      'mist-token': server.token,
      spec: SPEC,
      ttl: TTL,
      ...(name === null ? {} : { scope: name }),
    };
    const main = await job.step({ inputs, env, interrupt: afterMs === null ? null : { kind: 'lost', afterMs } });
    if (afterMs === null && main.failed) throw new Error(`A run that nobody stopped is red:\n${main.stdout}`);
  } finally {
    loseRunner(job);
    job.remove();
  }
}

/** Loses 6 runners (12 without `ci`), waits until every lease is over, and reaps. Returns `{ok, lines}`. */
export async function deadScheduler({ ci, runs, seed, print }) {
  const random = seededRandom(seed);
  const total = runs ?? (ci ? 6 : 12);
  const jobs = Array.from({ length: total }, (_, n) => ({
    runId: `${500_000 + n}`,
    name: n === 0 ? 'pr-41' : n === 1 ? 'nightly' : null,
    afterMs: n < 3 ? null : Math.floor(300 + random() * MOST_MAIN_MS),
  }));
  const scopes = jobs.map(({ runId, name }) => scopeOf(runId, name));
  const world = await openWorld({ fast: true });
  try {
    await world.server.switches({ deadScheduler: true });
    for (const scope of scopes.slice(2)) await plantTwins(world, scope);
    const before = strangersOf(world, await world.server.state());
    for (const job of jobs) await lose(world, job);
    const end = (await serverNow(world)) + LEASE_LIMIT_MS + OVER_MS;
    while ((await serverNow(world)) < end) await sleep(200);
    const state = await world.server.state();
    const found = alive(scopes, state);
    const runsOver = Object.fromEntries(jobs.map(({ runId }) => [runId, 'completed']));
    const reaped = await reap(world, { scopes, facts: { runs: runsOver, pulls: { 41: 'closed' } } });
    const after = await world.server.state();
    const problems = [...reaped.problems, ...touchedStrangers(world, after, before)];
    if (found < 3 * 4) problems.push(`only ${found} machines outlived their leases: the scheduler is not dead`);
    if (reaped.destroyed !== found) problems.push(`${found} machines lived, the reaper destroyed ${reaped.destroyed}`);
    for (const problem of problems) print(`FAIL  ${problem}`);
    return {
      ok: problems.length === 0,
      lines: [
        `${total} lost runners, scheduler dead: ${found} machines outlived their leases; the reaper destroyed ${reaped.destroyed}, left ${leftOf(scopes, after).length}`,
      ],
    };
  } finally {
    await world.server.stop();
  }
}
