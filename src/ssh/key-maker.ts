// Makes SSH key pairs: nothing is written to disk.
import { generateKeyPair, type KeyObject, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { KeyMaker, KeyPair } from '../engine/ports.ts';
import { makeSecret } from '../model/secret.ts';
import type { Secret } from '../model/spec.ts';
import { loadPrivateKey, prepareToRead } from './private-key.ts';
import { makeRsaKey } from './rsa.ts';
import { sshString, uint32 } from './wire.ts';

const makePair = promisify(generateKeyPair);

/** The two halves of an Ed25519 key: 32 bytes each. */
function ed25519Halves(privateKey: KeyObject): { readonly seed: Buffer; readonly point: Buffer } {
  const { d, x } = privateKey.export({ format: 'jwk' });
  return { seed: Buffer.from(d ?? '', 'base64url'), point: Buffer.from(x ?? '', 'base64url') };
}

/** The file format of OpenSSH's PROTOCOL.key, without encryption and comment. */
function opensshPem(publicBlob: Buffer, privateFields: Buffer): string {
  const check = randomBytes(4);
  const body = Buffer.concat([check, check, privateFields, sshString('')]);
  // Without a cipher the block size is 8, and the padding counts 1, 2, 3, …
  const padding = Buffer.from(Array.from({ length: (8 - (body.length % 8)) % 8 }, (_, index) => index + 1));
  const file = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    sshString('none'),
    sshString('none'),
    sshString(''),
    uint32(1),
    sshString(publicBlob),
    sshString(Buffer.concat([body, padding])),
  ]);
  const lines = file.toString('base64').match(/.{1,70}/g) ?? [];
  return ['-----BEGIN OPENSSH PRIVATE KEY-----', ...lines, '-----END OPENSSH PRIVATE KEY-----', ''].join('\n');
}

async function hostKey(): Promise<KeyPair> {
  const { seed, point } = ed25519Halves((await makePair('ed25519')).privateKey);
  const blob = Buffer.concat([sshString('ssh-ed25519'), sshString(point)]);
  const fields = Buffer.concat([blob, sshString(Buffer.concat([seed, point]))]);
  return {
    publicKey: `ssh-ed25519 ${blob.toString('base64')}`,
    privateKey: makeSecret(opensshPem(blob, fields)),
  };
}

/** Both halves of an RSA key that was made elsewhere. Rejects like `loadPrivateKey`. */
export async function pairOf(privateKey: Secret): Promise<KeyPair> {
  return { publicKey: (await loadPrivateKey(privateKey)).publicKey, privateKey };
}

/** A key maker on Node's own cryptography. `publicOf` reads what `loadPrivateKey` reads and rejects with ActionError `key` otherwise. */
export function createKeyMaker(): KeyMaker {
  const publicOf: KeyMaker['publicOf'] = async (privateKey) => (await loadPrivateKey(privateKey)).publicKey;
  return { rsa: async () => pairOf(await makeRsaKey()), hostKey, publicOf, prepare: prepareToRead };
}
