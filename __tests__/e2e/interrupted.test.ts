// Main cancelled or killed at moments that hurt; post then finds and removes all that was begun.
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import type { Interrupt, Job } from './runner.ts';
import type { SandboxServer, SandboxState } from './sandbox-server.ts';
import { expectGreen, expectNothingLeft, messages, type Scenario, SMALL, withScenario } from './scenario.ts';

/** Main has 10 s from the first signal on; the half of it is for a machine that is slower than this one. */
const STOP_MS = 5_000;

const SPEC = `machines:
  db: { ${SMALL}, backend: aws }
  web: { count: 3, ${SMALL}, backend: docker, wait: running, needs: [db] }
`;

type Moment = {
  readonly what: string;
  /** The line of the log that is the moment; without it, the first time that `seen` is true. */
  readonly on?: () => Interrupt['on'];
  readonly server?: readonly string[];
  readonly before?: (sandbox: SandboxServer) => Promise<unknown>;
  /** What the server must have seen for this to be that moment. */
  readonly seen: (state: SandboxState) => boolean;
};

/** True from the nth line on that matches. */
function nth(pattern: RegExp, n: number): { test(line: string): boolean } {
  let count = 0;
  return {
    test: (line) => {
      if (pattern.test(line)) count += 1;
      return count >= n;
    },
  };
}

const creates = (state: SandboxState) =>
  state.requests.filter(({ method, path, write }) => write && method === 'POST' && path === '/api/v2/machines');
const CREATE = { method: 'POST', route: '^/api/v2/machines$', nth: 2 };

const MOMENTS: readonly Moment[] = [
  { what: 'before the first request', on: () => /^Scope: /, seen: (state) => creates(state).length === 0 },
  {
    what: 'while it plans',
    on: () => /GET \/api\/v1\/clouds: 200/,
    seen: (state) => creates(state).length === 0,
  },
  {
    what: 'when the key is there',
    on: () => /PUT \/api\/v1\/keys: 200/,
    seen: (state) => state.keys.length > 0,
  },
  {
    what: 'when the create was accepted',
    on: () => nth(/POST \/api\/v2\/machines: 200/, 2),
    seen: (state) => creates(state).length > 0,
  },
  {
    what: 'while a create is on its way that the server never gets',
    before: (sandbox) => sandbox.fault(CREATE, { kind: 'stall', when: 'before' }),
    seen: (state) => creates(state).some(({ fault }) => fault === 'stall'),
  },
  {
    what: 'while the answer to the create is awaited',
    before: (sandbox) => sandbox.fault(CREATE, { kind: 'stall', when: 'after' }),
    seen: (state) => creates(state).some(({ fault }) => fault === 'stall'),
  },
  {
    what: 'while the machine boots',
    server: ['--boot', '60s', '--worker-step', '300ms'],
    seen: (state) => state.machines.some((machine) => machine.name.includes('-db-')),
  },
  {
    what: 'while SSH does not answer',
    before: (sandbox) => sandbox.switches({ sshNever: '-db-' }),
    seen: (state) => state.machines.some(({ name, state: now }) => name.includes('-db-') && now === 'running'),
  },
  {
    what: 'when one is ready and three are being made',
    on: () => /machine\/db has been created/,
    seen: (state) => state.machines.length > 0,
  },
  {
    what: 'when all but the last are ready',
    on: () => nth(/machine\/web-\d has been created/, 2),
    before: (sandbox) => sandbox.switches({ neverBoot: '-web-3-' }),
    seen: (state) => state.machines.length === 4,
  },
];

/** The moment by the server's own state, and half a second into it. */
async function untilSeen(sandbox: SandboxServer, { seen }: Moment): Promise<void> {
  while (!seen(await sandbox.state())) await sleep(50);
  await sleep(500);
}

async function interrupted(
  kind: Interrupt['kind'],
  moment: Moment,
  { sandbox, job, inputs }: Scenario,
): Promise<Awaited<ReturnType<Job['step']>>> {
  await moment.before?.(sandbox);
  const on = moment.on?.();
  const when = on === undefined ? { when: untilSeen(sandbox, moment) } : { on };
  // The answers that some moments wait for are told in debug lines.
  const env = { RUNNER_DEBUG: '1' };
  const main = await job.step({ inputs: inputs({ spec: SPEC }), env, interrupt: { kind, ...when } });
  expect(main.stopMs).not.toBeNull();
  expect(moment.seen(await sandbox.state())).toBe(true);
  return main;
}

describe.each<Interrupt['kind']>(['cancel', 'kill'])('%s', (kind) => {
  test.concurrent.each(MOMENTS)('$what', (moment) =>
    withScenario(
      async (scenario) => {
        const main = await interrupted(kind, moment, scenario);
        if (kind === 'cancel') {
          expect(main.stopMs).toBeLessThan(STOP_MS);
          expect({ exit: main.exitCode, signal: main.signal }).toEqual({ exit: 1, signal: null });
          expect(messages(main, 'error')).toEqual([expect.stringMatching(/Ended by SIGINT.*Post removes/)]);
        }
        const { sandbox, job } = scenario;
        const post = await main.post();
        expectGreen(post);
        expect(post.seconds).toBeLessThan(60);
        await expectNothingLeft({ sandbox, job });
      },
      moment.server === undefined ? {} : { server: moment.server },
    ),
  );
});
