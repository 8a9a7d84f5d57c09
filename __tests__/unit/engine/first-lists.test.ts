import { expect, test } from '@jest/globals';
import { askFirst } from '../../../src/engine/first-lists.ts';
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
