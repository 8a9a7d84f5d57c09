// The sandbox must answer as real servers did: every recorded exchange on a supported route, replayed in order.
import { describe, expect, test } from '@jest/globals';
import { plantMachine } from '../../sandbox/plant.ts';
import { type Exchange, expectedOf, GAP_MS, Replay, recorded, recordings, type World } from './replay.ts';

const EC2: World = { clouds: { aws1: 'ec2' }, keys: ['ci-key'] };

function outage(replay: Replay, ...clouds: string[]): void {
  replay.emulator.context.switches.providerDown = clouds;
}

/** What was there before each recording, and what happened outside the API while it ran. */
const WORLDS: Readonly<Record<string, World>> = {
  concurrency: {},
  // The recording's last two creates came late enough to be indexed one refresh later.
  'create-failures': { ...EC2, before: { 5: (replay) => replay.world.advance(900) } },
  'expiration-and-tags': { ...EC2, machines: { 'exp-1': 'aws1' } },
  'lease-life-2023': { ...EC2, machines: { old: 'aws1 terminated' } },
  'lease-life-47': { ...EC2, series: '4.7', machines: { old: 'aws1 terminated' } },
  monitoring: EC2,
  'other-and-docker': { clouds: { aws1: 'ec2', dock: 'docker', others: 'other' }, keys: ['ci-key'] },
  'ssh-never-works': EC2,
  'staleness-and-outage': {
    ...EC2,
    machines: { 'mon-1': 'aws1' },
    before: { 11: (replay) => outage(replay, 'aws1', 'awsdown') },
  },
  'v1-auth': EC2,
  'v1-catalog': EC2,
  'v1-clouds': {
    ...EC2,
    before: {
      // Both clouds of the recording were one account, so the new cloud listed its machines.
      23: ({ emulator: { context } }) => {
        const cloud = context.state.clouds.find((one) => one.name === 'dup-a');
        if (cloud !== undefined) plantMachine(context, cloud, { name: 'elsewhere' });
      },
    },
  },
  'v1-keys': { keys: ['k-gen'] },
  'v1-machines-create': EC2,
  'v1-machines-manage': { ...EC2, machines: { 'v1-m1': 'aws1', e3: 'aws1' } },
  'v1v2-47': { series: '4.7', machines: {} },
  'v2-ambiguity': EC2,
  'v2-auth': EC2,
  'v2-catalog': { ...EC2, machines: { 'v1-m1': 'aws1', e3: 'aws1' } },
  'v2-cloud-edit': { ...EC2, machines: { nossh: 'aws1' } },
  'v2-clouds': {},
  'v2-docker-add': { keys: ['ci-key'], before: { 1: (replay) => outage(replay, 'dock3') } },
  'v2-keys': {},
  'v2-machines-create': EC2,
  'v2-machines-lifecycle': { ...EC2, before: { 2: (replay) => replay.world.advance(900) } },
  'v2-machines-manage': { ...EC2, machines: { 'v2-m1': 'aws1', e3: 'aws1', 'v1-q-1': 'aws1' } },
};

type Omission = { readonly file?: string; readonly route: RegExp; readonly why: string };

/** Exchanges that are not replayed, each with its reason; `route` is held against the recorded path. */
const LEFT_OUT: readonly Omission[] = [
  { route: /\/monitoring$|\/metrics|\/plugins\/|\/stats$|\/datapoints$/, why: 'monitoring is not built yet' },
  {
    file: 'monitoring',
    route: /\/jobs\/7109ff3e830349e2957bbce0a576db7a$/,
    why: 'the job of an installed monitoring agent',
  },
  { route: /\/api\/v2\/networks/, why: 'networks are not used' },
  { route: /\/(networks|security-groups|volumes|zones)$/, why: 'networks, volumes and DNS zones are not used' },
  { route: /\/api\/v1\/providers$/, why: 'the product has its own table of providers' },
  { route: /\/api\/v1\/org$|\/api\/v2\/orgs$/, why: 'details of the organisation are not used' },
  {
    file: 'other-and-docker',
    route: /9eb6a7b8cf1a4a9f916a303469dae98b\/machines$|a35d7693f48448018913c79da414b210$/,
    why: 'machines of the provider "other" are added by hand, not created',
  },
];

function omissionOf(file: string, exchange: Exchange): Omission | undefined {
  return LEFT_OUT.find((one) => (one.file ?? file) === file && one.route.test(exchange.request.path));
}

function exchangesOf(file: string): { readonly index: number; readonly exchange: Exchange }[] {
  return recorded(file).flatMap((entry, index) => (entry.request ? [{ index, exchange: entry }] : []));
}

function isParallel(exchange: Exchange | undefined): boolean {
  return exchange?.note?.includes('in parallel') ?? false;
}

const FILES = Object.keys(WORLDS);

describe('recorded exchanges on the sandbox', () => {
  test.each(FILES)('%s', async (file) => {
    const world = WORLDS[file] ?? {};
    const replay = await Replay.of(world, FILES);
    const seen: unknown[] = [];
    const wanted: unknown[] = [];
    const left = exchangesOf(file);
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      await world.before?.[next.index]?.(replay);
      if (omissionOf(file, next.exchange)) continue;
      const together = [next];
      while (isParallel(next.exchange) && isParallel(left[0]?.exchange)) {
        const one = left.shift();
        if (one !== undefined && one.exchange.request.path === next.exchange.request.path) together.push(one);
        else if (one !== undefined) {
          left.unshift(one);
          break;
        }
      }
      const label = `${next.index} ${next.exchange.request.method} ${next.exchange.request.path}`;
      const outcomes = await Promise.all(together.map((one) => replay.play(one.exchange)));
      // Which of two parallel requests wins is a matter of luck.
      const sorted = (values: readonly unknown[]): string[] => values.map((value) => JSON.stringify(value)).sort();
      seen.push([label, ...sorted(outcomes)]);
      wanted.push([label, ...sorted(together.map((one) => expectedOf(one.exchange)))]);
      await replay.world.advance(GAP_MS);
    }
    expect(seen).toEqual(wanted);
    expect(replay.emulator.crashes).toEqual([]);
  });

  test('what is covered and what is left out is counted', () => {
    expect(recordings().sort()).toEqual([...FILES].sort());
    const all = FILES.flatMap((file) => exchangesOf(file).map(({ exchange }) => omissionOf(file, exchange)));
    const reasons = new Map<string, number>();
    for (const omission of all) if (omission) reasons.set(omission.why, (reasons.get(omission.why) ?? 0) + 1);
    expect({ covered: all.filter((one) => one === undefined).length, ...Object.fromEntries(reasons) }).toEqual({
      covered: 731,
      'monitoring is not built yet': 19,
      'the job of an installed monitoring agent': 1,
      'networks are not used': 7,
      'networks, volumes and DNS zones are not used': 4,
      'machines of the provider "other" are added by hand, not created': 7,
      'details of the organisation are not used': 2,
      'the product has its own table of providers': 1,
    });
  });
});
