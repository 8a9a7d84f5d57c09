// The injected host key is known to whoever saw the user data. At the first login the machine gets one of its own, and the
// injected one dies: docs/architecture.md, "Host keys".
import type { Address } from '../model/desired.ts';
import { ActionError } from '../model/errors.ts';
import { hostKeySha256 } from '../model/host-key.ts';
import { hostKeyScript, readScriptAnswer, type ScriptAnswer, type ScriptStep } from './host-key-script.ts';
import type { ProbeResult, SshTarget } from './ports.ts';
import type { World } from './world.ts';

/** What an exchange may do: log in and run its script; it sends nothing to Mist itself. */
export type ExchangeWorld = Pick<World, 'prober' | 'shell' | 'clock' | 'log' | 'signal'>;

export type ExchangeInput = {
  readonly address: Address;
  /** The injected key: its public half where this job made it, else its SHA-256, base64url. */
  readonly injected: { readonly key: string } | { readonly sha256: string };
  /**
   * The SHA-256 of the machine's own key where its tags name one: a step before this one has asked for its making. Whoever
   * has only the injected key cannot put another in its place.
   */
  readonly remembered: string | null;
  /** Keep the injected key, with a warning, where the machine cannot make one of its own (`trust-on-first-use`). */
  readonly mayKeep: boolean;
  /** Makes the SHA-256 of the machine's own key durable, before the machine changes anything. */
  readonly remember: (sha256: string) => Promise<void>;
  /** Told once the own key is proved and the injected one is dead. */
  readonly settled: (sha256: string) => Promise<void>;
  /** On the monotonic clock, ms. */
  readonly deadline: number;
};

const SCRIPT_TIMEOUT_MS = 30_000;
const RETRY_MS = 1_000;
/** How long sshd may take to read its keys again. */
const PROOF_MS = 20_000;

/** One machine's exchange: `prepare` is its first login, `complete` the rest. Every part may be repeated after a crash. */
export class HostKeyExchange {
  readonly #world: ExchangeWorld;
  readonly #input: ExchangeInput;
  #injected: string | null;
  #own: readonly string[] = [];
  #state: 'open' | 'kept' | 'done before' = 'open';

  constructor(world: ExchangeWorld, input: ExchangeInput) {
    this.#world = world;
    this.#input = input;
    this.#injected = 'key' in input.injected ? input.injected.key : null;
  }

