// Rows that wait for more than a login, on dist/: cloud-init, an HTTP answer, a command, and through the Mist server.
import { createServer, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import type { BootEnd } from '../../sandbox/ssh-cloud-init.ts';
import { machinesOf } from './runner.ts';
import type { SandboxServer } from './sandbox-server.ts';
import { expectGreen, expectNothingLeft, expectOneError, messages, SMALL, withScenario } from './scenario.ts';

const PORT = 18_080;

/** One row that waits so, and no longer than it has to. */
function spec(wait: string, more = ''): string {
  return `machines:\n  web:\n    ${SMALL.replace(', size', '\n    size')}\n    backend: aws\n    wait: ${wait}\n${more}`;
}

async function addressOf(sandbox: SandboxServer): Promise<string> {
  for (;;) {
    const ip = (await sandbox.state()).machines[0]?.public_ips[0];
    if (ip !== undefined) return ip;
    await sleep(50);
  }
}

const onLinux = process.platform === 'linux' ? test.concurrent : test.skip;

describe('cloud-init', () => {
  test.concurrent('is waited for to its end, after SSH has come up', () =>
    withScenario(async (scenario) => {
      const { sandbox, job, inputs } = scenario;
      const main = await job.step({ inputs: inputs({ spec: spec('cloud-init') }) });
      expectGreen(main);
      expect(machinesOf(main)).toMatchObject([{ name: 'web', outcome: 'created' }]);
      const [machine] = (await sandbox.state()).machines;
      // It runs 300 ms after its create, and its cloud-init takes 1.5 s more.
      expect(Date.now() - (machine?.created ?? 0)).toBeGreaterThan(1_800);
      expectGreen(await main.post());
      await expectNothingLeft(scenario);
    }));

  test.concurrent.each<[BootEnd, string, RegExp]>([
    ['fails', 'cloud-init', /machine\/web: cloud-init failed: \('scripts_user', /],
    ['absent', 'cloud-init', /machine\/web: it has no cloud-init; use `wait: ssh` or a command/],
    [
      'hangs',
      '{ for: cloud-init, timeout: 8s }',
      /not through with cloud-init .*; last seen: cloud-init is at work \(modules-final\)/,
    ],
  ])('%s: an error, and the end of its output', (end, wait, message) =>
    withScenario(async (scenario) => {
      const { sandbox, job, inputs } = scenario;
      await sandbox.switches({ cloudInit: { name: 'web', end } });
      const main = await job.step({ inputs: inputs({ spec: spec(wait) }) });
      expectOneError(main, message);
      const shown = main.stdout.includes('machine/web: the last lines of /var/log/cloud-init-output.log');
      expect(shown).toBe(end !== 'absent');
      if (end === 'fails') expect(main.stdout).toContain('E: Unable to locate package no-such-package');
      expectGreen(await main.post());
      await expectNothingLeft(scenario);
    }),
  );

  test.concurrent('degraded: ready, with a warning', () =>
    withScenario(async ({ sandbox, job, inputs }) => {
      await sandbox.switches({ cloudInit: { name: 'web', end: 'degraded' } });
      const main = await job.step({ inputs: inputs({ spec: spec('cloud-init') }) });
      expectGreen(main);
      expect(messages(main, 'warning')).toEqual([
        expect.stringMatching(/^machine\/web: cloud-init says WARNING: Failed to update the package index/),
      ]);
      expectGreen(await main.post());
    }));
});

describe('HTTP', () => {
  // The machine's address is a loopback address of this computer, so the test can be the service on it.
  onLinux('is ready with the first good answer of its own address, and takes no redirect', () =>
    withScenario(async ({ sandbox, job, inputs }) => {
      const asked: string[] = [];
      let server: Server | null = null;
      const serving = addressOf(sandbox).then((ip) => {
        server = createServer((request, response) => {
          asked.push(`${request.headers.host}${request.url}`);
          response.writeHead(asked.length < 3 ? 503 : 302, { location: 'http://127.0.0.1:1/' }).end();
        });
        server.listen(PORT, ip);
        return ip;
      });
      try {
        const wait = `{ http: ":${PORT}/health", timeout: 60s }`;
        const [main, ip] = await Promise.all([job.step({ inputs: inputs({ spec: spec(wait) }) }), serving]);
        expectGreen(main);
        expect(machinesOf(main)).toMatchObject([{ name: 'web', ip }]);
        expect(asked).toEqual(Array.from({ length: 3 }, () => `${ip}:${PORT}/health`));
        expectGreen(await main.post());
      } finally {
        (server as Server | null)?.close();
      }
    }),
  );

  test.concurrent('that never comes is an error with the last answer', () =>
    withScenario(async ({ job, inputs }) => {
      const main = await job.step({ inputs: inputs({ spec: spec('{ http: ":9/", timeout: 6s }') }) });
      expectOneError(main, /not answering HTTP on port 9 .*; last seen: the connection is refused/);
      expectGreen(await main.post());
    }));
});

describe('a command', () => {
  test.concurrent('is run until it ends with 0', () =>
    withScenario(async ({ job, inputs }) => {
      const wait = `\n      command: |\n        echo x >>count\n        [ "$(wc -l <count)" -ge 3 ]\n      timeout: 60s`;
      const main = await job.step({ inputs: inputs({ spec: spec(wait) }) });
      expectGreen(main);
      expectGreen(await main.post());
    }));

  test.concurrent('that fails for ever is an error with its last line, in which secrets are masked', () =>
    withScenario(async ({ sandbox, job, inputs }) => {
      const command = `echo first; echo "no database ${sandbox.token}" >&2; exit 7`;
      const wait = `\n      timeout: 30s\n      command: '${command}'`;
      const main = await job.step({ inputs: inputs({ spec: spec(wait) }) });
      expectOneError(main, /not ready by its command .*; last seen: the command ended with 7: no database \*\*\*$/);
      expect(main.stdout.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain(sandbox.token);
      expectGreen(await main.post());
    }));
});

test.concurrent('the Mist server logs in, and the runner does not', () =>
  withScenario(async ({ sandbox, job, inputs }) => {
    const main = await job.step({ inputs: inputs({ spec: spec('{ from: mist, timeout: 60s }') }) });
    expectGreen(main);
    const probes = (await sandbox.state()).requests.filter(({ path }) => path.endsWith('/probe'));
    expect(probes.at(-1)).toMatchObject({ method: 'POST', status: 200 });
    expectGreen(await main.post());
  }));
