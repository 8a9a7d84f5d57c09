// Decides whether the host key that a server presents is the one that is expected.
import type { ServerHostKeyAlgorithm } from 'ssh2';
import type { SshTarget } from '../engine/ports.ts';
import { fingerprintText, hostKeySha256, parsePublicKey, publicBlobSha256 } from '../model/host-key.ts';
import { blobKind } from './wire.ts';

/** The verdict on a presented key: `key` is `kind base64`, `refusal` a sentence for people, without keys. */
export type HostKeyVerdict =
  | { readonly ok: true; readonly key: string }
  | { readonly ok: false; readonly refusal: string };

/** Strongest first; `ssh-rsa` (SHA-1) is left out. */
const ALGORITHMS: readonly ServerHostKeyAlgorithm[] = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
];

/** RSA keys have one kind and two signature algorithms (RFC 8332). */
function kindOf(algorithm: ServerHostKeyAlgorithm): string {
  return algorithm.startsWith('rsa-sha2-') ? 'ssh-rsa' : algorithm;
}

/**
 * The algorithms to offer, in order. A server picks its first match (RFC 4253 section 7.1), so one that has several
 * host keys presents the expected kind, and one that has another kind only still shows it, to be named in the refusal.
 */
export function offeredAlgorithms(expected: SshTarget['hostKey']): ServerHostKeyAlgorithm[] {
  const kind = typeof expected === 'object' && 'key' in expected ? parsePublicKey(expected.key)?.kind : 'ssh-ed25519';
  const first = ALGORITHMS.filter((algorithm) => kindOf(algorithm) === kind);
  return [...first, ...ALGORITHMS.filter((algorithm) => !first.includes(algorithm))];
}

/** Compares the blob that a server presents, byte for byte, with what is expected of it. */
export function checkHostKey(expected: SshTarget['hostKey'], blob: Buffer): HostKeyVerdict {
  const kind = blobKind(blob);
  const presented = publicBlobSha256(blob);
  const wanted = wantedBy(expected);
  if (wanted !== null && !wanted.includes(presented)) {
    return {
      ok: false,
      refusal:
        `the host presents the key ${fingerprintText(presented)}, but ${wanted.map(fingerprintText).join(' or ')} was ` +
        'expected: this is another machine, or someone in between',
    };
  }
  // The kind is the host's own text and goes into files: only those that were offered are taken.
  if (kind === null || !ALGORITHMS.some((algorithm) => kindOf(algorithm) === kind)) {
    const refusal = `the host presents a key of a kind that is not known: ${fingerprintText(presented)}`;
    return { ok: false, refusal };
  }
  return { ok: true, key: `${kind} ${blob.toString('base64')}` };
}

/** The SHA-256 of the keys of which one must be presented; null where any may. */
function wantedBy(expected: SshTarget['hostKey']): readonly string[] | null {
  if (expected === 'first') return null;
  return 'key' in expected ? [hostKeySha256(expected.key)] : [expected.sha256].flat();
}
