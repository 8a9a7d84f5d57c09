// Main when it cannot do what it was asked for: the one error at the end, exit 1, and what the server saw of it.
import { describe, expect, test } from '@jest/globals';
import { type LiveJob, ONE, type RunOptions, withJob } from '../../fakes/step-in-process.ts';

type Case = {
  readonly what: string;
  readonly error: string | RegExp;
  /** How many there are; `error` is the last. One unless given. */
  readonly errors?: number;
  /** What the first error has to hold as well. */
  readonly says?: string;
  readonly inputs?: Record<string, string>;
  readonly options?: RunOptions;
  readonly before?: (job: LiveJob) => void;
};

/** A hundred machines of long names: the journal could write most of them ahead, and not all. */
const MANY = ONE.replace('web', 'w'.repeat(40)).replace('{ image', '{ count: 100, image');

/** Runs main once and holds its only error, or its last one, against `error`. */
async function fails(
  job: LiveJob,
  { inputs = {}, options, before, error, says = '' }: Case,
  errors = 1,
): Promise<void> {
  before?.(job);
  const main = await job.main({ spec: ONE, ...inputs }, options);
  expect([main.failed, main.exits]).toEqual([true, []]);
  expect(main.errors).toHaveLength(errors);
  expect(main.errors[0]).toContain(says);
  expect(main.errors.at(-1)).toEqual(typeof error === 'string' ? error : expect.stringMatching(error));
  expect(main.stdout).not.toContain('This is a bug');
}

describe('before anything is asked of the server', () => {
  const CASES: readonly Case[] = [
    {
      what: 'no server',
      inputs: { 'mist-url': '' },
      error:
        'Input `mist-url`: it is required. Give the URL of your Mist server, e.g. `https://mist.example.com`, or `sandbox`.',
    },
    {
      what: 'a blank token',
      inputs: { 'mist-token': '' },
      error:
        'Input `mist-token`: it is blank. Pass an API token from a secret. A secret that does not exist, or that a fork may not see, is blank.',
    },
    {
      what: 'several inputs',
      inputs: { ttl: 'soon', parallelism: '0', replace: 'maybe' },
      errors: 4,
      error: '3 inputs cannot be used: each has an error of its own above.',
    },
    {
      what: 'a secret that is not set',
      inputs: { spec: `backends: { lab: { provider: linode, api-key: "\${LAB_API_KEY}" } }\n${ONE}` },
      errors: 2,
      error: 'The spec has 1 mistake; nothing was changed.',
      says: 'LAB_API_KEY',
    },
    {
      what: 'two specs',
      inputs: { 'spec-file': 'a.yml' },
      error: 'Input `spec-file`: it is given together with `spec`; give one or the other.',
    },
    {
      what: 'destroy of a scope without a name',
      inputs: { mode: 'destroy' },
      error:
        "Input `scope`: `destroy` needs the name of the scope. Unnamed scopes are removed by their own step's post.",
    },
    {
      what: 'a scope that is none',
      inputs: { scope: 'pr 7' },
      error: /^Input `scope`: "pr 7" is no name of a scope/,
    },
    {
      what: 'no run',
      options: { env: { GITHUB_RUN_ID: '' } },
      error: 'A scope of its own needs a run: GITHUB_RUN_ID is not set. Name one with the input `scope`.',
    },
    {
      what: 'no repository',
      options: { env: { GITHUB_REPOSITORY: '', GITHUB_REPOSITORY_ID: '' } },
      error: 'The repository is not known: neither GITHUB_REPOSITORY_ID nor GITHUB_REPOSITORY is set.',
    },
    {
      what: 'no state file',
      options: { env: { GITHUB_STATE: '' } },
      error:
        'The state of this run cannot be written: GITHUB_STATE is not set. Nothing is created without it, because nobody could find it again after a crash. Is the disk full?',
    },
    {
      what: 'a state file that is gone',
      options: { env: { GITHUB_STATE: '/nonexistent/state' } },
      error: /^The state of this run cannot be written: ENOENT\. Nothing is created without it/,
    },
    {
      what: 'no place for files',
      options: { env: { RUNNER_TEMP: '' } },
      error: 'RUNNER_TEMP is not set, so there is no place for files.',
    },
    {
      what: 'a key saved without a workspace',
      options: { env: { GITHUB_WORKSPACE: '' } },
      inputs: { spec: `keys:\n  ci: { generate: true, save: keys/ci }\n${ONE}` },
      error: 'The key cannot be saved as "keys/ci": GITHUB_WORKSPACE is not set.',
    },
  ];

  test.each(CASES)('$what', (one) =>
    withJob(async (job) => {
      await fails(job, one, one.errors);
      expect(job.asked().all).toBe(0);
    }),
  );

  test('mistakes of an inline spec are annotated each, with their lines in the text', () =>
    withJob(async (job) => {
      const main = await job.main({ spec: `${ONE}  db: { size: 1, color: red }\n` });
      expect(main.failed).toBe(true);
      expect(main.errors.at(-1)).toMatch(/^The spec has \d mistakes; nothing was changed\.$/);
      expect(main.errors.length).toBeGreaterThan(2);
      for (const error of main.errors.slice(0, -1)) expect(error).toMatch(/^Line 3, column \d+: machines\.db/);
      expect(job.asked().all).toBe(0);
    }));

  test('mistakes of a spec file are annotated on it', () =>
    withJob(async (job) => {
      job.file('ci/spec.yml', `${ONE}  db: { color: red }\n`);
      const main = await job.main({ spec: '', 'spec-file': 'ci/spec.yml' });
      const [first] = main.annotations;
      expect(first).toMatchObject({ level: 'error', title: 'Spec', file: 'ci/spec.yml', line: 3 });
      expect(main.errors.at(-1)).toMatch(/^The spec ci\/spec\.yml has \d mistakes?; nothing was changed\.$/);
      expect(job.asked().all).toBe(0);
    }));
});

