import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { contentHash } from '../../../src/model/content-hash.ts';
import { fingerprintText, hostKeySha256, parsePublicKey, publicBlobSha256 } from '../../../src/model/host-key.ts';

// Made once with ssh-keygen; the fingerprint is what `ssh-keygen -l` printed for it.
const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICSjwtrJ5azxubjSbHeYPK3B7fGX9gEBn/rkuDuZeHIQ';
const FINGERPRINT = 'SHA256:7ozHO9XK7Qxp2IGMil3PiYs1AXswCZ8342i/UnE7vtM';

describe('public keys', () => {
  test.each([
    ['bare', KEY],
    ['with a comment', `${KEY} someone@example`],
    ['with blanks around', `  ${KEY}\n`],
  ])('hash to the fingerprint of ssh-keygen: %s', (_, text) => {
    const hash = hostKeySha256(text);
    expect(hash).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(fingerprintText(hash)).toBe(FINGERPRINT);
  });

  test.each(['', 'ssh-ed25519', '-----BEGIN RSA PRIVATE KEY-----', 'a b=c d'])('%j is none', (text) => {
    expect(parsePublicKey(text)).toBeNull();
    expect(() => hostKeySha256(text)).toThrow(/bug in the action/);
  });
});

const keygen = spawnSync('ssh-keygen', ['-?']).error === undefined;

(keygen ? describe : describe.skip)('ssh-keygen -lf', () => {
  test.each([
    ['ed25519', []],
    ['ecdsa', ['-b', '384']],
    ['rsa', ['-b', '2048']],
  ])('agrees on a new key of the kind %s', (kind, more) => {
    const directory = mkdtempSync(join(tmpdir(), 'fingerprint-'));
    try {
      const path = join(directory, 'key');
      spawnSync('ssh-keygen', ['-q', '-t', kind, ...more, '-N', '', '-C', 'root@host', '-f', path]);
      const text = readFileSync(`${path}.pub`, 'utf8');
      const [, printed] = spawnSync('ssh-keygen', ['-lf', `${path}.pub`], { encoding: 'utf8' }).stdout.split(' ');
      expect(printed).toMatch(/^SHA256:.{43}$/);
      expect(fingerprintText(hostKeySha256(text))).toBe(printed);
      const blob = Buffer.from(parsePublicKey(text)?.base64 ?? '', 'base64');
      expect(fingerprintText(publicBlobSha256(blob))).toBe(printed);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});

test('contentHash is the beginning of the SHA-256 in hex', () => {
  expect(contentHash('abc', 12)).toBe('ba7816bf8f01');
});
