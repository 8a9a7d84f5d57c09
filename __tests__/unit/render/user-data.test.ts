import { describe, expect, test } from '@jest/globals';
import { makeSecret } from '../../../src/model/secret.ts';
import { cloudInitProblems, renderUserData, type UserDataParts } from '../../../src/render/user-data.ts';

const hostKey = {
  publicKey: 'ssh-ed25519 AAAAhost',
  privateKey: makeSecret('-----BEGIN OPENSSH PRIVATE KEY-----\nabc\ndef\n-----END OPENSSH PRIVATE KEY-----\n'),
};

const OURS = `#cloud-config
ssh_deletekeys: true
ssh_keys:
  ed25519_private: |
    -----BEGIN OPENSSH PRIVATE KEY-----
    abc
    def
    -----END OPENSSH PRIVATE KEY-----
  ed25519_public: ssh-ed25519 AAAAhost
`;

function render(over: Partial<UserDataParts> = {}): string | null {
  return renderUserData({ provider: 'amazon', hostKey, cloudInit: null, ...over });
}

describe('without a text of the user', () => {
  test('our part alone', () => {
    expect(render()).toBe(OURS);
  });

  test('nothing without a host key', () => {
    expect(render({ hostKey: null })).toBeNull();
  });
});

describe('with a text of the user', () => {
  test('both parts, each whole, ours last so that it wins', () => {
    const user = '#cloud-config\npackages: [postgresql]\n';
    const text = render({ cloudInit: user }) ?? '';
    const boundary = /^Content-Type: multipart\/mixed; boundary="(mist-action-[0-9a-f]{32})"\n/.exec(text)?.[1];
    const parts = text.split(`--${boundary}`);
    expect(parts).toHaveLength(4);
    expect(parts[1]).toContain(`\n\n${user}`);
    expect(parts[2]).toContain(`\n\n${OURS}`);
    expect(parts[3]).toBe('--\n');
    expect(text.match(/^Content-Type: text\/cloud-config; charset="utf-8"$/gm)).toHaveLength(2);
  });

  test('a cloud-config of comments alone is left out: cloud-init cannot merge it', () => {
    expect(render({ cloudInit: '#cloud-config\n# later\n' })).toBe(OURS);
  });

  test('the same parts give the same text, others another boundary', () => {
    const cloudInit = '#!/bin/sh\ntrue\n';
    expect(render({ cloudInit })).toBe(render({ cloudInit }));
    expect(render({ cloudInit })?.slice(0, 90)).not.toBe(render({ cloudInit: `${cloudInit}#` })?.slice(0, 90));
  });

  test.each([
    ['#cloud-config\na: 1\n', 'text/cloud-config'],
    ['#cloud-config-archive\n- content: x\n', 'text/cloud-config-archive'],
    ['#!/bin/sh\ntrue\n', 'text/x-shellscript'],
    ['#include\nhttps://example.com/x\n', 'text/x-include-url'],
    ['#include-once\nhttps://example.com/x\n', 'text/x-include-once-url'],
    ['#cloud-boothook\n#!/bin/sh\n', 'text/cloud-boothook'],
    ['#part-handler\n', 'text/part-handler'],
    ['## template: jinja\n#cloud-config\n', 'text/jinja2'],
    ['\n#Cloud-Config\r\na: 1\r\n', 'text/cloud-config'],
    ['\uFEFF#cloud-config\na: 1\n', 'text/cloud-config'],
  ])('%j is %s', (cloudInit, type) => {
    const first = render({ cloudInit })?.split('--mist-action-')[1];
    expect(first).toContain(`\nContent-Type: ${type}; charset="utf-8"\n`);
  });

  test('a message of their own becomes one part in whole', () => {
    const cloudInit = 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="x"\n\n--x\n\nhi\n--x--\n';
    expect(render({ cloudInit })).toContain(`\n${cloudInit}`);
  });

  test('text beyond ASCII travels as base64', () => {
    const cloudInit = `#!/bin/sh\necho 'grüß 👋 ${'x'.repeat(100)}'\n`;
    const first = render({ cloudInit })?.split('--mist-action-')[1] ?? '';
    expect(first).toContain('Content-Transfer-Encoding: base64\n');
    const body = first.slice(first.indexOf('\n\n') + 2);
    expect(Math.max(...body.split('\n').map((line) => line.length))).toBeLessThanOrEqual(76);
    expect(Buffer.from(body, 'base64').toString()).toBe(cloudInit);
  });

  test('goes as it is without a host key', () => {
    const cloudInit = '#cloud-config\na: ü\n';
    expect(render({ cloudInit, hostKey: null })).toBe(cloudInit);
  });
});

describe('what is refused', () => {
  test.each([
    ['#cloud-config\nssh_keys: {}\n', ['`ssh_keys` is set by the action']],
    ['#cloud-config\nssh_deletekeys: false\nssh_keys: {}\n', ['`ssh_keys` is', '`ssh_deletekeys` is']],
    ['#cloud-config\na: [\n', ['not valid YAML']],
    ['apt-get update\n', ['does not know this text']],
    ['', ['does not know this text']],
  ])('%j', (cloudInit, problems) => {
    expect(cloudInitProblems(cloudInit)).toEqual(problems.map((problem) => expect.stringContaining(problem)));
    expect(() => render({ cloudInit })).toThrow(problems[0]);
  });

  test.each([
    '#cloud-config\n',
    '#cloud-config\nusers: [default]\n',
    '#cloud-config\nwrite_files: [{ path: /a, content: !!binary aGk= }]\n',
    '#!/bin/sh\nssh_keys=1\n',
    'MIME-Version: 1.0\n\n',
  ])('%j is not', (cloudInit) => {
    expect(cloudInitProblems(cloudInit)).toEqual([]);
  });

  test('more than EC2 takes, on EC2 only, without the text in the message', () => {
    const cloudInit = `#!/bin/sh\n#${'s'.repeat(16_384)}\n`;
    expect(() => render({ cloudInit })).toThrow(/it is 17\d{3} bytes with the host key, and EC2 takes at most 16384/);
    expect(() => render({ cloudInit })).not.toThrow(/sss|PRIVATE/);
    expect(render({ cloudInit, provider: 'vultr' })).toContain('sss');
  });
});
