// RSA keys from a process of their own. Node cannot end while a key is being made in one of its threads, which takes a second
// or more; a process can be killed. So a cancelled step does not wait for a key that nobody will use.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CancelledError } from '../model/errors.ts';
import { makeSecret } from '../model/secret.ts';
import type { Secret } from '../model/spec.ts';
import { makeRsaKey } from '../ssh/rsa.ts';
import { childEnvironment } from './child-environment.ts';

export type KeyProcessSpawn = {
  /** Where `key-maker.js` lies. */
  readonly distDirectory: string;
  readonly nodePath: string;
  /** What the process may inherit from. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Kills the process; the key is then never made. */
  readonly signal: AbortSignal;
};

/** A preload of the user's may print to the same pipe, so the key is looked for. */
const PEM = /-----BEGIN RSA PRIVATE KEY-----\n[A-Za-z0-9+/=\n]+-----END RSA PRIVATE KEY-----\n/;
/** A key has 2.5 kB. */
const MOST_BYTES = 1024 * 1024;
/** Half a second is usual; a machine that is busy with other things takes a few. */
const MOST_MS = 60_000;

/**
 * Makes a key in a process of its own, and in this one where no other can be started or none gave a key. The private half comes
 * by pipe only; arguments are empty and the environment holds no secret. Rejects with the signal's reason (CancelledError)
 * as soon as it aborts.
 */
export async function rsaKeyFromProcess(
  at: KeyProcessSpawn,
  here: () => Promise<Secret> = makeRsaKey,
): Promise<Secret> {
  assertNotCancelled(at.signal);
  const text = existsSync(entry(at)) ? await outputOf(at) : '';
  assertNotCancelled(at.signal);
  const [pem] = PEM.exec(text) ?? [];
  if (pem !== undefined) return makeSecret(pem);
  const made = await here();
  assertNotCancelled(at.signal);
  return made;
}

function entry(at: KeyProcessSpawn): string {
  return join(at.distDirectory, 'key-maker.js');
}

/** What the process wrote, once a key is in it or it has ended; as much as there is when it was killed or could not be started. */
async function outputOf(at: KeyProcessSpawn): Promise<string> {
  const child = spawn(at.nodePath, [entry(at)], {
    // In a session of its own, a Ctrl-C for this process is answered by this process alone.
    detached: true,
    env: childEnvironment(at.env),
    stdio: ['ignore', 'pipe', 'ignore'],
    windowsHide: true,
  });
  const kill = (): void => void child.kill('SIGKILL');
  at.signal.addEventListener('abort', kill, { once: true });
  process.once('exit', kill);
  const late = setTimeout(kill, MOST_MS);
  try {
    return await wholeKey(child, kill);
  } finally {
    clearTimeout(late);
    kill();
    at.signal.removeEventListener('abort', kill);
    process.off('exit', kill);
  }
}

function wholeKey(child: ChildProcess, kill: () => void): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    child.stdout?.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) kill();
      else chunks.push(chunk);
      // Its end takes the process another 10 ms.
      if (PEM.test(text())) end();
    });
    const text = (): string => Buffer.concat(chunks).toString('latin1');
    const end = (): void => {
      // The pipe of a process that could not be started stays open otherwise, and this process with it.
      child.stdout?.destroy();
      resolve(text());
    };
    child.once('error', end);
    child.once('close', end);
  });
}

function assertNotCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw signal.reason instanceof CancelledError ? signal.reason : new CancelledError();
}
