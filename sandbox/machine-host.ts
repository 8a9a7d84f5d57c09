// Where the sandbox's machines live: the port to real SSH servers, and one that only hands out addresses.

import type { Boot } from './ssh-cloud-init.ts';

/** What a machine is made of when it boots; `cloudInit` is null where Mist drops it (docker, linode, …). */
export type BootRequest = {
  readonly id: string;
  readonly name: string;
  readonly cloudInit: string | null;
  readonly authorizedKeys: readonly string[];
  readonly image: string;
  readonly provider: string;
  /** Addresses at which other machines reach it. */
  readonly privateIps?: readonly string[];
  /** How its cloud-init goes; at once and well unless given. */
  readonly firstBoot?: Boot;
};

/**
 * Boots, stops and destroys the machines behind the rows. A machine that was stopped boots with what was on its disk;
 * `stop` and `destroy` of an unknown id are no error.
 */
export type MachineHost = {
  boot(machine: BootRequest): Promise<{ readonly ip: string; readonly port: number }>;
  stop(id: string): Promise<void>;
  destroy(id: string): Promise<void>;
};

/** The n-th address of the sandbox's fake network, all inside 127.0.0.0/8. */
export function fakeAddress(n: number, net = 77): string {
  return `127.${net}.${Math.floor(n / 250) % 250}.${(n % 250) + 2}`;
}

/** A host without machines: fake loopback addresses, port 22, nothing listens. */
export function nullHost(): MachineHost {
  let count = 0;
  return {
    async boot() {
      const ip = fakeAddress(count);
      count += 1;
      return { ip, port: 22 };
    },
    async stop() {},
    async destroy() {},
  };
}
