import { describe, expect, test } from '@jest/globals';

import { readCloudInit } from '../../../src/spec/cloud-init.ts';

/** A message whose one part is this text in base64. */
function mime(text: string): string {
  const body = Buffer.from(text).toString('base64');
  const part = `Content-Type: text/cloud-config\nContent-Transfer-Encoding: base64\nMIME-Version: 1.0\n\n${body}\n`;
  return `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="x"\n\n--x\n${part}--x--\n`;
}

describe('readCloudInit accepts', () => {
  test.each([
    '#cloud-config',
    '#cloud-config\n',
    '#cloud-config\n# later\n',
    '#cloud-config\npackages: [git]\n',
    '#cloud-config\nwrite_files:\n  - content: |\n      ssh_keys: not a key of the config\n',
    '#!/bin/sh\necho hi\n',
    '#include\nhttps://example.com/a\n',
    '## template: jinja\n#cloud-config\nhostname: {{ v1.name }}\n',
    'Content-Type: multipart/mixed; boundary="x"\n',
    mime('#cloud-config\nusers: []\nssh_authorized_keys: [x]\nruncmd: [x]\n'),
    `#!/bin/sh\n${'x'.repeat(15 * 1024 - 10)}`,
  ])('%j', (text) => {
    expect(readCloudInit(text)).toEqual({ value: text });
  });
});

describe('readCloudInit refuses', () => {
  test.each([
    ['', 'must begin with'],
    ['packages: [git]', 'must begin with'],
    [' #cloud-config', 'must begin with'],
    ['#cloud-config\nssh_keys: {}\n', 'must not set `ssh_keys`'],
    ['#cloud-config\n"ssh_deletekeys": true\n', 'must not set `ssh_deletekeys`'],
    ['#cloud-config\n{ ssh_keys: {} }\n', 'must not set `ssh_keys`'],
    ['## template: jinja\n#cloud-config\nssh_deletekeys: {{ x }}\n', 'must not set `ssh_deletekeys`'],
    ['#cloud-config-archive\n- content: |\n    ssh_keys: {}\n', 'must not set `ssh_keys`'],
    [mime('#cloud-config\nssh_keys: {}\n'), 'must not set `ssh_keys`'],
    [mime('#cloud-config\nssh_deletekeys: false\n').replaceAll('\n', '\r\n'), 'must not set `ssh_deletekeys`'],
    ['#cloud-config\na: [b\n', 'is not valid YAML near its line'],
    ['#cloud-config\n- a\n', 'must hold a map'],
    ['#cloud-config\ntext\n', 'must hold a map'],
    [`#!/bin/sh\n${'x'.repeat(15 * 1024)}`, 'must be at most 15 KiB'],
  ])('%j', (text, message) => {
    const read = readCloudInit(text);
    expect('refused' in read ? read.refused : 'accepted').toContain(message);
  });
});
