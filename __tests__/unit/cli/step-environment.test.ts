import { describe, expect, test } from '@jest/globals';
import type { Command } from '../../../src/cli/arguments.ts';
import { readMistFile } from '../../../src/cli/mist-file.ts';
import { readRecords } from '../../../src/cli/records.ts';
import { mistInputs, repositoryOf, type Surroundings, stepEnvironment } from '../../../src/cli/step-environment.ts';

const COMMAND: Extract<Command, { kind: 'run' }> = {
  kind: 'run',
  verb: 'apply',
  specFile: 'spec.yml',
  repository: null,
  repositoryId: null,
  inputs: {},
};

function surroundings(over: Partial<Surroundings> = {}): Surroundings {
  return {
    env: { MIST_URL: 'https://mist.example.com', MIST_TOKEN: 'token', PATH: '/bin' },
    mistFile: null,
    directory: '/project',
    remote: 'git@github.com:owner/name.git',
    files: '/files',
    stateFile: '/state',
    outputFile: '/output',
    ...over,
  };
}

describe('the environment of a step', () => {
  test('holds inputs, identity and places, and nothing of a real runner', () => {
    const env = { ...surroundings().env, GITHUB_RUN_ID: '1', INPUT_SCOPE: 'x', STATE_j0: 'y', RUNNER_TRACKING_ID: 'z' };
    expect(stepEnvironment(COMMAND, surroundings({ env }))).toEqual({
      MIST_URL: 'https://mist.example.com',
      MIST_TOKEN: 'token',
      PATH: '/bin',
      GITHUB_REPOSITORY: 'owner/name',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_API_URL: 'https://api.github.com',
      GITHUB_WORKSPACE: '/project',
      GITHUB_ACTION: 'cli',
      GITHUB_STATE: '/state',
      GITHUB_OUTPUT: '/output',
      RUNNER_TEMP: '/files',
      'INPUT_MIST-URL': 'https://mist.example.com',
      'INPUT_MIST-TOKEN': 'token',
      INPUT_SCOPE: 'local',
      INPUT_MODE: 'apply',
      INPUT_TEARDOWN: 'never',
      INPUT_HEARTBEAT: 'false',
      'INPUT_SPEC-FILE': 'spec.yml',
    });
  });

  test('options win over defaults, but not over what a command must have', () => {
    const command = { ...COMMAND, repository: 'a/b', repositoryId: '42', inputs: { scope: 'pr-1', ttl: '1h' } };
    expect(stepEnvironment(command, surroundings())).toMatchObject({
      GITHUB_REPOSITORY: 'a/b',
      GITHUB_REPOSITORY_ID: '42',
      INPUT_SCOPE: 'pr-1',
      INPUT_TTL: '1h',
      INPUT_TEARDOWN: 'never',
    });
  });

  test('without a repository nothing is begun', () => {
    expect(() => stepEnvironment(COMMAND, surroundings({ remote: null }))).toThrow(
      'whose environment this is: there is no git remote `origin`.',
    );
  });

  test.each(['/srv/git/name.git', '../name', 'name.git', 'file:///srv/name', 'C:\\git\\name', '~/git/name'])(
    'a remote that is a path, %s, is called one',
    (remote) => {
      expect(() => stepEnvironment(COMMAND, surroundings({ remote }))).toThrow(
        'the git remote `origin` is a path on this machine, which names no repository on a server.',
      );
      const named = stepEnvironment({ ...COMMAND, repository: 'owner/name' }, surroundings({ remote }));
      expect(named).toMatchObject({ GITHUB_REPOSITORY: 'owner/name' });
    },
  );

  test('of a remote in another form only the form is told', () => {
    const remote = 'https://user:hunter2hunter2@git.example.com/name';
    const made = (): unknown => stepEnvironment(COMMAND, surroundings({ remote }));
    expect(made).toThrow('`origin` is not of the form https://SERVER/OWNER/NAME or git@SERVER:OWNER/NAME.');
    expect(made).not.toThrow('hunter2');
  });
});

