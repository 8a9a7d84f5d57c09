// Two RSA keys per run: no private key is stored in the repository, not even one for tests.
import { generateKeyPairSync } from 'node:crypto';

function pem(): string {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  }).privateKey;
}

export const RSA_KEYS: readonly string[] = [pem(), pem()];
