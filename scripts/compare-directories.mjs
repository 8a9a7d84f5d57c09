// Two directories, byte by byte: the heart of check-dist.mjs, apart from it so that a test can plant differences.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles } from './tools.mjs';

/** What is wrong with `actual`, one line per file; empty when it equals `expected` and holds no native file. */
export function compareDirectories(expected, actual) {
  const wanted = listFiles(expected);
  const found = existsSync(actual) ? listFiles(actual) : [];
  const missing = wanted.filter((name) => !found.includes(name));
  const surplus = found.filter((name) => !wanted.includes(name));
  const differing = wanted.filter(
    (name) => found.includes(name) && !readFileSync(join(expected, name)).equals(readFileSync(join(actual, name))),
  );
  return [
    ...missing.map((name) => `${name}: missing`),
    ...differing.map((name) => `${name}: differs`),
    ...surplus.map((name) => `${name}: not built from the sources`),
    ...found.filter((name) => /\.(node|exe|dll|so|dylib)$/.test(name)).map((name) => `${name}: native file`),
  ];
}
