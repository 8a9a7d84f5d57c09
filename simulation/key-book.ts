// Keys of a simulated world: texts in the right forms, made in no time. Who holds a private text can look up its public one.
import { hash } from 'node:crypto';
import type { KeySource } from '../sandbox/key-source.ts';
import type { KeyMaker, KeyPair } from '../src/engine/ports.ts';
import { makeSecret } from '../src/model/secret.ts';
import type { Secret } from '../src/model/spec.ts';

type TextPair = { readonly publicKey: string; readonly privateKey: string };

/** Makes and remembers pairs; the same name gives the same pairs in the same order. No pair opens anything real. */
export class KeyBook {
  readonly #name: string;
  readonly #publicOf = new Map<string, string>();
  #made = 0;

  constructor(name: string) {
    this.#name = name;
  }

  /** Every private text so far: what must show up nowhere. */
  privateTexts(): readonly string[] {
    return [...this.#publicOf.keys()];
  }

  make(kind: 'ssh-rsa' | 'ssh-ed25519'): TextPair {
    this.#made += 1;
    const seed = hash('sha512', `${this.#name} ${kind} ${this.#made}`, 'base64');
    const title = kind === 'ssh-rsa' ? 'RSA PRIVATE KEY' : 'OPENSSH PRIVATE KEY';
    const publicKey = `${kind} AAAA${seed.slice(0, 44)}`;
    const privateKey = `-----BEGIN ${title}-----\nMII${seed.slice(16, 80)}\n-----END ${title}-----\n`;
    this.#publicOf.set(privateKey, publicKey);
    return { publicKey, privateKey };
  }

  publicOf(privateKey: string): string | null {
    return this.#publicOf.get(privateKey) ?? null;
  }

  /** The runner's side. */
  maker(): KeyMaker {
    const pair = (kind: 'ssh-rsa' | 'ssh-ed25519'): Promise<KeyPair> => {
      const { publicKey, privateKey } = this.make(kind);
      return Promise.resolve({ publicKey, privateKey: makeSecret(privateKey) });
    };
    return {
      rsa: () => pair('ssh-rsa'),
      hostKey: () => pair('ssh-ed25519'),
      publicOf: async (privateKey: Secret) => {
        const found = this.publicOf(privateKey.reveal());
        if (found === null) throw new Error('This is no private key.');
        return found;
      },
    };
  }

  /** The server's side: RSA only, as on a real one. */
  source(): KeySource {
    return {
      generate: () => Promise.resolve(this.make('ssh-rsa')),
      publicOf: (privateKey) => {
        const found = this.publicOf(privateKey);
        return found?.startsWith('ssh-rsa ') ? found : null;
      },
    };
  }
}
