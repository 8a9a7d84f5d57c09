// SIGKILL at labelled points of a job, and three ways back: its post, a later `mode: destroy`, the lease alone.
import { setTimeout as sleep } from 'node:timers/promises';
import { scopePrefix } from '../../src/model/identity.ts';
import { Captured, canary, filesBelow, rsaKey, ScanTotals, serverSecrets } from './capture.mjs';
import { awaitLeases, reap, serverNow, watchLives } from './lost.mjs';
import { POINTS } from './points.mjs';
import { pool } from './pool.mjs';
import { problemsOf, touchedStrangers } from './proof.mjs';
import {
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

export const WAYS = ['post', 'destroy', 'lease'];

const PASSWORD = 'Sandbox-1';
const KEEPER_MS = 30_000;
const POST_TOKEN_S = 1_800;
const SMALL = 'image: ubuntu 24.04, size: { cpu: 1, ram: 1g }';

/** Four machines on two backends with two keys: one first, then three at once. */
function specOf(number, point, fast, secret) {
  const ready = fast && !point.sshNever ? ', wait: running' : '';
  return `keys:
  team-${number}: { private: "\${TEAM_KEY}" }
machines:
  db:
    backend: aws
    image: ubuntu 24.04
    size: { cpu: 1, ram: 1g }
    key: team-${number}
    wait: ${ready === '' ? 'ssh' : 'running'}
    cloud-init: |
      #cloud-config
      password: '${secret}'
  web: { count: 2, ${SMALL}, backend: aws, needs: [db]${ready} }
  cache: { ${SMALL}, backend: docker, needs: [db], wait: running }
`;
}

function inputsOf({ server }, { point, way, scope, spec }) {
  const account = { 'mist-email': 'admin@example.com', 'mist-password': PASSWORD };
  return {
    'mist-url': server.url,
    ...(point.account ? account : { 'mist-token': server.token }),
    ttl: TTL,
    spec,
    ...(way === 'destroy' ? { scope: scope.name } : {}),
    ...(way === 'destroy' && point.stage === 'post' ? { teardown: 'always' } : {}),
  };
}

/** Faults and switches of a point; the server forgets them afterwards by `disarm`. */
async function arm({ server }, point, prefix) {
  if (point.fault) await server.control('POST', 'faults', point.fault);
  if (point.neverBoot) await server.switches({ neverBoot: prefix });
  if (point.sshNever) await server.switches({ sshNever: prefix });
}

async function disarm({ server }) {
  await server.control('DELETE', 'faults');
  await server.switches({ neverBoot: null, sshNever: null });
}

function reached(world, point, scope) {
  if (point.seen) return watchFor(world, (state) => point.seen(machinesOf(scope, state).filter(({ gone }) => !gone)));
  return watchFor(world, (state) => state.requests.some(({ fault }) => fault === 'stall'));
}

function environment(world, point, teamKey) {
  const preload = new URL('./kill-at-write.mjs', import.meta.url);
  for (const [name, value] of Object.entries(point.write ?? {})) preload.searchParams.set(name, value);
  const options = [world.env.NODE_OPTIONS, point.write ? `--import ${preload.href}` : undefined];
  return { NODE_OPTIONS: options.filter(Boolean).join(' '), TEAM_KEY: teamKey };
}

/** Runs the job up to its point and kills there. Throws when the point is never reached. */
async function killAt(world, point, step, job, scope, captured) {
  const watch = point.fault || point.seen ? reached(world, point, scope) : null;
  try {
    return await playUntil(world, { point, step, job, captured, when: watch?.when, prefix: scopePrefix(scope) });
  } finally {
    watch?.end();
  }
}

async function playUntil(world, { point, step, job, captured, when, prefix }) {
  const { stage } = point;
  const how = point.on ? { on: point.on } : { when };
  if (stage === 'main') await arm(world, point, prefix);
  const inMain = stage === 'main' && !point.write;
  const main = await job.step({ ...step, interrupt: inMain ? { kind: 'kill', ...how } : null });
  captured.process('main', main);
  if (stage !== 'main' && main.failed) throw new Error(`main is red:\n${main.stdout}`);
  if (stage === 'main' && main.signal !== 'SIGKILL') throw new Error(`main was not killed:\n${main.stdout}`);
  if (stage === 'keeper') {
    await arm(world, point, prefix);
    const late = sleep(KEEPER_MS, undefined, { ref: false }).then(() => {
      throw new Error('the keeper never came to it');
    });
    await Promise.race([when, late]);
  }
  if (stage === 'post') {
    // Reads of main are no reads of post.
    await world.server.control('DELETE', 'requests');
    await arm(world, point, prefix);
    const post = await main.post({ kind: 'kill', ...how });
    captured.process('killed post', post);
    if (post.signal !== 'SIGKILL') throw new Error(`post was not killed:\n${post.stdout}`);
  }
  return main;
}

/** Files that a post leaves although it ended green: all of them are ours. */
function leftFiles(job) {
  return Object.keys(filesBelow(job.runnerTemp))
    .filter((path) => !path.startsWith('_runner_file_commands'))
    .map((path) => `left in RUNNER_TEMP: ${path}`);
}

/** Tokens that were minted meanwhile and still open the server. A killed post's own one ends by itself after 30 minutes. */
function newTokens(state, known) {
  return state.tokens
    .filter(({ id, revoked, ttl }) => !revoked && !known.has(id) && ttl > POST_TOKEN_S)
    .map(({ name }) => `token left: ${name}`);
}

async function recoverByPost(_world, { main, job, captured }) {
  const post = await main.post();
  captured.process('post', post);
  captured.files('after post', job.runnerTemp, true);
  return { result: post, more: leftFiles(job) };
}

async function recoverByDestroy(world, { scope, runId, captured }) {
  const job = openJob(`${Number(runId) + 500_000}`);
  try {
    const { url, token } = world.server;
    const inputs = { 'mist-url': url, 'mist-token': token, mode: 'destroy', scope: scope.name };
    const result = await job.step({ inputs, env: world.env });
    captured.process('destroy', result);
    const post = await result.post();
    captured.process('post of destroy', post);
    return { result, more: post.failed ? ['the post of destroy is red'] : [] };
  } finally {
    await job.finish();
    job.remove();
  }
}

/** One point, one way: `{label, problems, seconds}` and, for the lease, what `awaitLeases` needs. */
async function playPoint(world, { point, way, number }, scans) {
  const started = performance.now();
  const runId = `${900_000 + number}`;
  const scope = scopeOf(runId, way === 'destroy' ? `chaos-${number}` : null);
  const label = `${point.label} / ${way}`;
  const captured = new Captured();
  const [secret, teamKey] = [canary('cloud-init'), rsaKey()];
  captured.plant({ secret, teamKey, password: point.account ? PASSWORD : '' });
  await plantTwins(world, scope);
  await world.server.control('DELETE', 'requests');
  const start = await world.server.state();
  const before = strangersOf(world, start);
  const tokens = new Set(start.tokens.map(({ id }) => id));
  const job = openJob(runId);
  const result = { label, problems: [], runId, scope, at: 0 };
  try {
    const spec = specOf(number, point, world.fast, secret);
    const step = { inputs: inputsOf(world, { point, way, scope, spec }), env: environment(world, point, teamKey) };
    const main = await killAt(world, point, step, job, scope, captured);
    if (way !== 'post' || point.stage !== 'main') loseRunner(job);
    await disarm(world);
    captured.plant(await serverSecrets(world.server, scopePrefix(scope)));
    captured.plant(
      Object.fromEntries(
        job.masks.filter((one) => /^[0-9a-f]{64}$/.test(one)).map((one) => [`minted ${one.slice(0, 4)}`, one]),
      ),
    );
    captured.files('after the kill', job.runnerTemp);
    captured.requests((await world.server.state()).requests);
    result.at = await serverNow(world);
    if (way !== 'lease') {
      await world.server.control('DELETE', 'requests');
      const recover = way === 'post' ? recoverByPost : recoverByDestroy;
      const { result: ended, more } = await recover(world, { main, job, scope, runId, captured });
      const state = await world.server.state();
      captured.requests(state.requests);
      const { requests } = state;
      const problems = problemsOf(world, { scopes: [scope], state, before, result: ended, requests });
      const allowed = (one) => one.startsWith('red: ') && point.mayBeRed?.test(one) === true;
      result.problems.push(...more, ...problems.filter((one) => !allowed(one)));
      if (way === 'post' && !point.tokenStays) result.problems.push(...newTokens(state, tokens));
    } else result.problems.push(...touchedStrangers(world, await world.server.state(), before));
  } catch (error) {
    result.problems.push(`never came to its point: ${error.message}`);
  } finally {
    await disarm(world);
    loseRunner(job);
    job.remove();
  }
  result.problems.push(...scans.add(captured, label));
  return { ...result, seconds: (performance.now() - started) / 1000 };
}

/** Plays `cases` one after the other on worlds of the same kind, `workers` at once; `after(world, results)` ends each world. */
async function onWorlds(cases, { workers, fast }, scans, tell, after = null) {
  const worlds = await Promise.all(Array.from({ length: Math.min(workers, cases.length) }, () => openWorld({ fast })));
  const played = worlds.map(() => []);
  const lives = after === null ? [] : worlds.map(watchLives);
  try {
    await pool(cases, worlds.length, async (one, worker) => {
      const result = await playPoint(worlds[worker], one, scans);
      played[worker].push(result);
      tell(result);
    });
    const late = await Promise.all(lives.map((one, worker) => after(worlds[worker], played[worker], one)));
    return { results: played.flat(), late };
  } finally {
    await Promise.all(lives.map((one) => one.stop()));
    await Promise.all(worlds.map(({ server }) => server.stop()));
  }
}

async function endByLease(world, results, lives) {
  const lost = results.filter(({ problems }) => problems.length === 0);
  const { problems, longestMs } = await awaitLeases(world, lost, lives);
  const runs = Object.fromEntries(results.map(({ runId }) => [runId, 'completed']));
  const scopes = results.map(({ scope }) => scope);
  const reaped = await reap(world, { scopes, facts: { runs } });
  const alive = reaped.destroyed === 0 ? [] : [`the reaper found ${reaped.destroyed} machines alive`];
  return { problems: [...problems, ...reaped.problems, ...alive], longestMs };
}

/** Runs the points that `options` choose: `{points, ways, filter, parallel, print}`. Returns `{ok, lines}`. */
export async function killPoints({ ci, ways, filter, parallel, print }) {
  const points = POINTS.filter((point) => (!ci || point.ci) && (filter === null || filter.test(point.label)));
  const cases = points.flatMap((point) => ways.map((way) => ({ point, way })));
  const numbered = cases.map((one, index) => ({ ...one, number: index + 1 }));
  const scans = new ScanTotals();
  const tell = ({ label, problems, seconds }) =>
    print(
      `${problems.length === 0 ? 'ok  ' : 'FAIL'}  ${label} (${seconds.toFixed(1)} s)${problems.map((one) => `\n      ${one}`).join('')}`,
    );
  const byLease = numbered.filter(({ way }) => way === 'lease');
  const inFastTime = numbered.filter(({ way, point }) => way !== 'lease' && point.fast);
  const inRealTime = numbered.filter(({ way, point }) => way !== 'lease' && !point.fast);
  const leases = await onWorlds(byLease, { workers: Math.min(2, parallel), fast: true }, scans, tell, endByLease);
  const fast = await onWorlds(inFastTime, { workers: Math.min(2, parallel), fast: true }, scans, tell);
  const real = await onWorlds(inRealTime, { workers: parallel, fast: false }, scans, tell);
  const results = [...leases.results, ...fast.results, ...real.results];
  const bad = results.filter(({ problems }) => problems.length > 0).length;
  const late = leases.late.flatMap(({ problems }) => problems);
  for (const problem of late) print(`FAIL  ${problem}`);
  const longest = Math.max(0, ...leases.late.map(({ longestMs }) => longestMs));
  return {
    ok: bad === 0 && late.length === 0 && results.length > 0,
    lines: [
      `${points.length} points x ${ways.join(', ')}: ${results.length} kills, ${bad + late.length} with something wrong`,
      `longest life after the last process, lease alone: ${Math.round(longest / 1000)} s of ${15 * 60 + 60} s`,
      scans.toString(),
    ],
  };
}
