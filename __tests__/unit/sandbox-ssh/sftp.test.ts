import { mkdtempSync, readFileSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import ssh2, { type SFTPWrapper } from 'ssh2';
import { sshMachineHost } from '../../../sandbox/ssh-machine.ts';
import { createKeyMaker } from '../../../src/ssh/key-maker.ts';

const parent = realpathSync(mkdtempSync(join(tmpdir(), 'mist-sftp-')));
const host = sshMachineHost({ directory: join(parent, 'machines') });
const home = join(parent, 'machines', 'm');
const client = new ssh2.Client();
let sftp: SFTPWrapper;

beforeAll(async () => {
  const key = await createKeyMaker().rsa();
  const authorizedKeys = [key.publicKey];
  const request = { id: 'm', name: 'm', cloudInit: null, authorizedKeys, image: 'x', provider: 'linode' };
  const { ip, port } = await host.boot(request);
  sftp = await new Promise<SFTPWrapper>((resolve, reject) => {
    client.once('error', reject).once('ready', () => {
      client.setNoDelay(true);
      client.sftp((error, opened) => (error ? reject(error) : resolve(opened)));
    });
    client.connect({ host: ip, port, username: 'root', privateKey: key.privateKey.reveal() });
  });
});

afterAll(async () => {
  client.destroy();
  await host.close();
  rmSync(parent, { recursive: true, force: true });
});

/** Calls a method of the SFTP client and gives its answer. */
function ask<T>(call: (done: (error: Error | null | undefined, value?: T) => void) => void): Promise<T | undefined> {
  return promisify<T | undefined>((done) => call((error, value) => done(error ?? null, value)))();
}

describe('files', () => {
  test('written, extended, read, renamed, removed', async () => {
    await ask((done) => sftp.writeFile('a', 'x'.repeat(100_000), { mode: 0o640 }, done));
    await ask((done) => sftp.appendFile('a', 'end', done));
    expect((await ask<Buffer>((done) => sftp.readFile('a', done)))?.toString()).toBe(`${'x'.repeat(100_000)}end`);
    await ask((done) => sftp.rename('a', 'b', done));
    expect(readFileSync(join(home, 'b'), 'utf8')).toHaveLength(100_003);
    expect(statSync(join(home, 'b')).mode & 0o777).toBe(0o640);
    await ask((done) => sftp.unlink('b', done));
    await expect(ask((done) => sftp.stat('b', done))).rejects.toMatchObject({ code: 2 });
  });

  test('attributes are told and set', async () => {
    await ask((done) => sftp.writeFile('t', 'hello', done));
    await ask((done) => sftp.setstat('t', { mode: 0o600, size: 2, atime: 1_700_000_000, mtime: 1_700_000_001 }, done));
    expect(await ask((done) => sftp.stat('t', done))).toMatchObject({ size: 2, mtime: 1_700_000_001 });
    expect(await ask((done) => sftp.lstat(join(home, 't'), done))).toMatchObject({ atime: 1_700_000_000 });
    const handle = (await ask<Buffer>((done) => sftp.open('t', 'r+', done))) ?? Buffer.alloc(0);
    await ask((done) => sftp.fsetstat(handle, { mode: 0o644, size: 1, atime: 1, mtime: 2 }, done));
    expect(await ask((done) => sftp.fstat(handle, done))).toMatchObject({ size: 1, mtime: 2 });
    await ask((done) => sftp.close(handle, done));
    await expect(ask((done) => sftp.close(handle, done))).rejects.toMatchObject({ code: 4 });
    await expect(ask((done) => sftp.fstat(handle, done))).rejects.toMatchObject({ code: 4 });
  });

  test('a rename never replaces', async () => {
    for (const name of ['one', 'two']) await ask((done) => sftp.writeFile(name, name, done));
    await expect(ask((done) => sftp.rename('one', 'two', done))).rejects.toMatchObject({ code: 4 });
    expect(readFileSync(join(home, 'two'), 'utf8')).toBe('two');
  });
});

describe('directories', () => {
  test('made, listed in several answers, removed', async () => {
    await ask((done) => sftp.mkdir('many', done));
    const names = Array.from({ length: 250 }, (_, index) => `f${index}`);
    for (const name of names) writeFileSync(join(home, 'many', name), '');
    const list = (await ask<{ filename: string }[]>((done) => sftp.readdir('many', done))) ?? [];
    expect(new Set(list.map((entry) => entry.filename))).toEqual(new Set(names));
    await expect(ask((done) => sftp.rmdir('many', done))).rejects.toMatchObject({ code: 4 });
    for (const name of names) rmSync(join(home, 'many', name));
    await ask((done) => sftp.rmdir('many', done));
    await expect(ask((done) => sftp.opendir('many', done))).rejects.toMatchObject({ code: 2 });
  });

  test('the working directory is the machine’s', async () => {
    expect(await ask((done) => sftp.realpath('.', done))).toBe(home);
  });
});

describe('outside of the machine', () => {
  test.each(['..', '/etc/passwd', '../n', 'a/../../x', `${home}x`, 'out', 'out/passwd'])(
    '%s is denied',
    async (path) => {
      if (path === 'out') symlinkSync('/etc', join(home, 'out'));
      const denied = { code: 3 };
      await expect(ask((done) => sftp.stat(path, done))).rejects.toMatchObject(denied);
      await expect(ask((done) => sftp.realpath(path, done))).rejects.toMatchObject(denied);
      await expect(ask((done) => sftp.open(path, 'r', done))).rejects.toMatchObject(denied);
      await expect(ask((done) => sftp.unlink(path, done))).rejects.toMatchObject(denied);
      await expect(ask((done) => sftp.opendir(path, done))).rejects.toMatchObject(denied);
    },
  );

  test('links are not made', async () => {
    await expect(ask((done) => sftp.symlink('/etc', 'link', done))).rejects.toMatchObject({ code: 8 });
    await expect(ask((done) => sftp.readlink('link', done))).rejects.toMatchObject({ code: 8 });
  });
});
