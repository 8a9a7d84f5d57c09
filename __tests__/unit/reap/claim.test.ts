import { describe, expect, test } from '@jest/globals';
import { literalOwnerHash, mistName, type Scope, scopeTags, TAGS } from '../../../src/model/identity.ts';
import { claimKey, claimMachine, isKnown, repositoryPrefix } from '../../../src/reap/claim.ts';
import { AWS, machine, named, ours, REPOSITORY, RUN } from './reap-world.ts';

const OTHER = { ...REPOSITORY, id: '4712' };
/** What every tag of the scope says when its slug cannot be its whole name. */
const LONG = 'release-candidate-of-the-day';

function edited(name: string): string {
  const last = name.endsWith('0') ? '1' : '0';
  return `${name.slice(0, -1)}${last}`;
}

describe('claimMachine', () => {
  test.each<[string, Scope, Record<string, string>, object]>([
    ['a run by its tag', RUN, { [TAGS.scope]: RUN.name }, { kind: 'run', id: '9001', attempt: 1 }],
    ['a pull request by its tag', named('pr-42'), { [TAGS.scope]: 'pr-42' }, { kind: 'pull-request', number: 42 }],
    ['a pull request by its name alone', named('pr-42'), {}, { kind: 'pull-request', number: 42 }],
    ['a scope like a pull request', named('pr-42-api'), {}, { kind: 'lease' }],
    ['a named scope by its name alone', named('load-test'), {}, { kind: 'lease' }],
    ['a long one by its tag', named(LONG), { [TAGS.scope]: LONG }, { kind: 'lease' }],
    [
      'a named scope that looks like a run',
      named('run-9001-1-0badcafe'),
      { [TAGS.scope]: 'run-9001-1-0badcafe' },
      { kind: 'lease' },
    ],
    ['a named scope that looks like a slug', named('r6y1a1'), {}, { kind: 'lease' }],
  ])('%s', (_, scope, tags, owner) => {
    expect(claimMachine(REPOSITORY, ours(scope, 'web-1', { tags }))).toEqual({ kind: 'owned', scope, owner });
  });

  test.each([
    'preview/feature-1',
    'a/b_c/d__e',
    '_/_-/-_',
    `env/${'x_/'.repeat(32)}`,
    'x'.repeat(64),
    '/'.repeat(100),
    'X'.repeat(100),
  ])('a scope that one tag cannot spell: %s', (name) => {
    const scope = named(name);
    const tags = scopeTags(scope);
    for (const [key, value] of Object.entries(tags))
      expect(`${key}=${value}`).toMatch(/^mist_action_scope(?:_[1-4])?=[A-Za-z0-9._-]{1,63}$/);
    expect(claimMachine(REPOSITORY, ours(scope, 'web-1', { tags }))).toEqual({
      kind: 'owned',
      scope,
      owner: { kind: 'lease' },
    });
    const { [TAGS.scope]: one } = tags;
    expect(claimMachine(REPOSITORY, ours(scope, 'web-1', { tags: { [TAGS.scope]: one ?? '' } })).kind).toBe('unclear');
    const other = { ...tags, mist_action_scope_1: 'other' };
    expect(claimMachine(REPOSITORY, ours(scope, 'web-1', { tags: other })).kind).toBe('unclear');
  });

  test('what one tag can spell gets no more of them', () => {
    expect(scopeTags(named('pr-42'))).toEqual({ [TAGS.scope]: 'pr-42' });
  });

  test('a run without tags is likely, with run and attempt from the slug', () => {
    const claim = claimMachine(REPOSITORY, ours(RUN, 'web', { tags: {} }));
    const prefix = `${repositoryPrefix(REPOSITORY)}r6y1a1-`;
    expect(claim).toEqual({ kind: 'likely', prefix, owner: { kind: 'run', id: '9001', attempt: 1 } });
  });

  test.each([TAGS.hostKey, TAGS.bootKey, TAGS.digest, TAGS.key])('%s alone tells no scope', (tag) => {
    expect(claimMachine(REPOSITORY, ours(RUN, 'web', { tags: { [tag]: 'retired' } })).kind).toBe('likely');
  });

  test.each([TAGS.scope, `${TAGS.scope}_1`, TAGS.row, TAGS.owner])('a wrong %s is a contradiction', (tag) => {
    const name = edited(mistName(RUN, 'machine', 'web'));
    expect(claimMachine(REPOSITORY, machine(name, { tags: { [tag]: 'x' } })).kind).toBe('unclear');
  });

  test('a run id with an a in base 36 is read back', () => {
    const id = BigInt(Number.parseInt('4a1a12', 36)).toString();
    const scope: Scope = { ...RUN, name: `run-${id}-13-0badcafe` };
    expect(claimMachine(REPOSITORY, ours(scope, 'web', { tags: {} }))).toMatchObject({
      owner: { kind: 'run', id, attempt: 13 },
    });
  });

  test('a literal name counts with the tag that covers it', () => {
    const tags = {
      [TAGS.scope]: 'pr-42',
      [TAGS.row]: 'db',
      [TAGS.owner]: literalOwnerHash(named('pr-42'), 'db', 'old-db', AWS.id),
    };
    expect(claimMachine(REPOSITORY, machine('old-db', { tags }))).toMatchObject({ kind: 'owned' });
    expect(claimMachine(REPOSITORY, machine('old-db2', { tags }))).toEqual({ kind: 'foreign' });
  });

  test.each<[string, string, Record<string, string>, string]>([
    ['no name of ours', 'web-1', {}, 'foreign'],
    ['a blank name', '', {}, 'foreign'],
    ['tags copied from us', 'web-1', { [TAGS.scope]: RUN.name, [TAGS.row]: 'web' }, 'foreign'],
    ['another repository', mistName({ ...RUN, repository: OTHER }, 'machine', 'web'), {}, 'foreign'],
    [
      'another repository with our tag',
      mistName({ ...RUN, repository: OTHER }, 'machine', 'web'),
      { [TAGS.scope]: RUN.name },
      'foreign',
    ],
    ['our name inside', `x-${mistName(RUN, 'machine', 'web')}`, {}, 'foreign'],
    ['our prefix only', repositoryPrefix(REPOSITORY), {}, 'unclear'],
    ['an edited name of a named scope', edited(mistName(named('pr-42'), 'machine', 'web')), {}, 'unclear'],
    ['an edited name with its tag', edited(mistName(RUN, 'machine', 'web')), { [TAGS.scope]: RUN.name }, 'unclear'],
    ['the tag of another run', mistName(RUN, 'machine', 'web'), { [TAGS.scope]: 'run-9002-1-0badcafe' }, 'unclear'],
    ['the name of a key', mistName(named('pr-42'), 'key', 'ci'), {}, 'unclear'],
    ['a long scope without its tag', mistName(named(LONG), 'machine', 'web'), {}, 'unclear'],
    [
      'a slash, which no tag spells',
      mistName(named('feature/x'), 'machine', 'web'),
      { [TAGS.scope]: 'feature-x-96d3b4' },
      'unclear',
    ],
    ['a run name without hash', `${repositoryPrefix(REPOSITORY)}r6y1a1-web`, {}, 'unclear'],
  ])('%s', (_, name, tags, kind) => {
    expect(claimMachine(REPOSITORY, machine(name, { tags })).kind).toBe(kind);
  });
});

describe('claimKey', () => {
  test.each<[string, string, readonly Scope[], string]>([
    ['of a scope that a machine told', mistName(RUN, 'key', 'ci'), [RUN], 'owned'],
    ['of a run that nobody told', mistName(RUN, 'key', 'ci'), [], 'likely'],
    ['of a pull request', mistName(named('pr-42'), 'key', 'ci'), [], 'owned'],
    ['with a machine’s hash', mistName(named('pr-42'), 'machine', 'ci'), [], 'unclear'],
    ['of somebody', 'team', [RUN], 'foreign'],
    ['of another repository', mistName({ ...named('pr-42'), repository: OTHER }, 'key', 'ci'), [], 'foreign'],
  ])('%s', (_, name, scopes, kind) => {
    expect(claimKey(REPOSITORY, name, scopes).kind).toBe(kind);
  });
});

test.each([
  ['4711', 'https://github.com', true],
  ['octo/lab', 'https://ghe.example.com', true],
  ['', 'https://github.com', false],
  [' ', 'https://github.com', false],
  ['4711', '', false],
  ['lab', 'https://github.com', false],
])('repository %j on %j is known: %s', (id, serverUrl, known) => {
  expect(isKnown({ id, serverUrl })).toBe(known);
});
