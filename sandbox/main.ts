// The sandbox as a program: reads its options, serves until it is told to stop, and says where in one JSON line.
import { randomBytes, randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { insertAgain } from './clouds.ts';
import { createEmulator, type Emulator } from './emulator.ts';
import { close, httpServer, listen } from './http-server.ts';
import { type MachineHost, nullHost } from './machine-host.ts';
import type { Series } from './state.ts';
import { realWorld, seededRandom, type World } from './world.ts';

/** How a sandbox is started; every option has a default. */
export type StartOptions = {
  readonly host?: string;
  readonly port?: number;
  readonly bootMs?: number;
  readonly workerStepMs?: number;
  readonly series?: Series;
  /** Machines without SSH servers. */
  readonly noSsh?: boolean;
  /** A further backend `name` with the account of the backend `of`. */
  readonly sameAccount?: { readonly name: string; readonly of: string };
  /** Fixes ids, names, delays and the token. */
  readonly seed?: number;
};

/** A sandbox that listens. */
export type RunningSandbox = {
  readonly url: string;
  readonly token: string;
  readonly emulator: Emulator;
  /** Ends the server and every machine. */
  close(): Promise<void>;
};

type ClosableHost = MachineHost & { close(): Promise<void> };

async function hostFor(options: StartOptions, time: World): Promise<ClosableHost> {
  if (options.noSsh === true) return { ...nullHost(), close: async () => {} };
  const { sshMachineHost } = await import('./ssh-machine.ts');
  const directory = await mkdtemp(join(tmpdir(), 'mist-sandbox-'));
  const host = sshMachineHost({ directory, time });
  return {
    ...host,
    async close() {
      await host.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Starts a sandbox in this process: boot takes 1 s, the worker steps by 1 s, unless the options say otherwise. */
export async function startSandbox(options: StartOptions = {}): Promise<RunningSandbox> {
  const { seed } = options;
  const world = realWorld(seededRandom(seed ?? randomInt(2 ** 32)));
  const host = await hostFor(options, world);
  const emulator = createEmulator({
    world,
    host,
    ...(seed === undefined ? { token: randomBytes(32).toString('hex') } : {}),
    options: {
      series: options.series ?? '2023',
      bootMs: options.bootMs ?? 1000,
      workerStepMs: options.workerStepMs ?? 1000,
    },
  });
  const { context } = emulator;
  const { name = '', of } = options.sameAccount ?? {};
  const other = context.state.clouds.find((cloud) => cloud.name === of);
  if (other !== undefined) insertAgain(context, name, other);
  const server = httpServer(emulator);
  const address = options.host ?? '127.0.0.1';
  const port = await listen(server, address, options.port ?? 0);
  return {
    url: `http://${address.includes(':') ? `[${address}]` : address}:${port}`,
    token: emulator.token,
    emulator,
    async close() {
      await close(server);
      await host.close();
    },
  };
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };

/** Milliseconds of `3s`, `500ms` or `2m`. Throws for anything else. */
export function parseDuration(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(text);
  if (!match?.[1] || !match[2]) throw new Error(`Not a duration: ${text} (allowed: 500ms, 3s, 2m)`);
  return Number(match[1]) * (UNITS[match[2]] ?? 1);
}

/** Options of the command line. Throws with one line for an option it does not know or understand. */
export function parseOptions(argv: readonly string[]): StartOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      host: { type: 'string' },
      port: { type: 'string' },
      boot: { type: 'string' },
      'worker-step': { type: 'string' },
      series: { type: 'string' },
      'no-ssh': { type: 'boolean' },
      seed: { type: 'string' },
      'same-account': { type: 'string' },
    },
  });
  const { series, host, port, boot, seed } = values;
  if (series !== undefined && series !== '2023' && series !== '4.7') {
    throw new Error(`Not a series: ${series} (allowed: 2023, 4.7)`);
  }
  for (const [name, value] of [
    ['port', port],
    ['seed', seed],
  ] as const) {
    if (value !== undefined && !/^\d+$/.test(value)) throw new Error(`--${name} needs a number, not ${value}`);
  }
  const step = values['worker-step'];
  const same = values['same-account'];
  const [, name, of] = /^([\w.-]{2,})=(aws|linode|docker)$/.exec(same ?? '') ?? [];
  if (same !== undefined && (name === undefined || of === undefined)) {
    throw new Error(`--same-account needs NAME=aws, NAME=linode or NAME=docker, not ${same}`);
  }
  return {
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port: Number(port) }),
    ...(boot === undefined ? {} : { bootMs: parseDuration(boot) }),
    ...(step === undefined ? {} : { workerStepMs: parseDuration(step) }),
    ...(series === undefined ? {} : { series }),
    ...(seed === undefined ? {} : { seed: Number(seed) }),
    ...(name === undefined || of === undefined ? {} : { sameAccount: { name, of } }),
    noSsh: values['no-ssh'] ?? false,
  };
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
}

/** Serves until SIGTERM or SIGINT. Prints exactly one line: `{"url": …, "token": …}`. */
export async function main(argv: readonly string[]): Promise<void> {
  const stopped = stopSignal();
  const sandbox = await startSandbox(parseOptions(argv));
  process.stdout.write(`${JSON.stringify({ url: sandbox.url, token: sandbox.token })}\n`);
  await stopped;
  await sandbox.close();
}
