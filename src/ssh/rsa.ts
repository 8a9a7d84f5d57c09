// Makes RSA keys. Apart from everything else, because a process of its own runs this and nothing more.
import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { makeSecret } from '../model/secret.ts';
import type { Secret } from '../model/spec.ts';

/** NIST SP 800-57 counts 3072 bits as good beyond 2030; 4096 takes three times as long to make. */
const RSA_BITS = 3072;

/** A new RSA key as PKCS#1 PEM. Takes a second or more of a thread that nothing can interrupt, not even the end of the process. */
export async function makeRsaKey(): Promise<Secret> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: RSA_BITS });
  return makeSecret(privateKey.export({ type: 'pkcs1', format: 'pem' }).toString());
}
