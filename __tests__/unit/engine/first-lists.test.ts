import { expect, test } from '@jest/globals';
import { machineRow, specOf } from '../../../simulation/specs.ts';
import { askFirst, makeFirst, needsNewKey } from '../../../src/engine/first-lists.ts';
import type { KeyMaker, KeyPair } from '../../../src/engine/ports.ts';
import { makeSecret } from '../../../src/model/secret.ts';
import { json, scripted } from '../../fakes/mist-answers.ts';

test('clouds and keys are asked for at once, and their first readers get those answers; later ones ask anew', async () => {
  const mist = scripted(() => json([]));
  const reader = askFirst(mist.reader);
  await new Promise((resolve) => setImmediate(resolve));
  const paths = (): string[] => mist.asked.map(({ path }) => path);
  expect(paths()).toEqual(['/api/v1/clouds', '/api/v1/keys']);
  expect(await Promise.all([reader.clouds(), reader.keys()])).toEqual([[], []]);
  expect(paths()).toHaveLength(2);
  await reader.keys();
  expect(paths().slice(2)).toEqual(['/api/v1/keys']);
});

test('an early failure is told to whoever asks first, and to nobody else', async () => {
  const mist = scripted(() => ({ status: 401, body: 'no' }));
  const reader = askFirst(mist.reader);
  await new Promise((resolve) => setImmediate(resolve));
  await expect(reader.clouds()).rejects.toThrow();
});

test('a pair is begun at once for the first key, and made anew for every other', async () => {
  let made = 0;
  const rsa = async (): Promise<KeyPair> => {
    made += 1;
    return { publicKey: `ssh-rsa ${made}`, privateKey: makeSecret('key') };
  };
  const no = (): never => {
    throw new Error('nobody asks for this');
  };
  const maker: KeyMaker = makeFirst({ rsa, hostKey: no, publicOf: no });
  expect(made).toBe(1);
  const first = await maker.rsa();
  const second = await maker.rsa();
  expect([first.publicKey, second.publicKey, made]).toEqual(['ssh-rsa 1', 'ssh-rsa 2', 2]);
});

test('a key is surely new where an unnamed scope generates one', () => {
  const place = { line: 1, column: 1, path: [] };
  const byDefault = specOf([machineRow('web')]);
  const keyed = specOf([machineRow('web', { key: 'ops' })]);
  const generated = { ...keyed, keys: [{ name: 'ops', place, state: 'generated' as const, save: null }] };
  const adopted = specOf([machineRow('web', { adopt: 'a'.repeat(32) })]);
  const leaves = specOf([{ name: 'web', place, state: 'absent' }]);
  expect([byDefault, generated].map((spec) => needsNewKey({ named: false }, spec))).toEqual([true, true]);
  expect([keyed, adopted, leaves].map((spec) => needsNewKey({ named: false }, spec))).toEqual([false, false, false]);
  expect([byDefault, generated].map((spec) => needsNewKey({ named: true }, spec))).toEqual([false, false]);
});
