import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  createFilesDir,
  publishPrivateFile,
  removeFilesDir,
  removeRecorded,
  writePrivateFile,
} from '../../../src/action/files.ts';
import { assertSavePath, type SaveRoots, saveKeyFile } from '../../../src/action/save-path.ts';
import type { FileRecord } from '../../../src/action/state-facts.ts';
import { ActionError } from '../../../src/model/errors.ts';

let root = '';
let roots: SaveRoots = { workspace: '', runnerTemp: '', home: '' };

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'files-')));
  roots = { workspace: join(root, 'w'), runnerTemp: join(root, 't'), home: join(root, 'h') };
  for (const path of Object.values(roots)) mkdirSync(path);
});
afterEach(() => rmSync(root, { recursive: true }));

function mode(path: string): string {
  return (lstatSync(path).mode & 0o777).toString(8);
}

describe('the files directory', () => {
  test('is private, new, and reached by its real path', () => {
    symlinkSync(roots.runnerTemp, join(root, 'link'));
    const record = createFilesDir(join(root, 'link'), 'u1');
    expect(record).toMatchObject({ kind: 'directory', path: join(roots.runnerTemp, 'mist-u1') });
    expect(mode(record.path)).toBe('700');
    expect(() => createFilesDir(roots.runnerTemp, 'u1')).toThrow(/already/);
    expect(() => createFilesDir('', 'u1')).toThrow(/RUNNER_TEMP/);
    expect(() => createFilesDir(join(root, 'missing'), 'u1')).toThrow(/ENOENT/);
  });

  test('goes with all that later steps put there, links not followed', () => {
    const record = createFilesDir(roots.runnerTemp, 'u1');
    writeFileSync(join(roots.workspace, 'mine'), 'x');
    symlinkSync(roots.workspace, join(record.path, 'link'));
    writeFileSync(join(record.path, 'known_hosts.old'), 'x');
    expect(removeFilesDir(record, join(root, 't'))).toEqual([]);
    expect(existsSync(record.path)).toBe(false);
    expect(existsSync(join(roots.workspace, 'mine'))).toBe(true);
    expect(removeFilesDir(record, roots.runnerTemp)).toEqual([]);
  });

  test('is left when it is another one, or elsewhere', () => {
    const record = createFilesDir(roots.runnerTemp, 'u1');
    renameSync(record.path, join(roots.runnerTemp, 'moved'));
    mkdirSync(record.path);
    expect(removeFilesDir(record, roots.runnerTemp)).toHaveLength(1);
    const elsewhere = { ...record, path: roots.workspace };
    expect(removeFilesDir(elsewhere, roots.runnerTemp)).toHaveLength(1);
    const stats = lstatSync(roots.workspace);
    const forged = { ...elsewhere, dev: String(stats.dev), ino: String(stats.ino) };
    expect(removeFilesDir(forged, roots.runnerTemp)).toHaveLength(1);
    expect(existsSync(roots.workspace) && existsSync(record.path)).toBe(true);
  });
});

describe('private files', () => {
  test('are new and 0600', () => {
    const path = join(roots.runnerTemp, 'key');
    writePrivateFile(path, 'secret\n');
    expect([readFileSync(path, 'utf8'), mode(path)]).toEqual(['secret\n', '600']);
  });

  test('never overwrite, and follow no link', () => {
    const path = join(roots.runnerTemp, 'key');
    writeFileSync(path, 'theirs');
    expect(() => writePrivateFile(path, 'ours')).toThrow(ActionError);
    const link = join(roots.runnerTemp, 'link');
    symlinkSync(join(root, 'target'), link);
    expect(() => writePrivateFile(link, 'ours')).toThrow(/already/);
    expect([readFileSync(path, 'utf8'), existsSync(join(root, 'target'))]).toEqual(['theirs', false]);
  });

  test('are not left where the way leads elsewhere', () => {
    symlinkSync(roots.workspace, join(roots.runnerTemp, 'link'));
    expect(() => writePrivateFile(join(roots.runnerTemp, 'link', 'key'), 'ours')).toThrow(/exchanged/);
    expect(existsSync(join(roots.workspace, 'key'))).toBe(false);
  });

  test('are removed by device and inode', () => {
    const file = writePrivateFile(join(roots.runnerTemp, 'a'), 'x');
    const linked = writePrivateFile(join(roots.runnerTemp, 'b'), 'x');
    const exchanged = writePrivateFile(join(roots.runnerTemp, 'c'), 'x');
    const gone = writePrivateFile(join(roots.runnerTemp, 'd'), 'x');
    linkSync(linked.path, join(roots.runnerTemp, 'b2'));
    rmSync(gone.path);
    renameSync(exchanged.path, join(roots.runnerTemp, 'c2'));
    writeFileSync(exchanged.path, 'theirs');
    const warnings = removeRecorded([file, linked, exchanged, gone]);
    expect(warnings).toEqual([
      expect.stringContaining('another link'),
      expect.stringContaining('not the file that this run made'),
    ]);
    expect([file, linked, gone].some(({ path }) => existsSync(path))).toBe(false);
    expect(readFileSync(exchanged.path, 'utf8')).toBe('theirs');
  });
});

