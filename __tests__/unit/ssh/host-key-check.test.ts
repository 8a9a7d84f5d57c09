import { describe, expect, test } from '@jest/globals';
import { hostKeySha256 } from '../../../src/model/host-key.ts';
import { checkHostKey, offeredAlgorithms } from '../../../src/ssh/host-key-check.ts';
import { sshString } from '../../../src/ssh/wire.ts';

function blob(kind: string, bytes: string): Buffer {
  return Buffer.concat([sshString(kind), sshString(bytes)]);
}
const ours = blob('ssh-ed25519', 'ours');
const line = `ssh-ed25519 ${ours.toString('base64')}`;
const theirs = blob('ssh-ed25519', 'theirs');

describe('checkHostKey', () => {
  test.each([
    ['the exact key', { key: line }],
    ['the exact key with a comment', { key: `${line} root@host` }],
    ['its hash', { sha256: hostKeySha256(line) }],
    ['whatever comes first', 'first' as const],
  ])('takes %s', (_, expected) => {
    expect(checkHostKey(expected, ours)).toEqual({ ok: true, key: line });
  });

  test.each([
    ['another key', { key: line }, theirs],
    ['another hash', { sha256: hostKeySha256(line) }, theirs],
    ['another kind', { key: line }, blob('ssh-rsa', 'ours')],
    ['a broken blob', { key: line }, Buffer.of(1)],
  ])('refuses %s', (_, expected, presented) => {
    const verdict = checkHostKey(expected, presented);
    expect(verdict).toMatchObject({ ok: false, refusal: expect.stringMatching(/SHA256:.{43}, but SHA256:.{43} was/) });
    expect(JSON.stringify(verdict)).not.toContain(presented.toString('base64'));
  });

  // The kind is the host's own words: written in front of the key it must not be read as a key.
  const posing = [`ssh-ed25519 ${ours.toString('base64')} x`, `ssh-ed25519\t${ours.toString('base64')}`];
  test.each(posing)('what counts is the blob that was presented, not what it calls itself: %j', (kind) => {
    const blobs = [blob(kind, 'theirs'), blob(`${kind} `, '')];
    for (const presented of blobs) {
      expect(checkHostKey({ key: line }, presented)).toMatchObject({ ok: false });
      expect(checkHostKey({ sha256: hostKeySha256(line) }, presented)).toMatchObject({ ok: false });
    }
  });

  test.each(['Ssh-Ed25519', 'ssh-ed25519 AAAA', 'x\n* ssh-ed25519 AAAA', ''])(
    'a key of the kind %j is pinned by nobody',
    (kind) => {
      expect(checkHostKey('first', blob(kind, 'theirs'))).toEqual({
        ok: false,
        refusal: expect.stringMatching(/^the host presents a key of a kind that is not known: SHA256:.{43}$/),
      });
    },
  );
});

describe('offeredAlgorithms', () => {
  test.each([
    ['ssh-ed25519 AAAA', 'ssh-ed25519'],
    ['ecdsa-sha2-nistp384 AAAA', 'ecdsa-sha2-nistp384'],
    ['ssh-rsa AAAA', 'rsa-sha2-512'],
  ])('%s is asked for first', (key, first) => {
    const offered = offeredAlgorithms({ key });
    expect(offered[0]).toBe(first);
    expect(new Set(offered).size).toBe(6);
  });

  test.each([{ sha256: 'x' }, 'first' as const])('%j begins with Ed25519 and has no SHA-1', (expected) => {
    expect(offeredAlgorithms(expected)[0]).toBe('ssh-ed25519');
    expect(offeredAlgorithms(expected)).not.toContain('ssh-rsa');
  });
});
