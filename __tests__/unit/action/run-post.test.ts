// Post against a Mist server in this process: what it removes, what it leaves, and that it is red when it cannot tell.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Ended, type LiveJob, ONE, ROW, withJob } from '../../fakes/step-in-process.ts';

const TIMEOUT_MS = 30_000;

async function applied(job: LiveJob, inputs: Record<string, string> = {}): Promise<Ended> {
  const main = await job.main({ spec: ONE, ...inputs });
  expect(main.errors).toEqual([]);
  expect(job.living()).toHaveLength(1);
  return main;
}

/** The file that a red post names in its last sentence. */
function leaksIn(job: LiveJob, post: Ended): unknown {
  const [name, more] = readdirSync(job.runnerTemp).filter((file) => file.startsWith('mist-leaks-'));
  expect(more).toBeUndefined();
  const path = join(job.runnerTemp, name ?? '');
  expect(post.errors.at(-1)).toContain(`they are listed in ${path}.`);
  expect((lstatSync(path).mode & 0o777).toString(8)).toBe('600');
  return JSON.parse(readFileSync(path, 'utf8'));
}

describe('nothing to do', () => {
  test('main never began', () =>
    withJob(async (job) => {
      const post = await job.post();
      expect([post.failed, post.stdout, job.asked().all]).toEqual([
        false,
        'Main ended before it could change anything: there is nothing to remove.\n',
        0,
      ]);
    }));

  test.each([
    ['auto', 'success'],
    ['never', 'failure'],
    ['on-failure', 'success'],
    ['on-success', 'cancelled'],
  ])('a named scope with teardown %s stays after %s', (teardown, status) =>
    withJob(async (job) => {
      await applied(job, { scope: 'shop' });
      const { all } = job.asked();
      const post = await job.post({ spec: ONE, scope: 'shop', teardown, 'job-status': status });
      expect(post.stdout).toContain(`Scope shop stays (teardown: ${teardown}).`);
      expect([post.failed, job.living().length, job.asked().all, job.files()]).toEqual([false, 1, all, []]);
    }),
  );
});

describe('state that is not this step’s own', () => {
  test('another scope than the step’s is refused, and nothing is touched', () =>
    withJob(async (job) => {
      await applied(job);
      const { all } = job.asked();
      const post = await job.post({ spec: ONE, scope: 'production', teardown: 'always' });
      expect([post.failed, job.living().length, job.asked().all]).toEqual([true, 1, all]);
      expect(post.stdout).toContain('The saved state names the scope run-');
    }));

  test.each(['plan', 'check'])('a journal beside mode %s removes nothing', (mode) =>
    withJob(async (job) => {
      await applied(job, { scope: 'shop' });
      const { all } = job.asked();
      const forged = { env: { STATE_mode: mode } };
      const post = await job.post({ spec: ONE, scope: 'shop', teardown: 'always' }, forged);
      expect([post.failed, job.living().length, job.asked().all]).toEqual([false, 1, all]);
      const before = { env: { STATE_mode: '' } };
      await job.post({ spec: ONE, scope: 'shop', teardown: 'always', mode }, before);
      expect([job.living().length, job.asked().all]).toEqual([1, all]);
    }),
  );

  test.each(['plan', 'destroy'])('a `mode` that evaluates to %s in post changes nothing', (mode) =>
    withJob(async (job) => {
      await applied(job);
      const post = await job.post({ spec: ONE, mode });
      expect([post.failed, job.living()]).toEqual([false, []]);
    }),
  );
});

