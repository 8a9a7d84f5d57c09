// One row from plan to a machine the job can use: created, replaced, or changed in place and proved reachable again.
import type { DesiredMachine } from '../model/desired.ts';
import { BugError } from '../model/errors.ts';
import { hostKeySha256 } from '../model/host-key.ts';
import { TAGS } from '../model/identity.ts';
import type { MistId, ObservedMachine } from '../model/observed.ts';
import type { OutcomeWord, ReadyMachine } from '../model/outcome.ts';
import { providerOf } from '../model/providers.ts';
import type { PowerState, RunRef } from '../model/spec.ts';
import type { MachineChange } from '../plan/build-plan.ts';
import { loginUserOf } from '../plan/login-user.ts';
import { proveMachine } from '../plan/ownership.ts';
import { CloudWatch } from './cloud-watch.ts';
import { createMachine, createRequest, DryRuns } from './create-machine.ts';
import { editMachine } from './edit-machine.ts';
import { fillAddresses } from './fill-addresses.ts';
import {
  bootKeyFor,
  type ExchangeContext,
  type ExpectedKey,
  exchangeOf,
  expectedHostKey,
  withoutBootKey,
} from './host-keys.ts';
import { Jumps } from './jumps.ts';
import { type ReadyKey, refuseOtherKey } from './key-chain.ts';
import { limitTo } from './limit.ts';
import { keepTags, setTags, type Tagging } from './machine-tags.ts';
import type { ApplyMachinesInput } from './machines-input.ts';
import { untilOwnCame } from './own-create.ts';
import type { SshTarget } from './ports.ts';
import { onlyRunning, powerOf, setPower, stoppedReady } from './power.ts';
import { type Ready, type ReadyInput, waitUntilReady } from './ready.ts';
import { removeOld } from './remove-old.ts';
import { runSetup } from './setup.ts';
import { twinsOf } from './twins.ts';
import type { World } from './world.ts';

/** A change that a row of the spec asks for. */
export type Row = MachineChange & { readonly desired: DesiredMachine };

/** The watches, dry runs and places in the queue that all rows of one apply share. */
export class BringUp {
  readonly #world: World;
  readonly #input: ApplyMachinesInput;
  readonly #dryRuns: DryRuns;
  readonly #watches = new Map<MistId, CloudWatch>();
  readonly #limit;
  readonly #jumps: Jumps;

  constructor(world: World, input: ApplyMachinesInput) {
    this.#world = world;
    this.#input = input;
    this.#dryRuns = new DryRuns(world);
    this.#limit = limitTo(input.parallelism);
    this.#jumps = new Jumps(world, input.keys);
  }

