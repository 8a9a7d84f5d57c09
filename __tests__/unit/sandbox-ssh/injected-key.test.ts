import { describe, expect, test } from '@jest/globals';
import { injectedHostKey } from '../../../sandbox/ssh-injected-key.ts';
import { makeSecret } from '../../../src/model/secret.ts';
import { renderUserData } from '../../../src/render/user-data.ts';
import { createKeyMaker } from '../../../src/ssh/key-maker.ts';

const KEY = '-----BEGIN OPENSSH PRIVATE KEY-----\nabc=\n-----END OPENSSH PRIVATE KEY-----\n';
const hostKey = { publicKey: 'ssh-ed25519 AAAA', privateKey: makeSecret(KEY) };
const nested = 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nhi\n--x--\n';

describe('what our user data carries is found', () => {
  test.each([
    ['alone', null],
    ['beside a cloud-config', '#cloud-config\npackages: [x]\nssh_authorized_keys:\n  - a\n'],
    ['beside a script', '#!/bin/sh\ncat <<EOF\nssh_keys:\n  ed25519_private: |\n    no\nEOF\n'],
    ['beside text that is not ASCII', '#cloud-config\n# ü\n'],
    ['beside a message', nested],
  ])('%s', (_, cloudInit) => {
    expect(injectedHostKey(renderUserData({ provider: null, hostKey, cloudInit }))).toBe(KEY);
  });

  test('a real key, byte for byte', async () => {
    const real = await createKeyMaker().hostKey();
    const text = renderUserData({ provider: null, hostKey: real, cloudInit: '#cloud-config\n{}\n' });
    expect(injectedHostKey(text)).toBe(real.privateKey.reveal());
  });
});

describe('nothing is found', () => {
  test.each([
    ['without user data', null],
    ['in a script', '#!/bin/sh\nssh_keys:\n  ed25519_private: |\n    no\n'],
    ['in a cloud-config without keys', '#cloud-config\npackages: [x]\n'],
    ['under another key', '#cloud-config\nother:\n  ed25519_private: |\n    no\nssh_keys:\n  rsa_private: |\n    no\n'],
    ['after the section', '#cloud-config\nssh_keys:\n  x: y\nother:\n  ed25519_private: |\n    no\n'],
  ])('%s', (_, text) => {
    expect(injectedHostKey(text)).toBeNull();
  });
});