describe('the server or the plan', () => {
  const CASES: readonly Case[] = [
    {
      what: 'a bad token',
      inputs: { 'mist-token': 'f'.repeat(64) },
      error: /^GET \/api\/v1\/clouds: 401 .*mist-token/,
    },
    {
      what: 'an unknown backend',
      inputs: { spec: ONE.replace('aws', 'azure-lab') },
      error:
        'Line 2, column 3: machine/web: there is no backend `azure-lab` in Mist. Backends that are there: aws, linode, docker. Add one under `backends:`.',
    },
    {
      what: 'more than the journal can hold',
      inputs: { spec: MANY, 'max-machines': '100', scope: 'a-long-name-of-a-scope' },
      error: /^The journal of this run would be larger than 32768 bytes/,
    },
    {
      what: 'too many machines',
      inputs: { spec: ONE.replace('{ image', '{ count: 3, image'), 'max-machines': '2' },
      error:
        'machine/*: the spec asks for 3 machines, `max-machines` allows 2. Lower `count:` or raise `max-machines`.',
    },
    {
      what: 'HTML',
      before: (job) => job.fault({ times: 0 }, { kind: 'html', status: 200 }),
      error: /^GET \/api\/v1\/clouds: 200 /,
    },
    {
      what: 'a dry plan that differs',
      before: (job) => {
        job.emulator.context.switches.dryDiffers = 'image';
      },
      error: /^machine\/web: .*image .* instead of/,
    },
  ];

  const WRONG = `backends:
  lab: existing
keys:
  team: existing
machines:
  one: { image: ubuntu 24.04, size: { cpu: 1, ram: 1g }, backend: nowhere }
  two: { image: plan9 4, size: { cpu: 1, ram: 1g }, backend: aws, count: 3, wait: running }
  three: { image: ubuntu 24.04, size: x99.huge, backend: aws, wait: running }
  four: { image: ubuntu 24.04, size: { cpu: 1, ram: 1g }, backend: aws, location: mars, wait: running }
  five: { image: ubuntu 24.04, size: { cpu: 1, ram: 1g } }
  six: { adopt: ${'ab'.repeat(16)} }
  seven: { image: ubuntu 24.04, size: { cpu: 1, ram: 1g }, backend: aws, key: nobody }
  fine: { image: ubuntu 24.04, size: { cpu: 1, ram: 1g }, backend: aws }
`;
  const EACH = [
    [2, 'backend/lab: there is no backend'],
    [4, 'key/team: there is no key'],
    [6, 'machine/one: there is no backend'],
    [7, 'machine/two-1: there is no image `plan9 4`'],
    [8, 'machine/three: there is no size `x99.huge`'],
    [9, 'machine/four: there is no location `mars`'],
    [10, 'machine/five: names no backend, and there are 3'],
    [11, 'machine/six: there is no machine with the id'],
    [12, 'key/nobody: there is no key'],
  ] as const;

  test.each(['plan', 'apply'])('%s tells everything that cannot be planned at once, each on its line', (mode) =>
    withJob(async (job) => {
      job.file('ci.yml', WRONG);
      const main = await job.main({ 'spec-file': 'ci.yml', mode });
      expect([main.failed, job.asked().writes]).toEqual([true, 0]);
      const errors = main.annotations.filter(({ level }) => level === 'error');
      expect(errors.map(({ file, line }) => [file, line])).toEqual([
        ...EACH.map(([line]) => ['ci.yml', line]),
        [null, null],
      ]);
      expect(errors.map(({ message }) => message)).toEqual([
        ...EACH.map(([, message]) => expect.stringContaining(message)),
        'This cannot be planned, for 9 reasons: each has an error of its own above.',
      ]);
    }),
  );

  test.each(CASES)('$what creates nothing', (one) =>
    withJob(async (job) => {
      await fails(job, one);
      expect(job.creates()).toBe(0);
    }),
  );

  test('an unreachable server', () =>
    withJob((job) =>
      fails(job, {
        what: '',
        inputs: { 'mist-url': 'http://127.0.0.1:9' },
        error: /^GET \/api\/v\d\/\w+: the connection was refused/,
      }),
    ));
});

