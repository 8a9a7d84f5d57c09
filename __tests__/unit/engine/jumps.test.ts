import { describe, expect, test } from '@jest/globals';
import { Jumps } from '../../../src/engine/jumps.ts';
import { KeyChain } from '../../../src/engine/key-chain.ts';
import { KeyHeadStart } from '../../../src/engine/key-head-start.ts';
import type { ProbeResult, SshTarget } from '../../../src/engine/ports.ts';
import type { DesiredVia } from '../../../src/model/desired.ts';
import { makeSecret } from '../../../src/model/secret.ts';
import { desired, observed } from '../plan/rows.ts';
import { newMist, worldOf } from '../reap/reap-world.ts';

const KEY = 'ssh-ed25519 AAAA';
const OUTSIDE: DesiredVia = { by: 'host', host: 'jump', user: 'admin', port: 22, hostKey: null, keyName: 'ops' };

function jumpsOf(answers: readonly ProbeResult[]) {
  const asked: SshTarget[] = [];
  const base = worldOf(newMist());
  const world = {
    ...base,
    prober: {
      ...base.prober,
      ssh: async (target: SshTarget): Promise<ProbeResult> => {
        asked.push(target);
        return answers[asked.length - 1] ?? { ok: true, hostKey: KEY };
      },
    },
  };
  const keys = new KeyChain(
    world,
    { backends: [], keys: [], machines: [] },
    { desired: [], observed: [], headStart: new KeyHeadStart(world) },
    [],
  );
  keys.get = async (mistName) => ({
    id: observed('web').id,
    mistName,
    publicKey: 'ssh-rsa AAAA',
    privateKey: makeSecret(`private ${mistName}`),
    outcome: 'unchanged',
  });
  return { jumps: new Jumps(world, keys), asked };
}

const key = {
  id: observed('web').id,
  mistName: 'k',
  publicKey: '',
  privateKey: makeSecret('p'),
  outcome: 'created',
} as const;
const ready = (name: string, hostKey: string | null) => ({
  machine: observed(name),
  hostKeys: hostKey === null ? [] : [hostKey],
  port: 2222,
});

describe('a machine of the spec', () => {
  test('is logged into as it was, with all that is before it', async () => {
    const { jumps } = jumpsOf([]);
    const outer: SshTarget = { host: 'h', port: 1, user: 'u', privateKey: key.privateKey, hostKey: 'first' };
    jumps.remember('bastion', ready('bastion', KEY), 'ubuntu', key, outer);
    const web = desired('web', { via: { by: 'machine', name: 'bastion' } });
    expect(await jumps.hopOf(web)).toMatchObject({
      host: '198.51.100.7',
      port: 2222,
      hostKey: { key: KEY },
      via: outer,
    });
    expect(jumps.handOver(web)).toEqual({ name: 'bastion', outside: null });
    expect(await jumps.hopOf(desired('db'))).toBeUndefined();
    expect(jumps.handOver(desired('db'))).toBeUndefined();
  });

  test('that nobody has logged into is none', async () => {
    const { jumps } = jumpsOf([]);
    jumps.remember('bastion', ready('bastion', null), 'ubuntu', key, undefined);
    const hop = jumps.hopOf(desired('web', { via: { by: 'machine', name: 'bastion' } }));
    await expect(hop).rejects.toMatchObject({ code: 'no-jump', message: expect.stringContaining('machine/bastion') });
  });
});

describe('a host outside', () => {
  test('is met once by all who go through it, and held to the key that answered first', async () => {
    const { jumps, asked } = jumpsOf([{ ok: false, final: false, seen: 'slow' }]);
    const rows = ['a', 'b'].map((name) => desired(name, { via: OUTSIDE }));
    const hops = await Promise.all(rows.map((row) => jumps.hopOf(row)));
    expect(asked.map(({ hostKey }) => hostKey)).toEqual(['first', 'first']);
    for (const hop of hops) expect(hop).toMatchObject({ host: 'jump', user: 'admin', hostKey: { key: KEY } });
    const outside = { host: 'jump', port: 22, user: 'admin', hostKey: KEY, keyName: 'ops' };
    expect(rows.map((row) => jumps.handOver(row))).toEqual([
      { name: 'via.1', outside },
      { name: 'via.1', outside },
    ]);
  });

  test('of another user is another one; without a key of its own it takes the machine’s', async () => {
    const { jumps, asked } = jumpsOf([]);
    const row = desired('a', { via: { ...OUTSIDE, user: 'root', hostKey: KEY, keyName: null }, keyName: 'own' });
    await jumps.hopOf(desired('b', { via: OUTSIDE }));
    await jumps.hopOf(row);
    expect(jumps.handOver(row)).toMatchObject({ name: 'via.2', outside: { keyName: 'own' } });
    expect(asked[1]).toMatchObject({ user: 'root', hostKey: { key: KEY } });
    expect(asked[1]?.privateKey.reveal()).toBe('private own');
  });

  test.each<[string, readonly ProbeResult[], number]>([
    ['a wrong key is final', [{ ok: false, final: true, seen: 'another key' }], 1],
    ['silence is asked three times', Array(3).fill({ ok: false, final: false, seen: 'no answer' }), 3],
  ])('%s', async (_, answers, times) => {
    const { jumps, asked } = jumpsOf(answers);
    const row = desired('a', { via: OUTSIDE });
    await expect(jumps.hopOf(row)).rejects.toMatchObject({ code: 'no-jump' });
    expect(asked).toHaveLength(times);
    expect(jumps.handOver(row)).toBeUndefined();
  });
});
