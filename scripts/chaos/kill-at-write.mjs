// Preload: ends its process by SIGKILL at one write to a file, chosen by `file` and `text` (regular expressions), `nth` and
// `when`: `before` a byte of it is written, `torn` in its middle, `after` it is on the disk.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const query = new URL(import.meta.url).searchParams;
const file = new RegExp(query.get('file'));
const text = new RegExp(query.get('text') ?? '');
const nth = Number(query.get('nth') ?? '1');
const when = query.get('when');

const { openSync, writeSync, closeSync } = fs;
const paths = new Map();
let seen = 0;
let dueAtClose = null;

function die() {
  process.kill(process.pid, 'SIGKILL');
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
}

fs.openSync = (path, ...rest) => {
  const fd = openSync(path, ...rest);
  paths.set(fd, String(path));
  return fd;
};

fs.writeSync = (fd, data, ...rest) => {
  if (file.test(paths.get(fd) ?? '') && text.test(String(data))) {
    seen += 1;
    if (seen === nth && when === 'before') die();
    if (seen === nth && when === 'torn') {
      const bytes = Buffer.from(data);
      writeSync(fd, bytes.subarray(0, Math.floor(bytes.length / 2)));
      die();
    }
    if (seen === nth) dueAtClose = fd;
  }
  return writeSync(fd, data, ...rest);
};

fs.closeSync = (fd) => {
  closeSync(fd);
  paths.delete(fd);
  if (fd === dueAtClose) die();
};

syncBuiltinESMExports();
