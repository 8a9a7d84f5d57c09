// Random names of this process's own things. They come from the kernel where it gives them as a file: `node:crypto` takes 7 ms to load
// and would stand before the first request of every step.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const BYTES = 16;
/** A step that hands over everything needs twenty at once. */
const READ_AHEAD = 32;

/** Random bytes that no name has been made of. */
let unused: Buffer = Buffer.alloc(0);

/** 128 random bits as 32 hex digits. */
export function randomId(): string {
  if (unused.length < BYTES) unused = fromKernel() ?? process.getBuiltinModule('node:crypto').randomBytes(BYTES);
  const id = unused.toString('hex', 0, BYTES);
  unused = unused.subarray(BYTES);
  return id;
}

function fromKernel(): Buffer | null {
  let device: number | null = null;
  try {
    device = openSync('/dev/urandom', 'r');
    // A plain file of that name would give the same every time.
    if (!fstatSync(device).isCharacterDevice()) return null;
    const bytes = Buffer.alloc(READ_AHEAD * BYTES);
    return readSync(device, bytes) === bytes.length ? bytes : null;
  } catch {
    return null;
  } finally {
    if (device !== null) closeSync(device);
  }
}
