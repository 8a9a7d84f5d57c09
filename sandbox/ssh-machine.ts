// Sandbox machines that can be logged into: each is an SSH server on loopback with a directory of its own.
import { createHash } from 'node:crypto';
import { mkdir, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { loginUser, providerOf } from '../src/model/providers.ts';
import type { BootRequest, MachineHost } from './machine-host.ts';
import { type BootTime, bootBelow } from './ssh-cloud-init.ts';
import { injectedHostKey } from './ssh-injected-key.ts';
import { machineShell } from './ssh-process.ts';
import { type SshServer, type SshServerOptions, startSshServer } from './ssh-server.ts';
import { systemOf } from './ssh-system.ts';

/** `directory`: where machines lie. Without `time` a machine is through with cloud-init when it boots. */
export type HostOptions = { readonly directory: string; readonly time?: BootTime | null };

type Machine = {
  readonly server: SshServer;
  readonly privateIps: readonly string[];
  readonly stop: () => Promise<void>;
  readonly remove: () => Promise<void>;
};

type Route = NonNullable<SshServerOptions['route']>;

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

/** The directory of a machine's files; one that was stopped has it already. */
async function directoryOf(parent: string, id: string): Promise<string> {
  if (!/^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(id)) throw new Error('A machine id must be plain: it names a directory.');
  const path = join(parent, id);
  await mkdir(path, { recursive: true, mode: 0o700 });
  return realpath(path);
}

async function start({ directory, time = null }: HostOptions, request: BootRequest, route: Route): Promise<Machine> {
  const user = imageUser(request.provider, request.image);
  const home = await directoryOf(directory, request.id);
  // Beside the home: what lies in there is the user's own.
  const system = systemOf(`${home},system`);
  const remove = async (): Promise<void> => {
    for (const path of [home, system.path]) await rm(path, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await system.install(injectedHostKey(request.cloudInit));
    const root = join(system.path, 'root');
    const halt = await bootBelow(root, request.firstBoot ?? { end: 'done', ms: 0 }, time);
    const shell = machineShell({ home, user, root, etc: system.etc, programs: system.programs });
    const { hostKeys } = system;
    const { authorizedKeys } = request;
    const options = { hostKeys, user, authorizedKeys, home, shell, route };
    const server = await startSshServer(addressOf(request.id), options);
    const stop = async (): Promise<void> => {
      await halt();
      await server.close();
      await shell.killAll();
    };
    return { server, privateIps: request.privateIps ?? [], stop, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/**
 * Boots machines below `directory`. A machine lets in the login user of its image with one of its `authorizedKeys`,
 * presents the host key that its cloud-init installs, else one of its own, forwards connections to other machines of this
 * host (by their private addresses too) and to nothing else, and runs commands with `sh -c` in its directory; of cloud-init
 * it has the files that tell of a boot, but scripts and `runcmd` are not run. `stop` resolves when its server, connections
 * and processes are gone, `destroy` when its directory is too; `close` does that to all of them. Booting one id twice is an
 * error.
 */
export function sshMachineHost(options: HostOptions): MachineHost & { close(): Promise<void> } {
  const machines = new Map<string, Promise<Machine>>();
  const stopped = new Map<string, Machine>();
  const up = new Set<Machine>();
  const route: Route = (ip, port) => {
    const found = [...up].find(
      ({ server, privateIps }) => server.port === port && (server.ip === ip || privateIps.includes(ip)),
    );
    return found === undefined ? null : { ip: found.server.ip, port };
  };
  const stop = async (id: string): Promise<void> => {
    const booting = machines.get(id);
    machines.delete(id);
    const machine = await booting?.catch(() => undefined);
    if (machine === undefined) return;
    stopped.set(id, machine);
    up.delete(machine);
    await machine.stop();
  };
  const destroy = async (id: string): Promise<void> => {
    const booting = machines.get(id);
    const halted = stopped.get(id);
    machines.delete(id);
    stopped.delete(id);
    // One that does not come up cleans up after itself, and tells whoever booted it.
    const machine = (await booting?.catch(() => undefined)) ?? halted;
    if (machine !== undefined) up.delete(machine);
    await machine?.stop();
    await machine?.remove();
  };
  return {
    boot: async (request) => {
      if (machines.has(request.id)) throw new Error('This machine has been booted already.');
      const booting = start(options, request, route);
      booting.then((machine) => up.add(machine)).catch(() => undefined);
      stopped.delete(request.id);
      machines.set(request.id, booting);
      try {
        const { ip, port } = (await booting).server;
        return { ip, port };
      } catch (error) {
        machines.delete(request.id);
        throw error;
      }
    },
    stop,
    destroy,
    close: async () => {
      await Promise.all([...machines.keys(), ...stopped.keys()].map(destroy));
    },
  };
}
