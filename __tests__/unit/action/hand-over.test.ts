import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { saveKeys, writeHandOver, writeKeys } from '../../../src/action/hand-over.ts';
import { createLog } from '../../../src/action/log.ts';
import { createRedactor } from '../../../src/action/redact.ts';
import type { FileRecord } from '../../../src/action/state-facts.ts';
import { JOB_VOICE } from '../../../src/action/voice.ts';
import type { ReadyKey } from '../../../src/engine/key-chain.ts';
import type { MistId } from '../../../src/model/observed.ts';
import type { ReadyMachine, Report } from '../../../src/model/outcome.ts';
import { countChanges } from '../../../src/model/plan.ts';
import { makeSecret } from '../../../src/model/secret.ts';
import type { KeyRow, Spec } from '../../../src/model/spec.ts';

let root = '';
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'hand-over-')));
  for (const name of ['files', 'workspace']) mkdirSync(join(root, name));
});
afterEach(() => rmSync(root, { recursive: true }));

const ID = 'a'.repeat(32) as MistId;
const place = { line: 1, column: 1 };

function readyKey(mistName: string, text = `private half of ${mistName}`): ReadyKey {
  return { id: ID, mistName, publicKey: 'ssh-rsa AAAA', privateKey: makeSecret(text), outcome: 'created' };
}

function mode(path: string): string {
  return (lstatSync(path).mode & 0o777).toString(8);
}

describe('writeKeys', () => {
  test('makes private files whose names cannot leave the directory', () => {
    const directory = join(root, 'files');
    const paths = writeKeys(directory, [
      readyKey('../../etc/passwd'),
      readyKey('a b', 'with its end\n'),
      readyKey('x'.repeat(200)),
    ]);
    expect(Object.keys(paths)).toEqual(['../../etc/passwd', 'a b', 'x'.repeat(200)]);
    expect(readdirSync(join(directory, 'keys')).sort()).toEqual(['1-.._.._etc_passwd', '2-a_b', `3-${'x'.repeat(80)}`]);
    expect([mode(join(directory, 'keys')), mode(paths['a b'] ?? '')]).toEqual(['700', '600']);
    expect(readFileSync(paths['a b'] ?? '', 'utf8')).toBe('with its end\n');
    expect(readFileSync(paths['../../etc/passwd'] ?? '', 'utf8')).toBe('private half of ../../etc/passwd\n');
  });

  test('makes nothing without keys', () => {
    expect([writeKeys(join(root, 'files'), []), readdirSync(join(root, 'files'))]).toEqual([{}, []]);
  });
});

describe('saveKeys', () => {
  const generated = (name: string, save: string | null): KeyRow => ({ name, place, state: 'generated', save });
  const specOf = (...keys: KeyRow[]): Spec => ({ backends: [], keys, machines: [] });
  const written: string[] = [];
  const log = createLog({
    write: (text) => written.push(text.trimEnd()),
    elapsed: () => 0,
    redactor: createRedactor(),
    commands: true,
  });

  function save(spec: Spec, keys: readonly ReadyKey[], record: (file: FileRecord) => void): void {
    const roots = { workspace: join(root, 'workspace'), runnerTemp: '', home: '' };
    saveKeys(spec, (row) => `ma-${row}`, keys, roots, { log, record, savedKey: JOB_VOICE.savedKey });
  }

  test('saves the generated keys that ask for it, and records each file', () => {
    written.length = 0;
    const records: FileRecord[] = [];
    const rows = [generated('ci', 'keys/ci'), generated('other', null), generated('unused', 'unused')];
    save(
      specOf(...rows, { name: 'ops', place, state: 'existing' }),
      [readyKey('ma-ci'), readyKey('ma-other')],
      (file) => records.push(file),
    );
    expect(records.map(({ kind }) => kind)).toEqual(['directory', 'file', 'file']);
    expect(readFileSync(join(root, 'workspace/keys/ci'), 'utf8')).toBe('private half of ma-ci');
    expect(readdirSync(join(root, 'workspace'))).toEqual(['keys']);
    expect(written).toEqual([
      '::warning::key/ci is saved as keys/ci: do not upload it with artifacts; post removes it.',
    ]);
  });

  test('leaves nothing that post would not find', () => {
    const full = (): void => {
      throw new Error('the disk is full');
    };
    expect(() => save(specOf(generated('ci', 'keys/ci')), [readyKey('ma-ci')], full)).toThrow('the disk is full');
    expect(existsSync(join(root, 'workspace/keys'))).toBe(false);
  });
});

