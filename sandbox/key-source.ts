// RSA keys for the sandbox: reading what is uploaded, and making new ones, as a port because making is slow and random.
import { generateKeyPair } from 'node:crypto';
import ssh2 from 'ssh2';

/** A private half (PKCS#1 PEM) and its public one (`ssh-rsa AAAA…`). */
export type RsaPair = { readonly privateKey: string; readonly publicKey: string };

/** `publicOf` gives `ssh-rsa AAAA…` of an RSA private key (PEM or OpenSSH), null for anything else: Mist takes RSA only. */
export type KeySource = {
  generate(): Promise<RsaPair>;
  publicOf(privateKey: string): string | null;
};

function publicOf(privateKey: string): string | null {
  const parsed = ssh2.utils.parseKey(privateKey);
  if (parsed instanceof Error || Array.isArray(parsed)) return null;
  if (parsed.type !== 'ssh-rsa' || !parsed.isPrivateKey()) return null;
  return `ssh-rsa ${parsed.getPublicSSH().toString('base64')}`;
}

/** Keys by Node's own crypto: 2048 bits, PKCS#1 PEM. */
export function nodeKeySource(): KeySource {
  return {
    publicOf,
    async generate() {
      const privateKey = await new Promise<string>((resolve, reject) => {
        generateKeyPair(
          'rsa',
          {
            modulusLength: 2048,
            publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
            privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
          },
          (error, _publicKey, made) => (error === null ? resolve(made) : reject(error)),
        );
      });
      return { privateKey, publicKey: publicOf(privateKey) ?? '' };
    },
  };
}

/** Hands out the given pairs in turn, for virtual time; throws when none was given. */
export function fixedKeySource(pairs: readonly string[]): KeySource {
  let next = 0;
  return {
    publicOf,
    async generate() {
      const privateKey = pairs[next % pairs.length];
      if (privateKey === undefined) throw new Error('The fixed key source has no keys.');
      next += 1;
      return { privateKey, publicKey: publicOf(privateKey) ?? '' };
    },
  };
}
