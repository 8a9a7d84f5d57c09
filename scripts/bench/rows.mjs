// What is measured: each row is a set of programs that are run in turns, and every run gives one sample.
// A sample: wallMs, cpuMs, peakMb; of servers: requests, lists (of one cloud's machines), roundTrips, inFlight; firstMs.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runAction, runBare, runFloor, startSandbox } from './programs.mjs';
import { inputsOf, largeSpec, namesOf, STEP, shares, specOf } from './specs.mjs';
import { startStopwatch } from './stopwatch-client.mjs';

const BOOT_MS = 2000;
const LONG_BOOT_MS = 30_000;
const LATENCIES = [0, 50, 200];
const LIVE_LIST = /^GET \/api\/v1\/clouds\/[^/]+\/machines$/;

function sum(routes, pattern) {
  return Object.entries(routes).reduce((total, [route, count]) => total + (pattern.test(route) ? count : 0), 0);
}

/** The sample with what the server saw of it. */
function seen({ startedAt, outputs: _, ...sample }, stats) {
  if (stats.refused.length > 0) throw new Error(`The stopwatch server refused: ${stats.refused.join(', ')}`);
  const { requests, routes, depth, mostInFlight, firstAt } = stats;
  const lists = sum(routes, LIVE_LIST);
  return { ...sample, firstMs: firstAt - startedAt, requests, lists, roundTrips: depth, inFlight: mostInFlight };
}

function only({ wallMs, cpuMs, peakMb }) {
  return { wallMs, cpuMs, peakMb };
}

function expectOutput(main, name, value) {
  if (main.outputs[name] !== value) throw new Error(`The output ${name} is ${main.outputs[name]}, not ${value}.`);
}

/** From the start of the process to the first request at the server, against one request and against `node -e 0`. */
function start({ server }) {
  return {
    bare: async () => only(await runBare()),
    floor: async () => {
      await server.reset();
      return seen(await runFloor('first', { FLOOR_URL: server.url }, { usage: false }), await server.stats());
    },
    ours: async () => {
      await server.reset();
      const { main } = await runAction(inputsOf(server, 1), { usage: false });
      return seen(main, await server.stats());
    },
  };
}

/** Post of a step that created nothing. */
function postNothing({ server }) {
  return {
    bare: async () => only(await runBare()),
    ours: async () => {
      await server.reset();
      const { post } = await runAction(inputsOf(server, 1, { mode: 'plan' }), { post: 'run', usage: false });
      return only(post);
    },
  };
}

/** `count` machines of a named scope that are as the spec wants them, among `planted` machines of others. */
function noop(count, planted) {
  return async ({ server }, latencyMs) => {
    const inputs = inputsOf(server, count, { scope: 'bench' });
    await server.reset({ planted });
    await runAction(inputs);
    await server.save();
    const { names } = await server.stats();
    const environment = { FLOOR_URL: server.url, FLOOR_NAMES: JSON.stringify(names) };
    // The server makes the texts of its lists when they are first asked for.
    await runFloor('noop', environment);
    return {
      floor: async () => {
        await server.restore({ latencyMs });
        return seen(await runFloor('noop', environment), await server.stats());
      },
      ours: async () => {
        await server.restore({ latencyMs });
        const { main } = await runAction(inputs);
        expectOutput(main, 'changed', 'false');
        return seen(main, await server.stats());
      },
    };
  };
}

/** Several mains that ran at once: the longest time, the largest process, the CPU of all. */
function together(mains) {
  const most = (measure) => Math.max(...mains.map((main) => main[measure]));
  const cpuMs = mains.reduce((total, main) => total + main.cpuMs, 0);
  return { startedAt: mains[0].startedAt, wallMs: most('wallMs'), peakMb: most('peakMb'), cpuMs };
}

/** One or more jobs at once; resolves when main of all has ended. The keepers end when `work` has its answer. */
async function runJobs(server, counts, work) {
  const mains = [];
  const all = Promise.withResolvers();
  all.promise.catch(() => undefined);
  const onMain = async (main) => {
    mains.push(main);
    // What the keepers ask from here on is not main's.
    if (mains.length === counts.length) all.resolve(await work(together(mains)));
    await all.promise;
  };
  const jobs = counts.map((count, index) =>
    runAction(inputsOf(server, count), { onMain, job: { checkRunId: String(index + 1) } }).catch(all.reject),
  );
  await Promise.all(jobs);
  return all.promise;
}

/** `count` machines from nothing until all run, each with its lease; boots take 2 s. */
function fresh(count) {
  return ({ server }, latencyMs) => {
    const options = { latencyMs, bootMs: BOOT_MS };
    return {
      floor: async () => {
        await server.reset(options);
        const environment = { FLOOR_URL: server.url, FLOOR_NAMES: namesOf(count) };
        return seen(await runFloor('fresh', environment), await server.stats());
      },
      ours: async () => {
        await server.reset(options);
        return runJobs(server, shares(count), async (main) => seen(main, await server.stats()));
      },
    };
  };
}

function plan(count) {
  return ({ server }, latencyMs) => ({
    floor: async () => {
      await server.reset({ latencyMs });
      const environment = { FLOOR_URL: server.url, FLOOR_NAMES: namesOf(count) };
      return seen(await runFloor('plan', environment), await server.stats());
    },
    ours: async () => {
      await server.reset({ latencyMs });
      const { main } = await runAction(inputsOf(server, count, { mode: 'plan' }));
      return seen(main, await server.stats());
    },
  });
}

