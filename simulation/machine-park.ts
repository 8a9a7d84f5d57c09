// The machines behind a simulated provider, as far as somebody outside can tell: addresses, host keys, who may log in.
import type { BootRequest, MachineHost } from '../sandbox/machine-host.ts';
import { fakeAddress } from '../sandbox/machine-host.ts';
import { CLOUD_INIT_LOOK } from '../src/engine/cloud-init.ts';
import { GO } from '../src/engine/host-key-script.ts';
import type { ProbeResult, Prober, Shell, SshTarget } from '../src/engine/ports.ts';
import { hostKeySha256 } from '../src/model/host-key.ts';
import type { KeyBook } from './key-book.ts';
import type { Life } from './life.ts';
import type { VirtualTime } from './virtual-time.ts';

type Parked = {
  readonly id: string;
  /** What sshd presents; the injected one until the machine has exchanged it. */
  hostKey: string;
  /** Its own key, made and not yet used. */
  prepared: string | null;
  readonly authorizedKeys: readonly string[];
  /** When sshd answers, epoch ms. */
  readonly answersAt: number;
  /** When cloud-init has ended, and what the machine serves by HTTP is there. */
  readonly servesAt: number;
};

/** What a park is made of. */
export type ParkOptions = {
  readonly time: VirtualTime;
  readonly keys: KeyBook;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly bootMs: number;
  /** The longest that sshd takes after the provider says running. */
  readonly sshdMs: number;
  /** Told of every machine that begins to boot. */
  readonly onBoot: (machine: BootRequest) => void;
};

const INJECTED = /^ {2}ed25519_public: (ssh-ed25519 \S+)$/m;
const EXCHANGE = /^set -- "\$dir" (prepare|commit|exchange) '(ssh-ed25519 [^']+)'$/m;
const HANDSHAKE_MS = 40;

/** Boots machines for the emulator and answers probes for the runner; both see the same machines. */
export class MachinePark {
  readonly #options: ParkOptions;
  readonly #byAddress = new Map<string, Parked>();
  readonly #stopped = new Map<string, Parked>();
  #count = 0;

  constructor(options: ParkOptions) {
    this.#options = options;
  }

