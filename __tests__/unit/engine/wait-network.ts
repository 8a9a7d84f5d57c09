// Who answers at which address and when, as prober, shell and the server's own probe see it.
import { CLOUD_INIT_LOOK, CLOUD_INIT_OUTPUT } from '../../../src/engine/cloud-init.ts';
import type { ProbeResult, RemoteResult, SshTarget } from '../../../src/engine/ports.ts';
import { hostKeySha256 } from '../../../src/model/host-key.ts';

export const OWN_KEY = `ssh-ed25519 ${Buffer.from('own').toString('base64')}`;
export const STRANGERS_KEY = `ssh-ed25519 ${Buffer.from('stranger').toString('base64')}`;
/** `t` is in seconds since the wait began. */
export type Host = {
  readonly hostKey?: string;
  /** Whether its ports take connections. */
  readonly up?: (t: number) => boolean;
  /** Whether what the level asks for is there. */
  readonly good?: (t: number) => boolean;
  /** How it is wrong while it is not good; `final` is what only cloud-init can be. */
  readonly wrong?: 'not-yet' | 'final' | 'stranger-protocol';
};

const BOOT = {
  busy: 'booting\n=== status\n{"v1": {"stage": "modules-config"}}\n=== result\n',
  done: 'finished\n=== status\n{"v1": {"stage": null}}\n=== result\n{"v1": {"errors": []}}\n',
  broken: 'finished\n=== status\n\n=== result\n{"v1": {"errors": ["runcmd: exit 1"]}}\n',
};

const ok: ProbeResult = { ok: true, hostKey: null };
const notYet = (seen: string): ProbeResult => ({ ok: false, final: false, seen });

/** Who answers at which address, as prober, shell and server's probe see it. */
export class Network {
  readonly asked: { readonly host: string; readonly at: number }[] = [];
  readonly #hosts: Readonly<Record<string, Host>>;
  readonly #now: () => number;

  constructor(hosts: Readonly<Record<string, Host>>, now: () => number) {
    this.#hosts = hosts;
    this.#now = now;
  }

  /** The host at an address if its ports are open; null otherwise. */
  #host(address: string): Host | null {
    const host = this.#hosts[address];
    return host?.up?.(this.#now()) === false || host === undefined ? null : host;
  }

  #isGood(host: Host): boolean {
    return host.good?.(this.#now()) ?? true;
  }

  tcp(address: string): ProbeResult {
    this.asked.push({ host: address, at: this.#now() });
    const host = this.#host(address);
    return host !== null && this.#isGood(host) ? ok : notYet('the connection is refused');
  }

  http(address: string): ProbeResult {
    this.asked.push({ host: address, at: this.#now() });
    const host = this.#host(address);
    if (host === null) return notYet('the connection is refused');
    if (host.wrong === 'stranger-protocol') return notYet('what answers on port 8080 is not HTTP');
    return this.#isGood(host) ? ok : notYet('port 8080 answers with the HTTP status 503');
  }

  ssh(target: SshTarget): ProbeResult {
    const login = this.login(target);
    if ('ok' in login) return login;
    return this.#isGood(login) ? { ok: true, hostKey: keyOf(login) } : notYet('the login of root is refused');
  }

  login({ host: address, hostKey }: SshTarget): Host | Extract<ProbeResult, { ok: false }> {
    this.asked.push({ host: address, at: this.#now() });
    const host = this.#host(address);
    const failed = (final: boolean, seen: string) => ({ ok: false, final, seen }) as const;
    if (host === null) return failed(false, 'the connection is refused');
    if (host.wrong === 'stranger-protocol') return failed(false, 'port 22 is open, but no SSH banner came');
    const wanted = hostKey === 'first' ? null : 'key' in hostKey ? hostKeySha256(hostKey.key) : hostKey.sha256;
    const fits = wanted === null || [wanted].flat().includes(hostKeySha256(keyOf(host)));
    return fits ? host : failed(true, 'the host presents another key: this is another machine');
  }

  run(target: SshTarget, script: string): RemoteResult {
    const host = this.login(target);
    if ('ok' in host) return { ran: false, final: host.final, seen: host.seen };
    const end = (exitCode: number, stdout: string): RemoteResult => ({
      ran: true,
      exitCode,
      signal: null,
      stdout,
      hostKey: keyOf(host),
    });
    const good = this.#isGood(host);
    if (script === CLOUD_INIT_OUTPUT) return end(0, 'booted\nE: no package nginx\n');
    if (script !== CLOUD_INIT_LOOK) return end(good ? 0 : 3, '');
    return end(0, good ? BOOT.done : host.wrong === 'final' ? BOOT.broken : BOOT.busy);
  }

  /** The server finds the machine by itself, wherever it is. */
  fromMist(ips: readonly string[]): ProbeResult {
    this.asked.push({ host: 'mist', at: this.#now() });
    const host = ips.map((ip) => this.#host(ip)).find((one) => one !== null);
    return host && this.#isGood(host) ? ok : notYet('the probe of the Mist server failed with 503');
  }
}

function keyOf(host: Host): string {
  return host.hostKey ?? OWN_KEY;
}