describe('writeHandOver', () => {
  const ready: ReadyMachine = {
    name: 'web',
    row: 'web',
    observed: {
      id: ID,
      externalId: 'i-1',
      name: 'ma-web',
      cloudId: ID,
      state: 'running',
      publicIps: ['203.0.113.7'],
      privateIps: [],
      hostname: null,
      sshPort: 22,
      tags: {},
      lease: null,
      createdAt: null,
      missing: false,
      costHourly: null,
      keyIds: [],
      imageId: null,
      locationId: null,
      size: null,
    },
    mistName: 'ma-web',
    backend: 'aws',
    user: 'ubuntu',
    port: 22,
    keyName: 'ma-key',
    groups: ['web'],
    outcome: 'created',
    why: null,
    hostKeys: ['ssh-ed25519 AAAA'],
  };
  const lost: ReadyMachine = { ...ready, name: 'db', observed: null, outcome: 'failed', why: 'no', hostKeys: [] };
  const unnamed: ReadyMachine = { ...ready, name: 'adopted', keyName: null };
  const scope = { name: 'shop', named: true, repository: { serverUrl: 'https://github.com', id: '1' } };
  const report: Report = {
    machines: [ready, lost, unnamed],
    outcomes: [],
    leaks: [],
    plan: countChanges([]),
    cost: { hourly: 0, monthly: 0, currency: 'USD', complete: true },
    changed: true,
  };

  test('lists what can be reached in the SSH files, and everything in the machines file', () => {
    const directory = join(root, 'files');
    const { paths, leftOut } = writeHandOver(directory, scope, report, { 'ma-key': '/keys/1-ma-key' }, '/plan.json');
    expect(leftOut).toBeNull();
    expect(paths).toMatchObject({ files: directory, plan: '/plan.json', keys: { 'ma-key': '/keys/1-ma-key' } });
    const config = readFileSync(paths.sshConfig, 'utf8');
    expect(config).toContain('Host web');
    expect(config).toContain('/keys/1-ma-key');
    expect(config).not.toContain('Host db');
    expect(readFileSync(paths.knownHosts, 'utf8')).toContain('ssh-ed25519 AAAA');
    expect(readFileSync(paths.inventory, 'utf8')).not.toContain('db:');
    const listed: { name: string; key_file: string | null }[] = JSON.parse(readFileSync(paths.machines, 'utf8'));
    expect(listed.map((one) => [one.name, one.key_file])).toEqual([
      ['web', '/keys/1-ma-key'],
      ['db', '/keys/1-ma-key'],
      ['adopted', null],
    ]);
    for (const path of [paths.sshConfig, paths.knownHosts, paths.inventory, paths.machines])
      expect(mode(path)).toBe('600');
  });

  test('leaves out what no file can hold, and what is reached through it', () => {
    const at = (name: string, ip: string, jump?: string): ReadyMachine => {
      const observed = ready.observed === null ? null : { ...ready.observed, publicIps: [ip] };
      return { ...ready, name, observed, ...(jump === undefined ? {} : { via: { name: jump, outside: null } }) };
    };
    const machines = [at('bastion', 'odd\n  ProxyCommand evil'), at('inner', '10.0.0.1', 'bastion'), ready];
    const rest = [at('deep', '10.0.0.2', 'inner')];
    const { paths, leftOut } = writeHandOver(
      join(root, 'files'),
      scope,
      { ...report, machines: [...rest, ...machines] },
      {},
      '',
    );
    const text = readFileSync(paths.sshConfig, 'utf8') + readFileSync(paths.inventory, 'utf8');
    expect(text.match(/^Host .*/gm)).toEqual(['Host web', 'Host *']);
    expect(text).not.toMatch(/evil|bastion|inner|deep/);
    expect(leftOut).toMatchObject({
      code: 'hand-over',
      message:
        'machine/bastion: its address cannot be written to a file for OpenSSH. ' +
        'machine/inner: its jump host bastion is in no file. machine/deep: its jump host inner is in no file. ' +
        'The files for SSH and Ansible are without them.',
    });
  });

  test('never writes over a file that is there', () => {
    writeHandOver(join(root, 'files'), scope, report, {}, '');
    expect(() => writeHandOver(join(root, 'files'), scope, report, {}, '')).toThrow(/nothing is overwritten/);
  });
});
