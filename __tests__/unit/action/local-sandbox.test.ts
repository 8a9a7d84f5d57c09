// Finding, starting and ending the sandbox of a job, against small servers that stand in for dist/sandbox.js.
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { findOrStartSandbox, readRecord, type SandboxWorld, stopSandbox } from '../../../src/action/local-sandbox.ts';

const SERVER = `
const { createServer } = require('node:http');
const token = 't' + Math.random().toString(36).slice(2);
const server = createServer((request, response) => {
  response.statusCode = request.headers.authorization === token ? 200 : 401;
  response.end(JSON.stringify({ args: process.argv.slice(2), secret: process.env.SECRET ?? null }));
});
process.on('SIGTERM', () => process.exit(0));
console.error('a line that is no greeting');
server.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ url: 'http://127.0.0.1:' + server.address().port, token }));
});
`;

let directory = '';
let file = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'local-sandbox-'));
  file = join(directory, 'mist-action-sandbox.json');
});

afterEach(async () => {
  if (existsSync(file)) {
    chmodSync(file, 0o600);
    const step = readRecord(file)?.step;
    if (step !== undefined) await stopSandbox({ runnerTemp: directory, step });
  }
  rmSync(directory, { recursive: true, force: true });
});

function world(options: { server?: string; step?: string; env?: Record<string, string>; timeoutMs?: number } = {}) {
  writeFileSync(join(directory, 'sandbox.js'), options.server ?? SERVER);
  return {
    runnerTemp: directory,
    distDirectory: directory,
    step: options.step ?? '__self',
    env: { PATH: process.env.PATH, ...options.env },
    nodePath: process.execPath,
    ...(options.timeoutMs === undefined ? {} : { startTimeoutMs: options.timeoutMs }),
  } satisfies SandboxWorld;
}

async function ask(url: string, token: string): Promise<{ args: string[]; secret: string | null }> {
  const response = await fetch(url, { headers: { authorization: token } });
  return (await response.json()) as { args: string[]; secret: string | null };
}

describe('findOrStartSandbox', () => {
  test('starts one server, passes its options but no secret, and leaves one private file', async () => {
    const found = await findOrStartSandbox(world({ env: { MIST_SANDBOX_ARGS: '--boot  3s', SECRET: 'x' } }));
    expect(found.started).toBe(true);
    expect(await ask(found.url, found.token)).toEqual({ args: ['--port', '0', '--boot', '3s'], secret: null });
    expect(readdirSync(directory).sort()).toEqual(['mist-action-sandbox.json', 'sandbox.js']);
    expect(readRecord(file)).toMatchObject({ url: found.url, token: found.token, step: '__self' });
  });

  test('a second step uses the first one’s server', async () => {
    const first = await findOrStartSandbox(world());
    const second = await findOrStartSandbox(world({ step: '__self_2' }));
    expect(second).toEqual({ ...first, started: false });
  });

  test('steps that start at once share one server', async () => {
    const all = await Promise.all(['a', 'b', 'c'].map((step) => findOrStartSandbox(world({ step }))));
    expect(new Set(all.map((found) => found.url)).size).toBe(1);
    expect(all.filter((found) => found.started)).toHaveLength(1);
  });

  test('replaces the file of a server that is gone', async () => {
    const gone = { url: 'http://127.0.0.1:9', token: 't', pid: 999_999, step: 'x' };
    writeFileSync(file, JSON.stringify(gone), { mode: 0o600 });
    const found = await findOrStartSandbox(world());
    expect([found.started, readRecord(file)?.url]).toEqual([true, found.url]);
  });

  test.each([
    [
      'ends at once',
      'console.log("port in use"); process.exit(4)',
      /ended before it listened \(exit code 4\): port in use/,
    ],
    ['says nothing', 'setInterval(() => {}, 1000)', /did not listen within 0\.4 s: it printed nothing/],
    ['names another host', 'console.log(\'{"url":"http://example.com:80","token":"t"}\')', /ended before it listened/],
  ])('a server that %s is one clear error and no file', async (_what, server, message) => {
    await expect(findOrStartSandbox(world({ server, timeoutMs: 400 }))).rejects.toThrow(message);
    expect(readdirSync(directory)).toEqual(['sandbox.js']);
  });

  test('a server whose file cannot be written is ended', async () => {
    const blocked = `require('node:fs').mkdirSync('mist-action-sandbox.json');
      require('node:fs').writeFileSync('pid', String(process.pid));`;
    const server = `${blocked}${SERVER}`;
    await expect(findOrStartSandbox(world({ server }))).rejects.toThrow('not ours');
    const pid = Number(readFileSync(join(directory, 'pid'), 'utf8'));
    rmSync(file, { recursive: true });
    // It has stopped answering by now; the system may need a moment to forget its pid.
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  test('an abort ends the waiting', async () => {
    const silent = world({ server: 'setInterval(() => {}, 1000)' });
    await expect(findOrStartSandbox({ ...silent, signal: AbortSignal.abort() })).rejects.toThrow('cancelled');
  });
});

describe('readRecord', () => {
  const good = { url: 'http://127.0.0.1:1234', token: 't', pid: 42, step: 's' };

  test('reads what the action writes', () => {
    writeFileSync(file, JSON.stringify(good), { mode: 0o600 });
    expect(readRecord(file)).toEqual(good);
    rmSync(file);
    expect(readRecord(file)).toBeNull();
  });

  test.each([
    ['another host', JSON.stringify({ ...good, url: 'http://mist.example.com:80' })],
    ['a host that only begins like loopback', JSON.stringify({ ...good, url: 'http://127.0.0.1:80@example.com' })],
    ['pid 1', JSON.stringify({ ...good, pid: 1 })],
    ['no token', JSON.stringify({ ...good, token: undefined })],
    ['no JSON', 'url: x'],
  ])('refuses a file with %s', (_what, text) => {
    writeFileSync(file, text, { mode: 0o600 });
    expect(() => readRecord(file)).toThrow('this action did not write');
    rmSync(file);
  });

  test('refuses a file that others can read, and a symbolic link', () => {
    writeFileSync(file, JSON.stringify(good), { mode: 0o600 });
    chmodSync(file, 0o644);
    expect(() => readRecord(file)).toThrow('not ours');
    rmSync(file);
    writeFileSync(join(directory, 'target'), JSON.stringify(good), { mode: 0o600 });
    symlinkSync(join(directory, 'target'), file);
    expect(() => readRecord(file)).toThrow('not ours');
    rmSync(file);
  });
});

describe('stopSandbox', () => {
  test('ends the server of this step and removes its file', async () => {
    const found = await findOrStartSandbox(world());
    expect(await stopSandbox({ runnerTemp: directory, step: '__self' })).toBe(true);
    await expect(ask(found.url, found.token)).rejects.toThrow();
    expect(existsSync(file)).toBe(false);
    expect(await stopSandbox({ runnerTemp: directory, step: '__self' })).toBe(false);
  });

  test('leaves the server of another step alone', async () => {
    const found = await findOrStartSandbox(world());
    expect(await stopSandbox({ runnerTemp: directory, step: '__self_2' })).toBe(false);
    expect((await ask(found.url, found.token)).secret).toBeNull();
  });

  test('does not signal a process that does not answer to the token', async () => {
    const record = { url: 'http://127.0.0.1:9', token: 't', pid: process.pid, step: '__self' };
    writeFileSync(file, JSON.stringify(record), { mode: 0o600 });
    expect(await stopSandbox({ runnerTemp: directory, step: '__self' })).toBe(false);
  });
});
