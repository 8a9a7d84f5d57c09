// Lost runners: nobody tears down, only the leases act, and a reaper looks at what they left.
import { setTimeout as sleep } from 'node:timers/promises';
import { GITHUB_TOKEN, startGitHub } from '../../__tests__/e2e/fake-github.ts';
import { scopePrefix } from '../../src/model/identity.ts';
import { touchedStrangers } from './proof.mjs';
import { leftOf, MINUTE, machinesOf, openJob, strangersOf, TTL_MS } from './world.mjs';

/** A lease ends everything so long after the last process that could extend it. */
export const LEASE_LIMIT_MS = TTL_MS + MINUTE;

/** How often the server is looked at, in real ms. */
const LOOK_MS = 200;

/** The server's clock. */
export async function serverNow({ server }) {
  return (await server.state()).now;
}

/** Looks at every machine of ours until `stop`, so that it is known when each was last seen alive, by the server's clock. */
export function watchLives(world) {
  const lastAlive = new Map();
  let over = false;
  const look = async () => {
    while (!over) {
      const state = await world.server.state();
      for (const { name, gone, planted } of state.machines) if (!gone && !planted) lastAlive.set(name, state.now);
      await sleep(LOOK_MS);
    }
  };
  const ended = look();
  return {
    lastAlive,
    stop: async () => {
      over = true;
      await ended;
    },
  };
}

/**
 * Waits until no machine of the lost runs lives or its time is over. `lost`: `{label, scope, at}`, `at` the end of its last
 * process by the server's clock; `lives`: from `watchLives`, begun before. Returns problems, and the longest time that a
 * machine outlived its runner.
 */
export async function awaitLeases(world, lost, lives) {
  const last = Math.max(0, ...lost.map(({ at }) => at));
  const scopes = lost.map(({ scope }) => scope);
  for (;;) {
    const state = await world.server.state();
    const alive = scopes.some((scope) => machinesOf(scope, state).some(({ gone }) => !gone));
    if (!alive || state.now > last + LEASE_LIMIT_MS) break;
    await sleep(LOOK_MS);
  }
  await lives.stop();
  const ages = lost.flatMap(({ label, scope, at }) =>
    [...lives.lastAlive]
      .filter(([name]) => name.startsWith(scopePrefix(scope)))
      .map(([name, seen]) => ({ label, name, age: seen - at })),
  );
  return {
    problems: ages
      .filter(({ age }) => age > LEASE_LIMIT_MS)
      .map(({ label, name, age }) => `${label}: ${name} was alive ${Math.round(age / 1000)} s after its runner`),
    longestMs: Math.max(0, ...ages.map(({ age }) => age)),
  };
}

/** Runs `mode: reap` for real, on a GitHub that knows `facts`; what it left of `scopes` and touched are problems. */
export async function reap(world, { scopes, facts, runId = '9999999' }) {
  const { server, env } = world;
  const before = strangersOf(world, await server.state());
  const github = await startGitHub(facts);
  const job = openJob(runId, { apiUrl: github.url, githubToken: GITHUB_TOKEN });
  try {
    const inputs = {
      'mist-url': server.url,
      'mist-token': server.token,
      mode: 'reap',
      'dry-run': 'false',
      'older-than': '0s',
      'max-reap': '100',
    };
    const result = await job.step({ inputs, env });
    const state = await server.state();
    const left = leftOf(scopes, state);
    const problems = touchedStrangers(world, state, before);
    if (result.failed) problems.push(`the reaper is red: ${result.stdout.trim().split('\n').slice(-5).join(' | ')}`);
    if (left.length > 0) problems.push(`left by the reaper: ${left.join(', ')}`);
    return { problems, result, destroyed: JSON.parse(result.outputs.plan || '{"destroy":0}').destroy };
  } finally {
    await job.finish();
    job.remove();
    await github.stop();
  }
}
