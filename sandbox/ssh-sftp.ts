// The SFTP subsystem of a sandbox machine (protocol version 3): what scp, sftp and Ansible need, inside one directory.
import type { Stats } from 'node:fs';
import { constants } from 'node:fs';
import * as fs from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import ssh2, { type Attributes, type SFTPWrapper } from 'ssh2';

const { OPEN_MODE, STATUS_CODE } = ssh2.utils.sftp;

type OpenFile = { readonly kind: 'file'; readonly file: fs.FileHandle };
type OpenDirectory = { readonly kind: 'directory'; readonly path: string; rest: readonly string[] };
type Handle = OpenFile | OpenDirectory;

/** Ends a request with a status of the protocol instead of an error of the system. */
class StatusError extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`SFTP status ${status}`);
    this.status = status;
  }
}

/** Entries in one answer to READDIR: far below the 256 KiB that clients accept in a packet. */
const ENTRIES_PER_ANSWER = 100;

const STATUS_OF: Readonly<Record<string, number>> = {
  ENOENT: STATUS_CODE.NO_SUCH_FILE,
  EACCES: STATUS_CODE.PERMISSION_DENIED,
  EPERM: STATUS_CODE.PERMISSION_DENIED,
};

function statusOf(error: unknown): number {
  if (error instanceof StatusError) return error.status;
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return STATUS_OF[code] ?? STATUS_CODE.FAILURE;
}

function attributesOf(stats: Stats): Attributes {
  const { mode, uid, gid, size } = stats;
  return { mode, uid, gid, size, atime: Math.floor(stats.atimeMs / 1000), mtime: Math.floor(stats.mtimeMs / 1000) };
}

function openFlags(flags: number): number {
  const has = (bit: number): boolean => (flags & bit) !== 0;
  const access = has(OPEN_MODE.WRITE)
    ? has(OPEN_MODE.READ)
      ? constants.O_RDWR
      : constants.O_WRONLY
    : constants.O_RDONLY;
  return (
    access |
    (has(OPEN_MODE.APPEND) ? constants.O_APPEND : 0) |
    (has(OPEN_MODE.CREAT) ? constants.O_CREAT : 0) |
    (has(OPEN_MODE.TRUNC) ? constants.O_TRUNC : 0) |
    (has(OPEN_MODE.EXCL) ? constants.O_EXCL : 0)
  );
}

/** The real path that a client's path means; a StatusError where it leads out of `root`, through links or without. */
async function confine(root: string, path: string): Promise<string> {
  const full = resolve(root, path);
  const isInside = (real: string): boolean => real === root || real.startsWith(root + sep);
  if (!isInside(full)) throw new StatusError(STATUS_CODE.PERMISSION_DENIED);
  const real = await fs.realpath(full).catch(() => fs.realpath(dirname(full)));
  if (!isInside(real)) throw new StatusError(STATUS_CODE.PERMISSION_DENIED);
  return full;
}

async function setAttributes(path: string, attributes: Partial<Attributes>): Promise<void> {
  if (attributes.size !== undefined) await fs.truncate(path, attributes.size);
  if (attributes.mode !== undefined) await fs.chmod(path, attributes.mode & 0o7777);
  if (attributes.atime !== undefined && attributes.mtime !== undefined) {
    await fs.utimes(path, attributes.atime, attributes.mtime);
  }
}

/** The open files and directories of one SFTP session, by the numbers that the client holds. */
class Handles {
  readonly #open = new Map<number, Handle>();
  #next = 0;

  add(handle: Handle): Buffer {
    const name = Buffer.alloc(4);
    name.writeUInt32BE(this.#next);
    this.#open.set(this.#next, handle);
    this.#next += 1;
    return name;
  }

  #get(name: Buffer): Handle | undefined {
    return name.length === 4 ? this.#open.get(name.readUInt32BE()) : undefined;
  }

  file(name: Buffer): fs.FileHandle {
    const handle = this.#get(name);
    if (handle?.kind !== 'file') throw new StatusError(STATUS_CODE.FAILURE);
    return handle.file;
  }

  directory(name: Buffer): OpenDirectory {
    const handle = this.#get(name);
    if (handle?.kind !== 'directory') throw new StatusError(STATUS_CODE.FAILURE);
    return handle;
  }

  async close(name: Buffer): Promise<void> {
    const handle = this.#get(name);
    if (handle === undefined) throw new StatusError(STATUS_CODE.FAILURE);
    this.#open.delete(name.readUInt32BE());
    if (handle.kind === 'file') await handle.file.close();
  }