  /** Machines of ours beside the ones that were kept: one request can make two on this server (H18). */
  twins(kept: readonly ReadyMachine[]): readonly ObservedMachine[] {
    const listed = [...this.#watches.values()].flatMap((watch) => watch.latest?.machines ?? []);
    return twinsOf(kept, listed, this.#input.scope, this.#input.clouds);
  }

  /** Does what the plan says for one row, whose `needs` are ready; throws when it cannot be brought to ready. */
  async apply(row: Row, needs: readonly ReadyMachine[] = []): Promise<ReadyMachine> {
    switch (row.action) {
      case 'create':
        return this.#create(row, needs, 'created');
      case 'replace': {
        fillAddresses(row.desired, needs);
        // What would keep the new one from being made is found before the old one goes.
        if (row.desired.keyName !== null) await this.#input.keys.get(row.desired.keyName);
        if (row.observed !== null) await this.#removeOld(row, row.observed);
        return this.#create(row, needs, 'replaced');
      }
      default:
        return this.#keep(row, needs);
    }
  }

  async #create(row: Row, needs: readonly ReadyMachine[], word: OutcomeWord): Promise<ReadyMachine> {
    const { desired, placement } = row;
    if (placement === null || desired.keyName === null)
      throw new BugError(`${row.address} was planned without a place or a key.`);
    const texts = fillAddresses(desired, needs);
    const { scope, keys, userData, deadline, progress } = this.#input;
    progress.set(row.address, 'waiting for its key');
    const { provider } = placement.cloud;
    const [key, hostKey] = await Promise.all([keys.get(desired.keyName), bootKeyFor(this.#world, provider)]);
    const sha = hostKey ? hostKeySha256(hostKey.publicKey) : null;
    const cloudInit = userData({
      provider: providerOf(provider),
      hostKey,
      cloudInit: texts.cloudInit,
    });
    const input = {
      scope,
      desired,
      placement,
      key,
      cloudInit,
      hostKeySha256: sha,
      keySha256: hostKeySha256(key.publicKey),
    };
    // The digest in the tags is of the row as written, so that an address that changes is no new spec.
    const request = { ...createRequest(this.#world, input), passThrough: texts.passThrough };
    const watch = this.#watch(placement.cloud.id);
    const { machine, entry, created, own } = await this.#limit(async () => {
      progress.set(row.address, 'dry run');
      await this.#dryRuns.check(desired, request);
      progress.set(row.address, 'being created');
      return createMachine(this.#world, input, request, watch, deadline);
    });
    const { leaseAt } = request;
    const exchange = hostKey && exchangeOf(this.#world, hostKey, this.#exchangeContext(row, machine, request.tags));
    const expected: SshTarget['hostKey'] = hostKey ? { key: hostKey.publicKey } : 'first';
    const stops = desired.power === 'stopped';
    let ready = await this.#ready(stops ? onlyRunning(row) : row, {
      machine,
      key,
      hostKey: expected,
      exchange,
      leaseAt,
      created,
      changed: false,
      watch,
    });
    if (expected === 'first') await this.#pin(row, ready);
    const lasting = withoutBootKey(request.tags);
    if (scope.named || desired.literal) {
      await keepTags(this.#world, this.#tagging(row, ready.machine, lasting));
      await untilOwnCame(this.#world, scope, own, ready.machine, watch, deadline);
    }
    if (stops) ready = stoppedReady(desired, await this.#power(row, ready.machine, 'stopped'));
    else if (texts.run !== undefined) await this.#setUp(row, ready, texts.run);
    if (entry) this.#world.journal.settle(entry, { result: 'accepted', jobId: entry.jobId, id: ready.machine.id });
    this.#world.log.info(`${row.address} has been ${word}: ${ready.machine.id}`);
    return this.result(row, ready, word, null);
  }

  #exchangeContext(row: Row, machine: ObservedMachine, tags: Readonly<Record<string, string>>): ExchangeContext {
    const { scope, trustOnFirstUse } = this.#input;
    const durable = scope.named || row.desired.literal;
    return { address: row.address, tagging: this.#tagging(row, machine, tags), durable, mayKeep: trustOnFirstUse };
  }

  /** A key pinned at first contact is remembered in the machine's tags for the next apply. */
  async #pin(row: Row, ready: Ready): Promise<void> {
    const [seen] = ready.hostKeys;
    if (seen === undefined) return;
    const tags = { [TAGS.hostKey]: hostKeySha256(seen) };
    await setTags(this.#world, this.#tagging(row, ready.machine, tags));
  }

  async #ready(
    row: Row,
    given: Omit<ReadyInput, 'desired' | 'user' | 'via' | 'deadline' | 'limitText' | 'report'>,
  ): Promise<Ready> {
    const { progress, deadline, limitText } = this.#input;
    const report = (state: string): void => progress.set(row.address, state);
    report(given.machine.state);
    const user = this.#user(row);
    const via = await this.#jumps.hopOf(row.desired);
    const ready = await waitUntilReady(this.#world, {
      ...given,
      desired: row.desired,
      user,
      via,
      deadline,
      limitText,
      report,
    });
    progress.done(row.address);
    this.#jumps.remember(row.desired.name, ready, user, given.key, via);
    return ready;
  }

  /** A machine that is there: changed in place where needed, then proved reachable again before it is handed over. */
  async #keep(row: Row, needs: readonly ReadyMachine[]): Promise<ReadyMachine> {
    const { observed, update, desired } = row;
    if (observed === null) throw new BugError(`${row.address} was planned to stay and is not there.`);
    const run = update?.run === true ? fillAddresses(desired, needs).run : undefined;
    const edited = update !== null && (update.tags !== null || update.lease !== null);
    const power = powerOf(row);
    const changed = edited || run !== undefined || update?.power != null;
    if (edited) await this.#limit(() => editMachine(this.#world, this.#input, row, this.#tagging(row, observed, {})));
    const key = desired.keyName === null ? null : await this.#input.keys.get(desired.keyName);
    if (key !== null) refuseOtherKey(row.desired, observed, key);
    const powered = power === null ? observed : await this.#power(row, observed, power);
    const ready = power === 'stopped' ? stoppedReady(desired, powered) : await this.#enter(row, powered, key, changed);
    if (run !== undefined) await this.#setUp(row, ready, run);
    const word: OutcomeWord = row.action === 'adopt' ? 'adopted' : changed ? 'updated' : 'unchanged';
    if (word !== 'unchanged') this.#world.log.info(`${row.address} has been ${word}: ${row.reason}`);
    return this.result(row, ready, word, null);
  }

  /** A machine that is there and runs, proved to be the one that its tags remember. */
  async #enter(row: Row, machine: ObservedMachine, key: ReadyKey | null, changed: boolean): Promise<Ready> {
    const expected = await this.#expected(row, machine);
    const watch = this.#watch(machine.cloudId);
    const ready = await this.#ready(row, { machine, key, ...expected, leaseAt: null, created: null, changed, watch });
    if (expected.hostKey === 'first') await this.#pin(row, ready);
    return ready;
  }

  async #power(row: Row, machine: ObservedMachine, wanted: PowerState): Promise<ObservedMachine> {
    const { scope, progress, deadline } = this.#input;
    const report = (state: string): void => progress.set(row.address, `${state}, to be ${wanted}`);
    const watch = this.#watch(machine.cloudId);
    const done = await setPower(this.#world, { scope, desired: row.desired, machine, wanted, watch, deadline, report });
    progress.done(row.address);
    return done;
  }

  /** The row's script, and a word of it in the tags once it has succeeded: an apply that was cut off runs it again. */
  async #setUp(row: Row, { machine }: Ready, run: RunRef): Promise<void> {
    const { scope, progress, deadline, limitText } = this.#input;
    const { desired } = row;
    const report = (state: string): void => progress.set(row.address, state);
    const backend = row.backend ?? desired.backend;
    const target = this.#jumps.targetOf(desired.name);
    const done = await runSetup(this.#world, {
      desired,
      run,
      scope,
      backend,
      machine,
      target,
      deadline,
      limitText,
      report,
    });
    progress.done(row.address);
    if (scope.named || desired.literal) await setTags(this.#world, this.#tagging(row, machine, done));
  }

  /** What a machine that is there must present. Only what this scope made is changed. */
  #expected(row: Row, observed: ObservedMachine): Promise<ExpectedKey> {
    const { scope, trustOnFirstUse, clouds } = this.#input;
    const { adopt, wait } = row.desired;
    return expectedHostKey(this.#world, observed, {
      ours: adopt === null && proveMachine(scope, observed).owned,
      provider: clouds.find((cloud) => cloud.id === observed.cloudId)?.provider ?? '',
      wait,
      trustOnFirstUse,
      context: this.#exchangeContext(row, observed, {}),
    });
  }

