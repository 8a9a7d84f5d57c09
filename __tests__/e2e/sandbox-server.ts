// The Mist server of the end-to-end tests: `dist/sandbox.js` as a process of its own, and its control surface.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Fault, FaultMatch } from '../../sandbox/faults.ts';
import type { RequestRecord } from '../../sandbox/request-log.ts';
import type { Switches } from '../../sandbox/switches.ts';
import { actionDirectory } from './runner.ts';

/** Boots and worker steps so short that a test waits for the action and not for the server. */
export const QUICK = ['--boot', '300ms', '--worker-step', '300ms'];

export type SandboxMachine = {
  readonly id: string;
  readonly external_id: string;
  readonly name: string;
  readonly cloud: string;
  readonly state: string;
  readonly gone: boolean;
  readonly planted: boolean;
  readonly tags: Readonly<Record<string, string>>;
  readonly lease: { readonly id: string; readonly action: string; readonly at: number } | null;
  readonly public_ips: readonly string[];
  readonly ssh_port: number;
  readonly cloud_init: string | null;
  readonly key_id: string | null;
  readonly created: number;
};

/** Everything there is on the server, the provider's truth included. Times are epoch ms. */
export type SandboxState = {
  readonly clouds: readonly { readonly id: string; readonly name: string; readonly deleted: boolean }[];
  readonly keys: readonly { readonly id: string; readonly name: string; readonly public: string }[];
  readonly machines: readonly SandboxMachine[];
  readonly schedules: readonly { readonly id: string; readonly name: string; readonly machine_id: string }[];
  readonly tokens: readonly {
    readonly id: string;
    readonly name: string;
    readonly ttl: number;
    readonly revoked: boolean;
  }[];
  readonly requests: readonly RequestRecord[];
  readonly writes: number;
  readonly crashes: readonly string[];
};

export type SandboxServer = {
  readonly url: string;
  readonly token: string;
  state(): Promise<SandboxState>;
  /** One request to the control surface; throws with the answer when it is refused. */
  control(method: string, path: string, body?: unknown): Promise<unknown>;
  fault(match: FaultMatch, fault: Fault): Promise<void>;
  switches(changes: Partial<Switches>): Promise<void>;
  stop(): Promise<void>;
};

async function greeting(child: ChildProcess): Promise<{ url: string; token: string }> {
  if (child.stdout === null) throw new Error('The sandbox has no output.');
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The sandbox ended before it listened (${code}).`);
  });
  const [line] = await Promise.race([once(lines, 'line'), ended]);
  return JSON.parse(String(line));
}

/** Starts a server with `args` (as `npm run sandbox` takes them) on a free port, with more environment; stop it yourself. */
export async function startSandbox(
  args: readonly string[] = QUICK,
  env: Readonly<Record<string, string>> = {},
): Promise<SandboxServer> {
  const child = spawn(process.execPath, [join(actionDirectory, 'dist/sandbox.js'), '--port', '0', ...args], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { url, token } = await greeting(child);
  const control = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${url}/_sandbox/${path}`, {
      method,
      headers: { authorization: token, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text.startsWith('{') ? JSON.parse(text) : text;
  };
  return {
    url,
    token,
    control,
    state: async () => (await control('GET', 'state')) as SandboxState,
    fault: async (match, fault) => void (await control('POST', 'faults', { match, fault })),
    switches: async (changes) => void (await control('POST', 'switches', changes)),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** What the action may have left: machines, keys, leases and tokens that were not there before it. */
export type Left = {
  readonly machines: readonly string[];
  readonly keys: readonly string[];
  readonly schedules: readonly string[];
  readonly tokens: readonly string[];
};

export const NOTHING: Left = { machines: [], keys: [], schedules: [], tokens: [] };

/** What is left of the action on a server that had nothing but planted machines before. */
export function leftOn(state: SandboxState): Left {
  const planted = new Set(state.machines.filter((machine) => machine.planted).map(({ id }) => id));
  return {
    machines: state.machines.filter(({ gone, planted: theirs }) => !gone && !theirs).map(({ name }) => name),
    keys: state.keys.filter(({ name }) => name.startsWith('ma-')).map(({ name }) => name),
    schedules: state.schedules.filter(({ machine_id }) => !planted.has(machine_id)).map(({ name }) => name),
    tokens: state.tokens.filter(({ name, revoked }) => name !== 'seed' && !revoked).map(({ name }) => name),
  };
}
