// Main whose state file is lost while it works: post would find nothing, so main must not say that all is well.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Ended, type LiveJob, ONE, withJob } from '../../fakes/step-in-process.ts';

type Loss = (stateFile: string) => void;

const removed: Loss = (file) => rmSync(file, { force: true });
const emptied: Loss = (file) => writeFileSync(file, '');

/** Main whose state is lost as soon as a machine is there. */
function mainWith(job: LiveJob, loss: Loss, inputs: Record<string, string> = {}): Promise<Ended> {
  const file = join(job.runnerTemp, '..', 'commands', 'state');
  const onLine = (): void => {
    if (job.living().length > 0) loss(file);
  };
  return job.main({ spec: ONE, ...inputs }, { onLine });
}

describe('the state is lost', () => {
  test.each([
    ['the file is removed', removed],
    ['the file is emptied', emptied],
  ])('%s: an unnamed scope is removed by main', (_, loss) =>
    withJob(async (job) => {
      const main = await mainWith(job, loss);
      expect([main.failed, job.living(), main.outputs]).toEqual([true, [], {}]);
      expect(main.errors.at(-1)).toBe(
        'The runner lost the state of this step while it worked, so that post would find nothing: nothing of it is left. ' +
          'Does something on this runner clean up its files while jobs run?',
      );
    }),
  );

  test('what cannot be removed is named', () =>
    withJob(
      async (job) => {
        job.emulator.context.switches.destroyLies = '.';
        const main = await mainWith(job, removed, { timeout: '3m' });
        const [name] = job.living();
        expect(main.annotations.map(({ title }) => title)).toContain('May be left');
        expect(main.errors.join('\n')).toContain(`machine ${name} `);
        expect(main.errors.at(-1)).toContain('1 of its objects may be left.');
      },
      { pace: 60 },
    ));

  test('a named scope stays, and the step fails', () =>
    withJob(async (job) => {
      const main = await mainWith(job, removed, { scope: 'shop' });
      expect([main.failed, job.living().length]).toEqual([true, 1]);
      expect(main.errors.at(-1)).toContain(
        'What is ready in scope shop stays. `mode: destroy` with its name removes it.',
      );
    }));
});
