// The exchange of host keys across steps: what the tags of a named scope's machines say, whenever a step ends.
import { describe, expect, jest, test } from '@jest/globals';
import { machineRow, specOf } from '../../../simulation/specs.ts';
import { hostKeySha256 } from '../../../src/model/host-key.ts';
import { mistName, type Scope, TAGS } from '../../../src/model/identity.ts';
import { JOB, outcomes, PR, TestWorld } from './world.ts';

// RSA keys and logins take their time on a busy machine.
jest.setTimeout(60_000);

const ONE = specOf([machineRow('web', { backend: 'aws' })]);
const STRICT = { trustOnFirstUse: false, ttlMs: null };

function tagsOf(world: TestWorld, scope: Scope = PR): Readonly<Record<string, string>> {
  const name = mistName(scope, 'machine', 'web');
  return world.universe.emulator.context.state.machines.find((one) => one.name === name)?.tags ?? {};
}

test('after the first apply the tags name the machine’s own key, and the injected one no more', async () => {
  const world = new TestWorld();
  const run = await world.apply(PR, ONE, STRICT);
  const [machine] = run.value?.report.machines ?? [];
  expect(outcomes(run)).toEqual({ web: 'created' });
  expect(tagsOf(world)).toMatchObject({
    [TAGS.hostKey]: hostKeySha256(machine?.hostKeys[0] ?? ''),
    [TAGS.bootKey]: 'retired',
  });
  const again = await world.apply(PR, ONE, STRICT);
  expect(again.value?.report).toMatchObject({ changed: false });
  expect(again.value?.report.machines[0]?.hostKeys).toEqual(machine?.hostKeys);
  world.verify();
});

test('an unnamed scope tells it too, as far as the server lets it', async () => {
  const world = new TestWorld();
  const run = await world.apply(JOB, ONE, STRICT);
  const [machine] = run.value?.report.machines ?? [];
  const { time } = world.universe;
  await world.until(new Promise<void>((resolve) => time.schedule(time.now() + 60_000, resolve)));
  expect(tagsOf(world, JOB)[TAGS.hostKey]).toBe(hostKeySha256(machine?.hostKeys[0] ?? ''));
});

test('a machine that nobody has logged into is known by the injected key, and a later login exchanges it', async () => {
  const world = new TestWorld();
  const wait = { level: 'tcp', timeoutMs: null } as const;
  const first = await world.apply(PR, specOf([machineRow('web', { backend: 'aws', wait })]), STRICT);
  const injected = first.value?.report.machines[0]?.hostKeys[0] ?? '';
  expect(tagsOf(world)).toMatchObject({ [TAGS.bootKey]: hostKeySha256(injected) });
  expect(tagsOf(world)[TAGS.hostKey]).toBeUndefined();
  const second = await world.apply(PR, ONE, STRICT);
  const own = second.value?.report.machines[0]?.hostKeys[0] ?? '';
  expect(own).not.toBe(injected);
  expect(tagsOf(world)).toMatchObject({ [TAGS.bootKey]: 'retired', [TAGS.hostKey]: hostKeySha256(own) });
  world.verify();
});

const TRUSTING = { ...STRICT, trustOnFirstUse: true };

/** The row `web` on a cloud for which no host key can be injected. */
function blind(level: 'tcp' | 'ssh') {
  return specOf([machineRow('web', { backend: 'linode', wait: { level, timeoutMs: null } })]);
}