  async closeAll(): Promise<void> {
    const all = [...this.#open.values()];
    this.#open.clear();
    await Promise.all(all.map((handle) => (handle.kind === 'file' ? handle.file.close() : undefined)));
  }
}

type Answer = (id: number, work: () => Promise<void>) => void;

function serveFiles(sftp: SFTPWrapper, root: string, handles: Handles, answer: Answer): void {
  const ok = (id: number): void => sftp.status(id, STATUS_CODE.OK);
  sftp.on('OPEN', (id, path, flags, attributes) =>
    answer(id, async () => {
      const mode = (attributes.mode ?? 0o644) & 0o7777;
      const file = await fs.open(await confine(root, path), openFlags(flags), mode);
      sftp.handle(id, handles.add({ kind: 'file', file }));
    }),
  );
  sftp.on('READ', (id, handle, offset, length) =>
    answer(id, async () => {
      const { bytesRead, buffer } = await handles.file(handle).read(Buffer.alloc(length), 0, length, offset);
      if (bytesRead === 0) throw new StatusError(STATUS_CODE.EOF);
      sftp.data(id, buffer.subarray(0, bytesRead));
    }),
  );
  sftp.on('WRITE', (id, handle, offset, data) =>
    answer(id, async () => {
      const file = handles.file(handle);
      for (let done = 0; done < data.length; ) {
        done += (await file.write(data, done, data.length - done, offset + done)).bytesWritten;
      }
      ok(id);
    }),
  );
  sftp.on('FSTAT', (id, handle) =>
    answer(id, async () => sftp.attrs(id, attributesOf(await handles.file(handle).stat()))),
  );
  sftp.on('FSETSTAT', (id, handle, attributes) =>
    answer(id, async () => {
      const file = handles.file(handle);
      const { size, mode, atime, mtime }: Partial<Attributes> = attributes;
      if (size !== undefined) await file.truncate(size);
      if (mode !== undefined) await file.chmod(mode & 0o7777);
      if (atime !== undefined && mtime !== undefined) await file.utimes(atime, mtime);
      ok(id);
    }),
  );
  sftp.on('CLOSE', (id, handle) =>
    answer(id, async () => {
      await handles.close(handle);
      ok(id);
    }),
  );
}

function serveDirectories(sftp: SFTPWrapper, root: string, handles: Handles, answer: Answer): void {
  sftp.on('OPENDIR', (id, path) =>
    answer(id, async () => {
      const full = await confine(root, path);
      sftp.handle(id, handles.add({ kind: 'directory', path: full, rest: await fs.readdir(full) }));
    }),
  );
  sftp.on('READDIR', (id, handle) =>
    answer(id, async () => {
      const directory = handles.directory(handle);
      const names = directory.rest.slice(0, ENTRIES_PER_ANSWER);
      if (names.length === 0) throw new StatusError(STATUS_CODE.EOF);
      directory.rest = directory.rest.slice(names.length);
      const entries = names.map(async (filename) => {
        const attrs = attributesOf(await fs.lstat(join(directory.path, filename)));
        return { filename, longname: `${attrs.mode.toString(8)} ${attrs.size} ${filename}`, attrs };
      });
      sftp.name(id, await Promise.all(entries));
    }),
  );
  sftp.on('REALPATH', (id, path) =>
    answer(id, async () => {
      const filename = await confine(root, path);
      sftp.name(id, [
        { filename, longname: filename, attrs: { mode: 0, uid: 0, gid: 0, size: 0, atime: 0, mtime: 0 } },
      ]);
    }),
  );
}

function servePaths(sftp: SFTPWrapper, root: string, answer: Answer): void {
  const change = (id: number, path: string, work: (full: string) => Promise<unknown>): void =>
    answer(id, async () => {
      await work(await confine(root, path));
      sftp.status(id, STATUS_CODE.OK);
    });
  const look = (id: number, path: string, work: (full: string) => Promise<Stats>): void =>
    answer(id, async () => sftp.attrs(id, attributesOf(await work(await confine(root, path)))));
  sftp.on('STAT', (id, path) => look(id, path, fs.stat));
  sftp.on('LSTAT', (id, path) => look(id, path, fs.lstat));
  sftp.on('SETSTAT', (id, path, attributes) => change(id, path, (full) => setAttributes(full, attributes)));
  sftp.on('REMOVE', (id, path) => change(id, path, fs.unlink));
  sftp.on('MKDIR', (id, path) => change(id, path, fs.mkdir));
  sftp.on('RMDIR', (id, path) => change(id, path, fs.rmdir));
  sftp.on('RENAME', (id, from, to) =>
    change(id, from, async (full) => {
      // Version 3 never renames over a file that is there (draft-ietf-secsh-filexfer-02 section 6.5).
      const target = await confine(root, to);
      await fs.link(full, target).then(
        () => fs.unlink(full),
        () => Promise.reject(new StatusError(STATUS_CODE.FAILURE)),
      );
    }),
  );
}

/** What ssh2 keeps to itself: it sends no exit status for subsystems, and scp takes a missing one for a failure. */
type Inner = {
  readonly _protocol: { exitStatus(channel: number, status: number): void };
  readonly outgoing: { readonly id: number };
};

function isInner(sftp: object): sftp is Inner {
  return '_protocol' in sftp && 'outgoing' in sftp;
}

/** Answers one SFTP session until it ends. `root` must be a real path; nothing outside of it can be named. */
export function serveSftp(sftp: SFTPWrapper, root: string): void {
  const handles = new Handles();
  // One after the other, as sftp-server does: scp takes an end of file that overtakes the data for the end of the copy.
  let last = Promise.resolve();
  const answer: Answer = (id, work) => {
    last = last.then(work).catch((error: unknown) => void sftp.status(id, statusOf(error)));
  };
  serveFiles(sftp, root, handles, answer);
  serveDirectories(sftp, root, handles, answer);
  servePaths(sftp, root, answer);
  const unsupported = (id: number): void => sftp.status(id, STATUS_CODE.OP_UNSUPPORTED);
  for (const request of ['READLINK', 'SYMLINK', 'EXTENDED']) sftp.on(request, unsupported);
  sftp.on('error', () => {});
  // The client says that it is done, and waits for the channel to be closed from here.
  sftp.on('end', () => {
    if (isInner(sftp)) sftp._protocol.exitStatus(sftp.outgoing.id, 0);
    sftp.end();
  });
  sftp.on('close', () => {
    handles.closeAll().catch(() => {});
  });
}
