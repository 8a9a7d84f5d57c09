// One machine from intent to a row in the provider's list: dry run per placement, one create, never a second one.
import type { DesiredMachine } from '../model/desired.ts';
import { ActionError, CancelledError, PlanError } from '../model/errors.ts';
import { createWord, environmentHash, type Scope, TAGS } from '../model/identity.ts';
import type { JournalEntry } from '../model/journal.ts';
import { isGone, type ObservedMachine } from '../model/observed.ts';
import type { Placement } from '../plan/build-plan.ts';
import { desiredTags } from '../plan/diff.ts';
import { canonical } from '../plan/digest.ts';
import { olderFirst, proveMachine } from '../plan/ownership.ts';
import type { CloudWatch } from './cloud-watch.ts';
import { type Accepted, JobFollower, NeverAccepted } from './job-follower.ts';
import type { ReadyKey } from './key-chain.ts';
import type { OwnCreate } from './own-create.ts';
import type { CreateMachineRequest, OnSent } from './ports.ts';
import { sentenceOf, serverNow, type World } from './world.ts';
import { writeAhead } from './write-ahead.ts';

/** API v2 takes a lease of at least this far ahead; nearer ones may be lost without a word (product rule 1). */
export const SHORTEST_LEASE_MS = 15 * 60_000;
/** Clocks of server and provider may differ by this much. */
const CREATED_SLACK_MS = 120_000;

export type CreateInput = {
  readonly scope: Scope;
  readonly desired: DesiredMachine;
  readonly placement: Placement;
  readonly key: ReadyKey;
  /** What reaches the machine as user data: the host key and the user's own part. */
  readonly cloudInit: string | null;
  /** SHA-256 of the injected host key, base64url; null when none is injected. */
  readonly hostKeySha256: string | null;
  /** SHA-256 of the deployed public key, base64url. */
  readonly keySha256: string;
};

/** Builds the request: ids only, our tags, the lease by the server's clock. */
export function createRequest(world: World, input: CreateInput): CreateMachineRequest {
  const { desired, placement, scope } = input;
  const tags: Record<string, string> = {
    ...desiredTags(scope, desired, placement.cloud.id),
    [TAGS.key]: input.keySha256,
    [TAGS.environment]: environmentHash(scope),
  };
  if (input.hostKeySha256 !== null) tags[TAGS.bootKey] = input.hostKeySha256;
  const size = desired.size;
  return {
    name: desired.mistName,
    cloudId: placement.cloud.id,
    imageId: placement.image.id,
    sizeId: placement.size?.id ?? null,
    customSize: placement.size === null && size?.by === 'at-least' ? { cpu: size.cpu, ramMb: size.ramMb } : null,
    locationId: placement.location?.id ?? null,
    keyId: input.key.id,
    tags,
    leaseAt: desired.ttlMs === null ? null : serverNow(world) + Math.max(desired.ttlMs, SHORTEST_LEASE_MS),
    cloudInit: input.cloudInit,
    passThrough: desired.passThrough,
  };
}

/** Dry runs, one per distinct placement, shared by all rows that have it. */
export class DryRuns {
  readonly #world: World;
  readonly #done = new Map<string, Promise<void>>();

  constructor(world: World) {
    this.#world = world;
  }

  /** Resolves when the server would choose exactly our ids; throws PlanError naming each that differs. */
  check(desired: DesiredMachine, request: CreateMachineRequest): Promise<void> {
    const { cloudId, imageId, sizeId, customSize, locationId, keyId, passThrough } = request;
    const placement = canonical({ cloudId, imageId, sizeId, customSize, locationId, keyId, passThrough });
    const known = this.#done.get(placement);
    if (known) return known;
    const fresh = this.#compare(desired, request);
    fresh.catch(() => undefined);
    this.#done.set(placement, fresh);
    return fresh;
  }

  async #compare(desired: DesiredMachine, request: CreateMachineRequest): Promise<void> {
    const plan = await this.#world.writer.dryRun(request);
    const pairs: readonly (readonly [string, string | null, string | null])[] = [
      ['backend', request.cloudId, plan.cloudId],
      ['image', request.imageId, plan.imageId],
      ['key', request.keyId, plan.keyId],
      ['name', request.name, plan.name],
      ['size', request.sizeId, request.sizeId === null ? null : plan.sizeId],
      ['location', request.locationId, request.locationId === null ? null : plan.locationId],
    ];
    const wrong = pairs
      .filter(([, ours, theirs]) => ours !== theirs)
      .map(([what, ours, theirs]) => `${what} ${theirs ?? 'none'} instead of ${ours}`);
    if (wrong.length === 0) return;
    throw new PlanError(
      'plan-differs',
      desired.address,
      `the server would choose something else: ${wrong.join(', ')}.`,
      {
        hint: 'Nothing was created. Give the ids in the spec, and check the names in Mist for look-alikes.',
      },
    );
  }
}