  /**
   * One attempt to log in and to let the machine make its key, which it does not use yet. Not ok while it cannot be
   * reached; throws ActionError `host-key-exchange` when it answers that it cannot.
   */
  async prepare(target: SshTarget, timeoutMs: number): Promise<ProbeResult> {
    const { prober, shell, signal } = this.#world;
    if (this.#injected === null) {
      const seen = await prober.ssh(target, timeoutMs, signal);
      if (!seen.ok || seen.hostKey === null) return seen;
      if (hostKeySha256(seen.hostKey) !== this.#injectedSha256()) {
        this.#accept([seen.hostKey]);
        this.#state = 'done before';
        return seen;
      }
      this.#injected = seen.hostKey;
    }
    const script = hostKeyScript('prepare', this.#injected);
    const result = await shell.run(target, { script, timeoutMs }, signal);
    if (!result.ran) return { ok: false, final: result.final, seen: result.seen };
    const answer = readScriptAnswer(result.exitCode, result.stdout, this.#injected);
    if (answer.ok) this.#accept(answer.hostKeys);
    else this.#cannot(answer.why);
    return { ok: true, hostKey: result.hostKey };
  }

  /** Answers the keys that the machine is to be known by from now on, Ed25519 first. */
  async complete(target: SshTarget): Promise<readonly string[]> {
    const [own] = this.#own;
    if (this.#state === 'kept' || own === undefined) return this.#injected === null ? [] : [this.#injected];
    const sha256 = hostKeySha256(own);
    if (this.#state === 'open') {
      await this.#input.remember(sha256);
      // A connection that broke may have broken after the change.
      const either: SshTarget = { ...target, hostKey: { sha256: [this.#injectedSha256(), sha256] } };
      this.#own = await this.#commit(either, own);
      await this.#prove({ ...target, hostKey: { key: own } });
    }
    await this.#input.settled(sha256);
    return this.#own;
  }

  /** Takes the machine's own keys, the one that it presents first, unless its tags remember another. */
  #accept(own: readonly string[]): void {
    const { remembered, address } = this.#input;
    const [first] = own;
    if (remembered !== null && (first === undefined || hostKeySha256(first) !== remembered)) {
      throw new ActionError(
        'host-key-exchange',
        'remote',
        `${address}: its own host key is not the one that its tags name, so its injected one was not exchanged.`,
        {
          hint: 'Somebody who knows the injected key may be in between, or its disk was put back. Destroy the machine, or the whole scope, and apply again.',
        },
      );
    }
    this.#own = own;
  }

  #injectedSha256(): string {
    const { injected } = this.#input;
    return 'key' in injected ? hostKeySha256(injected.key) : injected.sha256;
  }

  async #commit(target: SshTarget, own: string): Promise<readonly string[]> {
    for (;;) {
      const answer = await this.#run('commit', target);
      if (answer !== null) {
        if (!answer.ok) throw this.#failure(answer.why);
        if (answer.hostKeys[0] !== own) throw this.#failure('it now names another key than before');
        return answer.hostKeys;
      }
      await this.#pause();
    }
  }

  /** Null when it may not have run; throws when trying again cannot help. */
  async #run(step: ScriptStep, target: SshTarget): Promise<ScriptAnswer | null> {
    const { shell, signal } = this.#world;
    const injected = this.#injected ?? '';
    const result = await shell.run(
      target,
      { script: hostKeyScript(step, injected), timeoutMs: SCRIPT_TIMEOUT_MS },
      signal,
    );
    if (result.ran) return readScriptAnswer(result.exitCode, result.stdout, injected);
    if (result.final) throw new ActionError('not-reachable', 'remote', `${this.#input.address}: ${result.seen}`);
    return null;
  }

  /**
   * A login at which exactly the machine's own key is presented. A server has one key of a kind, so this is also the proof
   * that it no longer presents the injected one. It may do so for a moment yet, until it has read its keys again.
   */
  async #prove(target: SshTarget): Promise<void> {
    const { prober, clock, signal } = this.#world;
    const until = Math.min(this.#input.deadline, clock.elapsed() + PROOF_MS);
    for (;;) {
      const seen = await prober.ssh(target, SCRIPT_TIMEOUT_MS, signal);
      if (seen.ok) return;
      if (clock.elapsed() + RETRY_MS >= until) throw this.#failure(`its own host key is not proved: ${seen.seen}`);
      await clock.sleep(RETRY_MS / 4, signal);
    }
  }

  async #pause(): Promise<void> {
    const { clock, signal } = this.#world;
    if (clock.elapsed() + RETRY_MS >= this.#input.deadline)
      throw this.#failure('its connections broke again and again');
    await clock.sleep(RETRY_MS, signal);
  }

  #cannot(why: string): void {
    const { mayKeep, remembered } = this.#input;
    // One that has made its key before can.
    if (!mayKeep || remembered !== null) throw this.#failure(why);
    this.#state = 'kept';
    this.#world.log.warning(
      `${this.#input.address}: ${why}, so it keeps the host key that was injected (trust-on-first-use).`,
    );
  }

  #failure(why: string): ActionError {
    return new ActionError(
      'host-key-exchange',
      'remote',
      `${this.#input.address}: its injected host key was not exchanged: ${why}.`,
      {
        hint: 'Use an image with OpenSSH whose login user may `sudo`; `trust-on-first-use: true` keeps the injected key.',
      },
    );
  }
}