describe('removes', () => {
  test.each([
    ['an unnamed scope', {}, {}],
    ['a named scope with always', { scope: 'shop' }, { teardown: 'always' }],
    ['on-failure after a cancelled job', { scope: 'shop' }, { teardown: 'on-failure', 'job-status': 'cancelled' }],
  ])(
    '%s, and proves it',
    (_what, inputs, more) =>
      withJob(async (job) => {
        const main = await applied(job, { ...inputs, spec: ONE.replace('key: ops, ', '') });
        expect([job.keys().length, existsSync(main.outputs.files ?? '')]).toEqual([1, true]);
        const [name] = job.living();
        const post = await job.post({ spec: ONE, ...inputs, ...more });
        expect([post.failed, post.errors, post.warnings]).toEqual([false, [], []]);
        expect(post.stdout).toMatch(
          new RegExp(`machine/${name} has been destroyed \\([0-9a-f]{32}\\), proved by two live lists`),
        );
        expect(post.stdout).toContain('Nothing of this scope is left.');
        expect(post.summary).toContain('1 machine and 1 key destroyed.');
        expect([job.living(), job.keys(), job.files()]).toEqual([[], [], []]);
      }),
    TIMEOUT_MS,
  );

  test('what never became ready in a named scope that stays', () =>
    withJob(async (job) => {
      await applied(job, { scope: 'shop' });
      const entry = JSON.parse(job.state().STATE_j0 ?? '');
      const unsettled = JSON.stringify([...entry.slice(0, 5), 'sent', null, null, null]);
      const post = await job.post({ spec: ONE, scope: 'shop' }, { env: { STATE_j0: unsettled } });
      expect([post.failed, job.living()]).toEqual([false, []]);
      const said = 'Nothing is left of what did not become ready. Scope shop stays (teardown: auto); nothing that this';
      expect(post.stdout).toContain(`\n${said} run made became ready.\n`);
      expect(post.summary).toContain(`1 machine destroyed. ${said}`);
      expect(post.stdout + post.summary).not.toContain('Nothing of this scope');
    }));

  test('only that: machines that became ready stay, and are told', () =>
    withJob(async (job) => {
      await job.main({ spec: `${ONE}  db: ${ROW}\n`, scope: 'shop' });
      const entries = Object.entries(job.state()).filter(([name]) => name.startsWith('STATE_j'));
      const [key, entry] = entries.find(([, text]) => text.includes('machine/db')) ?? ['', '[]'];
      const [, ready] = entries.find(([, text]) => text.includes('machine/web')) ?? ['', '[]'];
      const unsettled = JSON.stringify([...JSON.parse(entry).slice(0, 5), 'sent', null, null, null]);
      const post = await job.post({ spec: ONE, scope: 'shop' }, { env: { [key]: unsettled } });
      expect(job.living()).toEqual([expect.stringContaining('-web-')]);
      const stays =
        'Nothing is left of what did not become ready. Scope shop stays (teardown: auto), with machine/web ' +
        `(${JSON.parse(ready).at(-1)}). Apply again to complete it, or destroy it by its name.`;
      expect(post.stdout).toContain(`\n${stays}\n`);
      expect(post.summary).toContain(`1 machine destroyed. ${stays}`);
      expect([post.failed, post.stdout.includes('Nothing of this scope')]).toEqual([false, false]);
    }));

  test('by name on every backend when the journal is damaged', () =>
    withJob(async (job) => {
      await applied(job);
      const post = await job.post({ spec: ONE }, { env: { STATE_j0: '["create-mach' } });
      expect(post.warnings).toEqual(['Record 0 of the journal cannot be read; it is ignored.']);
      expect([post.failed, job.living()]).toEqual([false, []]);
    }));
});

