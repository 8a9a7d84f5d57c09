// The heartbeat with the built dist/: real processes, and for whole leases a clock that runs faster in every one of them.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { stillRuns } from '../../src/action/process-identity.ts';
import { parseIdentity } from '../../src/action/state-facts.ts';
import { actionDirectory, type Job, type MainResult, machinesOf, withJob } from './runner.ts';
import type { SandboxState } from './sandbox-server.ts';
import { expectGreen, expectNothingLeft, messages, ONE_MACHINE, SMALL, withScenario } from './scenario.ts';

const ROW = `${SMALL}, wait: running`;
const FLEET = `machines:\n  web: { ${ROW}, backend: aws, count: 3 }\n  db: { ${ROW}, backend: linode }\n`;

function keeperOf(main: MainResult) {
  const identity = parseIdentity(main.state.keeper ?? '');
  if (identity === null) throw new Error(`Main saved no keeper:\n${main.stdout}`);
  return identity;
}

async function until(what: string, happened: () => boolean | Promise<boolean>, withinMs = 10_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await happened())) {
    if (performance.now() > deadline) throw new Error(`Not within ${withinMs / 1000} s: ${what}`);
    await pause(50);
  }
}

function keeperLog(main: MainResult): string {
  return readFileSync(join(main.outputs.files ?? '', 'keeper.log'), 'utf8');
}

describe('beside the job', () => {
  test.concurrent('a keeper of its own session, which knows the token and shows it to nobody', async () => {
    await withScenario(async ({ sandbox, job, inputs }) => {
      const main = await job.step({
        inputs: inputs({ spec: ONE_MACHINE }),
        env: { DEPLOY_PASSWORD: 'hunter2-hunter2' },
      });
      expectGreen(main);
      expect(main.streamsHeldOpen).toBe(false);
      const keeper = keeperOf(main);
      expect(stillRuns(keeper)).toBe(true);
      await until('its first words', () => keeperLog(main).includes('"event":"started"'));
      if (process.platform === 'linux') {
        expect(job.processes()).toContain(keeper.pid);
        const proc = (name: string): string => readFileSync(`/proc/${keeper.pid}/${name}`, 'utf8');
        expect(Number(proc('stat').split(') ')[1]?.split(' ')[3])).toBe(keeper.pid);
        expect(proc('cmdline').split('\0').slice(1)).toEqual([join(actionDirectory, 'dist/keeper.js'), '']);
        for (const secret of [sandbox.token, 'hunter2-hunter2']) expect(proc('environ')).not.toContain(secret);
        expect(statSync(join(main.outputs.files ?? '', 'keeper.log')).mode & 0o777).toBe(0o600);
      }
      expect(keeperLog(main) + JSON.stringify(main.state)).not.toContain(sandbox.token);

      const post = await main.post();
      expectGreen(post);
      expect(messages(post, 'warning')).toEqual([]);
      expect(stillRuns(keeper)).toBe(false);
      expect(post.stdout).toContain('keeper: ended: stopped');
      await expectNothingLeft({ sandbox, job });
    });
  });

  test.concurrent.each([
    ['heartbeat: false', { heartbeat: 'false' }],
    ['ttl: none', { ttl: 'none' }],
    ['mode: plan', { mode: 'plan' }],
  ])('none with %s', async (_, more) => {
    await withScenario(async ({ job, inputs }) => {
      const main = await job.step({
        inputs: inputs({ spec: ONE_MACHINE.replace('aws', 'aws, wait: running'), ...more }),
      });
      expectGreen(main);
      expect(main.state.keeper).toBeUndefined();
      expect(job.processes()).toEqual([]);
    });
  });

  test.concurrent('post says when it had ended without a word, and tears down all the same', async () => {
    await withScenario(async ({ sandbox, job, inputs }) => {
      const main = await job.step({ inputs: inputs({ spec: ONE_MACHINE }) });
      const keeper = keeperOf(main);
      process.kill(keeper.pid, 'SIGKILL');
      await until('its end', () => !stillRuns(keeper));
      const post = await main.post();
      expectGreen(post);
      expect(messages(post, 'warning')).toEqual([expect.stringMatching(/^keeper: it ended without a word/)]);
      await expectNothingLeft({ sandbox, job });
    });
  });
});

