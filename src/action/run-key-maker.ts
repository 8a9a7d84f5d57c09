// The key maker's own process: makes one RSA key, writes the private half to its pipe, ends.
import { writeSync } from 'node:fs';
import { makeRsaKey } from '../ssh/rsa.ts';

const STDOUT = 1;

/** Runs the key maker. Whoever started it may be gone by then: the pipe breaks and nothing else holds the key. */
export async function runKeyMaker(): Promise<void> {
  const key = await makeRsaKey();
  try {
    writeSync(STDOUT, key.reveal());
  } catch {
    process.exitCode = 1;
  }
}