describe('red when something may be left', () => {
  test(
    'a server that says yes and does nothing',
    () =>
      withJob(
        async (job) => {
          await applied(job);
          const [name] = job.living();
          job.emulator.context.switches.destroyLies = '.';
          const post = await job.post({ spec: ONE, 'job-status': 'cancelled' });
          expect(post.failed).toBe(true);
          expect(post.annotations.map(({ level, title }) => [level, title])).toEqual([
            ['error', 'May be left'],
            ['error', null],
          ]);
          expect(post.errors[0]).toMatch(new RegExp(`^machine ${name} \\([0-9a-f]{32}\\) on aws is not proved gone: `));
          expect(post.errors[1]).toMatch(
            /^Scope run-\S+: 1 of its objects are not proved gone; they are listed in .*\. Leases end machines that have one\. Look at the backends named above\.$/,
          );
          expect(leaksIn(job, post)).toEqual([
            { kind: 'machine', name, id: expect.any(String), backend: 'aws', why: expect.any(String) },
          ]);
          expect(post.summary).toContain(name);
        },
        { pace: 60 },
      ),
    TIMEOUT_MS,
  );

  test('inputs that can no longer be used', () =>
    withJob(async (job) => {
      await applied(job);
      const [name] = job.living();
      const { all } = job.asked();
      const post = await job.post({ spec: ONE, 'mist-token': '' });
      expect([post.failed, job.asked().all]).toEqual([true, all]);
      expect(leaksIn(job, post)).toEqual([
        {
          kind: 'create',
          name,
          id: expect.stringMatching(/^[0-9a-f]{32}$/),
          backend: null,
          why: expect.stringMatching(/^post could not look: Input `mist-token`: it is blank\./),
        },
      ]);
    }));

  test('inputs that can no longer be used, and a damaged journal: more may be left than it tells', () =>
    withJob(async (job) => {
      await applied(job);
      const [name] = job.living();
      const damage = { STATE_j1: '["create-mach' };
      const post = await job.post({ spec: ONE, 'mist-token': '' }, { env: damage });
      expect(leaksIn(job, post)).toMatchObject([
        { kind: 'create', name },
        { kind: 'create', name: '*', id: null, backend: null },
      ]);
    }));

  test('another server than main had', () =>
    withJob(async (job) => {
      await applied(job);
      const post = await job.post({ spec: ONE, 'mist-url': `${job.url}/other` });
      expect([post.failed, post.errors[0]]).toEqual([
        true,
        expect.stringContaining(`Main used the Mist server ${job.url}, and \`mist-url\` is another one now.`),
      ]);
    }));

  test('a token that was revoked meanwhile', () =>
    withJob(async (job) => {
      await applied(job);
      for (const token of job.emulator.context.state.tokens) token.revoked = true;
      const post = await job.post({ spec: ONE });
      expect([post.failed, post.errors.length]).toEqual([true, 2]);
      expect(post.errors[0]).toMatch(
        /^machine ma-\S+ \([0-9a-f]{32}\) is not proved gone: the backends could not be listed: .*401/,
      );
      expect(leaksIn(job, post)).toHaveLength(1);
    }));

  test('a signal', () =>
    withJob(async (job) => {
      await applied(job);
      const post = await job.post(
        { spec: ONE },
        { onLine: (line, signal) => line.startsWith('Destroying ') && signal('SIGTERM') },
      );
      expect(post.warnings).toEqual(['SIGTERM: stopping; nothing new is begun.']);
      expect(post.failed).toBe(true);
      expect(leaksIn(job, post)).toMatchObject([{ why: 'post could not look: Ended by SIGTERM.' }]);
    }));

  test('a named scope that stays with a damaged journal', () =>
    withJob(async (job) => {
      await applied(job, { scope: 'shop' });
      const post = await job.post({ spec: ONE, scope: 'shop' }, { env: { STATE_j0: '[]' } });
      expect([post.failed, post.errors]).toEqual([
        true,
        ['The journal is damaged: what did not become ready in scope shop may be left.'],
      ]);
      expect(job.living()).toHaveLength(1);
    }));

  test.each([
    ['entries without a scope', { STATE_scope: '' }],
    ['a forged scope', { STATE_scope: '{"name":"../x","named":true}' }],
    ['a forged scope and nothing else', { STATE_scope: '{"name":"../x"', STATE_j0: undefined }],
  ])('%s', (_what, env) =>
    withJob(async (job) => {
      await applied(job);
      const { all } = job.asked();
      const post = await job.post({ spec: ONE }, { env });
      expect([post.failed, post.errors, job.asked().all]).toEqual([
        true,
        [
          "The saved state has no scope that can be read, so it is not known what belongs to this run. The leases end what was created; `mode: destroy` with the scope's name removes it at once.",
        ],
        all,
      ]);
    }),
  );

  test('where the file of leaks cannot be written, the annotations still are', () =>
    withJob(async (job) => {
      await applied(job);
      const post = await job.post({ spec: ONE, 'mist-token': '' }, { env: { RUNNER_TEMP: '/nonexistent' } });
      expect(post.errors.at(-1)).toContain('they are listed above.');
      expect(post.annotations[0]).toMatchObject({ level: 'error', title: 'May be left' });
    }));
});

