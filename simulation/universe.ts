// One simulated organisation: a Mist server on virtual time with its clouds, the machines behind it, and other people's things.
import { insertCloud } from '../sandbox/clouds.ts';
import { createEmulator, type Emulator } from '../sandbox/emulator.ts';
import { plantMachine } from '../sandbox/plant.ts';
import type { Series } from '../sandbox/state.ts';
import { seededRandom } from '../sandbox/world.ts';
import type { Scope } from '../src/model/identity.ts';
import { type DecoyRecord, plantDecoys } from './decoys.ts';
import { SimulatedGitHub } from './github.ts';
import { KeyBook } from './key-book.ts';
import { MachinePark } from './machine-park.ts';
import { Violations } from './violations.ts';
import { VirtualTime } from './virtual-time.ts';

/** Monday noon, UTC: when every world begins. */
export const START = Date.UTC(2026, 10, 23, 12);
/** Where the server of every world is. */
export const ORIGIN = 'http://127.0.0.1:8080';
const TOKEN = 'a70ken0'.repeat(9).concat('f');

/** One backend of the organisation. */
export type CloudPlan = { readonly name: string; readonly provider: 'ec2' | 'linode' | 'docker' };

/** What a world is made of. Times in ms. */
export type UniverseOptions = {
  readonly seed: number;
  readonly clouds: readonly CloudPlan[];
  /** Whose look-alikes are planted. */
  readonly scopes: readonly Scope[];
  /** Machine names that the look-alikes imitate. */
  readonly rows: readonly string[];
  readonly series: Series;
  readonly bootMs: number;
  readonly sshdMs: number;
  /** One way to the server, ms. */
  readonly latencyMs: number;
  /** The server's clock minus the runner's. */
  readonly skewMs: number;
  /** False for an organisation without a disabled backend, on which nobody knows what lives. */
  readonly disabledBackend: boolean;
};

/** A small, quick world in which nothing is unusual. */
export const QUIET_UNIVERSE: Omit<UniverseOptions, 'scopes'> = {
  seed: 1,
  clouds: [{ name: 'aws', provider: 'ec2' }],
  rows: ['web'],
  series: '2023',
  bootMs: 3_000,
  sshdMs: 2_000,
  latencyMs: 20,
  skewMs: 0,
  disabledBackend: true,
};

/** Server, provider, people and time of one simulation. */
export class Universe {
  readonly options: UniverseOptions;
  readonly time = new VirtualTime(START);
  readonly keys: KeyBook;
  readonly violations = new Violations();
  readonly github: SimulatedGitHub;
  readonly emulator: Emulator;
  readonly park: MachinePark;
  readonly decoys: DecoyRecord;
  /** Uniform in [0, 1): the chance of network and runner; the server's own is apart, so that a fault shifts less. */
  readonly random: () => number;

  constructor(options: UniverseOptions) {
    this.options = options;
    const { seed, bootMs, sshdMs, series } = options;
    this.keys = new KeyBook(String(seed));
    this.random = seededRandom(seed ^ 0x5bd1e995);
    const inner = seededRandom(seed);
    const { time, keys } = this;
    this.github = new SimulatedGitHub(time);
    this.park = new MachinePark({
      time,
      keys,
      random: inner,
      bootMs,
      sshdMs,
      onBoot: (machine) => this.#plantNamesake(machine.id),
    });
    const world = {
      now: () => time.now(),
      schedule: (at: number, run: () => void) => time.schedule(at, run),
      random: inner,
    };
    const setup = { world, host: this.park.host(), keySource: keys.source(), token: TOKEN, seed: 'empty' as const };
    this.emulator = createEmulator({ ...setup, options: { series, bootMs } });
    const { context } = this.emulator;
    for (const { name, provider } of options.clouds) insertCloud(context, name, provider, { region: 'us-east-1' }, 0);
    this.decoys = plantDecoys(context, keys, options);
  }

  cloudId(name: string): string {
    const cloud = this.emulator.context.state.clouds.find((one) => one.name === name && !one.deleted);
    if (cloud === undefined) throw new Error(`No cloud ${name} in this world.`);
    return cloud.id;
  }

  /** Machines that our creates caused and that cost money now, the provider's word; by the names that were asked for. */
  living(): readonly { readonly id: string; readonly name: string; readonly cloudId: string }[] {
    return this.emulator.context.state.machines
      .filter((one) => !one.planted && one.mirrorOf === null && one.state !== 'terminated' && one.removedAt === null)
      .map(({ id, orderedAs, cloudId }) => ({ id, name: orderedAs, cloudId }));
  }

  /** Somebody names a machine after ours: what looks for ids inside names finds the wrong one. */
  #plantNamesake(id: string): void {
    const { context } = this.emulator;
    const own = context.state.machines.find((one) => one.id === id);
    const cloud = context.state.clouds.find((one) => one.id === own?.cloudId);
    if (cloud === undefined || this.random() > 0.3) return;
    plantMachine(context, cloud, { name: `clone-of-${id}`, tags: { source: id } });
  }
}
