import { describe, expect, test } from '@jest/globals';
import { parsePairs } from '../../../scripts/runner/command-files.mjs';
import {
  backendsFact,
  type FileRecord,
  openState,
  readFacts,
  readFileRecords,
  type StepFacts,
  saveFacts,
  saveFileRecord,
} from '../../../src/action/state-facts.ts';

const RECORD: FileRecord = { kind: 'directory', path: '/t/mist-1', dev: '66306', ino: '1234567890123' };
const FACTS: StepFacts = {
  scope: { name: 'feature/x', named: true, repository: { serverUrl: 'https://github.com', id: '4711' } },
  mode: 'apply',
  mistUrl: 'https://mist.example.com/sub',
  filesDir: RECORD,
  tokenId: 'a1b2c3',
  tokenName: 'mist-action-9000-1-mq2z',
  started: 1_795_000_000_000,
  keeper: { pid: 4711, start: '123456' },
  backends: { ['a1'.repeat(16)]: 'aws eu "1"' },
};

/** The environment of post after these writes. */
function environment(act: (write: (name: string, value: string) => void) => void): Record<string, string> {
  let text = '';
  const append = (_path: string, more: string) => {
    text += more;
  };
  let count = 0;
  act(openState({ GITHUB_STATE: '/state' }, { append, appendWhole: append, uuid: () => `u${count++}` }).state);
  const { pairs, error } = parsePairs(text);
  expect(error).toBeNull();
  return Object.fromEntries(pairs.map(([name, value]) => [`STATE_${name}`, value]));
}

test('facts survive the way through the runner', () => {
  const env = environment((write) => {
    saveFacts(write, {
      scope: FACTS.scope,
      mode: FACTS.mode,
      mistUrl: FACTS.mistUrl,
      started: FACTS.started,
      tokenId: null,
    });
    saveFacts(write, {
      filesDir: FACTS.filesDir,
      tokenId: FACTS.tokenId,
      tokenName: FACTS.tokenName,
      keeper: FACTS.keeper,
      backends: FACTS.backends,
    });
  });
  expect(readFacts(env)).toEqual({ facts: FACTS, warnings: [] });
});

test('file records survive, and what is no record is left out', () => {
  const file: FileRecord = { kind: 'file', path: '/w/.ssh/ci', dev: '1', ino: '2' };
  const env = environment((write) => {
    saveFileRecord(write, 0, file);
    saveFileRecord(write, 1, RECORD);
  });
  const forged = { ...env, STATE_file2: '{"kind":"file","path":"/etc/passwd"}', STATE_file3: 'torn {' };
  expect(readFileRecords(forged)).toEqual([file, RECORD]);
});

test('without state there are no facts and no warnings', () => {
  const none = {
    scope: null,
    mistUrl: null,
    filesDir: null,
    tokenId: null,
    tokenName: null,
    started: null,
    keeper: null,
    mode: null,
    backends: null,
  };
  expect(readFacts({})).toEqual({ facts: none, warnings: [] });
});

test.each([
  ['scope', '{"name":"x"'],
  ['scope', '{"name":"../x y","named":true,"repository":{"serverUrl":"https://github.com","id":"1"}}'],
  ['scope', '{"name":"x","named":"yes","repository":{"serverUrl":"https://github.com","id":"1"}}'],
  ['scope', '{"name":"x","named":true,"repository":null}'],
  ['scope', '[]'],
  ['mist-url', 'https://ci:secret@mist.example.com'],
  ['mist-url', 'file:///etc/passwd'],
  ['files-dir', '{"kind":"directory","path":"","dev":"1","ino":"2"}'],
  ['files-dir', '{"kind":"socket","path":"/t","dev":"1","ino":"2"}'],
  ['files-dir', '{"kind":"directory","path":"/t","dev":1,"ino":"2"}'],
  ['token-id', '../../clouds'],
  ['started', 'yesterday'],
  ['keeper', '{"pid":1,"start":"1"}'],
  ['keeper', '{"pid":-4711,"start":"1"}'],
  ['keeper', '{"pid":4711.5,"start":"1"}'],
  ['keeper', '{"pid":4711}'],
  ['keeper', '{"pid":4711,"start":"$(id)"}'],
  ['backends', '[]'],
  ['backends', '{}'],
  ['backends', '{"aws":"aws"}'],
  ['backends', `{"${'a1'.repeat(16)}":7}`],
  ['backends', `{"${'a1'.repeat(16)}":""}`],
  ['backends', `{"${'a1'.repeat(16)}":"${'x'.repeat(1_500)}"}`],
])('a forged %s (%s) is ignored with a warning', (name, value) => {
  const { facts, warnings } = readFacts({ [`STATE_${name}`]: value });
  expect(Object.values(facts).every((fact) => fact === null)).toBe(true);
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toContain(`\`${name}\``);
  expect(warnings[0]).not.toContain(value);
});

test('backends are a fact where there are some, and not too many', () => {
  const many = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [String(n).padStart(32, '0'), 'a backend']));
  expect([backendsFact({}), backendsFact(many)]).toEqual([null, null]);
  expect(backendsFact(FACTS.backends ?? {})).toEqual(FACTS.backends);
});

describe('openState', () => {
  test('refuses at once when the runner gave no file', () => {
    const world = { append: () => {}, appendWhole: () => {}, uuid: () => 'u' };
    expect(() => openState({}, world)).toThrow(/GITHUB_STATE is not set/);
  });

  test('facts that are saved together are one write', () => {
    const texts: string[] = [];
    const append = (_: string, text: string) => void texts.push(text);
    const { state } = openState({ GITHUB_STATE: '/state' }, { append, appendWhole: append, uuid: () => '7' });
    saveFacts(state, { scope: null });
    saveFacts(state, { mistUrl: 'sandbox', started: 7, tokenId: 'a1' });
    expect(texts).toEqual([
      'mist-url<<mist-7\nsandbox\nmist-7\nstarted<<mist-7\n7\nmist-7\ntoken-id<<mist-7\na1\nmist-7\n',
    ]);
  });

  test('one writer syncs, the other does not', () => {
    const calls: string[] = [];
    const append = (kind: string) => (_: string, text: string) => void calls.push(`${kind} ${text.split('<')[0]}`);
    const world = { append: append('synced'), appendWhole: append('whole'), uuid: () => 'u' };
    const { state, unsynced } = openState({ GITHUB_STATE: '/state' }, world);
    state('a', '1');
    unsynced('a', '2');
    expect(calls).toEqual(['synced a', 'whole a']);
  });

  test.each(['state', 'unsynced'] as const)('one failure is final for both (%s)', (first) => {
    let calls = 0;
    const append = () => {
      calls += 1;
      if (calls === 1) throw Object.assign(new Error('no space left: /runner/secret'), { code: 'ENOSPC' });
    };
    const writers = openState({ GITHUB_STATE: '/state' }, { append, appendWhole: append, uuid: () => 'u' });
    expect(() => writers[first]('a', '1')).toThrow(/cannot be written: ENOSPC\.$/);
    expect(() => writers.state('a', '1')).toThrow(/ENOSPC/);
    expect(() => writers.unsynced('a', '1')).toThrow(/ENOSPC/);
    expect(calls).toBe(1);
  });
});
