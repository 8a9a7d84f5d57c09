import { expect, test } from '@jest/globals';
import { machineRow, specOf } from '../../../simulation/specs.ts';
import { beginApply } from '../../../src/engine/begin-apply.ts';
import type { MistReader } from '../../../src/engine/ports.ts';
import { mistName } from '../../../src/model/identity.ts';
import type { ObservedCloud, ObservedKey } from '../../../src/model/observed.ts';
import { makeSecret } from '../../../src/model/secret.ts';
import { engineWorld } from '../../fakes/engine-world.ts';
import { AWS, desired, id, SCOPE } from '../plan/rows.ts';

const KEY: ObservedKey = { id: id(7), name: mistName(SCOPE, 'key', 'k'), isDefault: false, machineIds: [] };

/** Begins with one machine `web` and its key; `asked` is every request so far. No live list and no key is ever answered. */
function begin(clouds: readonly ObservedCloud[], keys: readonly ObservedKey[]) {
  const asked: string[] = [];
  const never = (what: string) => (): Promise<never> => {
    asked.push(what);
    return new Promise(() => undefined);
  };
  const reader: Partial<MistReader> = {
    clouds: async () => {
      asked.push('clouds');
      return clouds;
    },
    keys: async () => {
      asked.push('keys');
      return keys;
    },
    liveMachines: never('machines'),
    privateKey: never('private key'),
    images: never('images'),
    sizes: never('sizes'),
  };
  const keyMaker = { rsa: never('pair'), hostKey: never('host key'), publicOf: async () => makeSecret('').reveal() };
  const world = { ...engineWorld(reader), keyMaker };
  const key = { address: 'key/k', row: 'k', mistName: KEY.name, source: 'generated' } as const;
  const begun = beginApply(world, {
    scope: SCOPE,
    spec: specOf([machineRow('web')]),
    expand: () => ({ machines: [desired('web')], keys: [key] }),
    maxMachines: 20,
    trustOnFirstUse: false,
  });
  return { begun, asked };
}

test('an apply has begun once its live lists and its key are asked for, and nothing has changed', async () => {
  const { begun, asked } = begin([AWS], [KEY]);
  const { rows, backends } = await begun.observing;
  expect([rows.map(({ name }) => name), backends]).toEqual([['web'], []]);
  expect(asked).toEqual(['clouds', 'keys', 'private key', 'machines']);
});

test('a key that is missing is begun, and the catalogs of its machines with it', async () => {
  const { begun, asked } = begin([AWS], []);
  await begun.observing;
  expect(asked.toSorted()).toEqual(['clouds', 'images', 'keys', 'machines', 'pair', 'sizes']);
});

test('a mistake is kept for the plan, which tells all of them', async () => {
  const { begun, asked } = begin([{ ...AWS, name: 'other' }], [KEY]);
  const { mistakes, rows } = await begun.observing;
  expect(rows).toEqual([]);
  expect(() => mistakes.settle()).toThrow('there is no backend `aws` in Mist');
  expect(asked).not.toContain('machines');
});
