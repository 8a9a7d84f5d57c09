import { connect } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { parseDuration, parseOptions, type RunningSandbox, startSandbox } from '../../../sandbox/main.ts';
import { realWorld, seededRandom } from '../../../sandbox/world.ts';

let sandbox: RunningSandbox | null = null;

afterEach(async () => {
  await sandbox?.close();
  sandbox = null;
});

async function start(): Promise<RunningSandbox> {
  sandbox = await startSandbox({ noSsh: true, seed: 5 });
  return sandbox;
}

function get(at: RunningSandbox, path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${at.url}${path}`, {
    ...init,
    headers: { Authorization: at.token, 'Content-Type': 'application/json' },
  });
}

describe('the sandbox over HTTP', () => {
  test('answers with the three default clouds, a Date, and no machines', async () => {
    const at = await start();
    expect(at.token).toMatch(/^[0-9a-f]{64}$/);
    const reply = await get(at, '/api/v1/clouds');
    expect(Math.abs(Date.parse(reply.headers.get('date') ?? '') - Date.now())).toBeLessThan(5000);
    const names = JSON.stringify(await reply.json());
    for (const name of ['"aws"', '"linode"', '"docker"']) expect(names).toContain(`"name":${name}`);
    expect(await (await get(at, '/api/v1/machines')).json()).toEqual([]);
  });

  test('an account can be there twice', async () => {
    sandbox = await startSandbox({ noSsh: true, seed: 5, sameAccount: { name: 'aws2', of: 'aws' } });
    expect(JSON.stringify(await (await get(sandbox, '/api/v1/clouds')).json())).toContain(
      '"name":"aws2","provider":"ec2"',
    );
  });

  test('HEAD has headers and no body', async () => {
    const reply = await get(await start(), '/api/v1/ping', { method: 'HEAD' });
    expect([reply.status, await reply.text()]).toEqual([200, '']);
  });

  test.each([
    ['drop', { kind: 'drop', when: 'after' }],
    ['reset', { kind: 'reset', when: 'before' }],
    ['truncate', { kind: 'truncate' }],
  ])('%s breaks the connection', async (_what, fault) => {
    const at = await start();
    const rule = { match: { route: 'clouds' }, fault };
    await get(at, '/_sandbox/faults', { method: 'POST', body: JSON.stringify(rule) });
    await expect(get(at, '/api/v1/clouds').then((reply) => reply.text())).rejects.toThrow();
    expect((await get(at, '/api/v1/clouds')).status).toBe(200);
  });

  test('a stalled request gets nothing until its caller gives up', async () => {
    const at = await start();
    const rule = { match: { route: 'ping' }, fault: { kind: 'stall', when: 'before' } };
    await get(at, '/_sandbox/faults', { method: 'POST', body: JSON.stringify(rule) });
    await expect(get(at, '/api/v1/ping', { signal: AbortSignal.timeout(200) })).rejects.toThrow();
  });

  test('after close nothing listens', async () => {
    const at = await start();
    await at.close();
    sandbox = null;
    const { hostname, port } = new URL(at.url);
    const code = await new Promise((resolve) => {
      connect(Number(port), hostname).once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    });
    expect(code).toBe('ECONNREFUSED');
  });
});

describe('options', () => {
  test.each([
    ['500ms', 500],
    ['3s', 3000],
    ['1.5s', 1500],
    ['2m', 120_000],
  ])('%s is %d ms', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  test('all of them', () => {
    const argv =
      '--port 0 --host 127.0.0.2 --boot 3s --worker-step 10s --series 4.7 --no-ssh --seed 9 --same-account aws2=aws'.split(
        ' ',
      );
    expect(parseOptions(argv)).toEqual({
      port: 0,
      host: '127.0.0.2',
      bootMs: 3000,
      workerStepMs: 10_000,
      series: '4.7',
      noSsh: true,
      seed: 9,
      sameAccount: { name: 'aws2', of: 'aws' },
    });
    expect(parseOptions([])).toEqual({ noSsh: false });
  });

  test.each([
    ['--series 5'],
    ['--boot soon'],
    ['--port x'],
    ['--nosuch'],
    ['stray'],
    ['--same-account aws'],
    ['--same-account a2=gce'],
  ])('%s is refused', (argv) => {
    expect(() => parseOptions(argv.split(' '))).toThrow();
  });
});

describe('the real world', () => {
  test('fires once at its time, and not when cancelled', async () => {
    const world = realWorld(seededRandom(1));
    const fired: string[] = [];
    world.schedule(world.now() + 400 * 86_400_000, () => fired.push('next year'));
    world.schedule(world.now() + 10, () => fired.push('cancelled'))();
    await new Promise<void>((resolve) => {
      world.schedule(world.now() + 30, () => {
        fired.push('soon');
        resolve();
      });
      setTimeout(resolve, 1000);
    });
    expect(fired).toEqual(['soon']);
  });

  test('the same seed gives the same chance', () => {
    const [a, b, c] = [seededRandom(3), seededRandom(3), seededRandom(4)];
    const first = [a(), a(), a()];
    expect([b(), b(), b()]).toEqual(first);
    expect([c(), c(), c()]).not.toEqual(first);
  });
});
