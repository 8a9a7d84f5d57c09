// Which host key a machine is expected to present, and how the exchange of an injected one is kept in its tags.
import type { Address } from '../model/desired.ts';
import { CancelledError, WaitTimeoutError } from '../model/errors.ts';
import { TAGS } from '../model/identity.ts';
import type { ObservedMachine } from '../model/observed.ts';
import { PROVIDERS, providerOf } from '../model/providers.ts';
import type { WaitRef } from '../model/spec.ts';
import { logsIn } from '../model/wait.ts';
import { HostKeyExchange } from './host-key-exchange.ts';
import { keepTags, setTags, type Tagging } from './machine-tags.ts';
import type { KeyPair, SshTarget } from './ports.ts';
import { sentenceOf, serverNow, type World } from './world.ts';

/** The value of `mist_action_bootkey` once the injected key is dead. Tags are overwritten, never deleted. */
const RETIRED = 'retired';
/** Tags of a create come within 40 s (seen on a live server). */
const TAGS_PATIENCE_MS = 60_000;
const YOUNG_MS = 5 * 60_000;

/** A host key to inject, masked; null where Mist drops cloud-init, by the provider's name on the server. */
export async function bootKeyFor(world: World, serverProvider: string): Promise<KeyPair | null> {
  const provider = providerOf(serverProvider);
  if (provider === null || !PROVIDERS[provider].cloudInit) return null;
  const pair = await world.keyMaker.hostKey();
  world.log.mask(pair.privateKey.reveal());
  return pair;
}

/** The SHA-256 of an injected key that may still be alive. */
function bootSha256(observed: Pick<ObservedMachine, 'tags'>): string | null {
  const sha256 = observed.tags[TAGS.bootKey];
  return sha256 === undefined || sha256 === RETIRED ? null : sha256;
}

/**
 * What the tags of a machine say that it must present: its own key, and as long as the exchange is not proved the injected
 * one too. Null without such tags.
 */
function taggedHostKey(observed: Pick<ObservedMachine, 'tags'>): Exclude<SshTarget['hostKey'], 'first'> | null {
  const known = [observed.tags[TAGS.hostKey], bootSha256(observed)].filter((sha256) => typeof sha256 === 'string');
  return known.length === 0 ? null : { sha256: known };
}

/**
 * The machine once a list shows which host key to expect: the tags of a create come up to 40 s later, and the step that
 * asked for them may have been ended before. The machine as it is where they do not come, or cannot.
 */
async function untilHostKeyTagged(
  world: World,
  observed: ObservedMachine,
  serverProvider: string,
  { address, watch, deadline }: Pick<Tagging, 'address' | 'watch' | 'deadline'>,
): Promise<ObservedMachine> {
  const provider = providerOf(serverProvider);
  const injected = provider !== null && PROVIDERS[provider].cloudInit;
  const young = observed.createdAt === null || serverNow(world) - observed.createdAt < YOUNG_MS;
  if (!injected || !young || taggedHostKey(observed) !== null) return observed;
  try {
    return await watch.until<ObservedMachine>({
      address,
      wanted: 'tagged with its host key',
      deadline: Math.min(deadline, world.clock.elapsed() + TAGS_PATIENCE_MS),
      lastSeen: () => 'without such a tag',
      look: ({ machines }) => machines.find((one) => one.id === observed.id && taggedHostKey(one) !== null),
    });
  } catch (error) {
    if (!(error instanceof WaitTimeoutError)) throw error;
    return observed;
  }
}

/**
 * The machine on a list that is asked for from now on. What the plan was made on is old where the row had to wait for
 * others: meanwhile another step may have retired the injected key, or pinned one.
 */
function listedAnew(
  world: World,
  observed: ObservedMachine,
  { address, watch, deadline }: Pick<Tagging, 'address' | 'watch' | 'deadline'>,
): Promise<ObservedMachine> {
  return watch.until<ObservedMachine>({
    address,
    wanted: 'listed',
    deadline,
    lastSeen: () => 'not listed',
    pace: 'now',
    after: world.clock.elapsed(),
    look: ({ machines }) => machines.find((one) => one.id === observed.id),
  });
}