  host(): MachineHost {
    const { time, keys, random, bootMs, sshdMs, onBoot } = this.#options;
    return {
      boot: (machine) => {
        const ip = fakeAddress(this.#count);
        this.#count += 1;
        const injected = INJECTED.exec(machine.cloudInit ?? '')?.[1];
        const disk = this.#stopped.get(machine.id);
        const answersAt = time.now() + bootMs + Math.floor(random() * sshdMs);
        this.#byAddress.set(ip, {
          id: machine.id,
          hostKey: disk?.hostKey ?? injected ?? keys.make('ssh-ed25519').publicKey,
          prepared: disk?.prepared ?? null,
          authorizedKeys: machine.authorizedKeys,
          answersAt,
          servesAt: answersAt + Math.floor(bootMs / 2),
        });
        onBoot(machine);
        return Promise.resolve({ ip, port: 22 });
      },
      stop: (id) => {
        this.#remove(id);
        return Promise.resolve();
      },
      destroy: (id) => {
        this.#remove(id);
        this.#stopped.delete(id);
        return Promise.resolve();
      },
    };
  }

  #remove(id: string): void {
    for (const [ip, parked] of this.#byAddress) {
      if (parked.id !== id) continue;
      this.#byAddress.delete(ip);
      this.#stopped.set(id, parked);
    }
  }

  /** True when the machine at this address would let that private key in. */
  opens(ip: string, privateKey: string): boolean {
    const parked = this.#byAddress.get(ip);
    const publicKey = this.#options.keys.publicOf(privateKey);
    return parked !== undefined && publicKey !== null && parked.authorizedKeys.includes(publicKey);
  }

  prober(life: Life): Prober {
    const after = async (ms: number, signal: AbortSignal, look: () => ProbeResult): Promise<ProbeResult> => {
      await life.clock().sleep(ms, signal);
      return look();
    };
    return {
      tcp: (host, _port, timeoutMs, signal) =>
        after(Math.min(HANDSHAKE_MS, timeoutMs), signal, () =>
          this.#answering(host) === null ? silent() : { ok: true, hostKey: null },
        ),
      ssh: (target, timeoutMs, signal) =>
        after(Math.min(2 * HANDSHAKE_MS, timeoutMs), signal, () => this.#login(target)),
      http: ({ host }, timeoutMs, signal) =>
        after(Math.min(HANDSHAKE_MS, timeoutMs), signal, () => {
          if (this.#answering(host) === null) return silent();
          return this.#serves(host) ? { ok: true, hostKey: null } : { ok: false, final: false, seen: 'HTTP 503' };
        }),
    };
  }

  /** The exchange of host keys and the look at cloud-init do what the real scripts do; all else succeeds and says nothing. */
  shell(life: Life): Shell {
    return {
      run: async (target, command, signal) => {
        await life.clock().sleep(Math.min(2 * HANDSHAKE_MS, command.timeoutMs), signal);
        const login = this.#login(target);
        if (!login.ok) return { ran: false, final: login.final, seen: login.seen };
        const ask = async (stdout: string): Promise<string> => {
          const delay = Math.min(HANDSHAKE_MS, command.timeoutMs);
          await life.clock().sleep(delay, signal);
          const answer = command.question?.answer(stdout) ?? '';
          await life.clock().sleep(delay, signal);
          return answer;
        };
        const stdout =
          command.script === CLOUD_INIT_LOOK
            ? this.#bootFiles(target.host)
            : await this.#obey(target.host, command.script, ask);
        // The answer is on its way while the machine has already obeyed.
        await life.clock().sleep(Math.min(HANDSHAKE_MS, command.timeoutMs), signal);
        return { ran: true, exitCode: 0, signal: null, stdout, hostKey: login.hostKey };
      },
    };
  }

  async #obey(host: string, script: string, ask: (stdout: string) => Promise<string>): Promise<string> {
    const parked = this.#byAddress.get(host);
    const [, step, injected] = EXCHANGE.exec(script) ?? [];
    if (parked === undefined || step === undefined) return '';
    if (parked.hostKey === injected) {
      parked.prepared ??= this.#options.keys.make('ssh-ed25519').publicKey;
      const told = `mist-host-key ${parked.prepared}\n`;
      if (step === 'prepare' || (step === 'exchange' && (await ask(told)) !== GO)) return told;
      parked.hostKey = parked.prepared;
    }
    return `mist-host-key ${parked.hostKey}\n`;
  }

  #answering(host: string): Parked | null {
    const parked = this.#byAddress.get(host);
    return parked !== undefined && parked.answersAt <= this.#options.time.now() ? parked : null;
  }

  /** What a look at the files of cloud-init prints. */
  #bootFiles(host: string): string {
    const stage = '{"v1": {"stage": "modules-final"}}';
    if (!this.#serves(host)) return `booting\n=== status\n${stage}\n=== result\n`;
    return 'finished\n=== status\n{"v1": {"stage": null}}\n=== result\n{"v1": {"datasource": "x", "errors": []}}\n';
  }

  #serves(host: string): boolean {
    return (this.#byAddress.get(host)?.servesAt ?? Number.POSITIVE_INFINITY) <= this.#options.time.now();
  }

  #login(target: SshTarget): Login {
    const parked = this.#answering(target.host);
    if (parked === null) return silent();
    const { hostKey } = target;
    const known =
      hostKey === 'first' ||
      ('key' in hostKey
        ? hostKey.key === parked.hostKey
        : [hostKey.sha256].flat().includes(hostKeySha256(parked.hostKey)));
    if (!known) return { ok: false, final: true, seen: 'another host key was presented' };
    if (!this.opens(target.host, target.privateKey.reveal())) return { ok: false, final: false, seen: 'login refused' };
    return { ok: true, hostKey: parked.hostKey };
  }
}

type Login =
  | { readonly ok: true; readonly hostKey: string }
  | { readonly ok: false; readonly final: boolean; readonly seen: string };

function silent(): Login {
  return { ok: false, final: false, seen: 'connection refused' };
}
