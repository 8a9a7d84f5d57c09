import { describe, expect, test } from '@jest/globals';

import { readCloudInit } from '../../../src/spec/cloud-init.ts';

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
    ['#cloud-config\na: [b\n', 'is not valid YAML near its line'],
    ['#cloud-config\n- a\n', 'must hold a map'],
    ['#cloud-config\ntext\n', 'must hold a map'],
    [`#!/bin/sh\n${'x'.repeat(15 * 1024)}`, 'must be at most 15 KiB'],
  ])('%j', (text, message) => {
    const read = readCloudInit(text);
    expect('refused' in read ? read.refused : 'accepted').toContain(message);
  });
});
