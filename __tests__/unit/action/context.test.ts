import { describe, expect, test } from '@jest/globals';
import { type Context, isSecretless, readContext, scopeOf } from '../../../src/action/context.ts';
import type { Inputs } from '../../../src/action/inputs.ts';
import { ActionError, InputError } from '../../../src/model/errors.ts';

const RUNNER = {
  GITHUB_ACTIONS: 'true',
  GITHUB_SERVER_URL: 'https://github.example.com/',
  GITHUB_REPOSITORY: 'octo/app',
  GITHUB_REPOSITORY_ID: '4711',
  GITHUB_RUN_ID: '9000',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_JOB: 'test',
  GITHUB_ACTION: '__octo_mist',
  GITHUB_ACTOR: 'mona',
  GITHUB_EVENT_NAME: 'pull_request',
  GITHUB_EVENT_PATH: '/event.json',
  GITHUB_WORKSPACE: '/w',
  RUNNER_TEMP: '/t',
};

const PULL = { number: 42, head: { sha: 'abc', repo: { id: 1 } }, base: { repo: { id: 1 } } };

function context(payload: unknown = {}, env: Record<string, string | undefined> = {}): Context {
  return readContext({ ...RUNNER, ...env }, () => (typeof payload === 'string' ? payload : JSON.stringify(payload)));
}

describe('readContext', () => {
  test('picks what decisions need', () => {
    expect(context({ action: 'closed', pull_request: PULL, sender: { login: 'x' } })).toEqual({
      onRunner: true,
      repository: { serverUrl: 'https://github.example.com', id: '4711' },
      runId: '9000',
      attempt: '2',
      job: 'test',
      step: '__octo_mist',
      actor: 'mona',
      event: {
        name: 'pull_request',
        namesFork: false,
        action: 'closed',
        pullRequest: { number: 42, headRepositoryId: '1', baseRepositoryId: '1', headSha: 'abc' },
        baseRef: null,
      },
      workspace: '/w',
      runnerTemp: '/t',
    });
  });

  test.each(['', 'null', '[]', '{"pull_request": 7}', '{"pull_request": {"number": "42"}}', '{"action":'])(
    'the payload %j has no pull request',
    (payload) => {
      expect(context(payload).event).toEqual({
        name: 'pull_request',
        action: null,
        pullRequest: null,
        namesFork: false,
        baseRef: null,
      });
    },
  );

  test.each([
    [
      { pull_request: { ...PULL, base: { ref: 'release', repo: { id: 1 } } }, repository: { default_branch: 'main' } },
      'release',
    ],
    [{ repository: { default_branch: 'main' } }, 'main'],
    [{ repository: { default_branch: '' } }, null],
  ])('of %j the base is %j', (payload, base) => {
    expect(context(payload).event.baseRef).toBe(base);
  });

  test('a file that cannot be read counts as no payload', () => {
    const read = () => {
      throw new Error('ENOENT');
    };
    expect(readContext(RUNNER, read).event.pullRequest).toBeNull();
  });

  test('falls back to owner and name, and refuses to go without a repository', () => {
    expect(context({}, { GITHUB_REPOSITORY_ID: undefined, GITHUB_SERVER_URL: '' }).repository).toEqual({
      serverUrl: 'https://github.com',
      id: 'octo/app',
    });
    expect(() => context({}, { GITHUB_REPOSITORY_ID: '', GITHUB_REPOSITORY: '' })).toThrow(ActionError);
  });
});

describe('isSecretless', () => {
  const fork = { ...PULL, head: { sha: 'abc', repo: { id: 2 } } };
  const gone = { ...PULL, head: { sha: 'abc', repo: null } };
  test.each([
    { what: 'a fork', payload: { pull_request: fork }, env: {}, answer: true },
    { what: 'a fork that was deleted', payload: { pull_request: gone }, env: {}, answer: true },
    { what: 'a branch of the repository', payload: { pull_request: PULL }, env: {}, answer: false },
    {
      what: 'pull_request_target',
      payload: { pull_request: fork },
      env: { GITHUB_EVENT_NAME: 'pull_request_target' },
      answer: false,
    },
    { what: 'a push', payload: {}, env: { GITHUB_EVENT_NAME: 'push' }, answer: false },
    {
      what: 'Dependabot',
      payload: {},
      env: { GITHUB_EVENT_NAME: 'push', GITHUB_ACTOR: 'dependabot[bot]' },
      answer: true,
    },
    {
      what: 'a fork with a token',
      payload: { pull_request: fork },
      env: { 'INPUT_MIST-TOKEN': 'abcd' },
      answer: false,
    },
    {
      what: 'a fork with a password',
      payload: { pull_request: fork },
      env: { 'INPUT_MIST-PASSWORD': 'abcd' },
      answer: false,
    },
    {
      what: 'a fork on the sandbox',
      payload: { pull_request: fork },
      env: { 'INPUT_MIST-URL': 'sandbox' },
      answer: false,
    },
  ])('$what: $answer', ({ payload, env, answer }) => {
    const world = { ...RUNNER, 'INPUT_MIST-URL': '', 'INPUT_MIST-TOKEN': ' ', ...env };
    expect(isSecretless(world, context(payload, env))).toBe(answer);
  });
});

describe('scopeOf', () => {
  const unnamed: Pick<Inputs, 'scope' | 'jobLeg' | 'jobCheckRunId'> = {
    scope: null,
    jobLeg: 'null',
    jobCheckRunId: '55',
  };
  const name = (inputs: Partial<typeof unnamed>, env: Record<string, string> = {}) =>
    scopeOf({ ...unnamed, ...inputs }, context({}, env)).name;

  test('a named one is taken as it is', () => {
    const scope = scopeOf({ ...unnamed, scope: 'feature/x_1.2' }, context());
    expect(scope).toEqual({ name: 'feature/x_1.2', named: true, repository: context().repository });
  });

  test.each(['a b', 'ü', 'x'.repeat(101), 'a\nb', '$(x)'])('refuses %j', (scope) => {
    expect(() => scopeOf({ ...unnamed, scope }, context())).toThrow(InputError);
  });

  test('an unnamed one tells runs, attempts, legs and steps apart, and nothing else', () => {
    const all = [
      name({}),
      name({}, { GITHUB_RUN_ID: '9001' }),
      name({}, { GITHUB_RUN_ATTEMPT: '3' }),
      name({}, { GITHUB_ACTION: '__octo_mist_2' }),
      name({ jobCheckRunId: '56' }),
      name({ jobCheckRunId: null }),
      name({ jobCheckRunId: null, jobLeg: '{"os":"a"}' }),
      name({ jobCheckRunId: null }, { GITHUB_JOB: 'other' }),
    ];
    expect(new Set(all).size).toBe(all.length);
    for (const one of all) expect(one).toMatch(/^run-\d+-\d-[0-9a-f]{8}$/);
    expect(name({ jobLeg: '{"os":"a"}' })).toBe(name({}));
  });

  test('without a run there is no scope of its own', () => {
    expect(() => name({}, { GITHUB_RUN_ID: '' })).toThrow(/GITHUB_RUN_ID/);
  });
});
