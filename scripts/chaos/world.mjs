// A Mist server of its own process, full of machines that are not ours, and the truth about it after each disaster.
import { setTimeout as sleep } from 'node:timers/promises';
import { actionDirectory } from '../../__tests__/e2e/runner.ts';
import { startSandbox } from '../../__tests__/e2e/sandbox-server.ts';
import { mistName, scopePrefix, TAGS, unnamedScopeName } from '../../src/model/identity.ts';
import { startJob } from '../runner.mjs';

export const SPEED = 60;
export const MINUTE = 60_000;
/** The shortest lease that there is, as the input `ttl` takes it and in ms. */
export const TTL = '15m';
export const TTL_MS = 15 * MINUTE;

const REPOSITORY = { serverUrl: 'https://github.com', id: '1296269' };
const OTHER = { ...REPOSITORY, id: '1296270' };
const CHECK_RUN = '41000000001';

// As long in real time in both: a machine without a lease, or not running yet, must be there long enough to be met.
const REAL = ['--boot', '400ms', '--worker-step', '900ms'];
const FAST = ['--boot', '24s', '--worker-step', '54s'];
const SLOW_BOOT = { real: ['--boot', '3s', '--worker-step', '900ms'], fast: ['--boot', '2m', '--worker-step', '54s'] };

/** The scope that the action gives to run `runId`, or the named one. */
export function scopeOf(runId, name = null) {
  if (name !== null) return { name, named: true, repository: REPOSITORY };
  const run = { id: runId, attempt: '1', leg: `check ${CHECK_RUN}`, step: '__self' };
  return { name: unnamedScopeName(run), named: false, repository: REPOSITORY };
}

async function plantStrangers(server) {
  const names = ['web-1', 'db', 'ma-', 'ma-000000-pr-1-db-00000000', 'runner', 'and', 'build-7', 'ma-web'];
  const clouds = ['aws', 'linode', 'docker'];
  for (let n = 0; n < 21; n += 1) {
    const body = {
      name: `${names[n % names.length]}${n < 8 ? '' : `-${n}`}`,
      tags: { team: 'qa' },
      cloud: clouds[n % 3],
    };
    const { id } = await server.control('POST', 'machines', body);
    if (n % 5 === 0) await server.control('POST', 'schedules', { machine_id: id, name: `nightly-${n}`, at: 4e12 });
  }
  for (const name of ['ops', mistName({ ...scopeOf('1'), repository: OTHER }, 'key', 'k')])
    await server.control('POST', 'keys', { name });
}

/** A server and strangers' machines. `fast`: its clock, and that of every process that gets `env`, runs 60 times as fast. */
export async function openWorld({ fast = false, slowBoot = false } = {}) {
  const clock = new URL('../../__tests__/e2e/fast-clock.mjs', import.meta.url);
  const env = fast ? { NODE_OPTIONS: `--import ${clock.href}?speed=${SPEED}&epoch=${Date.now()}` } : {};
  const pace = fast ? 'fast' : 'real';
  const args = slowBoot ? SLOW_BOOT[pace] : { real: REAL, fast: FAST }[pace];
  const server = await startSandbox(fast ? [...args, '--no-ssh'] : args, env);
  await plantStrangers(server);
  const { keys } = await server.state();
  return { server, fast, env, theirKeys: new Set(keys.map(({ id }) => id)) };
}

/**
 * Names one character away from ours, ours of another repository, and our tags on a stranger: all of them must stay. Where
 * time is fast a reaper comes by, and it keeps the keys of a run as long as anything bears that run's number: there the
 * names are those of another run.
 */
export async function plantTwins({ server, fast }, scope) {
  const name = mistName(fast ? { ...scope, name: scope.name.replace(/^run-\d+/, '$&7') } : scope, 'machine', 'db');
  const tags = { [TAGS.scope]: scope.name, [TAGS.row]: 'db' };
  const names = [`${name}0`, `x-${name}`, name.slice(0, -1), `${name.slice(0, -8)}deadbeef`];
  for (const twin of [...names, mistName({ ...scope, repository: OTHER }, 'machine', 'db')])
    await server.control('POST', 'machines', { name: twin, tags, cloud: 'aws' });
}

/** Everything on the server that is not ours, as text to compare byte for byte. */
export function strangersOf({ theirKeys }, state) {
  const machines = state.machines.filter(({ planted }) => planted);
  const ids = new Set(machines.map(({ id }) => id));
  const schedules = state.schedules.filter(({ machine_id }) => ids.has(machine_id));
  const keys = state.keys.filter(({ id }) => theirKeys.has(id));
  return JSON.stringify({ clouds: state.clouds, machines, schedules, keys });
}

/** Machines of `scope` as the provider has them, gone or not. */
export function machinesOf(scope, state) {
  return state.machines.filter(({ planted, name }) => !planted && name.startsWith(scopePrefix(scope)));
}

/** What lives or lies about of `scopes`: names of machines, keys and schedules. */
export function leftOf(scopes, state) {
  const prefixes = scopes.map(scopePrefix);
  const ours = ({ name }) => prefixes.some((prefix) => name.startsWith(prefix));
  const planted = new Set(state.machines.filter((machine) => machine.planted).map(({ id }) => id));
  return [
    ...state.machines.filter((machine) => !machine.gone && !machine.planted && ours(machine)).map(({ name }) => name),
    ...state.keys.filter(ours).map(({ name }) => `key ${name}`),
    ...state.schedules.filter((one) => !planted.has(one.machine_id) && ours(one)).map(({ name }) => `schedule ${name}`),
  ];
}

/** A job of run `runId` on the build under test. */
export function openJob(runId, more = {}) {
  return startJob({ actionDirectory, runId, checkRunId: CHECK_RUN, ...more });
}

/** What a lost runner does to its job: every process ends, no post runs. */
export function loseRunner(job) {
  for (const pid of job.processes()) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  }
}

/** Looks at the server until `seen(state)`, or until `end` is called; `hit()` tells which. */
export function watchFor({ server }, seen) {
  let over = false;
  let hit = false;
  const look = async () => {
    while (!over) {
      if (seen(await server.state())) {
        hit = true;
        return undefined;
      }
      await sleep(30);
    }
    return new Promise(() => {});
  };
  return {
    when: look(),
    hit: () => hit,
    end: () => {
      over = true;
    },
  };
}