function machineOf(world: TestWorld, row: string) {
  const name = mistName(PR, 'machine', row);
  const found = world.universe.emulator.context.state.machines.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no machine ${name}`);
  return found;
}

describe('with trust-on-first-use', () => {
  test('a key that is seen first when the scope is entered again is the one from then on', async () => {
    const world = new TestWorld({ clouds: [{ name: 'linode', provider: 'linode' }] });
    await world.apply(PR, blind('tcp'), TRUSTING);
    expect(tagsOf(world)[TAGS.hostKey]).toBeUndefined();
    const second = await world.apply(PR, blind('ssh'), TRUSTING);
    expect(outcomes(second)).toEqual({ web: 'unchanged' });
    const [seen = ''] = second.value?.report.machines[0]?.hostKeys ?? [];
    expect(tagsOf(world)[TAGS.hostKey]).toBe(hostKeySha256(seen));
    const third = await world.apply(PR, blind('ssh'), TRUSTING);
    expect(outcomes(third)).toEqual({ web: 'unchanged' });
    // Somebody else answers at its address.
    await world.apply(JOB, specOf([machineRow('other', { backend: 'linode' })]), TRUSTING);
    const stranger = world.universe.emulator.context.state.machines.find((one) => one.name.includes('-other-'));
    machineOf(world, 'web').publicIps = [...(stranger?.publicIps ?? [])];
    const fourth = await world.apply(PR, blind('ssh'), TRUSTING);
    expect(outcomes(fourth)).toEqual({ web: expect.stringContaining('another host key was presented') });
    world.verify();
  });

  test('an injected key whose tag comes late is waited for, and exchanged', async () => {
    const whole = await new TestWorld().apply(PR, ONE, TRUSTING);
    for (let ms = whole.tookMs - 9_000; ms <= whole.tookMs - 1_000; ms += 1_000) {
      const world = new TestWorld();
      await world.until(world.step(PR, ONE, TRUSTING).apply({ cut: { how: 'kill', at: { ms } } }));
      const run = await world.apply(PR, ONE, TRUSTING);
      const [own = ''] = run.value?.report.machines[0]?.hostKeys ?? [];
      const { [TAGS.bootKey]: boot, [TAGS.hostKey]: hostKey } = tagsOf(world);
      expect({ ms, boot, hostKey }).toEqual({ ms, boot: 'retired', hostKey: hostKeySha256(own) });
      world.verify();
    }
  });
});

describe('tags that change while a row waits for others', () => {
  test('the injected key is not accepted any more once it is retired', async () => {
    const world = new TestWorld();
    const tcp = { level: 'tcp', timeoutMs: null } as const;
    await world.apply(PR, specOf([machineRow('web', { backend: 'aws', wait: tcp })]), STRICT);
    const needy = specOf([machineRow('db', { backend: 'aws' }), machineRow('web', { backend: 'aws', needs: ['db'] })]);
    const { time } = world.universe;
    // Another run has exchanged the key: what still presents the injected one is somebody else.
    time.schedule(time.now() + 3_000, () => {
      const own = hostKeySha256(world.universe.keys.make('ssh-ed25519').publicKey);
      Object.assign(machineOf(world, 'web').tags, { [TAGS.bootKey]: 'retired', [TAGS.hostKey]: own });
    });
    const run = await world.apply(PR, needy, STRICT);
    expect(outcomes(run)).toEqual({ db: 'created', web: expect.stringContaining('another host key was presented') });
    world.verify();
  });
});

test('whoever presents the injected key must have the own key that the tags name already', async () => {
  const world = new TestWorld();
  const tcp = { level: 'tcp', timeoutMs: null } as const;
  await world.apply(PR, specOf([machineRow('web', { backend: 'aws', wait: tcp })]), STRICT);
  const own = hostKeySha256(world.universe.keys.make('ssh-ed25519').publicKey);
  machineOf(world, 'web').tags[TAGS.hostKey] = own;
  const run = await world.apply(PR, ONE, STRICT);
  expect(outcomes(run)).toEqual({
    web: expect.stringContaining('its own host key is another one than it told before'),
  });
  expect(tagsOf(world)[TAGS.hostKey]).toBe(own);
  world.verify();
});

describe('a step that ends in the middle, and another that enters', () => {
  test.each(['interrupt', 'kill'] as const)('%s at any time: the same machine, known by one key', async (how) => {
    const whole = await new TestWorld().apply(PR, ONE, STRICT);
    const resumed = new Set<string>();
    for (let ms = Math.max(0, whole.tookMs - 9_000); ms <= whole.tookMs; ms += 180) {
      const world = new TestWorld();
      await world.until(world.step(PR, ONE, STRICT).apply({ cut: { how, at: { ms } } }));
      const { [TAGS.bootKey]: boot, [TAGS.hostKey]: own } = tagsOf(world);
      if (boot !== undefined && boot !== 'retired') resumed.add(own === undefined ? 'not remembered' : 'remembered');
      const run = await world.apply(PR, ONE, STRICT);
      expect({ ms, ending: run.ending, outcomes: outcomes(run) }).toEqual({
        ms,
        ending: 'green',
        outcomes: { web: expect.not.stringContaining(':') },
      });
      const key = run.value?.report.machines[0]?.hostKeys[0] ?? '';
      expect(tagsOf(world)).toMatchObject({ [TAGS.bootKey]: 'retired', [TAGS.hostKey]: hostKeySha256(key) });
      world.verify();
    }
    expect([...resumed].sort()).toEqual(['not remembered', 'remembered']);
  });
});
