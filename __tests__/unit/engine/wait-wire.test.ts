// The wait levels on real sockets, with the real prober and shell, on a clock that runs ten times as fast: what only a
// network can show. The rest of the table stands in wait-levels.test.ts.
import { once } from 'node:events';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { machineShell } from '../../../sandbox/ssh-process.ts';
import { type SshServer, startSshServer } from '../../../sandbox/ssh-server.ts';
import type { KeyPair } from '../../../src/engine/ports.ts';
import { type Ready, waitUntilReady } from '../../../src/engine/ready.ts';
import type { WaitRef } from '../../../src/model/spec.ts';
import { createKeyMaker } from '../../../src/ssh/key-maker.ts';
import { createProber } from '../../../src/ssh/prober.ts';
import { createShell } from '../../../src/ssh/shell.ts';
import { quickTime } from '../../fakes/quick-time.ts';
import { inputOf, rowOf, waitingWorld } from './wait-world.ts';

const maker = createKeyMaker();
let client: KeyPair;
let host: KeyPair;
let stranger: KeyPair;
beforeAll(async () => {
  [client, host, stranger] = await Promise.all([maker.rsa(), maker.hostKey(), maker.hostKey()]);
});

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A machine's SSH server on this address; commands run in a directory of its own. */
async function sshOn(ip: string, key: KeyPair = host, authorized: KeyPair = client): Promise<SshServer> {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'wait-')));
  const shell = machineShell({ home, user: 'root', root: home, etc: home, programs: '/nowhere' });
  const server = await startSshServer(ip, {
    hostKeys: () => [key.privateKey.reveal()],
    user: 'root',
    authorizedKeys: [authorized.publicKey],
    home,
    shell,
  });
  closing.push(async () => {
    await server.close();
    await shell.killAll();
    rmSync(home, { recursive: true, force: true });
  });
  return server;
}

async function listen(server: Server, ip: string, port = 0): Promise<number> {
  server.listen(port, ip);
  await once(server, 'listening');
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => undefined)));
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Waits for a machine at these addresses, one after the other as lists are asked for. */
function waitFor(wait: WaitRef, port: number, ...ips: string[]): Promise<Ready> {
  const { clock } = quickTime(() => 0.5);
  let lists = 0;
  const world = waitingWorld({
    clock,
    liveMachines: async () => {
      const ip = ips[Math.min(lists, ips.length - 1)] ?? '';
      lists += 1;
      return { machines: [{ ...rowOf({ state: 'running', ips: [ip] }), sshPort: port }], serverTime: null };
    },
    log: { info() {}, debug() {}, warning() {}, mask() {}, section() {}, group: (_title, work) => work() },
    prober: createProber(),
    shell: createShell(),
  });
  const key = { ...client, mistName: 'k', id: rowOf({ state: 'running', ips: [] }).id, outcome: 'created' } as const;
  return waitUntilReady(world, inputOf(world, wait, { key, hostKey: { key: host.publicKey } }));
}

const http = (port: number): WaitRef => ({
  level: 'http',
  http: { secure: false, hostName: null, port, path: '/health' },
  timeoutMs: 20_000,
});
const level = (name: 'tcp' | 'ssh'): WaitRef => ({ level: name, timeoutMs: 20_000 });
const command = (script: string): WaitRef => ({ level: 'command', command: script, timeoutMs: 20_000 });

describe.each(['127.0.0.1', '::1'])('at %s', (ip) => {
  test('tcp', async () => {
    const port = await listen(createServer(), ip);
    expect(await waitFor(level('tcp'), port, ip)).toMatchObject({ hostKeys: [host.publicKey], port });
  });

  test('http, when it has become healthy', async () => {
    let asked = 0;
    const server = createHttpServer((_, response) => {
      asked += 1;
      response.writeHead(asked < 3 ? 503 : 200).end();
    });
    const port = await listen(server, ip);
    expect(await waitFor(http(port), 22, ip)).toMatchObject({ hostKeys: [host.publicKey] });
    expect(asked).toBe(3);
  });

  test('ssh', async () => {
    const { port } = await sshOn(ip);
    expect(await waitFor(level('ssh'), port, ip)).toMatchObject({ hostKeys: [host.publicKey], port });
  });

  test('a command, when it ends with 0', async () => {
    const { port } = await sshOn(ip);
    const script = 'echo "x" >>count; [ "$(wc -l <count)" -ge 3 ]';
    expect(await waitFor(command(script), port, ip)).toMatchObject({ hostKeys: [host.publicKey] });
  });
});

describe('wrong answers', () => {
  test('a command that fails is told with its last line', async () => {
    const { port } = await sshOn('127.0.0.1');
    await expect(waitFor(command('echo first; echo "no database" >&2; exit 7'), port, '127.0.0.1')).rejects.toThrow(
      /within 20 s; last seen: the command ended with 7: no database$/,
    );
  });

  test('ssh at a port where something else speaks', async () => {
    const port = await listen(
      createServer((socket) => socket.end('220 smtp.example ESMTP\r\n')),
      '127.0.0.1',
    );
    await expect(waitFor(level('ssh'), port, '127.0.0.1')).rejects.toMatchObject({ code: 'wait-timeout' });
  });

  test('a key that opens nothing', async () => {
    const { port } = await sshOn('127.0.0.1', host, stranger);
    await expect(waitFor(level('ssh'), port, '127.0.0.1')).rejects.toThrow(
      /the login of root with the key is refused$/,
    );
  });
});

describe('a stranger at a recycled address', () => {
  test.each<[string, WaitRef]>([
    ['ssh', level('ssh')],
    ['cloud-init', { level: 'cloud-init', timeoutMs: 20_000 }],
    ['a command', command('true')],
  ])('%s is refused at its key, and nothing is run there', async (_, wait) => {
    const { port } = await sshOn('127.0.0.1', stranger);
    await expect(waitFor(wait, port, '127.0.0.1')).rejects.toThrow(
      /^machine\/web: the host presents the key SHA256:.* was expected: this is another machine/,
    );
  });

  test('http cannot tell, and what is handed over still expects the right key', async () => {
    const port = await listen(
      createHttpServer((_, response) => void response.end()),
      '127.0.0.1',
    );
    expect(await waitFor(http(port), 22, '127.0.0.1')).toMatchObject({ hostKeys: [host.publicKey] });
  });
});

const onLinux = process.platform === 'linux' ? test : test.skip;

describe('an address that changes', () => {
  onLinux('a stranger has taken the old one: the machine is found at the new one', async () => {
    const old = await sshOn('127.0.0.2', stranger);
    const real = await sshOn('127.0.0.3');
    // The same port at both addresses, as on real machines.
    const relay = createServer((socket) => {
      const other = connect(real.port, '127.0.0.3');
      socket.pipe(other).pipe(socket);
      other.on('error', () => undefined);
    });
    await listen(relay, '127.0.0.4', old.port);
    const ready = await waitFor(level('ssh'), old.port, '127.0.0.2', '127.0.0.4');
    expect(ready.machine.publicIps).toEqual(['127.0.0.4']);
    expect(ready.hostKeys).toEqual([host.publicKey]);
  });
});
