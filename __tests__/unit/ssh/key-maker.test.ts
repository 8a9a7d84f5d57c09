import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { inspect } from 'node:util';
import { beforeAll, describe, expect, test } from '@jest/globals';
import ssh2 from 'ssh2';
import type { KeyPair } from '../../../src/engine/ports.ts';
import { makeSecret } from '../../../src/model/secret.ts';
import { createKeyMaker } from '../../../src/ssh/key-maker.ts';
import { loadPrivateKey } from '../../../src/ssh/private-key.ts';

const maker = createKeyMaker();

function parsed(text: string): { readonly type: string; readonly publicKey: string } {
  const key = ssh2.utils.parseKey(text);
  if (key instanceof Error) throw key;
  return { type: key.type, publicKey: `${key.type} ${key.getPublicSSH().toString('base64')}` };
}

describe('rsa', () => {
  let pair: KeyPair;
  beforeAll(async () => {
    pair = await maker.rsa();
  });

  test('is a PKCS#1 PEM of 3072 bits whose public half is the given one', () => {
    const text = pair.privateKey.reveal();
    expect(text).toMatch(/^-----BEGIN RSA PRIVATE KEY-----\n[\s\S]+\n-----END RSA PRIVATE KEY-----\n$/);
    expect(createPrivateKey(text).asymmetricKeyDetails?.modulusLength).toBe(3072);
    expect(parsed(text).publicKey).toBe(pair.publicKey);
  });

  test('shows nothing of the private half', () => {
    expect(`${inspect(pair)} ${JSON.stringify(pair)} ${pair.privateKey}`).not.toContain('PRIVATE KEY');
  });

  test.each<[string, (text: string) => string]>([
    ['PKCS#1', (text) => text],
    ['PKCS#8', (text) => createPrivateKey(text).export({ type: 'pkcs8', format: 'pem' }).toString()],
    ['CRLF line ends and no last one', (text) => text.trim().replaceAll('\n', '\r\n')],
    ['a certificate behind it', (text) => `${text}-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n`],
    ['a comment before and behind it', (text) => `my key\n${text}# for the tests\n`],
    ['lines of another length', (text) => text.replace(/([A-Za-z0-9+/=]{64})\n([A-Za-z0-9+/=]{10})/, '$1$2\n')],
    ['blanks at the ends of its lines', (text) => text.replaceAll('\n', ' \n')],
  ])('publicOf reads %s, and ssh2 what is made of it', async (_, form) => {
    const given = makeSecret(form(pair.privateKey.reveal()));
    expect(await maker.publicOf(given)).toBe(pair.publicKey);
    expect(parsed((await loadPrivateKey(given)).text).publicKey).toBe(pair.publicKey);
  });
});

describe('hostKey', () => {
  test('is an Ed25519 key in OpenSSH format whose public half is the given one', async () => {
    const { publicKey, privateKey } = await maker.hostKey();
    expect(privateKey.reveal()).toMatch(/^-----BEGIN OPENSSH PRIVATE KEY-----\n/);
    expect(parsed(privateKey.reveal())).toEqual({ type: 'ssh-ed25519', publicKey });
    expect(await maker.publicOf(privateKey)).toBe(publicKey);
  });

  test('is another one each time', async () => {
    const [one, two] = await Promise.all([maker.hostKey(), maker.hostKey()]);
    expect(one.publicKey).not.toBe(two.publicKey);
  });
});

describe('publicOf', () => {
  test('reads RSA in OpenSSH format', async () => {
    const pair = ssh2.utils.generateKeyPairSync('rsa', { bits: 2048 });
    expect(await maker.publicOf(makeSecret(pair.private))).toBe(pair.public.trim());
  });

  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const publicPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const locked = ssh2.utils.generateKeyPairSync('rsa', { bits: 2048, passphrase: 'x', cipher: 'aes256-cbc' }).private;
  test.each([
    ['nothing', ''],
    ['words', 'hunter2-is-my-secret'],
    ['a public key', publicPem],
    ['a key with a passphrase', locked],
  ])('refuses %s and does not repeat it', async (_, text) => {
    const error: unknown = await maker.publicOf(makeSecret(text)).catch((thrown: unknown) => thrown);
    expect(String(error)).toContain('The private key cannot be read.');
    expect(String(error)).not.toContain('hunter2');
  });
});