describe('machines that do not come up', () => {
  const CASES: readonly (Case & { readonly scope?: string })[] = [
    {
      what: 'a provider that refuses',
      before: (job) => {
        job.emulator.context.switches.createErrors = [{ text: 'InsufficientInstanceCapacity: none left' }];
      },
      error: /^machine\/web: .*InsufficientInstanceCapacity/,
    },
    {
      what: 'one that never boots',
      inputs: { timeout: '20s' },
      before: (job) => {
        job.emulator.context.switches.neverBoot = '.';
      },
      error:
        /^machine\/web: not running with an address within the `timeout` of 20s \(its last part is kept for removal\); last seen: pending/,
    },
    {
      what: 'one that never boots in a named scope',
      inputs: { timeout: '60s', scope: 'shop' },
      before: (job) => {
        job.emulator.context.switches.neverBoot = '.';
      },
      error: /^machine\/web: not running with an address within the `timeout` of 60s \(/,
    },
  ];

  test.each(CASES)(
    '$what: exit 1, and post leaves nothing',
    (one) =>
      withJob(async (job) => {
        await fails(job, one);
        const named = one.inputs?.scope !== undefined;
        if (named) expect(job.living()).toEqual([]);
        const post = await job.post({ spec: ONE, ...one.inputs });
        expect([post.failed, post.errors, job.living(), job.keys(), job.files()]).toEqual([false, [], [], [], []]);
      }),
    30_000,
  );

  const lost = { method: 'POST', route: '^/api/v2/machines$', nth: 2 };

  test(
    'a create whose answer is an error page: the log proves that none was made, and post is green',
    () =>
      withJob(
        async (job) => {
          job.fault(lost, { kind: 'status', status: 500 });
          const error = /^machine\/web: its create never reached the server, as its log proves; nothing was made\./;
          await fails(job, { what: '', inputs: { timeout: '120s' }, error });
          const post = await job.post({ spec: ONE, 'job-status': 'cancelled' });
          expect([post.failed, post.errors, job.keys()]).toEqual([false, [], []]);
        },
        { pace: 20 },
      ),
    60_000,
  );

  test(
    'the same while the log cannot be read: post cannot prove that none was made, and says so',
    () =>
      withJob(
        async (job) => {
          job.fault(lost, { kind: 'status', status: 500 });
          job.fault({ method: 'GET', route: '^/api/v1/logs', times: 0 }, { kind: 'status', status: 400 });
          const error = /^machine\/web: not listed by its provider within the `timeout` of 120s/;
          await fails(job, { what: '', inputs: { timeout: '120s' }, error });
          const post = await job.post({ spec: ONE, 'job-status': 'cancelled' });
          expect([post.failed, post.errors[0]]).toEqual([
            true,
            expect.stringMatching(/^create ma-\S+ on aws is not proved gone: /),
          ]);
        },
        { pace: 60 },
      ),
    30_000,
  );

  test(
    'what a roll-back cannot remove is annotated',
    () =>
      withJob(async (job) => {
        job.emulator.context.switches.neverBoot = '.';
        job.emulator.context.switches.destroyLies = '.';
        const main = await job.main({ spec: ONE, scope: 'shop', timeout: '40s' });
        expect(main.errors).toEqual([
          expect.stringMatching(/^machine ma-.* on aws is not proved gone: /),
          expect.stringMatching(/^machine\/web: not running/),
        ]);
        expect(JSON.parse(main.outputs.leaks ?? '')).toHaveLength(1);
      }),
    20_000,
  );
});

describe('the end of the step', () => {
  test('its time is over', () =>
    withJob(async (job) => {
      job.fault({ route: 'clouds', times: 0 }, { kind: 'stall', when: 'before' });
      const started = performance.now();
      await fails(job, {
        what: '',
        inputs: { timeout: '10s' },
        error: 'The time is over: `timeout` is 10s. Post removes what must not stay.',
      });
      expect(performance.now() - started).toBeLessThan(5000);
    }));

  test('outputs that cannot be written', () =>
    withJob(async (job) => {
      await fails(job, {
        what: '',
        options: { env: { GITHUB_OUTPUT: '/nonexistent/output' } },
        error: 'The outputs cannot be written: ENOENT. Is the disk full?',
      });
      expect((await job.post({ spec: ONE })).failed).toBe(false);
      expect(job.living()).toEqual([]);
    }));

  test.each(['SIGINT', 'SIGTERM'])(
    '%s stops what is going on, and post removes it',
    (name) =>
      withJob(
        async (job) => {
          let sent = false;
          const main = await job.main(
            { spec: ONE },
            {
              env: { RUNNER_DEBUG: '1' },
              onLine: (line, signal) => {
                if (sent || !line.includes('POST /api/v2/machines: 200') || job.creates() === 0) return;
                sent = true;
                signal(name);
              },
            },
          );
          expect([main.failed, main.exits, main.errors]).toEqual([
            true,
            [],
            [`Ended by ${name}. Post removes what must not stay.`],
          ]);
          expect(main.warnings).toEqual([`${name}: stopping; nothing new is begun.`]);
          expect(job.creates()).toBe(1);
          const post = await job.post({ spec: ONE, 'job-status': 'cancelled' });
          expect([post.failed, post.errors, job.living(), job.files()]).toEqual([false, [], [], []]);
          expect(job.emulator.context.state.machines).toHaveLength(1);
        },
        { bootMs: 20_000 },
      ),
    20_000,
  );

  test('a second signal exits at once', () =>
    withJob(async (job) => {
      job.fault({ route: 'clouds', times: 0 }, { kind: 'stall', when: 'before' });
      let lines = 0;
      const main = await job.main(
        { spec: ONE, timeout: '10s' },
        {
          onLine: (line, signal) => {
            if (!line.startsWith('Scope:') && !line.includes('SIGINT: stopping')) return;
            lines += 1;
            if (lines === 1) signal('SIGINT');
            else queueMicrotask(() => signal('SIGINT'));
          },
        },
      );
      expect([main.failed, main.exits]).toEqual([true, [130]]);
    }));

  test('a destroy that is cancelled says that nobody else goes on with it', () =>
    withJob(async (job) => {
      await job.main({ spec: ONE, scope: 'shop' });
      const destroy = await job.main(
        { mode: 'destroy', scope: 'shop' },
        { onLine: (line, signal) => line.startsWith('Destroying ') && signal('SIGINT') },
      );
      expect(destroy.errors).toEqual([
        'Ended by SIGINT. It is not proved that scope shop is gone: run `destroy` again.',
      ]);
    }));
});
