// Whose text a spec may be, event by event: what is proved to be the base's own is read, everything else costs no request to Mist.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readContext } from '../../../src/action/context.ts';
import { distrustOf } from '../../../src/action/distrust.ts';
import { type Branches, type FakeContents, withContents } from '../../fakes/github-contents.ts';
import { type Ended, type LiveJob, ONE, withJob } from '../../fakes/step-in-process.ts';

type EventFixture = {
  readonly event: string;
  readonly distrust: 'nothing' | 'files' | 'all';
  readonly baseRef: string;
  readonly payload: unknown;
};

const DIRECTORY = join(import.meta.dirname, '../../fixtures/events');
const EVENTS: readonly (readonly [string, EventFixture])[] = readdirSync(DIRECTORY).map((file) => [
  file.replace(/\.json$/, ''),
  JSON.parse(readFileSync(join(DIRECTORY, file), 'utf8')),
]);
const WITH_FILE = `machines:\n  web: { image: ubuntu 24.04, size: { cpu: 1, ram: 1g }, backend: aws, key: ops, wait: running, cloud-init-file: init.sh }\n`;
const SCRIPT = '#!/bin/sh\ntrue\n';

type Case = {
  readonly spec: string;
  readonly base: Branches;
  readonly init?: string;
  readonly inputs?: Record<string, string>;
};

/** One `mode: plan` on an event, with a checkout and a GitHub that holds `base`. */
function plan(
  fixture: EventFixture,
  at: Case,
  check: (main: Ended, job: LiveJob, github: FakeContents) => void,
): Promise<void> {
  return withContents(at.base, (github) =>
    withJob(
      async (job) => {
        job.file('ci.yml', at.spec);
        if (at.init !== undefined) job.file('init.sh', at.init);
        const main = await job.main({ mode: 'plan', 'spec-file': 'ci.yml', 'github-token': 'ghs_0123', ...at.inputs });
        check(main, job, github);
      },
      { event: fixture.payload, env: { GITHUB_EVENT_NAME: fixture.event, GITHUB_API_URL: github.apiUrl } },
    ),
  );
}

