// Reads private keys in the forms that people have them in. No message made here holds any part of a key.
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { ActionError } from '../model/errors.ts';
import type { Secret } from '../model/spec.ts';
import { mpint, sshString } from './wire.ts';

/** A private key that can be used: `text` in a form that ssh2 reads, `publicKey` as `ssh-rsa AAAA…` without comment. */
export type LoadedKey = { readonly text: string; readonly publicKey: string };

/** One block and nothing else: OpenSSL reads over what stands around it, ssh2 does not. */
const PKCS1 = /^-----BEGIN RSA PRIVATE KEY-----\n(?:[A-Za-z0-9+/=]+\n)+-----END RSA PRIVATE KEY-----\n$/;

/** `ssh-rsa AAAA…` of an RSA key (RFC 4253 section 6.6). */
export function rsaPublicLine(key: KeyObject): string {
  const { n, e } = key.export({ format: 'jwk' });
  const part = (digits: string | undefined): Buffer => mpint(Buffer.from(digits ?? '', 'base64url'));
  const blob = Buffer.concat([sshString('ssh-rsa'), part(e), part(n)]);
  return `ssh-rsa ${blob.toString('base64')}`;
}

/** The key when OpenSSL reads it and it is RSA (PKCS#1 or PKCS#8), else null. OpenSSL knows no OpenSSH format. */
function tryPem(text: string): KeyObject | null {
  try {
    const key = createPrivateKey(text);
    return key.asymmetricKeyType === 'rsa' ? key : null;
  } catch {
    return null;
  }
}

/** Has OpenSSL set up what reads keys, which it does for its first one and takes most of that one's time. */
export function prepareToRead(): void {
  tryPem('');
}

/** Reading a key takes milliseconds, and one key opens many machines. */
const LOADED = new WeakMap<Secret, LoadedKey>();

/**
 * Reads an unencrypted private key: RSA as PKCS#1 or PKCS#8 PEM, or any kind in OpenSSH format. Line endings and a
 * missing last newline, as secrets come out of forms and stores, do not matter. Rejects with ActionError `key` when it is none.
 */
export async function loadPrivateKey(privateKey: Secret): Promise<LoadedKey> {
  const known = LOADED.get(privateKey) ?? (await read(privateKey));
  LOADED.set(privateKey, known);
  return known;
}

/** What `loadPrivateKey` has read of this secret before; undefined when it has not. */
export function loadedKey(privateKey: Secret): LoadedKey | undefined {
  return LOADED.get(privateKey);
}

/** ssh2 does not read PKCS#8, so every RSA key that OpenSSL reads is handed to it as PKCS#1. Mist makes them so, and exporting takes 2 ms. */
function asPkcs1(text: string, key: KeyObject): string {
  return PKCS1.test(text) ? text : key.export({ type: 'pkcs1', format: 'pem' }).toString();
}

async function read(privateKey: Secret): Promise<LoadedKey> {
  const text = `${privateKey.reveal().replaceAll('\r\n', '\n').trim()}\n`;
  const pem = tryPem(text);
  if (pem !== null) return { text: asPkcs1(text, pem), publicKey: rsaPublicLine(createPublicKey(pem)) };
  const { default: ssh2 } = await import('ssh2');
  const parsed = ssh2.utils.parseKey(text);
  const key = Array.isArray(parsed) ? parsed[0] : parsed;
  if (key === undefined || key instanceof Error || !key.isPrivateKey()) {
    throw new ActionError('key', 'user', 'The private key cannot be read.', {
      hint: 'Give an RSA key without a passphrase, in PEM or OpenSSH format.',
    });
  }
  return { text, publicKey: `${key.type} ${key.getPublicSSH().toString('base64')}` };
}