describe('files that stand there whole or not at all', () => {
  const path = () => join(roots.workspace, 'ci');
  const publish = (record: (file: FileRecord) => void) => publishPrivateFile(path(), 'secret\n', '.mist-u1', record);

  test('both names are recorded while the file is empty and has only the first', () => {
    const seen: unknown[] = [];
    const records: FileRecord[] = [];
    const file = publish((record) => {
      records.push(record);
      seen.push([record.path, readFileSync(join(roots.workspace, '.mist-u1'), 'utf8'), existsSync(path())]);
    });
    expect(seen).toEqual([
      [join(roots.workspace, '.mist-u1'), '', false],
      [path(), '', false],
    ]);
    expect([readFileSync(path(), 'utf8'), mode(path()), records[1]]).toEqual(['secret\n', '600', file]);
    expect(readdirSync(roots.workspace)).toEqual(['ci']);
    expect([removeRecorded(records), readdirSync(roots.workspace)]).toEqual([[], []]);
  });

  test('what cannot be recorded is not left', () => {
    const refuse = (): never => {
      throw new ActionError('state', 'user', 'ENOSPC');
    };
    expect(() => publish(refuse)).toThrow('ENOSPC');
    expect(readdirSync(roots.workspace)).toEqual([]);
  });

  test('what stands there is not overwritten, and nothing is left beside it', () => {
    expect(() => publish(() => writeFileSync(path(), 'theirs'))).toThrow(/already/);
    expect([readdirSync(roots.workspace), readFileSync(path(), 'utf8')]).toEqual([['ci'], 'theirs']);
  });

  test('killed between its two names, both go', () => {
    const records: FileRecord[] = [];
    publish((record) => records.push(record));
    linkSync(path(), join(roots.workspace, '.mist-u1'));
    expect([removeRecorded(records), readdirSync(roots.workspace)]).toEqual([[], []]);
  });
});

describe('saved keys', () => {
  const save = (path: string) => saveKeyFile(path, 'secret\n', roots);

  test('are new files in new private directories, and all of it goes', () => {
    const made = save('a/b/ci');
    expect(made.map(({ kind, path }) => [kind, path])).toEqual([
      ['directory', join(roots.workspace, 'a')],
      ['directory', join(roots.workspace, 'a/b')],
      ['file', join(roots.workspace, 'a/b/ci')],
    ]);
    expect(made.map(({ path }) => mode(path))).toEqual(['700', '700', '600']);
    expect(removeRecorded(made)).toEqual([]);
    expect(existsSync(join(roots.workspace, 'a'))).toBe(false);
  });

  test('leave directories that were there, or that others use', () => {
    mkdirSync(join(roots.workspace, '.ssh'));
    expect(save('.ssh/ci').map(({ kind }) => kind)).toEqual(['file']);
    const made = save('keys/ci');
    writeFileSync(join(roots.workspace, 'keys/theirs'), 'x');
    expect(removeRecorded(made)).toEqual([]);
    expect(existsSync(join(roots.workspace, 'keys/theirs'))).toBe(true);
  });

  test('may go under RUNNER_TEMP', () => {
    expect(save('../t/ci').at(-1)?.path).toBe(join(roots.runnerTemp, 'ci'));
  });

  test.each([
    '',
    '.',
    '..',
    '../x',
    'a/../../x',
    '../h/x',
    '/etc/x',
    'C:\\x',
    'C:x',
    '.git/hooks/pre-commit',
    '.GIT/config',
    '.git./config',
    'sub/.git/config',
    'git~1/config',
    '.g\u200dit/config',
    '.github/workflows/x.yml',
    '../t/_runner_file_commands/x',
    'nul',
    'COM1.txt',
    'a/con',
    'file:stream',
    'a\\b',
    'a\nb',
    'ends.',
    'ends ',
  ])('refuse %j before anything is written', (path) => {
    expect(() => assertSavePath(path, roots)).toThrow(ActionError);
    expect(() => save(path)).toThrow(/cannot be saved/);
  });

  test('refuse the .ssh of the home directory, also where that is the workspace', () => {
    roots = { ...roots, home: roots.workspace };
    expect(() => save('.ssh/ci')).toThrow(/home/);
    expect(save('keys/ci')).toHaveLength(2);
  });

  test('refuse links on the way and what exists, and leave no directory behind', () => {
    mkdirSync(join(root, 'outside'));
    symlinkSync(join(root, 'outside'), join(roots.workspace, 'out'));
    writeFileSync(join(roots.workspace, 'file'), 'theirs');
    expect(() => save('out/ci')).toThrow(/symbolic link/);
    expect(() => save('file/ci')).toThrow(/no directory/);
    expect(() => save('file')).toThrow(/already/);
    symlinkSync(join(root, 'outside/ci'), join(roots.workspace, 'ci'));
    expect(() => save('ci')).toThrow(/already/);
    mkdirSync(join(roots.workspace, 'b'));
    expect(() => save('b')).toThrow(ActionError);
    expect(() => save(`new/${'x'.repeat(300)}`)).toThrow(/ENAMETOOLONG/);
    expect(existsSync(join(roots.workspace, 'new'))).toBe(false);
    expect(existsSync(join(root, 'outside/ci'))).toBe(false);
  });

  test('need a workspace', () => {
    expect(() => saveKeyFile('ci', 'x', { ...roots, workspace: '' })).toThrow(/GITHUB_WORKSPACE/);
  });
});
