// User data as it reaches machines, one file a case, for cloud-init's own judgement (scripts/check-user-data.py).
// usage: user-data-cases.mjs DIRECTORY
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderUserData } from '../src/render/user-data.ts';
import { createKeyMaker } from '../src/ssh/key-maker.ts';

const directory = process.argv[2];
if (directory === undefined) throw new Error('usage: user-data-cases.mjs DIRECTORY');

const CONFIG = `#cloud-config
users:
  - default
  - { name: ops, groups: [adm], ssh_authorized_keys: [ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA ops] }
ssh_authorized_keys: [ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB me]
ssh_genkeytypes: [rsa]
packages: [postgresql]
runcmd:
  - [sh, -c, "echo 'grüße' >/tmp/x"]
`;
const MIME = `Content-Type: multipart/mixed; boundary="==of the user=="
MIME-Version: 1.0

--==of the user==
Content-Type: text/cloud-config; charset="us-ascii"
MIME-Version: 1.0

#cloud-config
packages: [nginx]
ssh_authorized_keys: [ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIC they]
--==of the user==
Content-Type: text/x-shellscript; charset="us-ascii"
MIME-Version: 1.0

#!/bin/sh
echo second part
--==of the user==--
`;

/** What the user wrote, and what cloud-init must make of it: keys of the merged configuration, and scripts. */
const CASES = {
  none: { text: null, keys: [], scripts: 0 },
  'cloud-config': {
    text: CONFIG,
    keys: ['users', 'ssh_authorized_keys', 'ssh_genkeytypes', 'packages', 'runcmd'],
    scripts: 0,
  },
  'cloud-config-own-merge': {
    text: `${CONFIG}merge_how: "dict(no_replace,recurse_list)+list(append)+str()"\n`,
    keys: ['users', 'packages', 'runcmd'],
    scripts: 0,
  },
  'cloud-config-empty': { text: '#cloud-config\n# nothing yet\n', keys: [], scripts: 0 },
  script: { text: '#!/bin/sh\necho "one – two"\n', keys: [], scripts: 1 },
  mime: { text: MIME, keys: ['packages', 'ssh_authorized_keys'], scripts: 1 },
  jinja: {
    text: '## template: jinja\n#cloud-config\nhostname: {{ v1.region }}-web\nruncmd: [[echo, "{{ v1.region }}"]]\n',
    keys: ['hostname', 'runcmd'],
    scripts: 0,
  },
  archive: {
    text: '#cloud-config-archive\n- type: text/cloud-config\n  content: |\n    packages: [redis]\n- "#!/bin/sh\\necho x\\n"\n',
    keys: ['packages'],
    scripts: 1,
  },
};

mkdirSync(directory, { recursive: true });
const hostKey = await createKeyMaker().hostKey();
for (const [name, { text, keys, scripts }] of Object.entries(CASES)) {
  writeFileSync(join(directory, `${name}.txt`), renderUserData({ provider: 'amazon', hostKey, cloudInit: text }) ?? '');
  const expected = { user: text, keys, scripts, public: hostKey.publicKey, private: hostKey.privateKey.reveal() };
  writeFileSync(join(directory, `${name}.json`), JSON.stringify(expected));
}