/** Post of `count` machines with leases: destroyed, proved gone, schedules and key removed. */
function destroy(count) {
  return ({ server }, latencyMs) => {
    const left = async () => {
      const stats = await server.stats();
      if (stats.names.length + stats.keys + stats.schedules > 0) throw new Error('The teardown has left something.');
      return stats;
    };
    return {
      floor: async () => {
        const environment = { FLOOR_URL: server.url, FLOOR_NAMES: namesOf(count) };
        await server.reset();
        await runFloor('fresh', environment);
        await server.tune({ latencyMs });
        return seen(await runFloor('destroy', environment), await left());
      },
      ours: async () => {
        await server.reset();
        const onMain = () => server.tune({ latencyMs });
        const { post } = await runAction(inputsOf(server, count), { post: 'run', onMain });
        return seen(post, await left());
      },
    };
  };
}

/** A spec of 64 KiB: from the start of the process to the first request, and the whole plan. */
function parse({ server, directory }) {
  const path = join(directory, 'large.yml');
  const spec = largeSpec();
  writeFileSync(path, spec);
  return {
    floor: async () => {
      await server.reset();
      return seen(await runFloor('parse', { FLOOR_URL: server.url, FLOOR_SPEC: path }), await server.stats());
    },
    ours: async () => {
      await server.reset();
      const { main } = await runAction(inputsOf(server, STEP, { mode: 'plan', spec }));
      return seen(main, await server.stats());
    },
  };
}

/** On the sandbox, whose workers step in `pace` with the same delays each time: until every machine was logged into and its lease is proved. */
function toSsh(count) {
  return ({ pace }) => {
    const onSandbox = async (work) => {
      const sandbox = await startSandbox(['--worker-step', pace, '--boot', '2s', '--seed', '1']);
      try {
        const { startedAt: _, outputs: __, ...sample } = await work(sandbox);
        const requests = await sandbox.requests();
        return { ...sample, requests: requests.length };
      } finally {
        await sandbox.stop();
      }
    };
    return {
      floor: () =>
        onSandbox(({ url, token }) =>
          runFloor('ssh', { FLOOR_URL: url, FLOOR_TOKEN: token, FLOOR_NAMES: namesOf(count), FLOOR_POLL_MS: '100' }),
        ),
      ours: () =>
        onSandbox(async (sandbox) => {
          const inputs = inputsOf(sandbox, count, { spec: specOf(count), 'mist-token': sandbox.token });
          return (await runAction(inputs)).main;
        }),
    };
  };
}

/** One machine that takes 30 s to boot: created, waited for, destroyed; the requests of main, keeper and post together. */
function life() {
  const onServer = async (work) => {
    const server = await startStopwatch();
    try {
      await server.reset({ latencyMs: 50, bootMs: LONG_BOOT_MS });
      return seen(await work(server), await server.stats());
    } finally {
      server.close();
    }
  };
  return {
    floor: () => onServer(({ url }) => runFloor('fresh', { FLOOR_URL: url, FLOOR_NAMES: namesOf(1) })),
    ours: () => onServer(async (server) => (await runAction(inputsOf(server, 1), { post: 'run' })).main),
  };
}

const everywhere = (name, title, programs, more = {}) =>
  LATENCIES.map((latencyMs) => ({ name, title, latencyMs, programs, ci: latencyMs === 50, ...more }));

/** Compared with each other as well, so each turn has them all; the time that a key takes is luck, so there are more turns. */
const FRESH = { group: 'fresh', weight: 1.4, ciWeight: 1 };

/**
 * All rows, in the order of the table. `ci`: also in the short run; `weight`: how many samples a round takes (`ciWeight`: in
 * the short run), because a short time needs more of them; `group`: run in turns with the others of the group; `apart`:
 * mostly waiting, run beside the others where only its requests count.
 */
export const ROWS = [
  { name: 'start', title: 'Process start to first request', latencyMs: 0, programs: start, ci: true, weight: 3 },
  { name: 'post-nothing', title: 'Post with nothing to do', latencyMs: 0, programs: postNothing, ci: true, weight: 3 },
  ...everywhere('noop-10', 'No-op of 10', noop(10, 0), { weight: 2 }),
  ...everywhere('noop-5000', 'No-op of 10 among 5,000', noop(10, 5000)),
  ...everywhere('fresh-1', 'Fresh, 1 machine', fresh(1), FRESH),
  ...everywhere('fresh-10', 'Fresh, 10 machines', fresh(10), FRESH),
  ...everywhere('fresh-50', 'Fresh, 50 machines', fresh(50), FRESH),
  ...everywhere('destroy-10', 'Destroy of 10', destroy(10), { weight: 0.5 }),
  ...everywhere('plan-10', 'Plan of 10', plan(10)),
  { name: 'parse-64k', title: 'Plan of a 64 KiB spec', latencyMs: 0, programs: parse, ci: true },
  { name: 'ssh-1', title: 'To SSH and lease, 1 machine', latencyMs: 0, programs: toSsh(1), ci: true, weight: 0.5 },
  { name: 'ssh-10', title: 'To SSH and lease, 10 machines', latencyMs: 0, programs: toSsh(10), ci: true, weight: 0.5 },
  { name: 'life-1', title: 'Whole life, 30 s boot', latencyMs: 50, programs: life, ci: true, weight: 0.2, apart: true },
];

/** Rows of the plot: fresh with N machines. */
export function growthRow(count) {
  return {
    name: `fresh-${count}`,
    title: `Fresh, ${count} machines`,
    latencyMs: 50,
    programs: fresh(count),
    weight: 1,
  };
}

/** Runs `work` with the servers and the directory that the programs of rows need. `pace` is that of the sandbox's workers. */
export async function withWorld({ pace }, work) {
  const server = await startStopwatch();
  const directory = mkdtempSync(join(tmpdir(), 'bench-world-'));
  try {
    return await work({ server, directory, pace });
  } finally {
    server.close();
    rmSync(directory, { recursive: true, force: true });
  }
}
