import { describe, expect, test } from '@jest/globals';
import { blobKind, mpint, sshString } from '../../../src/ssh/wire.ts';

describe('mpint', () => {
  // The examples of RFC 4251 section 5.
  test.each([
    ['00', '00000000'],
    ['09a378f9b2e332a7', '0000000809a378f9b2e332a7'],
    ['80', '000000020080'],
    ['0000000080', '000000020080'],
    ['', '00000000'],
  ])('%s', (value, wire) => {
    expect(mpint(Buffer.from(value, 'hex')).toString('hex')).toBe(wire);
  });
});

describe('blobKind', () => {
  test.each([
    ['names the kind', Buffer.concat([sshString('ssh-rsa'), Buffer.of(1, 2)]), 'ssh-rsa'],
    ['a blob cut short', sshString('ssh-rsa').subarray(0, 6), null],
    ['nothing', Buffer.alloc(0), null],
  ])('%s', (_, blob, kind) => {
    expect(blobKind(blob)).toBe(kind);
  });
});
