// What can go wrong before or while machines come up: one clear error, exit 1, and nothing left after post.

import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import type { SandboxServer } from './sandbox-server.ts';
import { expectGreen, expectNothingLeft, expectOneError, ONE_MACHINE, SMALL, withScenario } from './scenario.ts';

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

type Case = {
  readonly what: string;
  readonly error: RegExp;
  readonly spec?: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly before?: (sandbox: SandboxServer) => Promise<unknown>;
  readonly unreachable?: true;
  /** Machines that the server was asked for. */
  readonly created?: number;
};

const CASES: readonly Case[] = [
  { what: 'a bad token', inputs: { 'mist-token': 'f'.repeat(64) }, error: /token|authenticated/i },
  {
    what: 'HTML with status 200',
    before: (sandbox) => sandbox.fault({ times: 0 }, { kind: 'html', status: 200 }),
    error: /HTML|not what a Mist server/i,
  },
  {
    what: 'HTML from a proxy',
    before: (sandbox) => sandbox.fault({ times: 0 }, { kind: 'html', status: 502 }),
    error: /502/,
  },
  {
    what: 'an unknown backend',
    spec: `machines:\n  web: { ${SMALL}, backend: azure-lab }\n`,
    error: /machine\/web.*azure-lab/,
  },
  { what: 'an unreachable server', unreachable: true, error: /cannot be reached|refused/i },
  {
    what: 'an unknown image',
    spec: 'machines:\n  web: { image: nothing like it, size: { cpu: 1, ram: 1g }, backend: aws }\n',
    error: /nothing like it/,
  },
  { what: 'a missing key', spec: `machines:\n  web: { ${SMALL}, backend: aws, key: team }\n`, error: /key.*team/ },
  {
    what: 'a dry plan with another image',
    before: (sandbox) => sandbox.switches({ dryDiffers: 'image' }),
    error: /machine\/web.*image .* instead of/,
  },
  {
    what: 'a dry plan with another key',
    before: (sandbox) => sandbox.switches({ dryDiffers: 'key' }),
    error: /machine\/web.*key .* instead of/,
  },
  {
    what: 'a provider that refuses',
    before: (sandbox) => sandbox.switches({ createErrors: [{ text: 'InsufficientInstanceCapacity: none left' }] }),
    error: /machine\/web.*InsufficientInstanceCapacity/,
    created: 1,
  },
  {
    what: 'a machine that never boots',
    inputs: { timeout: '20s' },
    before: (sandbox) => sandbox.switches({ neverBoot: '.' }),
    error: /machine\/web.*not running.*pending/,
    created: 1,
  },
  {
    what: 'a machine whose SSH never answers',
    spec: `machines:\n  web: { ${SMALL}, backend: aws, wait: { for: ssh, timeout: 5s } }\n`,
    before: (sandbox) => sandbox.switches({ sshNever: '.' }),
    error: /machine\/web.*not reachable by ssh/,
    created: 1,
  },
];

describe('one clear error, and nothing left', () => {
  test.concurrent.each(CASES)(
    '$what',
    ({ spec = ONE_MACHINE, inputs: more, before, error, unreachable, created = 0 }) =>
      withScenario(async ({ sandbox, job, inputs }) => {
        await before?.(sandbox);
        const url = unreachable ? { 'mist-url': `http://127.0.0.1:${await closedPort()}` } : {};
        const main = await job.step({ inputs: inputs({ spec, ...url, ...more }) });
        expectOneError(main, error);
        const { requests } = await sandbox.state();
        const creates = requests.filter(
          ({ method, path, write }) => write && method === 'POST' && path === '/api/v2/machines',
        );
        expect(creates).toHaveLength(created);
        expectGreen(await main.post());
        await expectNothingLeft({ sandbox, job });
      }),
  );
});
