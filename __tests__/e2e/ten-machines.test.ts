// Ten machines cost the time of one: measured side by side on a server whose machines take 3 s to boot.
import { expect, test } from '@jest/globals';
import { machinesOf } from './runner.ts';
import { expectGreen, SMALL, withScenario } from './scenario.ts';

const MOST = 1.25;

/** Seconds of main for `count` machines, from the start of its process to its end. */
async function secondsFor(count: number): Promise<number> {
  let seconds = Number.NaN;
  await withScenario(
    async ({ job, inputs }) => {
      const spec = `machines:\n  web: { count: ${count}, ${SMALL}, backend: aws }\n`;
      const main = await job.step({ inputs: inputs({ spec }) });
      expectGreen(main);
      expect(machinesOf(main)).toHaveLength(count);
      seconds = main.seconds;
      expectGreen(await main.post());
    },
    { server: ['--boot', '3s'] },
  );
  return seconds;
}

async function ratio(): Promise<number> {
  const one = await secondsFor(1);
  const ten = await secondsFor(10);
  console.log(`one machine: ${one.toFixed(2)} s, ten machines: ${ten.toFixed(2)} s, ratio ${(ten / one).toFixed(2)}`);
  return ten / one;
}

test(`ten machines take at most ${MOST} times as long as one, with the default parallelism`, async () => {
  const first = await ratio();
  // A single run shares its two cores with whatever else starts at that moment; a slow action is slow twice.
  expect(first <= MOST ? first : await ratio()).toBeLessThanOrEqual(MOST);
});
