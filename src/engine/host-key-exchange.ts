// The injected host key is known to whoever saw the user data. At the first login the machine gets one of its own, and the
// injected one dies: docs/architecture.md, "Host keys".
import type { Address } from '../model/desired.ts';
import { ActionError } from '../model/errors.ts';
import { hostKeySha256 } from '../model/host-key.ts';
import { GO, hostKeyScript, PREPARED, readScriptAnswer, type ScriptAnswer } from './host-key-script.ts';
import type { ProbeResult, RemoteCommand, SshTarget } from './ports.ts';
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
  /**
   * Makes the SHA-256 of the machine's own key durable, before the machine changes anything. Null where no step comes after
   * this one: then it is enough that this process knows it, and one script does both parts.
   */
  readonly remember: ((sha256: string) => Promise<void>) | null;
  /** Told once the own key is proved and the injected one is dead. */
  readonly settled: (sha256: string) => Promise<void>;
  /** On the monotonic clock, ms. */
  readonly deadline: number;
};

type Failure = Extract<ProbeResult, { readonly ok: false }>;

/** The keys that the machine is to be known by from now on, Ed25519 first; or an attempt that came to nothing. */
export type Completed = { readonly ok: true; readonly hostKeys: readonly string[] } | Failure;

const SCRIPT_TIMEOUT_MS = 30_000;
/** Where what has to be remembered is so already, `complete` follows at once. */
const KEEP_MS = 5_000;
const RETRY_MS = 1_000;
/** How long sshd may take to read its keys again. */
const PROOF_MS = 20_000;

/**
 * One machine's exchange: `prepare` is its first login, `complete` the rest. Both may be repeated, from `prepare` on, after a
 * crash or a connection that broke.
 */
export class HostKeyExchange {
  readonly #world: ExchangeWorld;
  readonly #input: ExchangeInput;
  #injected: string | null;
  /** The SHA-256 of its own key that others know of by now. */
  #remembered: string | null;
  #own: readonly string[] = [];
  #state: 'open' | 'kept' | 'changed' | 'done before' = 'open';

  constructor(world: ExchangeWorld, input: ExchangeInput) {
    this.#world = world;
    this.#input = input;
    this.#injected = 'key' in input.injected ? input.injected.key : null;
    this.#remembered = input.remembered;
  }

  /**
   * One attempt to log in and to let the machine make its key, which it does not use yet; where nothing has to be remembered,
   * it does as soon as this process knows it. Not ok while it cannot be reached; throws ActionError `host-key-exchange` when it answers that it cannot.
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
    const result = await shell.run(this.#either(target), this.#firstCommand(this.#injected, timeoutMs), signal);
    if (!result.ran) return { ok: false, final: result.final, seen: result.seen };
    const answer = readScriptAnswer(result.exitCode, result.stdout, this.#injected);
    if (answer.ok) this.#accept(answer.hostKeys);
    else this.#cannot(answer.why);
    if (answer.ok && this.#input.remember === null) this.#state = 'changed';
    return { ok: true, hostKey: result.hostKey };
  }

  #firstCommand(injected: string, timeoutMs: number): RemoteCommand {
    if (this.#input.remember !== null) {
      return { script: hostKeyScript('prepare', injected), timeoutMs, keepMs: KEEP_MS };
    }
    const answer = (stdout: string): string => this.#agree(readScriptAnswer(0, stdout, injected));
    return { script: hostKeyScript('exchange', injected), timeoutMs, question: { line: PREPARED, answer } };
  }

  /** From here on the machine may present its own key, whatever becomes of the connection. */
  #agree(told: ScriptAnswer): string {
    const [own] = told.ok ? told.hostKeys : [];
    if (own === undefined) return 'stop';
    const sha256 = hostKeySha256(own);
    this.#remembered ??= sha256;
    return this.#remembered === sha256 ? GO : 'stop';
  }

  /**
   * One attempt at the rest, by the address that `prepare` has just reached. Where it is not ok, the machine may have gone
   * from there or broken off: it is looked for anew, and `prepare` comes first again. Throws ActionError
   * `host-key-exchange` when it answers that it cannot, or does not do what it has said.
   */
  async complete(target: SshTarget): Promise<Completed> {
    const [own] = this.#own;
    if (this.#state === 'kept' || own === undefined) {
      return { ok: true, hostKeys: this.#injected === null ? [] : [this.#injected] };
    }
    const sha256 = hostKeySha256(own);
    if (this.#state === 'open') {
      if (this.#remembered !== sha256) await this.#input.remember?.(sha256);
      this.#remembered = sha256;
      const failure = await this.#commit(this.#either(target), own);
      if (failure !== null) return failure;
    }
    if (this.#state !== 'done before') await this.#prove({ ...target, hostKey: { key: own } });
    await this.#input.settled(sha256);
    return { ok: true, hostKeys: this.#own };
  }

  /** Once the own key is remembered the machine may present it: a connection that broke may have broken after the change. */
  #either(target: SshTarget): SshTarget {
    if (this.#remembered === null) return target;
    return { ...target, hostKey: { sha256: [this.#injectedSha256(), this.#remembered] } };
  }

  /** Takes the machine's own keys, the one that it presents first, unless another has been remembered. */
  #accept(own: readonly string[]): void {
    const [first] = own;
    const remembered = this.#remembered;
    if (remembered !== null && (first === undefined || hostKeySha256(first) !== remembered)) {
      throw new ActionError(
        'host-key-exchange',
        'remote',
        `${this.#input.address}: its own host key is another one than it told before, so its injected one was not exchanged.`,
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

  /** Null when it is done; throws when trying again cannot help. */
  async #commit(target: SshTarget, own: string): Promise<Failure | null> {
    const { shell, signal } = this.#world;
    const injected = this.#injected ?? '';
    const command = { script: hostKeyScript('commit', injected), timeoutMs: SCRIPT_TIMEOUT_MS };
    const result = await shell.run(target, command, signal);
    if (!result.ran) return { ok: false, final: result.final, seen: result.seen };
    const answer = readScriptAnswer(result.exitCode, result.stdout, injected);
    if (!answer.ok) throw this.#failure(answer.why);
    if (answer.hostKeys[0] !== own) throw this.#failure('it now names another key than before');
    this.#own = answer.hostKeys;
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

  #cannot(why: string): void {
    // One that has made its key before can.
    if (!this.#input.mayKeep || this.#remembered !== null) throw this.#failure(why);
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
