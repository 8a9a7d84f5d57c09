// Runs of one to four machines, each cancelled at a random moment with the runner's own sequence of signals, then post.
import { seededRandom } from '../../sandbox/world.ts';
import { scopePrefix } from '../../src/model/identity.ts';
import { Captured, canary, ScanTotals, serverSecrets } from './capture.mjs';
import { pool, spread } from './pool.mjs';
import { problemsOf } from './proof.mjs';
import { loseRunner, openJob, openWorld, plantTwins, scopeOf, strangersOf, TTL } from './world.mjs';

/** What the product may take from SIGINT to its end, in ms: the runner kills at 10 s, half of that is for a slower machine. */
const HARD_LIMIT_MS = 5_000;
/** The goal for all but one in a hundred: what takes longer is told. */
const SLOW_MS = 1_000;
const GOALS = 'goals: p50 200 ms, p99 1000 ms, max 5000 ms';
/** Cancels fall on the whole time of main and a little after, when the job does something else. */
const BEYOND = 1.05;

const SMALL = 'image: ubuntu 24.04, size: { cpu: 1, ram: 1g }';

/** A spec of `count` machines: the first on aws with SSH, the others on all three backends. */
function specOf(count, secret) {
  const backends = ['linode', 'docker', 'aws'];
  const rest = Array.from({ length: count - 1 }, (_, n) => {
    const wait = backends[n] === 'aws' ? '' : ', wait: running';
    return `  m${n}: { ${SMALL}, backend: ${backends[n]}${wait} }\n`;
  });
  return `machines:
  first:
    backend: aws
    image: ubuntu 24.04
    size: { cpu: 1, ram: 1g }
    cloud-init: |
      #cloud-config
      password: '${secret}'
${rest.join('')}`;
}

/** One run on `world`. `cancelMs` null: nobody cancels. */
async function run(world, { runId, count, cancelMs }, scans) {
  const { server } = world;
  const scope = scopeOf(runId);
  const captured = new Captured();
  const secret = canary('cloud-init');
  captured.plant({ secret });
  await plantTwins(world, scope);
  await server.control('DELETE', 'requests');
  const before = strangersOf(world, await server.state());
  const job = openJob(runId);
  try {
    const inputs = { 'mist-url': server.url, 'mist-token': server.token, ttl: TTL, spec: specOf(count, secret) };
    const interrupt = cancelMs === null ? null : { kind: 'cancel', afterMs: cancelMs };
    const main = await job.step({ inputs, interrupt });
    const late = main.stopMs === null;
    if (late && cancelMs !== null) job.setStatus('cancelled');
    captured.process('main', main);
    captured.plant(await serverSecrets(server, scopePrefix(scope)));
    captured.files('after main', job.runnerTemp);
    await server.control('DELETE', 'requests');
    const post = await job.finish().then(({ posts }) => posts[0]);
    captured.process('post', post);
    captured.files('after post', job.runnerTemp, true);
    const state = await server.state();
    captured.requests(state.requests);
    const problems = problemsOf(world, { scopes: [scope], state, before, result: post, requests: state.requests });
    if (late && main.failed) problems.push(`main is red, and nobody had cancelled it: ${main.stdout}`);
    // A signal in the last milliseconds finds everything done: then all of it must have been handed over.
    const handed = JSON.parse(main.outputs.machines || '[]').length;
    if (!late && main.exitCode === 0 && handed < count)
      problems.push(`main is green with ${handed} of ${count} machines`);
    if (!late && main.stopMs > HARD_LIMIT_MS) problems.push(`main took ${main.stopMs} ms to end`);
    problems.push(...scans.add(captured, `run ${runId}`));
    const last = main.stdout.trim().split('\n').slice(-4).join(' | ');
    return { problems, stopMs: main.stopMs, mainMs: main.seconds * 1000, postMs: post.seconds * 1000, last };
  } finally {
    loseRunner(job);
    job.remove();
  }
}

/** How long main takes for one to four machines here and now, with as many at once as the storm will have. */
async function durations(worlds, scans) {
  // The first runs find cold caches.
  const counts = [1, 2, 3, 4, 1, 2, 3, 4].map((count, at) => ({ count, at }));
  const runs = await pool(counts, worlds.length, ({ count, at }, worker) =>
    run(worlds[worker], { runId: `${700_000 + at}`, count, cancelMs: null }, scans),
  );
  const bad = runs.flatMap(({ problems }) => problems);
  if (bad.length > 0) throw new Error(`The runs that nobody cancels are not clean:\n${bad.join('\n')}`);
  return runs.slice(4).map(({ mainMs }) => mainMs);
}

/** Cancels `runs` runs (20 with `ci`, else 200) and returns `{ok, lines}`. */
export async function cancelStorm({ ci, runs, seed, parallel, print }) {
  const total = runs ?? (ci ? 20 : 200);
  const random = seededRandom(seed);
  const scans = new ScanTotals();
  const worlds = await Promise.all(Array.from({ length: parallel }, () => openWorld()));
  try {
    const whole = await durations(worlds, scans);
    const plans = Array.from({ length: total }, (_, n) => {
      const count = 1 + Math.floor(random() * 4);
      return { runId: `${710_000 + n}`, count, cancelMs: Math.floor(random() * whole[count - 1] * BEYOND) };
    });
    const results = await pool(plans, worlds.length, async (plan, worker) => {
      const result = await run(worlds[worker], plan, scans);
      const what = `${plan.count} machines, cancelled after ${plan.cancelMs} ms`;
      for (const problem of result.problems) print(`FAIL  ${what}: ${problem}`);
      if (result.stopMs > SLOW_MS) print(`slow  ${what}: ${Math.round(result.stopMs)} ms to end: ${result.last}`);
      return result;
    });
    const stops = results.flatMap(({ stopMs }) => stopMs ?? []);
    const bad = results.filter(({ problems }) => problems.length > 0).length;
    return {
      ok: bad === 0 && stops.length >= total / 2,
      lines: [
        `${total} runs, ${stops.length} cancelled inside main, ${bad} with something wrong: nothing alive in ${total - bad}`,
        `main alone takes ${whole.map((ms) => `${(ms / 1000).toFixed(1)} s`).join(', ')} for 1, 2, 3, 4 machines`,
        `SIGINT to exit: ${spread(stops)} (${GOALS})`,
        `post: ${spread(results.map(({ postMs }) => postMs))}`,
        scans.toString(),
      ],
    };
  } finally {
    await Promise.all(worlds.map(({ server }) => server.stop()));
  }
}