describe('files', () => {
  test('that are no longer ours are left, with a warning', () =>
    withJob(async (job) => {
      const main = await applied(job);
      const record = { kind: 'directory', path: main.outputs.files, dev: '1', ino: '1' };
      const post = await job.post({ spec: ONE }, { env: { 'STATE_files-dir': JSON.stringify(record) } });
      expect([post.failed, post.warnings]).toEqual([
        false,
        [`${main.outputs.files} is not the directory that this run made; it was left.`],
      ]);
      expect(existsSync(main.outputs.files ?? '')).toBe(true);
    }));
});

describe('a token of its own', () => {
  const account = { 'mist-token': '', 'mist-email': 'admin@example.com', 'mist-password': 'correct horse battery' };
  const minted = (job: LiveJob) => job.emulator.context.state.tokens.filter((token) => token.name !== 'seed');

  test('is minted, outlives the job, is never shown, and is revoked with the one that post needs', () =>
    withJob(async (job) => {
      const main = await applied(job, account);
      const [token, more] = minted(job);
      expect([token?.ttl, token?.revoked, more]).toEqual([86_400, false, undefined]);
      expect(job.state()['STATE_token-id']).toBe(token?.id);
      const shown = main.stdout.split('\n').filter((line) => !line.startsWith('::add-mask::'));
      for (const secret of [token?.token ?? '', account['mist-password']]) {
        expect([shown.join('\n'), JSON.stringify(job.state()), main.summary].join('\n')).not.toContain(secret);
      }
      const post = await job.post({ spec: ONE, ...account });
      expect([post.failed, job.living()]).toEqual([false, []]);
      expect(minted(job).map(({ revoked }) => revoked)).toEqual([true, true]);
    }));

  test('is revoked where nothing else is to be done', () =>
    withJob(async (job) => {
      await applied(job, { ...account, scope: 'shop' });
      const post = await job.post({ spec: ONE, ...account, scope: 'shop' });
      expect([post.failed, job.living().length, minted(job).every(({ revoked }) => revoked)]).toEqual([false, 1, true]);
    }));

  test('that cannot be revoked makes post red', () =>
    withJob(async (job) => {
      await applied(job, account);
      job.fault({ method: 'DELETE', route: '^/api/v1/tokens', times: 0 }, { kind: 'status', status: 500 });
      const post = await job.post({ spec: ONE, ...account });
      expect([post.failed, job.living()]).toEqual([true, []]);
      expect(post.errors).toEqual(
        [...minted(job)]
          .reverse()
          .map(({ id }) => `The token ${id} could not be revoked; it ends by itself within a day.`),
      );
    }));

  test('whose answer is lost is found by the name that was written down before', () =>
    withJob(async (job) => {
      job.fault({ method: 'POST', route: '^/api/v1/tokens', times: 1 }, { kind: 'reset', when: 'after' });
      const main = await job.main({ spec: ONE, ...account });
      expect([main.failed, job.state()['STATE_token-id'], minted(job).map(({ revoked }) => revoked)]).toEqual([
        true,
        undefined,
        [false],
      ]);
      const post = await job.post({ spec: ONE, ...account });
      expect([post.failed, post.errors, minted(job).map(({ revoked }) => revoked)]).toEqual([false, [], [true, true]]);
    }));

  test('that was refused is not looked for', () =>
    withJob(async (job) => {
      const wrong = { ...account, 'mist-email': 'nobody@example.com' };
      expect((await job.main({ spec: ONE, ...wrong })).failed).toBe(true);
      const before = job.asked().all;
      const post = await job.post({ spec: ONE, ...wrong });
      expect([post.failed, post.errors, job.asked().all]).toEqual([false, [], before]);
    }));

  test('that somebody has revoked already is as good as revoked', () =>
    withJob(async (job) => {
      await applied(job, account);
      for (const token of minted(job)) token.revoked = true;
      const post = await job.post({ spec: ONE, ...account });
      expect([post.failed, post.errors, job.living()]).toEqual([false, [], []]);
      expect(minted(job).every(({ revoked }) => revoked)).toBe(true);
    }));

  test('of another job is not revoked, whatever the saved state says', () =>
    withJob(async (job) => {
      await applied(job, account);
      const [token] = minted(job);
      if (token === undefined) throw new Error('no token');
      const { tokens } = job.emulator.context.state;
      tokens.splice(tokens.indexOf(token), 1, { ...token, name: 'mist-action-1-1-other' });
      const state = { 'STATE_token-id': '', 'STATE_token-name': 'mist-action-1-1-other' };
      const post = await job.post({ spec: ONE, ...account }, { env: state });
      expect([post.failed, minted(job).at(-1)?.revoked]).toEqual([true, false]);
      expect(post.errors).toEqual([expect.stringContaining('the name is none of this job')]);
    }));

  test('and a login that fails in post: both are told', () =>
    withJob(async (job) => {
      await applied(job, account);
      const [token] = minted(job);
      job.fault({ method: 'POST', route: '^/api/v1/tokens', times: 0 }, { kind: 'unauthorized' });
      const post = await job.post({ spec: ONE, ...account });
      expect(post.errors).toEqual([
        `The token ${token?.id} could not be revoked; it ends by itself within a day.`,
        expect.stringMatching(/^create ma-\S+ \([0-9a-f]{32}\) is not proved gone: post could not look: POST .* 401 /),
        expect.stringContaining('1 of its objects are not proved gone'),
      ]);
      expect(JSON.stringify(leaksIn(job, post))).not.toContain(account['mist-password']);
    }));
});

