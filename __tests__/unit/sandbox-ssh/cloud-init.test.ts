// The files of a sandbox machine's boot, as the action's own script reads them over SSH.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { BootEnd } from '../../../sandbox/ssh-cloud-init.ts';
import { sshMachineHost } from '../../../sandbox/ssh-machine.ts';
import { type VirtualWorld, virtualWorld } from '../../../sandbox/virtual-world.ts';
import { CLOUD_INIT_LOOK, CLOUD_INIT_OUTPUT, readCloudInitLook } from '../../../src/engine/cloud-init.ts';
import type { KeyPair } from '../../../src/engine/ports.ts';
import { createKeyMaker } from '../../../src/ssh/key-maker.ts';
import { createShell } from '../../../src/ssh/shell.ts';

const shell = createShell();
const never = new AbortController().signal;
let key: KeyPair;
let directory: string;
let time: VirtualWorld;
let host: ReturnType<typeof sshMachineHost>;

beforeAll(async () => {
  key = await createKeyMaker().rsa();
});
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'boots-'));
  time = virtualWorld(0, () => 0.5);
  host = sshMachineHost({ directory, time });
});
afterEach(async () => {
  await host.close();
  rmSync(directory, { recursive: true, force: true });
});

async function boot(end: BootEnd): Promise<(script: string) => Promise<string>> {
  const { ip, port } = await host.boot({
    id: 'm1',
    name: 'm1',
    cloudInit: null,
    authorizedKeys: [key.publicKey],
    image: 'ubuntu 24.04',
    provider: 'amazon',
    firstBoot: { end, ms: 5000 },
  });
  const target = { host: ip, port, user: 'ubuntu', privateKey: key.privateKey, hostKey: 'first' } as const;
  return async (script) => {
    const result = await shell.run(target, { script, timeoutMs: 5000 }, never);
    if (!result.ran) throw new Error(result.seen);
    return result.stdout;
  };
}

const look = async (run: (script: string) => Promise<string>) => readCloudInitLook(await run(CLOUD_INIT_LOOK));
const busy = { is: 'waiting', seen: 'cloud-init is at work (modules-final)' };

test.each<[BootEnd, unknown]>([
  ['done', { is: 'done', warnings: [] }],
  ['degraded', { is: 'done', warnings: [expect.stringMatching(/^WARNING: Failed to update/)] }],
  ['fails', { is: 'failed', seen: expect.stringMatching(/^cloud-init failed: \('scripts_user', /) }],
  ['hangs', busy],
])('%s: SSH is there before cloud-init has ended', async (end, last) => {
  const run = await boot(end);
  expect(await look(run)).toEqual(busy);
  await time.advance(6000);
  // The files are written on the real disk, which virtual time does not wait for.
  while (end !== 'hangs' && (await look(run)).is === 'waiting');
  expect(await look(run)).toEqual(last);
  expect(await run(CLOUD_INIT_OUTPUT)).toContain(end === 'fails' ? 'Failed to run module' : "running 'init'");
});

test('an image without cloud-init has no trace of it', async () => {
  const run = await boot('absent');
  expect(await run('ls -A "$MIST_ACTION_ROOT" 2>/dev/null | wc -l')).toMatch(/^\s*0$/m);
  expect(await look(run)).toEqual({ is: 'failed', seen: 'it has no cloud-init; use `wait: ssh` or a command' });
});

test('what tells of a boot begins anew with the next one', async () => {
  const run = await boot('done');
  await time.advance(6000);
  await host.stop('m1');
  const again = await boot('done');
  expect(run).not.toBe(again);
  expect((await look(again)).is).toBe('waiting');
});