describe('reap', () => {
  const REAP = { ...COMMAND, verb: 'reap', specFile: null } as const;

  test('needs no scope and no run, and asks the GitHub server of the repository', () => {
    const env = { ...surroundings().env, GITHUB_TOKEN: 'ghs' };
    const made = stepEnvironment(REAP, surroundings({ env }));
    expect(made).toMatchObject({ GITHUB_RUN_ID: '0', GITHUB_RUN_ATTEMPT: '1', 'INPUT_GITHUB-TOKEN': 'ghs' });
    expect(made).not.toHaveProperty('INPUT_SCOPE');
    expect(made).not.toHaveProperty('GITHUB_TOKEN');
    const own = stepEnvironment(REAP, surroundings({ remote: 'git@ghe.example.com:owner/name.git' }));
    expect(own).toMatchObject({ GITHUB_API_URL: 'https://ghe.example.com/api/v3' });
  });

  test('hands the token to no server that only a remote names', () => {
    const remote = 'git@ghe.example.com:owner/name.git';
    const env = { ...surroundings().env, GH_TOKEN: 'ghs' };
    expect(stepEnvironment(REAP, surroundings({ env, remote }))).not.toHaveProperty('INPUT_GITHUB-TOKEN');
    const trusted = { ...env, GITHUB_SERVER_URL: 'https://ghe.example.com' };
    expect(stepEnvironment(REAP, surroundings({ env: trusted, remote }))).toMatchObject({
      'INPUT_GITHUB-TOKEN': 'ghs',
    });
  });
});

describe('server and account', () => {
  const file = readMistFile(
    '[mist.io]\nmist_uri = https://file.example.com\n\n[mist.credentials]\nemail=a@b.c\npassword = p=q\n',
  );

  test('`~/.mist` of the 2014 tools is read', () => {
    expect(file).toEqual({ url: 'https://file.example.com', email: 'a@b.c', password: 'p=q', token: null });
    expect(readMistFile('nonsense\n[other]\nemail=x\n')).toEqual({
      url: null,
      email: null,
      password: null,
      token: null,
    });
  });

  test.each([
    [
      'an option',
      { 'mist-url': 'https://o' },
      { MIST_URL: 'https://e', MIST_TOKEN: 't' },
      { 'mist-url': 'https://o', 'mist-token': 't' },
    ],
    [
      'the environment',
      {},
      { MIST_URL: 'https://e', MIST_API_TOKEN: 't' },
      { 'mist-url': 'https://e', 'mist-token': 't' },
    ],
    [
      'an account of the environment',
      {},
      { MIST_URL: 'https://e', MIST_EMAIL: 'm', MIST_PASSWORD: 'p' },
      { 'mist-url': 'https://e', 'mist-email': 'm', 'mist-password': 'p' },
    ],
    ['the file', {}, {}, { 'mist-url': 'https://file.example.com', 'mist-email': 'a@b.c', 'mist-password': 'p=q' }],
  ])('%s', (_, given, env, expected) => {
    expect(mistInputs(given, { env, mistFile: file })).toEqual(expected);
  });

  test.each([
    ['no server', {}, 'The Mist server is not known.'],
    ['a sandbox', { MIST_URL: 'sandbox' }, 'A command cannot own a sandbox'],
    ['no credentials', { MIST_URL: 'https://e' }, 'There are no credentials'],
  ])('%s is refused', (_, env, message) => {
    expect(() => mistInputs({}, { env, mistFile: null })).toThrow(message);
  });
});

test.each([
  ['git@github.com:owner/name.git', 'https://github.com', 'owner/name'],
  ['https://github.com/owner/name', 'https://github.com', 'owner/name'],
  ['https://user:pw@ghe.example.com/owner/name.git', 'https://ghe.example.com', 'owner/name'],
  ['ssh://git@github.com:22/owner/name.git', 'https://github.com', 'owner/name'],
])('the remote %s belongs to %s %s', (remote, serverUrl, name) => {
  expect(repositoryOf(remote)).toEqual({ serverUrl, name });
});

test.each(['/srv/git/name.git', 'file:///x', ''])('the remote %j names no repository', (remote) => {
  expect(repositoryOf(remote)).toBeNull();
});

test('records read back: the last of a name counts, a torn one does not', () => {
  const text = 'a<<D1\nfirst\nD1\nb<<D2\ntwo\nlines\nD2\na<<D3\nlast\nD3\nc<<D4\ntorn';
  expect([...readRecords(text)]).toEqual([
    ['a', 'last'],
    ['b', 'two\nlines'],
  ]);
});
