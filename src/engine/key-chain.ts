// Keys of one apply: each is added or read back once, and every machine that uses it waits for that one answer.
import type { DesiredKey, DesiredMachine } from '../model/desired.ts';
import { ActionError, PlanError } from '../model/errors.ts';
import { hostKeySha256 } from '../model/host-key.ts';
import { TAGS } from '../model/identity.ts';
import type { MistId, ObservedKey, ObservedMachine } from '../model/observed.ts';
import type { OutcomeWord } from '../model/outcome.ts';
import type { Secret, Spec } from '../model/spec.ts';
import type { MachineChange } from '../plan/build-plan.ts';
import type { KeyHeadStart } from './key-head-start.ts';
import type { KeyPair } from './ports.ts';
import { sentenceOf, serverNow, type World } from './world.ts';
import { writeAhead } from './write-ahead.ts';

export type ReadyKey = {
  readonly id: MistId;
  readonly mistName: string;
  readonly publicKey: string;
  readonly privateKey: Secret;
  readonly outcome: OutcomeWord;
};

/** The keys that a spec asks for, those that are in Mist, and what has been begun for them. */
export type KeysGiven = {
  readonly desired: readonly DesiredKey[];
  readonly observed: readonly ObservedKey[];
  readonly headStart: KeyHeadStart;
};

/** By key, the hash that all machines using it bear in their tags; null where one is made, bears none, or another. */
function deployedKeys(machines: readonly MachineChange[]): ReadonlyMap<string, string | null> {
  const found = new Map<string, string | null>();
  for (const { action, desired, observed } of machines) {
    const name = desired?.keyName ?? null;
    if (name === null) continue;
    const stays = action === 'no-op' || action === 'update';
    const hash = (stays ? observed?.tags[TAGS.key] : undefined) ?? null;
    found.set(name, found.has(name) && found.get(name) !== hash ? null : hash);
  }
  return found;
}

/** The blob of a public key line, without type and comment: what two equal keys have in common. */
function blob(publicKey: string): string {
  return publicKey.trim().split(/\s+/)[1] ?? publicKey.trim();
}

/**
 * Adds what is missing and reads back what is there, once per name. Never adds over an existing name: on this server
 * that destroys the key (H24), so the list is read before and a race that it loses is an error.
 */
export class KeyChain {
  readonly #world: World;
  readonly #spec: Spec;
  readonly #observed: ReadonlyMap<string, ObservedKey>;
  readonly #desired: ReadonlyMap<string, DesiredKey>;
  readonly #headStart: KeyHeadStart;
  readonly #deployed: ReadonlyMap<string, string | null>;
  readonly #ready = new Map<string, Promise<ReadyKey>>();

  /** `machines`: what the apply does to machines; none yet while it only adds backends. */
  constructor(world: World, spec: Spec, given: KeysGiven, machines: readonly MachineChange[]) {
    this.#world = world;
    this.#spec = spec;
    this.#desired = new Map(given.desired.map((key) => [key.mistName, key]));
    this.#observed = new Map(given.observed.map((key) => [key.name, key]));
    this.#headStart = given.headStart;
    this.#deployed = deployedKeys(machines);
  }

  /** The name in Mist of a row of `keys`, or the name itself where it is none. */
  nameOf(row: string): string {
    return [...this.#desired.values()].find((key) => key.row === row)?.mistName ?? row;
  }

  /** The key of that name in Mist; every call shares one answer. */
  get(mistName: string): Promise<ReadyKey> {
    const known = this.#ready.get(mistName);
    if (known) return known;
    const fresh = this.#make(mistName);
    // Whoever needs the key awaits it; a rejection that nobody awaits yet is no crash.
    fresh.catch(() => undefined);
    this.#ready.set(mistName, fresh);
    return fresh;
  }

  async #make(mistName: string): Promise<ReadyKey> {
    const desired = this.#desired.get(mistName);
    if (!desired) throw new PlanError('unknown-key', `key/${mistName}`, 'no such key is part of this apply.');
    const there = this.#observed.get(mistName);
    if (there) return this.#readBack(desired, there);
    const pair = await this.#pair(desired);
    return this.#add(desired, pair);
  }