/** No provider lists a machine sooner than this after its create: what is begun later is only left behind. */
const LEAST_TIME_MS = 1_000;

/** What a create came to. `created`: when it was answered, on the monotonic clock, ms. */
export type Created = {
  readonly machine: ObservedMachine;
  readonly entry: JournalEntry | null;
  readonly created: number;
  readonly own: OwnCreate;
};

/**
 * Sends the one create and waits until the provider lists the machine. A lost reply is resolved by the server's log,
 * never by sending again. Throws when nothing was made or what was made cannot be found.
 */
export async function createMachine(
  world: World,
  input: CreateInput,
  request: CreateMachineRequest,
  watch: CloudWatch,
  deadline: number,
): Promise<Created> {
  const { desired } = input;
  if (world.clock.elapsed() + LEAST_TIME_MS > deadline) {
    throw new ActionError('no-time', 'user', `${desired.address}: the time was over before it could be created.`, {
      hint: 'Raise `timeout`.',
    });
  }
  const intent = {
    kind: 'create-machine' as const,
    address: desired.address,
    name: desired.mistName,
    cloudId: request.cloudId,
    // Whole milliseconds: the journal keeps no parts of them, and the word of this create is made of its time.
    at: Math.round(serverNow(world)),
  };
  const order = { ...request, tags: { ...request.tags, [TAGS.create]: createWord(intent.name, intent.at) } };
  let jobId: string | null = null;
  let entry: JournalEntry | null = null;
  try {
    const send = (onSent: OnSent) => world.writer.createMachine(order, onSent);
    const done = await writeAhead(world.journal, intent, send, (lost) => {
      entry = lost;
    });
    entry = done.entry;
    jobId = done.value.jobId;
  } catch (error) {
    // Only what may have acted is looked for; the answer of everything else is known.
    if (error instanceof CancelledError || entry === null) throw error;
    world.log.warning(`${desired.address}: the answer to its create was lost (${sentenceOf(error)}); looking for it.`);
  }
  const created = world.clock.elapsed();
  try {
    const accepted = { jobId, at: intent.at, cloudId: request.cloudId, created };
    const follower = new JobFollower(world, desired, accepted, () => watch.again());
    const machine = await appear(input, { accepted, follower }, watch, deadline);
    return { machine, entry, created, own: { entry: intent, follower } };
  } catch (error) {
    // Proved by the log: nobody has to look for it any more.
    if (entry !== null && error instanceof NeverAccepted)
      world.journal.settle(entry, { result: 'refused', jobId: null, id: null });
    throw error;
  }
}

async function appear(
  input: CreateInput,
  { accepted, follower }: { readonly accepted: Accepted; readonly follower: JobFollower },
  watch: CloudWatch,
  deadline: number,
): Promise<ObservedMachine> {
  const { desired, scope } = input;
  const { created } = accepted;
  return watch.until<ObservedMachine>({
    address: desired.address,
    wanted: 'listed by its provider',
    deadline,
    lastSeen: () => follower.seen,
    // A create whose answer was lost is looked for until it is decided; what was accepted comes in its own time.
    ...(accepted.jobId === null ? {} : { pace: { created } }),
    after: created,
    look: (listing) => {
      follower.throwIfFailed();
      const ours = listing.machines
        .filter((machine) => machine.name === desired.mistName && !isGone(machine))
        // Anybody may use a literal name: there the tags or the job's own answer tell which machine is ours.
        .filter((machine) => proveMachine(scope, machine).owned || isOfJob(desired, machine, follower.externalId))
        .filter((machine) => isNew(machine, accepted.at))
        .sort(olderFirst);
      if (ours[0]) return ours[0];
      follower.ask();
      return undefined;
    },
  });
}

/** True for the machine that the create job itself names; derived names are proved by themselves. */
function isOfJob(desired: DesiredMachine, machine: ObservedMachine, externalId: string | null): boolean {
  return desired.literal && externalId !== null && machine.externalId === externalId;
}

/** A row that was there before the create is not what it made, whatever it is called. Providers tell whole seconds. */
function isNew(machine: ObservedMachine, sentAt: number): boolean {
  return machine.createdAt === null || machine.createdAt >= sentAt - CREATED_SLACK_MS;
}
