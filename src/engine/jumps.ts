// Jump hosts of one apply: machines of the spec that others are reached through, and hosts outside of it.
import type { DesiredMachine, DesiredVia } from '../model/desired.ts';
import { ActionError } from '../model/errors.ts';
import { machineAddress } from '../model/machine-address.ts';
import type { JumpHost } from '../model/outcome.ts';
import type { KeyChain, ReadyKey } from './key-chain.ts';
import type { ProbeResult, SshTarget } from './ports.ts';
import type { Ready } from './ready.ts';
import type { World } from './world.ts';

type OutsideVia = Extract<DesiredVia, { by: 'host' }>;

type Outside = { readonly target: SshTarget; readonly hand: JumpHost };

/** A host that is there already answers at once or not at all. */
const ATTEMPTS = 3;
const ATTEMPT_MS = 10_000;
const PAUSE_MS = 1_000;

function idOf(via: OutsideVia, machineKey: string | null): string {
  return JSON.stringify([via.host, via.port, via.user, via.hostKey, via.keyName ?? machineKey]);
}

export class Jumps {
  readonly #world: World;
  readonly #keys: KeyChain;
  readonly #machines = new Map<string, SshTarget>();
  readonly #outside = new Map<string, Promise<Outside>>();
  readonly #met = new Map<string, JumpHost>();

  constructor(world: World, keys: KeyChain) {
    this.#world = world;
    this.#keys = keys;
  }

  /**
   * How a machine that is ready is logged into, where its host key has been checked: for its own setup, and for those
   * that are behind it.
   */
  remember(name: string, ready: Ready, user: string, key: ReadyKey | null, via: SshTarget | undefined): void {
    const host = machineAddress(ready.machine);
    const [hostKey] = ready.hostKeys;
    if (host === null || key === null || hostKey === undefined) return;
    const login = { host, port: ready.port, user, privateKey: key.privateKey, hostKey: { key: hostKey } };
    this.#machines.set(name, via === undefined ? login : { ...login, via });
  }

  /** What was remembered; undefined for a machine that nobody has logged into. */
  targetOf(name: string): SshTarget | undefined {
    return this.#machines.get(name);
  }

  /** The login of the host that a machine is reached through; undefined where it is reached directly. Throws ActionError. */
  async hopOf({ via, address, keyName }: DesiredMachine): Promise<SshTarget | undefined> {
    if (via === undefined) return undefined;
    if (via.by === 'host') return (await this.#outsideOf(via, keyName, address)).target;
    const target = this.#machines.get(via.name);
    if (target !== undefined) return target;
    throw new ActionError('no-jump', 'user', `${address}: nobody has logged into machine/${via.name}, its jump host.`, {
      hint: `Give the row \`${via.name}\` \`wait: ssh\`.`,
    });
  }

  /** The jump host as other tools are told of it; undefined where there is none, or where it was never reached. */
  handOver({ via, keyName }: DesiredMachine): JumpHost | undefined {
    if (via === undefined) return undefined;
    return via.by === 'machine' ? { name: via.name, outside: null } : this.#met.get(idOf(via, keyName));
  }

  #outsideOf(via: OutsideVia, machineKey: string | null, address: string): Promise<Outside> {
    const id = idOf(via, machineKey);
    const known = this.#outside.get(id);
    if (known) return known;
    const name = `via.${this.#outside.size + 1}`;
    const fresh = this.#meet(via, via.keyName ?? machineKey, name, address);
    this.#outside.set(id, fresh);
    fresh.then(({ hand }) => this.#met.set(id, hand)).catch(() => undefined);
    return fresh;
  }

  /** One login, so that a jump host that does not work is told as such, and the key that answered is pinned from then on. */
  async #meet(via: OutsideVia, keyName: string | null, name: string, address: string): Promise<Outside> {
    const { host, port, user } = via;
    if (keyName === null) {
      throw new ActionError('no-jump', 'user', `${address}: there is no key to log into its jump host with.`, {
        hint: 'Give the row a `key:`, or write `via: { host: …, key: … }`.',
      });
    }
    const key = await this.#keys.get(keyName);
    const first = via.hostKey === null ? 'first' : { key: via.hostKey };
    const login = { host, port, user, privateKey: key.privateKey };
    const result = await this.#login({ ...login, hostKey: first });
    const hostKey = result.ok ? result.hostKey : null;
    if (hostKey === null) {
      const seen = result.ok ? 'it showed no host key' : result.seen;
      throw new ActionError('no-jump', 'remote', `${address}: its jump host cannot be used: ${seen}`);
    }
    return {
      target: { ...login, hostKey: { key: hostKey } },
      hand: { name, outside: { host, port, user, hostKey, keyName } },
    };
  }

  async #login(target: SshTarget): Promise<ProbeResult> {
    const { prober, clock, signal } = this.#world;
    for (let attempt = 1; ; attempt += 1) {
      const result = await prober.ssh(target, ATTEMPT_MS, signal);
      if (result.ok || result.final || attempt >= ATTEMPTS) return result;
      await clock.sleep(PAUSE_MS, signal);
    }
  }
}