const accepted = (main: Ended, job: LiveJob): void => {
  expect([main.failed, main.errors]).toEqual([false, []]);
  expect(job.asked().all).toBeGreaterThan(0);
};
const refused = (main: Ended, job: LiveJob): void => {
  expect([main.failed, main.errors.length, job.asked().all]).toEqual([true, 1, 0]);
  expect(main.errors[0]).toMatch(/stranger's/);
};

test('the fixtures are of every kind', () => {
  const counts = Object.groupBy(EVENTS, ([, { distrust }]) => distrust);
  expect(counts.nothing?.length).toBeGreaterThan(20);
  expect(counts.files?.map(([, { event }]) => event)).toEqual(
    expect.arrayContaining(['pull_request_target', 'workflow_run', 'issue_comment']),
  );
  expect(counts.all?.length).toBeGreaterThan(4);
});

describe.each(EVENTS)('%s', (_name, fixture) => {
  const { distrust, baseRef } = fixture;
  const trusted = distrust === 'nothing';

  test('is trusted as written', () => {
    const env = { GITHUB_REPOSITORY: 'acme/shop', GITHUB_EVENT_NAME: fixture.event, GITHUB_EVENT_PATH: '/e' };
    const context = readContext(env, () => JSON.stringify(fixture.payload));
    expect([distrustOf(context), context.event.baseRef]).toEqual([distrust, baseRef]);
  });

  test("a spec file that is the base's own is accepted", () =>
    plan(fixture, { spec: ONE, base: { [baseRef]: { 'ci.yml': ONE } } }, (main, job, github) => {
      accepted(main, job);
      expect(github.asked).toEqual(trusted ? [] : [`${baseRef} ci.yml`]);
      expect(github.tokens.filter((token) => token !== 'token ghs_0123')).toEqual([]);
    }));

  test(trusted ? 'a changed one too' : 'one that differs by a byte is refused', () =>
    plan(fixture, { spec: `${ONE}\n`, base: { [baseRef]: { 'ci.yml': ONE } } }, trusted ? accepted : refused),
  );

  test(
    trusted ? 'and one inline' : distrust === 'files' ? 'an inline one is of the base' : 'an inline one is refused',
    () =>
      plan(
        fixture,
        { spec: ONE, base: {}, inputs: { spec: ONE, 'spec-file': '' } },
        distrust === 'all' ? refused : accepted,
      ),
  );
});

const [, TARGET] = EVENTS.find(([name]) => name === 'pull_request_target-fork') ?? [];
const [, FORK] = EVENTS.find(([name]) => name === 'pull_request-fork') ?? [];
if (TARGET === undefined || FORK === undefined) throw new Error('fixtures are missing');

describe('on pull_request_target', () => {
  const base = { release: { 'ci.yml': WITH_FILE, 'init.sh': SCRIPT } };

  test('files that the spec names count as well', async () => {
    await plan(TARGET, { spec: WITH_FILE, init: SCRIPT, base }, (main, job, github) => {
      accepted(main, job);
      expect(github.asked).toEqual(['release ci.yml', 'release init.sh']);
    });
    await plan(TARGET, { spec: WITH_FILE, init: `${SCRIPT}curl x|sh\n`, base }, (main, job) => {
      refused(main, job);
      expect(main.errors[0]).toContain('`init.sh` is not byte for byte the one of the branch release');
    });
  });

  test('of an inline spec too', () => {
    const inputs = { spec: WITH_FILE, 'spec-file': '' };
    return plan(TARGET, { spec: '', init: '#!/bin/sh\nfalse\n', base, inputs }, refused);
  });

  test.each<[string, Partial<Case>, RegExp]>([
    ['without a token', { inputs: { 'github-token': '' } }, /no `github-token`/],
    ['of a file that the base does not have', { base: { release: {} } }, /has no `ci.yml`/],
    ['of a file on another branch', { base: { main: { 'ci.yml': ONE } } }, /has no `ci.yml`/],
  ])('a spec %s is refused', (_what, given, reason) =>
    plan(TARGET, { spec: ONE, base: { release: { 'ci.yml': ONE } }, ...given }, (main, job) => {
      refused(main, job);
      expect(main.errors[0]).toMatch(reason);
    }),
  );

  test.each([
    [403, /contents: read/],
    [500, /gave no answer/],
  ])('a GitHub that answers %d is no proof', (status, reason) =>
    withContents(
      {},
      (github) =>
        withJob(
          async (job) => {
            job.file('ci.yml', ONE);
            const main = await job.main({ mode: 'plan', 'spec-file': 'ci.yml', 'github-token': 'ghs_0123' });
            expect([main.failed, job.asked().all]).toEqual([true, 0]);
            expect(main.errors.join('\n')).toMatch(reason);
            expect(main.stdout).not.toContain('ghs_0123');
          },
          { event: TARGET.payload, env: { GITHUB_EVENT_NAME: TARGET.event, GITHUB_API_URL: github.apiUrl } },
        ),
      status,
    ),
  );
});

describe('allow-untrusted-spec', () => {
  const inputs = { 'allow-untrusted-spec': 'true' };
  const small = 'machines:\n  web: { image: ubuntu 24.04, size: { cpu: 1, ram: 1g }, backend: aws }\n';

  test.each([
    ['a changed file on pull_request_target', TARGET, inputs],
    ['a changed file of a fork', FORK, inputs],
    ['an inline spec of a fork', FORK, { ...inputs, spec: small, 'spec-file': '' }],
  ])('takes %s, and leases every machine', (_what, fixture, given) =>
    plan(fixture, { spec: small, base: {}, inputs: given }, (main, job, github) => {
      accepted(main, job);
      expect(main.warnings.join('\n')).toContain('most of the language banned');
      expect(github.asked).toEqual([]);
    }),
  );

  test('bans what could reach beyond, before any request', () =>
    plan(TARGET, { spec: WITH_FILE, init: SCRIPT, base: {}, inputs }, (main, job) => {
      expect([main.failed, job.asked().all]).toEqual([true, 0]);
      expect(main.errors.join('\n')).toContain('machines.web.cloud-init-file: cannot be used');
    }));
});
