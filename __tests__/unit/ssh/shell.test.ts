import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import ssh2, { type ServerChannel } from 'ssh2';
import { sshMachineHost } from '../../../sandbox/ssh-machine.ts';
import type { KeyPair, RemoteCommand, RemoteResult, SshTarget } from '../../../src/engine/ports.ts';
import { CancelledError } from '../../../src/model/errors.ts';
import { makeSecret } from '../../../src/model/secret.ts';
import { createKeyMaker } from '../../../src/ssh/key-maker.ts';
import { createShell } from '../../../src/ssh/shell.ts';

// RSA keys and logins take their time on a busy machine.
jest.setTimeout(60_000);

const shell = createShell();
const never = new AbortController().signal;
const directory = realpathSync(mkdtempSync(join(tmpdir(), 'mist-shell-')));
const machines = sshMachineHost({ directory });
const servers = new Set<Server>();
const sockets = new Set<Socket>();

let key: KeyPair;
let stranger: KeyPair;
let host: KeyPair;
let machine: { readonly ip: string; readonly port: number };

beforeAll(async () => {
  const maker = createKeyMaker();
  [key, stranger, host] = await Promise.all([maker.rsa(), maker.rsa(), maker.hostKey()]);
  const authorizedKeys = [key.publicKey];
  machine = await machines.boot({
    id: 'm',
    name: 'm',
    cloudInit: null,
    authorizedKeys,
    image: 'ubuntu',
    provider: 'ec2',
  });
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers) server.close();
  servers.clear();
  sockets.clear();
});
afterAll(async () => {
  await machines.close();
  rmSync(directory, { recursive: true, force: true });
});

function onMachine(over: Partial<SshTarget> = {}): SshTarget {
  const { ip, port } = machine;
  return { host: ip, port, user: 'ubuntu', privateKey: key.privateKey, hostKey: 'first', ...over };
}

/** What came of a script, with everything that was told of its output. */
async function sh(
  script: string,
  over: Partial<RemoteCommand> = {},
): Promise<{ readonly result: RemoteResult; readonly stdout: string; readonly stderr: string }> {
  const told = { stdout: '', stderr: '' };
  const onOutput: RemoteCommand['onOutput'] = ({ stream, text }) => {
    told[stream] += text;
  };
  const result = await shell.run(onMachine(), { script, timeoutMs: 20_000, onOutput, ...over }, never);
  return { result, ...told };
}

