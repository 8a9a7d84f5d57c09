// Public SSH keys as text: taking one apart and naming it by its hash.
import { sha256 } from './content-hash.ts';
import { BugError } from './errors.ts';

/** A public key as OpenSSH writes it, without the comment: kind (`ssh-ed25519`) and the key itself in base64. */
export type PublicKeyParts = { readonly kind: string; readonly base64: string };

/** Takes `ssh-ed25519 AAAA… comment` apart; null when the text is no public key line. */
export function parsePublicKey(text: string): PublicKeyParts | null {
  const found = /^([a-z0-9][a-z0-9@.-]*)[ \t]+([A-Za-z0-9+/]+={0,2})(?:[ \t].*)?$/.exec(text.trim());
  return found?.[1] && found[2] ? { kind: found[1], base64: found[2] } : null;
}

/**
 * SHA-256 of a public key (`ssh-ed25519 AAAA…`) in base64url without padding: 43 characters that fit in a tag.
 * Throws BugError when the text is no public key.
 */
export function hostKeySha256(publicKey: string): string {
  const parts = parsePublicKey(publicKey);
  if (parts === null) throw new BugError('A host key is not in the form "kind base64".');
  return publicBlobSha256(Buffer.from(parts.base64, 'base64'));
}

/**
 * The same of a key as it is on the wire (RFC 4253 section 6.6). It covers these bytes and nothing else, as OpenSSH's
 * fingerprints do: what the key says about itself cannot change what it is compared as.
 */
export function publicBlobSha256(blob: Uint8Array): string {
  return sha256(blob, 'base64url');
}

/** The form that `ssh-keygen -l` prints, from `hostKeySha256`'s: for messages only. */
export function fingerprintText(sha256: string): string {
  return `SHA256:${sha256.replaceAll('-', '+').replaceAll('_', '/')}`;
}