  async #pair(desired: DesiredKey): Promise<KeyPair> {
    const { keyMaker, log } = this.#world;
    if (desired.source === 'generated') {
      const pair = await this.#headStart.pair(desired.mistName);
      log.mask(pair.privateKey.reveal());
      return pair;
    }
    const privateKey = this.#uploaded(desired);
    if (!privateKey)
      throw new PlanError('unknown-key', desired.address, `there is no key \`${desired.mistName}\` in Mist.`);
    log.mask(privateKey.reveal());
    return { privateKey, publicKey: await keyMaker.publicOf(privateKey) };
  }

  #uploaded(desired: DesiredKey): Secret | null {
    const row = this.#spec.keys.find((key) => key.name === desired.row);
    return row?.state === 'uploaded' ? row.privateKey : null;
  }

  async #add(desired: DesiredKey, pair: KeyPair): Promise<ReadyKey> {
    const { journal, writer, log } = this.#world;
    const { address, mistName } = desired;
    const intent = { kind: 'add-key' as const, address, name: mistName, cloudId: null, at: serverNow(this.#world) };
    try {
      const { value } = await writeAhead(journal, intent, (onSent) => writer.addKey(mistName, pair.privateKey, onSent));
      log.info(`${address} has been created`);
      return { id: value.id, mistName, ...pair, outcome: 'created' };
    } catch (error) {
      return this.#afterLostReply(desired, pair, error);
    }
  }

  /** The answer was lost or refused: the key counts only if it is there and is, byte for byte, ours. */
  async #afterLostReply(desired: DesiredKey, pair: KeyPair, error: unknown): Promise<ReadyKey> {
    const { reader } = this.#world;
    const found = (await reader.keys()).filter((key) => key.name === desired.mistName);
    const only = found.length === 1 ? found[0] : undefined;
    if (!only || blob(await reader.publicKey(only.id)) !== blob(pair.publicKey)) throw error;
    return { id: only.id, mistName: desired.mistName, ...pair, outcome: 'created' };
  }

  /** Reads the private half back and holds it against the public one that Mist keeps: a key that was overwritten fails. */
  async #readBack(desired: DesiredKey, there: ObservedKey): Promise<ReadyKey> {
    const proved = await this.#opensAll(desired, there);
    if (proved !== null) return proved;
    const { reader, keyMaker } = this.#world;
    const [privateKey, publicKey] = await Promise.all([
      this.#headStart.privateKey(there.id),
      reader.publicKey(there.id),
    ]);
    const own = await this.#publicOf(desired, privateKey);
    if (blob(own) !== blob(publicKey)) {
      throw new PlanError(
        'broken-key',
        desired.address,
        `the private half of key \`${there.name}\` in Mist does not fit its public half.`,
        {
          hint: 'It was overwritten on the server. Delete the key in Mist, or use another name; machines made with it cannot be opened.',
        },
      );
    }
    const uploaded = this.#uploaded(desired);
    if (uploaded && blob(await keyMaker.publicOf(uploaded)) !== blob(publicKey)) {
      throw new PlanError('other-key', desired.address, `Mist has another key under the name \`${there.name}\`.`, {
        hint: 'Nothing was changed. Give the row another name, or delete the key in Mist.',
      });
    }
    return { id: there.id, mistName: there.name, publicKey: own, privateKey, outcome: 'unchanged' };
  }

  /**
   * The key without Mist's public half, where that decides nothing: this apply deploys it to no machine, and what is held
   * here is by its hash the very key that every machine was made with. Otherwise null.
   */
  async #opensAll(desired: DesiredKey, there: ObservedKey): Promise<ReadyKey | null> {
    const deployed = this.#deployed.get(desired.mistName) ?? null;
    if (deployed === null) return null;
    const uploaded = this.#uploaded(desired);
    if (uploaded !== null) this.#world.log.mask(uploaded.reveal());
    const privateKey = uploaded ?? (await this.#headStart.privateKey(there.id));
    const publicKey = await this.#publicOf(desired, privateKey);
    if (hostKeySha256(publicKey) !== deployed) return null;
    return { id: there.id, mistName: there.name, publicKey, privateKey, outcome: 'unchanged' };
  }

  async #publicOf(desired: DesiredKey, privateKey: Secret): Promise<string> {
    try {
      return await this.#world.keyMaker.publicOf(privateKey);
    } catch (error) {
      throw new PlanError(
        'broken-key',
        desired.address,
        `what Mist holds for key \`${desired.mistName}\` is no private key: ${sentenceOf(error)}.`,
      );
    }
  }
}

/** A machine that another key opens would be asked in vain until the time is over. Tags that say nothing prove nothing. */
export function refuseOtherKey(desired: DesiredMachine, observed: ObservedMachine, key: ReadyKey): void {
  const deployed = observed.tags[TAGS.key];
  if (desired.adopt !== null || deployed === undefined || deployed === hostKeySha256(key.publicKey)) return;
  throw new ActionError(
    'other-key',
    'user',
    `${desired.address}: it was made with another key than \`${key.mistName}\` is now.`,
    {
      hint: 'Whoever has the old key can still log in. Destroy the machine, or the whole scope, and apply again.',
    },
  );
}