/** A server that lets everybody in and treats a command as `serve` says; gives the port. */
function listen(serve: (channel: ServerChannel, command: string, socket: Socket) => void): Promise<number> {
  const hostKeys = [host.privateKey.reveal()];
  const listener = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    const server = new ssh2.Server({ hostKeys }, (connection) => {
      connection.on('error', () => {});
      connection.on('authentication', (context) => context.accept());
      connection.on('session', (accept) => {
        const session = accept();
        session.on('signal', (accepted) => accepted?.());
        session.on('exec', (run, _reject, { command }) => serve(run(), command, socket));
      });
    });
    server.injectSocket(socket);
  });
  servers.add(listener);
  return new Promise((resolve) => {
    listener.listen(0, '127.0.0.1', () => {
      const address = listener.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

function at(port: number): SshTarget {
  return onMachine({ host: '127.0.0.1', port, hostKey: { key: host.publicKey } });
}

describe('a script on a machine', () => {
  test.each<[string, string, Partial<RemoteResult> & { told?: { stdout?: string; stderr?: string } }]>([
    [
      'its output',
      'echo out; echo err >&2',
      { exitCode: 0, stdout: 'out\n', told: { stdout: 'out\n', stderr: 'err\n' } },
    ],
    ['its exit code', 'exit 7', { exitCode: 7, signal: null }],
    ['the exit code of its last command', 'true\nfalse', { exitCode: 1 }],
    ['a signal', 'kill -KILL $$', { exitCode: null, signal: 'KILL' }],
    ['an empty script', '', { exitCode: 0, stdout: '' }],
    ['a shebang line, and a comment without end', '#!/bin/sh\necho x # and so on', { exitCode: 0, stdout: 'x\n' }],
    ['commands that read their input', 'cat; head -c 5; echo after', { exitCode: 0, stdout: 'after\n' }],
    ['a here-document as its end', 'cat <<EOF\nhere\nEOF', { exitCode: 0, stdout: 'here\n' }],
    [
      'quotes, backslashes, dollars, bangs',
      `printf '%s|' "a'b" 'c"d' 'e\\f' '$g' '!h' '%i'`,
      { stdout: `a'b|c"d|e\\f|$g|!h|%i|` },
    ],
    ['every letter', "echo 'äāćčß 機械 🚀'", { stdout: 'äāćčß 機械 🚀\n' }],
    ['strict mode', 'set -eu\nfalse\necho not reached', { exitCode: 1, stdout: '' }],
    ['a trap at its end', 'trap "echo bye" EXIT; exit 3', { exitCode: 3, stdout: 'bye\n' }],
    ['a function and a subshell', 'f() { echo "$1"; return 4; }\n(f inner)\n', { exitCode: 4, stdout: 'inner\n' }],
    ['a broken script', 'if then', { exitCode: 2 }],
  ])('%s', async (_, script, { told = {}, ...expected }) => {
    const { result, ...said } = await sh(script);
    expect(result).toMatchObject({ ran: true, ...expected });
    expect(said).toMatchObject(told);
  });

  test('is in no argument list and no environment', async () => {
    const word = 'hunter2-hunter2';
    const { result } = await sh(
      `: ${word}\nenv\ntr '\\0' ' ' </proc/self/cmdline\nps -eo args 2>/dev/null | grep '[h]unter2'\n:`,
    );
    expect(result).toMatchObject({ ran: true, exitCode: 0 });
    expect(result.ran && result.stdout).not.toContain(word);
  });

  test('may be long', async () => {
    const { result } = await sh(`${'# a long line of text that is only read\n'.repeat(20_000)}echo done`);
    expect(result).toMatchObject({ ran: true, stdout: 'done\n' });
  });

  test('gives all output to the listener, in order, and the first 64 KiB in the result', async () => {
    const { result, stdout } = await sh('i=0; while [ $i -lt 20000 ]; do echo "zeile ü $i"; i=$((i+1)); done');
    expect(stdout).toBe(Array.from({ length: 20_000 }, (_, i) => `zeile ü ${i}\n`).join(''));
    expect(result.ran && stdout.startsWith(result.stdout)).toBe(true);
    expect(result.ran && Buffer.byteLength(result.stdout)).toBeGreaterThan(65_530);
    expect(result.ran && Buffer.byteLength(result.stdout)).toBeLessThanOrEqual(65_536);
  });

  test('a letter that is cut by chunks comes whole', async () => {
    const { stdout, stderr } = await sh(
      "for b in '\\360' '\\237' '\\232' '\\200'; do printf \"$b\"; sleep 0.05; done; printf '\\303' >&2",
    );
    expect(stdout).toBe('🚀');
    expect(stderr).toBe('\ufffd');
  });

  test('tells the host key', async () => {
    expect(await sh('')).toMatchObject({ result: { hostKey: expect.stringMatching(/^ssh-ed25519 AAAA/) } });
  });

  test('does not wait for a job in the background that holds the output', async () => {
    const started = performance.now();
    const { result } = await sh('sleep 30 & echo started');
    expect(result).toMatchObject({ ran: true, exitCode: 0, stdout: 'started\n' });
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  test('out of time: says so, and ends it', async () => {
    const { result } = await sh('echo $$ >pid; sleep 60; echo late >late', { timeoutMs: 1500 });
    expect(result).toEqual({ ran: false, final: false, seen: 'the command has not ended within 1.5 s' });
    const after = 'i=0; while kill -0 $(cat pid) 2>/dev/null && [ $i -lt 50 ]; do sleep 0.1; i=$((i+1)); done; echo $i';
    const { stdout } = await sh(after);
    expect(Number(stdout)).toBeLessThan(50);
  });

  test('is cancelled at once', async () => {
    const abort = new AbortController();
    const onOutput = (): void => abort.abort();
    const running = shell.run(onMachine(), { script: 'echo up; sleep 60', timeoutMs: 60_000, onOutput }, abort.signal);
    await expect(running).rejects.toBeInstanceOf(CancelledError);
  });
});

describe('a script that asks', () => {
  const script = 'echo before; echo the-question; read -r a <&3 && echo "got $a"; cat; echo after; echo the-question';

  test('is answered once, from what it has said, and what it starts reads an empty input', async () => {
    const heard: string[] = [];
    const answer = (stdout: string): string => {
      heard.push(stdout);
      return 'the answer';
    };
    const { result } = await sh(script, { question: { line: 'the-question', answer } });
    const stdout = 'before\nthe-question\ngot the answer\nafter\nthe-question\n';
    expect(result).toMatchObject({ ran: true, exitCode: 0, stdout });
    expect(heard).toEqual(['before\n']);
  });

  test('is heard where the line comes in pieces, and only as a line of its own', async () => {
    const asks =
      'echo no the-question; echo the-questions; printf the-; sleep 0.1; echo question; read -r a <&3; echo $a';
    const { result } = await sh(asks, { question: { line: 'the-question', answer: (said) => `${said.length}` } });
    expect(result).toMatchObject({ stdout: 'no the-question\nthe-questions\nthe-question\n30\n' });
  });

  test('reads the end of its input where the connection breaks before the answer', async () => {
    const abort = new AbortController();
    const waits = 'echo asking; read -r a <&3 && echo "$a" >answered || echo none >answered';
    const onOutput = (): void => abort.abort();
    const question = { line: 'never printed', answer: () => 'x' };
    const run = shell.run(
      onMachine(),
      { script: `trap "" TERM; ${waits}`, timeoutMs: 20_000, onOutput, question },
      abort.signal,
    );
    await expect(run).rejects.toBeInstanceOf(CancelledError);
    const look = 'i=0; while [ ! -s answered ] && [ $i -lt 50 ]; do sleep 0.1; i=$((i+1)); done; cat answered';
    expect((await sh(look)).stdout).toBe('none\n');
  });
});

describe('no script is run', () => {
  test.each<[string, Partial<SshTarget>, Record<string, unknown>]>([
    [
      'a wrong host key',
      { hostKey: { sha256: ['x', 'y'] } },
      { final: true, seen: expect.stringContaining('SHA256:x or SHA256:y was') },
    ],
    [
      'a key that is none',
      { privateKey: makeSecret('hunter2') },
      { final: true, seen: 'The private key cannot be read.' },
    ],
    ['an impossible port', { port: 0 }, { final: true, seen: '0 is no port' }],
    ['a refused login', { user: 'root' }, { final: false, seen: 'the login of root with the key is refused' }],
  ])('%s', async (_, over, expected) => {
    const result = await shell.run(onMachine(over), { script: 'echo x', timeoutMs: 5000 }, never);
    expect(result).toMatchObject({ ran: false, ...expected });
  });

  test('another private key', async () => {
    const target = onMachine({ privateKey: stranger.privateKey });
    const result = await shell.run(target, { script: '', timeoutMs: 5000 }, never);
    expect(result).toMatchObject({ ran: false, final: false });
  });

  test('a NUL byte in it', async () => {
    expect((await sh('echo a\0b')).result).toMatchObject({ ran: false, final: true });
  });

  test('half of it: the connection breaks while it travels', async () => {
    const port = await listen((channel, command, socket) => {
      // What sshd does then: the command's input ends.
      channel.once('data', (chunk: Buffer) => {
        socket.destroy();
        halves.push({ command, half: chunk.toString().slice(0, 40) });
      });
    });
    const halves: { command: string; half: string }[] = [];
    const script = `touch cut-off\n${'# long\n'.repeat(1000)}`;
    const result = await shell.run(at(port), { script, timeoutMs: 5000 }, never);
    expect(result).toEqual({ ran: false, final: false, seen: 'the connection closed before the command ended' });
    const [{ command = '', half = '' } = {}] = halves;
    expect(half).toContain('touch cut-off');
    const { stdout } = await sh(
      `printf '%s\\n' '${half.split('\n')[0]}' | { ${command}; }; echo $?; ls cut-off 2>/dev/null`,
    );
    expect(stdout).toBe('255\n');
  });
});

describe('servers of other kinds', () => {
  test.each<[string, (channel: ServerChannel, socket: Socket) => void, Partial<RemoteResult>]>([
    ['no exit status', (channel) => channel.end(), { ran: false, final: false }],
    [
      'an exit status and a hang-up',
      (channel, socket) => {
        channel.exit(5);
        setTimeout(() => socket.destroy(), 50);
      },
      { ran: true, exitCode: 5 },
    ],
    ['a hang-up', (_, socket) => void socket.destroy(), { ran: false, final: false }],
    [
      'input that nobody reads',
      (channel) => {
        channel.exit(0);
        channel.close();
      },
      { ran: true, exitCode: 0 },
    ],
    ['silence', () => {}, { ran: false, final: false, seen: 'the command has not ended within 0.7 s' }],
  ])('%s', async (_, serve, expected) => {
    const port = await listen((channel, _command, socket) => serve(channel, socket));
    const result = await shell.run(at(port), { script: 'echo x', timeoutMs: 700 }, never);
    expect(result).toMatchObject(expected);
  });

  test('leaves no connection behind', async () => {
    const port = await listen((channel) => channel.exit(0));
    await shell.run(at(port), { script: '', timeoutMs: 5000 }, never);
    const [socket] = sockets;
    if (socket && !socket.destroyed) await new Promise((resolve) => socket.once('close', resolve));
    expect(socket?.destroyed).toBe(true);
  });
});