  #tagging(row: Row, machine: ObservedMachine, tags: Readonly<Record<string, string>>): Tagging {
    const { deadline } = this.#input;
    return { address: row.address, machine, tags, watch: this.#watch(machine.cloudId), deadline };
  }

  #removeOld({ address }: Row, observed: ObservedMachine): Promise<void> {
    this.#input.progress.set(address, 'being removed for its replacement');
    return removeOld(this.#world, this.#input, address, observed);
  }

  #watch(cloudId: MistId): CloudWatch {
    const known = this.#watches.get(cloudId);
    if (known) return known;
    const fresh = new CloudWatch(this.#world, cloudId, this.#input.listings.get(cloudId) ?? null, {
      deadline: this.#input.deadline,
      text: this.#input.limitText,
    });
    this.#watches.set(cloudId, fresh);
    return fresh;
  }

  #user({ desired, backend, placement }: Row): string {
    return loginUserOf(desired, backend, this.#input.clouds, placement?.image.name ?? null);
  }

  /** The row as it is handed to the job. */
  result(row: Row, ready: Ready | null, outcome: OutcomeWord, why: string | null): ReadyMachine {
    const { desired, backend } = row;
    const via = this.#jumps.handOver(desired);
    return {
      ...(via === undefined ? {} : { via }),
      name: desired.name,
      row: desired.row,
      observed: ready?.machine ?? null,
      mistName: desired.adopt === null ? desired.mistName : (row.observed?.name ?? desired.mistName),
      backend: backend ?? desired.backend,
      user: this.#user(row),
      port: ready?.port ?? desired.port ?? 22,
      keyName: desired.keyName,
      groups: desired.groups,
      outcome,
      why,
      hostKeys: ready?.hostKeys ?? [],
    };
  }
}
