// Sandbox machines that can be logged into: each is an SSH server on loopback with a directory of its own.
import { createHash } from 'node:crypto';
import { mkdir, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { loginUser, providerOf } from '../src/model/providers.ts';
import type { BootRequest, MachineHost } from './machine-host.ts';
import { injectedHostKey } from './ssh-injected-key.ts';
import { machineShell } from './ssh-process.ts';
import { type SshServer, startSshServer } from './ssh-server.ts';

type Machine = { readonly server: SshServer; readonly stop: () => Promise<void> };

/** Distributions that name their login user, found anywhere in an image's name. */
const OS = /ubuntu|debian|fedora|rocky|almalinux|centos|alpine|opensuse|archlinux/;

/** The user that an image of this name lets in at this provider. */
export function imageUser(provider: string, image: string): string {
  return loginUser(providerOf(provider), OS.exec(image.toLowerCase())?.[0] ?? null);
}

/**
 * A loopback address of the machine's own, from its id: on Linux all of 127.0.0.0/8 is there, elsewhere one address.
 * The first network is left out, because other servers listen there.
 */
function addressOf(id: string): string {
  if (process.platform !== 'linux') return '127.0.0.1';
  const [a = 0, b = 0, c = 0] = createHash('sha256').update(id).digest();
  return `127.${1 + (a % 254)}.${b}.${1 + (c % 254)}`;
}

/** A new Ed25519 host key. ssh2 writes one in some hundreds in a form that it cannot read itself: that one is dropped. */
function makeHostKey(): string {
  for (;;) {
    const key = ssh2.utils.generateKeyPairSync('ed25519').private;
    if (!(ssh2.utils.parseKey(key) instanceof Error)) return key;
  }
}

async function freshDirectory(parent: string, id: string): Promise<string> {
  if (!/^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(id)) throw new Error('A machine id must be plain: it names a directory.');
  const path = join(parent, id);
  await mkdir(parent, { recursive: true });
  await mkdir(path, { mode: 0o700 });
  return realpath(path);
}

async function start(directory: string, request: BootRequest): Promise<Machine> {
  const user = imageUser(request.provider, request.image);
  const home = await freshDirectory(directory, request.id);
  const shell = machineShell(home, user);
  const hostKey = injectedHostKey(request.cloudInit) ?? makeHostKey();
  const remove = (): Promise<void> => rm(home, { recursive: true, force: true, maxRetries: 5 });
  try {
    const { authorizedKeys } = request;
    const server = await startSshServer(addressOf(request.id), { hostKey, user, authorizedKeys, home, shell });
    const stop = async (): Promise<void> => {
      await server.close();
      await shell.killAll();
      await remove();
    };
    return { server, stop };
  } catch (error) {
    await remove();
    throw error;
  }
}

/**
 * Boots machines below `directory`. A machine lets in the login user of its image with one of its `authorizedKeys`,
 * presents the host key that its cloud-init installs, else one of its own, and runs commands with `sh -c` in its
 * directory; scripts and `runcmd` of cloud-init are not run. `destroy` resolves when its server, connections,
 * processes and directory are gone; `close` does that to all of them. Booting one id twice is an error.
 */
export function sshMachineHost(options: { readonly directory: string }): MachineHost & { close(): Promise<void> } {
  const machines = new Map<string, Promise<Machine>>();
  const destroy = async (id: string): Promise<void> => {
    const booting = machines.get(id);
    machines.delete(id);
    // One that does not come up cleans up after itself, and tells whoever booted it.
    const machine = await booting?.catch(() => undefined);
    await machine?.stop();
  };
  return {
    boot: async (request) => {
      if (machines.has(request.id)) throw new Error('This machine has been booted already.');
      const booting = start(options.directory, request);
      machines.set(request.id, booting);
      try {
        const { ip, port } = (await booting).server;
        return { ip, port };
      } catch (error) {
        machines.delete(request.id);
        throw error;
      }
    },
    destroy,
    close: async () => {
      await Promise.all([...machines.keys()].map(destroy));
    },
  };
}
