import { existsSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { machineRow, specOf } from '../../../simulation/specs.ts';
import { createLog } from '../../../src/action/log.ts';
import { createRedactor } from '../../../src/action/redact.ts';
import { rehearse } from '../../../src/action/rehearse.ts';
import { KeyHeadStart } from '../../../src/engine/key-head-start.ts';
import type { Observation } from '../../../src/engine/observe-scope.ts';
import type { DesiredMachine } from '../../../src/model/desired.ts';
import { engineWorld } from '../../fakes/engine-world.ts';
import { observationOf } from '../../fakes/observation.ts';
import { desired, SCOPE } from '../plan/rows.ts';

const DIRECTORY = '/nowhere/at/all';
const ROWS = [desired('web'), desired('db')];

/** Rehearses; any request is a mistake in the test. `prepared`: how often the last piece was come to. `written`: to the log, what failed included, or to standard output. */
async function rehearsed(observing: Promise<Observation>): Promise<{ prepared: number; written: string }> {
  let prepared = 0;
  let written = '';
  const write = (text: string): void => {
    written += text;
  };
  const log = createLog({ write, elapsed: () => 0, redactor: createRedactor(), commands: true });
  const print = process.stdout.write;
  process.stdout.write = (text) => {
    write(String(text));
    return true;
  };
  const world = engineWorld({});
  const prepare = (): void => {
    prepared += 1;
  };
  try {
    await rehearse(
      { scope: SCOPE, log },
      {
        apply: { observing, headStart: new KeyHeadStart(world) },
        input: {
          scope: SCOPE,
          spec: specOf(ROWS.map(({ row }) => machineRow(row))),
          expand: () => ({ machines: ROWS, keys: [] }),
          maxMachines: 20,
          replace: false,
          trustOnFirstUse: false,
        },
        directory: DIRECTORY,
        world: { keyMaker: { ...world.keyMaker, prepare } },
      },
    );
  } finally {
    process.stdout.write = print;
  }
  return { prepared, written };
}

test('an apply is gone through to its end, and nothing is printed or written', async () => {
  expect(await rehearsed(Promise.resolve(observationOf(ROWS)))).toEqual({ prepared: 1, written: '' });
  expect(existsSync('/nowhere')).toBe(false);
});

test.each<[string, Promise<Observation>]>([
  ['the lists have come', Promise.resolve(observationOf(ROWS, undefined, Promise.resolve(new Map())))],
  ['a key is still to be made', Promise.resolve(observationOf(ROWS, []))],
  ['there is no machine', Promise.resolve(observationOf([]))],
])('nothing is prepared where %s', async (_name, observing) => {
  expect(await rehearsed(observing)).toEqual({ prepared: 0, written: '' });
});

test('what cannot be observed is left to whoever applies', async () => {
  const observing = Promise.reject<Observation>(new Error('no lists'));
  expect(await rehearsed(observing)).toEqual({ prepared: 0, written: '' });
});

test('what fails is a line for debugging', async () => {
  const [web] = ROWS;
  const broken = Object.defineProperty({ ...web } as DesiredMachine, 'tags', {
    get: () => {
      throw new Error('no tags');
    },
  });
  expect(await rehearsed(Promise.resolve(observationOf([broken])))).toEqual({
    prepared: 0,
    written: '::debug::Not rehearsed: no tags\n',
  });
});