/** What a machine that is there must present, and what is left to do about it; null where nothing says so. */
export type ExpectedKey = {
  readonly hostKey: SshTarget['hostKey'] | null;
  readonly exchange: HostKeyExchange | null;
};

/**
 * What the tags of a machine say about its host key, by a new list unless they name its own key and no other: that does
 * not change any more. Without tags only the user's word (`trustOnFirstUse`) allows a first contact, and only once those
 * of its create cannot come any more. Throws WaitTimeoutError when no list shows the machine in time.
 */
export async function expectedHostKey(
  world: World,
  observed: ObservedMachine,
  input: {
    readonly ours: boolean;
    /** By its name on the server. */
    readonly provider: string;
    readonly wait: WaitRef;
    readonly trustOnFirstUse: boolean;
    readonly context: ExchangeContext;
  },
): Promise<ExpectedKey> {
  const { ours, provider, wait, trustOnFirstUse, context } = input;
  const { tagging } = context;
  let machine = observed;
  const final = observed.tags[TAGS.hostKey] !== undefined && bootSha256(observed) === null;
  if (logsIn(wait) && !final) {
    const deadline = Math.min(tagging.deadline, world.clock.elapsed() + (wait.timeoutMs ?? Number.POSITIVE_INFINITY));
    machine = await listedAnew(world, observed, { ...tagging, deadline });
    if (ours) machine = await untilHostKeyTagged(world, machine, provider, { ...tagging, deadline });
  }
  const hostKey = taggedHostKey(machine) ?? (trustOnFirstUse ? ('first' as const) : null);
  return { hostKey, exchange: ours ? openExchange(world, machine, context) : null };
}

export type ExchangeContext = {
  readonly address: Address;
  /** The tags that the create was sent with, or none for a machine that was there. */
  readonly tagging: Tagging;
  /** Another step may enter the scope later and must then know which key to expect. */
  readonly durable: boolean;
  readonly mayKeep: boolean;
};

/** The exchange for a machine that was just created with `injected`. */
export function exchangeOf(world: World, injected: KeyPair, context: ExchangeContext): HostKeyExchange {
  return exchange(world, { key: injected.publicKey }, null, context);
}

/** The exchange that an earlier step did not bring to its end; null when there is none. */
function openExchange(world: World, observed: ObservedMachine, context: ExchangeContext): HostKeyExchange | null {
  const sha256 = bootSha256(observed);
  return sha256 === null ? null : exchange(world, { sha256 }, observed.tags[TAGS.hostKey] ?? null, context);
}

function exchange(
  world: World,
  injected: { readonly key: string } | { readonly sha256: string },
  remembered: string | null,
  { address, tagging, durable, mayKeep }: ExchangeContext,
): HostKeyExchange {
  const set = (tags: Readonly<Record<string, string>>): Promise<void> => setTags(world, { ...tagging, tags });
  return new HostKeyExchange(world, {
    address,
    injected,
    remembered,
    mayKeep,
    deadline: tagging.deadline,
    remember: durable
      ? async (sha256) => {
          // The server writes the tags of a create late, and would write over ours.
          if (Object.keys(tagging.tags).length > 0) await keepTags(world, tagging);
          await set({ [TAGS.hostKey]: sha256 });
        }
      : null,
    settled: async (sha256) => {
      const tags = { [TAGS.hostKey]: sha256, [TAGS.bootKey]: RETIRED };
      if (durable) await set(tags);
      else await tell(world, tagging, tags);
    },
  });
}

/** Nobody enters an unnamed scope again: its tags are for people, and worth neither a wait nor a failure. */
async function tell(
  world: World,
  { address, machine }: Tagging,
  tags: Readonly<Record<string, string>>,
): Promise<void> {
  try {
    await world.writer.setTags(machine, tags);
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    world.log.debug(`${address}: its host key is not in its tags: ${sentenceOf(error)}`);
  }
}

/** The tags that a list shows of a create after an exchange: that of the injected key has been overwritten. */
export function withoutBootKey(tags: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).filter(([tag]) => tag !== TAGS.bootKey));
}