/** 15 minutes, the shortest lease there may be, are 15 s. */
const SPEED = 60;
const MINUTE = 60_000;
const TTL = 15 * MINUTE;

type Now = SandboxState & { readonly now: number };
type FastWorld = {
  readonly job: Job;
  step(spec: string): Promise<MainResult>;
  look(): Promise<Now>;
  forget(): Promise<void>;
};

/** A job and a server that live 60 times faster than this test. */
async function inFastTime(work: (world: FastWorld) => Promise<void>): Promise<void> {
  const clock = new URL(`./fast-clock.mjs?speed=${SPEED}&epoch=${Date.now()}`, import.meta.url);
  const env = { NODE_OPTIONS: `--import ${clock.href}` };
  const server = spawn(process.execPath, [join(actionDirectory, 'dist/sandbox.js'), '--port', '0', '--no-ssh'], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = await once(createInterface({ input: server.stdout }), 'line');
    const { url, token } = JSON.parse(String(line));
    const control = (method: string, path: string): Promise<Response> =>
      fetch(`${url}/_sandbox/${path}`, { method, headers: { authorization: token } });
    await withJob({}, (job) =>
      work({
        job,
        step: (spec) => job.step({ inputs: { 'mist-url': url, 'mist-token': token, spec, ttl: '15m' }, env }),
        look: async () => JSON.parse(await (await control('GET', 'state')).text()),
        forget: async () => void (await control('DELETE', 'requests')),
      }),
    );
  } finally {
    server.kill('SIGKILL');
    await once(server, 'exit');
  }
}

const living = ({ machines }: SandboxState): number => machines.filter(({ gone }) => !gone).length;

test('a job of three leases keeps its machines; killed with its keeper, it has none a lease later', async () => {
  await inFastTime(async ({ job, step, look, forget }) => {
    const main = await step(FLEET);
    expectGreen(main);
    const ids = machinesOf(main).map(({ id }) => id);
    expect(ids).toHaveLength(4);
    await forget();
    const begun = (await look()).now;
    let seen = await look();
    for (; seen.now < begun + 3 * TTL; seen = await look()) {
      expect(living(seen)).toBe(4);
      await pause(500);
    }
    const edits = seen.requests.filter(({ method }) => method === 'PUT');
    expect(edits.length).toBeGreaterThanOrEqual(4 * 5);
    expect(edits.length).toBeLessThanOrEqual(4 * 8);
    const shapes = seen.requests.map(({ method, path }) => `${method} ${path.replaceAll(/[0-9a-f]{32}/g, '{id}')}`);
    expect(new Set(shapes)).toEqual(
      new Set([
        'GET /api/v1/clouds/{id}/machines',
        'GET /api/v1/logs',
        'GET /api/v1/schedules',
        'PUT /api/v1/machines/{id}',
      ]),
    );
    expect(new Set(seen.requests.flatMap(({ path }) => /machines\/(\w{32})$/.exec(path)?.[1] ?? []))).toEqual(
      new Set(ids),
    );
    expect(seen.schedules).toHaveLength(4);

    const keeper = keeperOf(main);
    const killed = (await look()).now;
    for (const pid of new Set([keeper.pid, ...job.processes()])) process.kill(pid, 'SIGKILL');
    await until('every machine is gone', async () => living(await look()) === 0, (TTL + 2 * MINUTE) / SPEED);
    expect((await look()).now - killed).toBeLessThanOrEqual(TTL + MINUTE);
    const { requests, schedules } = await look();
    expect(requests.filter(({ method }) => method === 'PUT')).toHaveLength(edits.length);
    expect(schedules.filter((one) => 'enabled' in one && one.enabled)).toEqual([]);
  });
});