describe('the sandbox of the job', () => {
  const inputs = { spec: ONE, 'mist-url': 'sandbox', 'mist-token': '' };
  const place = (job: LiveJob): string => join(job.runnerTemp, 'mist-action-sandbox.json');

  /** What the step that starts a sandbox leaves, with a process that can be ended. */
  async function withRecord(job: LiveJob, step: string, work: (alive: () => boolean) => Promise<void>): Promise<void> {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    await once(child, 'spawn');
    const record = { url: job.url, token: job.emulator.token, pid: child.pid, step };
    writeFileSync(place(job), JSON.stringify(record), { mode: 0o600 });
    try {
      await work(() => child.exitCode === null && child.signalCode === null);
    } finally {
      child.kill('SIGKILL');
    }
  }

  test(
    'is found by its file, and ended by the step that started it',
    () =>
      withJob((job) =>
        withRecord(job, 'machines', async (alive) => {
          const main = await applied(job, inputs);
          expect(main.outputs['machine-id']).toMatch(/^[0-9a-f]{32}$/);
          expect(job.state()['STATE_mist-url']).toBe('sandbox');
          const post = await job.post(inputs);
          expect([post.failed, job.living(), alive(), existsSync(place(job))]).toEqual([false, [], false, false]);
          expect(post.stdout).toContain('The sandbox server has ended.');
        }),
      ),
    TIMEOUT_MS,
  );

  test(
    'of another step, or of a job with a real server, is left alone',
    () =>
      withJob((job) =>
        withRecord(job, 'other-step', async (alive) => {
          await applied(job, inputs);
          expect((await job.post(inputs)).failed).toBe(false);
          writeFileSync(place(job), 'not ours');
          const post = await job.post({ spec: ONE }, { env: { 'STATE_mist-url': job.url } });
          expect([post.failed, post.warnings, alive(), existsSync(place(job))]).toEqual([false, [], true, true]);
        }),
      ),
    TIMEOUT_MS,
  );

  test('with a file that is not ours is a warning', () =>
    withJob(async (job) => {
      writeFileSync(place(job), 'not ours', { mode: 0o600 });
      const post = await job.post(inputs);
      expect([post.failed, post.warnings]).toEqual([
        false,
        [expect.stringMatching(/^The sandbox server could not be ended: .*did not write/)],
      ]);
    }));
});
