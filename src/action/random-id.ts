// Random names of this process's own things. They come from the kernel where it gives them as a file: `node:crypto` takes 7 ms to load
// and would stand before the first request of every step.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const BYTES = 16;

/** 128 random bits as 32 hex digits. */
export function randomId(): string {
  return fromKernel() ?? process.getBuiltinModule('node:crypto').randomBytes(BYTES).toString('hex');
}

function fromKernel(): string | null {
  let device: number | null = null;
  try {
    device = openSync('/dev/urandom', 'r');
    // A plain file of that name would give the same every time.
    if (!fstatSync(device).isCharacterDevice()) return null;
    const bytes = Buffer.alloc(BYTES);
    return readSync(device, bytes) === BYTES ? bytes.toString('hex') : null;
  } catch {
    return null;
  } finally {
    if (device !== null) closeSync(device);
  }
}
